"""Candidate lists: a question, the passages that retrieval brings for it, and what each of them is to it.

From the topics (corpus/topics) documents are put together: a passage or two of many topics, under headings in one of
several styles. From the workspaces (corpus/workspaces) the documents are as they are.
"""

import hashlib
import json
import pathlib
import random

import numpy as np

from measure import matches
from retrieve import Index, Passage, asked, joined, lines, read_passages

HERE = pathlib.Path(__file__).parent
YES, NO, PARTIAL, NONE = range(4)
CLASSES = ["yes", "no", "partial", "none"]


class List:
    """One question with its candidates."""

    __slots__ = ("question", "short", "texts", "bare", "kinds", "facts", "row")

    def __init__(self, question, short, passages, kinds, facts, row=None):
        self.question, self.short = question, short  # with and without the section heading
        self.texts = [p.text for p in passages]
        self.bare = [joined(p.lead, p.quote) for p in passages]
        self.kinds, self.facts, self.row = np.array(kinds), np.asarray(facts, np.float32), row


def topics():
    return [t for f in sorted((HERE / "corpus/topics").glob("*.jsonl")) for t in lines(f)]


def held_out(topic):
    """A fifth of the topics, by their names."""
    return int(hashlib.sha256(topic["topic"].encode()).hexdigest(), 16) % 5 == 0


def headings(rng, topic, style):
    n = f"{rng.randint(1, 12)}"
    domain, name = topic["domain"][:1].upper() + topic["domain"][1:], topic["topic"]
    question = rng.choice([q for q in topic["questions"] if q.endswith("?")] or topic["questions"])
    numbered = rng.random() < 0.4
    d = f"{n} {domain}" if numbered else domain
    t = f"{n}.{rng.randint(1, 9)} {name}" if numbered else name
    return {"domain": [d], "both": [d, t], "topic": [t], "faq": [d, question], "none": [],
            "shout": [domain.upper()], "document": [rng.choice(["Security overview", "Trust centre", "FAQ", "Policy"])],
            }[style]


def document(rng, some):
    """A synthetic document out of topics: passages, and (topic, kind) of each."""
    style = rng.choice(["domain", "domain", "both", "topic", "faq", "none", "shout", "document"])
    passages, whose = [], []
    for topic in some:
        kind = rng.choices(["yes", "no", "partial", "none"], [50, 12, 18, 20])[0]
        kinds = [kind] + (["none"] if rng.random() < 0.35 else []) + (["none"] if rng.random() < 0.15 else [])
        path = headings(rng, topic, style)
        rng.shuffle(kinds)
        for k in kinds:
            text = rng.choice(topic[k])
            if not any(p.quote == text for p in passages):
                passages.append(Passage(text, path))
                whose.append((topic["topic"], CLASSES.index(k)))
    return passages, whose


def wording(rng, topic):
    q = rng.choice(topic["questions"])
    return joined(topic["domain"] if rng.random() < 0.35 else "", q), q


def from_topics(rng, pool, encode, documents, most=12):
    """Lists out of synthetic documents. A third of the questions are about topics that the document has not.

    Retrieval sees the passages without their headings, so that each text is encoded once; the reader sees them with."""
    out = []
    for _ in range(documents):
        some = rng.sample(pool, min(len(pool) * 2 // 3, rng.randint(25, 50)))
        inside, outside = some[: len(some) * 3 // 4], some[len(some) * 3 // 4 :]
        passages, whose = document(rng, inside)
        index = Index([Passage(p.quote, []) for p in passages], encode)
        asks = [(t, *wording(rng, t)) for t in inside[:20] + outside]
        for (topic, read, query), vector in zip(asks, encode([q for _, _, q in asks])):
            order, facts = index.search(query, vector, most)
            kinds = [whose[i][1] if whose[i][0] == topic["topic"] else NONE for i in order]
            label = "none" if all(k == NONE for k in kinds) else "full" if {YES, NO} & set(kinds) else "partial"
            out.append(List(read, query, [passages[i] for i in order], kinds, facts, dict(label=label)))
    return out


def contrasts(rng, pool, encode, count):
    """Lists within a topic: at most one passage that answers, many traps, and the nearest of other topics."""
    others = [(t, rng.choice(t[k])) for t in pool for k in ("yes", "none")]
    owner = [t["topic"] for t, _ in others]
    index = Index([Passage(text, []) for _, text in others], encode)
    picks = [rng.choice(pool) for _ in range(count)]
    asks = [wording(rng, t) for t in picks]
    out = []
    for topic, (read, query), vector in zip(picks, asks, encode([q for _, q in asks])):
        style = rng.choice(["domain", "both", "topic", "none", "shout", "document"])
        path = headings(rng, topic, style)
        kinds = rng.choices([["yes"], ["no"], ["partial"], []], [40, 22, 18, 20])[0] + ["none"] * 6
        texts = [rng.choice(topic[kinds[0]])] if len(kinds) > 6 else []
        texts += rng.sample(topic["none"], min(6, len(topic["none"])))
        kinds = kinds[: len(texts)]
        passages = [Passage(t, path) for t in texts]
        near, _ = index.search(query, vector, 12)
        for i in [i for i in near if owner[i] != topic["topic"]][:4]:
            passages.append(Passage(others[i][1], headings(rng, others[i][0], style)))
            kinds.append("none")
        both = Index([Passage(p.quote, []) for p in passages], encode)
        order, facts = both.search(query, vector, len(passages))
        out.append(List(read, query, [passages[i] for i in order], [CLASSES.index(kinds[i]) for i in order], facts, {}))
    return out


def from_workspace(folder, printed, rows, encode, most=15):
    """Lists of a real document: its labelled rows, in file order (a row may lean on the one before)."""
    index = Index(read_passages(printed, folder), encode)
    asks = asked(rows)
    out = []
    for row, (read, query), vector in zip(rows, asks, encode([q for _, q in asks])):
        order, facts = index.search(query, vector, most)
        right = [row["label"] != "none" and matches(index.passages[i].quote, row["gold_quotes"]) for i in order]
        said = row.get("verdict") or ("partial" if row["label"] == "partial" else "yes")
        kind = CLASSES.index(said) if said in CLASSES else YES
        out.append(List(read, query, [index.passages[i] for i in order], [kind if r else NONE for r in right], facts,
                        dict(row, right=right)))
    return out
