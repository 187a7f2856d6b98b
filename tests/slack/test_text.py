"""Text to and from Slack: nothing forms, nothing is lost, nothing is too long."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.slack.blocks import is_web_address, literal, preformatted, quoted, small_literal
from bot.slack.limits import FALLBACK_TEXT, chunks, clipped, problems
from bot.slack.source import Source
from bot.slack.text import escaped, mentions, question_text, unescaped
from bot.slack.views.message import Piece, messages, words_of
from bot.slack.views.prose import prose
from tests.fake_slack.limits import CONTROL, block_violations, message_violations


@given(st.text(max_size=300), st.integers(1, 40))
def test_pieces_joined_are_the_text_again(text: str, limit: int) -> None:
    pieces = chunks(text, limit)
    assert "".join(pieces) == text
    assert all(0 < len(piece) <= limit for piece in pieces) or text == ""


@given(st.text(max_size=50), st.integers(1, 60))
def test_a_clipped_text_fits(text: str, limit: int) -> None:
    assert len(clipped(text, limit)) <= limit


@given(st.text())
def test_an_escaped_text_forms_nothing_and_comes_back(text: str) -> None:
    assert not CONTROL.search(escaped(text))
    assert unescaped(escaped(text)) == text


@given(st.lists(st.tuples(st.text(max_size=2000), st.sampled_from([None, "bold"])), max_size=8))
def test_literal_text_is_whole_in_valid_blocks(runs: list[tuple[str, None]]) -> None:
    for build in (literal, quoted):
        blocks = build(*runs)
        assert "".join(words_of([block]) for block in blocks) == "".join(text for text, _ in runs)
        assert block_violations(blocks, "message") == []
        assert problems(blocks) == []


@given(
    st.lists(st.tuples(st.sampled_from(["- ", "Elmbury 2016: ", "- Elmbury 2016: ", ""]), st.text(max_size=4000))),
)
def test_prose_is_whole_in_valid_blocks(lines: list[tuple[str, str]]) -> None:
    text = "\n".join(start + words for start, words in lines)
    pieces = list(prose(text, ["Elmbury 2016"]))
    blocks = [block for piece in pieces for block in piece.blocks]
    assert block_violations(blocks, "message") == []
    assert "".join(piece.text for piece in pieces).replace("\n", "") == _without_empty_entries(text)
    assert all(words_of(piece.blocks) == _without_dashes(piece.text) for piece in pieces)


def _without_empty_entries(text: str) -> str:
    return "".join(line for line in text.split("\n") if line != "- ")


def _without_dashes(text: str) -> str:
    return "".join(line.removeprefix("- ") for line in text.split("\n")) if text.startswith("- ") else text


def test_a_list_is_a_list_with_the_names_of_reports_bold() -> None:
    made = list(prose("Two say so:\n- Elmbury 2016: yes [1]\n- No name: no [2]", ["Elmbury 2016"]))
    assert made[1].blocks[0]["elements"] == [
        {
            "type": "rich_text_list",
            "style": "bullet",
            "elements": [
                {
                    "type": "rich_text_section",
                    "elements": [
                        {"type": "text", "text": "Elmbury 2016", "style": {"bold": True}},
                        {"type": "text", "text": ": yes [1]"},
                    ],
                },
                {"type": "rich_text_section", "elements": [{"type": "text", "text": "No name: no [2]"}]},
            ],
        }
    ]
    assert made[1].text == "- Elmbury 2016: yes [1]\n- No name: no [2]"


@given(st.text(min_size=1, max_size=9000))
def test_preformatted_and_small_text_is_valid(text: str) -> None:
    blocks = [*preformatted(text), *small_literal(text)]
    assert block_violations(blocks, "modal") == []


@given(st.lists(st.text(min_size=1, max_size=5000).filter(str.strip), min_size=1, max_size=40))
def test_messages_are_valid_and_lose_nothing(texts: list[str]) -> None:
    made = messages(Piece(tuple(literal(text)), text) for text in texts)
    for message in made:
        assert message_violations({"text": message.text, "blocks": message.blocks}) == []
        assert not CONTROL.search(message.text)
    words = "".join(words_of([block]) for message in made for block in message.blocks if block["type"] == "rich_text")
    assert words == "".join(texts)


def test_the_fallback_text_fits_even_where_every_sign_is_escaped() -> None:
    (message,) = messages([Piece(tuple(literal("x")), "<" * 10_000)])
    assert len(message.text) <= FALLBACK_TEXT
    assert message.text.startswith("&lt;" * 500)
    assert message.text.endswith("…")


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("<@UBOT> How good?", "How good?"),
        ("How <@UBOT|verse> good?", "How good?"),
        ("what did <@U2|anna> and <@U3> say", "what did @anna and @U3 say"),
        ("see <https://a.example/x?y=1&amp;z=2|the page>", "see the page"),
        ("see <https://a.example/x?y=1&amp;z=2>", "see https://a.example/x?y=1&z=2"),
        ("in <#C1|general> &amp; &lt;b&gt; 5 &lt; 6", "in #general & <b> 5 < 6"),
        ("<!here> and <!subteam^S1|@team>, <!channel>", "@here and @team, @channel"),
        ("&amp;lt;", "&lt;"),
        ("two\nlines  here", "two\nlines here"),
    ],
)
def test_a_question_is_what_the_person_meant_to_type(typed: str, asked: str) -> None:
    assert question_text(typed, "UBOT") == asked


@given(st.text())
def test_any_question_can_be_read(text: str) -> None:
    question_text(text, "UBOT")
    mentions(text)


@pytest.mark.parametrize(
    ("url", "good"),
    [
        ("https://reports.example/a.pdf", True),
        ("http://reports.example", True),
        ("javascript:alert(1)", False),
        ("https://a.example/|evil>", False),
        ("https://a.example/a b", False),
        ("file:///etc/passwd", False),
        ("https://a.example/" + "x" * 3_000, False),
        ("", False),
        (None, False),
    ],
)
def test_only_a_web_address_becomes_a_link(url: str | None, good: bool) -> None:
    assert is_web_address(url) is good


def test_a_button_finds_its_source_again() -> None:
    source = Source("abc", "n2", "report|with|bars.8")
    assert Source.decoded(source.encoded()) == source
