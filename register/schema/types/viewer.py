"""What the register tells a caller about itself."""

from datetime import date

import strawberry

from register.catalogue import Argument
from register.schema.building.words import Agency, Explained, WithheldReason, takes
from register.schema.types.area import Area


@strawberry.type(description="One thing that you may do with a field group.")
class Grant:
    """One thing that you may do with a field group."""

    group: str = strawberry.field(description="The field group, as the descriptions of fields name it.")
    use: str = strawberry.field(description="What you may do with it: read, match, count or change.")
    scope: str = strawberry.field(description="On which rows.")
    basis: str = strawberry.field(description="The law that it stands on.")
    in_force_from: date = strawberry.field(description="The day from which that law lets you.")


@strawberry.type(description="What becomes of one place of the schema when you ask for it, and why.")
class Explanation:
    """What becomes of one place of the schema, and why."""

    outcome: Explained = strawberry.field(description="Whether it is allowed, withheld on the row, or refused.")
    reason: WithheldReason | None = strawberry.field(description="Why it is not allowed; null where it is.")
    group: str = strawberry.field(description="The field group that decides.")
    basis: str | None = strawberry.field(description="The law of the grant by which it is allowed.")
    scope: str | None = strawberry.field(description="The rows that this grant reaches.")
    line: str = strawberry.field(description="All of it in one line.")


@strawberry.type(description="Who you are to the register, and what it lets you do.")
class Viewer:
    """Who you are to the register, and what it lets you do."""

    subject: str = strawberry.field(description="You, as your token names you.")
    agency: Agency = strawberry.field(description="The kind of body you act for.")
    area: Area | None = strawberry.field(description="The force or authority you act for, where it has an ONS code.")
    organisation: str | None = strawberry.field(description="The body you act for, where it has no ONS code.")
    policy_version: str = strawberry.field(description="The version of the permission matrix that decides.")
    explain: Explanation = strawberry.field(
        resolver=takes(
            coordinate=Argument(str, "A place of the schema, such as Home.name, HomeFilter.name or Mutation.openHome."),
            key=Argument(str | None, "A row of it, by the key that the access log keeps: a home's URN."),
        ),
        description="Whether you may read, match or change a place of the schema, on a row or at all, and by which "
        "grant. Asking of a row is a consultation of it.",
    )
    grants: list[Grant] = strawberry.field(description="Everything that your agency is granted.")
