"""
All that is told of the running bot. The names of the log's lines and their fields come from here: `QuestionReceived` is
the line `question.received`. Times are seconds. No field holds a secret or who asked.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, field

from bot.observing.event import WORDS, Event


@dataclass(frozen=True, kw_only=True)
class BotStarted(Event):
    """Slack has accepted the bot, and can reach it."""

    user: str
    team: str
    mode: str


@dataclass(frozen=True, kw_only=True)
class BotStopping(Event):
    """It was asked to stop: it takes nothing new, and finishes what it took."""


@dataclass(frozen=True, kw_only=True)
class BotStopped(Event):
    """The end. `given_back` answers were under way still, and are taken up again by the next bot."""

    given_back: int = 0


@dataclass(frozen=True, kw_only=True)
class HttpListening(Event):
    """A port is open. `serves` says what for."""

    serves: str
    url: str


@dataclass(frozen=True, kw_only=True)
class QuestionReceived(Event):
    """A question is stored: from now on it will be answered, whatever happens to this process."""

    kind: str
    text: str = field(metadata=WORDS)


@dataclass(frozen=True, kw_only=True)
class QuestionTaken(Event):
    """A worker begins with a question, `waited` after it was received."""

    attempt: int
    waited: float


@dataclass(frozen=True, kw_only=True)
class QuestionStage(Event):
    """What the engine is doing, as it also stands under the conversation in Slack."""

    level = logging.DEBUG
    stage: str


@dataclass(frozen=True, kw_only=True)
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


@dataclass(frozen=True, kw_only=True)
class QuestionFailed(Event):
    """No answer was made, and the person was given the reference. `why`: error, too slow, crashes."""

    level = logging.ERROR
    why: str


@dataclass(frozen=True, kw_only=True)
class QuestionUnavailable(Event):
    """Nothing could be searched just now. `said` says what to do about it."""

    level = logging.WARNING
    said: str


@dataclass(frozen=True, kw_only=True)
class QuestionPosted(Event):
    """The answer stands in Slack, in `messages`, `posting` after it was made and `whole` after it was asked for."""

    kind: str
    outcome: str
    messages: int
    posting: float
    whole: float


@dataclass(frozen=True, kw_only=True)
class QuestionPostponed(Event):
    """It is tried again after `wait` seconds. `why`: slack away, slack refuses the bot, error."""

    level = logging.WARNING
    why: str
    wait: float


@dataclass(frozen=True, kw_only=True)
class QuestionUndelivered(Event):
    """Slack will not have the answer: `code` is its word for it, or "given_up" after a day."""

    level = logging.ERROR
    kind: str
    code: str


@dataclass(frozen=True, kw_only=True)
class QuestionTakenOver(Event):
    """Another worker has the question now, as this one was silent for too long."""


@dataclass(frozen=True, kw_only=True)
class MessageRetried(Event):
    """A message is sent again; `unsure` where it may have arrived, and is looked for first."""

    level = logging.WARNING
    method: str
    attempt: int
    unsure: bool


@dataclass(frozen=True, kw_only=True)
class MessageSimplified(Event):
    """A message went out as words alone, as its form is beyond Slack's limits or was refused."""

    level = logging.WARNING
    why: str


@dataclass(frozen=True, kw_only=True)
class MessageUnsure(Event):
    """Whether a message arrived cannot be looked up (`code`), so that it is sent again."""

    level = logging.WARNING
    code: str


@dataclass(frozen=True, kw_only=True)
class SlackCallFailed(Event):
    """A call of Slack's Web API failed: `error` is Slack's word for it, http_NNN, or the kind of network error."""

    method: str
    error: str


@dataclass(frozen=True, kw_only=True)
class SlackUnreached(Event):
    """Slack cannot be reached at the start; it is tried again."""

    level = logging.WARNING
    attempt: int


@dataclass(frozen=True, kw_only=True)
class SlackEventFailed(Event):
    """Something that Slack sent could not be taken in. It is not acknowledged, so that Slack sends an event again."""

    level = logging.ERROR


@dataclass(frozen=True, kw_only=True)
class SlackClickFailed(Event):
    """A click or command failed, and the person was given the reference."""

    level = logging.ERROR


@dataclass(frozen=True, kw_only=True)
class SlackAsideFailed(Event):
    """A courtesy failed: a word beside a message, the home tab."""

    level = logging.WARNING
    what: str


@dataclass(frozen=True, kw_only=True)
class StoreFailed(Event):
    """The database of interactions failed while `doing` something; told once until it is back."""

    level = logging.ERROR
    doing: str


@dataclass(frozen=True, kw_only=True)
class StoreBack(Event):
    """The database can be used again."""


@dataclass(frozen=True, kw_only=True)
class StorePurged(Event):
    """Questions older than VERSE_RETENTION_DAYS were deleted."""

    questions: int


@dataclass(frozen=True, kw_only=True)
class IndexOpened(Event):
    """From now on answers come from this index."""

    digest: str
    reports: int
    paragraphs: int


@dataclass(frozen=True, kw_only=True)
class IndexUpdated(Event):
    """The reports folder had changed, and the index is up to date with it."""

    added: int
    replaced: int
    removed: int


@dataclass(frozen=True, kw_only=True)
class IndexTrouble(Event):
    """What an operator should know about the reports or the index; `said` says what to do. Told once."""

    level = logging.WARNING
    said: str


@dataclass(frozen=True, kw_only=True)
class IndexFailed(Event):
    """Bringing the index up to date failed in a way that nobody foresaw. Answers come from the one before."""

    level = logging.ERROR


@dataclass(frozen=True, kw_only=True)
class ModelCalled(Event):
    """A call of the language model, with all its attempts. `result` is ok, or why there is none."""

    result: str
    seconds: float
    input_tokens: int
    output_tokens: int
    cost: float


@dataclass(frozen=True, kw_only=True)
class ModelAttemptFailed(Event):
    """One attempt failed; another is made where that may help. `error` is the kind of the provider's error."""

    attempt: int
    why: str
    error: str


def events() -> dict[str, type[Event]]:
    """All events by name."""
    return {kind.name(): kind for kind in Event.__subclasses__()}
