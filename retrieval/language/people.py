"""Groups of people that inspection reports speak of, by the words that questions use for them."""

from __future__ import annotations

import re

_GROUPS = """
looked after children, children looked after, children in care, kids in care, disabled children, missing children,
children, kids, young people, youngsters, teenagers, babies, unborn babies, under fives, girls, boys, young women,
young men, siblings, parents, mothers and fathers, parents and carers, mums, dads, mothers,
fathers, families, carers, foster carers, foster parents,
kinship carers, young carers, connected carers, adopters, prospective adopters, adopted children, care leavers,
victims, perpetrators, offenders, asylum seekers, unaccompanied children, staff, practitioners, social workers,
case managers, managers, middle managers, senior managers, team managers, leaders, councillors, members, volunteers,
mentors, personal advisers, pas, iros, case workers, caseworkers, officers, police officers, nurses, school nurses,
health visitors, midwives, gps, teachers,
headteachers, head teachers, magistrates, sentencers, judges, partners, agency workers, agency staff,
newly qualified social workers, advocates, independent visitors, adults, service users
"""
CHILDREN = frozenset("child children kid young youth youngster teenager teen pupil student".split())
"""Words for children in general, each of which counts the same people."""
_LONGEST_FIRST = sorted((" ".join(g.split()) for g in _GROUPS.split(",")), key=len, reverse=True)
_NAMED = re.compile(rf"\b(?:{'|'.join(map(re.escape, _LONGEST_FIRST))})\b")


def people_named(folded: str) -> list[str]:
    """The groups of people that a folded text names, in its order, the longest name of each."""
    return _NAMED.findall(folded)


def groups_of_people() -> tuple[str, ...]:
    """All names of groups of people, the longest first."""
    return tuple(_LONGEST_FIRST)
