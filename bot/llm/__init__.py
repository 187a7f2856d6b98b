"""
Answers worded by a language model, under the same promises (DESIGN): `LlmEngine` wraps the extractive engine.

Importing this loads no LangChain; making an `LlmEngine` does.
"""

from bot.llm.bounds import Bounds, Prices
from bot.llm.explanation import Explanation
from bot.llm.providers import ModelSpec, ModelUnusable

__all__ = ["Bounds", "Explanation", "ModelSpec", "ModelUnusable", "Prices"]
