"""A record in Python is the record."""

from __future__ import annotations

import dataclasses
import datetime
import json
import pickle
import re
import typing
from html import unescape
from typing import Any

import hearsay
import pytest

TEXT = "«Größe» 🙂: Zoë Dorn said on Monday that Breland’s police had arrested “three” envoys in Corland City."


def test_spans_slice_python_strings(reader: hearsay.Reader) -> None:
    record = reader.read(TEXT, date="2011-01-06")
    (event,) = [event for event in record.events if event.deed.startswith("arrest")]
    assert event.trigger.text == "arrested" == record.text[event.trigger.start : event.trigger.end]
    assert record.text == TEXT and TEXT[event.trigger.slice] == "arrested"
    (statement,) = record.statements
    assert [span.text for span in statement.source.spans] == ["Zoë Dorn"]
    assert event.according_to == statement.id and event.status == "claimed"
    assert record.statement(event.according_to) is statement
    every = [span for entity in record.entities for span in (mention.span for mention in entity.mentions)]
    assert every and all(str(span) == record.text[span.slice] and span.text.strip() for span in every)


def test_days_are_dates(reader: hearsay.Reader) -> None:
    record = reader.read("Arland expelled three Breland diplomats on Monday.", date=datetime.date(2011, 1, 6))
    monday = datetime.date(2011, 1, 3)
    assert record.events[0].date == hearsay.Days(monday, monday) == record.times[0].interval
    assert record.article.published == datetime.date(2011, 1, 6)


def test_json_is_kept_to_the_byte(reader: hearsay.Reader, articles: list[dict[str, str]]) -> None:
    record = reader.read(**articles[0])
    assert hearsay.Record.from_json(record.to_json()).to_json() == record.to_json()
    assert json.loads(record.to_json()) == record.to_dict()
    assert pickle.loads(pickle.dumps(record)) == record
    with pytest.raises(ValueError, match="no record"):
        hearsay.Record.from_json("{}")


def _fields(kind: Any) -> dict[str, Any]:
    return {one.name.rstrip("_"): hint for one, hint in zip(dataclasses.fields(kind), _hints(kind), strict=True)}


def _hints(kind: Any) -> list[Any]:
    hints = typing.get_type_hints(kind)
    return [hints[one.name] for one in dataclasses.fields(kind)]


def test_types_are_those_of_the_schema() -> None:
    """Every field of the JSON Schema has its attribute, no attribute is without a field, and closed lists agree."""
    schema = hearsay.schema()
    kinds = schema["$defs"]
    named = {
        "Accusation": hearsay.Accusation,
        "ArticlePart": hearsay.ArticlePart,
        "Assessment": hearsay.Assessment,
        "Cited": hearsay.Cited,
        "CommentPart": hearsay.CommentPart,
        "Count": hearsay.Count,
        "Cue": hearsay.Cue,
        "Dispute": hearsay.Dispute,
        "Entity": hearsay.Entity,
        "Event": hearsay.Event,
        "Inventory": hearsay.Sources,
        "Mention": hearsay.Mention,
        "NotePart": hearsay.NotePart,
        "Party": hearsay.Party,
        "Place": hearsay.Place,
        "Source": hearsay.Source,
        "Statement": hearsay.Statement,
        "TimeExpression": hearsay.TimeExpression,
    }
    objects = {name for name, kind in kinds.items() if kind.get("type") == "object"}
    assert objects == set(named)
    for name, kind in named.items():
        assert set(_fields(kind)) == set(kinds[name]["properties"]), name
    for name in schema["properties"]:
        assert name == "schema" or hasattr(hearsay.Record, name), name
    closed = {"Level": hearsay.Source, "Status": hearsay.Event, "Voice": hearsay.Event}
    for name, kind in closed.items():
        members = {member for part in kinds[name].get("oneOf", [kinds[name]]) for member in part.get("enum", [part.get("const")])}
        assert set(typing.get_args(_fields(kind)[name.lower()])) == members, name


def test_errors_help(reader: hearsay.Reader) -> None:
    for given, why in [
        ({"text": "  "}, "there is no text"),
        ({}, "there is no text"),
        ({"html": "<p></p>"}, "no article text"),
        ({"text": "It rained.", "date": "gestern"}, "`gestern` is no day"),
    ]:
        with pytest.raises(ValueError, match=why):
            reader.read(**given)
    with pytest.raises(TypeError, match="`text` is int"):
        reader.read(7)  # type: ignore[arg-type]
    with pytest.raises(FileNotFoundError, match="no such lexicon folder"):
        hearsay.Reader(lexicon="/nowhere")


def test_own_actors_are_asked_first(tmp_path: Any) -> None:
    table = tmp_path / "mine.tsv"
    table.write_text("name\taliases\tcode\ttype\tfrom\tuntil\nQuellin Guard\t\tARLMIL\torganization\t\t\n", "utf-8")
    text = "The Quellin Guard expelled three diplomats."
    codes = lambda reader: [party.actor for event in reader.read(text).events for party in event.source]  # noqa: E731
    assert "ARLMIL" not in codes(hearsay.Reader())
    assert "ARLMIL" in codes(hearsay.Reader(actors=table))
    assert "ARLMIL" in codes(pickle.loads(pickle.dumps(hearsay.Reader(actors=table))))
    table.write_text("nonsense", "utf-8")
    with pytest.raises(ValueError, match=r"actors/mine\.tsv"):
        hearsay.Reader(actors=table)


def test_pages_are_read_as_pages(reader: hearsay.Reader) -> None:
    page = "<html><body><article><h1>Envoys out</h1><p>Arland expelled three Breland diplomats.</p></article></body></html>"
    record = reader.read(html=page, url="https://www.herald.example/1", publisher="Herald", language="en", id="x7")
    assert record.id == "x7" and "<p>" not in record.text and record.article.publisher == "Herald"
    assert record.article.headline is not None and record.article.headline.text == "Envoys out"


def test_a_record_goes_on_to_other_tools(reader: hearsay.Reader, articles: list[dict[str, str]]) -> None:
    record = reader.read(**articles[0])
    notes = record.annotations()
    rows = len(record.table("events")) + len(record.statements)
    assert len(notes) == rows > 10
    for note in notes:
        place, quote = note["target"]["selector"]
        assert record.text[place["start"] : place["end"]] == quote["exact"]
    assert {claim["@type"] for claim in record.claims()} <= {"Claim", "Quotation"}
    frame = record.to_pandas("statements")
    assert list(frame["statement"]) == [statement.id for statement in record.statements]
    for line in record.to_brat().splitlines():
        if line.startswith("T"):
            _, where, words = line.split("\t")
            parts = [tuple(map(int, part.split())) for part in where.split(" ", 1)[1].split(";")]
            assert " ".join(record.text[start:end] for start, end in parts) == words
    trees = record.to_conllu()
    assert trees.startswith(f"# newdoc id = {record.id}\n") and "\tnsubj\t" in trees
    with pytest.raises(ValueError, match="no trees"):
        hearsay.Record.from_json(record.to_json()).to_conllu()


def test_a_notebook_shows_the_text_with_its_words_lit(reader: hearsay.Reader) -> None:
    record = reader.read("<b>Arland</b> expelled three Breland diplomats, officials said.")
    html = record._repr_html_()
    assert "<b>" not in html and ">expelled</span>" in html
    text = html.split('<div class="hearsay"><p>')[1].split("</p>")[0]
    assert unescape(re.sub(r"<[^<>]*>", "", text)) == record.text
    (did,) = [tag for tag in re.findall(r'<span class="([^"]*)" title="[^"]*">expelled</span>', text)]
    assert did == "did said"
