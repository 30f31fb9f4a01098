"""What a request needs before it is answered: its document and its plans, paid for and made where they are new."""

from collections.abc import Callable

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


class Preparation:
    """Documents and plans, remembered or made beside the event loop. pay: takes a cost from a caller's allowance."""

    def __init__(self, documents: Documents, plans: Plans, pay: Callable[[Caller, int], None]) -> None:
        self.documents = documents
        self.plans = plans
        self.pay = pay
        self.workshop = Workshop()

    async def document(self, text: str, caller: Caller) -> Document:
        """The document of a text. Raises: InvalidRequest, TooComplex, BadInput, RateLimited."""
        known = self.documents.known(text)
        if known is not None:
            return known
        self.pay(caller, min(len(text), MOST_PREPARED_COST))
        try:
            made = await self.workshop.make(
                payer(caller), lambda: self.documents.known(text) or self.documents.prepare(text)
            )
        except (InvalidRequest, BadInput, TooComplex):
            self.pay(caller, REFUSED_COST)
            raise
        return self.documents.keep(text, made)

    async def plans_of(self, operation: Operation, variables: Values, caller: Caller) -> tuple[PlannedRoot, ...]:
        """The plans of an operation, with the statements of this caller's grants. Raises: RateLimited."""
        made = self.plans.made(operation.node, variables, caller)
        if made is not None:
            return made
        self.pay(caller, min(operation.document.characters, MOST_PREPARED_COST))
        node, fragments = operation.node, operation.document.fragments
        return await self.workshop.make(
            payer(caller), lambda: self.plans.make(node, fragments, variables, caller=caller)
        )


def payer(caller: Caller) -> str:
    """The body whose allowance pays for a caller."""
    return f"{caller.agency}/{caller.area or caller.organisation or ''}"
