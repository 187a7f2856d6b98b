"""Which reports praise something, or criticise it: "which councils have weak supervision?", "who is good at it?"."""

from __future__ import annotations

from collections.abc import Sequence

from bot.answering.draft import Draft, Point, quoting
from bot.answering.evidence import Evidence, Sentence, quote_of
from bot.answering.holdings import Holdings
from bot.answering.passages import POINTS_BACK, Search, answering_words, fact_point
from bot.answering.query import Query, Side
from bot.answering.speaking import MENTIONING, Silent, quoted_of_many, speaking_of_each
from bot.answering.subject import subject_of
from bot.answering.topics import polarity, side_of_list, tone
from bot.answering.understanding.one_sided import WORDS_OF_SIDES
from retrieval.language.tokens import words

_NEAR = 0.75
"""The share of the score of the best on it from which on a paragraph is looked at for what it says of that side."""
_SPEAKS = 0.6
"""The share of what the paragraph says of the subject that a sentence, with the heading, has to say itself."""
_LEADS = {
    Side.PRAISE: "These reports speak well of this; all were searched:",
    Side.CRITICISM: "These reports speak of shortcomings in this; all were searched:",
}


def praised(query: Query, search: Search, side: Side) -> Draft | None:
    """A statement of each report that is on that `side` of the subject, out of all that were searched; None of none."""
    holdings = search.holdings
    without = query.aside | MENTIONING | WORDS_OF_SIDES
    subject = subject_of(query.standalone, holdings, without)
    if not subject.heavy:
        return None
    on_side: list[tuple[float, Point]] = []
    otherwise, silent = list[str](), Silent()
    for report, speaking in speaking_of_each(query, subject, search, without, silent):
        near = [e for e in speaking if e.score >= _NEAR * speaking[0].score]
        if said := _on_side(near, side, holdings):
            on_side.append((speaking[0].score, said))
        else:
            otherwise.append(holdings.by_id[report].name)
    points, named = quoted_of_many(on_side)
    tails = (
        (f"So do: {', '.join(named)}.", named),
        (f"Also spoken of in: {', '.join(otherwise)}.", otherwise),
    )
    tail = " ".join((*(text for text, names in tails if names), *silent.said()))
    return Draft(points, lead=_LEADS[side], tail=tail) if points else None


def _on_side(evidence: Sequence[Evidence], side: Side, holdings: Holdings) -> Point | None:
    """The first statement on that side: the sentence on the subject that is, else what would be quoted."""
    wanted = 1 if side is Side.PRAISE else -1
    for e in evidence:
        listed = side_of_list(e)
        if listed == -wanted:
            continue
        if listed:
            return fact_point(e, holdings)
        on_it = [s for s in e.sentences if s.coverage >= _SPEAKS * e.coverage and _says(e, s, wanted)]
        if on_it:
            quote = quote_of(e.paragraph, [max(on_it, key=lambda s: s.score)])
            return quoting(holdings.by_id[e.paragraph.report], e.paragraph, quote)
        good, bad = tone(answering_words(e))
        if (good - bad) * wanted >= _PLAINLY:
            return fact_point(e, holdings)
    return None


def _says(evidence: Evidence, sentence: Sentence, wanted: int) -> bool:
    """Whether a sentence that can stand alone is on the side wanted."""
    text = evidence.paragraph.text[sentence.start : sentence.end].strip()
    return polarity(text) == wanted and not POINTS_BACK.match(text) and len(words(text)) >= _A_STATEMENT


_A_STATEMENT = 6
_PLAINLY = 2
"""By how many words more what is quoted has to be on one side than on the other."""
