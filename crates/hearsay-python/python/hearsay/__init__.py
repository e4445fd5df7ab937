"""Who did what to whom, and who says so.

>>> import hearsay
>>> reader = hearsay.Reader()
>>> record = reader.read("Arland expelled three Breland diplomats on Monday.", date="2011-01-06")
>>> [(event.type, str(event.trigger), event.date) for event in record.events]
[('SANCTION', 'expelled', Days(first=datetime.date(2011, 1, 3), last=datetime.date(2011, 1, 3)))]

`Reader` reads one article or many, `Store` keeps what they say in one file, `hearsay.spark` reads on a cluster,
`hearsay.spacy` puts a record on a spaCy document.
"""

from ._hearsay import __version__
from .reader import Reader, Reading, ReadError, Unread, read_batch, schema
from .record import (
    Accusation,
    ArticlePart,
    Assessment,
    Cited,
    CommentPart,
    Count,
    Cue,
    Days,
    Dispute,
    Entity,
    Event,
    Mention,
    NotePart,
    Party,
    Place,
    Record,
    Source,
    Sources,
    Span,
    Statement,
    TimeExpression,
)
from .store import Added, Counts, Dyad, Store
from .table import Table

__all__ = [
    "Accusation",
    "Added",
    "ArticlePart",
    "Assessment",
    "Cited",
    "CommentPart",
    "Count",
    "Counts",
    "Cue",
    "Days",
    "Dispute",
    "Dyad",
    "Entity",
    "Event",
    "Mention",
    "NotePart",
    "Party",
    "Place",
    "ReadError",
    "Reader",
    "Reading",
    "Record",
    "Source",
    "Sources",
    "Span",
    "Statement",
    "Store",
    "Table",
    "TimeExpression",
    "Unread",
    "__version__",
    "read_batch",
    "schema",
]
