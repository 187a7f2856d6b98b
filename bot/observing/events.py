"""
All that is told of the running bot. The names of the log's lines and their fields come from here: `QuestionReceived` is
the line `question.received`. Times are seconds. No field holds a secret or who asked.
"""

from __future__ import annotations

import logging
from dataclasses import field

from bot.observing.event import WORDS, Event


class BotStarted(Event):
    """Slack has accepted the bot, and can reach it."""

    user: str
    team: str
    mode: str


class BotStopping(Event):
    """It was asked to stop: it takes nothing new, and finishes what it took."""


class BotStopped(Event):
    """The end. `given_back` answers were under way still, and are taken up again by the next bot."""

    given_back: int = 0


class HttpListening(Event):
    """A port is open. `serves` says what for."""

    serves: str
    url: str


class QuestionReceived(Event):
    """A question is stored: from now on it will be answered, whatever happens to this process."""

    kind: str
    text: str = field(metadata=WORDS)


class QuestionTaken(Event):
    """A worker begins with a question, `waited` after it was received."""

    attempt: int
    waited: float


class QuestionStage(Event, level=logging.DEBUG):
    """What the engine is doing, as it also stands under the conversation in Slack."""

    stage: str


class QuestionAnswered(Event):
    """
    The answer is made. `stages` are the seconds of understanding and searching (`search`), of the language model
    (`model`), and of all (`answer`); `searched` counts paragraphs, `cited` citations.
    """

    outcome: str
    engine: str = ""
    index: str = ""
    searched: int = 0
    cited: int = 0
    stages: dict[str, float] = field(default_factory=dict)
    standalone: str = field(default="", metadata=WORDS)


class QuestionFailed(Event, level=logging.ERROR):
    """No answer was made, and the person was given the reference. `why`: error, too slow, crashes."""

    why: str


class QuestionUnavailable(Event, level=logging.WARNING):
    """Nothing could be searched just now. `said` says what to do about it."""

    said: str


class QuestionPosted(Event):
    """The answer stands in Slack, in `messages`, `posting` after it was made and `whole` after it was asked for."""

    kind: str
    outcome: str
    messages: int
    posting: float
    whole: float


class QuestionPostponed(Event, level=logging.WARNING):
    """It is tried again after `wait` seconds. `why`: slack away, slack refuses the bot, error."""

    why: str
    wait: float


class QuestionUndelivered(Event, level=logging.ERROR):
    """Slack will not have the answer: `code` is its word for it, or "given_up" after a day."""

    kind: str
    code: str


class QuestionTakenOver(Event):
    """Another worker has the question now, as this one was silent for too long."""


class MessageRetried(Event, level=logging.WARNING):
    """A message is sent again; `unsure` where it may have arrived, and is looked for first."""

    method: str
    attempt: int
    unsure: bool


class MessageSimplified(Event, level=logging.WARNING):
    """A message went out as words alone, as its form is beyond Slack's limits or was refused."""

    why: str


class MessageUnsure(Event, level=logging.WARNING):
    """Whether a message arrived cannot be looked up (`code`), so that it is sent again."""

    code: str


class SlackCallFailed(Event):
    """A call of Slack's Web API failed: `error` is Slack's word for it, http_NNN, or the kind of network error."""

    method: str
    error: str


class SlackUnreached(Event, level=logging.WARNING):
    """Slack cannot be reached at the start; it is tried again."""

    attempt: int


class SlackEventFailed(Event, level=logging.ERROR):
    """Something that Slack sent could not be taken in. It is not acknowledged, so that Slack sends an event again."""


class SlackClickFailed(Event, level=logging.ERROR):
    """A click or command failed, and the person was given the reference."""


class SlackAsideFailed(Event, level=logging.WARNING):
    """A courtesy failed: a word beside a message, the home tab."""

    what: str


class StoreFailed(Event, level=logging.ERROR):
    """The database of interactions failed while `doing` something; told once until it is back."""

    doing: str


class StoreBack(Event):
    """The database can be used again."""


class StorePurged(Event):
    """Questions older than VERSE_RETENTION_DAYS were deleted."""

    questions: int


class IndexOpened(Event):
    """From now on answers come from this index."""

    digest: str
    reports: int
    paragraphs: int


class IndexUpdated(Event):
    """The reports folder had changed, and the index is up to date with it."""

    added: int
    replaced: int
    removed: int


class IndexTrouble(Event, level=logging.WARNING):
    """What an operator should know about the reports or the index; `said` says what to do. Told once."""

    said: str


class IndexFailed(Event, level=logging.ERROR):
    """Bringing the index up to date failed in a way that nobody foresaw. Answers come from the one before."""


class ModelCalled(Event):
    """A call of the language model, with all its attempts. `result` is ok, or why there is none."""

    result: str
    seconds: float
    input_tokens: int
    output_tokens: int
    cost: float


class ModelAttemptFailed(Event):
    """One attempt failed; another is made where that may help. `error` is the kind of the provider's error."""

    attempt: int
    why: str
    error: str


def events() -> dict[str, type[Event]]:
    """All events by name."""
    return {kind.name(): kind for kind in Event.__subclasses__()}
