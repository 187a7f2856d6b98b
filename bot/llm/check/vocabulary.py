"""Closed sets of words on which the meaning of a statement turns."""

from __future__ import annotations

import re

NEGATIONS = frozenset(
    """not no never none nor neither nobody nothing nowhere without hardly scarcely barely rarely seldom fail fails
    failed failing lack lacks lacked lacking unable few little""".split()
)
MONTHS = frozenset(
    """january february march april may june july august september october november december jan feb mar apr jun jul aug
    sept sep oct nov dec""".split()
)
RATINGS = frozenset(
    """outstanding good inadequate satisfactory unsatisfactory excellent poor sufficient insufficient adequate minimum
    moderate substantial drastic requires require improvement effective ineffective strong weak""".split()
)
# What is said under one of these is not said by the report itself, or not of all: it may not be left out.
LIMITS = frozenset(
    """if unless except excluding only apart although though where when whenever until before after because despite than
    other for in with at by from of to as like""".split()
)
PRONOUNS = frozenset(
    """this these those they them their it its he she his her him such both neither either former latter some others
    another here there""".split()
)
# Words by which a statement introduces what it takes from a report.
NEUTRAL = frozenset(
    """in at for on of to from by as and report reports inspection inspectors inspector inspectorate found find finds
    finding said say says saying that noted notes stated states states reported judged according under heading section
    year was were there is are with this""".split()
)
WE_FOUND = re.compile(
    r"(?:we|inspectors) (?:also )?(?:found|saw|noted|judged|considered|concluded|observed) that\b|overall,|however,|"
    r"in addition,|in summary,|as a result,",
    re.IGNORECASE,
)
