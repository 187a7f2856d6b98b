"""Errors of the retrieval layers. They carry data; `str()` is one line that says what to do."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


class VerseError(Exception):
    """The base of every error that a user may see. `str()` is one line that says what to do."""


@dataclass(eq=False)
class UnreadableReport(VerseError):
    """A file that cannot be read as a report; the other reports are not affected."""

    path: Path
    reason: str

    def __str__(self) -> str:
        return f"{self.path.name}: {self.reason}"


@dataclass(eq=False)
class NoReports(VerseError):
    """The reports folder is missing, or holds no file of a known kind."""

    folder: Path
    reason: str

    def __str__(self) -> str:
        return f"{self.reason}: {self.folder}. Put reports (text, Markdown, PDF, Word, HTML) there, or use --reports."


@dataclass(eq=False)
class DataFolderUnusable(VerseError):
    """The data folder cannot be written, or the disk is full."""

    folder: Path
    reason: str

    def __str__(self) -> str:
        return f"The data folder {self.folder} cannot be used ({self.reason}). Free space or name another with --data."


@dataclass(eq=False)
class LibraryUnusable(VerseError):
    """The library file is damaged, or was written by another version."""

    path: Path
    reason: str

    def __str__(self) -> str:
        return f"The library {self.path} cannot be used ({self.reason}). Move it away and run `verse index`."


@dataclass(eq=False)
class FalseQuote(Exception):
    """A quote that is not in its paragraph. Nothing may be shown with it: a fault of ours, which no user can mend."""

    paragraph: str
    quote: str

    def __str__(self) -> str:
        return f"The quote is not in paragraph {self.paragraph}."


@dataclass(eq=False)
class UnknownPlace(VerseError):
    """A report or a place that the library does not hold; `known` are the nearest that it does."""

    asked: str
    known: tuple[str, ...] = ()

    def __str__(self) -> str:
        hint = f" Nearest: {', '.join(self.known)}." if self.known else " `verse reports` lists what is loaded."
        return f"No such place: {self.asked}.{hint}"
