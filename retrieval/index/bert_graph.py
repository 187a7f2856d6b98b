"""
all-MiniLM-L6-v2 as an ONNX graph: BERT, mean pooling and L2 normalisation, built from the published weights.

The operators are onnxruntime's fused ones (domain com.microsoft), so that what runs is what is written here. Imported
only when the graph file is built: `onnx` costs memory and time that a question should not pay.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
from onnx import TensorProto, helper, numpy_helper

LAYERS = 6
HEADS = 12
EPSILON = 1e-12
FUSED = "com.microsoft"
Weights = dict[str, npt.NDArray[Any]]


def build(weights: Weights) -> bytes:
    """
    Serialise the graph.

    Inputs: `tokens` int64 (batch, length), padded with 0, and `mask` int32 (batch, length), 1 for a real token.
    Output: `vectors` float32 (batch, 384), of length 1.
    """
    graph = _Graph(weights)
    hidden = _embeddings(graph)
    for layer in range(LAYERS):
        hidden = _layer(graph, f"encoder.layer.{layer}.", hidden)
    _pool(graph, hidden)
    model = helper.make_model(
        helper.make_graph(
            graph.nodes,
            "all-MiniLM-L6-v2",
            [
                helper.make_tensor_value_info("tokens", TensorProto.INT64, ["batch", "length"]),
                helper.make_tensor_value_info("mask", TensorProto.INT32, ["batch", "length"]),
            ],
            [helper.make_tensor_value_info("vectors", TensorProto.FLOAT, ["batch", weights["pooler.dense.bias"].size])],
            graph.constants,
        ),
        # IR version 10 and opset 17 are read by every onnxruntime that Chroma 1.5 accepts.
        opset_imports=[helper.make_opsetid("", 17), helper.make_opsetid(FUSED, 1)],
        ir_version=10,
    )
    return bytes(model.SerializeToString())


@dataclass
class _Graph:
    """The nodes and constants so far; every node has one output, named after it."""

    weights: Weights
    nodes: list[Any] = field(default_factory=list)
    constants: list[Any] = field(default_factory=list)

    def node(self, operator: str, *inputs: str, output: str | None = None, **attributes: Any) -> str:
        name = output or f"{operator}_{len(self.nodes)}"
        fused = operator in {"Attention", "SkipLayerNormalization", "BiasGelu"}
        domain = FUSED if fused else ""
        self.nodes.append(helper.make_node(operator, list(inputs), [name], name=name, domain=domain, **attributes))
        return name

    def constant(self, name: str, value: npt.NDArray[Any]) -> str:
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def weight(self, name: str) -> str:
        return self.constant(name, self.weights[name])

    def matrix(self, name: str) -> str:
        """A Linear layer's weight: stored as (out, in), wanted as (in, out)."""
        return self.constant(name, self.weights[name].T)

    def norm(self, name: str, hidden: str, residual: str, bias: str) -> str:
        """LayerNorm(hidden + bias + residual)."""
        scale, shift = self.weight(f"{name}.weight"), self.weight(f"{name}.bias")
        return self.node("SkipLayerNormalization", hidden, residual, scale, shift, bias, epsilon=EPSILON)


def _embeddings(graph: _Graph) -> str:
    """Words, places and (always the first) segment, added and normalised: (batch, length, 384)."""
    words = graph.node("Gather", graph.weight("embeddings.word_embeddings.weight"), "tokens")
    one = graph.constant("one", np.array([1], np.int64))
    length = graph.node("Gather", graph.node("Shape", "tokens"), one)
    zero = graph.constant("zero", np.array([0], np.int64))
    places = graph.node("Slice", graph.weight("embeddings.position_embeddings.weight"), zero, length, zero)
    places = graph.node("Expand", places, graph.node("Shape", words))
    segment = graph.constant("segment", graph.weights["embeddings.token_type_embeddings.weight"][0])
    return graph.norm("embeddings.LayerNorm", words, places, segment)


def _layer(graph: _Graph, name: str, hidden: str) -> str:
    """One encoder layer: self-attention, then the feed-forward part, each with its residual and norm."""
    parts = [f"{name}attention.self.{part}" for part in ("query", "key", "value")]
    into = graph.constant(f"{name}qkv.weight", np.hstack([graph.weights[f"{part}.weight"].T for part in parts]))
    bias = graph.constant(f"{name}qkv.bias", np.hstack([graph.weights[f"{part}.bias"] for part in parts]))
    attended = graph.node("Attention", hidden, into, bias, "mask", num_heads=HEADS)

    output = f"{name}attention.output"
    mixed = graph.node("MatMul", attended, graph.matrix(f"{output}.dense.weight"))
    hidden = graph.norm(f"{output}.LayerNorm", mixed, hidden, graph.weight(f"{output}.dense.bias"))

    wide = graph.node("MatMul", hidden, graph.matrix(f"{name}intermediate.dense.weight"))
    wide = graph.node("BiasGelu", wide, graph.weight(f"{name}intermediate.dense.bias"))
    narrow = graph.node("MatMul", wide, graph.matrix(f"{name}output.dense.weight"))
    return graph.norm(f"{name}output.LayerNorm", narrow, hidden, graph.weight(f"{name}output.dense.bias"))


def _pool(graph: _Graph, hidden: str) -> None:
    """The mean over the real tokens, scaled to length 1. The mean's divisor cancels out, so the sum will do."""
    mask = graph.node("Cast", "mask", to=TensorProto.FLOAT)
    axis = graph.constant("last", np.array([-1], np.int64))
    summed = graph.node("ReduceSum", graph.node("Mul", hidden, graph.node("Unsqueeze", mask, axis)), "one", keepdims=0)
    graph.node("LpNormalization", summed, output="vectors", axis=-1, p=2)
