"""What the register tells a caller about itself."""

from datetime import date

import strawberry

from register.schema.area import Area
from register.schema.words import Agency


@strawberry.type(description="One thing that you may do with a field group.")
class Grant:
    """One thing that you may do with a field group."""

    group: str = strawberry.field(description="The field group, as the descriptions of fields name it.")
    use: str = strawberry.field(description="What you may do with it: read, match, count or change.")
    scope: str = strawberry.field(description="On which rows.")
    basis: str = strawberry.field(description="The law that it stands on.")
    in_force_from: date = strawberry.field(description="The day from which that law lets you.")


@strawberry.type(description="Who you are to the register, and what it lets you do.")
class Viewer:
    """Who you are to the register, and what it lets you do."""

    subject: str = strawberry.field(description="You, as your token names you.")
    agency: Agency = strawberry.field(description="The kind of body you act for.")
    area: Area | None = strawberry.field(description="The force or authority you act for, where it has an ONS code.")
    organisation: str | None = strawberry.field(description="The body you act for, where it has no ONS code.")
    policy_version: str = strawberry.field(description="The version of the permission matrix that decides.")
    grants: list[Grant] = strawberry.field(description="Everything that your agency is granted.")
