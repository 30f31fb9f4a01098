"""The access log, as the auditor reads it."""

from datetime import datetime

import strawberry

from register.catalogue import Argument, Relation, column, entity, relation
from register.schema.building.arguments import takes
from register.schema.building.connections import connection_of
from register.tables import access_key, access_log
from register.vocabulary import Agency, Outcome, Purpose


@entity(access_key, audited=access_key.c["key"], order=(("key", False),))
class ConsultedKey:
    """A row that a consultation returned. Filter on it to find who saw a home."""

    key: str = column(access_key.c["key"], "The key of the row: for a home, its URN.")


@entity(access_log, audited=access_log.c.id, order=(("id", True),))
class AccessLogEntry:
    """One consultation of the register: who asked, why, and which rows they were shown, but not what the rows held."""

    id: strawberry.ID = column(
        access_log.c.id, "The entry's number. Later entries have higher numbers; there are gaps."
    )
    at: datetime = column(access_log.c.at, "When it was recorded, by the database's clock.")
    subject: str = column(access_log.c.subject, "The person who asked, as named by their token.")
    agency: Agency = column(access_log.c.agency, "The agency they acted for.")
    area: str | None = column(access_log.c.area, "The ONS code of the organisation's area; null if it has none.")
    organisation: str | None = column(access_log.c.organisation, "The organisation's code, if it has no ONS area code.")
    purpose: Purpose | None = column(
        access_log.c.purpose, "The purpose, which the Register-Purpose header names in small letters."
    )
    operation: str | None = column(access_log.c.operation, "The name of the GraphQL operation.")
    request: str | None = column(access_log.c.request, "Identifies the request: all its entries have the same value.")
    root: str = column(access_log.c.root, "The root field they asked for.")
    outcome: Outcome = column(access_log.c.outcome, "The result: allowed or refused.")
    refusal: str | None = column(access_log.c.refusal, "The refusal code; null if the request was allowed.")
    row_count: int = column(
        access_log.c.row_count, "The number of rows the root field returned or, if it only counted, that it counted."
    )
    groups: list[str] | None = column(access_log.c.groups, "The field groups shown or matched.")
    nodes: list[str] | None = column(
        access_log.c.nodes,
        "The parts of the query that returned or counted rows; then each sensitive value that it searched by, as a "
        "keyed digest.",
    )
    node_sizes: list[int] | None = column(
        access_log.c.node_sizes,
        "How many rows each of them gave, in the same order. The rows of totalCount have no keys, except those under "
        "counted: all of them, if they are 20 or fewer.",
    )
    keys: list[str] = column(
        access_log.c["keys"],
        "The keys of the rows returned, one part of the query after another: for homes, their URNs.",
        resolver=takes(first=Argument(int | None, "The most keys to return: 1 to 1,000.", 1_000)),
    )
    policy_version: str = column(
        access_log.c.policy_version, "The version of the permission matrix in force at the time."
    )
    live_grants: list[str] | None = column(
        access_log.c.live_grants, "The ids of the access grants it relied on, beyond the permission matrix."
    )
    break_glass: bool = column(
        access_log.c.break_glass,
        "True if it relied on break-glass access: a home outside the caller's own boundary, opened for an incident.",
    )
    consulted: list[ConsultedKey] | None = relation(
        Relation("", "ConsultedKey", access_log.c.id, access_key.c.access_id, many=True, plain=True),
        "The rows returned, each once, in order. They appear once the entry is sealed, within seconds.",
    )


AccessLogConnection = connection_of("AccessLogEntry", __name__)
