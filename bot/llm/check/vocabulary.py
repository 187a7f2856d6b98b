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
FINITE = frozenset(
    """is are was were am has have had do does did can could will would shall should may might must requires needs
    remains remained seems seemed became becomes got gets""".split()
)
"""Verbs by which a run of words is known to be a clause; a clause with another verb is taken for none."""
# What stands beside one of these is so only under it: it may not be left out.
CONDITIONS = frozenset(
    """if unless except excluding excepting exception exceptions only apart although though but however otherwise
    whether where when whenever until till provided without instead rather so""".split()
)
# Said by others, or not said to be so: what follows in the same sentence may hang on it.
REPORTED = frozenset(
    """told tell tells said say says believe believed believes think thinks thought feel feels felt claim claims claimed
    expect expects expected hope hopes hoped intend intends intended planned should would could may might must suggest
    suggests suggested perceived considered regarded reportedly allegedly apparently aimed feared likely unlikely
    possible possibly potential potentially doubt doubted deny denied alleged want wanted asked requested recommend
    recommended agreed proposed supposed ought assume assumed argue argued assert asserted maintain maintained according
    seem seems seemed appear appears appeared unclear""".split()
)
# How much, how many, how often, since when: a remark with one of these says what the sentence is true of.
HEDGES = frozenset(
    """all most many more some several half both each every any none part partly mostly mainly largely usually often
    sometimes generally almost nearly about around approximately roughly just least up over under below above
    in for from to since before after during within between than too very minority majority number handful couple third
    quarter once twice always typically previously formerly recently currently then now example""".split()
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
