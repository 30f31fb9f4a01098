"""Returns by local authorities: what is due, each return with what the rules found, and the figures of its feedback."""

from datetime import date, datetime

import strawberry

from register import tables
from register.catalogue import Beside, Relation, column, entity, relation, withheld
from register.schema.building.connections import connection_of
from register.schema.building.withheld import Withheld
from register.schema.types.area import Area
from register.vocabulary import (
    BypassDecision,
    CheckSeverity,
    MatchOutcome,
    ReturnChannel,
    ReturnFigure,
    ReturnKind,
    ReturnStatus,
    SignOffAct,
    UnableReason,
)

OWN_KEY = "The register's own identifier. It never changes and has no meaning."


@entity(
    tables.return_check,
    audited=tables.return_check.c.id,
    order=(("severity", False), ("rule", False), ("line", False), ("id", False)),
    beside=(
        Beside(tables.return_bypass, tables.return_bypass.c.check_id),
        Beside(tables.return_judgement, tables.return_judgement.c.check_id),
    ),
)
class ReturnCheck:
    """What a rule found in a return: on which line and in which column, never what is written there."""

    id: strawberry.ID = column(tables.return_check.c.id, OWN_KEY)
    rule: str = column(
        tables.return_check.c.rule,
        "The rule's number: as published for SSDA903, or of the register's own rules, which begin with REG.",
    )
    severity: CheckSeverity = column(tables.return_check.c.severity, "What follows from it.")
    line: int | None = column(
        tables.return_check.c.line,
        "The line of the file; null if it is about the whole return, or about more lines than are listed.",
    )
    field: str | None = column(tables.return_check.c.field, "The column of the file.")
    row_total: int = column(tables.return_check.c.row_total, "How many findings this stands for: 1 if it has a line.")
    message: str = column(tables.return_check.c.message, "What is wrong.")
    replaced_at: datetime | None = column(
        tables.return_check.c.replaced_at, "When the return was checked again; null for what was found last."
    )
    bypass_reason: str | None = column(
        tables.return_bypass.c.reason, "Why the authority asks that an error may remain, or how it confirms a query."
    )
    bypass_decision: BypassDecision | None = column(
        tables.return_judgement.c.decision, "The receiver's decision on that; null if there is none."
    )
    bypass_judgement: str | None = column(tables.return_judgement.c.judgement, "What the receiver says to it.")
    withheld: list[Withheld] = withheld()


@entity(tables.return_figure, audited=tables.return_figure.c.id, order=(("figure", False), ("id", False)))
class ReturnMeasure:
    """One figure of the feedback on a return."""

    id: strawberry.ID = column(tables.return_figure.c.id, OWN_KEY)
    figure: ReturnFigure = column(tables.return_figure.c.figure, "What is counted.")
    field: str | None = column(tables.return_figure.c.field, "The column of the file that it is about; null if none.")
    value: int = column(tables.return_figure.c.value, "The count.")
    out_of: int | None = column(tables.return_figure.c.out_of, "Of how many rows; null if it is no part of them.")
    before: int | None = column(
        tables.return_figure.c.before, "The count in last year's return that is in force; null if there is none."
    )
    is_large_change: bool = column(
        tables.return_figure.c.is_large_change, "True if it differs so much from last year that it is to be confirmed."
    )
    replaced_at: datetime | None = column(
        tables.return_figure.c.replaced_at, "When the return was checked again; null for the figure that holds."
    )


@entity(tables.return_sign_off, audited=tables.return_sign_off.c.id, order=(("at", False), ("id", False)))
class ReturnSignOff:
    """That a person of the authority submitted or signed off a return."""

    id: strawberry.ID = column(tables.return_sign_off.c.id, OWN_KEY)
    act: SignOffAct = column(tables.return_sign_off.c.act, "What the person did.")
    person: str = column(tables.return_sign_off.c.person, "The person, as tokens name them by sub.")
    at: datetime = column(tables.return_sign_off.c.at, "When.")


@entity(
    tables.return_match,
    audited=tables.return_match.c.id,
    order=(("outcome", False), ("line", False), ("id", False)),
)
class ReturnMatch:
    """How a row of a return and a missing episode on the register agree."""

    id: strawberry.ID = column(tables.return_match.c.id, OWN_KEY)
    outcome: MatchOutcome = column(tables.return_match.c.outcome, "How they agree.")
    line: int | None = column(tables.return_match.c.line, "The line of the file; null for an episode that it lacks.")
    episode_id: strawberry.ID | None = column(
        tables.return_match.c.episode_id, "The register's identifier of the episode; null if it has none."
    )
    days_apart: int | None = column(
        tables.return_match.c.days_apart, "By how many days beginning and ending differ together."
    )
    replaced_at: datetime | None = column(
        tables.return_match.c.replaced_at, "When the return was compared again; null for what was found last."
    )


@entity(
    tables.authority_return,
    audited=tables.authority_return.c.id,
    order=(("periodStart", True), ("kind", False), ("authorityCode", False), ("number", True), ("id", False)),
)
class AuthorityReturn:
    """A list that a local authority returned for a period, or that it declared to be empty."""

    id: strawberry.ID = column(tables.authority_return.c.id, OWN_KEY)
    version: int = column(
        tables.authority_return.c.version,
        "The record's version number. Commands on the return send it as expectedVersion.",
    )
    authority_code: str = column(tables.authority_return.c.authority_code, "The ONS code of the authority.")
    kind: ReturnKind = column(tables.authority_return.c.kind, "The list.")
    period_start: date = column(tables.authority_return.c.period_start, "The first day that it is for.")
    period_end: date = column(tables.authority_return.c.period_end, "The last day that it is for.")
    number: int = column(
        tables.authority_return.c.number, "1 for the first return of the period; each that is sent again has the next."
    )
    status: ReturnStatus = column(tables.authority_return.c.status, "How far it has come.")
    channel: ReturnChannel = column(tables.authority_return.c.channel, "How it came.")
    is_nil: bool = column(
        tables.authority_return.c.is_nil, "True if the authority declared that there is nothing to return."
    )
    row_total: int = column(tables.authority_return.c.row_total, "How many rows it has.")
    error_total: int = column(
        tables.authority_return.c.error_total, "How many errors the rules found, those that may remain included."
    )
    query_total: int = column(tables.authority_return.c.query_total, "How many queries the rules found.")
    checked_at: datetime | None = column(tables.authority_return.c.checked_at, "When the rules were asked last.")
    submitted_at: datetime | None = column(tables.authority_return.c.submitted_at, "When it was submitted.")
    accepted_at: datetime | None = column(
        tables.authority_return.c.accepted_at, "When a second person signed it off, and it came into force."
    )
    file_digest: str | None = column(
        tables.authority_return.c.file_digest, "The SHA-256 of the file's text; null if it did not come as a file."
    )
    authority: Area | None = relation(
        Relation("", "Area", tables.authority_return.c.authority_code, tables.area.c.code), "The authority."
    )
    checks: list[ReturnCheck] | None = relation(
        Relation(
            "", "ReturnCheck", tables.authority_return.c.id, tables.return_check.c.return_id, many=True, plain=True
        ),
        "What the rules found, errors first.",
    )
    measures: list[ReturnMeasure] | None = relation(
        Relation(
            "", "ReturnMeasure", tables.authority_return.c.id, tables.return_figure.c.return_id, many=True, plain=True
        ),
        "The figures of the feedback: how complete it is, last year's, and the register's own episodes.",
    )
    matches: list[ReturnMatch] | None = relation(
        Relation(
            "", "ReturnMatch", tables.authority_return.c.id, tables.return_match.c.return_id, many=True, plain=True
        ),
        "How each row agrees with an episode on the register, and the episodes that the return lacks.",
    )
    sign_offs: list[ReturnSignOff] | None = relation(
        Relation(
            "", "ReturnSignOff", tables.authority_return.c.id, tables.return_sign_off.c.return_id, many=True, plain=True
        ),
        "Who submitted it, and who signed it off.",
    )
    withheld: list[Withheld] = withheld()


@entity(
    tables.return_duty,
    audited=tables.return_duty.c.id,
    order=(("dueOn", True), ("kind", False), ("authorityCode", False), ("id", False)),
)
class ReturnDuty:
    """That an authority is to return a list for a period: by when, and if it has."""

    id: strawberry.ID = column(tables.return_duty.c.id, OWN_KEY)
    authority_code: str = column(tables.return_duty.c.authority_code, "The ONS code of the authority.")
    kind: ReturnKind = column(tables.return_duty.c.kind, "The list.")
    period_start: date = column(tables.return_duty.c.period_start, "The first day that it is for.")
    period_end: date = column(tables.return_duty.c.period_end, "The last day that it is for.")
    due_on: date = column(tables.return_duty.c.due_on, "The last day on which it is in time.")
    submitted_at: datetime | None = column(
        tables.return_duty.c.submitted_at, "When it was first submitted; null if nothing was."
    )
    accepted_at: datetime | None = column(
        tables.return_duty.c.accepted_at, "When it was first signed off; null if it was not."
    )
    is_nil: bool | None = column(
        tables.return_duty.c.is_nil, "True if there was nothing to return; null if nothing was submitted."
    )
    unable_reason: UnableReason | None = column(
        tables.return_duty.c.unable_reason,
        "Why the authority says that it cannot return the list; null if it has not said so. The list stays due.",
    )
    unable_at: datetime | None = column(tables.return_duty.c.unable_at, "When it said so last.")
    records_away_apart: bool | None = column(
        tables.return_duty.c.records_away_apart,
        "True if its records tell children who are away without authorisation (A) apart from those who are missing "
        "(M), false if it records them all as missing; null if it has not said. Compare authorities only where both "
        "say the same.",
    )
    authority: Area | None = relation(
        Relation("", "Area", tables.return_duty.c.authority_code, tables.area.c.code), "The authority."
    )


AuthorityReturnConnection = connection_of("AuthorityReturn", __name__)
ReturnDutyConnection = connection_of("ReturnDuty", __name__)
