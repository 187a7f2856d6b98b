"""A YAML file whose every value knows the line it stands in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class YamlSource:
    """`data` is what the text means, `root` the tree of nodes with their marks (None for an empty text)."""

    text: str
    data: Any
    root: yaml.Node | None

    @classmethod
    def parse(cls, text: str) -> YamlSource:
        """Raises yaml.YAMLError, with a mark where the text cannot be read."""
        loader = yaml.SafeLoader(text)
        try:
            root = loader.get_single_node()
            data = None if root is None else loader.construct_document(root)
        finally:
            loader.dispose()
        return cls(text, data, root)

    def node(self, path: Sequence[str | int]) -> yaml.Node | None:
        """The deepest node on a path of keys and indexes, such as a JSON Schema error gives."""
        node = self.root
        for step in path:
            below = _child(node, step)
            if below is None:
                break
            node = below
        return node

    def line(self, path: Sequence[str | int] = ()) -> int:
        """The line, from 1, of what stands at a path."""
        node = self.node(path)
        return 1 if node is None else int(node.start_mark.line) + 1

    def repeated_keys(self) -> Iterator[tuple[str, int]]:
        """Keys that a mapping holds twice, of which YAML would silently keep the last, with their lines from 1."""
        seen: set[int] = set()
        waiting = [self.root]
        while waiting:
            node = waiting.pop()
            # An alias gives its anchor's node again.
            if node is None or id(node) in seen:
                continue
            seen.add(id(node))
            if isinstance(node, yaml.MappingNode):
                keys: set[str] = set()
                for key, value in node.value:
                    if key.value in keys:
                        yield str(key.value), int(key.start_mark.line) + 1
                    keys.add(key.value)
                    waiting.append(value)
            elif isinstance(node, yaml.SequenceNode):
                waiting.extend(node.value)


def _child(node: yaml.Node | None, step: str | int) -> yaml.Node | None:
    if isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if key.value == step), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        below: yaml.Node = node.value[step]
        return below
    return None
