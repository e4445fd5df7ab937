"""spaCy: a record on a document, and a component that reads.

>>> import spacy, hearsay.spacy
>>> nlp = spacy.blank("en")
>>> _ = nlp.add_pipe("hearsay")
>>> doc = nlp("Arland expelled three Breland diplomats, officials said.")
>>> [(event.deed, event.status) for event in doc._.hearsay.events]
[('expel-envoy', 'claimed')]
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from .reader import Reader, shared
from .record import Record

#: Our kinds of entities in the labels of spaCy's English models.
_LABELS = {"person": "PERSON", "organization": "ORG", "place": "GPE", "event": "EVENT", "work": "WORK_OF_ART"}

if not Doc.has_extension("hearsay"):
    Doc.set_extension("hearsay", default=None)


def document(record: Record, words: Iterable[tuple[Any, ...]], vocab: Vocab) -> Doc:
    """A document with our words, trees and names; `doc.text` is the record's text, and `doc._.hearsay` the record."""
    text = record.text
    tokens = list(_tokens(text, list(words)))
    place = {number: at for at, (_, _, number, _) in enumerate(tokens) if number is not None}
    heads, starts = [], []
    for at, (_, _, number, word) in enumerate(tokens):
        heads.append(at if word is None else place[word[6]])
        # What is not read (blanks, bylines) is a sentence of its own, so that no tree crosses it.
        starts.append(word[8] if word is not None else not _is_blank(tokens[at]))
    for at, token in enumerate(tokens):
        # Blanks hang on the word before them, as they do in spaCy's own documents.
        if _is_blank(token) and at > 0:
            heads[at], starts[at] = at - 1, False


    def column(which: int, default: str) -> list[str]:
        return [default if word is None else str(word[which]) for *_, word in tokens]

    doc = Doc(
        vocab,
        words=[token for token, *_ in tokens],
        spaces=[space for _, space, *_ in tokens],
        lemmas=column(2, ""),
        pos=["SPACE" if _is_blank(token) else token[3][3] if token[3] else "X" for token in tokens],
        tags=column(4, ""),
        morphs=[feats if feats != "_" else "" for feats in column(5, "")],
        heads=heads,
        deps=column(7, "dep"),
        sent_starts=starts,
    )
    _entities(doc, record)
    _spans(doc, record)
    doc._.hearsay = record
    return doc


def _is_blank(token: tuple[str, bool, int | None, Any]) -> bool:
    return token[3] is None and token[0].isspace()


def _tokens(text: str, words: list[tuple[Any, ...]]) -> Iterator[tuple[str, bool, int | None, Any]]:
    """Every letter of the text in one token: ours, and what lies between them. A space after a token is its own."""
    at, last = 0, len(words) - 1
    for number, word in enumerate(words):
        start, end = word[0], word[1]
        if start < at:  # a word of a contraction that spells nothing of its own
            start = at
        yield from _between(text, at, start)
        space = end < len(text) and text[end] == " " and not (number < last and words[number + 1][0] < end)
        yield text[start:end], space, number, word
        at = max(at, end + space)
    yield from _between(text, at, len(text))


def _between(text: str, start: int, end: int) -> Iterator[tuple[str, bool, None, None]]:
    while start < end:
        blank = text[start].isspace()
        stop = start
        while stop < end and text[stop].isspace() == blank:
            stop += 1
        space = not blank and stop < end and text[stop] == " "
        yield text[start:stop], space, None, None
        start = stop + space


def _entities(doc: Doc, record: Record) -> None:
    found: list[Span] = []
    for entity in record.entities:
        label = _LABELS.get(entity.type)
        for mention in entity.mentions if label else ():
            span = doc.char_span(mention.span.start, mention.span.end, label=label or "", alignment_mode="expand")
            if mention.kind == "name" and span is not None:
                found.append(span)
    from spacy.util import filter_spans

    doc.ents = tuple(filter_spans(found))


def _spans(doc: Doc, record: Record) -> None:
    def span(start: int, end: int, label: str, id: str) -> Span | None:
        return doc.char_span(start, end, label=label, span_id=id, alignment_mode="expand")

    said = [span(part.start, part.end, one.stance, one.id) for one in record.statements for part in one.content]
    told = [span(event.trigger.start, event.trigger.end, event.type, event.id) for event in record.events]
    doc.spans["statements"] = [one for one in said if one is not None]
    doc.spans["events"] = [one for one in told if one is not None]


@Language.factory("hearsay")
class Component:
    """Sets `doc._.hearsay` to the record of the document's text; words and trees of the pipeline stay as they are.

    `nlp.pipe` with `as_tuples` and `{"date": ...}` contexts is not known to components: set `doc.user_data["date"]`
    before, or give one day for all in the configuration."""

    def __init__(self, nlp: Language, name: str, date: str | None = None) -> None:
        self.name, self.date = name, date
        self.reader: Reader = shared()

    def __call__(self, doc: Doc) -> Doc:
        if doc.text.strip():
            doc._.hearsay = self.reader.read(doc.text, date=doc.user_data.get("date", self.date))
            _spans(doc, doc._.hearsay)
        return doc
