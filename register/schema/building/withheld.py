"""How a row names the fields that it does not show."""

import strawberry

from register.vocabulary import Agency, WithheldReason


@strawberry.type(description="A field you asked for that is not shown on this row. Withheld does not mean empty.")
class Withheld:
    """A field you asked for that is not shown on this row."""

    field: str = strawberry.field(description="The field's name in this schema, even if your query used an alias.")
    reason: WithheldReason = strawberry.field(description="Why the field is not shown.")
    ask_body: Agency = strawberry.field(
        description="The kind of body to ask for it, if you need it: the one that keeps this part of the record."
    )
