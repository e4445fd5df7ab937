"""Records on spaCy's documents."""

from __future__ import annotations

import hearsay
import pytest

spacy = pytest.importorskip("spacy")


def test_a_record_becomes_a_document(reader: hearsay.Reader, articles: list[dict[str, str]]) -> None:
    vocab = spacy.blank("en").vocab
    for row in [*articles, {"text": "Arland's envoy didn't go.\n\nBy Zoë Dorn\n\n  He said: “I can’t.”  \n"}]:
        record = reader.read(**row)
        doc = record.to_spacy(vocab)
        assert doc.text == record.text and doc._.hearsay is record
        assert [span.text for span in doc.spans["events"]] == [event.trigger.text for event in record.events]
        said = [part.text for statement in record.statements for part in statement.content]
        assert [span.text for span in doc.spans["statements"]] == said
        conllu = [line.split("\t") for line in record.to_conllu().splitlines() if line[:1].isdigit() and "-" not in line.split("\t")[0]]
        ours = [token for token in doc if token.tag_]
        assert [token.lemma_ for token in ours] == [columns[2] for columns in conllu]
        assert [token.dep_ for token in ours] == [columns[7] for columns in conllu]
        roots = [token for token in ours if token.head == token]
        assert len(roots) == sum(columns[6] == "0" for columns in conllu)
        assert all(token.sent == token.head.sent for token in doc)
        assert spacy.tokens.Doc(vocab).from_bytes(doc.to_bytes(exclude=["user_data"])).text == record.text


def test_names_are_entities(reader: hearsay.Reader) -> None:
    doc = reader.read("Zoë Dorn of Arland met Breland’s Office in Corland City.").to_spacy(spacy.blank("en").vocab)
    assert ("Zoë Dorn", "PERSON") in [(ent.text, ent.label_) for ent in doc.ents]


def test_the_component_reads() -> None:
    import hearsay.spacy  # noqa: F401

    nlp = spacy.blank("en")
    nlp.add_pipe("hearsay", config={"date": "2011-01-06"})
    doc, empty = nlp.pipe(["Arland expelled three Breland diplomats on Monday, officials said.", " "])
    (event,) = [event for event in doc._.hearsay.events if event.deed == "expel-envoy"]
    assert (event.status, event.date.first.isoformat()) == ("claimed", "2011-01-03")
    assert empty._.hearsay is None and [span.text for span in doc.spans["events"]][0] == "expelled"
