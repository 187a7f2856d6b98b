"""
Kill indexers and askers at random moments, and look after each what is left.

Run by a test, in a process of its own: it loads everything once, and forks a child for every piece of work. It never
opens an index itself. Prints what happened, a JSON object; exits 1 where something was lost.

    python -m tests.sync.kills --kills 200 [--server]
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import signal
import sys
import time
import traceback
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

import chromadb  # noqa: F401 - loaded before the forks, which then take milliseconds

from retrieval.index import Chroma, ChromaServer, EmbeddedChroma, Generations, Index, Library
from retrieval.sync import sync
from tests.index.chroma_server import RunningServer
from tests.index.world import WordEmbedder
from tests.sync.reports import write

AREAS = ("Ashmere", "Northfold", "Castlebeck", "Wexcombe", "Penmarsh", "Holt")
State = dict[str, list[str]]
"""The texts of the paragraphs, by report."""


class Trials:
    """A reports folder that changes, and whoever indexes and asks it being killed."""

    def __init__(self, base: Path, seed: int, url: str | None) -> None:
        self.random = random.Random(seed)
        self.folder, self.data = base / "reports", base / "data"
        self.chroma: Chroma = ChromaServer(url) if url else EmbeddedChroma()
        self.embedded = url is None
        self.failures: list[str] = []
        self.killed = self.finished = 0
        for area in AREAS[:3]:
            self._write(area)
        started = time.monotonic()
        self._expect("the first sync", self._in_child(self._sync))
        self.seconds = time.monotonic() - started
        self.allowed = [self._folder_state()]

    def trial(self, n: int) -> None:
        """One change of the folder, one or two processes killed, and a look at what they left."""
        self._change()
        after = self._folder_state()
        self.allowed.append(after)
        if self.embedded and self.random.random() < 0.15:
            # As a broken disk would leave it: the next asker rebuilds, and may be killed while it does.
            for folder in self.data.glob("generations/*/chroma"):
                shutil.rmtree(folder)
        work = self.random.choice([[self._sync], [self._sync], [self._ask], [self._sync, self._ask]])
        self._kill([self._fork(task) for task in work], self.random.uniform(0, self.seconds))

        seen = self._in_child(self._ask)
        if seen not in self.allowed:
            self.failures.append(f"trial {n}: an asker saw {seen}, which the folder never held")
        if self.random.random() < 0.6:
            self._expect(f"trial {n}: the next sync", self._in_child(self._sync))
            seen = self._in_child(self._ask)
            if seen != after:
                self.failures.append(f"trial {n}: after the next sync an asker saw {seen}, not {after}")
            self.allowed = [after]

    def close(self) -> None:
        """After a last sync there is one generation, and the library holds what the folder holds."""
        self._expect("the last sync", self._in_child(self._sync))
        if self._in_child(self._ask) != self._folder_state():
            self.failures.append("after the last sync the index is not what the folder is")
        left = [path.name for path in (self.data / "generations").iterdir()]
        if left != [Generations(self.data).current().name]:
            self.failures.append(f"generations left behind: {left}")
        library = Library.open(Generations(self.data).library)
        library.check()
        library.close()

    def _sync(self) -> str:
        sync(self.folder, self.data, embedder=WordEmbedder(), chroma=self.chroma)
        return "done"

    def _ask(self) -> State:
        """What lexical and dense search find; they must agree."""
        embedder = WordEmbedder()
        with Index.open(self.data, embedder, self.chroma) as index:
            library = index.library
            dense = {hit for hit, _ in index.dense(index.embed_query("paragraph"), limit=500)}
            lexical = {hit for hit, _ in library.lexical(["paragraph"], limit=500)}
            every = {p.id for p in library.paragraphs()}
            if not dense == lexical == every:
                return {"disagreement": [*map(str, (len(dense), len(lexical), len(every)))]}
            return {r.id: [p.text for p in library.paragraphs(r.id)] for r in library.reports()}

    def _change(self) -> None:
        area = self.random.choice(AREAS)
        path = self.folder / f"{area.lower()}.txt"
        if path.exists() and self.random.random() < 0.4 and len(list(self.folder.iterdir())) > 1:
            path.unlink()
        else:
            self._write(area)

    def _write(self, area: str) -> None:
        count, version = self.random.randint(2, 6), self.random.randrange(10**6)
        write(self.folder, f"{area.lower()}.txt", area, *(f"Paragraph {n}, version {version}." for n in range(count)))

    def _folder_state(self) -> State:
        state: State = {}
        for path in sorted(self.folder.iterdir()):
            texts = [line.split(". ", 1)[1] for line in path.read_text().splitlines() if ". Paragraph" in line]
            state[f"{path.stem}-2015-fji"] = texts
        return state

    def _kill(self, children: list[int], seconds: float) -> None:
        until = time.monotonic() + seconds
        while time.monotonic() < until:  # the moment of the kill is what is tried, not waited for
            time.sleep(0.001)
        for child in children:
            os.kill(child, signal.SIGKILL)
            _, status = os.waitpid(child, 0)
            self.killed += os.WIFSIGNALED(status)
            self.finished += os.WIFEXITED(status)

    def _in_child(self, task: Callable[[], object]) -> object:
        """What the task gives, done in a process of its own; the line of its error where it fails."""
        reading, writing = os.pipe()
        child = self._fork(task, writing)
        os.close(writing)
        with os.fdopen(reading, "rb") as pipe:
            content = pipe.read()
        os.waitpid(child, 0)
        return json.loads(content) if content else "the process ended without a word"

    @staticmethod
    def _fork(task: Callable[[], object], pipe: int | None = None) -> int:
        child = os.fork()
        if child:
            return child
        try:
            result = task()
        except BaseException:  # whatever it is, it is what the next command said
            result = traceback.format_exc()
        if pipe is not None:
            with os.fdopen(pipe, "wb") as file:
                file.write(json.dumps(result).encode())
        os._exit(0)

    def _expect(self, what: str, result: object) -> None:
        if result != "done":
            self.failures.append(f"{what}: {result}")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--kills", type=int, default=200, help="how many processes are killed at work")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--server", action="store_true", help="with a Chroma server in place of the embedded one")
    asked = parser.parse_args()
    with TemporaryDirectory() as base, ExitStack() as running:
        url = None
        if asked.server:
            server = RunningServer(Path(base) / "server")
            running.callback(server.kill)
            server.start()
            url = server.url
        trials = Trials(Path(base), asked.seed, url)
        count = 0
        while trials.killed < asked.kills:
            trials.trial(count := count + 1)
        trials.close()
    json.dump({"killed": trials.killed, "finished": trials.finished, "failures": trials.failures}, sys.stdout, indent=1)
    sys.exit(1 if trials.failures else 0)


if __name__ == "__main__":
    main()
