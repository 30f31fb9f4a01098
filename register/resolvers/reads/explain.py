"""Tell a caller why a part of the schema is allowed, withheld or refused, on one row or in general, by which grant."""

from collections.abc import Sequence
from dataclasses import dataclass

import orjson
from graphql import GraphQLObjectType, GraphQLSchema

from register.audit import Consultation
from register.database.connections import Connection, Pool, transaction
from register.errors import Refusal, RegisterError
from register.plan.coordinates import ROW_KEY, Place, place_of, plan_row
from register.plan.parameters import Variables, at
from register.plan.planner import Planner
from register.plan.selection import Selected, collect
from register.policy.authority import Authority, authority_of
from register.policy.explain import Explanation, allowed, explain_use, grants_for, not_allowed, unknown_row, with_only
from register.policy.roles import role_of
from register.resolvers.reads.answer import Answer, Bound, open_known, ready_with, run_ready, run_recorded
from register.resolvers.reads.memory import Memory
from register.resolvers.reads.plan_cache import Nodes, PlannedRoot, compile_plan
from register.settings import Settings
from register.sql.session.open_request import Opened
from register.vocabulary import Explained, Group, WithheldReason


@dataclass(frozen=True, slots=True)
class Question:
    """One field explain of a viewer: its answer key, and what it asks about."""

    key: str
    coordinate: str
    place: Place
    row: str | None


@dataclass(frozen=True, slots=True)
class Told:
    """An explanation with the group that decided."""

    group: Group
    explanation: Explanation


def questions_of(planner: Planner, viewer: Selected, variables: Variables) -> tuple[Question, ...]:
    """What a viewer's selection asks to have explained. Raises: BadInput."""
    kind = planner.schema.type_map["Viewer"]
    assert isinstance(kind, GraphQLObjectType)
    asked = [part for part in collect(viewer.sets, planner.fragments, planner.shapes) if part.name == "explain"]
    found = []
    for part in asked:
        given = planner.arguments(part, kind.fields["explain"])
        coordinate = str(given["coordinate"].read(variables))
        row = given["key"].read(variables) if "key" in given else None
        found.append(Question(part.key, coordinate, place_of(coordinate), row))
    return tuple(found)


async def explain(
    pool: Pool, given: Settings, schema: GraphQLSchema, *, asked: Consultation, questions: Sequence[Question]
) -> dict[str, Told]:
    """The explanations, by answer key; asking about a row is written down as reading it is."""
    if not questions:
        return {}
    caller = asked.caller
    async with transaction(pool, given, role_of(caller.agency)) as connection:
        opened = await open_known(connection, caller, [])
        authority = authority_of(caller.agency, [caller.today], opened.live)
        told = {}
        for each in questions:
            group = each.place.groups[0]
            if each.row is None or each.place.entity is None:
                explanation = explain_use(each.coordinate, authority, each.place)
            else:
                explanation = await _explain_row(
                    connection, schema, asked, opened=opened, authority=authority, question=each
                )
            told[each.key] = Told(group, explanation)
        return told


async def _explain_row(
    connection: Connection,
    schema: GraphQLSchema,
    asked: Consultation,
    *,
    opened: Opened,
    authority: Authority,
    question: Question,
) -> Explanation:
    place, coordinate = question.place, question.coordinate
    look = _Look(connection, schema, asked, opened=opened, question=question)
    try:
        reason = await look.withheld_by(authority, record=True)
    except RegisterError as refusal:
        line = f"{coordinate}: {Explained.REFUSED}. {refusal.message}"
        return Explanation(Explained.REFUSED, None, None, line)
    if look.absent:
        return unknown_row(coordinate)
    if reason is not None:
        return not_allowed(coordinate, authority, place.groups[0], use=place.use, reason=reason)
    grants = grants_for(authority, place.groups[0], place.use)
    for grant in grants[:-1]:
        if await look.withheld_by(with_only(authority, grant), record=False) is None:
            return allowed(coordinate, grant)
    return allowed(coordinate, grants[-1])


class _Look:
    """One field of one row, as different grants show it."""

    def __init__(
        self, connection: Connection, schema: GraphQLSchema, asked: Consultation, *, opened: Opened, question: Question
    ) -> None:
        self.connection = connection
        self.asked = asked
        self.opened = opened
        self.absent = False
        plan = plan_row(Planner(schema, {}, {}), question.place, question.key, given=at(ROW_KEY))
        root = PlannedRoot(question.key, "viewer.explain", plan, Selected(question.key, ()), Memory(0))
        self.bound = Bound(root, plan, plan.bind({ROW_KEY: question.row}))

    async def withheld_by(self, authority: Authority, *, record: bool) -> WithheldReason | None:
        """Why these grants do not show the field on the row; None if they do. Raises: what policy refuses."""
        caller = self.asked.caller
        compiled = compile_plan(self.bound.plan, authority, has_purpose=caller.purpose is not None, nodes=Nodes())
        if isinstance(compiled, Refusal):
            raise compiled.error()
        ready = ready_with(self.bound, compiled, caller, opened=self.opened)
        if record:
            found = await run_recorded(self.connection, self.asked, self.opened, ready=ready, answer=Answer())
        else:
            found = await run_ready(self.connection, caller, ready, answer=Answer())
        row = orjson.loads(found.text)
        self.absent = row is None
        return WithheldReason(row["withheld"][0]["reason"]) if row and row["withheld"] else None
