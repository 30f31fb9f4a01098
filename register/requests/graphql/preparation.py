"""What a request needs before it is answered: its document and its plans, paid for and made where they are new."""

from typing import Protocol

from register.errors import BadInput, InvalidRequest, TooComplex
from register.open_types import Values
from register.requests.graphql.documents import Document, Documents, Operation
from register.requests.rate_limit import REFUSED_COST
from register.resolvers.reads.plan_cache import PlannedRoot, Plans
from register.resolvers.reads.workshop import Workshop
from register.vocabulary import Caller

# What is paid for a document that is new, and for a plan that is: 1 for each character, up to the longest document that
# holds as many tokens as are allowed.
MOST_PREPARED_COST = 5_000


class Pay(Protocol):
    """Takes a cost from a caller's allowance. goes_on: true for what may be paid later. Raises: RateLimited."""

    def __call__(self, caller: Caller, cost: int, *, goes_on: bool = False) -> None: ...


class Preparation:
    """Documents and plans, remembered or made beside the event loop."""

    def __init__(self, documents: Documents, plans: Plans, pay: Pay) -> None:
        self.documents = documents
        self.plans = plans
        self.pay = pay
        self.workshop = Workshop()

    async def document(self, text: str, caller: Caller, *, goes_on: bool = False) -> Document:
        """The document of a text. Raises: InvalidRequest, TooComplex, BadInput, RateLimited."""
        known = self.documents.known(text)
        if known is not None:
            return known
        self.pay(caller, min(len(text), MOST_PREPARED_COST), goes_on=goes_on)
        try:
            made = await self.workshop.make(
                payer(caller), lambda: self.documents.known(text) or self.documents.prepare(text)
            )
        except (InvalidRequest, BadInput, TooComplex):
            self.pay(caller, REFUSED_COST)
            raise
        return self.documents.keep(text, made)

    async def plans_of(
        self, operation: Operation, variables: Values, caller: Caller, *, goes_on: bool = False
    ) -> tuple[PlannedRoot, ...]:
        """The plans of an operation, with the statements of this caller's grants. Raises: RateLimited."""
        made = self.plans.made(operation.node, variables, caller)
        if made is not None:
            return made
        self.pay(caller, min(operation.document.characters, MOST_PREPARED_COST), goes_on=goes_on)
        node, fragments = operation.node, operation.document.fragments
        return await self.workshop.make(
            payer(caller), lambda: self.plans.make(node, fragments, variables, caller=caller)
        )


def payer(caller: Caller) -> str:
    """The body whose allowance pays for a caller."""
    return f"{caller.agency}/{caller.area or caller.organisation or ''}"
