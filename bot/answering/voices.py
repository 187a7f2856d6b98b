"""What people told the inspectors: "what do parents think?", "views of young people", of nothing in particular."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.answering.draft import Draft, Point, quoting
from bot.answering.holdings import Holdings
from bot.answering.passages import within_words
from bot.answering.query import Query
from bot.answering.subject import subject_of
from retrieval.domain import Kind, Paragraph
from retrieval.domain.sentences import sentences
from retrieval.language.people import people_named
from retrieval.language.tokens import fold, words

_SAYING = (
    "say said saying tell told think thought feel felt like feedback view views opinion opinions voice voices comment"
)
_VIEWS = r"(?:feedback|views?|opinions?|voices?|comments?) (?:of|from|by) (?:the )?"
_SAY = (
    # "They and their child understood what was said": that is said to them.
    r"(?<!was )(?<!were )(?<!been )(?<!being )"
    r"(?:said|says?|told|tell|reported(?! (?:as |to be |to the )?missing)|felt|feel|thought|think|described?|"
    r"sp(?:oke|eak) (?:of|about|highly|positively|warmly|well)|commented|value[sd]?|expressed|liked?|agreed|"
    r"complained|enjoy(?:ed|s)?|appreciate[sd]?|explained|recall(?:ed)?|"
    r"praised|(?:had|have) confidence|were (?:confident|satisfied|happy|pleased|positive|complimentary))"
)
_SAY_NEAR = rf"(?: [\w'-]+){{0,6}}? {_SAY}\b"
# Groups that go by several names.
_ALIKE = (
    ("children", "child", "kids", "young people", "young person", "youngsters", "teenagers"),
    (
        "parents",
        "parent",
        "mothers and fathers",
        "parents and carers",
        "mothers",
        "fathers",
        "mums",
        "dads",
        "families",
    ),
    ("staff", "practitioners", "workers", "social workers", "case managers"),
    ("headteachers", "head teachers", "school leaders"),
    ("magistrates", "sentencers", "judges", "the judiciary", "the bench"),
)
_INSPECTED = frozenset("yos yot yoss yots service services council council's authority team area place they it".split())
"""What they are asked about where that is all that was inspected."""
_PERSPECTIVE = re.compile(r"\b(?:perspectives?|views|feedback|voices?|surveys?|questionnaires?)\b")
_ON_THEM = re.compile(r"\b\w+(?:'s)? (?:work|awareness)\b")
"""What others say about them: "quotes on victim work"."""
_MOST = 6
_WORDS = 40
"""Words quoted of a paragraph in such a section."""
_REPORTS = 3


def asks_for_voices(query: Query, holdings: Holdings) -> bool:
    """Whether a question of named reports asks what a group of people said, and for no subject besides."""
    if not query.reports.named or len(query.reports.ids) > _REPORTS or not _speakers(query):
        return False
    people = {w for group in people_named(fold(query.standalone)) for w in words(group)}
    return not subject_of(query.standalone, holdings, people | set(_SAYING.split()) | _INSPECTED | query.aside)


def voices(query: Query, holdings: Holdings) -> Draft | None:
    """What is quoted of a group of people, and the sentences in which they said something; None when there are none."""
    said = _said_by(_speakers(query))
    points = [point for report in query.reports.ids for point in _of_report(report, said, holdings)]
    return Draft(within_words(points) if query.follows else tuple(points)) if points else None


def _speakers(query: Query) -> list[str]:
    """The groups that a question wants to hear: "what do parents say", "views of parents", not "say about parents"."""
    folded = fold(query.standalone)
    saying = "|".join(_SAYING.split())
    heard = re.search(rf"\b(?:{saying})\b|\b{_VIEWS}", folded)
    if query.leans_on and heard and (named := people_named(fold(query.own))):
        # "And the victims, what did they say?"; "how many kids each?" wants to hear nobody.
        return named
    return [
        group
        for group in people_named(folded)
        if re.search(rf"\b{re.escape(group)}(?:'s?)?(?: \w+)? (?:{saying})\b|\b{_VIEWS}{re.escape(group)}\b", folded)
    ]


def _said_by(groups: Sequence[str]) -> str:
    """A pattern of the names that the groups go by."""
    names = {name for group in groups for alike in (*_ALIKE, (group,)) if group in alike for name in alike}
    # Of a "parent/carer", "a victim's views".
    either = (
        f"{re.escape(name.removesuffix('s'))}(?:'?s)?" if name.endswith("s") else re.escape(name) for name in names
    )
    return rf"\b(?:{'|'.join(sorted(either, key=len, reverse=True))})\b"


def _of_report(report: str, who: str, holdings: Holdings) -> list[Point]:
    said = ((paragraph, _quote(paragraph, who)) for paragraph in holdings.paragraphs(report))
    found = [(paragraph, quote) for paragraph, quote in said if quote]
    # Their own words first, then what is told of them; each in the order of the report.
    found.sort(key=lambda one: one[0].kind is not Kind.QUOTATION)
    return [quoting(holdings.by_id[report], paragraph, quote) for paragraph, quote in found[:_MOST]]


def _quote(paragraph: Paragraph, who: str) -> str | None:
    """A quotation under a heading that names them, or the first sentence in which they say something."""
    if paragraph.kind is Kind.QUOTATION:
        heading = _ON_THEM.sub(" ", fold(" ".join(paragraph.locator.headings[-1:])))
        return paragraph.text if re.search(who, heading) else None
    if paragraph.kind not in (Kind.FINDING, Kind.KEY_FINDING):
        return None
    if _of_their_views(paragraph.locator.headings, who):
        return _first_sentences(paragraph.text)
    each = (paragraph.text[start:end].strip() for start, end in sentences(paragraph.text))
    return next((sentence for sentence in each if re.search(who + _SAY_NEAR, fold(sentence))), None)


def _of_their_views(headings: Sequence[str], who: str) -> bool:
    """Whether a section is of what they think: "Service users' perspective, Victims"."""
    above = fold(" ".join(headings))
    return bool(headings and _PERSPECTIVE.search(above) and re.search(who, fold(headings[-1])))


def _first_sentences(text: str) -> str:
    """The opening of a text, to the end of its last sentence within bounds; the first one at least."""
    ends = [end for _, end in sentences(text)]
    return text[: max((end for end in ends if len(text[:end].split()) <= _WORDS), default=ends[0])].strip()
