"""Two small reports of fictional areas, whose reading leaves nothing to opinion."""

from __future__ import annotations

from pathlib import Path

BRACKENBY = """\
Full Joint Inspection of Youth Offending Work in Brackenby

An inspection led by HMI Probation

May 2014

Recommendations

1. the board sets a date by which every plan is countersigned
2. the nurse sees every child within ten working days

Theme 1: Reducing reoffending

Key Findings

1. Court reports were trusted by the bench.
2. Plans were late in a third of cases.

Explanation of findings

1. Of the 24 cases inspected, 19 had an assessment that was good enough.
2. Sentencers told us that reports were short. They had sent back two of 40 in the last year.
3. Plans were written late in eight cases because the only planning officer had left.

Theme 2: Protecting the public

Key Findings

1. Victims were contacted quickly.
2. The police did not share what they knew of overnight arrests.

Explanation of findings

1. The victim worker had written to all 17 victims within a week.
2. Two police officers were attached to the team, and neither could see overnight arrests.
"""

OLDWATER = """\
Short Quality Screening of youth offending work in Oldwater

HMI Probation

12 November 2013

1. Reducing the likelihood of reoffending

1.1 Seven of ten assessments were done well enough.
1.2 Parents were asked for their views in every case that we read.

2. Protecting the public

2.1 Management oversight was weak: six of nine plans had been signed off with mistakes in them.
2.2 Reviews after a new arrest were missing in four cases.
"""


def write(folder: Path) -> Path:
    """The two reports as files."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "brackenby.txt").write_text(BRACKENBY, encoding="utf-8")
    (folder / "oldwater.txt").write_text(OLDWATER, encoding="utf-8")
    return folder
