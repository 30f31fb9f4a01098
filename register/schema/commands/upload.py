"""What Ofsted sends as whole files: its monthly list of providers."""

from datetime import date

import strawberry

from register.catalogue import Argument, Command
from register.schema.building.command import LOCATION, PEOPLE, PUBLIC
from register.schema.building.words import listed
from register.schema.types.home import Home

LONGEST_NAME = 200


@strawberry.type(description="What a file would do to the register, or did.")
class FileReport:
    """What a file would do to the register, or did."""

    as_at: date = strawberry.field(description="The day that the file describes.")
    read: int = strawberry.field(description="Rows about children's homes.")
    added: int = strawberry.field(description="Homes that the register did not know.")
    changed: int = strawberry.field(description="Homes of which something differed, those reopened among them.")
    unchanged: int = strawberry.field(description="Homes that are as the file has them.")
    refused: int = strawberry.field(description="Rows that break a rule.")
    closed: int = strawberry.field(description="Homes that stood registered and are not in the file any more.")
    standing: int = strawberry.field(description="Homes that stood registered before.")
    lines: listed(str) = strawberry.field(  # type: ignore[valid-type]
        description="The comparison in lines: sums, fields by how often they change, then the homes themselves."
    )


IMPORT_HOMES = Command(
    name="importHomes",
    about="Bring in Ofsted's monthly list of providers, all of it or none: homes that are new, that changed and that "
    "are not in it any more. With dryRun it is compared alone.",
    entity=Home,
    shown=None,
    key="urn",
    changes=frozenset({PUBLIC, LOCATION, PEOPLE}),
    input={
        "name": Argument(str, "The file's name, as it was published.", longest=LONGEST_NAME),
        "file": Argument(str, "All that the file holds, as a variable: CSV in UTF-8."),
        "asAt": Argument(date | None, "The day that the file describes, where its name does not say it."),
        "partial": Argument(bool, "Write the rows that are right, though others are not.", False),
        "allowLargeChange": Argument(bool, "Close more than one in twenty of the homes that stand registered.", False),
    },
    extra=("report", FileReport | None, "What the file would do, or did; null where it could not be compared."),
    own_transaction=True,
    file="file",
)
