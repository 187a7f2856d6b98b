"""Conversations over kinds of reports that the samples are not of: a delivery unit, a prison, a home, a school."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.answering.answer import Outcome
from bot.answering.conversation import Conversation
from bot.bootstrap import Parts
from bot.settings import Settings

DELIVERY_UNIT = """# An inspection of probation services in: Ostrey PDU

HM Inspectorate of Probation, June 2023

# Recommendations

The chair of the board should:

1. publish a plan for unpaid work by October.

2. ask each agency for its figures.

The Probation Service should:

3. fill the 22 vacancies in courts.

# 1. Organisational arrangements

## 1.1. Leadership

Rating: Good

Managers set out what they expected of each team, and met the teams each month.

### Strengths

- Managers knew the caseload of every officer.

### Areas for improvement

- Senior officers had little time to read records.

## 1.2. Staff

Rating: Inadequate

Staff carried 58 cases each, and 12 of 30 said that this was too many.

# 2. Court work and case supervision

## 2.1. Assessment

Rating: Inadequate

Assessment drew on what the police held in only 9 of 40 cases.

# Annexe 1: Progress on previous recommendations

Two of the four earlier recommendations were carried out; one on training was not begun.
"""
PRISON = """# A report on an inspection of HMP Calderbeck

by HM Chief Inspector of Prisons

9–20 January 2023

Published May 2023

# What needs to improve at HMP Calderbeck

We found three concerns.

## Priority concerns

1. Violence was high.

2. Drugs were easy to get.

## Key concerns

3. Bells were not answered.

Ruth Pargeter

HM Chief Inspector of Prisons

# Respect

Most officers knew the prisoners on their landing, and 71% of those asked said that staff treated them with respect.

# Leadership

There were 41 vacancies among officers at the time of the visit.
"""
HOME = """# SC940217

Ofsted, full inspection of a children’s home

Inspection dates: 11 and 12 June 2025

Overall experiences and progress of children: requires improvement to be good

Date of last inspection: 2 July 2024

Overall judgement at last inspection: good

# What is the home doing well?

- Children cook together.

# Children’s home details

Registered provider: Larkfield Care Limited

Registered manager: Faye Archer
"""
SCHOOL = """# Inspection of Larch Lane Church of England Primary School

Ofsted

Inspection dates: 10 and 11 October 2023

# What does the school do well and what does it need to do better?

Attendance is improving. Reading is taught well.

# What does the school need to do to improve?

(Information for the school and appropriate authority)

- Plans for pupils are not used well.

# School details

| Age range of pupils | 3 to 11 |
| --- | --- |
| Number of pupils on the school roll | 412 |
| Chair of governing body | Hope Adair |
| Headteacher | Colin Tranter |
"""
TWO_SERVICES = """# Merrowdale City Council

Inspection of safeguarding and looked after children services

Inspection dates: 13 – 24 June 2011

Reporting inspector: Harriet Dunmore HMI

Published: 29 July 2011

# About this inspection

1. The team was of four of Her Majesty's Inspectors and one inspector from the Care Quality Commission.

# Safeguarding services

## Overall effectiveness Grade 3 (adequate)

2. Too many initial assessments are late: 58% were finished on time.

## Areas for improvement

3. In order to improve its services, the local authority should take the following action.

Immediately:

- let qualified workers lead each enquiry;

Within three months:

- send out minutes of conferences on time.

# Services for looked after children

## Overall effectiveness Grade 2 (good)

4. Placements are stable, as 8% of children moved three times or more.

## Areas for improvement

5. In order to improve its services, the local authority should take the following action.

Within three months:

- give each care leaver a copy of the pledge.

# Record of main findings

## Safeguarding

| Overall effectiveness | Adequate |
| --- | --- |
| Capacity for improvement | Good |
| Quality of provision | Adequate |

## Looked after children

| Overall effectiveness | Good |
| --- | --- |
| Capacity for improvement | Good |
| Being healthy | Outstanding |
"""
LAST_SAYS = [
    # Two services judged by the same names: each with its own, and for its own reasons.
    (["merrowdale overall effectiveness"], ["(Safeguarding): Adequate", "(Looked after children): Good"], []),
    (
        ["grade for capacity for improvement in merrowdale"],
        ["(Safeguarding): Good", "(Looked after children): Good"],
        [],
    ),
    (
        ["merrowdale overall effectiveness", "and for looked after children?", "why"],
        ["Placements are stable"],
        ["four of Her Majesty's"],
    ),
    (["which areas were outstanding in merrowdale", "and adequate?"], ["Quality of provision: Adequate"], ["Good"]),
    # Entries of a list by when they are due; what introduces them is none.
    (["areas for improvement in merrowdale"], ["enquiry", "minutes", "pledge"], ["In order to improve"]),
    (["what does merrowdale need to do immediately"], ["qualified workers"], ["minutes", "pledge"]),
    (["what does merrowdale need to do immediately", "and within 3 months"], ["minutes", "pledge"], ["qualified"]),
    (["who led the inspection of merrowdale"], ["Harriet Dunmore"], []),
    # A school by the short form of its name; values in rows; the list of what is to improve, and nothing beside it.
    (["who is the headteacher of larch lane"], ["Colin Tranter"], ["Hope"]),
    (["how many pupils are on the roll at larch lane"], ["412"], ["3 to 11"]),
    (["what should larch lane improve"], ["Plans for pupils"], ["Information for", "Reading"]),
    # Values behind labels, and what an inspection before this one judged.
    (["who is the registered manager of SC940217"], ["Faye Archer"], ["Larkfield"]),
    (["who is the registered provider of the home"], ["Larkfield Care Limited"], ["Faye"]),
    (["when was the last inspection of SC940217"], ["2 July 2024"], ["June"]),
    (["when was SC940217 inspected"], ["11 and 12 June 2025"], ["July"]),
    (["what was the overall judgement at the last inspection of SC940217"], ["last inspection: good"], ["requires"]),
    (["what does SC940217 do well"], ["Children cook together"], ["No such list"]),
    # A section named by its number: what it says, on one topic too, and that a report has none such.
    (["what does section 1.2 of the ostrey report say"], ["58 cases"], ["little time"]),
    (["what does section 1 say about records"], ["little time to read records"], ["58 cases"]),
    (["what does section 4 of ostrey say"], ["has no section 4"], []),
    # Grades on lines of their own, and asked for part by part.
    (["rating for 1.1 in ostrey"], ["1.1 Leadership: Good"], ["Inadequate"]),
    (["rating for 1.1 in ostrey", "and 2.1?"], ["2.1 Assessment: Inadequate"], ["Good"]),
    (["where is ostrey inadequate"], ["1.2 Staff", "2.1 Assessment"], ["1.1"]),
    (["which parts of ostrey are inadequate", "and good?"], ["1.1 Leadership"], ["1.2"]),
    # Which entries of a list are meant, and for whom one is.
    (["recommendations for ostrey pdu"], ["unpaid work", "figures", "vacancies"], []),
    (["recommendations for ostrey", "which ones are for the chair of the board"], ["figures"], ["vacancies"]),
    (
        ["recommendations for ostrey", "which ones are for the chair of the board", "and the probation service?"],
        ["22 vacancies"],
        ["figures"],
    ),
    (["recommendations for ostrey", "who is rec 2 for"], ["The chair of the board should"], ["vacancies"]),
    (["recommendations for ostrey", "who is the third for"], ["The Probation Service should"], ["figures"]),
    (["who is recommendation 3 for in ostrey"], ["The Probation Service should"], ["chair"]),
    (["what does rec 3 of ostrey say", "who is rec 2 for"], ["The chair of the board should"], ["vacancies"]),
    (["progress on previous recommendations, ostrey"], ["on training was not begun"], ["unpaid work"]),
    (["priority concerns at calderbeck", "and the key concerns?"], ["Bells"], ["Violence"]),
    # Its cover says when it was, and "respect" is a word like another.
    (["when was the calderbeck report published"], ["May 2023"], ["June"]),
    (["when was the calderbeck report published", "when was the inspection"], ["9–20 January 2023"], []),
    # A name alone on its line has its office below.
    (["who is ruth pargeter"], ["Ruth Pargeter, HM Chief Inspector of Prisons"], ["officers"]),
    (["what do they say about respect at calderbeck"], ["71%"], []),
]


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> Parts:
    folder: Path = tmp_path_factory.mktemp("reports")
    (folder / "report-1.md").write_text(DELIVERY_UNIT, encoding="utf-8")
    (folder / "report-2.md").write_text(PRISON, encoding="utf-8")
    (folder / "report-3.md").write_text(HOME, encoding="utf-8")
    (folder / "report-4.md").write_text(SCHOOL, encoding="utf-8")
    (folder / "report-5.md").write_text(TWO_SERVICES, encoding="utf-8")
    parts = Parts(Settings(reports_dir=folder, data_dir=tmp_path_factory.mktemp("data")))
    parts.sync()
    return parts


@pytest.mark.parametrize(("turns", "says", "never"), LAST_SAYS, ids=lambda case: case[-1] if case else "")
def test_the_last_turn_says(parts: Parts, turns: list[str], says: list[str], never: list[str]) -> None:
    conversation = Conversation()
    with parts.open() as index:
        engine = parts.engine(index)
        for turn in turns:
            answer, conversation = engine.answer(turn, conversation)
    assert not [piece for piece in says if piece not in answer.text], answer.text
    assert not [piece for piece in never if piece in answer.text], answer.text


def test_what_only_the_cover_says_is_told_without_a_citation(parts: Parts) -> None:
    with parts.open() as index:
        answer, _ = parts.engine(index).answer("when was the calderbeck report published")
    assert answer.outcome is Outcome.NOT_FOUND
    assert not answer.citations
