"""Items and places as YAML, in the form in which people write them here."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

# What YAML reads as a plain word and nothing else; a hash is none, as 123e45 would be a number.
_PLAIN = re.compile(r"(?!(?:y|n|yes|no|on|off|true|false|null)$)(?:[a-z]+|[a-z][a-z0-9]*(?:-[a-z0-9]+)+)")
# Line breaks to YAML, or not printable to it: JSON leaves these as they are.
_ESCAPED = re.compile("[\x7f-\xa0\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]")


def item_yaml(item: Mapping[str, Any]) -> str:
    """An item with what the schema knows, one key to a line, a place to a line."""
    lines = []
    for name, value in item.items():
        if name in ("groups", "acceptable") and value:
            lines.append(f"{name}:")
            lines += [f"  - {flow(entry)}" for entry in value]
        else:
            lines.append(f"{name}: {flow(value)}")
    return "- " + "\n  ".join(lines) + "\n"


def flow(value: Any) -> str:
    """A value on one line: {report: ashmere, under: ["Theme 4"], number: "10"}."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{name}: {flow(inner)}" for name, inner in value.items()) + "}"
    if isinstance(value, str):
        return value if _PLAIN.fullmatch(value) else _quoted(value)
    if isinstance(value, Sequence):
        return "[" + ", ".join(flow(inner) for inner in value) + "]"
    return json.dumps(value)


def _quoted(text: str) -> str:
    return _ESCAPED.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(text, ensure_ascii=False))
