"""`verse reports`, `verse index`, `verse export` and `verse audit` on two small reports."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

from tests.cli.conftest import Verse
from tests.cli.corpus import OLDWATER

DIGEST = 64


def test_what_is_loaded(small: Verse) -> None:
    done = small("reports")
    assert (done.code, done.err) == (0, "")
    assert done.out == dedent("""\
        Brackenby 2014 · Full Joint Inspection · HM Inspectorate of Probation
          published 2014-05
          11 paragraphs, 0 judgements
          brackenby-2014-fji, brackenby.txt

        Oldwater 2013 · Short Quality Screening · HM Inspectorate of Probation
          published 2013-11-12
          4 paragraphs, 0 judgements
          oldwater-2013-sqs, oldwater.txt

        """)


def test_what_is_loaded_as_json(small: Verse) -> None:
    brackenby, oldwater = small("reports", "--json").json()
    assert brackenby["id"] == "brackenby-2014-fji"
    assert oldwater["area"] == "Oldwater"
    assert (oldwater["programme"], oldwater["year"]) == ("Short Quality Screening", 2013)
    assert (oldwater["published"], oldwater["paragraphs"], oldwater["judgements"]) == ("2013-11-12", 4, 0)


def test_every_paragraph_is_exported_in_printed_order(small: Verse) -> None:
    lines = small("export").lines()
    assert len(lines) == 15
    assert len({line["paragraph_id"] for line in lines}) == 15
    assert [line["number"] for line in lines if line["report"] == "oldwater-2013-sqs"] == ["1.1", "1.2", "2.1", "2.2"]
    assert lines[-1] == {
        "paragraph_id": "oldwater-2013-sqs/2-protecting-public/2.2",
        "report": "oldwater-2013-sqs",
        "headings": ["2. Protecting the public"],
        "number": "2.2",
        "position": None,
        "page": None,
        "kind": "finding",
        "text": "Reviews after a new arrest were missing in four cases.",
    }


def test_indexing_says_what_became_of_each_report(verse: Verse, reports: Path, data: Path) -> None:
    def index() -> str:
        done = verse("index", "--reports", reports, "--data", data)
        assert (done.code, done.err) == (0, "")
        return done.out

    assert index() == dedent("""\
        Added  2  brackenby-2014-fji, oldwater-2013-sqs
        2 reports, 15 paragraphs in the index.
        """)
    (reports / "oldwater.txt").write_text(OLDWATER + "\n2.3 Two boys were seen at the gym.\n")
    (reports / "brackenby.txt").rename(reports / "brackenby-again.txt")
    (reports / "third.txt").write_text(OLDWATER.replace("Oldwater", "Thirdham"))
    assert index() == dedent("""\
        Added     1  thirdham-2013-sqs
        Replaced  2  brackenby-2014-fji, oldwater-2013-sqs
        3 reports, 20 paragraphs in the index.
        """)
    (reports / "third.txt").unlink()
    assert index() == dedent("""\
        Removed    1  thirdham-2013-sqs
        Unchanged  2  brackenby-2014-fji, oldwater-2013-sqs
        2 reports, 16 paragraphs in the index.
        """)


def test_indexing_as_json(verse: Verse, reports: Path, data: Path) -> None:
    (reports / "empty.txt").write_text("")
    done = verse("index", "--json", "--reports", reports, "--data", data)
    summary = done.json()
    assert done.code == 1
    assert len(summary.pop("index")) == DIGEST
    (failed,) = summary.pop("failed")
    assert failed["file"] == "empty.txt"
    assert failed["reason"]
    assert summary == {
        "added": ["brackenby-2014-fji", "oldwater-2013-sqs"],
        "replaced": [],
        "removed": [],
        "unchanged": [],
        "warnings": [],
        "reports": 2,
        "paragraphs": 15,
    }


def test_a_removed_report_is_gone_from_the_next_answer(verse: Verse, reports: Path, data: Path) -> None:
    where = ("--reports", reports, "--data", data)
    question = "Were reviews after a new arrest missing?"
    assert "Oldwater" in verse("ask", question, *where).out
    (reports / "oldwater.txt").unlink()
    answer = verse("ask", question, "--json", *where).json()
    assert answer["searched"]["reports"] == ["brackenby-2014-fji"]


def test_the_account_of_a_reading(small: Verse) -> None:
    done = small("audit", "--report", "oldwater")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith(
        dedent("""\
        Oldwater 2013 · Short Quality Screening · oldwater.txt
        4 numbered paragraphs and 0 without a number, 0 judgements, 0 definitions
        Numbers   1. Reducing the likelihood of reoffending: 1.1 to 1.2
                  2. Protecting the public: 2.1 to 2.2
        Gaps      none
        Repeats   none
        Joined    none
        Other     none
        Doubts    none
        Warnings  none
        Dropped""")
    )
    assert "“2. Protecting the public” (line" in " ".join(done.out.split())


def test_the_account_as_json(small: Verse) -> None:
    brackenby, oldwater = small("audit", "--json").json()
    assert (brackenby["numbered"], oldwater["numbered"]) == (11, 4)
    assert (oldwater["gaps"], oldwater["repeats"]) == ([], [])
    assert {"kind": "heading", "text": "2. Protecting the public"}.items() <= next(
        f for f in oldwater["furniture"] if f["text"].startswith("2.")
    ).items()


def test_gaps_are_reported(verse: Verse, reports: Path, data: Path) -> None:
    longer = OLDWATER + "".join(f"2.{n} Something of use was seen in case {n}.\n" for n in (3, 4, 6, 7))
    (reports / "oldwater.txt").write_text(longer)
    accounts = verse("audit", "--json", "--report", "oldwater", "--reports", reports, "--data", data).json()
    (account,) = accounts
    assert account["gaps"] == [{"headings": ["2. Protecting the public"], "number": "2.5"}]
