"""Generations: askers keep theirs, what is left over is cleaned up, and there is one indexer at a time."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from retrieval.index import EmbeddedChroma, Generations, Index, Library
from tests.index.world import OVERSIGHT, WordEmbedder, build, nearest, put, reading


def test_an_index_stays_as_it_was_opened_until_it_is_closed(data: Path) -> None:
    generations = Generations(data)
    embedder = WordEmbedder()
    with Index.open(data, embedder) as old:
        build(data, reading("castlebeck-2018", "Management oversight was strong."))
        generations.clean(EmbeddedChroma())
        assert not old.is_current()
        assert old.generation.is_dir()
        assert nearest(old, "management oversight")[0] == OVERSIGHT
        assert old.library.report("castlebeck-2018") is None
        with Index.open(data, embedder) as new:
            assert new.is_current()
            assert nearest(new, "Management oversight was strong.")[0] == "castlebeck-2018/theme-1/1"
            assert new.digest != old.digest
        generation = old.generation
    generations.clean(EmbeddedChroma())
    assert not generation.exists()
    assert generations.current().is_dir()


def test_a_pin_does_not_outlive_its_process(data: Path) -> None:
    script = (
        "import os, signal, sys; from pathlib import Path; from retrieval.index import Generations\n"
        "pin = Generations(Path(sys.argv[1])).pin(); os.kill(os.getpid(), signal.SIGKILL)"
    )
    assert subprocess.run([sys.executable, "-c", script, str(data)], check=False).returncode == -9
    generations = Generations(data)
    old = generations.current()
    build(data, reading("castlebeck-2018", "The board met."))
    generations.clean(EmbeddedChroma())
    assert not old.exists()


def test_a_generation_that_is_killed_half_way_is_cleaned_up(data: Path) -> None:
    generations = Generations(data)
    half = generations.folder / "0123456789ab-00000000"
    half.mkdir()
    (half / "library.sqlite3").write_bytes(b"half")
    generations.clean(EmbeddedChroma())
    assert not half.exists()


def test_a_build_that_fails_leaves_nothing_behind(data: Path) -> None:
    generations = Generations(data)
    library = Library.open(generations.library)
    put(library, reading("castlebeck-2018", "No vector was made for this."))
    before = sorted(generations.folder.iterdir())
    with pytest.raises(Exception, match="embeddings where"):
        generations.build(library, "words", EmbeddedChroma())
    library.close()
    assert sorted(generations.folder.iterdir()) == before


def test_only_one_indexer_is_let_in(data: Path) -> None:
    generations = Generations(data)
    script = (
        "import json, sys; from pathlib import Path; from retrieval.index import Generations\n"
        "with Generations(Path(sys.argv[1])).indexing(wait=False) as alone: print(json.dumps(alone))"
    )
    run = [sys.executable, "-c", script, str(data)]
    with generations.indexing() as alone:
        assert alone
        assert json.loads(subprocess.run(run, capture_output=True, check=True).stdout) is False
    assert json.loads(subprocess.run(run, capture_output=True, check=True).stdout) is True
