"""Which reports a follow-up is about that does not name all of them: both, the others, that of another year."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace

from bot.answering.conversation import Conversation
from bot.answering.grades import grades_asked
from bot.answering.holdings import Holdings
from bot.answering.inventory import asks_by_date
from bot.answering.query import Asked, ReportsMeant
from retrieval.language.stopwords import STOP_WORDS
from retrieval.language.tokens import fold, words

_OTHERS = re.compile(
    r"\b(?:the |all )*(?:other (?:one|two|three|four|five|six|\d|reports?|areas?|ones|councils?|services?|places)"
    r"|others|rest(?! of the (?:time|day|week|year|money))|(?:every(?:one|where|body)|anyone|anywhere) else)\b"
)
_ELSE = re.compile(
    r"\b(?:who|anyone|anybody|where|anywhere|somewhere|nobody|what (?:area|council|place)s?) else\b|\belsewhere\b"
    r"|\b(?:which|what|any|in|do|did) (?:of )?(?:the )?other (?:\w+ ){0,2}(?:reports?|inspections?|areas?|councils?|"
    r"services?|authorit\w+|places?|yo[st]s?|teams?|boards?|ones?|las?|boroughs?|letters?)\b"
    r"|\b(?:which|what|any|do|did)(?: of)?(?: the)? others? (?:had|have|has|did|do|were|was|are|is|got|said|say|"
    r"found|struggle|lack|face|cope|suffer)\b"
)
_OTHER_THAN = re.compile(
    r"\b(?:other than|apart from|aside from|besides|except(?: for)?|excluding|not (?:counting|including)|but not|"
    r"(?:all|every(?:one|body|where)|any(?:one|body|where)) but)\b"
)
_BACK = re.compile(r"\b(?:that|this|it|they|them|those|these|there)\b")
_LEAVING_OUT = frozenset("except excluding besides apart aside counting including".split())
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_OF_YEAR = frozenset("what about how same one report inspection year".split())
_PARTS = re.compile(r"\b(?:which|what) (?:bit|part|theme|section|standard|aspect|domain|thing|area)s?\b")
_WHICH_OF_THEM = re.compile(
    r"^(?:(?:and|so|but|then|ok(?:ay)?)\b[ ,]*)*(?:which|who|whose|where)\b.*\b(?:more|most|fewer|fewest|less|least|"
    r"better|best|worse|worst|higher|highest|lower|lowest|bigger|biggest|smaller|smallest|stronger|weaker|ahead)\b"
)
_OF_BOTH = re.compile(
    r"\b(?:which|who|either|any|both|each)(?: one)? of (?:the two|them|these|those)(?: two)?\b"
    r"|\bbetween (?:them|the two)\b"
    r"|\b(?:they|the two|both|them) (?:all )?(?:have in common|share|agree|differ)\b|\bin common\b"
    r"|\bhow (?:do|did) (?:they|the two|these|those) (?:compare|differ)\b"
)
_TWO = 2
_NAMED_WITHIN = 3
"""Words after "other than" among which a name stands."""
_MOST_OTHERS = 8
"""Reports that an answer goes through one by one."""


def reports_carried(
    question: str, meant: ReportsMeant, asked: Asked, conversation: Conversation, holdings: Holdings, *, bare: bool
) -> ReportsMeant:
    """
    The reports meant, with those of the turn before where the question points to them.

    `bare` says that the question has no subject of its own.
    """
    before = tuple(r for r in conversation.reports if r in holdings.by_id) if conversation.named else ()
    if not before:
        return meant
    folded = fold(question)
    if asked is Asked.COMPARISON and meant.named:
        together = tuple(dict.fromkeys((*before, *meant.ids)))
        points_back = bare or bool(_BACK.search(folded))
        return replace(meant, ids=together) if points_back and len(meant.ids) == 1 else meant
    if meant.named and asks_by_date(question) and _BACK.search(folded):
        # "Which is newer, that or Wakefield?"
        return replace(meant, ids=tuple(dict.fromkeys((*before, *meant.ids))))
    if asked is Asked.RANKING and not meant.named and len(before) == 1 and _of_its_parts(question, conversation):
        return replace(meant, ids=before, named=True)
    if meant.named:
        return meant
    so_far = tuple(r for r in conversation.asked_of if r in holdings.by_id)
    if len(so_far) > 1 and asks_by_date(question):
        return replace(meant, ids=so_far, named=True)
    weighed = bare and asked in (Asked.COMPARISON, Asked.RANKING)
    if len(so_far) > 1 and (weighed or sets_side_by_side(question, conversation, bare=bare)):
        return replace(meant, ids=so_far, named=True)
    if bare:
        others = tuple(r for r in holdings.by_id if r not in (so_far or before))
        of_reports = _OTHERS.search(folded) and not _of_what_was_counted(folded, conversation, len(others))
        if of_reports and 0 < len(others) <= _MOST_OTHERS:
            return replace(meant, ids=others, named=True)
    return meant


def _of_what_was_counted(folded: str, conversation: Conversation, left: int) -> bool:
    """
    Whether "the rest" is of people or things that were counted, and not of the reports: `left` of these are left.

    "What happened to the rest of them?", "and the other two?" where there are four other reports.
    """
    if _REPORTS.search(folded):
        return False
    counted = _COUNTED.search(fold(conversation.question or ""))
    of_them = re.search(r"\brest (?:of )?(?:them|it|that|those|these|the|[a-z]+(?:ed|t))\b", folded)
    other = re.search(rf"\bothers? (?P<count>\d+|{'|'.join(_NUMBERS)})\b", folded)
    count = other and (_NUMBERS.index(other["count"]) if other["count"] in _NUMBERS else int(other["count"]))
    return bool((counted and re.search(r"\brest\b", folded)) or of_them or (other and count != left))


_NUMBERS = "no one two three four five six seven eight nine ten".split()
_REPORTS = re.compile(
    r"\b(?:reports?|inspections?|areas?|councils?|services?|authorit\w+|places?|yo[st]s?|boroughs?|letters?)\b"
)
_COUNTED = re.compile(
    r"\bhow (?:many|much)\b|\b(?:what|which) (?:\w+ )?(?:percentage|proportion|share|number|fraction)\b|^\W*\d+\b"
    rf"|^(?:{'|'.join(_NUMBERS[1:])}|eleven|twelve|\w+teen|\w+ty)\b"
)


def those_ranked(question: str, conversation: Conversation, holdings: Holdings) -> tuple[str, ...]:
    """The few reports that the last answer, over all, had a row for, where a question asks of them: "do they …?"."""
    those = tuple(r for r in conversation.reports if r in holdings.by_id)
    ranked = conversation.asked == Asked.RANKING.value and bool(conversation.rated) and not conversation.named
    few = 1 < len(those) <= _MOST_RANKED and len(those) < len(holdings.by_id)
    return those if ranked and few and _THOSE.search(fold(question)) else ()


_MOST_RANKED = 8
_THOSE = re.compile(r"\b(?:they|them|their|those|these|each)\b")


def weighs(question: str, own: Collection[str]) -> bool:
    """Whether a question that names a report weighs it against the one before: "is Wakefield any better at it?"."""
    folded = fold(question)
    return bool(_THEM_OR.search(folded)) or (set(own) <= _WEIGHING and bool(_WEIGHED.search(folded)))


_WEIGHING = frozenset(
    """better worse stronger weaker different similar compare compares same alike higher lower more less fewer bigger
    smaller""".split()
)
_THEM_OR = re.compile(r"\b(?:theirs|them) or\b|\bor (?:theirs|them)\b")
_WEIGHED = re.compile(
    r"\b(?:any|much|a bit|a lot|no|still) (?:better|worse|stronger|weaker|different)\b"
    r"|\bdifferent (?:about|at|in|for)\b"
    r"|\b(?:is|are|was|were|does|do|did) (?:[\w'’-]+ ){1,4}(?:better|worse|stronger|weaker|higher|lower)\W*$"
    r"|\b(?:more|less|fewer|higher|lower|better|worse|bigger|smaller) than\b"
    r"|\bhow (?:does|do|did) .{1,40} compare\b|\b(?:better|worse|stronger|weaker) (?:at|on|in) (?:it|that|this|there)\b"
)


def asks_of_others(question: str) -> bool:
    """Whether a question asks of which other reports the same is true: "who else had trouble with that?"."""
    return bool(_ELSE.search(fold(question)))


def leaves_out_reports(question: str, names: Collection[str]) -> bool:
    """
    Whether the reports that a question names are those it does not ask about: "other than Trafford, who …?".

    `names` are the words by which it names them; "apart from housing, what is wrong in Trafford?" is of Trafford.
    """
    folded = fold(question)
    found = _OTHER_THAN.search(folded)
    return found is not None and not set(names).isdisjoint(words(folded[found.end() :])[:_NAMED_WITHIN])


def all_but(ids: Collection[str], meant: ReportsMeant, holdings: Holdings) -> ReportsMeant:
    """All reports but some."""
    said = meant.words | _LEAVING_OUT
    return replace(
        meant, ids=tuple(r for r in holdings.by_id if r not in ids), named=False, alternatives=(), words=said
    )


def asks_of_both(question: str) -> bool:
    """Whether a question asks which of those spoken of it is: "which of the two is better?"."""
    return bool(_OF_BOTH.search(fold(question)))


def sets_side_by_side(question: str, conversation: Conversation, *, bare: bool) -> bool:
    """Whether a question weighs the reports of which the same was just asked in turn: "which has more?"."""
    if len(conversation.asked_of) < _TWO:
        return False
    folded = fold(question).strip()
    both = len(conversation.asked_of) == _TWO
    return asks_of_both(question) or ((bare or both) and bool(_WHICH_OF_THEM.search(folded)))


def _of_its_parts(question: str, conversation: Conversation) -> bool:
    """Whether a ranking is of what one report judges apart: "which bit was lowest?", "which are good?"."""
    graded = conversation.asked in _GRADED and bool(_WHICH_ARE.match(fold(question).strip()))
    return ranks_parts(question) or (graded and grades_asked(question) is not None)


_GRADED = frozenset({Asked.JUDGEMENT.value, Asked.RANKING.value, Asked.LIST.value})
_WHICH_ARE = re.compile(r"^(?:(?:and|so|but|ok) )*(?:which|what)(?: ones)? (?:is|are|was|were|got|came out)\b")


def ranks_parts(question: str) -> bool:
    """Whether a question ranks what one report judges apart: "which bit was lowest?"."""
    return bool(_PARTS.search(fold(question)))


def of_another_year(question: str, conversation: Conversation, holdings: Holdings) -> ReportsMeant | None:
    """
    For "what about 2023?" the report on the same area of that year; None when something else is asked.

    A year after the area's last report names one that is not there; one before may be a year the report speaks of.
    """
    years = [w for w in words(question) if _YEAR.fullmatch(w)]
    rest = [w for w in words(question) if w not in STOP_WORDS and w not in years and w not in _OF_YEAR]
    areas = {holdings.by_id[r].area for r in conversation.reports if r in holdings.by_id}
    if len(years) != 1 or rest or not conversation.named or len(areas) != 1:
        return None
    year, own = int(years[0]), [r for r in holdings.reports if r.area in areas]
    ids = tuple(r.id for r in own if r.year == year)
    if not ids and any(r.year is None or r.year >= year for r in own):
        return None
    missing = () if ids else (f"{own[0].area} {year}",)
    return ReportsMeant(ids or tuple(r.id for r in own), True, missing, words=frozenset(years))
