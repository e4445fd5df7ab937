"""Writes a checkpoint as the files that the Rust code embeds, and the parity fixture.

    python -m hearsay_training.export --checkpoint runs/model.pt --out ../crates/hearsay-nlp
"""

import argparse
import hashlib
import json
import os

import numpy as np
import torch
from safetensors.numpy import save

from . import data
from .features import rows, strings
from .lemmas import lists
from .model import ARC, BLOCKS, CLIP, HEADS, PIECES, REL, WIDTH
from .score import predict
from .train import Batcher, restore

# Our own sentences about invented countries, for the parity test.
SENTENCES = """Arland expelled three Breland diplomats on Monday .
" We will stay , " she said , " until spring . "
President Anna Dorn did n't meet Karl Ems in Brell .
The ministry denied that its troops had crossed the border .
TALKS BETWEEN ARLAND AND BRELAND COLLAPSE
According to two officials , 1,200 soldiers were moved to Port Selm in March 2011 .
Who leaked the envoy 's name ?
arland says it may cut aid
Gen. Tolk 's forces shelled the town – again .
Yes .
The Red Banner , a rebel group backed by Corland , freed 14 hostages after the Dorland government agreed to pay $ 5 million .
Corland denied violating the truce and fled the talks it had submitted to .
It is absolutely baseless to assume that relations are under stress , a spokesman for the embassy said in an e-mail .""".split("\n")


def rounded(net):
    """The network with the weights as they are stored: matrices in 16 bits."""
    with torch.no_grad():
        for p in net.parameters():
            if p.dim() > 1:
                p.copy_(p.half().float())
    return net


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--checkpoint", default="runs/model.pt")
    p.add_argument("--vectors", default="runs/vectors.npz")
    p.add_argument("--out", default="../crates/hearsay-nlp")
    a = p.parse_args()
    net, labels = restore(a.checkpoint)
    net = rounded(net)
    tensors = {}
    for name, t in net.state_dict().items():
        v = t.numpy()
        tensors[name] = v.astype(np.float16) if v.ndim > 1 else v.astype(np.float32)
    v = np.load(a.vectors)
    tensors["static.words"] = np.frombuffer("\n".join(v["words"].tolist()).encode("utf-8"), np.uint8)
    tensors["static.q"], tensors["static.scale"] = v["q"], v["scale"]
    os.makedirs(f"{a.out}/weights", exist_ok=True)
    os.makedirs(f"{a.out}/tests", exist_ok=True)
    blob = save({k: np.ascontiguousarray(x) for k, x in sorted(tensors.items())})
    with open(f"{a.out}/weights/model.safetensors", "wb") as f:
        f.write(blob)
    ewt, gum, _ = data.load(data.data_root(), "train")
    table, known = lists(ewt + gum)
    shape = dict(width=WIDTH, pieces=PIECES, heads=HEADS, clip=CLIP, arc=ARC, rel=REL, blocks=list(BLOCKS))
    with open(f"{a.out}/weights/labels.json", "w", encoding="utf-8") as f:
        json.dump(dict(version=3, shape=shape, labels=labels, lemmas=table, known_lemmas=known), f, ensure_ascii=False, indent=0)
        f.write("\n")
    sentences = [dict(words=s.split()) for s in SENTENCES]
    batcher = Batcher(a.vectors)
    fixture = []
    for s in sentences:
        with torch.no_grad():
            encoded = net.encode(*batcher.inputs([s]))[0]
        predict(net, labels, batcher.inputs, [s], lemmas=(table, set(known)))
        fixture.append(dict(words=s["words"], strings=[strings(w) for w in s["words"]],
                            rows=[list(map(int, rows(w))) for w in s["words"]],
                            encoded=[[round(float(x), 4) for x in w[:4]] for w in encoded], **s["p"]))
    with open(f"{a.out}/tests/parity.json", "w", encoding="utf-8") as f:
        json.dump(fixture, f, ensure_ascii=False, separators=(",", ":"))
        f.write("\n")
    print("bytes", len(blob), "sha256", hashlib.sha256(blob).hexdigest())


if __name__ == "__main__":
    main()
