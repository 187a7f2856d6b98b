"""Which of what was found can answer a question at all: it holds the names, the years and the kind of figure asked."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.answering.age_group import ages_asked, is_of_those_ages
from bot.answering.counted import counted_in
from bot.answering.damaged import is_damaged
from bot.answering.defined import spells_out
from bot.answering.evidence import NAMED, OPEN, Evidence
from bot.answering.grades import GRADE
from bot.answering.holdings import Holdings
from bot.answering.passages import VERB
from bot.answering.person_named import asks_for_a_name, names_a_person
from bot.answering.query import AnswerType, Asked, Query
from bot.answering.scales import measures_asked
from bot.answering.subject import Subject, Term, covered
from bot.answering.table_heads import heads_columns
from retrieval.domain import Kind, Measure, Paragraph
from retrieval.language.expansion import synonyms
from retrieval.language.tokens import fold, stems

_SPEAKS_OF = 0.25
_OF_THE_TERM = 0.3
"""The least share of a term that its explanation has to say."""
_OF_A_SOURCE = frozenset(stems("source period published statistics footnote"))
_LEADS_IN = 12
"""Words of a line that leads to a list at most: "The manager should:"."""
_UNDER_HEADING = 0.6
_READ = 12
_READ_OF_TOPIC = 20
_NEAR = 0.72
_OTHER_NAME = 0.5
_CALLED = re.compile(r"\bwhat(?:'s| is| was| are| were)? .* called\W*$")
_A_NAME = re.compile(r"[‘“\"'(] ?[A-Z]\w|\b(?:called|named|known as)\b")
"""A name of a thing, as it is printed: in quotation marks, in brackets, or said to be one."""
_YEAR = re.compile(r"(?:19|20)\d\d")


def able(query: Query, subject: Subject, evidence: Sequence[Evidence], holdings: Holdings) -> list[Evidence]:
    """
    The evidence that can answer: it holds the names and years of the question, and the kind of figure asked for.

    Where a figure is asked for and the words around none speak of the subject, all of it is doubtful.
    """
    topic = query.asked in (Asked.TOPIC, Asked.COMPARISON)
    asked = list(subject.own.terms)
    if topic:
        # An abbreviation is one of a topic's subjects rather than its name: "gangs, exploitation and RHIs".
        asked = [t for t in asked if not holdings.abbreviations.long_form(t.word)]
    named = [(term, _least(term, holdings)) for term in asked]
    left = [
        candidate
        for candidate in evidence[: _READ_OF_TOPIC if topic else _READ]
        if not _is_caption(candidate)
        and not heads_columns(candidate.paragraph, holdings)
        and not (topic and not query.reports.named and is_damaged(candidate.paragraph.text))
        and not _only_names_a_source(candidate, query)
        and _gives_names(candidate, named, holdings, any_of=topic)
    ]
    if left and not measures_asked(query.standalone) and not _is_grade_of_another(left[0], subject):
        left = [e for e in left if not _is_grade_of_another(e, subject)]
    if query.asked is Asked.JUDGEMENT and measures_asked(query.standalone)[:1] == (Measure.RATING,):
        left = [e for e in left if _may_judge(e.paragraph)]
    if _RATE.search(fold(query.own)):
        left = [e for e in left if not _A_QUESTION.match(e.paragraph.text)]
    if asks_for_a_name(query):
        return [e for e in left if names_a_person(e.paragraph, holdings)]
    if _CALLED.search(fold(query.own)):
        left = [e for e in left if _A_NAME.search(e.paragraph.text)]
    if query.asked is Asked.DEFINITION:
        # What letters stand for a glossary says, and no sentence that only speaks of the thing.
        explains = [e for e in left if e.paragraph.kind is Kind.DEFINITION or not spells_out(query.standalone)]
        return [e for e in explains if e.coverage >= _OF_THE_TERM]
    if query.answer_type is AnswerType.REASON:
        # A footnote says what a word means, not why something is so.
        return [e for e in left if e.paragraph.kind is not Kind.FOOTNOTE] or left
    if query.answer_type not in OPEN:
        own = subject.own if subject.own.heavy else subject
        counted = counted_in(query, own, holdings) if query.answer_type is AnswerType.NUMBER else None
        ages = ages_asked(query.own)
        near = [
            e
            for e in left
            if e.fits and e.score >= _NEAR * evidence[0].score and is_of_those_ages(ages, e.paragraph.text)
        ]
        figures = [(e, _figures(e, counted)) for e in near]
        beside = [e for e, places in figures if any(_speaks_of(own, e, place) for place in places)]
        return beside or [replace(e, doubtful=True) for e, places in figures if places]
    return left


def _is_grade_of_another(candidate: Evidence, subject: Subject) -> bool:
    """
    Whether a line gives a grade, and nothing that it names is asked about.

    First of all it may be meant in other words; behind what says it in words, being near in meaning is not enough.
    """
    paragraph = candidate.paragraph
    if paragraph.kind not in (Kind.JUDGEMENT, Kind.TABLE_ROW) or not _A_GRADE.search(fold(paragraph.text)):
        return False
    return bool(subject.heavy) and not subject.heavy.coverage(frozenset(stems(paragraph.text)))


_A_GRADE = re.compile(rf"^(?:\S+ ){{1,25}}{GRADE}(?: to be good)?\W*$")
_RATE = re.compile(r"\brates?\b")
_A_QUESTION = re.compile(r"(?:Do|Does|Did|Is|Are|Was|Were|Has|Have|Had)\b[^?]*\? \d{1,3} ?(?:%|per cent)\W*$")
"""What cases were held against, and the share that was good enough: no rate at which anything happens."""
_STARS = re.compile(r"[★☆]")
_GRADED = re.compile(
    r"\d|\b(?:outstanding|excellent|good|adequate|satisfactory|sufficient|requir\w+ improvement|weak|poor|inadequate|"
    r"insufficient|effective|ineffective|strong|well|better|worse|rated|rating|judged|graded|score[sd]?|stars?|"
    r"minimum|moderate|substantial|drastic)\b"
)


def _may_judge(paragraph: Paragraph) -> bool:
    """Whether a paragraph can hold what a thing was rated: a definition, or what inspectors expect to see, does not."""
    general = (Kind.DEFINITION, Kind.EXPECTATION, Kind.METHODOLOGY)
    return paragraph.kind not in general and bool(_STARS.search(paragraph.text) or _GRADED.search(fold(paragraph.text)))


def _gives_names(evidence: Evidence, asked: Sequence[tuple[Term, float]], holdings: Holdings, *, any_of: bool) -> bool:
    """
    Whether a paragraph, its headings or its report's name give the names that are asked for: all, or any of them.

    `asked` are the terms asked for, each with how far it has to be spoken of if it is a name. That it is one takes a
    search to tell: it is asked only of the words that the paragraph does not hold.
    """
    said = evidence.stems
    silent = [(t, least) for t, least in asked if covered(t, said) < least and _is_name(t, holdings)]
    if silent:
        paragraph = evidence.paragraph
        texts = (paragraph.text, holdings.by_id[paragraph.report].name, *paragraph.locator.headings)
        around = {s for text in texts for s in stems(text)}
        silent = [(t, least) for t, least in silent if covered(t, around) < least]
    return not silent or (any_of and any(_is_name(t, holdings) for t, least in asked if (t, least) not in silent))


def _is_name(term: Term, holdings: Holdings) -> bool:
    """Whether a word is a name or a year, that nothing else stands for; one with synonyms is only printed large."""
    return bool(_YEAR.fullmatch(term.word)) or (not synonyms(term.stem) and holdings.is_name(term.word))


def _least(term: Term, holdings: Holdings) -> float:
    """How far a paragraph must speak of a name: wholly, but an abbreviation goes by other names as well."""
    return _OTHER_NAME if holdings.abbreviations.long_form(term.word) else NAMED


def _is_caption(evidence: Evidence) -> bool:
    """
    Whether a paragraph is only the caption of a picture that is gone, the head of a table, or what leads to a list.

    A few words and no sentence; one that stands alone under the heading that is asked for may be the answer.
    """
    paragraph = evidence.paragraph
    if not any(character.isalpha() for character in paragraph.text) or paragraph.text.startswith("%"):
        return True
    if paragraph.text.rstrip().endswith(":") and len(paragraph.text.split()) <= _LEADS_IN:
        return True
    if paragraph.kind not in (Kind.FINDING, Kind.TABLE_ROW) or paragraph.locator.number is not None:
        return False
    if evidence.features.heading >= _UNDER_HEADING:
        return False
    text = paragraph.text.rstrip()
    return len(text.split()) <= (8 if paragraph.kind is Kind.FINDING else 3) and text[-1:].isalnum()


def _only_names_a_source(evidence: Evidence, query: Query) -> bool:
    """Whether a footnote has no verb, and so only says where a figure is from, which is not asked."""
    if evidence.paragraph.kind is not Kind.FOOTNOTE or VERB.search(fold(evidence.paragraph.text)):
        return False
    return query.answer_type is not AnswerType.DATE and not _OF_A_SOURCE & evidence.subject.stems


def _figures(evidence: Evidence, counted: Callable[[Evidence, int], bool] | None) -> list[int]:
    """The places of the sentences with a figure of the kind asked for; where a thing is counted, of that thing."""
    return [
        place
        for place, sentence in enumerate(evidence.sentences)
        if sentence.fits and (counted is None or counted(evidence, place))
    ]


def _speaks_of(subject: Subject, evidence: Evidence, place: int) -> bool:
    """Whether a sentence, those beside it, or the headings speak of the subject."""
    headings = frozenset(s for h in evidence.paragraph.locator.headings for s in stems(h))
    around = evidence.sentences[max(0, place - 1) : place + 2]
    return subject.coverage(headings.union(*(s.stems for s in around))) >= _SPEAKS_OF
