"""Chat shorthand written out: "mgmt recs pls" -> "management recommendations"."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Mapping
from functools import cache
from importlib.resources import files

from retrieval.language.negated import said_of_the_other_side
from retrieval.language.tokens import fold
from retrieval.language.turns_of_phrase import in_plain_words

_WORD = re.compile(r"(?<![\w.'’])[A-Za-z][A-Za-z0-9]*(?:['’][a-z]+)?(?![\w-])")
# Abbreviations that hold an "and".
_JOINED = tuple(
    (re.compile(rf"\b{first} ?(?:&|n|and|\+) ?{second}\b", re.IGNORECASE), meant)
    for first, second, meant in (
        ("b", "bs?", "bed and breakfast"),
        ("h", "p", "help and protection"),
        ("l", "m", "leadership and management"),
        ("t", "l", "teaching and learning"),
        ("q", "a", "questions and answers"),
    )
)

_THOUSANDS = re.compile(r"(?<![\w.,])(£?\d{1,3})k\b", re.IGNORECASE)
_VERB = "be|do|get|have|improve|change|make|know|see|find|work|go|take|give|keep|put|stop|start|meet"
_TO = re.compile(rf"\b(needs?|needed|wants?|wanted|ought|able|supposed|going|how) 2 (?=(?:{_VERB})\b)", re.IGNORECASE)
_REQUIRES_IMPROVEMENT = re.compile(r"\b(?:R\.?I\b\.?|ri\b)")
_OUT_OF_COURT = re.compile(r"\bout[- ]of[- ]court\b(?: disposals?\b)?", re.IGNORECASE)


@cache
def _words() -> dict[str, str]:
    table: dict[str, str] = tomllib.loads(files(__package__).joinpath("shorthand.toml").read_text("utf-8"))["words"]
    return table


def written_out(question: str) -> str:
    """The question with its shorthand and turns of phrase written out; everything else stays as typed."""

    def replaced(match: re.Match[str]) -> str:
        word = match.group(0)
        # Capitals may be an abbreviation of the reports ("RE" is religious education).
        if word.isupper() and len(word) > 1:
            return word
        return _words().get(fold(word).replace("'", ""), word)

    spelt = question.replace("’", "'") if "’" in question else question
    spelt = _REQUIRES_IMPROVEMENT.sub("requires improvement", spelt)
    for pattern, meant in _JOINED:
        spelt = pattern.sub(meant, spelt)
    spelt = said_of_the_other_side(in_plain_words(spelt))
    spelt = _TO.sub(r"\1 to ", spelt)
    spelt = _THOUSANDS.sub(r"\1,000", spelt)
    # Its words alone say the opposite: "court" is left of it.
    spelt = _OUT_OF_COURT.sub("OOCD", spelt)
    text = _WORD.sub(replaced, spelt.replace(" & ", " and ").replace(" + ", " and ").replace("w/ ", "with "))
    return re.sub(r"[ \t]{2,}", " ", text).strip()


_SHORT_YEAR = re.compile(
    r"(?<![\w.,])(?:(?P<before>[a-z]+) )?(?P<mark>['’])?(?P<year>\d\d)(?!\d)"
    r"(?: (?P<after>report|inspection|letter|one)\b|(?P<end>(?=\s*(?:[?!.,;:)]|$)))|(?=\s))",
    re.IGNORECASE,
)


def with_full_years(text: str, years: Collection[int], of_names: Mapping[str, Collection[int]]) -> str:
    """
    Years of two digits in full: "cheshire 09" -> "cheshire 2009", "the '16 report".

    They are some of `years` and have an apostrophe, a report behind them, or "in" or "from" before the end; or they
    stand behind a folded word of a name that a report of that year goes by (`of_names`). In "kids over 16" is no year.
    """

    def full(match: re.Match[str]) -> str:
        year, before = 2000 + int(match["year"]), fold(match["before"] or "")
        named = year in {*of_names.get(before, ()), *of_names.get(before.removesuffix("s"), ())}
        at_the_end = match["end"] is not None and before in ("in", "from")
        if not named and (year not in years or not (match["mark"] or match["after"] or at_the_end)):
            return match[0]
        return " ".join(part for part in (match["before"], str(year), match["after"]) if part)

    return _SHORT_YEAR.sub(full, text)
