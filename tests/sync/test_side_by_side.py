"""An indexer beside another one, and beside askers."""

from __future__ import annotations

import shutil
import threading

from retrieval.index import Generations
from retrieval.sync import SyncSummary
from tests.sync.place import WAS, A, Place
from tests.sync.reports import ASHMERE, write


def test_a_second_indexer_waits_and_says_so(place: Place) -> None:
    generations = Generations(place.data)
    said = threading.Event()
    with generations.indexing():
        other = threading.Thread(target=lambda: place.sync(waiting=said.set))
        other.start()
        assert said.wait(30)
        assert generations.current() is None
    other.join()
    assert place.texts() == WAS


def test_an_impatient_one_goes_on_with_what_is_there(place: Place) -> None:
    place.sync()
    write(place.folder, *ASHMERE[:3], "The plans were good.")
    with Generations(place.data).indexing():
        assert place.sync(patient=False) == SyncSummary(busy=True)
    assert place.texts() == WAS
    assert place.sync(patient=False).replaced == (A,)


def test_answers_go_on_from_the_former_state_while_an_indexer_works(place: Place) -> None:
    place.sync()
    write(place.folder, *ASHMERE[:3], "The plans were good.")
    seen: list[dict[str, list[str]]] = []
    place.sync(progress=lambda _: seen.append(place.texts()))
    assert seen[:-1] == [WAS] * (len(seen) - 1)
    assert seen[-1][A] == [ASHMERE[2], "The plans were good."]


def test_what_a_killed_indexer_left_is_removed_though_nothing_changed(place: Place) -> None:
    place.sync()
    generations = Generations(place.data)
    shutil.copytree(generations.current(), left := generations.folder / "0123456789ab-00000000")
    with generations.indexing():
        assert not place.sync().built
        assert left.is_dir()  # another is at work, and may be building it
    assert not place.sync().built
    assert [*generations.folder.iterdir()] == [generations.current()]
