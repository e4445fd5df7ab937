"""Heads for events: which words tell a deed, of what type, on what footing, who does it to whom, and which tell the same one.

`EventNet` puts them on the shipped encoder, which stays as it is: its states, and what it read of each word alone, go through a few
blocks more. `EventTeacher` has them on MiniLM beside tags and trees. Mirrored in Rust: crates/hearsay-nlp/weights/FORMAT.md.
"""

import torch
import torch.nn as nn
import torch.nn.functional as F

from .event_data import PROPBANK, ROLES, STATUSES, TYPES
from .model import PIECES, WIDTH, Attention, Conv
from .teacher import Teacher

ROLE, NEAR = 64, 16
BLOCKS = ("conv1", "attention", "conv2")
LABELS = len(ROLES) + len(PROPBANK)
LIKELY = 0.05  # words less likely to tell a deed get no roles


class EventHeads(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.kind, self.status, self.main = nn.Linear(width, len(TYPES)), nn.Linear(width, len(STATUSES)), nn.Linear(width, 1)
        self.deed, self.word = nn.Linear(width, ROLE), nn.Linear(width, ROLE)
        self.role_w = nn.Parameter(torch.randn(LABELS, ROLE + 1, ROLE + 1) * 0.05)
        self.role_near = nn.Parameter(torch.zeros(LABELS, 2 * NEAR + 1))
        self.same_w = nn.Parameter(torch.randn(ROLE + 1, ROLE + 1) * 0.05)

    def forward(self, x, drop):
        one = torch.ones_like(x[..., :1])
        return dict(type=self.kind(x), status=self.status(x), main=self.main(x)[..., 0],
                    deed=torch.cat([drop(F.relu(self.deed(x))), one], -1), word=torch.cat([drop(F.relu(self.word(x))), one], -1))

    def roles(self, out, which, at):
        """For deeds `at` words of sentences `which` [T]: scores [T, t, LABELS] of every word of the sentence."""
        deed, word = out["deed"][which, at], out["word"][which]
        q = torch.einsum("tr,lrs->tls", deed, self.role_w)
        where = torch.arange(word.shape[1])
        where = (where[None, :] - at[:, None]).clamp(-NEAR, NEAR) + NEAR
        return torch.einsum("tls,tns->tnl", q, word) + self.role_near[:, where].permute(1, 2, 0)

    def same(self, out, which, a, b):
        """Whether the deeds at words a and b of sentences `which` are one: scores [T], the same both ways."""
        x, y = out["deed"][which, a], out["deed"][which, b]
        return ((x @ self.same_w) * y).sum(-1) + ((y @ self.same_w) * x).sum(-1)


class WithEvents:
    """A network whose `events` are heads for events."""

    def roles(self, *given):
        return self.events.roles(*given)

    def same(self, *given):
        return self.events.same(*given)


class EventNet(WithEvents, nn.Module):
    """On `base`, a restored `Net` that does not learn."""

    def __init__(self, base, blocks=BLOCKS):
        super().__init__()
        self.base = [base]  # no part of the weights
        self.begin = nn.Linear(2 * WIDTH, WIDTH * PIECES)
        self.begin_ln = nn.LayerNorm(WIDTH, eps=1e-5)
        self.blocks = nn.ModuleList([Attention() if kind == "attention" else Conv(int(kind[4:])) for kind in blocks])
        self.final_ln = nn.LayerNorm(WIDTH, eps=1e-5)
        self.events = EventHeads(WIDTH)
        self.dropout = 0.2

    def drop(self, x):
        return F.dropout(x, self.dropout, self.training)

    def given(self, rows, static, mask):
        """What the shipped encoder says: [b, t, 2 * WIDTH], each word alone and in its sentence."""
        base = self.base[0]
        with torch.no_grad():
            return torch.cat(base.encode(rows, static, mask, both=True), -1)

    def forward(self, *inputs, given=None):
        mask = inputs[2]
        x = self.drop(self.given(*inputs) if given is None else given)  # whose states never change
        x = self.begin_ln(self.begin(x).view(*x.shape[:-1], WIDTH, PIECES).amax(-1))
        for block in self.blocks:
            x = block(x, mask, self.drop)
        return self.events(self.drop(self.final_ln(x)), self.drop)

    def groups(self, lr):
        return [dict(params=list(self.parameters()), lr=lr, weight_decay=0.01)]


class EventTeacher(WithEvents, Teacher):
    def __init__(self, sizes, minilm=None):
        super().__init__(sizes, minilm)
        self.events = EventHeads(self.width)

    def forward(self, *inputs, trees=False):
        if trees:
            out = super().forward(*inputs)
            return {**out, **self.events(out["state"], self.drop)}
        return self.events(self.encode(*inputs), self.drop)
