#!/usr/bin/env python3
"""The weights back out of the exported upper half, to train on from them: restore.py --base … --models … --out shipped.pt

They come back as int8 left them: a third of a step of noise, about as much as training moved them, but with no direction.
"""

import argparse
import math

import onnx
import torch
from onnx import numpy_helper

from net import HEADS, WIDTH, start_from


def restored(reader, path):
    """Reads the file's numbers in the order in which `export.upper` writes them."""
    values = iter([numpy_helper.to_array(v) for v in onnx.load(path).graph.initializer])
    take = lambda: torch.from_numpy(next(values).copy())
    skip = lambda n: [next(values) for _ in range(n)]

    def linear(layer, scale=1.0, even=None):
        """even: what a layer on the same input found its columns multiplied by."""
        bias = take()
        even = take() if even is None else even
        q, s = take(), take()
        layer.bias.copy_(bias / scale)
        layer.weight.copy_((q.float() * s * even[:, None]).T / scale)
        return even

    def norm(layer):
        layer.weight.copy_(take()), layer.bias.copy_(take())

    with torch.no_grad():
        skip(10)  # places of slices, the zeros and ones that make `types`
        reader.segment.copy_(take())
        skip(2)
        for at, layer in enumerate(reader.layers[reader.apart :]):
            reader.gate[at].copy_(take().reshape(HEADS))
            skip(2)  # how heads are split and merged
            even = linear(layer.query, 1 / math.sqrt(WIDTH // HEADS))
            linear(layer.key, even=even), linear(layer.value, even=even)
            linear(layer.out)
            norm(layer.norm_a)
            linear(layer.up)
            skip(3)  # gelu
            linear(layer.down)
            norm(layer.norm_b)
        *_, weight, bias = values
        reader.head.weight.copy_(torch.from_numpy(weight.T.copy())), reader.head.bias.copy_(torch.from_numpy(bias.copy()))
    return reader


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--base", required=True)
    p.add_argument("--models", required=True, help="folder of the two files")
    p.add_argument("--out", required=True)
    args = p.parse_args()
    torch.save(restored(start_from(args.base), f"{args.models}/reader-upper-int8.onnx").state_dict(), args.out)


if __name__ == "__main__":
    main()
