"""The package of a Word file: a ZIP archive, whose declared sizes are looked at before anything is unpacked."""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.exceptions import OpcError
from lxml import etree

from retrieval.domain import UnreadableReport

_MOST_BYTES = 300_000_000  # unpacked; a report of 500 pages with pictures stays far below
_MOST_TEXT = 60_000_000  # of one part that is XML: this reader holds it as a tree, ten times as large
_MOST_PARTS = 5_000
_OLD_FORMAT = b"\xd0\xcf\x11\xe0"


def opened(path: Path) -> WordDocument:
    """The document. Raises UnreadableReport for what is no Word file, damaged, encrypted, or unpacks to a bomb."""
    try:
        with path.open("rb") as file:
            start = file.read(4)
        if start == _OLD_FORMAT:
            raise UnreadableReport(path, "an encrypted or old Word file; save it as .docx without a password")
        with zipfile.ZipFile(path) as package:
            _check_sizes(path, package.infolist())
        return Document(str(path))
    except (zipfile.BadZipFile, zlib.error, EOFError, OpcError, KeyError, ValueError, etree.LxmlError) as error:
        raise UnreadableReport(path, "not a Word file, or damaged; open it in Word and save it again") from error
    except (NotImplementedError, RuntimeError) as error:
        raise UnreadableReport(path, "the Word file is packed in a way that cannot be read; save it again") from error
    except OSError as error:
        raise UnreadableReport(path, "the file cannot be opened") from error


def _check_sizes(path: Path, parts: list[zipfile.ZipInfo]) -> None:
    # A size that is declared too small is no way in: the archive reader stops there and finds a false checksum.
    total = sum(part.file_size for part in parts)
    largest = max((part.file_size for part in parts if part.filename.endswith((".xml", ".rels"))), default=0)
    if total > _MOST_BYTES or largest > _MOST_TEXT or len(parts) > _MOST_PARTS:
        size = max(total, largest) // 1_000_000
        raise UnreadableReport(
            path, f"the Word file unpacks to {size} MB in {len(parts)} parts, more than a report has"
        )
