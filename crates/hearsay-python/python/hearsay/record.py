"""A record: everything read from one article, as typed objects whose spans give their words."""

from __future__ import annotations

import json
import types
import typing
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeVar

from . import _hearsay
from .table import Table

if TYPE_CHECKING:
    import pandas
    import spacy.tokens
    import spacy.vocab

    from .reader import Reader

Voice = Literal["report", "comment"]
Status = Literal["reported", "claimed", "alleged", "future", "possible", "denied", "negated"]
Level = Literal[
    "named",
    "spokesperson",
    "institution",
    "document",
    "media",
    "anonymous",
    "collective",
    "elsewhere",
    "relayed",
    "unattributed",
    "reader",
]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a record's text: `record.text[span.start:span.end]`, counted in characters as Python does."""

    start: int
    end: int
    _whole: str = field(repr=False, compare=False)

    @property
    def text(self) -> str:
        """The words."""
        return self._whole[self.start : self.end]

    @property
    def slice(self) -> slice:
        """For slicing the text: `record.text[span.slice]`."""
        return slice(self.start, self.end)

    def __str__(self) -> str:
        return self.text

    def __len__(self) -> int:
        return self.end - self.start


class Days(NamedTuple):
    """The first and the last day that the words can mean."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where an entity is spoken of."""

    span: Span
    kind: Literal["name", "nominal", "pronoun"]


@dataclass(frozen=True, slots=True)
class Entity:
    """Somebody or something, with every place where the text speaks of it."""

    id: str
    name: str
    type: Literal["person", "organization", "place", "group", "event", "work", "other"]
    actor: str | None
    country: str | None
    roles: tuple[str, ...]
    head_of: str | None
    member_of: str | None
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A temporal expression, in TIMEX3's terms."""

    span: Span
    type: Literal["DATE", "TIME", "DURATION", "SET"]
    value: str
    interval: Days | None
    mod: str | None = None


@dataclass(frozen=True, slots=True)
class Count:
    """How many people; `max` is None when open ("several")."""

    min: int
    max: int | None
    text: str


@dataclass(frozen=True, slots=True)
class Source:
    """Who stands behind a statement."""

    spans: tuple[Span, ...]
    entity: str | None
    level: Level
    count: Count | None
    description: str | None
    terms: str | None
    reason: str | None
    told: str | None
    channel: str | None
    on_behalf_of: str | None
    part_of: str | None


@dataclass(frozen=True, slots=True)
class Cue:
    """The words that make something a statement."""

    spans: tuple[Span, ...]
    lemma: str
    #: The class of its lexicon family: "assert", "deny", "allege" ...
    class_: str


@dataclass(frozen=True, slots=True)
class Statement:
    """Somebody says, thinks, denies or wants something."""

    id: str
    voice: Voice
    source: Source
    cue: Cue | None
    content: tuple[Span, ...]
    form: Literal["direct", "indirect", "mixed"]
    stance: str
    hedged: bool
    negated: bool
    distanced: bool
    within: str | None


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody in an event, with the words that say so."""

    entity: str
    span: Span
    actor: str | None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a deed happened."""

    span: Span
    name: str
    country: str | None


@dataclass(frozen=True, slots=True)
class Event:
    """A deed, with its parties, its date and its footing."""

    id: str
    voice: Voice
    source: tuple[Party, ...]
    target: tuple[Party, ...]
    type: str
    mode: str | None
    cameo: str
    goldstein: float
    deed: str
    contexts: tuple[str, ...]
    trigger: Span
    sentence: Span
    retold: tuple[Span, ...]
    date: Days | None
    place: Place | None
    status: Status
    according_to: str | None
    confidence: float


@dataclass(frozen=True, slots=True)
class Assessment:
    """Somebody says how two parties stand; `level` from -1 hostile to 1 close."""

    between: tuple[str, ...]
    span: Span
    level: float | None
    trend: Literal["worsening", "improving", "steady", "mixed"] | None
    extreme: Literal["low", "high"] | None
    status: Status
    according_to: str | None
    voice: Voice


@dataclass(frozen=True, slots=True)
class Dispute:
    """Two statements that cannot both stand, the one contradicted first."""

    statements: tuple[str, ...]
    kind: Literal["denial", "assessment"]
    about: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Accusation:
    """Somebody is accused, and what the article gives of their side."""

    statement: str
    accused: str
    answer: Literal["denied", "admitted", "declined", "quoted", "none"]
    answered_in: str | None


@dataclass(frozen=True, slots=True)
class Cited:
    """One source with all it says."""

    entity: str | None
    name: str
    level: Level
    count: Count | None
    part_of: str | None
    terms: str | None
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sources:
    """Who is cited, and how many people that can be; `most` is None when open."""

    least: int
    most: int | None
    cited: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class CommentPart:
    """A reader's comment."""

    author: str | None
    date: date | None
    age: str | None
    reply_to: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class NotePart:
    """Something odd about the input."""

    name: str
    span: Span | None


@dataclass(frozen=True, slots=True)
class ArticlePart:
    """What the page says about itself."""

    url: str | None
    file: str | None
    language: str | None
    headline: Span | None
    standfirst: Span | None
    authors: tuple[str, ...]
    agency: str | None
    publisher: str | None
    dateline: str | None
    published: date | None
    paragraphs: tuple[Span, ...]
    crossheads: tuple[Span, ...]
    comments: tuple[CommentPart, ...]
    boilerplate: tuple[Span, ...]
    notes: tuple[NotePart, ...] = ()
    published_at: str | None = None
    day_first: bool | None = None


Part = TypeVar("Part")


class Record:
    """What one article becomes: who says what, who did what to whom, and the words for all of it.

    A `Reader` makes it; `Record.from_json` takes a line of `hearsay read --format json`.
    """

    def __init__(self, json: str, *, reader: Reader | None = None, given: _hearsay.Given | None = None) -> None:
        self._json = json
        self._reader = reader
        self._given = given

    @classmethod
    def from_json(cls, line: str) -> Record:
        """The record of a line of JSON.

        Raises ValueError where it is none."""
        line = line.strip()
        _hearsay.standoff(line)
        return cls(line)

    def to_json(self) -> str:
        """The record as JSON, byte for byte as `hearsay read --format json` writes it."""
        return self._json

    def to_dict(self) -> dict[str, Any]:
        """The record as plain dictionaries and lists, as JSON has it."""
        parsed: dict[str, Any] = json.loads(self._json)
        return parsed

    @cached_property
    def _parsed(self) -> dict[str, Any]:
        return self.to_dict()

    def _all(self, kind: type[Part], name: str) -> tuple[Part, ...]:
        return tuple(_built(kind, value, self.text) for value in self._parsed[name])

    @property
    def id(self) -> str:
        """Stable: same input, same id."""
        return str(self._parsed["id"])

    @cached_property
    def text(self) -> str:
        """The text that all spans slice."""
        return str(self._parsed["text"])

    @cached_property
    def article(self) -> ArticlePart:
        """What the page says about itself."""
        part: ArticlePart = _built(ArticlePart, self._parsed["article"], self.text)
        return part

    @cached_property
    def entities(self) -> tuple[Entity, ...]:
        """Who and what it speaks of."""
        return self._all(Entity, "entities")

    @cached_property
    def times(self) -> tuple[TimeExpression, ...]:
        """Time expressions, in text order."""
        return self._all(TimeExpression, "times")

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """Who says what, in text order."""
        return self._all(Statement, "statements")

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """Who did what to whom, in text order."""
        return self._all(Event, "events")

    @cached_property
    def assessments(self) -> tuple[Assessment, ...]:
        """How parties are said to stand."""
        return self._all(Assessment, "assessments")

    @cached_property
    def disputes(self) -> tuple[Dispute, ...]:
        """Who contradicts whom."""
        return self._all(Dispute, "disputes")

    @cached_property
    def accusations(self) -> tuple[Accusation, ...]:
        """Who is accused, and whether their answer is quoted."""
        return self._all(Accusation, "accusations")

    @cached_property
    def sources(self) -> Sources:
        """Who is cited, and how many people that can be."""
        sources: Sources = _built(Sources, self._parsed["sources"], self.text)
        return sources

    def entity(self, id: str | None) -> Entity | None:
        """The entity with this id."""
        return None if id is None else self.entities[int(id[1:]) - 1]

    def statement(self, id: str | None) -> Statement | None:
        """The statement with this id."""
        return None if id is None else self.statements[int(id[1:]) - 1]

    def table(self, kind: str = "events") -> Table:
        """Its rows of one kind: articles, statements, events, times, assessments, disputes."""
        native = self._reader._native if self._reader else None
        batches = _hearsay.rows_of(self._json, native)
        if kind not in batches:
            raise KeyError(f"there are no `{kind}`; there are {', '.join(batches)}")
        return Table([batches[kind]], _hearsay.columns_of(kind))

    def to_pandas(self, kind: str = "events") -> pandas.DataFrame:
        """Its rows of one kind as a pandas frame."""
        return self.table(kind).to_pandas()

    def annotations(self) -> list[dict[str, Any]]:
        """W3C Web Annotations of its statements, then of its events."""
        return [json.loads(line) for line in _hearsay.annotations(self._json)]

    def claims(self) -> list[dict[str, Any]]:
        """schema.org Claims and Quotations of its statements."""
        return [json.loads(line) for line in _hearsay.claims(self._json)]

    def to_brat(self) -> str:
        """brat's standoff, to be laid beside a file with `text`."""
        return _hearsay.standoff(self._json)

    def to_conllu(self) -> str:
        """Its sentences, words, tags, trees and names as CoNLL-U, parsed anew from what was read.

        Raises ValueError for a record that was made from JSON, which has no trees."""
        reader, given = self._origin()
        return reader._native.conllu(given)

    def to_spacy(self, vocab: spacy.vocab.Vocab) -> spacy.tokens.Doc:
        """A spaCy document with our words, trees and names, and this record as `doc._.hearsay`.

        Raises ValueError for a record that was made from JSON, which has no trees."""
        from .spacy import document

        reader, given = self._origin()
        return document(self, reader._native.words(given), vocab)

    def _origin(self) -> tuple[Reader, _hearsay.Given]:
        if self._reader is None or self._given is None:
            raise ValueError("a record that was made from JSON has no trees; read its text with a Reader")
        return self._reader, self._given

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Record) and self._json == other._json

    def __hash__(self) -> int:
        return hash(self._json)

    def __repr__(self) -> str:
        return (
            f"<Record {self.id}: {len(self._parsed['statements'])} statements, {len(self._parsed['events'])} events>"
        )

    def _repr_html_(self) -> str:
        from .show import record_html

        return record_html(self)

    def __reduce__(self) -> tuple[Any, ...]:
        return (Record, (self._json,))


@cache
def _hints(kind: type) -> dict[str, Any]:
    return typing.get_type_hints(kind)


def _built(kind: Any, value: Any, text: str) -> Any:
    """A value of JSON as what the type says."""
    if value is None:
        return None
    if kind is Span:
        return Span(value[0], value[1], text)
    if kind is date:
        return _day(value)
    if kind is Days:
        first, last = _day(value[0]), _day(value[1])
        return Days(first, last) if first and last else None
    if isinstance(kind, type) and is_dataclass(kind):
        hints = _hints(kind)
        named = {one.name: value.get(one.name.rstrip("_"), ()) for one in fields(kind) if one.name.rstrip("_") in value}
        return kind(**{name: _built(hints[name], part, text) for name, part in named.items()})
    origin = typing.get_origin(kind)
    if origin is tuple:
        (inner, _) = typing.get_args(kind)
        return tuple(_built(inner, part, text) for part in value)
    if origin in (typing.Union, types.UnionType):
        inner = next(part for part in typing.get_args(kind) if part is not type(None))
        return _built(inner, value, text)
    return value


def _day(text: str) -> date | None:
    # Python has no days before the common era: they stay in the JSON only.
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
