"""The network. Word-level hashed features -> mix -> convolutions with one attention layer -> heads.

Everything here is mirrored in Rust: crates/hearsay-nlp/weights/FORMAT.md tells the tensors' names.
"""

import torch
import torch.nn as nn
import torch.nn.functional as F

from .features import STATIC_WIDTH, TABLES

WIDTH, PIECES, HEADS, CLIP = 192, 3, 4, 32
ARC, REL = 160, 64
DILATIONS = (1, 1, 2, 4)  # two blocks, attention, two blocks


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


class Net(nn.Module):
    """`sizes`: number of labels of upos, xpos, feats, lemma, ner, deprel."""

    def __init__(self, sizes):
        super().__init__()
        self.tables = nn.ModuleDict({name: nn.Embedding(size, width) for name, _, size, width in TABLES})
        for table in self.tables.values():
            nn.init.normal_(table.weight, std=0.2)
        total = sum(width for *_, width in TABLES) + STATIC_WIDTH
        self.mix = nn.Linear(total, WIDTH * PIECES)
        self.mix_ln = nn.LayerNorm(WIDTH, eps=1e-5)
        self.convs = nn.ModuleList([Conv(d) for d in DILATIONS])
        self.attention = Attention()
        self.final_ln = nn.LayerNorm(WIDTH, eps=1e-5)
        self.heads = nn.ModuleDict({k: nn.Linear(WIDTH, sizes[k]) for k in ("upos", "xpos", "feats", "lemma", "ner")})
        self.root = nn.Parameter(torch.randn(WIDTH) * 0.1)
        self.arc_dep, self.arc_head = nn.Linear(WIDTH, ARC), nn.Linear(WIDTH, ARC)
        self.arc_w = nn.Parameter(torch.zeros(ARC + 1, ARC))
        nn.init.orthogonal_(self.arc_w)
        self.rel_dep, self.rel_head = nn.Linear(WIDTH, REL), nn.Linear(WIDTH, REL)
        self.rel_w = nn.Parameter(torch.randn(sizes["deprel"], REL + 1, REL + 1) * 0.05)
        self.dropout = 0.2

    def drop(self, x):
        return F.dropout(x, self.dropout, self.training)

    def encode(self, rows, static, mask):
        """rows [b, t, 10], static [b, t, STATIC_WIDTH] -> [b, t, WIDTH]."""
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
        x = self.drop(self.mix_ln(y.view(*y.shape[:-1], WIDTH, PIECES).amax(-1)))
        x = self.convs[0](x, mask, self.drop)
        x = self.convs[1](x, mask, self.drop)
        x = self.attention(x, mask, self.drop)
        x = self.convs[2](x, mask, self.drop)
        x = self.convs[3](x, mask, self.drop)
        return self.drop(self.final_ln(x))

    def forward(self, rows, static, mask):
        x = self.encode(rows, static, mask)
        out = {k: head(x) for k, head in self.heads.items()}
        # Position 0 is the root.
        xr = torch.cat([self.root.expand(x.shape[0], 1, WIDTH), x], 1)
        dep = self.drop(F.relu(self.arc_dep(x)))
        head = self.drop(F.relu(self.arc_head(xr)))
        one = torch.ones_like(dep[..., :1])
        arc = (torch.cat([dep, one], -1) @ self.arc_w) @ head.transpose(1, 2) / ARC ** 0.5  # [b, dep, head]
        valid = torch.cat([torch.ones_like(mask[:, :1, 0]), mask[:, :, 0]], 1)
        out["arc"] = arc.masked_fill(valid[:, None, :] == 0, -1e9)
        out["rel_dep"] = self.drop(F.relu(self.rel_dep(x)))
        out["rel_head"] = self.drop(F.relu(self.rel_head(xr)))
        return out

    def labels(self, out, heads):
        """Label scores [b, t, deprel] given head positions (0 = root) [b, t]."""
        h = torch.gather(out["rel_head"], 1, heads[:, :, None].expand(-1, -1, REL))
        d = out["rel_dep"]
        h = torch.cat([h, torch.ones_like(h[..., :1])], -1)
        d = torch.cat([d, torch.ones_like(d[..., :1])], -1)
        b, t, _ = d.shape
        y = (d.reshape(b * t, -1) @ self.rel_w.permute(1, 0, 2).reshape(REL + 1, -1)).view(b * t, -1, REL + 1)
        return torch.bmm(y, h.reshape(b * t, -1, 1)).view(b, t, -1)
