"""`verse doctor` says what is wrong and what to do, and fails when something is."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest

from retrieval.index.adapted import digest
from tests.cli.conftest import Verse


def test_all_is_well(verse: Verse, reports: Path, indexed_data: Path) -> None:
    done = verse("doctor", "--reports", reports.relative_to(Path.cwd()), "--data", indexed_data.relative_to(Path.cwd()))
    assert (done.code, done.err) == (0, "")
    lines = done.out.splitlines()
    assert [line.split()[:2] for line in lines if not line.startswith(" ")] == [
        ["ok", "Settings"],
        ["ok", "Reports"],
        ["ok", "Data"],
        ["ok", "Embedder"],
        ["ok", "Index"],
        ["ok", "LLM"],
        ["note", "Slack"],
        ["note", "Database"],
    ]
    assert (
        dedent(f"""\
        ok    Reports   2 files in reports.
        ok    Data      data can be written.
        ok    Embedder  all-MiniLM-L6-v2, adapted ({digest()}), on this machine.
        ok    Index     2 reports, 15 paragraphs; """)
        in done.out
    )


def test_a_fresh_machine_is_no_failure(verse: Verse, reports: Path, data: Path) -> None:
    checks = {check["name"]: check for check in verse("doctor", "--json", "--reports", reports, "--data", data).json()}
    assert checks["Index"]["state"] == "note"
    assert "verse index" in checks["Index"]["found"]


@pytest.mark.parametrize(
    ("variable", "value", "name", "said"),
    [
        ("VERSE_REPORT_DIR", "x", "Settings", "VERSE_REPORT_DIR is no setting; VERSE_REPORTS_DIR may be meant."),
        ("VERSE_REPORTS_DIR", "nowhere", "Reports", "There is no such folder: nowhere."),
        ("VERSE_DATA_DIR", "file/below", "Data", "cannot be written"),
        ("VERSE_SLACK_APP_TOKEN", "xoxb-1", "Slack", "VERSE_SLACK_BOT_TOKEN must be the bot token"),
        ("VERSE_DATABASE_URL", "mysql://u:secret@h/d", "Database", "only SQLite and PostgreSQL are supported"),
    ],
    ids=lambda v: v if v.startswith("VERSE") and "=" not in v else "",
)
def test_what_is_wrong_is_named(
    verse: Verse, reports: Path, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    variable: str, value: str, name: str, said: str,
) -> None:  # fmt: skip
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("VERSE_REPORTS_DIR", str(reports))
    monkeypatch.setenv("VERSE_DATA_DIR", str(data))
    monkeypatch.setenv(variable, value)
    done = verse("doctor", "--json")
    assert done.code == 1
    assert [check["state"] for check in done.json() if check["name"] == name and said in check["found"]] == ["fail"]
    assert "secret" not in done.out
