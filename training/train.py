#!/usr/bin/env python3
"""Trains the reader, measures it on every set, and writes the model. README.md says how to run it."""

import argparse
import json
import pickle
import pathlib
import random
import time

import numpy as np
import torch
import torch.nn.functional as F
from sklearn.linear_model import LogisticRegression

import lists
from exported import Exported
from lists import NONE, HERE
from measure import figures, show
from net import Texts, batches, start_from
from retrieve import lines

JUDGED = 12


def workspaces(writers, texts, most=15):
    out = {}
    for writer in writers:
        for folder in sorted((HERE / "corpus/workspaces" / writer).iterdir()):
            printed = HERE / "corpus/passages" / f"{writer}.{folder.name}.json"
            labels = labelled(folder)
            if not printed.exists() or not labels:
                continue
            for name, rows in labels.items():
                out[f"{writer}/{folder.name} {name}"] = lists.from_workspace(
                    folder, json.loads(printed.read_text()), rows, texts.vectors, most)
    return out


def labelled(folder):
    """The labelled rows of a workspace: the writer's bank with this vendor's labels, and the paraphrased questions."""
    bank = {r["id"]: r for r in lines(folder.parent / "bank.jsonl")} if (folder.parent / "bank.jsonl").exists() else {}
    found = {}
    for path in sorted(folder.glob("*.jsonl")):
        rows = [dict(bank.get(r["id"], {}), **{k: v for k, v in r.items() if v not in (None, "") or k == "verdict"})
                for r in lines(path)]
        rows = [r for r in rows if r.get("question") and r.get("label")]
        if rows:
            found[path.stem] = rows
    return found


def outside(spec, texts):
    """Sets outside training: NAME=DOCS_FOLDER,PASSAGES_JSON,LABELS[,QUESTIONS]."""
    name, rest = spec.split("=")
    folder, printed, labels, *more = rest.split(",")
    rows = lines(labels)
    if more:
        by_id = {r["id"]: r for r in lines(more[0])}
        rows = [dict(by_id[r["id"]], **r) for r in rows]
    return name, lists.from_workspace(folder, json.loads(pathlib.Path(printed).read_text()), rows, texts.vectors, 15)


def margins(z):
    return np.logaddexp.reduce(z[:, :3], 1) - z[:, 3]


def judge(reader, some):
    """reader: the network's Texts, or Exported."""
    z = reader.logits([(l.question, t) for l in some for t in l.texts])
    cuts = np.cumsum([len(l.texts) for l in some])[:-1]
    return np.split(z, cuts)


def columns(l, z):
    """What the last step weighs: the reader's margin, sentence and paragraph cosine, BM25's share."""
    return np.column_stack([margins(z), l.facts[:, 0], l.facts[:, 1], l.facts[:, 3]])


class Stack:
    """A logistic regression over reader and retrieval: is this candidate right?"""

    def fit(self, some, zs, use=(0, 1, 2, 3)):
        self.use = list(use)
        x = np.vstack([columns(l, z) for l, z in zip(some, zs)])[:, self.use]
        y = np.concatenate([l.row["right"] for l in some])
        self.mean, self.sd = x.mean(0), x.std(0) + 1e-9
        self.model = LogisticRegression(C=1.0, max_iter=2000).fit((x - self.mean) / self.sd, y)
        return self

    def __call__(self, l, z):
        x = columns(l, z)[:, self.use]
        return self.model.decision_function((x - self.mean) / self.sd)

    def weights(self):
        w = self.model.coef_[0] / self.sd
        names = np.array(["reader", "sentence", "paragraph", "lexical"])[self.use]
        return dict(zip(names, w.round(3).tolist())) | {"bias": round(float(self.model.intercept_[0] - w @ self.mean), 3)}


def report(sets, zs, stack=None, title=""):
    print("##", title)
    for name, some in sets.items():
        rows, z = [l.row for l in some], zs[name]
        verdicts = [np.array(lists.CLASSES)[v[:, :3].argmax(1)] for v in z]
        out = {"cosine+bm25": [l.facts[:, 4] for l in some], "reader": [margins(v) for v in z]}
        if stack:
            out["stack"] = [stack(l, v) for l, v in zip(some, z)]
        for how, s in out.items():
            print(show(f"{name} · {how}", figures(rows, s, None if how == "cosine+bm25" else verdicts)), flush=True)


def wrong(name, some, zs, stack, most):
    """The rows that went wrong with the most confidence: another passage, or an answer where there is none."""
    rows = [(s.max(), l, z, int(s.argmax())) for l, z in zip(some, zs) for s in [stack(l, z)]]
    rows = [r for r in rows if not r[1].row["right"][r[3]]]
    for s, l, z, at in sorted(rows, key=lambda r: -r[0])[:most]:
        golds = [t for t, r in zip(l.texts, l.row["right"]) if r]
        print(f"{name} {l.row['label']} {s:.2f}\n  Q {l.question}\n  A {l.texts[at][:200]} {np.round(z[at], 1)}"
              f"\n  G {golds[0][:200] if golds else '-'}")


def balance(some):
    """Weights of yes, no and partial for the verdict: the rarer, the heavier, by the root."""
    n = np.bincount([k for l in some for k in l.kinds if k != NONE], minlength=NONE)
    return torch.tensor(np.sqrt(n.sum() / (NONE * n)), dtype=torch.float32)


def loss_of(z, s, kinds, wide, verdicts, args):
    """z: logits of a list's candidates; s: retrieval's score; wide: weight and bias that add the score to the margin."""
    relevance = torch.logsumexp(z[:, :3], 1) - z[:, 3] + wide[0] * s + wide[1]
    good = kinds != NONE
    null = torch.zeros(1)
    all_ = torch.logsumexp(torch.cat([relevance, null]), 0)
    wanted = torch.logsumexp(relevance[good], 0) if good.any() else null[0]
    listwise = all_ - wanted
    pointwise = F.binary_cross_entropy_with_logits(relevance, good.float(), reduction="mean")
    verdict = F.cross_entropy(z[good, :3], kinds[good], weight=verdicts) if good.any() else 0.0
    return args.listwise * listwise + args.pointwise * pointwise * 4 + args.verdict * verdict


def half(on):
    """Matrix products in bfloat16: three times as fast where the processor has them, and as good."""
    return torch.autocast("cpu", torch.bfloat16, enabled=on)


def drawn(real, made, share, rng):
    """Lists without end: `share` of them from workspaces; each kind goes round, shuffled anew."""
    def round_(some):
        while some:
            some = rng.sample(some, len(some))
            yield from some
    a, b = round_(real), round_(made)
    while True:
        yield next(a) if real and (not made or rng.random() < share) else next(b)


def narrowed(l, most, rng):
    """At most so many candidates: what is right, then the best of the rest, the last two drawn from all."""
    if len(l.texts) <= most:
        return list(range(len(l.texts)))
    right = [i for i in range(len(l.texts)) if l.kinds[i] != NONE][:3]
    rest = [i for i in range(len(l.texts)) if l.kinds[i] == NONE]
    near = rest[: most - 2 - len(right)]
    return right + near + rng.sample(rest[len(near) :], min(2, len(rest) - len(near)))


def train(reader, texts, real, made, args):
    wide = torch.nn.Parameter(torch.tensor([args.wide, -args.wide * 0.4]))
    groups, n = [], len(reader.layers)
    verdicts = balance(real + made)
    for i in range(reader.apart, n):
        groups.append(dict(params=list(reader.layers[i].parameters()), lr=args.lr * args.decay ** (n - 1 - i)))
    groups += [dict(params=[*reader.head.parameters(), reader.segment], lr=args.lr * 3), dict(params=[wide], lr=args.lr * 30),
               dict(params=[reader.gate], lr=args.lr * 50, weight_decay=0.0)]
    if args.wide == 0:
        wide.requires_grad_(False)
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01)
    for group in optimiser.param_groups:
        group["most"] = group["lr"]
    rng = random.Random(args.seed)
    stream = drawn(real, made, args.share, rng)
    started, seen, recent, step = time.time(), 0, [], 0
    done = 0.0
    while done < 1.0:
        # The schedule goes by steps, or where only the time is given, by the time that is left.
        done = step / args.steps if args.steps else (time.time() - started) / (args.minutes * 60)
        for group in optimiser.param_groups:
            group["lr"] = group["most"] * min(1.0, (step + 1) / 40) * max(0.02, 1 - done)
        chosen = [next(stream) for _ in range(args.batch)]
        pairs, parts = [], []
        for l in chosen:
            words = l.bare if rng.random() < args.bare else l.texts
            keep = narrowed(l, args.most, rng)
            question = l.short if rng.random() < args.bare else l.question
            pairs += [(question, words[i]) for i in keep]
            parts.append(keep)
        with half(args.bf16):
            texts.prepare_pairs(pairs)
        reader.train()
        z = [None] * len(pairs)
        for places in batches([texts.size(*p) for p in pairs], 16):
            with half(args.bf16):
                found = reader.upper(*texts.pairs([pairs[i] for i in places])).float()
            for place, row in zip(places, found):
                z[place] = row
        losses = [loss_of(v, torch.from_numpy(l.facts[keep, 4]), torch.from_numpy(l.kinds[keep]), wide, verdicts, args)
                  for v, l, keep in zip(torch.stack(z).split([len(k) for k in parts]), chosen, parts)]
        loss = torch.stack(losses).mean()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(reader.trained(), 1.0)
        optimiser.step()
        optimiser.zero_grad()
        step += 1
        seen += len(pairs)
        recent = (recent + [loss.item()])[-50:]
        if step % 25 == 0:
            took = time.time() - started
            print(f"step {step} {took:.0f} s loss {np.mean(recent):.3f} pairs {seen} {seen / took:.0f}/s "
                  f"wide {[round(w, 2) for w in wide.data.tolist()]} gates {[round(g, 2) for g in reader.gate.mean(1).tolist()]}",
                  flush=True)
        if args.out and step % 100 == 0:
            torch.save(reader.state_dict(), args.out + ".part")
    print(f"{step} steps, {seen} pairs, {time.time() - started:.0f} s", flush=True)


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--base", required=True, help="folder of all-MiniLM-L6-v2: model.safetensors, tokenizer.json")
    p.add_argument("--out")
    p.add_argument("--weights", help="measure these instead of training; several (a.pt,b.pt) are averaged")
    p.add_argument("--start", help="train on from these weights instead of the sentence encoder's")
    p.add_argument("--models", help="measure the ONNX files in this folder instead of training")
    p.add_argument("--keep", type=float, default=1.0, help="how much of the training is kept: 0 is the start, 1 all of it")
    p.add_argument("--wrong", type=int, default=0, help="print so many wrong rows of each set")
    p.add_argument("--seed", type=int, default=7)
    p.add_argument("--threads", type=int, default=2)
    p.add_argument("--apart", type=int, default=3)
    p.add_argument("--lr", type=float, default=3e-4)
    p.add_argument("--decay", type=float, default=0.9)
    p.add_argument("--steps", type=int, default=0)
    p.add_argument("--batch", type=int, default=8, help="lists a step")
    p.add_argument("--most", type=int, default=8, help="candidates of a list taken at a time")
    p.add_argument("--share", type=float, default=0.6, help="share of lists that are from workspaces")
    p.add_argument("--documents", type=int, default=12)
    p.add_argument("--contrasts", type=int, default=400)
    p.add_argument("--writers", default="")
    p.add_argument("--held-out-writers", default="")
    p.add_argument("--listwise", type=float, default=1)
    p.add_argument("--pointwise", type=float, default=0.5)
    p.add_argument("--verdict", type=float, default=0.5)
    p.add_argument("--bare", type=float, default=0.15)
    p.add_argument("--wide", type=float, default=4.0)
    p.add_argument("--minutes", type=float, default=0)
    p.add_argument("--bf16", action="store_true", help="train with matrix products in bfloat16")
    p.add_argument("--take", type=int, default=0, help="only so many workspace lists")
    p.add_argument("--cache", help="a file that keeps sentence vectors between runs")
    p.add_argument("--every", type=int, default=1, help="measure on every nth held-out row")
    p.add_argument("--outside", action="append", default=[])
    args = p.parse_args()
    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    reader = start_from(args.base, args.apart)
    texts = Texts(args.base, reader)
    if args.cache and pathlib.Path(args.cache).exists():
        texts.sentences = pickle.loads(pathlib.Path(args.cache).read_bytes())
    rng = random.Random(args.seed)
    started = time.time()
    pool = lists.topics()
    known, unseen = [t for t in pool if not lists.held_out(t)], [t for t in pool if lists.held_out(t)]
    with half(args.bf16):
        made = lists.from_topics(rng, known, texts.vectors, args.documents, JUDGED) if args.documents else []
        made += lists.contrasts(rng, known, texts.vectors, args.contrasts) if args.contrasts else []
        real = [l for some in workspaces([w for w in args.writers.split(",") if w], texts, JUDGED).values() for l in some]
    rng.shuffle(real)
    real = real[: args.take] if args.take else real
    sets = {"topics held out": lists.from_topics(random.Random(1), unseen, texts.vectors, 4, 12)}
    for l in sets["topics held out"]:
        l.row["right"] = [bool(k != NONE) for k in l.kinds]
    for name, some in workspaces([w for w in args.held_out_writers.split(",") if w], texts).items():
        sets.setdefault("workspaces held out", []).extend(some[:: args.every])
    validation = list(sets)
    for spec in args.outside:
        name, some = outside(spec, texts)
        group = name.split()[0]
        sets.setdefault(group, []).extend(some)
    if args.cache:
        pathlib.Path(args.cache).write_bytes(pickle.dumps(texts.sentences))
    print(f"{len(real)} lists of workspaces, {len(made)} of topics, prepared in {time.time() - started:.0f} s", flush=True)
    if args.weights:
        found = [torch.load(w) for w in args.weights.split(",")]
        first = reader.state_dict()
        mixed = {k: v + args.keep * (sum(f[k] for f in found) / len(found) - v) for k, v in first.items()}
        reader.load_state_dict(mixed)
        if args.out:
            torch.save(reader.state_dict(), args.out)
    elif not args.models:
        if args.start:
            reader.load_state_dict(torch.load(args.start))
        train(reader, texts, real, made, args)
        texts.states.clear()
        if args.out:
            torch.save(reader.state_dict(), args.out)
    judged = Exported(args.models, texts) if args.models else texts
    zs = {name: judge(judged, some) for name, some in sets.items()}
    fit_on = [n for n in ("workspaces held out", "gold") if n in sets] or validation
    stack = Stack().fit([l for n in fit_on for l in sets[n]], [z for n in fit_on for z in zs[n]])
    print("stack fitted on", fit_on, stack.weights())
    report(sets, zs, stack, "all sets")
    for name, some in sets.items():
        wrong(name, some, zs[name], stack, args.wrong)


if __name__ == "__main__":
    main()
