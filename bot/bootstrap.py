"""
The one place where concrete parts meet: embedder, Chroma, index, language model, engine, as the settings want them.

Importing this is cheap; chromadb, onnxruntime and SQLAlchemy are imported when they are first used, and what speaks to
language models only where a setting names one.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from bot.answering.engine import Engine
from bot.settings import Settings, WrongSetting, tracing_mode
from retrieval.index import Chroma, ChromaServer, EmbeddedChroma, Embedder, Index, MiniLM
from retrieval.sync import Event, SyncSummary, sync

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

    from bot.llm.answerer import LlmEngine
    from bot.llm.bounds import Bounds
    from bot.llm.calling import Caller
    from bot.llm.ledger import Ledger
    from bot.llm.providers import ModelSpec

_HANDED_OVER = 2e-4
"""
Seconds for which a thread may keep Python to itself.

As long as paragraphs are read ahead, embedding and Chroma come back for the next step: at Python's own 5 ms a twentieth
of an answer's time was spent waiting for that.
"""

AnyEngine: TypeAlias = "Engine | LlmEngine"
"""What answers: the extractive engine, or the one that has a language model word its answers."""


@dataclass(frozen=True, slots=True)
class ModelParts:
    """The language model that is set, and the limits within which it is called."""

    spec: ModelSpec
    bounds: Bounds
    ledger: Ledger


@dataclass(frozen=True)
class Parts:
    """What the settings come to. Parts are made when they are first wanted, and shared from then on."""

    settings: Settings

    @cached_property
    def embedder(self) -> Embedder:
        """
        Text to vectors: MiniLM, whose graph deploy/install.sh has built, or is built in the data folder.

        Raises WrongSetting for embeddings that cannot be made; nothing is asked of a provider.
        """
        if self.settings.embeddings is None:
            return MiniLM(self._model_folder)
        with _as_wrong_setting():
            return _other_embedder(self.settings, self.settings.embeddings)

    @cached_property
    def stock_embedder(self) -> Embedder:
        """What a stock recipe would take: MiniLM as published, or the embeddings that are set."""
        if self.settings.embeddings is None:
            return MiniLM(self._model_folder, adapted=False)
        return self.embedder

    @property
    def _model_folder(self) -> Path:
        installed = Path(sys.prefix, "share", "verse", "model")
        return installed if installed.is_dir() else self.settings.data_dir / "model"

    @cached_property
    def chroma(self) -> Chroma:
        """Where dense hits come from: the server named, or the embedded one."""
        url = self.settings.chroma_url
        return ChromaServer(url) if url else EmbeddedChroma()

    @cached_property
    def model(self) -> ModelParts | None:
        """The language model that is set; None where none is. Raises WrongSetting."""
        if self.settings.llm is None:
            return None
        with _as_wrong_setting():
            return _model_parts(self.settings, self.settings.llm)

    def files(self) -> list[Path]:
        """The files of the reports folder that can be read."""
        # Whoever only asks does not pay for the rules of reading.
        from retrieval.ingest.report_files import report_files

        return report_files(self.settings.reports_dir)

    def sync(
        self,
        progress: Callable[[Event], None] | None = None,
        waiting: Callable[[], None] | None = None,
        patient: bool = True,
    ) -> SyncSummary:
        """
        Bring the index up to date with the reports folder (`retrieval.sync.sync`, whose errors it raises).

        Another indexer is waited for, after `waiting` was called; when not `patient`, only before the first index.
        """
        return sync(
            self.settings.reports_dir,
            self.settings.data_dir,
            embedder=self.embedder,
            chroma=self.chroma,
            progress=progress,
            waiting=waiting,
            patient=patient,
        )

    def open(self) -> Index:
        """The current index. Raises NotIndexed, LibraryUnusable."""
        return Index.open(self.settings.data_dir, self.embedder, self.chroma)

    def engine(self, index: Index) -> AnyEngine:
        """The engine that the settings want, answering from an index. Raises WrongSetting."""
        if self.model is None or self.calling is None:
            return engine_on(index)
        from bot.llm.answerer import LlmEngine

        chat, caller = self.calling
        spec = self.model.spec
        return LlmEngine(engine_on(index), chat, spec.name, method=spec.method, caller=caller)

    @cached_property
    def calling(self) -> tuple[BaseChatModel, Caller] | None:
        """
        The model that is set, ready to be called, and what keeps to its limits; None where none is set.

        It outlives an engine, as indexes are replaced while a process runs. Raises WrongSetting; no request is made.
        """
        if self.model is None:
            return None
        _check_tracing()
        from bot.llm.calling import Caller

        with _as_wrong_setting():
            from bot.llm.model import chat_model

            return chat_model(self.model.spec, self.model.bounds), Caller(self.model.bounds, self.model.ledger)


def _check_tracing() -> None:
    """
    Refuse traces to an OpenTelemetry collector for which the exporter is missing. Raises WrongSetting.

    LangSmith's library would then send all of them to LangSmith, where nobody wanted them.
    """
    # What it has to say of traces that did not arrive goes to a log, where there is one, and not between the answers.
    logging.getLogger("langsmith").addHandler(logging.NullHandler())
    mode = tracing_mode()
    if mode not in (None, "langsmith", "otel", "hybrid"):
        raise WrongSetting("LANGSMITH_TRACING_MODE", "it is langsmith, otel or hybrid")
    if mode in ("otel", "hybrid") and not _installed("opentelemetry.exporter.otlp.proto.http"):
        reason = "the exporter for it is not installed. Install the extra: pip install 'chapter-and-verse[otel]'"
        raise WrongSetting("LANGSMITH_TRACING_MODE", reason)


def _installed(module: str) -> bool:
    try:
        return find_spec(module) is not None
    except ModuleNotFoundError:
        return False


def engine_on(index: Index) -> Engine:
    """
    The engine that answers from an index; embedder and Chroma begin to load behind its back.

    From here on threads of this process wait for one another `_HANDED_OVER` at most.
    """
    sys.setswitchinterval(_HANDED_OVER)
    index.warm()
    return Engine(index, index.library, index.digest)


def _model_parts(settings: Settings, llm: str) -> ModelParts:
    from bot.llm.ledger import FileLedger
    from bot.llm.providers import parsed

    spec = parsed(llm, key=settings.llm_key, base_url=settings.llm_base_url, method=settings.llm_method)
    return ModelParts(spec, _bounds(settings), FileLedger(settings.data_dir))


def _bounds(settings: Settings) -> Bounds:
    from bot.llm.bounds import Bounds, Prices

    prices = None
    if settings.llm_price_in is not None and settings.llm_price_out is not None:
        prices = Prices(settings.llm_price_in, settings.llm_price_out)
    for name in ("llm_answer_cost", "llm_daily_cost", "llm_price_in", "llm_price_out"):
        # A limit of cost without prices would never be reached.
        if prices is None and getattr(settings, name) is not None:
            raise WrongSetting(f"VERSE_{name.upper()}", "it needs VERSE_LLM_PRICE_IN and VERSE_LLM_PRICE_OUT")
    return Bounds(
        seconds=settings.llm_seconds,
        attempts=settings.llm_attempts,
        concurrent=settings.llm_concurrent,
        answer_tokens=settings.llm_answer_tokens,
        answer_cost=settings.llm_answer_cost,
        daily_tokens=settings.llm_daily_tokens,
        daily_cost=settings.llm_daily_cost,
        prices=prices,
    )


def _other_embedder(settings: Settings, embeddings: str) -> Embedder:
    from bot.llm.embeddings import embedder
    from bot.llm.providers import parsed

    named = "VERSE_EMBEDDINGS"
    spec = parsed(embeddings, named)
    # A key is for one provider, and is shown to no other.
    if settings.llm is None or parsed(settings.llm).provider == parsed(embeddings).provider:
        spec = parsed(embeddings, named, key=settings.llm_key, base_url=settings.llm_base_url)
    return embedder(spec)


@contextmanager
def _as_wrong_setting() -> Iterator[None]:
    """A model that cannot be used as it is set is a setting to mend, like any other."""
    from bot.llm.providers import ModelUnusable

    try:
        yield
    except ModelUnusable as error:
        reason = f"{error.reason}. {error.advice}" if error.advice else error.reason
        raise WrongSetting(error.setting, reason.rstrip(".")) from None
