"""Answer an operation: every root planned and decided first, then one transaction, then the text of the answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

import orjson

from register.audit import Consultation, record_given, record_refused
from register.database.connections import UNREADABLE, Connection, Pool, through_migrations, transaction
from register.encrypted_text import NO_KEY
from register.errors import BadInput, Refusal, RegisterError, Unauthenticated, Unavailable
from register.geo.former_codes import EndedArea
from register.open_types import Value, Values
from register.plan.held import ROOT as HELD
from register.plan.parameters import Slot
from register.plan.read import AreaBy, Matches, RootPlan, comparisons
from register.policy.grants import POLICY_VERSION
from register.policy.roles import role_of
from register.resolvers.reads.count_watch import watch_count
from register.resolvers.reads.ended_areas import answered_for, may_be_asked, replaced_text
from register.resolvers.reads.held import held_text
from register.resolvers.reads.nodes import choice_of
from register.resolvers.reads.opened_texts import opened_texts
from register.resolvers.reads.plan_cache import CALLER_AREA, Compiled, PlannedRoot
from register.resolvers.reads.searched import searched
from register.resolvers.tallies.answer import run_tally
from register.settings import Settings
from register.sql.read.change_feed import Place, feed_values, field_names, place_of
from register.sql.read.cursor import question_of, reader_key, unseal
from register.sql.read.first_change import place_at
from register.sql.read.given import Given
from register.sql.read.keyset import key_name
from register.sql.read.opaque_number import number_keys
from register.sql.read.run import Question, run_read
from register.sql.read.statement import PARENTS, Node
from register.sql.read.timeline import keys_after
from register.sql.session.open_request import Opened, open_request
from register.sql.session.readiness import Amiss
from register.sql.tally.statement import TallyNode
from register.vocabulary import Caller

UNKNOWN_BODY = "unknown_body"


@dataclass(slots=True)
class Bound:
    """A root field with the value of every parameter.

    since: of a feed, the token that it continues from; since_at: the time that it begins at. ended: the area that
    was named, of which those that replaced it are asked about.
    """

    root: PlannedRoot
    plan: RootPlan
    values: list[Value]
    since: str | None = None
    since_at: datetime | None = None
    ended: tuple[str, EndedArea] | None = None

    @property
    def area_code(self) -> str | None:
        """The code of the area that the caller named."""
        area = self.plan.read.area
        named = area is not None and area.by is AreaBy.CODE
        return str(self.values[area.slots[0].number]) if area is not None and named else None

    @property
    def area_codes(self) -> list[str]:
        """The area codes that the register is asked about: the one that was named, and those that may replace it."""
        return [each for code in (self.area_code, self.code_above) if code for each in may_be_asked(code)]

    @property
    def code_above(self) -> str | None:
        """The code of the one area of which a list is asked for; None if this is no such root."""
        read = self.plan.read
        if not read.one or read.entity.name != "Area" or all(show.read.pieces is None for show in read.below):
            return None
        named = (self.values[each.slot.number] for each in comparisons(read.where) if isinstance(each, Matches))
        return next(named, None)

    @property
    def is_of_today(self) -> bool:
        """True of a list of what is in its area now: neither a feed nor a question about the past."""
        read = self.plan.read
        return not (read.feed or read.as_of or read.valid_on)


@dataclass(slots=True)
class Ready:
    """A root field that may run: its statements, and what each of their parameters is."""

    bound: Bound
    compiled: Compiled
    values: dict[str, object]


@dataclass
class Answer:
    """The answer of one operation: the text of each root field, what was refused, and the extensions."""

    texts: dict[str, str] = field(default_factory=dict)
    errors: list[dict[str, Value]] = field(default_factory=list)
    withheld: list[dict[str, object]] = field(default_factory=list)
    narrowed: list[dict[str, object]] = field(default_factory=list)
    replaced: list[dict[str, object]] = field(default_factory=list)

    def refuse(self, key: str, refusal: RegisterError) -> None:
        """Answer a field with null and an error."""
        self.texts[key] = "null"
        self.report(key, refusal)

    def report(self, key: str, refusal: RegisterError) -> None:
        """Say what went wrong below a field that is answered otherwise."""
        self.errors.append({"message": refusal.message, "path": [key], "extensions": dict(refusal.extensions)})

    def locate(self, places: Mapping[str, tuple[int, int]]) -> None:
        """Say of each error where its root field is. places: line and column by answer key."""
        for error in self.errors:
            line, column = places[error["path"][0]]
            error["locations"] = [{"line": line, "column": column}]

    def body(self, order: Sequence[str], cost: Mapping[str, int]) -> bytes:
        """The whole response. order: the root fields as the operation names them."""
        extensions: dict[str, object] = {"cost": cost, "policyVersion": POLICY_VERSION}
        if self.withheld:
            extensions["withheld"] = self.withheld
        if self.narrowed:
            extensions["narrowed"] = self.narrowed
        if self.replaced:
            extensions["replacedAreas"] = self.replaced
        data = ",".join(f'"{key}":{self.texts[key]}' for key in order)
        errors = b'"errors":' + orjson.dumps(self.errors) + b"," if self.errors else b""
        return b"{" + errors + b'"data":{' + data.encode() + b'},"extensions":' + orjson.dumps(extensions) + b"}"


@through_migrations
async def answer_roots(
    pool: Pool, given: Settings, asked: Consultation, *, roots: Sequence[PlannedRoot], variables: Values
) -> Answer:
    """Answer every root field that reads the register. Raises: Unauthenticated, Unavailable."""
    answer = Answer()
    bound: list[Bound] = []
    refused: list[tuple[PlannedRoot, RegisterError]] = []
    for root in roots:
        try:
            bound += bind_root(root, asked.caller, variables)
        except RegisterError as refusal:
            answer.refuse(root.key, refusal)
    try:
        async with transaction(pool, given, role_of(asked.caller.agency)) as connection:
            opened = await open_known(connection, asked.caller, [code for each in bound for code in each.area_codes])
            for root in (root for root in roots if root.choices):
                try:
                    choice = await choice_of(connection, opened.live, asked.caller, root=root, variables=variables)
                    bound += bind_root(choice, asked.caller, variables)
                except RegisterError as refusal:
                    _refuse(root, refusal, answer=answer, refused=refused)
            ready = _decided(bound, asked.caller, opened, answer=answer, refused=refused)
            await _run_all(connection, asked, opened, ready=ready, answer=answer)
    finally:
        await write_refusals(pool, given, asked, refused=refused)
    return answer


def bind_root(root: PlannedRoot, caller: Caller, variables: Values) -> list[Bound]:
    """The root with its values; empty if it does not read the register. Raises: BadInput."""
    if root.plan is None:
        return []
    if isinstance(root.plan, Refusal):
        raise root.plan.error()
    values = root.plan.bind({**variables, CALLER_AREA: caller.area})
    since, since_at = (_value(slot, values) for slot in (root.plan.read.since, root.plan.read.since_at))
    if since is not None and since_at is not None:
        hint = "Use sinceAt to begin, then since with each token."
        raise BadInput("Send since or sinceAt, not both.", hint=hint).at(f"{root.name}.sinceAt")
    assert isinstance(since, str | None)
    assert isinstance(since_at, datetime | None)
    return [Bound(root, root.plan, values, since, since_at)]


def _value(slot: Slot | None, values: Sequence[object]) -> object:
    return None if slot is None else values[slot.number]


def _decided(
    bound: Sequence[Bound],
    caller: Caller,
    opened: Opened,
    *,
    answer: Answer,
    refused: list[tuple[PlannedRoot, RegisterError]],
) -> list[Ready]:
    """The roots that may run. The others are refused in the answer; those that policy refused are added to the list."""
    ready = []
    for each in bound:
        try:
            ready.append(ready_of(each, caller, opened))
        except RegisterError as refusal:
            _refuse(each.root, refusal, answer=answer, refused=refused)
    return ready


def _refuse(
    root: PlannedRoot, refusal: RegisterError, *, answer: Answer, refused: list[tuple[PlannedRoot, RegisterError]]
) -> None:
    """Refuse a root field in the answer; what policy refused is to be logged too."""
    answer.refuse(root.key, refusal)
    if refusal.code.startswith("POLICY_"):
        refused.append((root, refusal))


def ready_of(bound: Bound, caller: Caller, opened: Opened) -> Ready:
    """A root field with the statements that the caller is granted. Raises: what policy refuses, and BadInput."""
    bound = _of_successors(bound, opened)
    return ready_with(bound, bound.root.decide(caller, bound.values, opened.live), caller, opened=opened)


def ready_with(bound: Bound, compiled: Compiled, caller: Caller, *, opened: Opened) -> Ready:
    """A root field with statements that were decided elsewhere. Raises: BadInput."""
    area = bound.plan.read.area
    if area is not None and area.by is AreaBy.MINE and caller.area is None:
        hint = "Use area.code to name an area."
        raise BadInput("Your token has no area.", hint=hint).at(f"{bound.root.name}.area.mine")
    if bound.since_at is not None and bound.since_at > opened.at:
        hint = "Send an earlier time, or since with a token."
        raise BadInput("The time must not be in the future.", hint=hint).at(f"{bound.root.name}.sinceAt")
    values: dict[str, object] = {f"s{number}": value for number, value in enumerate(bound.values)}
    values |= caller_values(caller, opened)
    if bound.plan.read.feed:
        origin, horizon, reader = opened.origin, opened.horizon, reader_key(caller)
        began = Place(origin)
        place = began if bound.since is None else place_of(bound.since, reader=reader, origin=origin, horizon=horizon)
        values |= {"origin": origin, "reader": reader, **feed_values(place, horizon)}
    for node in compiled.node.nodes():
        if isinstance(node, Node) and node.read.after is not None:
            values |= _cursor_keys(bound, node, node.read.after, caller=caller)
    return Ready(bound, compiled, values)


def _cursor_keys(bound: Bound, node: Node, after: Slot, *, caller: Caller) -> dict[str, object]:
    """The keys of the row that a cursor names. Raises: BadInput."""
    question = question_of(node.read, bound.values, caller)
    cursor, strand = str(bound.values[after.number]), node.read.strand
    try:
        if strand is None:
            keys: Sequence[object] = unseal(cursor, question, node.sort_kinds)
        else:
            keys = keys_after(cursor, question, strand=strand, of_days=node.sort_kinds[0] is date)
    except BadInput as refusal:
        raise refusal.at(after.place) from None
    return {key_name(after.number, number): key for number, key in enumerate(keys)}


def _of_successors(bound: Bound, opened: Opened) -> Bound:
    """The same root for the areas that replaced the one that is named, if it has ended. Raises: BadInput."""
    _confirm_lists(bound, opened)
    code, area = bound.area_code, bound.plan.read.area
    if code is None or area is None:
        return bound
    try:
        ended = answered_for(code, opened, of_today=bound.is_of_today)
    except BadInput as refusal:
        raise refusal.at(f"{bound.root.name}.area.code") from None
    if ended is None:
        return bound
    root, values = bound.root.of_successors(), list(bound.values)
    values[area.slots[0].number] = [*ended.successors]
    assert isinstance(root.plan, RootPlan)
    return replace(bound, root=root, plan=root.plan, values=values, ended=(code, ended))


def _confirm_lists(bound: Bound, opened: Opened) -> None:
    """Refuse a list below an area that has ended. Raises: BadInput."""
    code = bound.code_above
    if code and code in opened.ended_areas and bound.is_of_today:
        hint = "Ask for the same below successors; or, to see what was in it, send validOn with an earlier date."
        raise BadInput(f"The area ended on {opened.ended_areas[code].ended_on}.", hint=hint).at(bound.root.name)


def caller_values(caller: Caller, opened: Opened) -> dict[str, object]:
    """What the scopes of a caller are bound to in every statement."""
    return {
        "caller_subject": caller.subject,
        "caller_area": caller.area,
        "caller_agency": caller.agency.value,
        "caller_organisation": caller.organisation,
        "opened_homes": [grant.home_id for grant in opened.grants if grant.home_id],
        "inspected_areas": [code for grant in opened.grants for code in grant.area_codes],
        "field_names": field_names(),
        **number_keys(caller),
        PARENTS: "{}",
    }


async def _run_all(
    connection: Connection, asked: Consultation, opened: Opened, *, ready: Sequence[Ready], answer: Answer
) -> None:
    for each in ready:
        await begin_at(connection, opened, asked.caller, ready=each)
        found = await run_recorded(connection, asked, opened, ready=each, answer=answer)
        root = each.bound.root
        answer.texts[root.key] = found.text
        if root.name == HELD:
            at, authority = _as_of(each.bound), root.wanted(asked.caller, each.bound.values, opened.live)[1]
            answer.texts[root.key] = await held_text(connection, asked, authority, child=found.text, at=at)


def _as_of(bound: Bound) -> datetime:
    at = _value(bound.plan.read.as_of, bound.values)
    assert isinstance(at, datetime)
    return at


async def begin_at(connection: Connection, opened: Opened, caller: Caller, *, ready: Ready) -> None:
    """Let a feed that names a time begin there."""
    if ready.bound.since_at is not None:
        role, at = role_of(caller.agency), ready.bound.since_at
        place = await place_at(connection, role, at, origin=opened.origin, horizon=opened.horizon)
        ready.values.update(feed_values(place, opened.horizon))


async def run_recorded(
    connection: Connection,
    asked: Consultation,
    opened: Opened,
    *,
    ready: Ready,
    answer: Answer,
    unless_empty: bool = False,
) -> Given:
    """Read one root field, and log what it returned. unless_empty: nothing is logged if it returned no row."""
    found = await run_ready(connection, asked.caller, ready, answer=answer)
    if unless_empty and not found.count:
        return found
    by = [grant for grant in opened.grants if grant.scope in ready.compiled.rests_on]
    root, asked_by = ready.bound.root.name, searched(ready.bound.plan.read, ready.bound.values)
    await record_given(
        connection, asked, root, groups=ready.compiled.granted.groups, given=found, by=by, searched=asked_by
    )
    watch_count(asked.caller, found.counted, asked_by, request=asked.request)
    return found


async def run_ready(connection: Connection, caller: Caller, ready: Ready, *, answer: Answer) -> Given:
    """Read one root field within a request that is already open, and add what is withheld to the answer."""
    node = ready.compiled.node
    if isinstance(node, TallyNode):
        found = await run_tally(connection, node, values=ready.values)
    else:
        found = await run_read(connection, node, ready.values, question=_questions(ready.bound, caller))
    found.text, is_whole = opened_texts(found.text)
    if not is_whole:
        answer.report(ready.bound.root.key, Unavailable(NO_KEY))
    answer.withheld += [{"node": name, "fields": names} for name, names in found.withheld.items()]
    if ready.bound.ended is not None:
        answer.replaced.append({"node": ready.bound.root.key, **replaced_text(*ready.bound.ended)})
    answer.narrowed += [
        {"node": each.read.node, "fields": list(each.narrowed)} for each in node.nodes() if each.narrowed
    ]
    return found


def _questions(bound: Bound, caller: Caller) -> Question:
    return lambda read: question_of(read, bound.values, caller)


async def write_refusals(
    pool: Pool, given: Settings, asked: Consultation, *, refused: Sequence[tuple[PlannedRoot, RegisterError]]
) -> None:
    """Log refusals in a transaction of their own: the fields were asked for, whatever the rest of the request did."""
    if not refused:
        return
    async with transaction(pool, given, role_of(asked.caller.agency)) as connection:
        await open_known(connection, asked.caller, [])
        for root, refusal in refused:
            await record_refused(connection, asked, root.name, refusal=refusal.code)


async def confirm_known(pool: Pool, given: Settings, caller: Caller) -> None:
    """Refuse a caller whose token is good but names no body on the register. Raises: Unauthenticated."""
    async with transaction(pool, given, role_of(caller.agency)) as connection:
        await open_known(connection, caller, [])


async def open_known(connection: Connection, caller: Caller, areas: Sequence[str]) -> Opened:
    """Open the request.

    Raises: Unauthenticated; Unavailable if the database holds the wall of another policy, or its logs have gone
    unsealed for too long: what cannot be proven afterwards is not answered.
    """
    opened = await open_request(connection, caller, areas)
    if not opened.known:
        raise Unauthenticated(UNKNOWN_BODY)
    if opened.policy_version != POLICY_VERSION:
        raise Unavailable(UNREADABLE, why=Amiss.POLICY)
    if opened.unsealed:
        raise Unavailable(UNREADABLE, why=Amiss.UNSEALED)
    return opened
