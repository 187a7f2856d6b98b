"""
The learning itself.

A question's vector is drawn to that of a paragraph that answers it, and away from the other paragraphs of its batch,
which are of the same report, and from near ones that answer nothing (InfoNCE: van den Oord et al., 2018; hard ones:
Karpukhin et al., "Dense Passage Retrieval", 2020).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from random import Random

import numpy as np
import torch
from safetensors.numpy import load_file
from torch.nn import functional

from bot.evaluation.adapting.bert import AdaptedBert, Tensor
from bot.evaluation.adapting.questions import Learnt, Question
from retrieval.index import MiniLM, Vectors
from retrieval.index.embedder import model_file

RANK = 8
EPOCHS = 2
RATE = 6e-4
BATCH = 32
LEAST = 4
"""Questions of a batch; from fewer there is next to nothing to be told."""
TEMPERATURE = 0.05
DROPOUT = 0.1
WARMING = 20
"""Steps over which the rate rises; from there on it falls to nearly nothing."""
PIECES = 128
"""Word pieces of a paragraph that are learnt from."""
NEAR, WITHIN = 12, 24
"""Of a question, near paragraphs that answer nothing, and among how many of the nearest they are looked for."""
WITH_NEAR = 0.5
"""The share of questions that bring one of them into their batch."""
_SAID = 20


class Model:
    """The adapted model, for texts."""

    def __init__(self, bert: AdaptedBert, published: MiniLM) -> None:
        self.bert = bert
        self._tokenizer = published.load()[0]

    def pieces(self, texts: Sequence[str]) -> list[list[int]]:
        """The word pieces of each text."""
        return [encoding.ids for encoding in self._tokenizer.encode_batch(list(texts))]

    def embed(self, texts: Sequence[str]) -> Vectors:
        """One row of length 1 for each text, as `MiniLM.embed` gives with the additions."""
        pieces = self.pieces(texts)
        rows = np.empty((len(texts), 384), np.float32)
        shortest_first = sorted(range(len(pieces)), key=lambda i: len(pieces[i]))
        with torch.no_grad():
            for at in range(0, len(pieces), BATCH):
                batch = shortest_first[at : at + BATCH]
                rows[batch] = self.bert.vectors([pieces[i] for i in batch]).numpy()
        return rows


def trained(learnt: Learnt, published: MiniLM, say: Callable[[str], None], seed: int = 1) -> Model:
    """The model after EPOCHS rounds over the questions; the same seed on the same machine gives the same one."""
    random = Random(seed)  # noqa: S311 - an order, not a secret
    model = Model(AdaptedBert(load_file(str(model_file("model.safetensors"))), RANK, seed), published)
    texts = model.pieces([text for _, _, text in learnt.windows])
    asked = model.pieces([question.text for question in learnt.questions])
    near = _near(learnt, published)
    windows = defaultdict[str, list[int]](list)
    for at, (paragraph, _, _) in enumerate(learnt.windows):
        windows[paragraph].append(at)
    optimizer = torch.optim.AdamW(model.bert.parameters(), lr=RATE, weight_decay=0.01)
    steps, step, loss_so_far = EPOCHS * (len(asked) // BATCH + 1), 0, 0.0
    for _ in range(EPOCHS):
        for batch in _batches(learnt.questions, random):
            step += 1
            for group in optimizer.param_groups:
                group["lr"] = RATE * min(1.0, step / WARMING) * max(0.02, 1 - step / steps)
            right = [random.choice(windows[random.choice(sorted(learnt.questions[k].right))]) for k in batch]
            wrong = [random.choice(near[k]) for k in batch if near[k] and random.random() < WITH_NEAR]
            shown = right + wrong
            alike = model.bert.vectors([asked[k] for k in batch], DROPOUT) @ _vectors(model, texts, shown).T
            names = [learnt.windows[at][0] for at in shown]
            loss = _loss(alike / TEMPERATURE, [learnt.questions[k] for k in batch], names)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.bert.parameters(), 1.0)
            optimizer.step()
            loss_so_far += loss.item()
            if step % _SAID == 0:
                say(f"step {step} of {steps}: loss {loss_so_far / _SAID:.3f}")
                loss_so_far = 0.0
    return model


def _near(learnt: Learnt, published: MiniLM) -> list[list[int]]:
    """For each question the windows of its report that are nearest as published, without those that answer."""
    stored = published.embed([text for _, _, text in learnt.windows])
    of = defaultdict[str, list[int]](list)
    for at, (_, report, _) in enumerate(learnt.windows):
        of[report].append(at)
    found = []
    vectors = published.embed([question.text for question in learnt.questions])
    for question, vector in zip(learnt.questions, vectors, strict=True):
        here = np.array(of[question.report])
        nearest = here[np.argsort(-(stored[here] @ vector))][:WITHIN]
        answering = question.right | question.beside
        found.append([int(at) for at in nearest if learnt.windows[at][0] not in answering][:NEAR])
    return found


def _batches(questions: Sequence[Question], random: Random) -> Iterator[list[int]]:
    """The questions in batches of one report each, so that the others of a batch are no easy ones."""
    of = defaultdict[str, list[int]](list)
    for at in random.sample(range(len(questions)), len(questions)):
        of[questions[at].report].append(at)
    batches = [asked[at : at + BATCH] for asked in of.values() for at in range(0, len(asked), BATCH)]
    random.shuffle(batches)
    return (batch for batch in batches if len(batch) >= LEAST)


def _vectors(model: Model, texts: Sequence[Sequence[int]], shown: Sequence[int]) -> Tensor:
    """The vectors of some windows, the shorter half apart from the longer one, so that less is padded."""
    order = sorted(range(len(shown)), key=lambda n: len(texts[shown[n]]))
    halves = (order[: len(order) // 2], order[len(order) // 2 :])
    rows = [model.bert.vectors([texts[shown[n]][:PIECES] for n in half], DROPOUT) for half in halves]
    return torch.cat(rows)[torch.argsort(torch.tensor(order))]


def _loss(alike: Tensor, questions: Sequence[Question], names: Sequence[str]) -> Tensor:
    """Cross entropy, by question and by paragraph; what answers another's question too is left out of the sum."""
    apart = torch.tensor(
        [[n != k and name in q.right | q.beside for n, name in enumerate(names)] for k, q in enumerate(questions)]
    )
    alike = alike.masked_fill(apart, -1e4)
    target = torch.arange(len(questions))
    by_paragraph = functional.cross_entropy(alike[:, : len(questions)].T, target)
    return functional.cross_entropy(alike, target) + 0.5 * by_paragraph
