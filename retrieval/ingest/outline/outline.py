"""One pass over the blocks: every block gets the headings it stands under, and every believed number is believed."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from retrieval.domain import FurnitureKind, Kind
from retrieval.ingest.blocks import Block, Draft, Note, Role
from retrieval.ingest.numbering.number import Printed, Style
from retrieval.ingest.outline.contents import Contents
from retrieval.ingest.outline.lost import lost_heading
from retrieval.ingest.outline.names import Rank, is_summary, rank_of
from retrieval.ingest.outline.ratings import gives_rating
from retrieval.ingest.outline.reliability import marks_are_reliable
from retrieval.ingest.outline.trail import Open, Trail, place

_SCORE_LINE = re.compile(r"(?:overall )?score\b.*\d ?%$", re.IGNORECASE)
_GLOSS = re.compile(r"\s*\((?:\w+\s+){3,}[^()]*\)$")  # "Recommendations (primary responsibility is indicated …)"
_SAYS = 7  # words; a standard is a sentence
_NEAR = 3  # a number may be up to this far behind the last, where numbers between were lost


@dataclass(slots=True)
class _Series:
    """A sequence of believed numbers, and the headings under which its last one stands."""

    last: Printed
    trail: Trail
    block: Block


class Outline:
    """The state of the pass: the open headings, the open sequences, and what was last seen."""

    def __init__(self, draft: Draft, contents: Contents) -> None:
        self.draft = draft
        self.contents = contents
        self.reliable = marks_are_reliable(draft.blocks)
        self.trail: Trail = ()
        self.around: Trail = ()
        self.frame = 0
        self.series: list[_Series] = []
        self.under_heading = False
        self.body: Block | None = None
        self.rated: Block | None = None
        blocks = draft.blocks
        self.restarts = sum(1 for b in blocks if b.role is Role.TEXT and b.candidate and b.candidate.first) >= 2
        self.candidates = [at for at, b in enumerate(blocks) if b.candidate and b.role in (Role.TEXT, Role.HEADING)]

    def run(self) -> None:
        """Give every block its headings."""
        for index, block in enumerate(self.draft.blocks):
            self._enter(block)
            if block.role is Role.HEADING and block.frame:
                self._open_in_box(block)
            elif block.role is Role.HEADING:
                self._open(index, block)
                self.rated = block if block.rating else None
            elif block.role is Role.FOOTNOTE:
                block.headings = self._titles()
            else:
                self._text(index, block)

    def _enter(self, block: Block) -> None:
        """Remember what is open around a box, and come back to it behind the box."""
        if block.frame == self.frame or block.role is Role.FOOTNOTE:
            return
        if self.frame:
            self.trail, self.under_heading = self.around, False
        self.around, self.frame = self.trail, block.frame

    def _open_in_box(self, block: Block) -> None:
        outer = self.trail if self.under_heading and self.trail != self.around else self.around
        self.trail = (*outer, Open(_title(block), Rank.PLAIN, block.mark, None, self.under_heading))
        block.headings = self._titles()
        self.under_heading = True

    def _titles(self) -> tuple[str, ...]:
        return tuple(o.title for o in self.trail)

    def _open(self, index: int, block: Block) -> None:
        heading = self._heading(index, block)
        if lost := lost_heading(self.trail, heading, self.contents):
            found, doubt = lost
            self.trail = place(self.trail, found, stacked=False, reliable=False, section_ends=False)
            self.draft.doubts.append(Note("lost heading", block, doubt))
        self.trail = place(
            self.trail,
            heading,
            stacked=self.under_heading,
            reliable=self.reliable,
            section_ends=not self._goes_on(index),
        )
        block.headings = self._titles()
        block.boxed = heading.rank is Rank.BOX
        self.under_heading = True

    def _heading(self, index: int, block: Block) -> Open:
        title = _title(block)
        rank = rank_of(block.text)
        if block.candidate and block.candidate.depth <= 3 and rank is not Rank.TOP:
            rank = Rank.NUMBERED
            block.number = block.candidate
        entry = self.contents.find(block.raw)
        if rank in (Rank.PLAIN, Rank.BOX) and entry and not entry.nested:
            rank = Rank.TOP
        elif is_summary(block.text):
            rank = Rank.SECTION if any(o.number and o.number.depth == 1 for o in self.trail) else Rank.TOP
        elif rank is Rank.PLAIN and self._is_box(index):
            rank = Rank.BOX
        elif rank is Rank.BOX and not any(self._within(s.trail) for s in self.series):
            rank = Rank.PLAIN
        return Open(title, rank, block.mark, block.number, self.under_heading)

    def _is_box(self, index: int) -> bool:
        """A heading is a box's if text without numbers follows and then the section's numbering goes on."""
        # "restarts": numbering starts again under each heading; it may also run through the whole report.
        open_series = next((s for s in reversed(self.series) if self._within(s.trail)), None)
        if open_series is None or not self.restarts:
            return False
        following = self._next_number(index)
        if following is None:
            return False
        between = self.draft.blocks[index + 1 : following]
        number = self.draft.blocks[following].candidate
        return bool(
            number
            and number.after(open_series.last) == 1
            and any(block.role is Role.TEXT for block in between)
            and not any(block.role is Role.HEADING and rank_of(block.text) is not Rank.BOX for block in between)
            and not self._as_high(self.draft.blocks[index], open_series.trail)
        )

    def _as_high(self, block: Block, trail: Trail) -> bool:
        """Whether the source marks a heading as high as one under which the numbers stand."""
        return (
            self.reliable and block.mark is not None and any(o.mark is not None and o.mark >= block.mark for o in trail)
        )

    def _within(self, trail: Trail) -> bool:
        return self.trail[: len(trail)] == trail

    def _goes_on(self, index: int) -> bool:
        """Whether the numbered paragraphs or headings of the open section go on behind a heading."""
        section = next((o.number for o in reversed(self.trail) if o.number), None)
        later = bisect_right(self.candidates, index)
        number = self.draft.blocks[self.candidates[later]].candidate if later < len(self.candidates) else None
        return bool(section and number and number.under(section))

    def _next_number(self, index: int) -> int | None:
        """The next numbered text, None where a numbered heading comes first."""
        for later in self._candidates_behind(index):
            block = self.draft.blocks[later]
            if block.candidate:
                return later if block.role is Role.TEXT else None
        return None

    def _candidates_behind(self, index: int) -> Iterator[int]:
        """The places of the blocks behind one that begin with what may be a number."""
        return (self.candidates[at] for at in range(bisect_right(self.candidates, index), len(self.candidates)))

    def _text(self, index: int, block: Block) -> None:
        if block.candidate:
            self._believe(index, block)
        if _SCORE_LINE.fullmatch(block.text) and block.role is Role.TEXT:
            self.trail = place(self.trail, Open("", Rank.SECTION), stacked=False, reliable=False, section_ends=False)[
                :-1
            ]
        block.headings = self._titles()
        block.boxed = block.number is None and any(o.rank is Rank.BOX for o in self.trail)
        if self.rated and block.number is None and _is_standard(block):
            block.kind = Kind.EXPECTATION
        self.rated = None
        if block.boxed or block.frame or _is_quotation(block):
            block.beside = block.beside or self.body
        elif block.role is Role.TEXT:
            self.body = block
        self.under_heading = False

    def _believe(self, index: int, block: Block) -> None:
        """Believe a number that continues a sequence, or begins one that goes on; else it is text."""
        number = block.candidate
        if number is None:
            return
        if series := self._continued(index, number):
            if self._within(series.trail) and not self.under_heading:
                self.trail = series.trail
            series.last, series.trail, series.block = number, self.trail, block
        elif number.first and (self._followed(index, number) or number.depth > 1 or not self._plain(number)):
            self.series = [s for s in self.series if not _same_kind(s.last, number)]
            self.series.append(_Series(number, self.trail, block))
        else:
            self.draft.notes.append(Note("number not believed", block, f"{block.printed} continues no sequence"))
            block.disbelieve()
            return
        block.number = number

    @staticmethod
    def _plain(number: Printed) -> bool:
        return number.depth == 1 and (number.text.isdigit() or number.style is Style.INITIAL)

    def _continued(self, index: int, number: Printed) -> _Series | None:
        for series in reversed(self.series):
            step = number.after(series.last)
            if step == 1 or (1 < step <= _NEAR and self._followed(index, number)):
                if step > 1:
                    note = f"{series.last.text} is followed by {number.text}"
                    self.draft.doubts.append(Note("gap in numbering", self.draft.blocks[index], note))
                return series
        return None

    def _followed(self, index: int, number: Printed) -> bool:
        """Whether the next number of the sequence comes before the sequence starts again."""
        for at in self._candidates_behind(index):
            later = self.draft.blocks[at].candidate
            if later is None:
                continue
            if later.after(number) == 1:
                return True
            if later.style is number.style and later.depth == number.depth and later.first:
                return False
        return False


def _same_kind(a: Printed, b: Printed) -> bool:
    return a.style is b.style and a.initial == b.initial and a.values[:-1] == b.values[:-1]


def _title(block: Block) -> str:
    """The heading as a reader cites it: with its number, without rating and trailing colon."""
    return _GLOSS.sub("", block.raw).rstrip(": ").strip()


def _is_quotation(block: Block) -> bool:
    return block.number is None and block.text[:1] in ('"', "“")


def _is_standard(block: Block) -> bool:
    """Right under a rated heading, one sentence alone says what the rating is given for."""
    one_sentence = not re.search(r"[.!?]\s+[A-Z]", block.text) and len(block.text.split()) > _SAYS
    return block.role is Role.TEXT and one_sentence and not gives_rating(block.text)


def note_headings(draft: Draft) -> None:
    """Make headings without a rating furniture; one with a rating becomes a paragraph, for it can be cited."""
    gone = [block for block in draft.blocks if block.role is Role.HEADING and block.rating is None]
    draft.drop(gone, FurnitureKind.HEADING)
