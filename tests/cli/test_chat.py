"""`verse chat`: a conversation, also through a pipe."""

from __future__ import annotations

from tests.cli.conftest import Verse


def test_a_follow_up_refers_to_what_was_said(small: Verse) -> None:
    done = small("chat", stdin=b"What does 2.2 of the Oldwater report say?\nread me the previous one\n")
    assert done.code == 0
    assert done.err == "2 reports loaded. Ask; an empty line or Ctrl-D ends.\n"
    first, second = done.out.split("Sources\n")[1:]
    assert "para 2.2" in first
    assert "para 2.1" in second


def test_a_bad_question_does_not_end_it(small: Verse) -> None:
    done = small("chat", stdin=b"w" * 9_000 + b"\nWhat does 2.2 of the Oldwater report say?\nquit\nWhy?\n")
    assert "The question has 9,000 characters; ask it in at most 8,000.\n" in done.err
    assert done.out.count("Sources") == 1
