"""The network as it is shipped, from its weights file: its encoder serves the event heads."""

import json

import numpy as np
import torch
from safetensors.numpy import load_file

from .batcher import Batcher
from .features import STATIC_WIDTH
from .model import Net

WEIGHTS = "../crates/hearsay-nlp/weights"


def restore(folder=WEIGHTS):
    """The network, its labels, and the batcher of its static vectors."""
    tensors = load_file(f"{folder}/model.safetensors")
    with open(f"{folder}/labels.json", encoding="utf-8") as file:
        labels = json.load(file)["labels"]
    net = Net({k: len(v) for k, v in labels.items()})
    state = {k: torch.from_numpy(v.astype(np.float32)) for k, v in tensors.items() if not k.startswith(("static.", "events."))}
    net.load_state_dict(state)
    batcher = Batcher.__new__(Batcher)
    words = tensors["static.words"].tobytes().decode("utf-8").split("\n")
    table = tensors["static.q"].astype(np.float32) * tensors["static.scale"][:, None]
    batcher.vectors = np.concatenate([np.zeros((1, STATIC_WIDTH), np.float32), table])
    batcher.index = {w: i + 1 for i, w in enumerate(words)}
    return net.eval(), labels, batcher
