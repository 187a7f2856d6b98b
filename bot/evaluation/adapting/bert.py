"""
all-MiniLM-L6-v2 in torch, with low-rank additions that can be learnt; the formulas of `retrieval.index.bert_graph`.

torch is wanted for learning alone: it is not in the lock, and nothing else imports this.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
import torch
from torch.nn import functional

from retrieval.index.adapted import Weights, in_bytes
from retrieval.index.bert_graph import EPSILON, HEADS, LAYERS

LINEAR = (
    *("attention.self.query", "attention.self.key", "attention.self.value"),
    *("attention.output.dense", "intermediate.dense", "output.dense"),
)
STRENGTH = 2.0
"""What the product of the two thin matrices is multiplied by."""

Tensor = Any


class AdaptedBert:
    """The published weights, which stay, and beside each linear layer two thin matrices of `rank`, which are learnt."""

    def __init__(self, published: Weights, rank: int, seed: int = 1) -> None:
        torch.manual_seed(seed)
        self._fixed = {name: torch.from_numpy(np.asarray(w, np.float32)) for name, w in published.items() if w.ndim}
        self.down: dict[str, Tensor] = {}
        self.up: dict[str, Tensor] = {}
        for name in (f"encoder.layer.{n}.{part}" for n in range(LAYERS) for part in LINEAR):
            wide_out, wide_in = published[f"{name}.weight"].shape
            self.down[name] = (torch.randn(rank, wide_in) / math.sqrt(wide_in)).requires_grad_()
            self.up[name] = torch.zeros(wide_out, rank, requires_grad=True)

    def parameters(self) -> list[Tensor]:
        """What is learnt."""
        return [*self.down.values(), *self.up.values()]

    def additions(self) -> Weights:
        """As `retrieval.index.adapted` reads them, the strength within."""
        additions: Weights = {}
        for name in self.up:
            up, down = STRENGTH * self.up[name].detach().numpy(), self.down[name].detach().numpy()
            additions |= {f"{name}.{part}": matrix for part, matrix in in_bytes(up, down).items()}
        return additions

    def learn_on(self, additions: Weights) -> None:
        """Begin with what was learnt before, as `additions` gives it, each of the rank sized as at the start."""
        with torch.no_grad():
            for name in self.up:
                up, down, scale = (additions[f"{name}.{part}"].astype(np.float32) for part in ("up", "down", "scale"))
                size = np.linalg.norm(down, axis=1)
                self.down[name].copy_(torch.from_numpy(down / size[:, None]))
                self.up[name].copy_(torch.from_numpy(up * scale * size / STRENGTH))

    def vectors(self, pieces: Sequence[Sequence[int]], dropout: float = 0.0) -> Tensor:
        """One row of length 1 for each text, given as its word pieces; with `dropout` in what the layers add."""
        longest = max(map(len, pieces))
        tokens = torch.tensor([[*ids, *[0] * (longest - len(ids))] for ids in pieces])
        mask = torch.tensor([[1.0] * len(ids) + [0.0] * (longest - len(ids)) for ids in pieces])
        weights = self._fixed
        hidden = weights["embeddings.word_embeddings.weight"][tokens]
        hidden = hidden + weights["embeddings.position_embeddings.weight"][:longest]
        hidden = self._norm(hidden + weights["embeddings.token_type_embeddings.weight"][0], "embeddings.LayerNorm")
        for n in range(LAYERS):
            at = f"encoder.layer.{n}"
            added = functional.dropout(self._attended(hidden, mask, at), dropout)
            hidden = self._norm(added + hidden, f"{at}.attention.output.LayerNorm")
            wide = functional.gelu(self._linear(hidden, f"{at}.intermediate.dense"))
            added = functional.dropout(self._linear(wide, f"{at}.output.dense"), dropout)
            hidden = self._norm(added + hidden, f"{at}.output.LayerNorm")
        return functional.normalize((hidden * mask[..., None]).sum(1), dim=-1)

    def _attended(self, hidden: Tensor, mask: Tensor, at: str) -> Tensor:
        rows, length, size = hidden.shape
        query, key, value = (
            self._linear(hidden, f"{at}.attention.self.{part}").view(rows, length, HEADS, -1).transpose(1, 2)
            for part in ("query", "key", "value")
        )
        seen = mask[:, None, None, :] > 0
        mixed = functional.scaled_dot_product_attention(query, key, value, attn_mask=seen)
        return self._linear(mixed.transpose(1, 2).reshape(rows, length, size), f"{at}.attention.output.dense")

    def _linear(self, hidden: Tensor, name: str) -> Tensor:
        whole = functional.linear(hidden, self._fixed[f"{name}.weight"], self._fixed[f"{name}.bias"])
        return whole + functional.linear(functional.linear(hidden, STRENGTH * self.down[name]), self.up[name])

    def _norm(self, hidden: Tensor, name: str) -> Tensor:
        scale, shift = self._fixed[f"{name}.weight"], self._fixed[f"{name}.bias"]
        return functional.layer_norm(hidden, (hidden.shape[-1],), scale, shift, EPSILON)
