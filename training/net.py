"""The reader's network: MiniLM over question and passage, and a head that judges the pair.

The first layers see the question and the passage apart, each as the sentence encoder would, and are not trained: what they
make of a text can be kept. The upper layers see both. The output is one row of four logits a pair: yes, no, partial, none.
"""

import math
import pathlib

import numpy as np
import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import nn

LAYERS, WIDTH, HEADS, INNER = 6, 384, 12, 1536
QUESTION, PASSAGE = 64, 96  # most tokens of each, [CLS] and [SEP] included
CLS, SEP = 101, 102
GATE, COSINE = -2.5, 10.0


class Layer(nn.Module):
    def __init__(self, dropout):
        super().__init__()
        self.query, self.key, self.value, self.out = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.up, self.down = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.norm_a, self.norm_b = nn.LayerNorm(WIDTH, eps=1e-12), nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = dropout

    def forward(self, x, mask):
        b, s, _ = x.shape
        split = lambda t: t.view(b, s, HEADS, WIDTH // HEADS).transpose(1, 2)
        drop = self.dropout if self.training else 0.0
        # mask: added to the attention scores, for each head where it has as many.
        a = F.scaled_dot_product_attention(split(self.query(x)), split(self.key(x)), split(self.value(x)), mask)
        a = self.out(a.transpose(1, 2).reshape(b, s, WIDTH))
        x = self.norm_a(x + F.dropout(a, drop, self.training))
        return self.norm_b(x + F.dropout(self.down(F.gelu(self.up(x))), drop, self.training))


class Reader(nn.Module):
    def __init__(self, apart=3, dropout=0.1):
        super().__init__()
        self.apart = apart
        self.words, self.positions, self.types = (nn.Embedding(n, WIDTH) for n in (30522, 512, 2))
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.segment = nn.Parameter(torch.zeros(WIDTH))
        # How far each head of an upper layer looks across: added to its scores between question and passage. It starts
        # low, so that the reader starts as the sentence encoder and its cosine, and opens as it learns to read.
        self.gate = nn.Parameter(torch.full((LAYERS - apart, HEADS), GATE))
        self.head = nn.Linear(3 * WIDTH, 4)
        nn.init.normal_(self.head.weight, std=0.002)
        nn.init.zeros_(self.head.bias)
        with torch.no_grad():
            self.head.weight[3, 2 * WIDTH :] -= COSINE / WIDTH
            self.head.bias[3] = math.log(3) + 0.5 * COSINE

    def lower(self, ids, mask, upto=None):
        """Texts on their own, through the first layers (or all)."""
        x = self.words(ids) + self.positions.weight[: ids.shape[1]] + self.types.weight[0]
        x = self.norm(x)
        bias = blocked(mask[:, None, None, :], x)
        for layer in self.layers[: self.apart if upto is None else upto]:
            x = layer(x, bias)
        return x

    def sentence(self, ids, mask):
        """The plain sentence encoder that the reader starts from: mean of the tokens, normalised."""
        x = self.lower(ids, mask, LAYERS)
        m = mask.to(x.dtype)
        return F.normalize(torch.bmm(m[:, None, :], x)[:, 0] / m.sum(1, keepdim=True), dim=1)

    def upper(self, x, mask, types):
        """Both together. x: what `lower` made of each, one behind the other; types: 1 in the passage."""
        x = x + types.to(x.dtype)[:, :, None] * self.segment
        bias = blocked(mask[:, None, None, :], x)
        far = (types[:, None, :, None] - types[:, None, None, :]).abs()
        for gate, layer in zip(self.gate, self.layers[self.apart :]):
            x = layer(x, bias + far * gate[None, :, None, None])
        passage = (mask * types).to(x.dtype)
        question = mask.to(x.dtype) - passage
        mean = lambda m: torch.bmm(m[:, None, :], x)[:, 0] / m.sum(1, keepdim=True)
        unit = lambda t: t / t.pow(2).mean(1, keepdim=True).sqrt()
        u, v = unit(mean(question)), unit(mean(passage))
        return self.head(torch.cat([x[:, 0], (u - v).abs(), u * v], 1))

    def trained(self):
        return [*self.layers[self.apart :].parameters(), self.segment, self.gate, *self.head.parameters()]


def blocked(mask, like):
    return (1.0 - mask.to(like.dtype)) * -1e4


def start_from(folder, apart=3, dropout=0.1):
    """The reader with all-MiniLM-L6-v2's weights and a fresh head."""
    w = load_file(str(pathlib.Path(folder) / "model.safetensors"))
    w = {k.removeprefix("bert.").removeprefix("0.auto_model."): v.float() for k, v in w.items()}
    names = {
        "words.weight": "embeddings.word_embeddings.weight",
        "positions.weight": "embeddings.position_embeddings.weight",
        "types.weight": "embeddings.token_type_embeddings.weight",
        "norm.weight": "embeddings.LayerNorm.weight",
        "norm.bias": "embeddings.LayerNorm.bias",
    }
    for i in range(LAYERS):
        for ours, theirs in [
            ("query", "attention.self.query"), ("key", "attention.self.key"), ("value", "attention.self.value"),
            ("out", "attention.output.dense"), ("norm_a", "attention.output.LayerNorm"),
            ("up", "intermediate.dense"), ("down", "output.dense"), ("norm_b", "output.LayerNorm"),
        ]:
            for part in ("weight", "bias"):
                names[f"layers.{i}.{ours}.{part}"] = f"encoder.layer.{i}.{theirs}.{part}"
    reader = Reader(apart, dropout)
    missing, extra = reader.load_state_dict({k: w[v] for k, v in names.items()}, strict=False)
    assert not extra and {m.split(".")[0] for m in missing} == {"head", "segment", "gate"}, (missing, extra)
    return reader


class Texts:
    """Texts → token ids ([CLS] … [SEP]), and what the lower layers make of them, each worked out once."""

    def __init__(self, folder, reader):
        self.tokenizer = Tokenizer.from_file(str(pathlib.Path(folder) / "tokenizer.json"))
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()
        self.reader, self.known, self.states, self.sentences = reader, {}, {}, {}

    def ids(self, text, most):
        if text not in self.known:
            self.known[text] = self.tokenizer.encode(text, add_special_tokens=False).ids
        return [CLS] + self.known[text][: most - 2] + [SEP]

    @torch.no_grad()
    def prepare(self, keys, size=32):
        """keys: (text, most)."""
        was = self.reader.training
        self.reader.eval()
        new = [k for k in dict.fromkeys(keys) if k not in self.states]
        for some in by_length([self.ids(*k) for k in new], size):
            ids, mask = tensors([self.ids(*new[i]) for i in some])
            x = self.reader.lower(ids, mask).half().numpy()
            for row, i in enumerate(some):
                self.states[new[i]] = x[row, : int(mask[row].sum())].copy()
        self.reader.train(was)

    def pairs(self, some):
        """(question, passage) texts → the upper layers' input."""
        both = [(self.states[q, QUESTION], self.states[p, PASSAGE]) for q, p in some]
        width = max(len(q) + len(p) for q, p in both)
        x = np.zeros((len(both), width, WIDTH), np.float32)
        mask, types = np.zeros((len(both), width), np.float32), np.zeros((len(both), width), np.float32)
        for row, (q, p) in enumerate(both):
            x[row, : len(q)], x[row, len(q) : len(q) + len(p)] = q, p
            mask[row, : len(q) + len(p)] = 1
            types[row, len(q) : len(q) + len(p)] = 1
        return torch.from_numpy(x), torch.from_numpy(mask), torch.from_numpy(types)

    def size(self, q, p):
        return len(self.states[q, QUESTION]) + len(self.states[p, PASSAGE])

    def prepare_pairs(self, some):
        self.prepare([(q, QUESTION) for q, _ in some] + [(p, PASSAGE) for _, p in some])

    @torch.no_grad()
    def vectors(self, texts, size=32):
        """Sentence vectors, by the weights that the reader starts from (call it before training)."""
        new = [t for t in dict.fromkeys(texts) if t not in self.sentences]
        self.reader.eval()
        for some in by_length([self.ids(t, 256) for t in new], size):
            found = self.reader.sentence(*tensors([self.ids(new[i], 256) for i in some])).float().numpy()
            self.sentences.update((new[i], v) for i, v in zip(some, found))
        return np.stack([self.sentences[t] for t in texts])

    @torch.no_grad()
    def logits(self, some, size=32):
        self.prepare_pairs(some)
        self.reader.eval()
        out = np.zeros((len(some), 4), np.float32)
        for places in batches([self.size(*pair) for pair in some], size):
            out[places] = self.reader.upper(*self.pairs([some[i] for i in places])).numpy()
        return out


def batches(sizes, most):
    order = sorted(range(len(sizes)), key=lambda i: sizes[i])
    return [order[at : at + most] for at in range(0, len(order), most)]


def by_length(ids, most):
    return batches([len(i) for i in ids], most)


def tensors(rows):
    width = max(map(len, rows))
    ids, mask = np.zeros((len(rows), width), np.int64), np.zeros((len(rows), width), np.int64)
    for at, tokens in enumerate(rows):
        ids[at, : len(tokens)], mask[at, : len(tokens)] = tokens, 1
    return torch.from_numpy(ids), torch.from_numpy(mask)
