"""Keeps secrets out of the log, whoever logs them."""

from __future__ import annotations

import re
from collections.abc import Iterable

_SECRETS = re.compile(
    r"(?:xox[a-z]|xapp|xwfp)-[A-Za-z0-9-]{4,}"
    r"|\bsk-[A-Za-z0-9_-]{8,}"
    r"|(?<=Bearer )[^\s\"',;]{4,}"
    r"|(?<=hooks\.slack\.com/)\S+?(?=[\"'\s\\]|$)"
    r"|(?<=[?&]ticket=)[^&\s\"'\\]+"
    r"|(?<=://)[^/\s:@]*:[^/\s@]+(?=@)"
)
"""Slack's tokens, keys of models, the one-time addresses for private replies, connection tickets, passwords in URLs."""

MARK = "[redacted]"


class Redaction:
    """Takes secrets out of text: those that are known, and all that have the form of one."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        # A secret may hold another.
        self._known = sorted((secret for secret in secrets if secret), key=len, reverse=True)

    def __call__(self, text: str) -> str:
        """The text without secrets."""
        for secret in self._known:
            text = text.replace(secret, MARK)
        return _SECRETS.sub(MARK, text)
