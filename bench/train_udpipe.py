"""Trains the UDPipe 1 peer on the same treebanks: tokeniser, tagger, lemmatiser, parser.

    venv/bin/python train_udpipe.py [--sentences N] [--epochs N] [--iterations N]

Without options all sentences and UDPipe's own settings: hours. With --sentences it learns from an even sample.
"""

import argparse
import os
import time

from corpus import RUNS, root

FILES = ("ud_ewt/en_ewt-ud-train.conllu", "ud_gum/en_gum-ud-train.nonnc.conllu")


def sentences():
    for file in FILES:
        with open(os.path.join(root(), file), encoding="utf-8") as f:
            for block in f.read().split("\n\n"):
                if block.strip():
                    yield block.strip("\n") + "\n\n"


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--sentences", type=int)
    p.add_argument("--epochs", type=int, default=20, help="of the tokeniser")
    p.add_argument("--iterations", type=int, default=10, help="of the parser")
    p.add_argument("--tagger-iterations", type=int, default=20)
    a = p.parse_args()
    from ufal.udpipe import ProcessingError, Sentence, Sentences, Trainer, InputFormat

    some = list(sentences())
    if a.sentences:
        some = some[:: max(1, len(some) // a.sentences)]
    reader = InputFormat.newConlluInputFormat()
    reader.setText("".join(some))
    data, error = Sentences(), ProcessingError()
    sentence = Sentence()
    while reader.nextSentence(sentence, error):
        data.push_back(sentence)
        sentence = Sentence()
    assert not error.occurred(), error.message
    started = time.process_time()
    options = (f"dimension=24;epochs={a.epochs};early_stopping=0", f"models=1;iterations_1={a.tagger_iterations}",
               f"iterations={a.iterations};hidden_layer=200")
    model = Trainer.train("morphodita_parsito", data, Sentences(), *options, error)
    assert not error.occurred(), error.message
    with open(os.path.join(RUNS, "udpipe.model"), "wb") as f:
        f.write(model)
    line = f"{len(some)} sentences, {options}, {(time.process_time() - started) / 60:.1f} CPU-minutes"
    with open(os.path.join(RUNS, "udpipe.log"), "w") as f:
        f.write(line + "\n")
    print(line)


if __name__ == "__main__":
    main()
