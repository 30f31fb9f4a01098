"""Answer an operation: every root planned and decided first, then one transaction, then the text of the answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import asyncpg
import orjson

from register.audit import Consultation, record_given, record_refused
from register.database import Connection, Pool, transaction
from register.errors import BadInput, RegisterError, Unauthenticated
from register.plan.read import AreaBy, RootPlan
from register.policy.grants import POLICY_VERSION
from register.resolvers.plans import CALLER_AREA, Compiled, PlannedRoot
from register.settings import Settings
from register.sql.cursor import question_of, unseal
from register.sql.keyset import key_name
from register.sql.opening import Opened, open_request
from register.sql.run import Given, run_read
from register.sql.statement import PARENTS
from register.vocabulary import Caller

UNKNOWN_BODY = "unknown_body"
NO_SUCH_AREA = "No area has this code."
AREA_HINT = "List the areas with areas(kind: FORCE) or areas(kind: AUTHORITY)."


@dataclass(slots=True)
class Ready:
    """A root field that may run: its statements, and the value of every parameter."""

    root: PlannedRoot
    compiled: Compiled
    values: dict[str, Any]
    bound: list[Any]

    @property
    def area_codes(self) -> list[str]:
        """The area codes that the caller named: they must be known."""
        assert isinstance(self.root.plan, RootPlan)
        area = self.root.plan.read.area
        named = area is not None and area.by is AreaBy.CODE
        return [self.bound[slot.number] for slot in area.slots] if area is not None and named else []


@dataclass
class Answer:
    """The answer of one operation: the text of each root field, what was refused, and what the caller is told."""

    texts: dict[str, str] = field(default_factory=dict)
    errors: list[dict[str, Any]] = field(default_factory=list)
    withheld: list[dict[str, Any]] = field(default_factory=list)
    narrowed: list[dict[str, Any]] = field(default_factory=list)

    def refuse(self, key: str, refusal: RegisterError) -> None:
        """Null in the field's place, and the reason beside it."""
        self.texts[key] = "null"
        self.errors.append({"message": refusal.message, "path": [key], "extensions": dict(refusal.extensions)})

    def body(self, order: Sequence[str], cost: Mapping[str, int]) -> bytes:
        """The whole response. order: the root fields as the operation names them."""
        extensions: dict[str, Any] = {"cost": cost, "policyVersion": POLICY_VERSION}
        if self.withheld:
            extensions["withheld"] = self.withheld
        if self.narrowed:
            extensions["narrowed"] = self.narrowed
        data = ",".join(f'"{key}":{self.texts[key]}' for key in order)
        errors = b'"errors":' + orjson.dumps(self.errors) + b"," if self.errors else b""
        return b"{" + errors + b'"data":{' + data.encode() + b'},"extensions":' + orjson.dumps(extensions) + b"}"


async def answer_roots(
    pool: Pool, given: Settings, asked: Consultation, roots: Sequence[PlannedRoot], variables: Mapping[str, Any]
) -> Answer:
    """Answer every root field that reads the register. Raises: Unauthenticated, Unavailable."""
    answer = Answer()
    ready: list[Ready] = []
    refused: list[tuple[PlannedRoot, RegisterError]] = []
    for root in roots:
        if root.plan is None:
            continue
        try:
            ready.append(_ready(root, asked.caller, variables))
        except RegisterError as refusal:
            refused.append((root, refusal))
            answer.refuse(root.key, refusal)
    await _write_refusals(pool, given, asked, [(r, e) for r, e in refused if e.code.startswith("POLICY_")])
    try:
        await _run_all(pool, given, asked, ready, answer)
    except asyncpg.InvalidCachedStatementError:
        # A migration changed a table under a prepared statement; the driver has dropped it, and once more will do.
        await _run_all(pool, given, asked, ready, answer)
    return answer


def _ready(root: PlannedRoot, caller: Caller, variables: Mapping[str, Any]) -> Ready:
    if isinstance(root.plan, RegisterError):
        raise root.plan
    assert root.plan is not None
    bound = root.plan.bind({**variables, CALLER_AREA: caller.area})
    read = root.plan.read
    compiled = root.decide(caller, bound)
    if read.area is not None and read.area.by is AreaBy.MINE and caller.area is None:
        raise BadInput("You act for no area of your own.", hint="Name an area with area.code.")
    values: dict[str, Any] = {f"s{number}": value for number, value in enumerate(bound)}
    values |= {
        "caller_area": caller.area,
        "caller_agency": caller.agency.value,
        "caller_organisation": caller.organisation,
        PARENTS: "{}",
    }
    for node in compiled.node.nodes():
        if node.read.after is not None:
            slot = node.read.after.number
            keys = unseal(str(bound[slot]), question_of(node.read, bound, caller), node.sort_kinds)
            values |= {key_name(slot, number): key for number, key in enumerate(keys)}
    return Ready(root, compiled, values, bound)


async def _run_all(pool: Pool, given: Settings, asked: Consultation, ready: Sequence[Ready], answer: Answer) -> None:
    async with transaction(pool, given) as connection:
        opened = await _open(connection, asked.caller, [code for each in ready for code in each.area_codes])
        for each in ready:
            key = each.root.key
            if opened.unknown_areas.intersection(each.area_codes):
                answer.refuse(key, BadInput(NO_SUCH_AREA, hint=AREA_HINT))
                continue
            found = await _run(connection, asked, each)
            answer.texts[key] = found.text
            answer.withheld += [{"node": node, "fields": names} for node, names in found.withheld.items()]
            answer.narrowed += [
                {"node": node.read.node, "fields": list(node.narrowed)}
                for node in each.compiled.node.nodes()
                if node.narrowed
            ]


async def _run(connection: Connection, asked: Consultation, ready: Ready) -> Given:
    assert isinstance(ready.root.plan, RootPlan)
    found = await run_read(
        connection,
        ready.compiled.node,
        ready.values,
        lambda read: question_of(read, ready.bound, asked.caller),
    )
    await record_given(connection, asked, ready.root.name, ready.compiled.granted.groups, found)
    return found


async def _write_refusals(
    pool: Pool, given: Settings, asked: Consultation, refused: Sequence[tuple[PlannedRoot, RegisterError]]
) -> None:
    if not refused:
        return
    async with transaction(pool, given) as connection:
        await _open(connection, asked.caller, [])
        for root, refusal in refused:
            await record_refused(connection, asked, root.name, refusal.code)


async def confirm_known(pool: Pool, given: Settings, caller: Caller) -> None:
    """Refuse a caller whose token is good but names no body on the register. Raises: Unauthenticated."""
    async with transaction(pool, given) as connection:
        await _open(connection, caller, [])


async def _open(connection: Connection, caller: Caller, areas: Sequence[str]) -> Opened:
    opened = await open_request(connection, caller, areas)
    if not opened.known:
        raise Unauthenticated(UNKNOWN_BODY)
    return opened
