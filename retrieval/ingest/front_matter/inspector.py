"""Who led the inspection."""

from __future__ import annotations

import re

_NAME = (
    r"(?P<name>(?:(?:Dr|Mr|Mrs|Ms|Dame|Sir)\s+)?[A-Z][\w'’-]+"
    r"(?:\s+(?:[A-Z]\.?|de|van|la|Mc|O['’])?\s*[A-Z][\w'’-]+){1,2})"
)
_OFFICES = r"(?:HM|Her Majesty['’]s|His Majesty['’]s)\s+Inspector(?:\s+of\s+\w+)?"
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?<!Deputy )[Ll]ead [Ii]nspectors?\s*:?\s*\|?\s+(?!of\b){_NAME}",
        rf"\b[Ll]ed by (?:{_OFFICES},?\s+)?{_NAME}",
        rf"[Ll]ead [Ii]nspector,?\s+(?:who\s+)?(?:was|is)\s+{_NAME}",
        rf"[Ll]ead [Ii]nspector,\s+{_NAME}",
        rf"Reporting [Ii]nspector\s*:?\s*\|?\s+{_NAME}",
    )
)
_NO_NAMES = re.compile(r"\b(?:HMI|HM|Inspectorate|Probation|Ofsted|Constabulary|Commission|Her|His|Majesty)\b")


def lead_inspector_of(texts: list[str]) -> str | None:
    """The name printed as lead inspector, None where there is none."""
    for pattern in _PATTERNS:
        for text in texts:
            for found in pattern.finditer(text):
                name = re.split(r",|\s+(?:Her|His|HM|HMI)\b", found["name"])[0].strip()
                if len(name.split()) >= 2 and not _NO_NAMES.search(name):
                    return name
    return None
