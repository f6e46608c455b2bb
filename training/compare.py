#!/usr/bin/env python3
"""How far the int8 graph is from the float network, and how long a pair takes: compare.py --base … --weights … --models …"""

import argparse
import random
import time

import numpy as np
import torch

import lists
from exported import Exported
from net import PASSAGE, QUESTION, Texts, start_from


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--base", required=True)
    p.add_argument("--weights", required=True)
    p.add_argument("--models", required=True, help="folder of the two files")
    p.add_argument("--apart", type=int, default=3)
    p.add_argument("--pairs", type=int, default=512)
    args = p.parse_args()
    reader = start_from(args.base, args.apart)
    reader.load_state_dict(torch.load(args.weights))
    texts, rng = Texts(args.base, reader), random.Random(3)
    unseen = [t for t in lists.topics() if lists.held_out(t)]
    pairs = []
    for _ in range(args.pairs):
        t, o = rng.choice(unseen), rng.choice(unseen)
        kind = rng.choice(lists.CLASSES)
        pairs.append((rng.choice(t["questions"]), f"{t['domain']}: {rng.choice((t if rng.random() < .6 else o)[kind])}"))
    float_ = texts.logits(pairs)
    graph = Exported(args.models, texts)
    for q, p in pairs:
        graph.state(q, QUESTION), graph.state(p, PASSAGE)
    started = time.perf_counter()
    out = graph.logits(pairs)
    took = time.perf_counter() - started
    soft = lambda z: np.exp(z - z.max(1, keepdims=True)) / np.exp(z - z.max(1, keepdims=True)).sum(1, keepdims=True)
    d = np.abs(soft(out) - soft(float_))
    print(f"probabilities: mean difference {d.mean():.4f}, 99 % below {np.quantile(d.max(1), .99):.4f}, worst {d.max():.4f}; "
          f"logits worst {np.abs(out - float_).max():.3f}; same class {(out.argmax(1) == float_.argmax(1)).mean():.4f}; "
          f"{1000 * took / len(pairs):.2f} ms a pair in the upper half")


if __name__ == "__main__":
    main()
