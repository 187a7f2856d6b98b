"""
The learning itself.

A question's vector is drawn to that of a paragraph that answers it, and away from the other paragraphs of its batch,
which are of the same report and partly near to one another (InfoNCE: van den Oord et al., 2018; hard ones: Karpukhin
et al., "Dense Passage Retrieval", 2020). A question that nothing answers is drawn away from all of them, farther than a
bound that is learnt too, so that a cosine says something by itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from random import Random

import numpy as np
import torch
from safetensors.numpy import load_file

from bot.evaluation.adapting.bert import AdaptedBert, Tensor
from bot.evaluation.adapting.questions import Learnt, Question
from retrieval.index import MiniLM, Vectors
from retrieval.index.adapted import Weights
from retrieval.index.embedder import model_file

RANK = 64
EPOCHS = 5
EPOCHS_ON = 2
"""Rounds where it begins with what was learnt before."""
RATE = 8e-4
RATE_ON = 4e-4
KEPT = 0.8
"""
Of what these rounds change, the share that is kept: between the weights before and after lie better ones than either.

(Wortsman et al., "Robust fine-tuning of zero-shot models", 2022.)
"""
BATCH = 40
LEAST = 6
"""Windows of a batch; from fewer there is next to nothing to be told."""
ALIKE = 8
"""How many windows of a batch are neighbours of one another."""
MOST = 300
"""Questions of a batch: those that its windows answer, and those that nothing answers but which lie near to one."""
TEMPERATURE = 0.05
DROPOUT = 0.1
WARMING = 20
"""Steps over which the rate rises; from there on it falls to nearly nothing."""
PIECES = 128
"""Word pieces of a paragraph that are learnt from."""
NEAREST = 4
"""The windows of its report nearest to a question that nothing answers, with which it is asked."""
BOUND = 0.4
"""The cosine from which on a question counts as answered, at first."""
PARTS = 4
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


def trained(
    learnt: Learnt, published: MiniLM, say: Callable[[str], None], onto: Weights | None = None, seed: int = 1
) -> Model:
    """
    The model after EPOCHS rounds over the questions, or EPOCHS_ON `onto` what was learnt before.

    The same seed on the same machine gives the same one.
    """
    epochs, rate = (EPOCHS_ON, RATE_ON) if onto else (EPOCHS, RATE)
    random = Random(seed)  # noqa: S311 - an order, not a secret
    model = Model(AdaptedBert(load_file(str(model_file("model.safetensors"))), RANK, seed), published)
    if onto:
        model.bert.learn_on(onto)
    before = [matrix.detach().clone() for matrix in model.bert.parameters()]
    texts = [pieces[:PIECES] for pieces in model.pieces([text for _, _, text in learnt.windows])]
    asked = model.pieces([question.text for question in learnt.questions])
    batches = Batches(learnt, published, random)
    bound = torch.tensor(BOUND, requires_grad=True)
    learning = [*model.bert.parameters(), bound]
    optimizer = torch.optim.AdamW(learning, lr=rate, weight_decay=0.01)
    steps, step, loss_so_far = epochs * len(batches), 0, 0.0
    for _ in range(epochs):
        for shown, questions in batches.shuffled():
            step += 1
            for group in optimizer.param_groups:
                group["lr"] = rate * min(1.0, step / WARMING) * max(0.02, 1 - step / steps)
            stored = _vectors(model, [texts[at] for at in shown])
            alike = _vectors(model, [asked[k] for k in questions]) @ stored.T
            names = [learnt.windows[at][0] for at in shown]
            loss = _loss(alike / TEMPERATURE, bound / TEMPERATURE, [learnt.questions[k] for k in questions], names)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(learning, 1.0)
            optimizer.step()
            loss_so_far += loss.item()
            if step % _SAID == 0:
                say(f"step {step} of {steps}: loss {loss_so_far / _SAID:.3f}, bound {bound.item():.3f}")
                loss_so_far = 0.0
    if onto:
        with torch.no_grad():
            for matrix, was in zip(model.bert.parameters(), before, strict=True):
                matrix.mul_(KEPT).add_(was, alpha=1 - KEPT)
    return model


class Batches:
    """Windows of one report at a time, with the questions that they answer, and near ones that nothing answers."""

    def __init__(self, learnt: Learnt, published: MiniLM, random: Random) -> None:
        self._random = random
        self._stored = published.embed([text for _, _, text in learnt.windows])
        windows, of_report = defaultdict[str, list[int]](list), defaultdict[str, list[int]](list)
        for at, (paragraph, report, _) in enumerate(learnt.windows):
            windows[paragraph].append(at)
            of_report[report].append(at)
        self._answered = defaultdict[int, list[tuple[int, float]]](list)
        self._near = defaultdict[int, list[int]](list)
        vectors = published.embed([question.text for question in learnt.questions])
        for k, (question, vector) in enumerate(zip(learnt.questions, vectors, strict=True)):
            for paragraph in question.right:
                for at in windows[paragraph]:
                    self._answered[at].append((k, 1 / len(question.right)))
            if not question.right:
                here = np.array(of_report[question.report])
                for at in here[np.argsort(-(self._stored[here] @ vector))][:NEAREST]:
                    self._near[int(at)].append(k)
        asked_about = self._answered.keys() | self._near.keys()
        self._reports = [[at for at in found if at in asked_about] for found in of_report.values()]

    def __len__(self) -> int:
        """Batches of a round."""
        return sum(len(self._sizes(report)) for report in self._reports)

    def shuffled(self) -> Iterator[tuple[list[int], list[int]]]:
        """The windows and the questions of each batch of one round."""
        batches = [batch for report in self._reports for batch in self._parted(report)]
        self._random.shuffle(batches)
        for batch in batches:
            questions = {k for at in batch for k, share in self._answered[at] if self._random.random() < share}
            questions |= {k for at in batch for k in self._near[at] if self._random.random() < 1 / NEAREST}
            if questions:
                yield batch, self._random.sample(sorted(questions), min(MOST, len(questions)))

    def _sizes(self, report: list[int]) -> list[int]:
        """Of a report's batches, as alike as can be."""
        batches = max(1, round(len(report) / BATCH))
        sizes = [len(report[n::batches]) for n in range(batches)]
        return [size for size in sizes if size >= LEAST]

    def _parted(self, report: list[int]) -> Iterator[list[int]]:
        """Batches of windows, each of some neighbourhoods: one window by lot and those nearest to it, as published."""
        left = self._random.sample(report, len(report))
        for size in self._sizes(report):
            batch: list[int] = []
            while len(batch) < size:
                nearest = np.argsort(-(self._stored[left] @ self._stored[left[0]]), kind="stable")
                batch += (taken := [left[n] for n in nearest[: min(ALIKE, size - len(batch))]])
                left = [at for at in left if at not in taken]
            yield batch


def _vectors(model: Model, texts: Sequence[Sequence[int]]) -> Tensor:
    """The vectors of some texts, by quarters from the shortest to the longest, so that less is padded."""
    order = sorted(range(len(texts)), key=lambda n: len(texts[n]))
    ends = [len(order) * n // PARTS for n in range(PARTS + 1)]
    quarters = [order[start:end] for start, end in pairwise(ends) if start < end]
    rows = [model.bert.vectors([texts[n] for n in quarter], DROPOUT) for quarter in quarters]
    return torch.cat(rows)[torch.argsort(torch.tensor(order))]


def _loss(alike: Tensor, bound: Tensor, questions: Sequence[Question], names: Sequence[str]) -> Tensor:
    """Cross entropy by question, by window, and by question with the bound as one more that is chosen among."""
    right = torch.tensor([[name in q.right for name in names] for q in questions])
    beside = torch.tensor([[name in q.beside for name in names] for q in questions]) & ~right
    alike = alike.masked_fill(beside, _NEVER)
    bounded = torch.cat([alike, bound.expand(len(questions), 1)], 1)
    answered = right.any(1)
    bounded_right = torch.cat([right, ~answered[:, None]], 1)
    loss = 0.5 * _missed(bounded, bounded_right).mean()
    if answered.any():
        loss = loss + _missed(alike[answered], right[answered]).mean()
        asked_about = right.any(0)
        loss = loss + 0.5 * _missed(alike.T[asked_about], right.T[asked_about]).mean()
    return loss


_NEVER = -1e4


def _missed(alike: Tensor, right: Tensor) -> Tensor:
    """Of each row, minus the logarithm of the share that those which are right have of all."""
    return torch.logsumexp(alike, 1) - torch.logsumexp(alike.masked_fill(~right, _NEVER), 1)
