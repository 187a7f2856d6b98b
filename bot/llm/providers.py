"""Which provider a setting such as `openai:gpt-4.1-mini` names, and which extra has to be installed for it."""

from __future__ import annotations

from dataclasses import dataclass, field

from retrieval.domain import VerseError

DISTRIBUTION = "chapter-and-verse"
# The name of an extra may stand for its usual provider.
_ALIASES = {"azure": "azure_openai", "bedrock": "bedrock_converse", "google": "google_genai"}
_EMBEDDING_ALIASES = {"azure": "azure_openai", "google": "google_genai", "bedrock_converse": "bedrock"}
_EXTRAS = {
    "openai": "openai",
    "azure_openai": "azure",
    "azure_ai": "azure",
    "anthropic": "anthropic",
    "bedrock": "bedrock",
    "bedrock_converse": "bedrock",
    "anthropic_bedrock": "bedrock",
    "google_genai": "google",
    "ollama": "ollama",
}
KEYS = {
    "openai": "OPENAI_API_KEY",
    "azure_openai": "AZURE_OPENAI_API_KEY",
    "anthropic": "ANTHROPIC_API_KEY",
    "google_genai": "GOOGLE_API_KEY",
}
"""The variable in which each provider's own library looks for the key."""


@dataclass(eq=False)
class ModelUnusable(VerseError):
    """A model that cannot be used as it is set. `advice` says what to do; no secret is in it."""

    setting: str
    reason: str
    advice: str = ""

    def __str__(self) -> str:
        return " ".join(part for part in (f"{self.setting} cannot be used: {self.reason}.", self.advice) if part)


@dataclass(frozen=True, slots=True)
class ModelSpec:
    """
    A model as set. `provider` is LangChain's name for it.

    `key` overrides the provider's own variable; `base_url` names any server that speaks the provider's protocol, such
    as vLLM or llama.cpp with `openai`. `method` is how structured output is asked for (`json_schema`,
    `function_calling`, `json_mode`), the provider's own way when None. `timeout` is in seconds.
    """

    provider: str
    model: str
    setting: str = "VERSE_LLM"
    key: str | None = field(default=None, repr=False)
    base_url: str | None = None
    method: str | None = None
    streaming: bool = True

    @property
    def name(self) -> str:
        """As it is set: "openai:gpt-4.1-mini"."""
        return f"{self.provider}:{self.model}"

    @property
    def extra(self) -> str | None:
        """The extra that brings the provider's package; None where none of ours does."""
        return _EXTRAS.get(self.provider)


def parsed(
    value: str,
    setting: str = "VERSE_LLM",
    *,
    key: str | None = None,
    base_url: str | None = None,
    method: str | None = None,
    streaming: bool = True,
) -> ModelSpec:
    """Read "provider:model". Raises ModelUnusable where it is no such thing."""
    provider, colon, model = value.strip().partition(":")
    provider = provider.strip().lower().replace("-", "_")
    if not colon or not provider or not model.strip():
        raise ModelUnusable(setting, f"“{value}” is not provider:model", "An example is openai:gpt-4.1-mini.")
    aliases = _EMBEDDING_ALIASES if setting == "VERSE_EMBEDDINGS" else _ALIASES
    return ModelSpec(aliases.get(provider, provider), model.strip(), setting, key, base_url, method, streaming)


def not_installed(spec: ModelSpec) -> ModelUnusable:
    """The provider's package is missing."""
    if spec.extra:
        advice = f"Install the extra: pip install '{DISTRIBUTION}[{spec.extra}]'."
    else:
        advice = f"Install LangChain's package for {spec.provider}, or use one of {', '.join(extras())}."
    return ModelUnusable(spec.setting, f"the package for {spec.provider} is not installed", advice)


def unknown_provider(spec: ModelSpec) -> ModelUnusable:
    """No provider of this name is known to LangChain."""
    return ModelUnusable(
        spec.setting, f"no provider is called “{spec.provider}”", f"Known with an extra: {', '.join(extras())}."
    )


def no_key(spec: ModelSpec) -> ModelUnusable:
    """The provider's library was started without a key, or with other settings of its own missing."""
    key = KEYS.get(spec.provider)
    advice = f"Set {key} or VERSE_LLM_API_KEY." if key else "Set the provider's own variables (docs/llm.md)."
    return ModelUnusable(spec.setting, f"{spec.provider} was given no key, or not all that it needs", advice)


def extras() -> tuple[str, ...]:
    """The extras for providers, in order of name."""
    return tuple(sorted(set(_EXTRAS.values())))
