"""The candidates of a question, found as the program finds them: cosine of sentence, paragraph and heading, and BM25.

A workspace is read from what `countersign passages --workspace DIR --json` prints (kept in corpus/passages/), so that
training needs no build of the program.
"""

import json
import math
import pathlib
import re
from collections import Counter

import numpy as np
import snowballstemmer

QUESTION_WORDS = set(
    "a about all also an and any are as at be been by can could describe details do does ensure explain for from had has "
    "have how if in indicate into is it its may must no of on or our please provide shall should so specify such that the "
    "their them there these they this those to us was we were what when where which who why will with would yes you "
    "your".split()
)
LEANING = re.compile(
    r"(if (yes|so|not|no|applicable|the answer|it|they|any)|and (is|are|do|does|has|have|how|who|what|when|which|where|can)"
    r"|is (it|this|that)|are (they|these|those)|does (it|this|that)|do (they|these)|how often (is|are) (it|they|this|these)"
    r"|who (approves|reviews) (it|them))\b", re.I)
STEM = snowballstemmer.stemmer("english")
stems = {}


def terms(text):
    out = []
    for word in re.findall(r"\w+", text.lower()):
        if word not in QUESTION_WORDS:
            if word not in stems:
                stems[word] = STEM.stemWord(word)
            out.append(stems[word])
    return out


def plain(text):
    text = re.sub(r"^\s*(?:[-*•+–]|\(?[a-z0-9]{1,3}[.)])\s+", "", text)
    text = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", text)
    text = re.sub(r"\*\*|__|`", "", text)
    return re.sub(r"\s+", " ", text).strip()


def under(path):
    return " › ".join(path[-2:])


def joined(*parts):
    return ": ".join(p for p in parts if p)


class Passage:
    """One passage: its words, the last two headings over it, the sentence that leads into its list, its paragraph."""

    def __init__(self, quote, path, lead="", paragraph=""):
        self.quote, self.path, self.lead = quote, list(path), lead
        self.paragraph = paragraph or quote

    @property
    def text(self):
        return joined(under(self.path), plain(self.lead), plain(self.quote))

    @property
    def whole(self):
        return joined(under(self.path), plain(self.lead), plain(self.paragraph))


def read_passages(printed, folder):
    """Passages out of the program's JSON. Leads and paragraphs are worked out from the places in the document."""
    out = []
    for document in printed["documents"]:
        data = (pathlib.Path(folder) / document["document"]).read_bytes()
        found = document["passages"]
        blocks = []
        for at, p in enumerate(found):
            before = found[at - 1] if at else None
            gap = data[before["end"]:p["start"]].decode("utf-8", "replace") if before else "\n\n"
            together = (before and p["kind"] == before["kind"] == "sentence" and p["section"] == before["section"]
                        and gap.count("\n") < 2)
            if together:
                blocks[-1].append(at)
            else:
                blocks.append([at])
        paragraph = {at: " ".join(found[i]["quote"] for i in block) for block in blocks for at in block}
        lead = ""
        for at, p in enumerate(found):
            if p["kind"] == "sentence":
                lead = p["quote"] if p["quote"].rstrip().endswith(":") else ""
            here = lead if p["kind"] == "item" and lead else ""
            out.append(Passage(p["quote"], p["section"], here, paragraph[at]))
    return out


class Index:
    def __init__(self, passages, encode):
        self.passages, self.encode = passages, encode
        texts, self.places = {}, []
        for p in passages:
            place = lambda t: texts.setdefault(t, len(texts)) if t else -1
            self.places.append((place(p.text), place(p.whole), place(under(p.path))))
        self.texts = list(texts)
        self.vectors = encode(self.texts) if self.texts else np.zeros((0, 384))
        self.counts = [Counter(terms(t)) for t in self.texts]
        self.frequency = Counter(w for c in self.counts for w in c)

    def lexical(self, question):
        n, k = len(self.texts), 1.2
        out, most = np.zeros(n), 0.0
        for word in set(terms(question)):
            f = self.frequency.get(word, 0)
            idf = math.log(1 + (n - f + 0.5) / (f + 0.5))
            most += idf * (k + 1)
            if f:
                out += [idf * (k + 1) * c[word] / (c[word] + k) if word in c else 0.0 for c in self.counts]
        return out / most if most else out

    def search(self, question, vector, most=30):
        """Places and (sentence, paragraph, heading, lexical, score) of the nearest passages, best first."""
        cos = self.vectors @ vector
        lex = self.lexical(question)
        facts = np.array([
            [cos[s], cos[w], cos[h] if h >= 0 else 0.0, max(lex[s], lex[w])] for s, w, h in self.places
        ])
        score = 0.7 * facts[:, 0] + 0.3 * facts[:, 1] + 0.5 * facts[:, 3]
        order = np.argsort(-score, kind="stable")[:most]
        return order, np.column_stack([facts[order], score[order]])


def asked(rows):
    """(question text for the reader, query for retrieval) of each row, in file order."""
    out, before, section = [], None, None
    for row in rows:
        q, s = row["question"], row.get("section") or ""
        leans = LEANING.match(q.strip()) and s == section and before is not None
        lead = before if leans else ""
        if not leans:
            before = q
        section = s
        out.append((joined(s, f"{lead} {q}".strip()), f"{lead} {q}".strip()))
    return out


def lines(path):
    return [json.loads(l) for l in open(path, encoding="utf-8") if l.strip()]
