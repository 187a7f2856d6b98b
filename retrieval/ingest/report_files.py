"""
Which files of a folder are reports, and which reader each format has.

Apart from the rules of reading, which take a tenth of a second to import: whoever only asks does not need them.
"""

from __future__ import annotations

from pathlib import Path

READERS = {
    ".txt": "text",
    ".text": "text",
    ".md": "text",
    ".markdown": "text",
    ".pdf": "pdf",
    ".docx": "word",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
}
"""The modules of `retrieval.ingest.readers` by suffix."""
SUFFIXES = frozenset(READERS)
PLAIN = frozenset(suffix for suffix, reader in READERS.items() if reader == "text")
"""The suffixes of plain text, which takes no process with bounds to read."""


def report_files(folder: Path) -> list[Path]:
    """Every file of a known kind in a folder and below, in order of name; hidden files and folders are left out."""
    return sorted(
        path
        for path in folder.rglob("*")
        if path.suffix.lower() in SUFFIXES
        and path.is_file()
        and not any(part.startswith((".", "~$")) for part in path.relative_to(folder).parts)
    )
