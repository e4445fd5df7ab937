"""The teacher: MiniLM under the same heads, as accurate as six transformer layers get and too slow to ship.

    python -m hearsay_training.train --net teacher --minilm DIR --out runs/teacher.pt --minutes 45

The encoder has no case, so the hashed shape and suffix of each word join its state (the mean of its first and last piece).
"""

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F
from safetensors.torch import load_file
from tokenizers import Tokenizer

from .batcher import Batcher
from .features import STATIC_WIDTH, TABLES
from .model import Heads

WIDTH, LAYERS, LONGEST = 384, 6, 510


class Layer(nn.Module):
    def __init__(self):
        super().__init__()
        self.qkv, self.out = nn.Linear(WIDTH, 3 * WIDTH), nn.Linear(WIDTH, WIDTH)
        self.up, self.down = nn.Linear(WIDTH, 4 * WIDTH), nn.Linear(4 * WIDTH, WIDTH)
        self.ln1, self.ln2 = nn.LayerNorm(WIDTH, eps=1e-12), nn.LayerNorm(WIDTH, eps=1e-12)

    def forward(self, x, mask, drop):
        b, t, _ = x.shape
        q, k, v = self.qkv(x).view(b, t, 3, 12, 32).permute(2, 0, 3, 1, 4)
        # Written out: the fused kernel's backward pass is ten times slower in 16 bits on a processor.
        a = (q @ k.transpose(-1, -2) / 32**0.5).float() + mask
        a = (a.softmax(-1).to(v.dtype) @ v).transpose(1, 2).reshape(x.shape)
        x = self.ln1(x + drop(self.out(a)))
        return self.ln2(x + drop(self.down(F.gelu(self.up(x)))))


class Teacher(Heads):
    def __init__(self, sizes, minilm=None):
        super().__init__(sizes, WIDTH, 256, 96)
        self.words, self.places = nn.Embedding(30522, WIDTH), nn.Embedding(512, WIDTH)
        self.ln = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList([Layer() for _ in range(LAYERS)])
        self.tables = nn.ModuleDict({name: nn.Embedding(size, width) for name, _, size, width in TABLES})
        for table in self.tables.values():
            nn.init.normal_(table.weight, std=0.2)
        self.mix = nn.Linear(sum(width for *_, width in TABLES) + STATIC_WIDTH, WIDTH)
        nn.init.zeros_(self.mix.weight)
        self.final_ln = nn.LayerNorm(WIDTH, eps=1e-5)
        if minilm:
            self.begin(load_file(f"{minilm}/model.safetensors"))

    def begin(self, w):
        """Takes over the pretrained weights."""
        if not any(k.startswith("embeddings.") for k in w):
            w = {k.split(".", 1)[1]: v for k, v in w.items()}

        def take(module, *names):
            module.weight.data = torch.cat([w[n + ".weight"] for n in names]).float()
            if hasattr(module, "bias"):
                module.bias.data = torch.cat([w[n + ".bias"] for n in names]).float()

        take(self.words, "embeddings.word_embeddings")
        self.places.weight.data = w["embeddings.position_embeddings.weight"] + w["embeddings.token_type_embeddings.weight"][0]
        take(self.ln, "embeddings.LayerNorm")
        for i, layer in enumerate(self.layers):
            p = f"encoder.layer.{i}."
            take(layer.qkv, *(p + f"attention.self.{n}" for n in ("query", "key", "value")))
            take(layer.out, p + "attention.output.dense")
            take(layer.ln1, p + "attention.output.LayerNorm")
            take(layer.up, p + "intermediate.dense")
            take(layer.down, p + "output.dense")
            take(layer.ln2, p + "output.LayerNorm")

    def groups(self, lr):
        """The encoder learns ten times slower than the rest; its word embeddings not at all."""
        self.words.requires_grad_(False)
        slow = [*self.places.parameters(), *self.ln.parameters(), *self.layers.parameters()]
        ids = {id(x) for x in [*slow, *self.words.parameters()]}
        return [dict(params=slow, lr=lr / 10, weight_decay=0.01),
                dict(params=[x for x in self.parameters() if id(x) not in ids], lr=lr, weight_decay=0.0)]

    def encode(self, rows, static, mask, pieces, seen, first, last):
        """As `Net.encode`, and the word pieces [b, p], which of them are there, each word's first and last piece [b, t]."""
        with torch.autocast("cpu", torch.bfloat16):
            x = self.words(pieces) + self.places.weight[: pieces.shape[1]]
            x = self.drop10(self.ln(x))
            hidden = torch.where(seen, 0.0, -1e9)[:, None, None, :]
            for layer in self.layers:
                x = layer(x, hidden, self.drop10)
        x = x.float()
        at = lambda i: torch.gather(x, 1, i[:, :, None].expand(-1, -1, WIDTH))
        parts = [self.tables[name](rows[:, :, 2 * i]) + self.tables[name](rows[:, :, 2 * i + 1])
                 for i, (name, *_) in enumerate(TABLES)]
        plain = self.mix(self.drop(torch.cat(parts + [static], -1)))
        return self.drop(self.final_ln((at(first) + at(last)) / 2 + plain))

    def drop10(self, x):
        return F.dropout(x, 0.1, self.training)


class Pieces(Batcher):
    """Sentences to the teacher's tensors."""

    def __init__(self, vectors, minilm):
        super().__init__(vectors)
        self.tokenizer = Tokenizer.from_file(f"{minilm}/tokenizer.json")
        self.tokenizer.no_truncation()
        self.tokenizer.no_padding()

    def inputs(self, sentences):
        for s in sentences:
            if "pieces" not in s or len(s["rows"]) != len(s["words"]):
                e = self.tokenizer.encode(s["words"], is_pretokenized=True)
                first, last = np.zeros(len(s["words"]), np.int64), np.zeros(len(s["words"]), np.int64)
                for i, w in reversed(list(enumerate(e.word_ids[:LONGEST]))):
                    if w is not None:
                        first[w] = i
                        last[w] = last[w] or i
                s["pieces"] = (np.array(e.ids[:LONGEST]), first, last)
        plain = super().inputs(sentences)
        b, t, p = len(sentences), plain[0].shape[1], max(len(s["pieces"][0]) for s in sentences)
        pieces, seen = np.zeros((b, p), np.int64), np.zeros((b, p), bool)
        first, last = np.zeros((b, t), np.int64), np.zeros((b, t), np.int64)
        for k, s in enumerate(sentences):
            ids, f, l = s["pieces"]
            pieces[k, : len(ids)], seen[k, : len(ids)] = ids, True
            first[k, : len(f)], last[k, : len(l)] = f, l
        return (*plain, *(torch.from_numpy(x) for x in (pieces, seen, first, last)))
