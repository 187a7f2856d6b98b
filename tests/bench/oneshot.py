"""`verse ask` as one command, beside a script that imports Chroma, loads the embedder, and makes one query."""

from __future__ import annotations

import sys
from pathlib import Path

from retrieval.index import Generations
from tests.bench.measuring import Figures, middle, processor_and_wall
from tests.bench.questions import of_all_reports

RUNS = 5
BARE = """\
import sys
import chromadb
from chromadb.config import Settings
from pathlib import Path
from retrieval.index.embedder import MiniLM
data, folder, question = sys.argv[1:]
client = chromadb.PersistentClient(folder, settings=Settings(anonymized_telemetry=False))
vector = MiniLM(Path(data) / "model").embed([question])[0]
collection = client.list_collections()[0]
print(collection.query(query_embeddings=[vector], n_results=10)["ids"])
"""


def measure(reports: str, data: str) -> Figures:
    """Medians of runs by turns, in seconds: of the wall clock, and of processor time, which a busy machine spares."""
    generation = Generations(Path(data)).current()
    times: dict[str, list[tuple[float, float]]] = {"ask": [], "bare": []}
    for number, question in enumerate(of_all_reports(RUNS + 1, seed=9)):
        commands = {
            "ask": [sys.executable, "-m", "bot.cli", "ask", question, "--reports", reports, "--data", data],
            "bare": [sys.executable, "-c", BARE, data, str(generation / "chroma") if generation else "", question],
        }
        for name in sorted(commands, reverse=bool(number % 2)):
            took = processor_and_wall(commands[name])
            if number:  # the first finds nothing in the system's cache
                times[name].append(took)
    processor = {name: middle([p for p, _ in each]) for name, each in times.items()}
    wall = {name: middle([w for _, w in each]) for name, each in times.items()}
    return {
        "ask": wall["ask"],
        "bare": wall["bare"],
        "ratio": middle([a[1] / b[1] for a, b in zip(times["ask"], times["bare"], strict=True)]),
        "ask_processor": processor["ask"],
        "bare_processor": processor["bare"],
        "processor_ratio": processor["ask"] / processor["bare"],
    }
