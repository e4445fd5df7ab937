"""Records in a notebook: the text with its words lit, and what was read below it."""

from __future__ import annotations

from collections import defaultdict
from html import escape

from .record import Event, Record, Span, Statement

_STYLE = """<style>
.hearsay{max-width:46em;line-height:1.6}.hearsay p{white-space:pre-line;margin:0 0 .8em}
.hearsay .who{font-weight:600;text-decoration:underline;text-decoration-color:#3b6fb6}
.hearsay .says{color:#3b6fb6}.hearsay .said{background:rgba(255,214,90,.28)}
.hearsay .did{border-bottom:2px solid #b5342d}.hearsay .aside{opacity:.55}
.hearsay table{font-size:.9em}.hearsay td{vertical-align:top;text-align:left;padding:.1em .8em .1em 0}
</style>"""


def record_html(record: Record) -> str:
    """The whole of a record."""
    marks: list[tuple[Span, str, str]] = []
    for statement in record.statements:
        title = _statement(statement)
        marks += [(span, "who", title) for span in statement.source.spans]
        marks += [(span, "says", title) for span in (statement.cue.spans if statement.cue else ())]
        marks += [(span, "said", title) for span in statement.content]
    marks += [(event.trigger, "did", _event(record, event)) for event in record.events]
    marks += [(span, "aside", "left out of reading") for span in record.article.boilerplate]
    rows = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in _rows(record))
    table = f"<table><tbody>{rows}</tbody></table>" if rows else "<p>No deed is told.</p>"
    return f'{_STYLE}<div class="hearsay"><p>{_lit(record.text, marks)}</p>{table}</div>'


def _lit(text: str, marks: list[tuple[Span, str, str]]) -> str:
    """The text cut where a mark begins or ends; each piece has the classes of all marks around it."""
    begins: dict[int, list[int]] = defaultdict(list)
    ends: dict[int, list[int]] = defaultdict(list)
    for number, (span, _, _) in enumerate(marks):
        if len(span):
            begins[span.start].append(number)
            ends[span.end].append(number)
    cuts = sorted({0, len(text), *begins, *ends})
    around: dict[int, None] = {}
    out = []
    for start, end in zip(cuts, cuts[1:], strict=False):
        for number in ends[start]:
            around.pop(number, None)
        around.update(dict.fromkeys(begins[start]))
        piece = escape(text[start:end])
        if around:
            classes = " ".join(sorted({marks[number][1] for number in around}))
            title = "\n".join(dict.fromkeys(marks[number][2] for number in around))
            piece = f'<span class="{classes}" title="{escape(title)}">{piece}</span>'
        out.append(piece)
    return "".join(out)


def _statement(statement: Statement) -> str:
    turns = [word for is_so, word in ((statement.negated, "not"), (statement.hedged, "hedged")) if is_so]
    return ", ".join([f"{statement.id}: {statement.source.level}", statement.stance, *turns])


def _event(record: Record, event: Event) -> str:
    return f"{event.id}: {_side(record, event, 'source')} {event.deed} {_side(record, event, 'target')}, {event.status}"


def _side(record: Record, event: Event, side: str) -> str:
    parties = event.source if side == "source" else event.target
    names = (entity.name for party in parties if (entity := record.entity(party.entity)))
    return ", ".join(names) or "-"


def _rows(record: Record) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    for event in record.events:
        says = record.statement(event.according_to)
        by = " ".join(span.text for span in says.source.spans) if says else ""
        days = event.date
        day = "" if days is None else f"{days.first}" if days.first == days.last else f"{days.first} to {days.last}"
        sides = (_side(record, event, "source"), event.deed, _side(record, event, "target"))
        rows.append((day, *sides, event.status, by))
    return rows
