"""The network. Word-level hashed features -> mix -> blocks of convolution or attention -> heads.

Everything here is mirrored in Rust: crates/hearsay-nlp/weights/FORMAT.md tells the tensors' names.
"""

import torch
import torch.nn as nn
import torch.nn.functional as F

from .features import STATIC_WIDTH, TABLES

WIDTH, PIECES, HEADS, CLIP = 192, 3, 4, 32
ARC, REL = 160, 64
BLOCKS = ("conv1", "conv1", "attention", "conv2", "conv4", "attention", "conv1", "conv1")  # convD sees words j - D, j, j + D


class Conv(nn.Module):
    """x + LayerNorm(maxout(W [x_{i-d}, x_i, x_{i+d}] + b)); words outside the sentence are zeros."""

    def __init__(self, dilation):
        super().__init__()
        self.d = dilation
        self.w = nn.Linear(3 * WIDTH, WIDTH * PIECES)
        self.ln = nn.LayerNorm(WIDTH, eps=1e-5)

    def forward(self, x, mask, drop):
        d, t = self.d, x.shape[1]
        x = x * mask
        p = F.pad(x, (0, 0, d, d))
        y = self.w(torch.cat([p[:, :t], x, p[:, 2 * d: 2 * d + t]], -1))
        y = y.view(*y.shape[:-1], WIDTH, PIECES).amax(-1)
        return x + drop(self.ln(y))


class Attention(nn.Module):
    """x + out(softmax(q k / sqrt(width/heads) + bias[clip(j - i)]) v), all of LayerNorm(x)."""

    def __init__(self):
        super().__init__()
        self.ln = nn.LayerNorm(WIDTH, eps=1e-5)
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.bias = nn.Parameter(torch.zeros(HEADS, 2 * CLIP + 1))

    def forward(self, x, mask, drop):
        b, t, _ = x.shape
        q, k, v = self.qkv(self.ln(x)).view(b, t, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        where = torch.arange(t)
        where = (where[None, :] - where[:, None]).clamp(-CLIP, CLIP) + CLIP  # [i, j] = j - i
        s = q @ k.transpose(-1, -2) / (WIDTH // HEADS) ** 0.5 + self.bias[:, where]
        s = s.masked_fill(mask[:, None, None, :, 0] == 0, -1e9)
        y = (s.softmax(-1) @ v).transpose(1, 2).reshape(b, t, WIDTH)
        return x + drop(self.out(y))


class Heads(nn.Module):
    """What is said of each word's state: tags, lemma rule, name, head and label. `sizes`: number of labels of each task."""

    def __init__(self, sizes, width, arc, rel):
        super().__init__()
        self.width, self.arc, self.rel = width, arc, rel
        self.heads = nn.ModuleDict({k: nn.Linear(width, sizes[k]) for k in ("upos", "xpos", "feats", "lemma", "ner")})
        self.root = nn.Parameter(torch.randn(width) * 0.1)
        self.arc_dep, self.arc_head = nn.Linear(width, arc), nn.Linear(width, arc)
        self.arc_w = nn.Parameter(torch.zeros(arc + 1, arc))
        nn.init.orthogonal_(self.arc_w)
        self.rel_dep, self.rel_head = nn.Linear(width, rel), nn.Linear(width, rel)
        self.rel_w = nn.Parameter(torch.randn(sizes["deprel"], rel + 1, rel + 1) * 0.05)
        self.dropout = 0.2

    def drop(self, x):
        return F.dropout(x, self.dropout, self.training)

    def forward(self, *inputs):
        """Of what `encode` takes; its last input but those of the encoder alone is the mask [b, t, 1]."""
        mask = inputs[2]
        x = self.encode(*inputs)
        out = {k: head(x) for k, head in self.heads.items()}
        out["state"] = x
        # Position 0 is the root.
        xr = torch.cat([self.root.expand(x.shape[0], 1, self.width), x], 1)
        dep = self.drop(F.relu(self.arc_dep(x)))
        head = self.drop(F.relu(self.arc_head(xr)))
        one = torch.ones_like(dep[..., :1])
        arc = (torch.cat([dep, one], -1) @ self.arc_w) @ head.transpose(1, 2) / self.arc ** 0.5  # [b, dep, head]
        valid = torch.cat([torch.ones_like(mask[:, :1, 0]), mask[:, :, 0]], 1)
        out["arc"] = arc.masked_fill(valid[:, None, :] == 0, -1e9)
        out["rel_dep"] = self.drop(F.relu(self.rel_dep(x)))
        out["rel_head"] = self.drop(F.relu(self.rel_head(xr)))
        return out

    def labels(self, out, heads):
        """Label scores [b, t, deprel] given head positions (0 = root) [b, t]."""
        h = torch.gather(out["rel_head"], 1, heads[:, :, None].expand(-1, -1, self.rel))
        d = out["rel_dep"]
        h = torch.cat([h, torch.ones_like(h[..., :1])], -1)
        d = torch.cat([d, torch.ones_like(d[..., :1])], -1)
        b, t, _ = d.shape
        y = (d.reshape(b * t, -1) @ self.rel_w.permute(1, 0, 2).reshape(self.rel + 1, -1)).view(b * t, -1, self.rel + 1)
        return torch.bmm(y, h.reshape(b * t, -1, 1)).view(b, t, -1)


class Net(Heads):
    """The network that is shipped."""

    def __init__(self, sizes):
        super().__init__(sizes, WIDTH, ARC, REL)
        self.tables = nn.ModuleDict({name: nn.Embedding(size, width) for name, _, size, width in TABLES})
        for table in self.tables.values():
            nn.init.normal_(table.weight, std=0.2)
        total = sum(width for *_, width in TABLES) + STATIC_WIDTH
        self.mix = nn.Linear(total, WIDTH * PIECES)
        self.mix_ln = nn.LayerNorm(WIDTH, eps=1e-5)
        self.blocks = nn.ModuleList([Attention() if b == "attention" else Conv(int(b[4:])) for b in BLOCKS])
        self.final_ln = nn.LayerNorm(WIDTH, eps=1e-5)

    def groups(self, lr):
        """The optimizer's groups: hashed rows do not decay."""
        sparse = list(self.tables.parameters())
        ids = {id(x) for x in sparse}
        return [dict(params=[x for x in self.parameters() if id(x) not in ids], lr=lr, weight_decay=0.01),
                dict(params=sparse, lr=lr, weight_decay=0.0)]

    def encode(self, rows, static, mask, both=False):
        """rows [b, t, 10], static [b, t, STATIC_WIDTH], mask [b, t, 1] -> [b, t, WIDTH]; `both`: each word alone, too."""
        parts = []
        for i, (name, *_) in enumerate(TABLES):
            e = self.tables[name](rows[:, :, 2 * i]) + self.tables[name](rows[:, :, 2 * i + 1])
            if self.training and name == "norm":  # word-identity dropout
                e = e * (torch.rand(e.shape[:2])[:, :, None] > 0.15)
            parts.append(e)
        if self.training:
            static = static * (torch.rand(static.shape[:2])[:, :, None] > 0.1)
        x = self.drop(torch.cat(parts + [static], -1))
        y = self.mix(x)
        alone = x = self.drop(self.mix_ln(y.view(*y.shape[:-1], WIDTH, PIECES).amax(-1)))
        for block in self.blocks:
            x = block(x, mask, self.drop)
        x = self.drop(self.final_ln(x))
        return (alone, x) if both else x
