"""How a question asks which reports mention something."""

from __future__ import annotations

import re

WHICH_MENTION = re.compile(
    r"^(?:which|what|do any|any)(?: of the)? (?:\w+ )?(?:reports?|inspections?|letters?|councils?|areas?|services?|"
    r"yo[ts]s?|ones?) (?:mention|talk about|speak of|say anything (?:about|on)|raise|discuss|refer to|cover)s? ",
    re.IGNORECASE,
)
"""What stands before the thing: "which councils mention "."""
