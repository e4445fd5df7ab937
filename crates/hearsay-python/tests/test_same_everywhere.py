"""The same article through the command, the Rust library and Python: the same record, byte for byte."""

from __future__ import annotations

import json
import subprocess

import hearsay

TEXTS = [
    "Arland expelled three Breland diplomats on Monday.",
    "«Größe» 🙂: Zoë Dorn said on 6 January 2011 that Breland’s police had arrested “three” envoys.",
    "Envoys out\r\n\r\nBy Zoë Dorn\r\n\r\nCORLAND CITY, Jan 6 (Wire) - Arland\u00a0denied it.\r\n",
    "e\u0301 combining, \u200bzero width, \ttab: Arland denied it.",
]


def test_texts(reader: hearsay.Reader, command: str, example: str, articles: list[dict[str, str]]) -> None:
    for text in [*TEXTS, *(row["text"] for row in articles)]:
        ours = reader.read(text).to_json() + "\n"
        for program in ([command, "read", "--format", "json", "-"], [example]):
            theirs = subprocess.run(program, input=text.encode(), check=True, capture_output=True).stdout
            assert theirs.decode() == ours, program[0]


def test_rows(reader: hearsay.Reader, command: str, example: str, articles: list[dict[str, str]]) -> None:
    """Rows of a table are lines of JSON Lines."""
    more = [
        {"id": "p1", "html": "<html><body><article><h1>Out</h1><p>Arland expelled Breland’s envoy.</p></article></body></html>"},
        {"id": "t1", "text": "Arland denied it.", "title": "It was not us", "publisher": " Herald ", "language": "en"},
        {"id": "d1", "text": TEXTS[1], "date": "12 March 2012", "url": "https://www.herald.example/1"},
        {"id": "n1", "text": TEXTS[2], "date": "unknown"},
    ]
    rows = [*articles, *more]
    lines = "".join(json.dumps(row) + "\n" for row in rows)
    ours = [record.to_json() for record in reader.records(rows, errors="skip")]
    for program in ([command, "read", "--format", "json", "-"], [example]):
        theirs = subprocess.run(program, input=lines.encode(), check=True, capture_output=True).stdout.decode()
        assert theirs.splitlines() == ours, program[0]
