"""The area or service that was inspected, from the title and the cover."""

from __future__ import annotations

import re

_NAME = r"(?P<area>[A-Z][\w'’&-]*(?:(?:,)?\s+(?:and|of|on|upon|the|under|in|with|&|[A-Z][\w'’-]*)){0,7})"
_BODY = r"(?:[Cc]ounty|[Cc]ity|[Mm]etropolitan|[Bb]orough|[Dd]istrict|[Cc]ouncil)"
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:work|services?|arrangements|teams?)\s+in:?\s+{_NAME}",
        rf"(?:London|Royal) Borough of {_NAME}",
        rf"^{_NAME}(?:['’]s)?\s+(?:[Ll]ocal [Aa]uthority\s+)?{_BODY}\b",
        rf"(?:[Ii]nspection|visit|review) (?:of|to) {_NAME}(?:['’]s)?\s+(?:local authority|children|youth|adult)",
        rf"(?:[Ii]nspection|visit|review) (?:of|to|at) {_NAME}",
        rf"[Ii]n(?:spection of .{{0,80}}? in)\s+{_NAME}",
        rf"\b(?:in|for|across) (?:the )?{_NAME}\s+(?:community planning|council area|health board|partnership area)\b",
        rf"Service:\s*{_NAME}",
        rf"^Name of (?:provider|school|setting|service)\b:?\s+{_NAME}",
        rf"^(?:[Ll]ocal )?(?:[Aa]rea|[Aa]uthority)(?: inspected| name)?:\s*{_NAME}",
    )
)
_ALONE = re.compile(r"[A-Z][\w'’-]+(?:\s+(?:and|of|on|upon|the|[A-Z][\w'’-]+)){0,4}")
_INSPECTORATE = re.compile(r"Inspect|Ofsted|Commission|Estyn|Arolyg", re.IGNORECASE)
_COUNCIL = re.compile(
    r"\s+(?:(?:County|City|Metropolitan|Unitary|London|Royal|District|Borough|Combined|Council|Authority|Local|Of)\s*)+$"
    r"|\s+Youth (?:Offending|Justice) (?:Service|Team|Partnership)s?$|\s+Children['’]?s Services$"
    r"|\s+Local Area Partnership$",
    re.IGNORECASE,
)
_LEADING = re.compile(
    r"^(?:The\s+)?(?:London Borough|Royal Borough|City|County|Borough|District) of\s+(?:the\s+)?", re.IGNORECASE
)
_TRAILING = re.compile(r"(?:\s+(?:and|of|on|upon|the|in|with|&|for))+$")
_NO_AREAS = re.compile(
    r"(?:youth|children|services?|england|wales|inspection|report|hm|local|social|the|an?|help|need|work)\b",
    re.IGNORECASE,
)


def area_of(title: str, cover: list[str], largest: list[str]) -> str:
    """
    The name of the place, without "Metropolitan Borough Council" and the like; "" where none can be seen.

    The title is tried first, then each line of the cover, then the cover as one text (a name may stand on a line of
    its own under "Report on youth offending work in:"). Of names that stand alone the one that is set `largest` goes
    first.
    """
    for text in (title, *cover, " ".join(cover)):
        for pattern in _PATTERNS:
            for found in pattern.finditer(text):
                area = clean_area(found["area"])
                if area and not _NO_AREAS.match(area):
                    return area
    return _name_alone(largest, title) or _name_alone(cover, title)


def _name_alone(cover: list[str], title: str) -> str:
    """A name on a line of its own before the title: "Hertfordshire"."""
    for line in cover:
        if line == title:
            break
        if _ALONE.fullmatch(line) and not _NO_AREAS.match(line) and not _INSPECTORATE.search(line):
            return clean_area(line)
    return ""


def clean_area(name: str) -> str:
    """ "Wakefield Metropolitan District Council" -> "Wakefield", "London Borough of Sutton" -> "Sutton"."""
    before = None
    while name != before:
        before = name
        name = _TRAILING.sub("", _COUNCIL.sub("", _LEADING.sub("", name.strip()))).strip(" ,.;:")
    return name
