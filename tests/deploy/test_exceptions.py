"""An exception from a rule of the linters has its reason beside it."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted(file for folder in ("bot", "retrieval", "prompts", "tests") for file in (ROOT / folder).rglob("*.py"))
WITH_REASON = re.compile(r"noqa: [A-Z]+\d+(?:, [A-Z]+\d+)* - \S")


def test_each_exception_from_a_rule_has_its_reason_beside_it() -> None:
    bare = [
        f"{file.relative_to(ROOT)}:{number}"
        for file in SOURCES
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
        if (found := re.search(r"#\s*noqa\b[^#]*$", line)) and not WITH_REASON.search(found.group())
        # In tests, a reason is wanted where it is about safety.
        if file.relative_to(ROOT).parts[0] != "tests" or re.search(r": S\d", found.group())
    ]
    assert len(SOURCES) > 300
    assert bare == []
