"""The feedback on a return as text, CSV and JSON: figures, findings, and the register beside it."""

import csv
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from io import StringIO
from uuid import UUID

import sqlalchemy as sa

from register.errors import SetupError
from register.importing.files.report import tabulate
from register.importing.returns.checks import found_by_rule
from register.open_types import Values
from register.rules.text import guard_formula
from register.vocabulary import BypassDecision, CheckSeverity, ReturnFigure, ReturnKind, ReturnStatus

COLUMNS = ("part", "name", "field", "value", "out_of", "before", "lines", "note")
OF_RETURN = (
    "authority_code", "authority_name", "kind", "period_start", "period_end", "number", "status", "is_nil", "row_total",
    "due_on", "submitted_at",
)  # fmt: skip
MOST_LISTED = 200
LATEST = """
select r.*, r.kind::text as kind, r.status::text as status, d.due_on, a.name as authority_name
  from register.authority_return r
  join register.area a on a.code = r.authority_code
  left join register.return_duty d on (d.authority_code, d.kind::text, d.period_start)
                                    = (r.authority_code, r.kind::text, r.period_start)
 where r.authority_code = :authority and (:kind = '' or r.kind = :kind)
   and (cast(:period_start as date) is null or r.period_start = :period_start)
 order by r.period_start desc, r.number desc, r.kind limit 1
"""
FIGURES = """
select figure::text as figure, field, value, out_of, before, is_large_change from register.return_figure
 where return_id = :return_id and replaced_at is null order by figure, field nulls first
"""
BYPASSES = """
select c.rule, c.line, j.decision::text as decision, b.reason, j.judgement
  from register.return_bypass b join register.return_check c on c.id = b.check_id
  left join register.return_judgement j on j.check_id = b.check_id
 where b.return_id = :return_id and c.replaced_at is null order by c.rule, c.line
"""


@dataclass(frozen=True, slots=True)
class Feedback:
    """The feedback to an authority on its return."""

    of: Values
    figures: tuple[Values, ...]
    found: tuple[Values, ...]
    bypasses: tuple[Values, ...]

    def text(self) -> list[str]:
        """The feedback as a page of text."""
        return [*self._head(), "", *self._figures(), "", *self._found(), *self._bypasses()]

    def csv(self) -> str:
        """The feedback as CSV, one row a figure, a finding, a request."""
        written = StringIO()
        rows = csv.writer(written, lineterminator="\n")
        rows.writerow(COLUMNS)
        rows.writerows([guard_formula(str(cell)) if cell is not None else "" for cell in row] for row in self._rows())
        return written.getvalue()

    def json(self) -> str:
        """The feedback as JSON, with the lines of each finding as numbers."""
        told = {
            "return": {name: self.of[name] for name in OF_RETURN},
            "figures": self.figures,
            "rules": self.found,
            "bypasses": self.bypasses,
        }
        return json.dumps(told, indent=2, default=str)

    def _head(self) -> Iterator[str]:
        of = self.of
        yield f"{of['authority_name']} ({of['authority_code']})"
        yield f"{ReturnKind(of['kind']).description} {of['period_start']} to {of['period_end']}, number {of['number']}."
        yield f"{ReturnStatus(of['status']).description} {self.timeliness()}"
        yield "Nil return." if of["is_nil"] else f"{of['row_total']:,} rows."

    def timeliness(self) -> str:
        """In how many days it came, or how late it is."""
        due, sent = self.of["due_on"], self.of["submitted_at"]
        if due is None:
            return "No day is set by which it is due."
        if sent is None:
            return f"Due on {due}; not submitted."
        late = (sent.date() - due).days
        return f"Due on {due}; submitted {late} days late." if late > 0 else f"Due on {due}; submitted in time."

    def _figures(self) -> list[str]:
        return tabulate(
            ("count", "of", "last year", "field", "figure"),
            [
                (
                    f"{each['value']:,}",
                    _number(each["out_of"]),
                    _number(each["before"]),
                    each["field"] or "",
                    _said(each),
                )
                for each in self.figures
            ],
            MOST_LISTED,
        )

    def _found(self) -> list[str]:
        if not self.found:
            return ["The rules found nothing."]
        return tabulate(
            ("rule", "severity", "findings", "column", "lines", "what"),
            [
                (f["rule"], f["severity"], f"{f['total']:,}", f["field"], _lines(f["lines"]), f["message"])
                for f in self.found
            ],
            MOST_LISTED,
        )

    def _bypasses(self) -> list[str]:
        asked = [(b["rule"], str(b["line"] or ""), _decision(b["decision"]), b["reason"]) for b in self.bypasses]
        return ["", *tabulate(("rule", "line", "decision", "reason"), asked, MOST_LISTED)] if asked else []

    def _rows(self) -> Iterator[tuple[object, ...]]:
        of = self.of
        yield ("return", of["kind"], "", of["row_total"], None, None, "", f"{of['status']}; {self.timeliness()}")
        for each in self.figures:
            note = "confirm" if each["is_large_change"] else ""
            numbers = (each["value"], each["out_of"], each["before"])
            yield ("figure", each["figure"], each["field"], *numbers, "", note)
        for f in self.found:
            note = f"{CheckSeverity(f['severity']).value}: {f['message']}"
            yield ("rule", f["rule"], f["field"], f["total"], None, None, _lines(f["lines"]), note)
        for b in self.bypasses:
            yield ("bypass", b["rule"], "", None, None, None, b["line"], f"{b['decision'] or 'asked'}: {b['reason']}")


def feedback_on(
    connection: sa.Connection, authority: str, kind: ReturnKind | None, *, period_start: date | None = None
) -> Feedback:
    """The feedback on an authority's latest return of a list and a period. Raises: SetupError if there is none."""
    wanted = {"authority": authority, "kind": kind.value if kind else "", "period_start": period_start}
    found = connection.execute(sa.text(LATEST), wanted).mappings().one_or_none()
    if found is None:
        raise SetupError(f"{authority} has returned nothing of that kind for that period.")
    key: UUID = found["id"]
    figures, bypasses = (_all(connection, statement, key) for statement in (FIGURES, BYPASSES))
    return Feedback(dict(found), figures, tuple(found_by_rule(connection, key)), bypasses)


def _all(connection: sa.Connection, statement: str, key: UUID) -> tuple[Values, ...]:
    found = connection.execute(sa.text(statement), {"return_id": key}).mappings()
    return tuple(dict(each) for each in found)


def _said(figure: Mapping[str, object]) -> str:
    about = ReturnFigure(str(figure["figure"])).description
    return f"{about} Confirm this change." if figure["is_large_change"] else about


def _number(value: int | None) -> str:
    return "-" if value is None else f"{value:,}"


def _lines(lines: list[int]) -> str:
    return " ".join(str(line) for line in lines) or "whole return"


def _decision(decision: str | None) -> str:
    return "Not decided." if decision is None else BypassDecision(decision).description
