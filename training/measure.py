"""What is counted, the same for every set: rows with candidates, each with a relevance."""

import difflib
import re

import numpy as np


def flat(text):
    return re.sub(r"\s+", " ", text).strip()


def matches(quote, golds):
    """Whether a quote is one of the gold quotes: one within the other, or 60 % of the shorter shared."""
    q = flat(quote)
    if not q or len(q) > 700:
        return False
    for gold in golds:
        g = flat(gold)
        if q in g and len(q) >= 0.3 * len(g) or g in q:
            return True
        m = difflib.SequenceMatcher(None, q, g, autojunk=False).find_longest_match(0, len(q), 0, len(g))
        if m.size >= 0.6 * min(len(q), len(g)):
            return True
    return False


def auc(pos, neg):
    pos, neg = np.asarray(pos), np.asarray(neg)
    if not len(pos) or not len(neg):
        return float("nan")
    d = pos[:, None] - neg[None, :]
    return float(((d > 0) + 0.5 * (d == 0)).mean())


def figures(rows, scores, verdicts=None):
    """rows: dicts with label, verdict, right (one bool a candidate); scores, verdicts: one array a row."""
    conf, right, cite, agree, recall = [], [], [], [], []
    for i, (row, s) in enumerate(zip(rows, scores)):
        best = int(np.argmax(s))
        conf.append(s[best])
        right.append(bool(row["right"][best]))
        cite.append(row["label"] != "none")
        recall.append(any(row["right"]))
        if verdicts is not None and right[-1] and row.get("verdict"):
            agree.append(verdicts[i][best] == row["verdict"])
    conf, right, cite, recall = map(np.array, (conf, right, cite, recall))
    out = dict(rows=len(rows), citable=int(cite.sum()), recall=recall[cite].mean(), top1=right[cite].mean(),
               auc=auc(conf[cite], conf[~cite]))
    for share in (0.10, 0.04):
        none = np.sort(conf[~cite])[::-1]
        if len(none):
            answered = conf > none[int(share * len(none))]
            out[f"cov@{share:.2f}"] = answered[cite].mean()
            out[f"prec@{share:.2f}"] = right[answered].mean() if answered.any() else float("nan")
    if agree:
        out["verdict"] = float(np.mean(agree))
        out["verdicts"] = len(agree)
    return out


def show(name, f):
    return f"{name:24} " + " ".join(f"{k}={v:.3f}" if isinstance(v, float) else f"{k}={v}" for k, v in f.items())
