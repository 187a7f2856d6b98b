"""The chat model that a setting names, through LangChain's `init_chat_model`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from langchain.chat_models import init_chat_model
from langchain_core.language_models import BaseChatModel

from bot.llm.bounds import Bounds
from bot.llm.providers import ModelSpec, no_key, not_installed, unknown_provider

T = TypeVar("T")

# Their classes take `streaming`; then a reply that never ends is cut at its first character too many.
_STREAMING = frozenset({"openai", "azure_openai", "anthropic"})
_CONTEXT = 16_384


def chat_model(spec: ModelSpec, bounds: Bounds) -> BaseChatModel:
    """
    The model, ready to be called; no request is made. Raises ModelUnusable.

    Retries are ours (`bot.llm.calling`), so that they count against one deadline: the provider's own are off.
    """
    options = {"temperature": 0, **made(spec, lambda: _limits(spec, bounds))}
    if spec.key and spec.provider != "ollama":  # which knows no keys
        options["api_key"] = spec.key
    if spec.base_url:
        options["base_url"] = spec.base_url
    model: BaseChatModel = made(spec, lambda: init_chat_model(spec.model, model_provider=spec.provider, **options))
    return model


def _limits(spec: ModelSpec, bounds: Bounds) -> dict[str, Any]:
    """Length and time of a reply, as the provider's class takes them."""
    if spec.provider == "ollama":
        # Ollama cuts a prompt that is longer than its context, without a word; ours need more than it takes by itself.
        return {"num_predict": bounds.reply_tokens, "num_ctx": _CONTEXT, "client_kwargs": {"timeout": bounds.seconds}}
    if spec.provider.startswith("bedrock"):
        from botocore.config import Config

        once = Config(read_timeout=bounds.seconds, connect_timeout=bounds.seconds, retries={"total_max_attempts": 1})
        return {"max_tokens": bounds.reply_tokens, "config": once}
    streaming = {"streaming": spec.streaming} if spec.provider in _STREAMING else {}
    return {"max_tokens": bounds.reply_tokens, "timeout": bounds.seconds, "max_retries": 0, **streaming}


def made(spec: ModelSpec, make: Callable[[], T]) -> T:
    """What `make` gives, with the errors of LangChain and of providers told apart. Raises ModelUnusable."""
    try:
        return make()
    except ImportError:
        raise not_installed(spec) from None
    except ValueError as error:
        # pydantic's errors are ValueErrors too: a provider's class that refuses how it is set up.
        if "provider" in str(error).lower() and "validation error" not in str(error):
            raise unknown_provider(spec) from None
        raise no_key(spec) from None
    except Exception:
        raise no_key(spec) from None
