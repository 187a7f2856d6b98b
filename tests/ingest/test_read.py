"""Files of every sort: encodings, refusals, overrides, ids that stay the same, and the audit of a reading."""

from __future__ import annotations

from pathlib import Path

import pytest

from retrieval.domain import FurnitureKind, UnreadableReport
from retrieval.ingest.audit import audit
from retrieval.ingest.overrides import read_overrides
from retrieval.ingest.read import read_report
from retrieval.ingest.report_files import SUFFIXES, report_files

TEXT = """Inspection of youth work in Elmshire

An inspection led by HMI Probation

Report published: 3 May 2018

Lead inspector: Ada Crane

Key Findings

1. Children’s plans were late – by 17 days.
2. Reviews were good.
4. Victims were heard.
5. Nobody complained.
"""


def write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_every_usual_encoding_is_read(encoding: str, tmp_path: Path) -> None:
    reading = read_report(write(tmp_path, "a.txt", TEXT.encode(encoding)), tmp_path)
    assert reading.paragraphs[-4].text == "Children’s plans were late – by 17 days."


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("empty.txt", b"", "the file is empty"),
        ("blank.md", b" \n\t\n", "the file is empty"),
        ("binary.txt", b"abc\0def", "the file is binary, not text"),
        ("torn.txt", b"\xff\xfea", "the file begins as UTF-16 and breaks off"),
        ("rules.md", b"---\n\n***\n", "the file holds no text"),
        ("sound.mp3", b"ID3", "its kind is not known; text, Markdown, PDF, Word and HTML can be read"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_its_reason(
    name: str, content: bytes, reason: str, tmp_path: Path
) -> None:
    with pytest.raises(UnreadableReport) as refused:
        read_report(write(tmp_path, name, content), tmp_path)
    assert refused.value.reason == reason


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableReport, match="cannot be opened"):
        read_report(tmp_path / "gone.txt", tmp_path)


def test_a_file_that_is_no_report_is_read_with_a_warning(tmp_path: Path) -> None:
    reading = read_report(write(tmp_path, "letter.txt", "Dear all,\n\nLunch is at noon on Friday.\n"), tmp_path)
    assert [p.locator.position for p in reading.paragraphs] == [1, 2]
    assert "does not look like an inspection report" in reading.warnings[0]


def test_only_files_of_known_kinds_are_reports(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / ".hidden").mkdir()
    for name in ("b.md", "deep/a.TXT", "notes.yaml", ".hidden/c.txt", "~$d.docx"):
        write(tmp_path, name, "x")
    assert [p.relative_to(tmp_path).as_posix() for p in report_files(tmp_path)] == ["b.md", "deep/a.TXT"]
    assert {".txt", ".md", ".pdf", ".docx", ".html"} <= SUFFIXES


def test_the_front_matter_comes_from_the_text(tmp_path: Path) -> None:
    report = read_report(write(tmp_path, "x.txt", TEXT), tmp_path).report
    assert (report.area, report.year, report.published) == ("Elmshire", 2018, "2018-05-03")
    assert (report.publisher, report.lead_inspector) == ("HM Inspectorate of Probation", "Ada Crane")
    assert report.file == "x.txt"


LETTER = """14 March 2024 Ofsted Mill Row

Ms Jo Farrant

Dear Ms Farrant

## Focused visit to Pellworth children’s services

This letter summarises the findings of the focused visit to Pellworth children’s services on 6 and 7 February 2024.
"""
JOINT = """# Joint area child protection inspection

## Area: Sundry

Published 21 July 2023

## Findings

Inspectors came from Ofsted and the Care Quality Commission (CQC). The CQC led on health, and CQC inspectors met nurses.
"""
PARTNERSHIP = """# Report of a joint inspection of services in the Morna community planning partnership

November 2022

Prepared by the Care Inspectorate in partnership with Education Scotland.
"""
WELSH = """# A report on

Ysgol Bryn Celyn

Date of inspection: February 2023

by Estyn, with one inspector from the Care Quality Commission

| Name of provider | Ysgol Bryn Celyn |
| --- | --- |
| Number of pupils | 874 |

Date of publication: 12 April 2023
"""
FRONT = [
    (PARTNERSHIP, ("Morna", "2022-11", None, "Care Inspectorate")),
    (WELSH, ("Ysgol Bryn Celyn", "2023-04-12", "February 2023", "Estyn")),
    (LETTER, ("Pellworth", "2024-03-14", "6 and 7 February 2024", "Ofsted")),
    (JOINT, ("Sundry", "2023-07-21", None, "Ofsted")),
]


@pytest.mark.parametrize(("text", "front"), FRONT)
def test_letters_and_joint_inspections_say_who_where_and_when(
    tmp_path: Path, text: str, front: tuple[str | None, ...]
) -> None:
    report = read_report(write(tmp_path, "x.md", text), tmp_path).report
    assert (report.area, report.published, report.fieldwork, report.publisher) == front


def test_the_owners_correct_what_the_text_does_not_say(tmp_path: Path) -> None:
    write(
        tmp_path,
        "reports.yaml",
        "x.txt:\n  area: West Elmshire\n  other_names: [Elmshire West]\n  published: 2019-02\n  url: https://a.example/b\n",
    )
    report = read_report(write(tmp_path, "x.txt", TEXT), tmp_path, read_overrides(tmp_path)).report
    assert (report.area, report.other_names) == ("West Elmshire", ("Elmshire West",))
    assert (report.published, report.year, report.url) == ("2019-02", 2019, "https://a.example/b")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("a: [1", "it is not valid YAML in line 1"),
        ("- a\n- b\n", "it must name each file"),
        ("a.txt: 3\n", "it must name"),
    ],
)
def test_unusable_overrides_name_their_fault(content: str, reason: str, tmp_path: Path) -> None:
    write(tmp_path, "reports.yaml", content)
    with pytest.raises(UnreadableReport, match=reason):
        read_overrides(tmp_path)


def test_without_overrides_nothing_is_corrected(tmp_path: Path) -> None:
    assert read_overrides(tmp_path).by_file == {}


def test_ids_say_report_headings_and_number(tmp_path: Path) -> None:
    reading = read_report(write(tmp_path, "x.txt", TEXT), tmp_path)
    assert reading.paragraphs[-1].id == f"{reading.report.id}/key-findings/5"


def test_the_audit_accounts_for_a_reading(tmp_path: Path) -> None:
    account = audit(read_report(write(tmp_path, "x.txt", TEXT), tmp_path))
    missing = [(*sequence.headings, *sequence.gaps) for sequence in account.sequences if sequence.gaps]
    assert (account.numbered, missing) == (4, [("Key Findings", "3")])
    assert [(s.first, s.last, s.count) for s in account.sequences] == [("1", "5", 4)]
    assert [piece.text for piece in account.furniture[FurnitureKind.HEADING]] == ["Key Findings"]
    assert any("2 is followed by 4" in doubt for doubt in account.doubts)
