"""An answer as messages: the answer first, then its sources, one line each, then how it came about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from bot.answering.answer import Answer, Outcome
from bot.slack.addressed import Kind
from bot.slack.blocks import actions, button, divider, literal, plain, small, small_literal
from bot.slack.limits import BUTTON_TEXT, Block
from bot.slack.source import NEAREST, Source
from bot.slack.views.message import Message, Piece, messages
from bot.slack.views.prose import prose
from bot.store import Question
from retrieval.domain import Citation

SHOW = "show_paragraph"
CITE = "show_citation"
CHOOSE = "choose"
SHARE = "share"
FEEDBACK = "feedback"
FEEDBACK_UP = "feedback_up"
FEEDBACK_DOWN = "feedback_down"

HELPFUL = "This answer was helpful"
NOT_RIGHT = "This answer was not right; say what was wrong"

NAMED_REPORTS = 3
"""Up to so many searched reports are named; of more only the number is given."""

NEXT_STEP = {
    Outcome.NOT_FOUND: (
        "*What you can do:* name the area or report, use the words a report would use, "
        "or open the nearest paragraphs above."
    ),
    Outcome.CLARIFY: "*What you can do:* choose one of these, or ask again and name the report.",
    Outcome.OUT_OF_SCOPE: (
        "*What you can do:* ask about what the loaded reports say. The *Home* tab of this app lists them."
    ),
    Outcome.UNAVAILABLE: (
        "*What you can do:* ask again in a few minutes. If it happens again, "
        "give the reference below to whoever looks after this bot."
    ),
}
"""What a person does next when there is no answer."""

RATED = (Outcome.ANSWERED, Outcome.NOT_FOUND, Outcome.OUT_OF_SCOPE)


def answer_messages(
    answer: Answer,
    question_id: str,
    reference: str,
    report_names: Mapping[str, str],
    *,
    lead: str | None = None,
    suggestions: Sequence[str] = (),
    private: bool = False,
) -> list[Message]:
    """
    All messages of an answer. `lead` is a line above it, where the question does not stand above by itself.

    `report_names` gives the names of the reports searched. A `private` answer can be shared.
    """
    return messages(_pieces(answer, question_id, reference, report_names, lead, suggestions, private))


def lead(question: Question) -> str | None:
    """The line above an answer whose question does not stand above it in Slack."""
    if question.kind == Kind.COMMAND:
        return f"You asked: {question.text}"
    return f"Chosen: {question.text}" if question.kind == Kind.CHOICE else None


def _pieces(
    answer: Answer,
    question_id: str,
    reference: str,
    report_names: Mapping[str, str],
    lead: str | None,
    suggestions: Sequence[str],
    private: bool,
) -> Iterator[Piece]:
    if lead:
        yield Piece(tuple(small_literal(lead)), lead)
    yield from prose(answer.text, {citation.report.name for citation in answer.citations})
    for caution in answer.cautions:
        yield Piece(tuple(small_literal(f"⚠ Caution: {caution}")), f"Caution: {caution}")
    for doubt in answer.doubts:
        yield Piece(tuple(small_literal(f"⚠ Doubt: {doubt}")), f"Doubt: {doubt}")
    yield from _sources("Sources", answer.citations, question_id, "")
    if answer.outcome is not Outcome.ANSWERED:
        yield from _sources("Nearest paragraphs", answer.nearest, question_id, NEAREST)
    yield from _choices(answer.choices, question_id)
    yield from _next_step(answer.outcome, () if answer.choices else suggestions)
    yield _foot(answer, question_id, reference, report_names, private)


def _sources(title: str, citations: Sequence[Citation], question_id: str, mark: str) -> Iterator[Piece]:
    for number, citation in enumerate(citations, 1):
        source = Source(question_id, f"{mark}{number}", citation.paragraph.id).encoded()
        name, place = _split_label(citation)
        key = f"[{number}] " if not mark else ""
        blocks = [
            *literal((f"{key}{name}", "bold"), place),
            actions(
                button(SHOW, "Show paragraph", source, label=f"Show the paragraph of source {number}"),
                button(CITE, "Citation", source, label=f"Citation of source {number}, to copy"),
            ),
        ]
        if number == 1:
            blocks[:0] = [divider(), small(f"*{title}*")]
        heading = f"{title}:\n" if number == 1 else ""
        yield Piece(tuple(blocks), f"{heading}{key}{citation.label}")


def _split_label(citation: Citation) -> tuple[str, str]:
    name = citation.report.name
    label = citation.label
    return (name, label[len(name) :]) if label.startswith(name) else ("", label)


def _choices(choices: Sequence[str], question_id: str) -> Iterator[Piece]:
    for index, choice in enumerate(choices):
        blocks = literal(choice) if len(choice) > BUTTON_TEXT else []
        row = actions(button(CHOOSE, choice, f"{question_id}|{index}", label=f"Ask: {choice}"))
        yield Piece((*blocks, row), f"Choice: {choice}")


def _next_step(outcome: Outcome, suggestions: Sequence[str]) -> Iterator[Piece]:
    step = NEXT_STEP.get(outcome)
    if step is None:
        return
    blocks = [small(step)]
    text = step.replace("*", "")
    if outcome is Outcome.OUT_OF_SCOPE and suggestions:
        examples = "For example: " + " / ".join(suggestions[:2])
        blocks += small_literal(examples)
        text = f"{text}\n{examples}"
    yield Piece(tuple(blocks), text)


def _foot(answer: Answer, question_id: str, reference: str, report_names: Mapping[str, str], private: bool) -> Piece:
    line = " · ".join(filter(None, (_searched(answer, report_names), _made(answer.engine), f"Reference {reference}")))
    blocks = small_literal(line)
    if private:
        blocks += _private_row(answer.outcome, question_id)
    elif answer.outcome in RATED:
        blocks.append(feedback_row(question_id))
    return Piece(tuple(blocks), line)


def _private_row(outcome: Outcome, question_id: str) -> list[Block]:
    """Buttons under a private answer. Slack documents its own thumbs for messages that all can see."""
    buttons = []
    if outcome is not Outcome.UNAVAILABLE:
        buttons.append(button(SHARE, "Share in channel", question_id))
    if outcome in RATED:
        buttons.append(button(FEEDBACK_UP, "Helpful", f"up|{question_id}", label=HELPFUL))
        buttons.append(button(FEEDBACK_DOWN, "Not right", f"down|{question_id}", label=NOT_RIGHT))
    return [actions(*buttons)] if buttons else []


def _searched(answer: Answer, report_names: Mapping[str, str]) -> str:
    reports = answer.searched.reports
    if not reports or answer.outcome in (Outcome.OUT_OF_SCOPE, Outcome.UNAVAILABLE):
        return ""
    paragraphs = f"{answer.searched.paragraphs:,} paragraph{'s' * (answer.searched.paragraphs != 1)}"
    if len(reports) > NAMED_REPORTS:
        return f"Searched {paragraphs} of {len(reports)} reports"
    return f"Searched {paragraphs} of {', '.join(report_names.get(report, report) for report in reports)}"


def _made(engine: str) -> str:
    return "" if engine == "extractive" else f"Worded by {engine}, checked against the quotes"


def feedback_row(question_id: str) -> dict[str, object]:
    """Thumbs up and down, in Slack's own form."""
    return {
        "type": "context_actions",
        "elements": [
            {
                "type": "feedback_buttons",
                "action_id": FEEDBACK,
                "positive_button": {
                    "text": plain("Helpful"),
                    "accessibility_label": HELPFUL,
                    "value": f"up|{question_id}",
                },
                "negative_button": {
                    "text": plain("Not right"),
                    "accessibility_label": NOT_RIGHT,
                    "value": f"down|{question_id}",
                },
            }
        ],
    }
