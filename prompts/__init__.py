"""The prompts: one file each, with a name, a version and declared variables. `load("answer")` reads one."""

from prompts.loading import Prompt, PromptInvalid, load, names

__all__ = ["Prompt", "PromptInvalid", "load", "names"]
