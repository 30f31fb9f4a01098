"""What the register tells a caller about itself."""

from datetime import date

import strawberry

from register.catalogue import Argument
from register.schema.building.arguments import takes
from register.schema.types.area import Area
from register.vocabulary import Agency, Explained, Scope, Use, WithheldReason


@strawberry.type(description="One thing you may do with a field group.")
class Grant:
    """One thing you may do with a field group."""

    group: str = strawberry.field(description="The field group. Each field's description names its group.")
    use: Use = strawberry.field(description="What you may do with it: read, match, count or change.")
    scope: Scope = strawberry.field(description="The rows it covers.")
    basis: str = strawberry.field(description="The law it relies on.")
    in_force_from: date = strawberry.field(description="The date that law comes into force.")


@strawberry.type(description="What happens when you use one part of the schema, and why.")
class Explanation:
    """What happens when you use one part of the schema, and why."""

    outcome: Explained = strawberry.field(description="The result: allowed, withheld on the row, or refused.")
    reason: WithheldReason | None = strawberry.field(description="Why it is not allowed; null if it is.")
    group: str = strawberry.field(description="The field group that decides.")
    basis: str | None = strawberry.field(description="The law behind the grant that allows it.")
    scope: Scope | None = strawberry.field(description="The rows that the grant covers.")
    line: str = strawberry.field(description="The whole explanation in one line.")


@strawberry.type(description="Who you are to the register, and what you may do.")
class Viewer:
    """Who you are to the register, and what you may do."""

    subject: str = strawberry.field(description="You, as named by your token.")
    agency: Agency = strawberry.field(description="The agency you act for.")
    area: Area | None = strawberry.field(
        description="The police force or local authority you act for; null if you act for neither."
    )
    organisation: str | None = strawberry.field(
        description="The code of the organisation you act for, if it has no ONS area code."
    )
    policy_version: str = strawberry.field(description="The version of the permission matrix in force at the time.")
    explain: Explanation = strawberry.field(
        resolver=takes(
            coordinate=Argument(str, "A schema coordinate, such as Home.name, HomeFilter.name or Mutation.openHome."),
            key=Argument(str | None, "The key of one row, as the access log records it: for a home, its URN."),
        ),
        description="Explains whether you may read, match or change one part of the schema, in general or on one row, "
        "and which grant allows it. Asking about a row is logged as a consultation.",
    )
    grants: list[Grant] = strawberry.field(description="Everything your agency may do.")
