"""What is held about one child, for the authority that answers the child."""

from datetime import datetime

import strawberry

from register.catalogue import Argument
from register.schema.building.arguments import takes
from register.vocabulary import Agency


@strawberry.type(description="What is held about a child in one field group.")
class HeldGroup:
    """What is held about a child in one field group."""

    group: str = strawberry.field(description="The field group. Each field's description names its group.")
    kept_by: Agency = strawberry.field(description="The kind of body that keeps it, which is the one to ask.")
    records: str = strawberry.field(
        description="The records, as the text of one JSON object: a list for each type, with the fields of this group."
    )


@strawberry.type(description="A body that was shown the child's record, its placements or its missing episodes.")
class ConsultingBody:
    """A body that was shown the child's record, its placements or its missing episodes."""

    agency: Agency = strawberry.field(description="The kind of body.")
    area: str | None = strawberry.field(description="The ONS code of its area; null if it has none.")
    organisation: str | None = strawberry.field(description="Its code; null if it has an area.")
    times: int = strawberry.field(description="How often.")
    first_at: datetime = strawberry.field(description="When it was shown it first.")
    last_at: datetime = strawberry.field(description="When it was shown it last.")


@strawberry.type(description="What is held about one child, as it was recorded at an instant.")
class SubjectAccess:
    """What is held about one child, as it was recorded at an instant."""

    child: strawberry.ID = strawberry.field(description="The register's identifier of the child.")
    as_recorded_at: datetime = strawberry.field(description="The instant.")
    groups: list[HeldGroup] = strawberry.field(
        description="What is held, by field group, without what an exemption leaves out."
    )
    consulted_by: list[ConsultingBody] = strawberry.field(
        description="Which bodies were shown it until then. No person is named."
    )
    left_out: str = strawberry.field(
        description="What is left out: other people, and that something is which the law allows to leave out. It is "
        "not said what."
    )
    digest: str = strawberry.field(
        description="The SHA-256 of all of it, in small hexadecimal digits: the same for the same child and instant."
    )


HELD = (
    "All that is held about one child, for the authority that is responsible for it and answers the child: by field "
    "group with who keeps it, rows of your returns, and which bodies consulted it; of records that were merged into "
    "it too, if you are responsible for them. Other people are left out, and what you recorded as exempt. null if "
    "there is no such child of yours."
)
SUBJECT_ACCESS_ARGUMENTS = takes(
    child=Argument(strawberry.ID, "The register's identifier of the child."),
    asOf=Argument(
        datetime,
        "As recorded at this instant, such as 2026-03-02T12:00:00Z. The same instant gives the same answer.",
    ),
)
