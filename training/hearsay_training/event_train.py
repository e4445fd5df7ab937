"""Trains the event heads; resumes from its checkpoint.

    python -m hearsay_training.event_train --net teacher --minilm DIR --out runs/event_teacher.pt --minutes 30
    python -m hearsay_training.event_train --soft runs/event_soft.npz --out runs/event_soft.pt --minutes 15
    python -m hearsay_training.event_train --start runs/event_soft.pt --soft runs/event_soft.npz --out runs/event.pt --minutes 4
    ... --folds --out runs/event_fold.pt       each leaves out a fifth of the items, for honest scores on them (event_judge.py)

The teacher learns labelled events, PropBank's roles and trees together; the network learns events and roles on the shipped encoder,
and the teacher's answers. The rate falls linearly over `--minutes` of training time (summed over resumed runs).
"""

import argparse
import os
import time
import zlib

import numpy as np
import torch
import torch.nn.functional as F

from . import shipped
from .batcher import batches
from .data import case_noise, data_root, load, rng
from .event_data import PROPBANK, ROLES, STATUSES, TYPES, labelled, propbank
from .event_model import EventNet, EventTeacher
from .event_teach import Soft
from .teacher import Pieces
from .train import follow, label_lists

FOLDS = 5


def fold_of(item):
    """Which fifth an item is of."""
    return zlib.crc32(item.encode()) % FOLDS


def told_by(net, batcher, sentences):
    """What the heads say; what the shipped encoder says, which does not learn, is kept with each sentence."""
    if not isinstance(net, EventNet):
        return net(*batcher.inputs(sentences))
    missing = [s for s in sentences if "given" not in s]
    if missing:
        for s, row in zip(missing, net.given(*batcher.inputs(missing))):
            s["given"] = row[: len(s["words"])].half()
            for kept in ("rows", "static"):
                s.pop(kept, None)
    t = max(len(s["words"]) for s in sentences)
    given, mask = torch.zeros(len(sentences), t, sentences[0]["given"].shape[1]), torch.zeros(len(sentences), t, 1)
    for b, s in enumerate(sentences):
        given[b, : len(s["words"])], mask[b, : len(s["words"])] = s["given"].float(), 1
    return net(None, None, mask, given=given)


def triggers(sentences):
    """(sentence, event) of every labelled trigger."""
    return [(b, e) for b, s in enumerate(sentences) for e in s["events"]]


def gold_loss(net, out, sentences):
    """Types of all words; footing, roles and identity of the labelled deeds."""
    t = out["type"].shape[1]
    types = np.full((len(sentences), t), -100, np.int64)
    for b, s in enumerate(sentences):
        types[b, : len(s["words"])] = 0
        for e in s["events"]:
            types[b, e["word"]] = TYPES.index(e["type"])
    loss = F.cross_entropy(out["type"].flatten(0, 1), torch.from_numpy(types).flatten(), ignore_index=-100, reduction="sum")
    told = triggers(sentences)
    if not told:
        return loss / 100
    which, at = torch.tensor([b for b, _ in told]), torch.tensor([e["word"] for _, e in told])
    status = torch.tensor([STATUSES.index(e["status"]) for _, e in told])
    loss = loss + F.cross_entropy(out["status"][which, at], status, reduction="sum")
    main = torch.tensor([float(e["main"]) for _, e in told])
    loss = loss + 0.5 * F.binary_cross_entropy_with_logits(out["main"][which, at], main, reduction="sum")
    roles = np.full((len(told), t), -100, np.int64)
    for k, (b, e) in enumerate(told):
        roles[k, : len(sentences[b]["words"])] = 0
        for side in ("says", "target", "source"):
            roles[k, e[side]] = ROLES.index(side)
    scores = net.roles(out, which, at)[..., : len(ROLES)]
    loss = loss + F.cross_entropy(scores.flatten(0, 1), torch.from_numpy(roles).flatten(), ignore_index=-100, reduction="sum")
    pairs = [(b, e["word"], f["word"], e["deed"] == f["deed"]) for b, s in enumerate(sentences)
             for i, e in enumerate(s["events"]) for f in s["events"][:i]]
    if pairs:
        w, a, c = (torch.tensor([p[i] for p in pairs]) for i in range(3))
        due = torch.tensor([float(p[3]) for p in pairs])
        loss = loss + 0.5 * F.binary_cross_entropy_with_logits(net.same(out, w, a, c), due, reduction="sum")
    return loss / 100


def propbank_loss(net, out, sentences):
    told = [(b, word, roles) for b, s in enumerate(sentences) for word, roles in s["predicates"]]
    if not told:
        return out["type"].sum() * 0
    t = out["type"].shape[1]
    due = np.full((len(told), t), -100, np.int64)
    for k, (b, _, roles) in enumerate(told):
        due[k, : len(sentences[b]["words"])] = 0
        for word, role in roles.items():
            due[k, word] = PROPBANK.index(role)
    which, at = torch.tensor([x[0] for x in told]), torch.tensor([x[1] for x in told])
    scores = net.roles(out, which, at)[..., len(ROLES):]
    return F.cross_entropy(scores.flatten(0, 1), torch.from_numpy(due).flatten(), ignore_index=-100, reduction="sum") / 200


def tree_loss(net, batcher, out, sentences, index):
    y = batcher.targets(sentences, index)
    flat = lambda scores, due: F.cross_entropy(scores.flatten(0, 1), due.flatten(), ignore_index=-100)
    return flat(out["arc"], y["head"]) + flat(net.labels(out, y["head"].clamp(min=0)), y["deprel"]) + 0.3 * flat(out["upos"], y["upos"])


def soft_loss(net, out, sentences):
    """Cross entropy with the teacher's shares (event_teach.py)."""
    t = out["type"].shape[1]

    def ce(scores, share):
        return -(share * F.log_softmax(scores, -1)).sum()

    types = np.zeros((len(sentences), t, len(TYPES)), np.float32)
    told = []
    for b, s in enumerate(sentences):
        types[b, : len(s["words"])] = s["soft"]["type"]
        told += [(b, k) for k in range(len(s["soft"]["at"]))]
    loss = ce(out["type"], torch.from_numpy(types) / 255)
    if not told:
        return loss / 100
    of = lambda key: [sentences[b]["soft"][key][k] for b, k in told]
    which, at = torch.tensor([b for b, _ in told]), torch.tensor(np.array(of("at"), np.int64))
    sure = 1 - torch.from_numpy(types)[which, at, 0] / 255
    share = torch.from_numpy(np.array(of("status"), np.float32) / 255)
    loss = loss - (sure[:, None] * share * F.log_softmax(out["status"][which, at], -1)).sum()
    main = torch.from_numpy(np.array(of("main"), np.float32) / 255)
    loss = loss + 0.5 * F.binary_cross_entropy_with_logits(out["main"][which, at], main, weight=sure, reduction="sum")
    roles = np.zeros((len(told), t, len(ROLES) + len(PROPBANK)), np.float32)
    for k, (b, i) in enumerate(told):
        roles[k, : len(sentences[b]["words"])] = sentences[b]["soft"]["roles"][i]
    roles = torch.from_numpy(roles) / 255 * sure[:, None, None]
    scores = net.roles(out, which, at)
    loss = loss + ce(scores[..., : len(ROLES)], roles[..., : len(ROLES)]) + 0.5 * ce(scores[..., len(ROLES):], roles[..., len(ROLES):])
    pairs = [(b, s["soft"]["at"][i], s["soft"]["at"][j], s["soft"]["same"][i][j]) for b, s in enumerate(sentences)
             for i in range(len(s["soft"]["at"])) for j in range(i)]
    if pairs:
        w, a, c = (torch.tensor(np.array([p[i] for p in pairs], np.int64)) for i in range(3))
        due = torch.from_numpy(np.array([p[3] for p in pairs], np.float32) / 255)
        loss = loss + 0.3 * F.binary_cross_entropy_with_logits(net.same(out, w, a, c), due, reduction="sum")
    return loss / 100


def evaluate(net, batcher, sentences, rolled=()):
    """F1 of trigger words with their type, of parties and status given the triggers, and of PropBank's roles."""
    net.eval()
    n = dict.fromkeys("hit said due status told psaid pdue phit".split(), 0)
    party = {side: [0, 0, 0] for side in ROLES[1:]}
    with torch.no_grad():
        for batch in batches(list(sentences), 3000, rng(1)):
            out = told_by(net, batcher, batch)
            types = out["type"].argmax(-1)
            for b, s in enumerate(batch):
                due = {e["word"]: TYPES.index(e["type"]) for e in s["events"]}
                said = {i: k for i, k in enumerate(types[b, : len(s["words"])].tolist()) if k}
                n["hit"] += sum(due.get(i) == k for i, k in said.items())
                n["said"] += len(said)
                n["due"] += len(due)
            told = [(b, e) for b, e in triggers(batch) if e["main"]]
            if told:
                which, at = torch.tensor([b for b, _ in told]), torch.tensor([e["word"] for _, e in told])
                n["status"] += sum(STATUSES[k] == e["status"] for k, (_, e) in zip(out["status"][which, at].argmax(-1).tolist(), told))
                n["told"] += len(told)
                scores = net.roles(out, which, at)[..., : len(ROLES)].argmax(-1)
                for row, (b, e) in zip(scores, told):
                    for side in ROLES[1:]:
                        said = set((row[: len(batch[b]["words"])] == ROLES.index(side)).nonzero()[:, 0].tolist())
                        party[side][0] += len(said & set(e[side]))
                        party[side][1] += len(said)
                        party[side][2] += len(e[side])
        for batch in batches(list(rolled), 3000, rng(1)) if rolled else ():
            out = told_by(net, batcher, batch)
            told = [(b, word, roles) for b, s in enumerate(batch) for word, roles in s["predicates"]]
            which, at = torch.tensor([x[0] for x in told]), torch.tensor([x[1] for x in told])
            scores = net.roles(out, which, at)[..., len(ROLES):].argmax(-1)
            for row, (b, _, roles) in zip(scores, told):
                said = {i: PROPBANK[k] for i, k in enumerate(row[: len(batch[b]["words"])].tolist()) if k}
                n["psaid"] += len(said)
                n["pdue"] += len(roles)
                n["phit"] += sum(roles.get(i) == k for i, k in said.items())
    net.train()
    f1 = lambda hit, said, due: round(200 * hit / max(1, said + due), 1)
    return dict(type=f1(n["hit"], n["said"], n["due"]), P=round(100 * n["hit"] / max(1, n["said"]), 1),
                R=round(100 * n["hit"] / max(1, n["due"]), 1), status=round(100 * n["status"] / max(1, n["told"]), 1),
                **{side: f1(*counts) for side, counts in party.items()}, propbank=f1(n["phit"], n["psaid"], n["pdue"]))


def build(kind, labels, minilm=None):
    """The network of a kind, its labels and what turns sentences into its tensors."""
    if kind == "teacher":
        plain = Pieces.__new__(Pieces)
        _, _, batcher = shipped.restore()
        plain.__dict__.update(batcher.__dict__)
        from tokenizers import Tokenizer
        plain.tokenizer = Tokenizer.from_file(f"{minilm}/tokenizer.json")
        plain.tokenizer.no_truncation()
        plain.tokenizer.no_padding()
        return EventTeacher({k: len(v) for k, v in labels.items()}, minilm), plain
    base, _, batcher = shipped.restore()
    return EventNet(base), batcher


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--net", default="net", choices=("net", "teacher"))
    p.add_argument("--minilm", help="the teacher's pretrained folder")
    p.add_argument("--out", required=True)
    p.add_argument("--start", help="a finished checkpoint to begin from, when --out is not there yet")
    p.add_argument("--soft", help="the teacher's answers, of event_teach.py")
    p.add_argument("--soft-words", type=int, default=200_000, help="words of the teacher's answers for each pass over gold")
    p.add_argument("--gold", type=float, default=1, help="this share of the labelled items; 0 for none")
    p.add_argument("--no-propbank", action="store_true")
    p.add_argument("--folds", action="store_true", help="five networks instead, each without a fifth of the items: OUT0.pt ... OUT4.pt")
    p.add_argument("--minutes", type=float, default=30)
    p.add_argument("--words", type=int, default=900)
    p.add_argument("--lr", type=float, default=1.2e-3)
    p.add_argument("--keep", type=float, default=0.99)
    p.add_argument("--every", type=float, default=4)
    p.add_argument("--threads", type=int, default=1)
    p.add_argument("--seed", type=int, default=1)
    a = p.parse_args()
    torch.set_num_threads(a.threads)
    items = list(labelled("train", "runs/items.conllu"))
    items = [s for s in items if zlib.crc32(("part" + s["item"]).encode()) / 2**32 < a.gold]
    data = dict(items=items, roles=[] if a.no_propbank else list(propbank("train")), soft=Soft(a.soft) if a.soft else None,
                dev=list(labelled("dev", "runs/items.conllu")), dev_roles=list(propbank("dev")))
    ewt, gum, _ = load(data_root(), "train")
    labels = label_lists(ewt + gum)
    net, batcher = build(a.net, labels, a.minilm)
    if not a.folds:
        train(a, net, batcher, labels, data, a.out)
        return
    for fold in range(FOLDS):
        net, _ = build(a.net, labels, a.minilm)
        rest = dict(data, items=[s for s in items if fold_of(s["item"]) != fold])
        train(a, net, batcher, labels, rest, a.out.replace(".pt", f"{fold}.pt"))


def train(a, net, batcher, labels, data, path):
    """Trains `net` on the items of `data`, to or from the checkpoint `path`."""
    torch.manual_seed(a.seed)
    random = rng(a.seed)
    index = {k: {x: i for i, x in enumerate(v)} for k, v in labels.items()}
    opt = torch.optim.AdamW(net.groups(a.lr), betas=(0.9, 0.99))
    rates = [g["lr"] for g in opt.param_groups]
    step, spent, queue = 0, 0.0, []
    if a.start and not os.path.exists(path):
        net.load_state_dict(torch.load(a.start, map_location="cpu", weights_only=False)["average"])
    average = {k: v.clone() for k, v in net.state_dict().items()}
    if os.path.exists(path):
        c = torch.load(path, map_location="cpu", weights_only=False)
        net.load_state_dict(c["net"])
        opt.load_state_dict(c["opt"])
        average, step, spent = c["average"], c["step"], c["spent"]
        torch.set_rng_state(c["torch_rng"])
        random.setstate(c["rng"])
    print(path, "parameters", sum(x.numel() for x in net.parameters()), "sentences", len(data["items"]), len(data["roles"]),
          "resumed" if spent else "new", flush=True)
    last, since, limit, recent = time.time(), 0.0, a.minutes * 60, []
    net.train()
    while spent < limit:
        if not queue:
            fresh = [case_noise(s, random) for s in data["items"]]
            queue = [("gold", x) for x in batches(fresh, a.words, random)] if fresh else []
            if data["roles"]:
                part = random.sample(data["roles"], len(data["roles"]) // (2 if a.net == "teacher" else 3))
                queue += [("propbank", x) for x in batches(part, a.words, random)]
            if data["soft"]:
                queue += [("soft", x) for x in batches(data["soft"].part(random, a.soft_words), a.words, random)]
            random.shuffle(queue)
        for group, full in zip(opt.param_groups, rates):
            group["lr"] = full * min(1, (step + 1) / 100) * max(0.01, 1 - spent / limit)
        kind, batch = queue.pop()
        if kind == "propbank" and a.net == "teacher":
            out = net(*batcher.inputs(batch), trees=True)
            loss = propbank_loss(net, out, batch) + tree_loss(net, batcher, out, batch, index)
        else:
            loss = dict(gold=gold_loss, propbank=propbank_loss, soft=soft_loss)[kind](net, told_by(net, batcher, batch), batch)
        opt.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), 2.0)
        opt.step()
        step += 1
        recent.append(loss.item())
        follow(average, net, step, a.keep)
        now = time.time()
        spent, since, last = spent + now - last, since + now - last, now
        if since > a.every * 60 or spent >= limit:
            since = 0.0
            torch.save(dict(kind=a.net, net=net.state_dict(), average=average, opt=opt.state_dict(), labels=labels, step=step,
                            spent=spent, torch_rng=torch.get_rng_state(), rng=random.getstate()), path + ".new")
            os.replace(path + ".new", path)
            kept = {k: v.clone() for k, v in net.state_dict().items()}
            net.load_state_dict(average)
            print("step", step, "minute", round(spent / 60, 1), "loss", round(float(np.mean(recent)), 3),
                  evaluate(net, batcher, data["dev"], data["dev_roles"]), flush=True)
            net.load_state_dict(kept)
            recent, last = [], time.time()
    print("done", step, flush=True)


if __name__ == "__main__":
    main()
