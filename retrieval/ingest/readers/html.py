"""HTML files: headings, list numbers computed, tables; navigation and what cannot be seen is no text."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from lxml import etree

from retrieval.domain import UnreadableReport
from retrieval.ingest.lines import SourceLines
from retrieval.ingest.readers.html_page import HtmlPage

_CHARSET = re.compile(rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_HEAD = 4096  # bytes: a page says its encoding at its beginning
_CHUNK = 1 << 16


def read_lines(path: Path) -> SourceLines:
    """
    The lines of an HTML file; `place` counts its blocks.

    The page is read as a stream of tags, not as a tree, so that no depth of nesting can exhaust the stack.
    Raises UnreadableReport for a file that is not there, binary, or without text.
    """
    page = HtmlPage()
    parser = etree.HTMLParser(target=page, huge_tree=True)
    text = decoded(path)
    try:
        for start in range(0, len(text), _CHUNK):
            parser.feed(text[start : start + _CHUNK])
        parser.close()
    except etree.LxmlError as error:
        raise UnreadableReport(path, "the HTML is damaged; save the page again") from error
    if not page.lines:
        raise UnreadableReport(path, "the page holds no text")
    return SourceLines(page.lines, page.furniture, None, page.title or None)


def decoded(path: Path) -> str:
    """
    The file's characters: by its byte order mark, else UTF-8, else as it says itself, else Windows-1252.

    UTF-8 goes before what the page says: a text that is valid UTF-8 hardly ever is anything else, while what pages say
    is often a template's. Raises UnreadableReport.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise UnreadableReport(path, "the file cannot be opened") from error
    said = _CHARSET.search(raw[:_HEAD])
    encodings = [name for mark, name in _MARKS if raw.startswith(mark)] or ["utf-8"]
    if said:
        encodings.append(said.group(1).decode("ascii", "replace"))
    for encoding in encodings:
        try:
            return _text(path, raw.decode(encoding))
        except (UnicodeDecodeError, LookupError):
            continue
    return _text(path, raw.decode("cp1252", errors="replace"))


def _text(path: Path, text: str) -> str:
    if not text.strip():
        raise UnreadableReport(path, "the file is empty")
    if "\0" in text:
        raise UnreadableReport(path, "the file is binary, not HTML")
    return _DECLARATION.sub("", text)
