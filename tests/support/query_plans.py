"""Plans, decisions and statements of a query, made as a request makes them, without a server."""

from datetime import date
from typing import Any

from register.catalogue import TALLIES
from register.plan.parameters import shapes_of
from register.plan.planner import Planner, root_fields
from register.plan.read import Read, RootPlan
from register.plan.tally_planner import plan_tally
from register.policy.authority import NOTHING_LIVE, Live, authority_of
from register.policy.decide import Granted, authorise
from register.policy.roles import role_of
from register.requests.graphql.documents import Documents
from register.schema.assemble import graphql_schema
from register.settings import settings
from register.sql.read.statement import Node, compile_root
from register.vocabulary import Agency, Purpose

SCHEMA = graphql_schema()
TODAY = date(2026, 3, 2)


def plan(text: str, **variables: Any) -> RootPlan:
    """The plan of the one root field of a query."""
    operation = Documents(SCHEMA, settings()).ready(text).choose(None)
    shapes = shapes_of(SCHEMA, operation.node, operation.coerce(SCHEMA, variables))
    planner = Planner(SCHEMA, operation.document.fragments, shapes)
    (selected,) = root_fields(planner, operation.node)
    return plan_tally(planner, selected) if selected.name in TALLIES else planner.plan_root(selected)


def read(text: str, **variables: Any) -> Read:
    """The read of the one root field of a query."""
    return plan(text, **variables).read


def decide(
    text: str,
    agency: Agency,
    *,
    on: date = TODAY,
    purpose: Purpose | None = Purpose.SAFEGUARDING_CHILD,
    live: Live = NOTHING_LIVE,
    **variables: Any,
) -> Granted:
    """What an agency is granted of a query on a day. live: what people gave the caller."""
    return authorise(read(text, **variables), authority_of(agency, [on], live), has_purpose=purpose is not None)


def compiled(text: str, agency: Agency, *, live: Live = NOTHING_LIVE, **variables: Any) -> Node:
    """The statements of a query for an agency, as its role says them."""
    return compile_root(decide(text, agency, live=live, **variables), role_of(agency))
