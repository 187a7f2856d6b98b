"""A span of years, as people write it: "since 2017", "after 2018", "from 2016 to 2018", "2019 or later"."""

from __future__ import annotations

import re
from dataclasses import dataclass

_YEAR = r"(?:19|20)\d\d"
_EVER = 9999
_FORMS = (
    (rf"between (?P<first>{_YEAR}) and (?P<last>{_YEAR})", 0, 0),
    (rf"(?:from )?(?P<first>{_YEAR}) ?(?:to|until|till|-|–|—) ?(?P<last>{_YEAR})", 0, 0),
    (rf"(?:from |in )?(?P<first>{_YEAR}) (?:on(?:wards?)?|(?:and|or) (?:later|newer|after|since|above))", 0, None),
    (rf"(?:from |in )?(?P<last>{_YEAR}) (?:(?:and|or) (?:earlier|older|before|below))", None, 0),
    (rf"since (?P<first>{_YEAR})", 0, None),
    (rf"(?:after|later than|newer than|post)[ -](?P<first>{_YEAR})", 1, None),
    (rf"(?:until|till|up to|up until) (?P<last>{_YEAR})", None, 0),
    (rf"(?:before|earlier than|older than|prior to|pre)[ -](?P<last>{_YEAR})", None, -1),
)
_SPANS = tuple((re.compile(rf"\b{form}\b"), first, last) for form, first, last in _FORMS)


@dataclass(frozen=True, slots=True)
class YearsSpanned:
    """The years from `first` to `last`, both included, and where in the text they are named."""

    first: int
    last: int
    start: int
    end: int

    def holds(self, year: int | None) -> bool:
        """Whether a year lies within; an unknown one does not."""
        return year is not None and self.first <= year <= self.last


def years_spanned(folded: str) -> YearsSpanned | None:
    """The first span of years that a folded text names; None for a single year, which is no span."""
    for pattern, first, last in _SPANS:
        if found := pattern.search(folded):
            years = found.groupdict()
            return YearsSpanned(
                int(years["first"]) + first if first is not None else 0,
                int(years["last"]) + last if last is not None else _EVER,
                *found.span(),
            )
    return None
