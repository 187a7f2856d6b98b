"""
All settings: environment variables VERSE_…, a `.env` file, and a folder of files, one for each secret.

Nothing else reads the environment.
"""

from __future__ import annotations

import difflib
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import unquote, urlsplit

from platformdirs import user_data_path
from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict, SettingsError

from retrieval.domain import VerseError

PREFIX = "VERSE_"
ENV_FILE = ".env"
# Names that belong to make, CI or a shell, not to this program, are not misspelt settings.
_NOT_SETTINGS = frozenset({"VERSE_ROOT", "VERSE_VERSION"})

Names = Annotated[tuple[str, ...], NoDecode]
"""Several names in one variable, with commas or spaces between them."""


@dataclass(eq=False)
class WrongSetting(VerseError):
    """A setting whose value cannot be used. The value itself is not kept: it may be a secret."""

    name: str
    reason: str

    def __str__(self) -> str:
        return f"The setting {self.name} cannot be used: {self.reason}."


class Settings(BaseSettings):
    """What an operator can set. Each field is the variable VERSE_<FIELD>; its text below is its documentation."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_file=ENV_FILE,
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        extra="ignore",
        use_attribute_docstrings=True,
        frozen=True,
        hide_input_in_errors=True,
    )

    reports_dir: Path = Path("reports")
    """The folder with the reports."""

    data_dir: Path = Field(default_factory=lambda: user_data_path("verse", appauthor=False))
    """The folder for the library and the index; the platform's user data folder when not set."""

    secrets_dir: Path | None = None
    """A folder with a file for each secret, named like its variable; a variable that is set counts before a file."""

    chroma_url: str | None = None
    """A Chroma server (http://host:port) in place of the embedded one."""

    embeddings: str | None = None
    """Other embeddings, as provider:model; all-MiniLM-L6-v2 on this machine when not set."""

    llm: str | None = None
    """A language model that words the answers, as provider:model; none when not set."""

    llm_api_key: SecretStr | None = None
    """The key for it; where the provider's own library looks (such as OPENAI_API_KEY) when not set."""

    llm_base_url: str | None = None
    """Another server that speaks the provider's protocol (http://host:port/v1)."""

    llm_method: Literal["json_schema", "function_calling", "json_mode"] | None = None
    """How a reply in a given form is asked for; the provider's own way when not set."""

    llm_seconds: float = Field(default=40, gt=0)
    """How long an answer of the model may take, with its retries."""

    llm_attempts: int = Field(default=3, ge=1, le=10)
    """How often a call is tried."""

    llm_concurrent: int = Field(default=4, ge=1)
    """How many calls run at the same time."""

    llm_answer_tokens: int = Field(default=16_000, ge=1)
    """How many tokens, in and out, one answer may take."""

    llm_answer_cost: float | None = Field(default=None, gt=0)
    """What one answer may cost; no limit when not set."""

    llm_daily_tokens: int | None = Field(default=None, ge=0)
    """How many tokens a UTC day may take, over all processes of a data folder; no limit when not set."""

    llm_daily_cost: float | None = Field(default=None, ge=0)
    """What a UTC day may cost, over all processes of a data folder; no limit when not set."""

    llm_price_in: float | None = Field(default=None, ge=0)
    """The price of a million tokens that the model reads; limits of cost need it."""

    llm_price_out: float | None = Field(default=None, ge=0)
    """The price of a million tokens that the model writes; limits of cost need it."""

    slack_mode: Literal["socket", "http"] = "socket"
    """How Slack reaches the bot: over a socket that the bot opens, or by HTTP requests to it."""

    slack_bot_token: SecretStr | None = None
    """The bot token (xoxb-…)."""

    slack_app_token: SecretStr | None = None
    """The app-level token (xapp-…) of Socket Mode."""

    slack_signing_secret: SecretStr | None = None
    """The signing secret with which HTTP requests are checked."""

    slack_channels: Names = ()
    """The ids of the channels in which the bot answers; all that it was invited to when not set."""

    slack_users: Names = ()
    """The ids of the people who may ask; all full members of the workspace when not set."""

    slack_person_hourly: int = Field(default=30, ge=1)
    """How many questions one person may ask in an hour."""

    slack_global_hourly: int = Field(default=600, ge=1)
    """How many questions all may ask in an hour."""

    slack_mention_only: bool = False
    """True with the manifest whose bot cannot read channels: follow-ups there need a mention."""

    slack_workers: int = Field(default=4, ge=1, le=64)
    """How many questions are answered at the same time."""

    slack_api_url: str | None = None
    """Another Web API address, for tests and proxies."""

    database_url: SecretStr | None = None
    """Where questions, answers and feedback are kept (SQLAlchemy URL); SQLite in the data folder when not set."""

    retention_days: int = Field(default=90, ge=1, le=3650)
    """For how many days questions, answers and feedback are kept."""

    http_host: str = "127.0.0.1"
    """The address on which `verse serve` takes Slack's requests in http mode."""

    http_port: int = Field(default=3000, ge=0, le=65535)
    """The port for them; 0 takes a free one."""

    health_host: str = "127.0.0.1"
    """The address on which `verse serve` answers /healthz, /readyz and /metrics."""

    health_port: int = Field(default=3001, ge=0, le=65535)
    """The port for them; 0 takes a free one."""

    sync_seconds: float = Field(default=60, ge=0)
    """How often `verse serve` looks for changes in the reports folder; 0 where another process indexes."""

    log_level: Literal["debug", "info", "warning", "error"] = "info"
    """How much `verse serve` logs."""

    log_questions: bool = False
    """True writes what was asked into the log; without it, nothing that may hold words of a question."""

    debug: bool = False
    """Show the traceback of an unexpected error, in place of one line."""

    @field_validator("slack_channels", "slack_users", mode="before")
    @classmethod
    def _split(cls, value: Any) -> Any:
        return tuple(value.replace(",", " ").split()) if isinstance(value, str) else value

    @field_validator("slack_mode", "log_level", "llm_method", mode="before")
    @classmethod
    def _lower(cls, value: Any) -> Any:
        return value.lower() if isinstance(value, str) else value

    @property
    def database(self) -> str:
        """The URL of the database of interactions, its password included."""
        if self.database_url is not None:
            return self.database_url.get_secret_value()
        return f"sqlite:///{self.data_dir / 'interactions.sqlite3'}"

    @property
    def secrets(self) -> tuple[str, ...]:
        """The values of all secrets that are set, a password in the database's URL among them."""
        values = [getattr(self, name) for name in type(self).model_fields]
        known = [value.get_secret_value() for value in values if isinstance(value, SecretStr)]
        passwords = [urlsplit(value).password or "" for value in known if "://" in value]
        return tuple(filter(None, (*known, *passwords, *map(unquote, passwords))))

    @property
    def llm_key(self) -> str | None:
        """The key for the language model."""
        return self.llm_api_key.get_secret_value() if self.llm_api_key is not None else None

    def in_folders(self, reports: Path | None, data: Path | None) -> Settings:
        """The same settings with other folders, where given."""
        chosen = {"reports_dir": reports, "data_dir": data}
        return self.model_copy(update={name: folder for name, folder in chosen.items() if folder is not None})


def tracing_mode() -> str | None:
    """Where LangSmith's variables send traces: "langsmith", "otel", "hybrid", or what is no mode; None for nowhere."""
    if not any(_langsmith(name).lower() == "true" for name in ("TRACING", "TRACING_V2")):
        return None
    old = [name for name in ("OTEL_ONLY", "OTEL_ENABLED") if _langsmith(name).lower() in ("true", "1")]
    return _langsmith("TRACING_MODE").lower() or {"OTEL_ONLY": "otel", "OTEL_ENABLED": "hybrid"}.get(
        old[0] if old else "", "langsmith"
    )


def _langsmith(name: str) -> str:
    return os.environ.get(f"LANGSMITH_{name}") or os.environ.get(f"LANGCHAIN_{name}") or ""


def load_settings() -> Settings:
    """Read the environment, `.env` and the secrets. Raises WrongSetting for the first value that cannot be used."""
    settings = _read(f"file {ENV_FILE}", None)
    if settings.secrets_dir is None:
        return settings
    if not settings.secrets_dir.is_dir():
        raise WrongSetting(f"{PREFIX}SECRETS_DIR", "there is no such folder")
    return _read(f"{PREFIX}SECRETS_DIR", settings.secrets_dir)


def _read(source: str, secrets: Path | None) -> Settings:
    """The settings, with secrets from the files of a folder. What cannot be read stands in `source`."""
    try:
        return Settings(_secrets_dir=secrets)  # type: ignore[call-arg] # pydantic-settings takes it beside the fields
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        name = PREFIX + "_".join(str(part) for part in first["loc"]).upper()
        raise WrongSetting(name, first["msg"][:1].lower() + first["msg"][1:]) from None
    except (OSError, UnicodeDecodeError, SettingsError) as error:
        raise WrongSetting(source, f"it cannot be read ({type(error).__name__})") from None


def unknown_settings() -> list[tuple[str, str | None]]:
    """Variables and secrets that begin with VERSE_ but set nothing, each with the setting that was probably meant."""
    from dotenv import dotenv_values

    known = [PREFIX + name.upper() for name in Settings.model_fields]
    given = {*os.environ, *(dotenv_values(ENV_FILE) if Path(ENV_FILE).is_file() else ())}
    if secrets := load_settings().secrets_dir:
        given.update(file.name for file in secrets.iterdir())
    unknown = sorted(n for n in given if n.upper().startswith(PREFIX) and n.upper() not in {*known, *_NOT_SETTINGS})
    return [(name, next(iter(difflib.get_close_matches(name.upper(), known, 1, 0.8)), None)) for name in unknown]
