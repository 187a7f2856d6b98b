"""`reports.yaml` beside the reports: what their owners correct or add, by file name."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import yaml

from retrieval.domain import Report, UnreadableReport

FILE = "reports.yaml"
_TEXTS = (
    "id",
    "title",
    "area",
    "publisher",
    "programme",
    "published",
    "fieldwork",
    "fieldwork_start",
    "lead_inspector",
    "url",
)


@dataclass(frozen=True, slots=True)
class Overrides:
    """
    Corrections by file name inside the reports folder.

    ```yaml
    inspection-07.pdf:
      area: Cheshire
      other_names: [West Cheshire, Cheshire East]
      published: 2009-10
      url: https://…
    ```
    """

    by_file: dict[str, dict[str, Any]] = field(default_factory=dict)

    def apply(self, report: Report) -> Report:
        """The report with what the owners say of its file."""
        said = self.by_file.get(report.file, {})
        changes: dict[str, Any] = {key: str(said[key]) for key in _TEXTS if said.get(key) is not None}
        if said.get("other_names"):
            changes["other_names"] = tuple(str(name) for name in said["other_names"])
        if str(said.get("year", "")).isdigit():
            changes["year"] = int(said["year"])
        elif "published" in changes and changes["published"][:4].isdigit():
            changes["year"] = int(changes["published"][:4])
        return replace(report, **changes) if changes else report


def read_overrides(folder: Path) -> Overrides:
    """
    The corrections in a reports folder; none where it has no `reports.yaml`.

    Raises UnreadableReport, naming `reports.yaml`, where it is no YAML or not a mapping of file names to fields.
    """
    path = folder / FILE
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Overrides()
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableReport(path, f"it cannot be read ({error})") from error
    except yaml.YAMLError as error:
        where = getattr(error, "problem_mark", None)
        line = f" in line {where.line + 1}" if where is not None else ""
        raise UnreadableReport(path, f"it is not valid YAML{line}") from error
    if data is None:
        return Overrides()
    if not isinstance(data, dict) or not all(isinstance(value, dict) for value in data.values()):
        raise UnreadableReport(path, "it must name each file and, indented under it, the fields to correct")
    return Overrides({str(name): value for name, value in data.items()})
