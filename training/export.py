#!/usr/bin/env python3
"""The trained reader → ONNX in two files, weights as int8 (a scale a column), matrix products in integers.

    export.py --base FOLDER --weights reader.pt --out ../models

reader-lower-int8.onnx  input_ids [1, n] → hidden [1, n, 384]: one text on its own, [CLS] … [SEP]
reader-upper-int8.onnx  question [1, q, 384], passage [1, p, 384] → logits [1, 4]: yes, no, partial, none

The lower half is MiniLM's own first layers, untouched; a text passes it once, however many pairs it is in. One pair is run at
a time: activations are scaled over all that is run together (DynamicQuantizeLinear), so a pair's logits would otherwise depend
on its neighbours. A few columns of the activations are far greater than the rest and would leave the rest few steps: each
column is divided by the root of the greatest value that it had on texts of the training topics, and the weights multiplied by it
(as SmoothQuant does).
"""

import argparse
import hashlib
import math
import pathlib
import random

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper

import lists
from net import HEADS, PASSAGE, QUESTION, WIDTH, Texts, start_from


class Graph:
    """int8: for each linear layer what its input is divided by, column by column; None keeps all in float."""

    def __init__(self, int8):
        self.nodes, self.values, self.int8, self.n = [], [], int8, 0
        self.quantised_inputs = {}

    def op(self, kind, *inputs, **attributes):
        self.n += 1
        name = f"v{self.n}"
        self.nodes.append(helper.make_node(kind, list(inputs), [name], **attributes))
        return name

    def const(self, array, name=None):
        self.n += 1
        name = name or f"c{self.n}"
        self.values.append(numpy_helper.from_array(np.array(array, order="C"), name))
        return name

    def linear(self, x, layer, scale=1.0):
        w = layer.weight.detach().numpy().T * scale
        bias = self.floats(layer.bias.detach().numpy() * scale)
        if not self.int8:
            return self.op("Add", self.op("MatMul", x, self.const(w.astype(np.float32))), bias)
        columns = self.int8[layer]
        q, ws = quantised(w * columns[:, None], 0)
        if x not in self.quantised_inputs:
            even = self.op("Mul", x, self.floats(1 / columns))
            self.n += 1
            names = [f"q{self.n}", f"s{self.n}", f"z{self.n}"]
            self.nodes.append(helper.make_node("DynamicQuantizeLinear", [even], names))
            self.quantised_inputs[x] = names
        xq, xs, xz = self.quantised_inputs[x]
        y = self.op("Cast", self.op("MatMulInteger", xq, self.const(q), xz), to=TensorProto.FLOAT)
        return self.op("Add", self.op("Mul", y, self.op("Mul", xs, self.const(ws[0]))), bias)

    def floats(self, array):
        return self.const(np.asarray(array, np.float32))

    def norm(self, x, layer):
        return self.op("LayerNormalization", x, self.floats(layer.weight.detach().numpy()),
                       self.floats(layer.bias.detach().numpy()), axis=-1, epsilon=1e-12)


def quantised(array, axis):
    scale = np.abs(array).max(axis=axis, keepdims=True) / 127
    scale[scale == 0] = 1
    return np.round(array / scale).clip(-127, 127).astype(np.int8), scale.astype(np.float32)


def columns(reader, base, pairs=60):
    """The root of the greatest value of each column of each linear layer's input, over some pairs of known topics."""
    most = {}

    def see(layer, inputs):
        found = inputs[0].abs().flatten(0, 1).amax(0)
        most[layer] = torch.maximum(most.get(layer, found), found)

    linear = [part for l in reader.layers for part in (l.query, l.key, l.value, l.out, l.up, l.down)]
    hooks = [part.register_forward_pre_hook(see) for part in linear]
    texts, rng = Texts(base, reader), random.Random(9)
    with torch.no_grad():
        for topic in rng.sample([t for t in lists.topics() if not lists.held_out(t)], pairs):
            pair = rng.choice(topic["questions"]), f"{topic['domain']}: {rng.choice(topic[rng.choice(lists.CLASSES)])}"
            texts.prepare([(pair[0], QUESTION), (pair[1], PASSAGE)], 1)
            reader.upper(*texts.pairs([pair]))
    for hook in hooks:
        hook.remove()
    root = {layer: np.sqrt(found.numpy() + 1e-3) for layer, found in most.items()}
    return {layer: c / np.exp(np.log(c).mean()) for layer, c in root.items()}


def layer_ops(g, x, layer, bias):
    ints = lambda *v: g.const(np.array(v, np.int64))
    split, merged = ints(0, 0, HEADS, WIDTH // HEADS), ints(0, 0, WIDTH)
    turn = lambda t, perm: g.op("Transpose", g.op("Reshape", t, split), perm=perm)
    q = turn(g.linear(x, layer.query, 1 / math.sqrt(WIDTH // HEADS)), [0, 2, 1, 3])
    k = turn(g.linear(x, layer.key), [0, 2, 3, 1])
    v = turn(g.linear(x, layer.value), [0, 2, 1, 3])
    scores = g.op("MatMul", q, k)
    if bias is not None:
        scores = g.op("Add", scores, bias)
    a = g.op("Softmax", scores, axis=-1)
    a = g.op("Reshape", g.op("Transpose", g.op("MatMul", a, v), perm=[0, 2, 1, 3]), merged)
    x = g.norm(g.op("Add", x, g.linear(a, layer.out)), layer.norm_a)
    h = g.linear(x, layer.up)
    h = g.op("Mul", g.op("Mul", h, g.op("Add", g.op("Erf", g.op("Div", h, g.floats(math.sqrt(2)))), g.floats(1.0))), g.floats(0.5))
    return g.norm(g.op("Add", x, g.linear(h, layer.down)), layer.norm_b)


def finish(g, inputs, outputs):
    graph = helper.make_graph(g.nodes, "reader", inputs, outputs, g.values)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=10, producer_name="training")
    onnx.checker.check_model(model)
    return model


def lower(reader, int8):
    """One text on its own: input_ids [1, n] → hidden [1, n, WIDTH]."""
    g = Graph(int8)
    ints = lambda *v: g.const(np.array(v, np.int64))
    width = g.op("Shape", "input_ids", start=1, end=2)
    words = reader.words.weight.detach().numpy()
    if int8:
        q, scale = quantised(words, 1)
        x = g.op("Mul", g.op("Cast", g.op("Gather", g.const(q), "input_ids", axis=0), to=TensorProto.FLOAT),
                 g.op("Gather", g.const(scale), "input_ids", axis=0))
    else:
        x = g.op("Gather", g.const(words), "input_ids", axis=0)
    table = (reader.positions.weight + reader.types.weight[0]).detach().numpy()[:128]
    x = g.op("Add", x, g.op("Slice", g.floats(table[None]), ints(0), width, ints(1)))
    x = g.norm(x, reader.norm)
    for layer in reader.layers[: reader.apart]:
        x = layer_ops(g, x, layer, None)
    g.nodes[-1].output[0] = "hidden"
    return finish(g, [helper.make_tensor_value_info("input_ids", TensorProto.INT64, [1, "n"])],
                  [helper.make_tensor_value_info("hidden", TensorProto.FLOAT, [1, "n", WIDTH])])


def upper(reader, int8):
    """Question and passage together: question [1, q, WIDTH], passage [1, p, WIDTH] → logits [1, 4]."""
    g = Graph(int8)
    ints = lambda *v: g.const(np.array(v, np.int64))
    zeros = g.op("Mul", g.op("Slice", "question", ints(0), ints(1), ints(2)), g.floats(0.0))  # [1, q, 1]
    ones = g.op("Add", g.op("Mul", g.op("Slice", "passage", ints(0), ints(1), ints(2)), g.floats(0.0)), g.floats(1.0))
    types = g.op("Squeeze", g.op("Concat", zeros, ones, axis=1), ints(2))  # [1, q+p]
    x = g.op("Concat", "question", g.op("Add", "passage", g.floats(reader.segment.detach().numpy())), axis=1)
    far = g.op("Abs", g.op("Sub", g.op("Unsqueeze", types, ints(1, 3)), g.op("Unsqueeze", types, ints(1, 2))))
    gates = reader.gate.detach().numpy()[:, None, :, None, None]
    for at, layer in enumerate(reader.layers[reader.apart :]):
        x = layer_ops(g, x, layer, g.op("Mul", far, g.floats(gates[at])))
    passage = g.op("Unsqueeze", types, ints(1))
    question = g.op("Sub", g.floats(1.0), passage)
    mean = lambda m: g.op("Squeeze", g.op("Div", g.op("MatMul", m, x), g.op("ReduceSum", m, ints(2), keepdims=1)), ints(1))

    def unit(t):
        square = g.op("Div", g.op("ReduceSum", g.op("Mul", t, t), ints(1), keepdims=1), g.floats(WIDTH))
        return g.op("Div", t, g.op("Sqrt", square))

    u, v = unit(mean(question)), unit(mean(passage))
    first = g.op("Gather", x, g.const(np.array(0, np.int64)), axis=1)
    features = g.op("Concat", first, g.op("Abs", g.op("Sub", u, v)), g.op("Mul", u, v), axis=1)
    out = g.op("MatMul", features, g.floats(reader.head.weight.detach().numpy().T))
    g.nodes.append(helper.make_node("Add", [out, g.floats(reader.head.bias.detach().numpy())], ["logits"]))
    return finish(g, [helper.make_tensor_value_info("question", TensorProto.FLOAT, [1, "q", WIDTH]),
                      helper.make_tensor_value_info("passage", TensorProto.FLOAT, [1, "p", WIDTH])],
                  [helper.make_tensor_value_info("logits", TensorProto.FLOAT, [1, 4])])


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--base", required=True)
    p.add_argument("--weights", required=True)
    p.add_argument("--apart", type=int, default=3)
    p.add_argument("--out", required=True, help="folder")
    p.add_argument("--float", action="store_true", help="keep the weights in float, to compare")
    args = p.parse_args()
    reader = start_from(args.base, args.apart)
    reader.load_state_dict(torch.load(args.weights))
    int8 = None if args.float else columns(reader.eval(), args.base)
    for name, make in [("lower", lower), ("upper", upper)]:
        data = make(reader.eval(), int8).SerializeToString(deterministic=True)
        out = pathlib.Path(args.out) / f"reader-{name}{'-float' if args.float else '-int8'}.onnx"
        out.write_bytes(data)
        print(out, len(data), "bytes, sha256", hashlib.sha256(data).hexdigest())


if __name__ == "__main__":
    main()
