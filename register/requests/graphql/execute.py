"""From a request's text to its answer's bytes: document, variables, cost, allowance, plans, answer."""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import orjson
from graphql import GraphQLSchema

from register.audit import Consultation
from register.database.connections import Pool
from register.errors import BadInput, InvalidRequest, MethodNotAllowed, NotAcceptable, TooComplex
from register.open_types import Values
from register.plan.held import ROOT as HELD
from register.plan.parameters import shapes_of
from register.plan.planner import Planner
from register.requests.graphql.cost import Cost, within_budget
from register.requests.graphql.documents import Document, Documents, Operation, introspect
from register.requests.graphql.input_sizes import check_variables
from register.requests.graphql.preparation import Preparation, payer
from register.requests.graphql.subscription import Subscribed
from register.requests.graphql.uploads import file_fields, without_files
from register.requests.rate_limit import REFUSED_COST, Allowance
from register.resolvers.commands.execute import answer_change
from register.resolvers.reads.answer import Answer, answer_roots, bind_root
from register.resolvers.reads.explain import explain, questions_of
from register.resolvers.reads.held import selected_text
from register.resolvers.reads.plan_cache import PlannedRoot, Plans
from register.resolvers.reads.viewer import viewer_text
from register.schema.assemble import graphql_schema
from register.settings import Settings
from register.vocabulary import Caller

# What a caller corrects in the document.
ABOUT_A_DOCUMENT = (BadInput, InvalidRequest, MethodNotAllowed, NotAcceptable, TooComplex)


@contextmanager
def located(operation: Operation) -> Iterator[None]:
    """Say of a refusal of an operation where its first root field is."""
    try:
        yield
    except ABOUT_A_DOCUMENT as refusal:
        refusal.place = next(iter(operation.places.values()), None)
        raise


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request carries: the document's text, which operation of it, its variables, and how it came.

    asks_allowance: true if the answer is to tell what is left of the allowance. goes_on: true for a page of a layer
    that is not its first.
    """

    query: str
    operation_name: str | None
    variables: Values
    reads_only: bool
    asks_allowance: bool = False
    goes_on: bool = False


class Executor:
    """Answers GraphQL operations over one pool, with what it has worked out before."""

    def __init__(self, pool: Pool, given: Settings) -> None:
        self.pool = pool
        self.settings = given
        self.schema: GraphQLSchema = graphql_schema()
        self.documents = Documents(self.schema, given)
        self.plans = Plans(self.schema, given.remembered_bytes)
        self.allowance = Allowance(given)
        self.preparation = Preparation(self.documents, self.plans, self.pay)

    async def answer(self, asked: Asked, caller: Caller, request: str) -> bytes:
        """The body of the answer. Raises: every refusal of a whole request."""
        operation, variables, cost = await self._admitted(asked, caller)
        if operation.is_subscription:
            with located(operation):
                raise NotAcceptable(
                    "Use server-sent events or a WebSocket for subscriptions.", hint="Accept text/event-stream."
                )
        document = operation.document
        consultation = Consultation(request, caller, operation.name, document.digest)
        if not operation.is_query:
            with located(operation):
                planned = self.plans.command_of(operation.node, document.fragments, variables)
            changed = await answer_change(self.pool, self.settings, consultation, planned=planned, variables=variables)
            changed.locate(operation.places)
            return changed.body([planned.plan.key], self._told_cost(asked, caller, cost))
        roots = await self.preparation.plans_of(operation, variables, caller, goes_on=asked.goes_on)
        answer = await answer_roots(self.pool, self.settings, consultation, roots=roots, variables=variables)
        await self._add_told(
            answer, operation, roots, sent=asked.variables, variables=variables, consultation=consultation
        )
        answer.locate(operation.places)
        keys = [root.key for root in roots]
        return answer.body(keys, self._told_cost(asked, caller, cost))

    async def is_subscription(self, asked: Asked, caller: Caller) -> bool:
        """True if a request subscribes. Raises: every refusal of its document."""
        document = await self.preparation.document(asked.query, caller)
        try:
            return document.choose(asked.operation_name).is_subscription
        except InvalidRequest:
            return False

    async def subscribe(self, asked: Asked, caller: Caller, request: str) -> Subscribed:
        """The subscription that a request asks for. Raises: every refusal of a whole request."""
        operation, variables, cost = await self._admitted(asked, caller)
        document = operation.document
        with located(operation):
            if not operation.is_subscription:
                raise NotAcceptable(
                    "Only subscriptions can use this connection.",
                    hint="Send queries and commands as ordinary requests.",
                )
            roots = await self.preparation.plans_of(operation, variables, caller)
            if len(roots) != 1:
                raise InvalidRequest(
                    "A subscription must have exactly one field.", hint="Send each field as a subscription of its own."
                )
            (bound,) = bind_root(roots[0], caller, variables)
        read, first = bound.plan.read, bound.plan.read.first
        assert first is not None
        consultation = Consultation(request, caller, operation.name, document.digest)
        return Subscribed(
            self.pool,
            self.settings,
            consultation,
            bound.root,
            variables,
            starts_now=read.since is None,
            cost=cost,
            page_size=bound.values[first.number],
        )

    def pay(self, caller: Caller, cost: int, *, goes_on: bool = False) -> None:
        """Take the cost from the allowance of the caller's body. Raises: RateLimited."""
        self.allowance.spend(payer(caller), cost, time.monotonic(), goes_on=goes_on)

    def _told_cost(self, asked: Asked, caller: Caller, cost: Cost) -> dict[str, int]:
        told = {"requested": cost.requested, "max": cost.max}
        if asked.asks_allowance:
            # Decision: allowance-when-asked
            told["remaining"] = self.allowance.remaining(payer(caller), time.monotonic())
            told["perMinute"] = self.settings.rate_cost_per_minute
        return told

    async def _admitted(self, asked: Asked, caller: Caller) -> tuple[Operation, Values, Cost]:
        """The operation that a request runs, its variables and its cost, paid for. Raises: every refusal of it."""
        document = await self.preparation.document(asked.query, caller, goes_on=asked.goes_on)
        try:
            priced = self._priced(document, asked, file_fields(caller.agency))
        except (InvalidRequest, BadInput, TooComplex):
            self.pay(caller, REFUSED_COST)
            raise
        self.pay(caller, priced[2].requested, goes_on=asked.goes_on)
        return priced

    def _priced(self, document: Document, asked: Asked, files: frozenset[str]) -> tuple[Operation, Values, Cost]:
        """The operation that a request runs, its variables and its cost."""
        operation = document.choose(asked.operation_name)
        with located(operation):
            if asked.reads_only and not operation.is_query:
                raise MethodNotAllowed("Use POST for commands and subscriptions.")
            check_variables(without_files(asked.variables, files, operation), self.settings)
            variables = operation.coerce(self.schema, asked.variables)
            return operation, variables, within_budget(operation.price(asked.variables), self.settings)

    async def _add_told(
        self,
        answer: Answer,
        operation: Operation,
        roots: Sequence[PlannedRoot],
        *,
        sent: Values,
        variables: Values,
        consultation: Consultation,
    ) -> None:
        """The root fields that read no register: the viewer, the schema itself, and the name of the query's type."""
        refused = {error["path"][0] for error in answer.errors}
        introspected: dict[str, object] = {}
        if any(root.name in ("__schema", "__type") for root in roots):
            introspected = introspect(self.schema, operation, sent)
        for root in roots:
            if root.name == "__typename":
                answer.texts[root.key] = '"Query"'
            elif root.name == HELD:
                fragments = operation.document.fragments
                answer.texts[root.key] = selected_text(
                    answer.texts[root.key], root.selected, fragments=fragments, variables=variables
                )
            elif root.name == "viewer" and root.key not in refused:
                await self._tell_viewer(answer, operation, root, variables=variables, consultation=consultation)
            elif root.name in ("__schema", "__type"):
                answer.texts[root.key] = orjson.dumps(introspected.get(root.key)).decode()

    async def _tell_viewer(
        self,
        answer: Answer,
        operation: Operation,
        root: PlannedRoot,
        *,
        variables: Values,
        consultation: Consultation,
    ) -> None:
        fragments = operation.document.fragments
        try:
            shapes = shapes_of(self.schema, operation.node, variables)
            questions = questions_of(Planner(self.schema, fragments, shapes), root.selected, variables)
        except BadInput as refusal:
            answer.refuse(root.key, refusal)
            return
        told_why = await explain(self.pool, self.settings, self.schema, asked=consultation, questions=questions)
        area = answer.texts.get(root.key, "null")
        answer.texts[root.key] = viewer_text(
            root.selected, fragments, variables, caller=consultation.caller, area=area, told_why=told_why
        )
