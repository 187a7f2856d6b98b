"""MiniLM on onnxruntime says what its weights say, published or adapted, by the book: BERT in plain numpy."""

from __future__ import annotations

import math
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from safetensors.numpy import load_file

from retrieval.index import MiniLM, adapted
from retrieval.index import embedder as module
from retrieval.index.embedder import ModelUnusable

SENTENCES = [
    "",
    "Trafford",
    "What did they say about management oversight?",
    "Case managers (in 7 of 12 cases) hadn't reviewed the plan; the £2,500 grant wasn't spent.",
    "Ni chafodd y plant eu gweld; über-naïve Déjà vu — 東京.",
    "Reducing reoffending " * 40,
]


@pytest.fixture(scope="module", params=[True, False], ids=["adapted", "published"])
def model(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> MiniLM:
    return MiniLM(tmp_path_factory.mktemp("model"), adapted=request.param)


@pytest.fixture(scope="module")
def by_the_book(model: MiniLM) -> Callable[[str], np.ndarray]:
    weights = load_file(str(module.model_file("model.safetensors")))
    if "adapted" in model.name:
        weights = with_additions(weights)
    tokenizer = module._tokenizer()
    return lambda text: bert(weights, tokenizer.encode(text).ids)


@pytest.mark.parametrize("text", SENTENCES, ids=range(len(SENTENCES)))
def test_a_vector_is_that_of_bert_by_the_book(model: MiniLM, by_the_book: Any, text: str) -> None:
    assert np.abs(model.embed([text])[0] - by_the_book(text)).max() < 1e-5


def test_padding_beside_longer_texts_changes_nothing(model: MiniLM, by_the_book: Any) -> None:
    vectors = model.embed(SENTENCES)
    assert vectors.shape == (len(SENTENCES), model.dimensions)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    for text, vector in zip(SENTENCES, vectors, strict=True):
        assert np.abs(vector - by_the_book(text)).max() < 1e-5


def test_like_texts_lie_nearer_than_unlike_ones(model: MiniLM) -> None:
    question, like, unlike = model.embed(
        ["Did managers supervise the work?", "Management oversight was poor.", "The building has a car park."]
    )
    assert question @ like > question @ unlike + 0.2


def test_nothing_to_embed_gives_no_rows(model: MiniLM) -> None:
    assert model.embed([]).shape == (0, 384)


def test_what_is_longer_than_256_pieces_is_cut(model: MiniLM) -> None:
    words = ["plan"] * 254
    long, longer = model.embed([" ".join(words), " ".join([*words, "utterly", "different"])])
    assert np.abs(long - longer).max() < 1e-6


def test_a_damaged_graph_file_is_built_anew(tmp_path: Path, model: MiniLM) -> None:
    same = partial(MiniLM, tmp_path, adapted="adapted" in model.name)
    same().embed(["one"])
    file = next(tmp_path.iterdir())
    file.write_bytes(file.read_bytes()[:100_000])
    assert np.array_equal(same().embed(["one"]), model.embed(["one"]))
    assert file.stat().st_size > 80_000_000


def test_weights_that_are_not_the_published_ones_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "WEIGHTS_SHA256", "0" * 64)
    with pytest.raises(ModelUnusable, match="not the published file"):
        MiniLM(tmp_path).embed(["one"])


def test_onnx_is_wanted_only_to_build_and_nothing_before_it_is_used(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; import retrieval.index as r\n"
        "heavy = {'chromadb', 'onnx', 'onnxruntime', 'tokenizers', 'torch', 'sentence_transformers'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)\n"
        f"r.MiniLM(Path({str(tmp_path)!r})).embed(['one']); print(sorted(heavy & set(sys.modules)))"
    )
    runs = [subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True) for _ in "12"]
    assert [run.stdout.strip() for run in runs] == [
        "['onnx', 'onnxruntime', 'tokenizers']",
        "['onnxruntime', 'tokenizers']",
    ]


def with_additions(weights: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Hu et al., "LoRA", 2021: W + BA, for every layer that the file names."""
    additions = load_file(str(Path(adapted.__file__).with_name(adapted.FILE)))
    layers = {name.removesuffix(".up") for name in additions if name.endswith(".up")}
    assert len(layers) == 6 * 6
    parts = {n: [additions[f"{n}.{part}"].astype("f4") for part in ("up", "scale", "down")] for n in layers}
    more = {f"{n}.weight": up @ np.diag(scale) @ down for n, (up, scale, down) in parts.items()}
    return {name: weight + more.get(name, np.float32(0)) for name, weight in weights.items()}


def bert(weights: dict[str, np.ndarray], ids: list[int]) -> np.ndarray:
    """Devlin et al., "BERT", 2019, with mean pooling; unbatched and unfused."""

    def linear(x: np.ndarray, name: str) -> np.ndarray:
        return x @ weights[f"{name}.weight"].T + weights[f"{name}.bias"]

    def norm(x: np.ndarray, name: str) -> np.ndarray:
        centred = x - x.mean(-1, keepdims=True)
        scaled = centred / np.sqrt((centred**2).mean(-1, keepdims=True) + 1e-12)
        return scaled * weights[f"{name}.weight"] + weights[f"{name}.bias"]

    def heads(x: np.ndarray) -> np.ndarray:
        return x.reshape(len(ids), 12, 32).transpose(1, 0, 2)

    hidden = weights["embeddings.word_embeddings.weight"][ids]
    hidden = hidden + weights["embeddings.position_embeddings.weight"][: len(ids)]
    hidden = norm(hidden + weights["embeddings.token_type_embeddings.weight"][0], "embeddings.LayerNorm")
    erf = np.vectorize(math.erf)
    for n in range(6):
        at = f"encoder.layer.{n}"
        query, key, value = (heads(linear(hidden, f"{at}.attention.self.{x}")) for x in ("query", "key", "value"))
        scores = query @ key.transpose(0, 2, 1) / math.sqrt(32)
        scores = np.exp(scores - scores.max(-1, keepdims=True))
        mixed = (scores / scores.sum(-1, keepdims=True) @ value).transpose(1, 0, 2).reshape(len(ids), 384)
        hidden = norm(linear(mixed, f"{at}.attention.output.dense") + hidden, f"{at}.attention.output.LayerNorm")
        wide = linear(hidden, f"{at}.intermediate.dense")
        wide = wide * 0.5 * (1 + erf(wide / math.sqrt(2)))
        hidden = norm(linear(wide, f"{at}.output.dense") + hidden, f"{at}.output.LayerNorm")
    pooled = hidden.mean(0)
    return np.asarray(pooled / np.linalg.norm(pooled))
