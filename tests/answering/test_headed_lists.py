"""Lists by the names that bodies give them, over reports made for the test."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.bootstrap import Parts
from bot.settings import Settings

POLICE = """# HMICFRS: An inspection of Marlshire Police

June 2022

# Investigating crime

Detectives carry too many cases.

## Cause of concern

The force does not supervise investigations.

By March 2023 the force should:

- review each case within a week; and

- train 40 detectives.

# Preventing crime

## Promising practice

Volunteers fitted 2,140 doorbells.
"""
PRISON = """# A report on an inspection of HMP Calderbeck

by HM Chief Inspector of Prisons

May 2023

# What needs to improve at HMP Calderbeck

We found three concerns.

## Priority concerns

1. Violence was high.

2. Drugs were easy to get.

## Key concerns

3. Bells were not answered.

# Leadership

There were 41 vacancies among officers at the time of the visit.
"""
CASES = [
    ("what are the causes of concern for marlshire", ["does not supervise", "train 40"], ["By March 2023"]),
    ("promising practice, marlshire police", ["2,140 doorbells"], ["detectives"]),
    ("priority concerns at calderbeck", ["Violence was high", "Drugs were easy"], ["Bells"]),
    ("list the key concerns for the prison", ["Bells were not answered"], ["Violence"]),
    ("how many officer vacancies does calderbeck have", ["41 vacancies"], []),
]


@pytest.fixture(scope="module")
def answered(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Each question's answer."""
    folder: Path = tmp_path_factory.mktemp("reports")
    (folder / "report-1.md").write_text(POLICE, encoding="utf-8")
    (folder / "report-2.md").write_text(PRISON, encoding="utf-8")
    parts = Parts(Settings(reports_dir=folder, data_dir=tmp_path_factory.mktemp("data")))
    parts.sync()
    with parts.open() as index:
        engine = parts.engine(index)
        return {question: engine.answer(question)[0].text for question, _, _ in CASES}


@pytest.mark.parametrize(("question", "says", "never"), CASES)
def test_a_list_is_known_by_the_name_that_its_heading_has(
    answered: dict[str, str], question: str, says: list[str], never: list[str]
) -> None:
    text = answered[question]
    assert not [piece for piece in says if piece not in text], text
    assert not [piece for piece in never if piece in text], text
