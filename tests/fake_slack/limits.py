"""
Slack's documented limits, checked on the raw JSON. Written apart from the bot's own, so that one can be wrong.

https://docs.slack.dev/reference/block-kit
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

TEXTS = {"plain_text": {"type", "text", "emoji"}, "mrkdwn": {"type", "text", "verbatim"}}
BLOCK_KEYS = {
    "section": {"type", "text", "block_id", "fields", "accessory", "expand"},
    "context": {"type", "elements", "block_id"},
    "actions": {"type", "elements", "block_id"},
    "context_actions": {"type", "elements", "block_id"},
    "divider": {"type", "block_id"},
    "header": {"type", "text", "block_id", "level"},
    "rich_text": {"type", "elements", "block_id"},
    "input": {"type", "label", "element", "block_id", "hint", "optional", "dispatch_action"},
}
LIST_STYLES = {"bullet", "ordered"}
BUTTON_KEYS = {"type", "action_id", "text", "value", "url", "style", "accessibility_label", "confirm"}
ALLOWED_IN = {
    "message": set(BLOCK_KEYS) - {"input"},
    "modal": set(BLOCK_KEYS) - {"context_actions"},
    "home": set(BLOCK_KEYS) - {"context_actions"},
}


def message_violations(arguments: dict[str, Any], *, private: bool = False) -> list[str]:
    """What is wrong with a message."""
    found = []
    if private and any(block["type"] == "context_actions" for block in arguments.get("blocks") or []):
        found.append("context_actions in a private message")
    text, blocks = arguments.get("text") or "", arguments.get("blocks") or []
    if not text.strip():
        found.append("no fallback text")
    if len(text) > 4_000:
        found.append(f"fallback text of {len(text)} characters")
    if len(blocks) > 50:
        found.append(f"{len(blocks)} blocks")
    if (size := sum(len(words) for words in texts(blocks))) > 12_000:
        found.append(f"msg_too_long: {size} characters of block text")
    metadata = arguments.get("metadata")
    if metadata is not None and set(metadata) != {"event_type", "event_payload"}:
        found.append("metadata has other keys")
    return found + block_violations(blocks, "message")


def view_violations(view: dict[str, Any]) -> list[str]:
    """What is wrong with a modal or home tab."""
    found = []
    kind, blocks = view.get("type"), view.get("blocks") or []
    if kind not in {"modal", "home"}:
        return [f"a view of type {kind}"]
    if not 1 <= len(blocks) <= 100:
        found.append(f"{len(blocks)} blocks in a view")
    if kind == "modal":
        found += [
            f"{name} of {len(view[name]['text'])} characters"
            for name in ("title", "submit", "close")
            if name in view and not 1 <= len(view[name]["text"]) <= 24
        ]
        if "title" not in view:
            found.append("a modal without title")
        if any(block["type"] == "input" for block in blocks) and "submit" not in view:
            found.append("inputs without submit")
    if len(view.get("private_metadata", "")) > 3_000:
        found.append("private_metadata too long")
    return found + block_violations(blocks, str(kind))


def block_violations(blocks: list[dict[str, Any]], surface: str) -> list[str]:
    """What is wrong with blocks."""
    ids = [block["block_id"] for block in blocks if "block_id" in block]
    found = ["a block_id twice"] if len(set(ids)) != len(ids) else []
    for number, block in enumerate(blocks):
        found += [f"block {number} ({block.get('type')}): {wrong}" for wrong in _block(block, surface)]
    return found


def _block(block: dict[str, Any], surface: str) -> Iterator[str]:
    kind = block.get("type", "")
    if kind not in ALLOWED_IN[surface]:
        yield f"not allowed in a {surface}"
        return
    if extra := set(block) - BLOCK_KEYS[kind]:
        yield f"unknown keys {sorted(extra)}"
    if len(block.get("block_id", "")) > 255:
        yield "block_id too long"
    elements = block.get("elements", [])
    if kind == "section":
        yield from _text(block.get("text"), 3_000)
    elif kind == "header":
        yield from _text(block.get("text"), 150, {"plain_text"})
    elif kind == "context":
        if not 1 <= len(elements) <= 10:
            yield f"{len(elements)} elements"
        for element in elements:
            yield from _text(element, 2_000)
    elif kind in {"actions", "context_actions"}:
        if not 1 <= len(elements) <= (25 if kind == "actions" else 5):
            yield f"{len(elements)} elements"
        names = [element.get("action_id") for element in elements]
        if len(set(names)) != len(names):
            yield "an action_id twice in a block"
        for element in elements:
            yield from _element(element)
    elif kind == "rich_text":
        yield from _rich(elements)
    elif kind == "input":
        yield from _text(block.get("label"), 2_000, {"plain_text"})
        yield from _element(block["element"])


def _rich(elements: list[dict[str, Any]]) -> Iterator[str]:
    if not elements:
        yield "empty rich text"
    for element in elements:
        if element.get("type") == "rich_text_list":
            if set(element) - {"type", "style", "elements", "indent", "border"} or element["style"] not in LIST_STYLES:
                yield "a rich text list with other keys or style"
            if not element["elements"] or any(one["type"] != "rich_text_section" for one in element["elements"]):
                yield "a rich text list that is empty or holds no sections"
            for section in element["elements"]:
                yield from _section(section)
        else:
            yield from _section(element)
    if sum(len(words) for words in texts(elements)) > 3_000:
        yield "more than 3,000 characters of rich text"


def _section(section: dict[str, Any]) -> Iterator[str]:
    if section.get("type") not in {"rich_text_section", "rich_text_quote", "rich_text_preformatted"}:
        yield f"unknown rich text {section.get('type')}"
    if not section.get("elements"):
        yield "an empty rich text section"
    for run in section.get("elements", []):
        if run.get("type") != "text" or not run.get("text"):
            yield "a rich text element that is no text"
        if set(run) - {"type", "text", "style"}:
            yield "a rich text element with other keys"
    if section.get("type") == "rich_text_preformatted" and any("style" in run for run in section["elements"]):
        yield "style in preformatted text"


def _element(element: dict[str, Any]) -> Iterator[str]:
    if not 1 <= len(element.get("action_id", "")) <= 255:
        yield "action_id missing or too long"
    kind = element.get("type")
    if kind == "button":
        if extra := set(element) - BUTTON_KEYS:
            yield f"unknown button keys {sorted(extra)}"
        yield from _text(element.get("text"), 75, {"plain_text"})
        if len(element.get("value", "")) > 2_000 or len(element.get("url", "")) > 3_000:
            yield "a button's value or url is too long"
        if len(element.get("accessibility_label", "")) > 75:
            yield "accessibility_label too long"
    elif kind == "feedback_buttons":
        for name in ("positive_button", "negative_button"):
            yield from _text(element[name]["text"], 75, {"plain_text"})
            if not element[name].get("value") or len(element[name]["value"]) > 2_000:
                yield "a feedback button's value"
            if len(element[name].get("accessibility_label", "")) > 75:
                yield "accessibility_label too long"
    elif kind == "static_select":
        if not 1 <= len(element["options"]) <= 100:
            yield "number of options"
        for option in element["options"]:
            yield from _text(option["text"], 75)
            if len(option["value"]) > 150:
                yield "an option's value is too long"
    elif kind == "plain_text_input":
        if not 1 <= element.get("max_length", 1) <= 3_000:
            yield "max_length"
    else:
        yield f"unknown element {kind}"


def _text(text: Any, limit: int, kinds: set[str] | None = None) -> Iterator[str]:
    if not isinstance(text, dict) or text.get("type") not in (kinds or set(TEXTS)):
        yield "a text object is missing or of the wrong kind"
    elif extra := set(text) - TEXTS[text["type"]]:
        yield f"unknown text keys {sorted(extra)}"
    elif not 1 <= len(text["text"]) <= limit:
        yield f"text of {len(text['text'])} characters, at most {limit}"


def texts(value: Any) -> Iterator[str]:
    """Every text inside blocks."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == "text" and isinstance(inner, str):
                yield inner
            else:
                yield from texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner)


CONTROL = re.compile(r"<([^<>]+)>")
HARMLESS = re.compile(r"!date\^\d+\^|@U0VERSE$|@U1ANNA$|#C\w+$")
"""What the bot itself may write: a time in the reader's zone, its own name, the asker's, an allowed channel."""


def alarms(text: str, blocks: list[dict[str, Any]]) -> list[str]:
    """Mentions, broadcasts and links that Slack would form: in mrkdwn, in the message's text, as rich text elements."""
    formed = [match.group(1) for match in CONTROL.finditer(text)]
    for entry in _objects(blocks):
        if entry.get("type") == "mrkdwn":
            formed += [match.group(1) for match in CONTROL.finditer(entry["text"])]
        elif entry.get("type") in {"user", "broadcast", "link", "usergroup", "channel", "emoji"}:
            formed.append(str(entry))
    return [one for one in formed if not HARMLESS.match(one)]


def _objects(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from _objects(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _objects(inner)
