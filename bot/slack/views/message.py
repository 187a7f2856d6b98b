"""Messages, and how a long answer is spread over several without tearing a source from its buttons."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from bot.slack.blocks import small
from bot.slack.limits import FALLBACK_TEXT, MESSAGE_BLOCKS, MESSAGE_CHARS, Block, clipped, text_size, texts
from bot.slack.text import escaped


@dataclass(frozen=True, slots=True)
class Piece:
    """Blocks that stay together, and the same in words for screen readers and notifications (not escaped)."""

    blocks: tuple[Block, ...]
    text: str = ""


@dataclass(frozen=True, slots=True)
class Message:
    """A message as Slack gets it: blocks within the limits, and the text that stands for them, escaped."""

    blocks: list[Block]
    text: str


@dataclass(slots=True)
class _Draft:
    pieces: list[Piece] = field(default_factory=list)
    chars: int = 0
    blocks: int = 0

    def takes(self, piece: Piece) -> bool:
        room_for_mark = 1
        return not self.pieces or (
            self.chars + text_size(piece.blocks) <= MESSAGE_CHARS
            and self.blocks + len(piece.blocks) <= MESSAGE_BLOCKS - room_for_mark
        )

    def add(self, piece: Piece) -> None:
        self.pieces.append(piece)
        self.chars += text_size(piece.blocks)
        self.blocks += len(piece.blocks)


def messages(pieces: Iterable[Piece]) -> list[Message]:
    """As few messages as hold the pieces in their order; each after the first says that it goes on."""
    drafts = [_Draft()]
    for piece in pieces:
        if not drafts[-1].takes(piece):
            drafts.append(_Draft())
        drafts[-1].add(piece)
    return [_message(draft.pieces, number, len(drafts)) for number, draft in enumerate(drafts, 1)]


def notice(piece: Piece) -> Message:
    """A message of one piece."""
    return _message([piece], 1, 1)


def words_of(blocks: Sequence[Block]) -> str:
    """All the words of blocks, one block a line."""
    return "\n".join("".join(texts(block)) for block in blocks if block["type"] != "context_actions")


def _message(pieces: Sequence[Piece], number: int, of: int) -> Message:
    blocks = [block for piece in pieces for block in piece.blocks]
    text = "\n".join(piece.text for piece in pieces if piece.text)
    if number > 1:
        blocks.insert(0, small(f"_Continued, part {number} of {of}_"))
        text = f"Continued, part {number} of {of}.\n{text}"
    # Clipped before it is escaped: a cut through "&lt;" would leave a bare "&".
    shown = clipped(text, FALLBACK_TEXT)
    while len(escaped(shown)) > FALLBACK_TEXT:
        shown = clipped(shown, len(shown) - (len(escaped(shown)) - FALLBACK_TEXT) // 4 - 1)
    return Message(blocks, escaped(shown))
