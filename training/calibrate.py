#!/usr/bin/env python3
"""What confidence is worth, on questions that the reader was not trained on.

usage: calibrate.py path/to/countersign [--fast]

Asks the questions of writer `a`'s six workspaces and of the four sample workspaces with `countersign eval --json`, and
prints: slope and offset of confidence against what is right (1 and 0: nothing to correct; else scale `evidence::weigh`),
what each band is worth, and the table of src/suggestion/precision.rs. Needs numpy alone; some ten minutes on two cores.
"""

import json
import pathlib
import subprocess
import sys
import tempfile

import numpy as np

ROOT = pathlib.Path(__file__).resolve().parent.parent
# Fewer answers than these say little of their precision.
FEWEST = 30


def lines(path):
    return [json.loads(line) for line in open(path, encoding="utf-8") if line.strip()]


def sets():
    """(labels, questions or None, documents), of each set."""
    for gold in sorted((ROOT / "tests/fixtures/gold").glob("*.jsonl")):
        yield gold, None, [ROOT / "knowledge" / gold.stem]
    writer = ROOT / "training/corpus/workspaces/a"
    for folder in sorted(p for p in writer.iterdir() if p.is_dir()):
        yield folder / "labels.jsonl", writer / "bank.jsonl", sorted(folder.glob("doc.*"))
        yield folder / "paraphrased.jsonl", None, sorted(folder.glob("doc.*"))


def measure(program, more):
    rows = []
    for labels, questions, documents in sets():
        with tempfile.TemporaryDirectory() as folder:
            workspace = documents[0]
            if not workspace.is_dir():
                for document in documents:
                    (pathlib.Path(folder) / document.name).write_bytes(document.read_bytes())
                workspace = folder
            command = [program, "eval", labels, "--workspace", workspace, "--threshold", "0", "--json", *more]
            if questions:
                command += ["--questions", questions]
            ran = subprocess.run(command, capture_output=True, text=True, check=True)
            rows += json.loads(ran.stdout)["rows"]
    return rows


def platt(log_odds, right):
    """Slope and offset of a logistic regression, by Newton's method."""
    x = np.column_stack([log_odds, np.ones_like(log_odds)])
    w = np.zeros(2)
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ w))
        w += np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x, x.T @ (right - p))
    return w


def threshold(confidence, right, precision):
    """The least threshold from which on that precision is met, by what was measured and by what confidence promises."""
    grid = [t / 100 for t in range(20, 100) if (confidence >= t / 100).sum() >= FEWEST]
    met = lambda t: min(right[confidence >= t].mean(), confidence[confidence >= t].mean()) >= precision
    found = None
    for t in reversed(grid):
        if not met(t):
            break
        found = t
    return found


def main():
    rows = measure(sys.argv[1], sys.argv[2:])
    confidence = np.array([row["confidence"] for row in rows])
    right = np.array([row["found"] for row in rows], float)
    clipped = np.clip(confidence, 1e-4, 1 - 1e-4)
    slope, offset = platt(np.log(clipped / (1 - clipped)), right)
    print(f"{len(rows)} questions; slope {slope:.2f}, offset {offset:.2f}")
    for name, low, high in (("high", 0.85, 1.01), ("medium", 0.65, 0.85), ("low", 0.5, 0.65)):
        inside = (confidence >= low) & (confidence < high)
        print(f"{name:6} {inside.sum():4d} answers, {right[inside].mean():.2f} right, {confidence[inside].mean():.2f} promised")
    citable = np.array([row["label"] != "none" for row in rows])
    for precision in (0.60, 0.65, 0.70, 0.75, 0.80, 0.85, 0.90, 0.95):
        t = threshold(confidence, right, precision)
        if t is not None:
            said = confidence >= t
            print(f"    ({precision:.2f}, {t:.2f}),   {said.sum()} answers, coverage {(said & citable).sum() / citable.sum():.2f}, "
                  f"false {(said & ~citable).sum() / (~citable).sum():.2f}")


if __name__ == "__main__":
    main()
