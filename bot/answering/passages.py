"""Searching the reports meant, and the sentences that answer a question of fact."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.answering.draft import Point
from bot.answering.evidence import Evidence, Sentence, quote_of, read_ahead, weigh
from bot.answering.holdings import Holdings
from bot.answering.query import AnswerType
from bot.answering.subject import Subject
from bot.answering.usual import usually_answered
from retrieval.domain import Citation, Kind, Paragraph
from retrieval.language.tokens import fold, stems
from retrieval.search.hybrid import SearchableIndex, hybrid, hybrid_each

_DEPTH = 40
EACH_SEARCHED = 50
"""Reports that are searched one by one, at some 7 ms each."""
_OF_EACH = 5
"""Paragraphs for each report that are looked at, where there are more."""
_LONGEST = 90
"""Words of a quote; a longer run is cut to its best sentence."""
MOST_WORDS = 119
"""Words of an answer to a question that may want one fact, with those before each statement."""
LABEL = 3
"""Words before a statement, mostly: its mark and its report's name."""


@dataclass(frozen=True, slots=True)
class Search:
    """The means of searching: an index, and what its library holds."""

    index: SearchableIndex
    holdings: Holdings

    def evidence(
        self,
        question: str,
        subject: Subject,
        wanted: AnswerType,
        reports: Collection[str] | None,
        without: Collection[str] = (),
    ) -> list[Evidence]:
        """
        Weighed paragraphs for a question, best first; `reports` None searches everything.

        `without` are words of the question that are not searched for: names of reports, words of asking.
        """
        text = embedded(question, subject, without)
        hits = hybrid(self.index, text, subject.search_words(), reports, _DEPTH, lambda p: read_ahead(p, wanted))
        return weigh(hits, subject, wanted, usually_answered(self.index.embed_query(text), self.index.embedder))

    def evidence_of_each(
        self,
        question: str,
        subject: Subject,
        wanted: AnswerType,
        reports: Sequence[str],
        without: Collection[str] = (),
    ) -> dict[str, list[Evidence]]:
        """
        The same for each of several reports by itself, in their order; [] for one where nothing is near.

        Up to `EACH_SEARCHED` each is searched apart; more of them together, which looks at fewer paragraphs of each.
        """
        if len(reports) <= EACH_SEARCHED:
            return {report: self.evidence(question, subject, wanted, [report], without) for report in reports}
        text = embedded(question, subject, without)
        usual = usually_answered(self.index.embed_query(text), self.index.embedder)
        each = hybrid_each(self.index, text, subject.search_words(), reports, _OF_EACH)
        return {report: weigh(hits, subject, wanted, usual) for report, hits in each.items()}


def embedded(question: str, subject: Subject, without: Collection[str]) -> str:
    """
    The text that is embedded for a question: less the names of its reports.

    "What is the reoffending rate?" is near to what defines it; "reoffending rate" is near to what gives it.
    """
    text = subject.search_text(question, without) or question
    text = _ON_A_TOPIC.sub("", text) or text
    return (_WHAT_IS if _OF_A_FIGURE.search(text) else _WHAT_IS_THE).sub("", text) or text


_OPENING = r"^\W*(?:(?:so|and|but|ok) )*what(?:'?s| is| are| was| were)"
_WHAT_IS_THE = re.compile(rf"{_OPENING} (?:the|their|its) ")
_WHAT_IS = re.compile(rf"{_OPENING}(?: (?:the|their|its|an?))? ")
_OF_A_FIGURE = re.compile(
    r"^\W*(?:(?:so|and|but|ok) )*what\b.*\b(?:rates?|average|percentage|per cent|proportion|number|total|figures?|"
    r"ratio|shares?|size|cost|ages?|gender|length|turnover|split)\b"
)
_ON_A_TOPIC = re.compile(
    r"^\W*(?:(?:so|and|but|ok) )*(?:"
    r"what (?:did|do|does|is|was|were|has|have) (?:(?:the )?(?:reports?|inspectors?|ofsted|hmip|they|it|been) )*"
    r"(?:say|said|find|found|think|mention(?:ed)?|report(?:ed)?|conclude|note|noted) (?:about|on|of|regarding)|"
    r"tell me (?:more )?(?:about|on)|"
    r"what(?: is|s| was) the (?:story|situation|position|picture|deal|latest) (?:with|on|for|about|in|at)|"
    r"(?:(?:is|are|there|any|got|have|you|more|some|give|me|i|need|want|would|like|to|know|find) )*"
    r"(?:info|information|details?|anything|something|know|out) (?:on|about|regarding)) (?:the )?"
)


def fact_points(evidence: Sequence[Evidence], holdings: Holdings) -> tuple[Point, ...]:
    """A point for each, within `MOST_WORDS`: shorter quotes where whole ones are too long together, then fewer."""
    kept = within_words(a_point_each(evidence, holdings))
    return kept if len(kept) > 1 else tuple(fact_point(e, holdings) for e in evidence[:1])


def a_point_each(evidence: Sequence[Evidence], holdings: Holdings) -> list[Point]:
    """A point for each, with shorter quotes where whole ones take more than `MOST_WORDS` together."""
    points = [fact_point(e, holdings) for e in evidence]
    return points if _words_of(points) <= MOST_WORDS else [fact_point(e, holdings, short=True) for e in evidence]


def within_words(points: Sequence[Point]) -> tuple[Point, ...]:
    """The first of some points, as many as `MOST_WORDS` allow; one at least."""
    kept = list(points)
    while len(kept) > 1 and _words_of(kept) > MOST_WORDS:
        kept.pop()
    return tuple(kept)


def _words_of(points: Sequence[Point]) -> int:
    return sum(len(point.text.split()) + LABEL for point in points)


def fact_point(evidence: Evidence, holdings: Holdings, *, short: bool = False) -> Point:
    """The sentence of a paragraph that answers, with the next one where the answer runs on, unless `short`."""
    quote = answering_words(evidence, short=short)
    report = holdings.by_id[evidence.paragraph.report]
    return Point(_under_its_heading(quote, evidence.paragraph), (Citation(report, evidence.paragraph, quote),))


_RECOMMENDS = re.compile(r"\b(?:should|must|ensure|needs? to|recommend\w*|ha(?:s|ve) to|will)\b")
_TO_IMPROVE = re.compile(r"\bneeds? to (?:be )?improved?\b|\bareas? (?:for|requiring|needing) (?:\w+ )?improvement\b")
VERB = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|do|does|did|should|must|needs?|needed|can|could|will|would|may|might|ensure|"
    r"improve)\b"
)


def _under_its_heading(quote: str, paragraph: Paragraph) -> str:
    """
    A quote, after its heading where it is no sentence: "What needs to improve: The impact of the board.".

    A recommendation that does not sound like one is named: that oversight "can be seen to help" is wanted, not found.
    """
    heading = paragraph.locator.headings[-1] if paragraph.locator.headings else ""
    bare = _TO_IMPROVE.search(fold(heading)) and not VERB.search(fold(quote)) and not any(c.isdigit() for c in heading)
    if bare:
        return f"{heading.rstrip('?: ')}: {quote}"
    wanted = paragraph.kind is Kind.RECOMMENDATION and not _RECOMMENDS.search(fold(quote))
    return f"Recommended: {quote}" if wanted else quote


@lru_cache(maxsize=256)
def answering_words(evidence: Evidence, *, short: bool = False) -> str:
    """The words of a paragraph to quote as the answer; the fewest that answer where it has to be `short`."""
    return quote_of(evidence.paragraph, _run(evidence, _ENOUGH_OF_SEVERAL if short else _ENOUGH))


def _run(evidence: Evidence, enough: int) -> tuple[Sentence, ...]:
    """The run of neighbouring sentences that together speak best of the question, at no more words than they earn."""
    text, sentences = evidence.paragraph.text, evidence.sentences
    lengths = [len(text[s.start : s.end].split()) for s in sentences]
    in_digits = [s.fits and any(c.isdigit() for c in text[s.start : s.end]) for s in sentences]
    goes_on = [evidence.quoted is not None and s.start >= evidence.quoted[1] for s in sentences]
    best, most = sentences[:1], -1.0
    for first in range(len(sentences)):
        length, score, coverage, said, fits, digits = 0, 0.0, 0.0, frozenset[str](), False, False
        for last, sentence in enumerate(sentences[first : first + _SENTENCES], first):
            length += lengths[last]
            if length > _LONGEST and last > first:
                break
            score, coverage = max(score, sentence.score), max(coverage, sentence.coverage)
            said, fits, digits = said | sentence.stems, fits or sentence.fits, digits or in_digits[last]
            worth = score + 0.35 * (evidence.subject.coverage(said) - coverage)
            worth += _FITTING if fits else 0.0
            worth += _IN_DIGITS if digits else 0.0
            worth += _OF_A_WORD * (min(length, enough) - max(0, length - enough))
            # What goes on after what was read a turn before says more, where there is any.
            if worth > most and (any(goes_on[first : last + 1]) or not any(goes_on)):
                best, most = sentences[first : last + 1], worth
    return _with_its_subject(_with_its_own_figure(best, evidence), evidence)


def _with_its_own_figure(run: tuple[Sentence, ...], evidence: Evidence) -> tuple[Sentence, ...]:
    """A run with figures from elsewhere, for comparison, takes the sentence before it with the place's own."""
    text, first = evidence.paragraph.text, evidence.sentences.index(run[0])
    if not run[0].fits or not _ELSEWHERE.search(_text_of(run[0], text)) or _ASKED_OF_ELSEWHERE & evidence.subject.stems:
        return run
    for start in range(first - 1, max(-1, first - 1 - _MOST_BACK), -1):
        own = evidence.sentences[start]
        length = len(text[own.start : run[-1].end].split())
        if own.fits and not _ELSEWHERE.search(_text_of(own, text)) and length <= _LONGEST + 20:
            return (*evidence.sentences[start:first], *run)
    return run


_ASKED_OF_ELSEWHERE = frozenset(stems("national nationally England elsewhere"))
_ELSEWHERE = re.compile(
    r"\b(?:national(?:ly)?|England|statistical neighbours?|comparators?|similar (?:areas|authorities))\b"
)


POINTS_BACK = re.compile(
    r"^[“\"']?(?:(?:The (?:\w+ )?majority |Most |Many |All |Some |Few |Half |None |One |Two )?[Oo]f "
    r"(?:this|these|those|them)|This|These|It|They|However|Such|He|She|That|Those|His|Her|Their|Its)\b"
)
"""How a sentence begins that says what it means in the one before."""
_OF_THEM = re.compile(r"^Of (?:this|these|those|them)\b")


def _with_its_subject(run: tuple[Sentence, ...], evidence: Evidence) -> tuple[Sentence, ...]:
    """
    A run that begins with "This", "However" or "Of this number" takes the sentences before, which say what is meant.

    Where all are too long together, those before speak for it if they say as much of what is asked: the whole number.
    """
    text, first = evidence.paragraph.text, evidence.sentences.index(run[0])
    start = first
    while start and first - start < _MOST_BACK and POINTS_BACK.match(_text_of(evidence.sentences[start], text)):
        start -= 1
    before = evidence.sentences[start:first]
    if not before or len(text[before[0].start : run[-1].end].split()) <= _LONGEST + 20:
        return (*before, *run)
    as_much = any(s.fits and s.coverage >= run[0].coverage - _AS_MUCH for s in before)
    return before if as_much and _OF_THEM.match(_text_of(run[0], text)) else run


def _text_of(sentence: Sentence, text: str) -> str:
    return text[sentence.start : sentence.end].lstrip()


_MOST_BACK = 2
_AS_MUCH = 0.02
"""How much less of the question they may say."""
_SENTENCES = 4
_FITTING = 0.5
"""What it is worth that a run holds the kind of words asked for: a figure, a date."""
_IN_DIGITS = 0.1
"""And in digits: "46" is surer than "a few"."""
_OF_A_WORD = 0.002
"""What a word more is worth: context, as long as the right sentence is in it."""
_ENOUGH_OF_SEVERAL = 45
_ENOUGH = 75
"""Words up to which more are worth something; a quote of eighty holds what answers in 96 of 100, of sixty in 93."""


def citation_of(evidence: Evidence, holdings: Holdings) -> Citation:
    """A citation of the best sentence, to show a paragraph that is near but does not answer."""
    quote = quote_of(evidence.paragraph, [evidence.best])
    return Citation(holdings.by_id[evidence.paragraph.report], evidence.paragraph, quote)
