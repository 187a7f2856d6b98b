"""A LangChain chat model that answers by the same scripts as the scripted server, without a socket between."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from langchain_core.language_models import BaseChatModel, LanguageModelInput
from langchain_core.messages import AIMessage, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatResult
from langchain_core.runnables import Runnable
from langchain_core.utils.function_calling import convert_to_openai_tool
from pydantic import Field

from tests.llm.scripted_server import Script


class ScriptedChatModel(BaseChatModel):
    """Structured output through a tool call, as LangChain asks for it by default."""

    script: Script
    calls: list[dict[str, Any]] = Field(default_factory=list)

    @property
    def _llm_type(self) -> str:
        return "scripted"

    def bind_tools(self, tools: Sequence[Any], **_: Any) -> Runnable[LanguageModelInput, AIMessage]:
        """The tool's form goes with every call."""
        return self.bind(tools=[convert_to_openai_tool(tool) for tool in tools])

    def _generate(self, messages: list[BaseMessage], *_: Any, **kwargs: Any) -> ChatResult:
        request = {"messages": [{"content": m.text} for m in messages], "tools": kwargs["tools"]}
        self.calls.append(request)
        turn = self.script(request, len(self.calls) - 1)
        try:
            arguments = json.loads(turn.content)
        except ValueError:
            arguments = None
        if not isinstance(arguments, dict):
            return ChatResult(generations=[ChatGeneration(message=AIMessage(turn.content or turn.refusal or ""))])
        call = {"name": kwargs["tools"][0]["function"]["name"], "args": arguments, "id": "1"}
        return ChatResult(generations=[ChatGeneration(message=AIMessage("", tool_calls=[call]))])
