"""What is counted and measured, for Prometheus. All names are here; what they mean is in docs/metrics.md."""

from __future__ import annotations

import logging
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    GCCollector,
    Histogram,
    PlatformCollector,
    ProcessCollector,
    generate_latest,
)
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from prometheus_client.metrics_core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from bot.observing import events
from bot.observing.event import Event
from bot.observing.observe import event_of

STAGES = ("wait", "search", "model", "answer", "post", "whole")
"""The stages of a question: until a worker has it; understanding and searching; the language model; the whole of making
the answer; posting it; from the question to the answer in Slack."""

_SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 25.0, 60.0, 120.0)

MEDIA_TYPE = CONTENT_TYPE_LATEST


@dataclass(frozen=True, slots=True)
class IndexFigures:
    """An index in figures. `age` is in seconds since it was made, None when unknown."""

    reports: int
    paragraphs: int
    age: float | None


class Metrics(logging.Handler):
    """The metrics of one process. As a log handler it hears of every event."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.registry = registry = CollectorRegistry()
        for collector in (ProcessCollector, PlatformCollector, GCCollector):
            collector(registry=registry)
        self.questions = Counter("verse_questions", "Questions that are done.", ["kind", "outcome"], registry=registry)
        self.stages = Histogram(
            "verse_stage_seconds", "Time per stage.", ["stage"], buckets=_SECONDS, registry=registry
        )
        self.postponed = Counter(
            "verse_questions_postponed", "Questions put off to be tried again.", ["why"], registry=registry
        )
        self.retries = Counter("verse_message_retries", "Messages sent again.", registry=registry)
        self.slack_errors = Counter(
            "verse_slack_errors", "Failed calls of Slack's Web API.", ["method", "error"], registry=registry
        )
        self.slack_lost = Counter(
            "verse_slack_events_failed", "Events of Slack that could not be taken in.", registry=registry
        )
        self.store_errors = Counter("verse_store_errors", "Failures of the database.", registry=registry)
        self.model_calls = Counter("verse_llm_calls", "Calls of the language model.", ["result"], registry=registry)
        self.model_attempts = Counter(
            "verse_llm_attempts_failed", "Attempts of calls that failed.", ["why"], registry=registry
        )
        self.model_tokens = Counter(
            "verse_llm_tokens", "Tokens of the language model.", ["direction"], registry=registry
        )
        self.model_cost = Counter(
            "verse_llm_cost", "Cost of the language model, in the currency of the prices set.", registry=registry
        )
        self.index_updates = Counter(
            "verse_index_updates",
            "Changes of the reports folder taken up, and failures to.",
            ["result"],
            registry=registry,
        )
        self.waiting = Gauge("verse_questions_waiting", "Questions that are not done.", registry=registry)
        self.ready = Gauge("verse_ready", "1 where a part can be used.", ["part"], registry=registry)
        for stage in STAGES:
            self.stages.labels(stage)
        for direction in ("in", "out"):
            self.model_tokens.labels(direction)

    def emit(self, record: logging.LogRecord) -> None:
        """Count an event."""
        if event := event_of(record):
            self.count(event)

    def count(self, event: Event) -> None:
        """Enter what an event says into the metrics that it concerns."""
        match event:
            case events.QuestionTaken():
                self.stages.labels("wait").observe(event.waited)
            case events.QuestionAnswered():
                for stage, seconds in event.stages.items():
                    self.stages.labels(stage).observe(seconds)
            case events.QuestionPosted():
                self.questions.labels(event.kind, event.outcome).inc()
                self.stages.labels("post").observe(event.posting)
                self.stages.labels("whole").observe(event.whole)
            case events.QuestionUndelivered():
                self.questions.labels(event.kind, "undelivered").inc()
            case events.QuestionPostponed():
                self.postponed.labels(event.why).inc()
            case events.MessageRetried():
                self.retries.inc()
            case events.SlackCallFailed():
                self.slack_errors.labels(event.method, event.error).inc()
            case events.SlackEventFailed():
                self.slack_lost.inc()
            case events.StoreFailed():
                self.store_errors.inc()
            case events.ModelCalled():
                self.model_calls.labels(event.result).inc()
                self.model_tokens.labels("in").inc(event.input_tokens)
                self.model_tokens.labels("out").inc(event.output_tokens)
                self.model_cost.inc(event.cost)
            case events.ModelAttemptFailed():
                self.model_attempts.labels(event.why).inc()
            case events.IndexUpdated():
                self.index_updates.labels("done").inc()
            case events.IndexFailed() | events.IndexTrouble():
                self.index_updates.labels("trouble").inc()
            case _:
                pass

    def watch_waiting(self, count: Callable[[], int]) -> None:
        """Ask for the length of the queue whenever the metrics are read; NaN where it cannot be had."""
        self.waiting.set_function(lambda: _or_nan(count))

    def watch_index(self, look: Callable[[], IndexFigures]) -> None:
        """Look at the index whenever the metrics are read; nothing is said of one that cannot be read."""
        self.registry.register(_Index(look))

    def watch_part(self, part: str, usable: Callable[[], bool]) -> None:
        """Ask whether a part can be used whenever the metrics are read."""
        self.ready.labels(part).set_function(lambda: _or_nan(usable))

    def text(self) -> bytes:
        """All of them, in Prometheus's text form. Blocking: what is watched is looked at now."""
        return generate_latest(self.registry)


class _Index(Collector):
    def __init__(self, look: Callable[[], IndexFigures]) -> None:
        self._look = look

    def collect(self) -> Iterator[Metric]:
        try:
            figures = self._look()
        except Exception:  # whatever is wrong with it, `verse_ready` says so, and the other metrics are read
            return
        yield GaugeMetricFamily("verse_index_reports", "Reports in the index.", figures.reports)
        yield GaugeMetricFamily("verse_index_paragraphs", "Paragraphs in the index.", figures.paragraphs)
        if figures.age is not None:
            yield GaugeMetricFamily("verse_index_age_seconds", "Time since the index was made.", figures.age)

    def describe(self) -> Iterator[Metric]:
        """Nothing: to describe is not to look, and registering must not open an index."""
        return iter(())


def _or_nan(look: Callable[[], float]) -> float:
    try:
        return float(look())
    except Exception:  # one figure that cannot be had must not cost the others
        return math.nan
