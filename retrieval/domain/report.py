"""An inspection report, and what its front matter says of it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Report:
    """
    One inspection report.

    `id` is stable: the same file gives the same id again (`trafford-2015-fji`).
    `published` and `fieldwork_start` are ISO dates as far as the text gives them ("2015", "2015-02", "2015-02-17").
    `fieldwork` is the printed wording. `year` is the year of publication, else of fieldwork.
    `digest` is the SHA-256 of the file's bytes; `file` its name inside the reports folder.
    """

    id: str
    title: str
    area: str
    publisher: str
    programme: str
    file: str
    digest: str
    year: int | None = None
    published: str | None = None
    fieldwork: str | None = None
    fieldwork_start: str | None = None
    lead_inspector: str | None = None
    other_names: tuple[str, ...] = ()
    url: str | None = None
    pages: int | None = None

    @property
    def name(self) -> str:
        """Area and year, as staff speak of the report: "Trafford 2015"."""
        head = self.area or self.title
        return f"{head} {self.year}" if self.year else head
