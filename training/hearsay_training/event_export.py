"""Writes a checkpoint's event layers as the crate's weights file, matrices in 16 bits.

    python -m hearsay_training.event_export --checkpoint runs/event.pt
"""

import argparse
import hashlib
import json

import numpy as np
import torch
from safetensors.numpy import save

from . import shipped
from .batcher import Batcher
from .event_data import ROLES
from .event_model import BLOCKS, EventNet
from .export import SENTENCES, rounded


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--checkpoint", default="runs/event.pt")
    p.add_argument("--out", default="../crates/hearsay-nlp/weights/events.safetensors")
    p.add_argument("--parity", help="file for the test that holds this code and Rust together")
    a = p.parse_args()
    base, _, batcher = shipped.restore()
    net = EventNet(base)
    net.load_state_dict(torch.load(a.checkpoint, map_location="cpu", weights_only=False)["average"])
    net = rounded(net.eval())
    state = {k: v.numpy() for k, v in net.state_dict().items()}
    told = [f"events.{k}" for k in ("kind", "status", "main")]
    for part in ("weight", "bias"):
        state[f"events.tells.{part}"] = np.concatenate([state.pop(f"{k}.{part}") for k in told])
    state["events.same_w"] = state["events.same_w"][None]
    tensors = {k: np.ascontiguousarray(v.astype(np.float16 if v.ndim > 1 else np.float32)) for k, v in sorted(state.items())}
    tensors["shape.blocks"] = np.frombuffer(" ".join(BLOCKS).encode(), np.uint8)
    blob = save(tensors)
    with open(a.out, "wb") as f:
        f.write(blob)
    print("bytes", len(blob), "sha256", hashlib.sha256(blob).hexdigest())
    if a.parity:
        fixture = []
        with torch.no_grad():
            for s in SENTENCES:
                words = s.split()
                out = net(*batcher.inputs([dict(words=words)]))
                types = out["type"][0].softmax(-1)
                likely = [i for i in range(len(words)) if types[i, 0] < 0.5]
                at = torch.tensor(likely, dtype=torch.long)
                roles = net.roles(out, torch.zeros_like(at), at)[..., : len(ROLES)].softmax(-1) if likely else []
                fixture.append(dict(words=words, predicates=[
                    dict(word=i, types=[round(float(x), 3) for x in types[i]],
                         roles=[[round(float(x), 3) for x in row] for row in rows]) for i, rows in zip(likely, roles)]))
        with open(a.parity, "w", encoding="utf-8") as f:
            json.dump(fixture, f, separators=(",", ":"))
            f.write("\n")


if __name__ == "__main__":
    main()
