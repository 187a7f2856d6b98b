"""An index that an older version made with another embedder: the bot makes it anew before it answers."""

from __future__ import annotations

from pathlib import Path

from bot.bootstrap import Parts
from bot.cli.serve import _can_answer
from bot.settings import Settings
from retrieval.index import MiniLM
from retrieval.sync import sync


def test_an_index_made_with_another_embedder_is_made_anew_first(tmp_path: Path) -> None:
    reports = tmp_path / "reports"
    reports.mkdir()
    (reports / "a.txt").write_text("Moorend 2020\n\nStaff were trained. Plans were reviewed each month.\n", "utf-8")
    parts = Parts(Settings(reports_dir=reports, data_dir=tmp_path / "data"))
    assert not _can_answer(parts)
    sync(reports, tmp_path / "data", embedder=MiniLM(tmp_path / "data" / "model", adapted=False))
    assert not _can_answer(parts)
    parts.sync()
    assert _can_answer(parts)
