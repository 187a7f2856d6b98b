"""Follow-ups that put one thing in another's place: "… score for 1.1?", "1.3?"; "do parents …?", "the kids?"."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from bot.answering.grades import GRADE
from bot.answering.understanding.asked_for import lists_named
from bot.answering.understanding.mentioning import WHICH_MENTION
from retrieval.language.people import people_named
from retrieval.language.stopwords import STOP_WORDS
from retrieval.language.tokens import fold, stems, words

_OPENING = re.compile(r"^(?:(?:and|so|but|then|also|ok|what about|how about|same(?: again)?)\b[ ,]*)+")
_CLOSING = re.compile(r"(?:[ ,]+(?:instead|then|too|as well|please))*\W*$")
_NUMBER = re.compile(r"\b\d+(?:\.\d+)+\b")
_SECTION = re.compile(r"\b(theme|section|part|chapter|domain|standard|criterion|annex|appendix) (\d+|[a-d])\b")
_COURT = re.compile(
    r"\b(?:(?:out[- ]of[- ]court|post[- ]court|court)(?: (?:disposals?|orders?|cases?|work|ones?))?|oocds?)\b"
)
_STAGE = re.compile(
    r"\b(?:assessments?|planning|implementation(?: and delivery)?|delivery|interventions?|review(?:ing|s)?)\b"
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_PREPOSITION = r"\b(?:for|about|on|with|regarding)\b"
_PLACED = re.compile(rf"^({_PREPOSITION}) (.+)$")
_LAST_PLACED = re.compile(rf"^(.*)({_PREPOSITION}) ((?:(?!{_PREPOSITION}).)+)$")
_NOT_THAT = re.compile(
    r"^(?:about |for |in |on )?((?:the |their |its )?[\w'-]+(?: [\w'-]+){0,3}?),? (?:and )?not (?:about |for |in |on )?"
    r"(?:the |their |its |a |an )?([\w'-]+(?: [\w'-]+){0,2})\W*$"
)
_ARTICLES = frozenset("the a an any their its his her other".split())
_JOINING = frozenset("of and in to".split())
_MOST_WORDS = 6
"""Words of a follow-up that only names a thing; a longer one asks something of its own."""


@dataclass(frozen=True, slots=True)
class Swap:
    """What a follow-up names (`instead`), what it stands for (`was`), and the question so made."""

    was: str
    instead: str
    text: str


def swapped(former: str, new: str, *, by_place: bool = True) -> Swap | None:
    """
    The former question with what a short follow-up names in the place of its like; None when it has no such place.

    Both are without the names of reports. A thing takes the place of one of its kind first (a number, a section, a
    year, a list, a group of people), then, `by_place`, that of what the former question is about ("for victims").
    """
    former = fold(former).strip().rstrip("?!. ")
    named = _CLOSING.sub("", _OPENING.sub("", fold(new).strip()))
    if not named or len(named.split()) > _MOST_WORDS:
        return None
    rules = (
        _OF_ITS_KIND
        if not by_place
        else (*_OF_ITS_KIND[:-1], _same_place, _OF_ITS_KIND[-1], _mentioned, _place, _topic)
    )
    return next((swap for rule in rules if (swap := rule(former, named))), None)


def corrected(former: str, said: str) -> str | None:
    """
    The former question as "the reviewing officers, not the social workers" puts it right; None for anything else.

    Where the former question does not hold what was not meant, only what was meant is left.
    """
    match = _NOT_THAT.match(fold(said).strip())
    if not match or not stems(match.group(2)):
        return None
    meant, wrong = match.groups()
    tokens, away = former.split(), stems(wrong)
    for start in range(len(tokens) - len(away) + 1):
        if stems(" ".join(tokens[start : start + len(away)])) == away:
            start -= bool(start) and tokens[start - 1].lower() in _ARTICLES
            rest = tokens[start + len(away) + (tokens[start].lower() in _ARTICLES) :]
            return " ".join((*tokens[:start], meant, *rest))
    return meant


def names_a_thing(text: str) -> bool:
    """Whether a text is a noun with its company, and asks nothing of its own: "the caseloads", not "the scores"."""
    rest = words(_OPENING.sub("", fold(text).strip()))
    while rest and rest[0] in _ARTICLES:
        rest = rest[1:]
    return bool(rest) and not any(word in STOP_WORDS - _JOINING for word in rest) and not lists_named(fold(text))


def _number(former: str, named: str) -> Swap | None:
    number = _PLACED.sub(r"\2", named)
    return _one_for_another(former, _NUMBER, number) if _NUMBER.fullmatch(number) else None


def _section(former: str, named: str) -> Swap | None:
    """ "theme 4?" after "theme 2"; "and 4?" too."""
    section, match = _PLACED.sub(r"\2", named), _SECTION.search(former)
    if match and re.fullmatch(r"\d+", section):
        section = f"{match.group(1)} {section}"
    return _one_for_another(former, _SECTION, section) if _SECTION.fullmatch(section) else None


def _year(former: str, named: str) -> Swap | None:
    year = re.sub(r"^(?:in|for|from) ", "", named)
    return _one_for_another(former, _YEAR, year) if _YEAR.fullmatch(year) else None


def _one_for_another(former: str, kind: re.Pattern[str], instead: str) -> Swap | None:
    match = kind.search(former)
    if match is None:
        return None
    return Swap(match.group(0), instead, former[: match.start()] + instead + former[match.end() :])


def _list(former: str, named: str) -> Swap | None:
    was, instead = lists_named(former), lists_named(named)
    if not was or not instead or was == instead:
        return None
    # Of "the overall rating" no "all rating" is put out.
    text, swapped_in = re.subn(rf"\b{re.escape(was[0])}\b", instead[0], former, count=1)
    return Swap(was[0], instead[0], text) if swapped_in else None


def _same_place(former: str, named: str) -> Swap | None:
    """ "for health?" after "for safeguarding", by the same preposition."""
    placed, was = _PLACED.match(named), _LAST_PLACED.match(former)
    return _into(was, placed.group(2)) if placed and was and placed.group(1) == was.group(2) else None


def _court(former: str, named: str) -> Swap | None:
    """ "and out of court?" after "planning for court disposals": of the two ways of dealing with a case the other."""
    court = re.sub(r"^(?:the|for|in|with) ", "", named)
    was = _COURT.search(former)
    if was is None or not _COURT.fullmatch(court) or ("out" in was[0] or "oocd" in was[0]) == ("o" in court[:1]):
        return None
    return _one_for_another(former, _COURT, court)


def _stage(former: str, named: str) -> Swap | None:
    """ "and for assessment?" after "keeping people safe in out of court planning": another stage of the same work."""
    stage = re.sub(r"^(?:the|their) ", "", _PLACED.sub(r"\2", named))
    was = _STAGE.search(former)
    return _one_for_another(former, _STAGE, stage) if was and _STAGE.fullmatch(stage) and was[0] != stage else None


def _people(former: str, named: str) -> Swap | None:
    """ "and the kids?" after "what do parents say": of several groups the first is the one asked about."""
    group = re.sub(r"^(?:the|their|its|any) ", "", _PLACED.sub(r"\2", named))
    was = people_named(former)
    if not was or people_named(group) != [group] or group in was:
        return None
    return _one_for_another(former, re.compile(rf"\b{re.escape(was[0])}\b"), group)


def _place(former: str, named: str) -> Swap | None:
    """ "for health?" after "about safeguarding"; a bare thing after "about …" takes the place of that."""
    placed, was = _PLACED.match(named), _LAST_PLACED.match(former)
    if was and placed:
        return _into(was, placed.group(2))
    of_a_topic = was and (was.group(2) in _ABOUT or _GRADED.search(was.group(1)))
    return _into(was, named) if of_a_topic and names_a_thing(named) and not _qualifies(named) else None


def _mentioned(former: str, named: str) -> Swap | None:
    """ "what about county lines?" after "which reports mention modern slavery"."""
    asked = WHICH_MENTION.match(former)
    if not asked or not names_a_thing(named) or _qualifies(named):
        return None
    return Swap(former[asked.end() :], named, f"{asked[0]}{named}")


def _topic(former: str, named: str) -> Swap | None:
    """ "and fostering?" after the bare subject "asylum seekers"."""
    bare = names_a_thing(former) and not _PREPOSITIONS.search(former) and not _qualifies(named)
    return Swap(former, named, named) if bare and names_a_thing(named) and former != named else None


def _qualifies(named: str) -> bool:
    """Whether a follow-up says of which part of the same thing: "in custody?", "national?", "quality?"."""
    return bool(_WITHIN.match(named)) or _QUALIFYING.issuperset(words(named))


_WITHIN = re.compile(r"(?:in|at|on|within|during|after|before|outside) ")
_QUALIFYING = frozenset(
    """national nationally regional average averages england wales comparator comparators target targets trend quality
    timeliness quantity overall total numbers any some criticism criticisms praise problems problem issues concerns
    weaknesses strengths positives negatives examples""".split()
)
_GRADED = re.compile(rf"\b(?:which|who|what|where)\b.*\b{GRADE}\b")
_PREPOSITIONS = re.compile(_PREPOSITION)
_ABOUT = frozenset({"about", "on", "regarding"})


def _into(was: re.Match[str] | None, instead: str) -> Swap | None:
    return Swap(was.group(3), instead, f"{was.group(1)}{was.group(2)} {instead}") if was else None


_OF_ITS_KIND: tuple[Callable[[str, str], Swap | None], ...] = (
    *(_number, _section, _year, _list, _court),
    *(_stage, _people),
)
