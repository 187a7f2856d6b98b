"""The gold suite as it stands in another commit, read through git: nobody can accept a loss away in the same change."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from bot.evaluation.accepted import Accepted, read
from bot.evaluation.item import Item
from bot.evaluation.loading import NOT_ITEMS, gather
from bot.evaluation.reasons import Reason, parse_reasons
from retrieval.domain import VerseError

SECONDS = 60


@dataclass(eq=False)
class NoBase(VerseError):
    """git, the repository or the commit to compare with is not there."""

    commit: str
    reason: str

    def __str__(self) -> str:
        return f"cannot compare with {self.commit}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Suite:
    """The items, the accepted results and the reasons of one commit or of the working tree."""

    items: tuple[Item, ...]
    accepted: dict[str, Accepted]
    reasons: tuple[Reason, ...] = ()


def suite_of(commit: str, gold: Path) -> Suite:
    """
    The suite under the folder `gold` in a commit; an empty one where the commit has none. Raises NoBase.

    Faulty items of the base are left out: they could not be run there either.
    """
    if commit.startswith("-"):
        raise NoBase(commit, "that is an option, not a commit")
    top = Path(_git(gold, "rev-parse", "--show-toplevel", commit=commit).strip())
    folder = PurePosixPath(gold.resolve().relative_to(top.resolve()).as_posix())
    known = _git(gold, "rev-parse", "--verify", "--quiet", f"{commit}^{{commit}}", commit=commit)
    listed = _git(top, "ls-tree", "-r", "-z", "--name-only", known.strip(), "--", f"{folder}/", commit=commit)
    names = [PurePosixPath(name) for name in listed.split("\0") if name]

    def text(name: PurePosixPath) -> str:
        return _git(top, "show", f"{known.strip()}:{name}", commit=commit)

    item_names = sorted(n for n in names if n.suffix == ".yaml" and n.name not in NOT_ITEMS)
    items = gather((gold / n.relative_to(folder), text(n)) for n in item_names)
    results, reasons = folder / "accepted.json", folder / "reasons.yaml"
    return Suite(
        items=items.items,
        accepted=read(text(results), f"{commit}:{results}") if results in names else {},
        reasons=tuple(parse_reasons(text(reasons), f"{commit}:{reasons}")) if reasons in names else (),
    )


def within(items: Iterable[Item], paths: Iterable[Path]) -> list[Item]:
    """The items whose files are among `paths` or in a folder of them."""
    roots = [path.resolve() for path in paths]
    return [i for i in items if any(i.file.resolve() == r or r in i.file.resolve().parents for r in roots)]


def _git(folder: Path, *arguments: str, commit: str) -> str:
    try:
        done = subprocess.run(  # noqa: S603 - a fixed program; the commit is checked by rev-parse --verify
            ["git", "-C", str(folder), *arguments],  # noqa: S607 - the user's own git
            capture_output=True,
            check=True,
            timeout=SECONDS,
            encoding="utf-8",
        )
    except FileNotFoundError as error:
        raise NoBase(commit, "git, or the folder, is not there") from error
    except subprocess.CalledProcessError as error:
        raise NoBase(commit, (error.stderr or "").strip() or "there is no such commit") from error
    except subprocess.TimeoutExpired as error:
        raise NoBase(commit, "git did not answer") from error
    return done.stdout
