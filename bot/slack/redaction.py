"""Keeps tokens out of logs, whoever logs them: the SDK's debug output holds whole requests."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable

_SECRETS = re.compile(
    r"(?:xox[a-z]|xapp|xwfp)-[A-Za-z0-9-]{4,}"
    r"|(?<=hooks\.slack\.com/)\S+?(?=[\"'\s\\]|$)"
    r"|(?<=[?&]ticket=)[^&\s\"'\\]+"
    r"|(?<=://)[^/\s:@]*:[^/\s@]+(?=@)"
)
"""Slack's tokens, the one-time addresses for private replies, connection tickets, passwords in database URLs."""

MARK = "[redacted]"


class Redacting(logging.Filter):
    """A filter for handlers. It writes the record out in full first, traceback included, and then cleans it."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        super().__init__()
        self._known = [secret for secret in secrets if secret]
        self._formatter = logging.Formatter()

    def filter(self, record: logging.LogRecord) -> bool:
        """Always True: records are changed, never dropped."""
        record.msg, record.args = self.clean(record.getMessage()), None
        if record.exc_info:
            record.exc_text = self.clean(record.exc_text or self._formatter.formatException(record.exc_info))
        if record.stack_info:
            record.stack_info = self.clean(record.stack_info)
        return True

    def clean(self, text: str) -> str:
        """The text without secrets."""
        for secret in self._known:
            text = text.replace(secret, MARK)
        return _SECRETS.sub(MARK, text)


def redact_logs(secrets: Iterable[str]) -> None:
    """Clean what every handler that exists now writes."""
    cleaning = Redacting(secrets)
    loggers = [logging.getLogger(), *map(logging.getLogger, logging.root.manager.loggerDict)]
    for handler in {handler for logger in loggers for handler in logger.handlers}:
        handler.addFilter(cleaning)
    if logging.lastResort is not None:
        logging.lastResort.addFilter(cleaning)
