"""What Ofsted sends as whole files: its monthly list of providers."""

from datetime import date

import strawberry

from register.catalogue import Argument, Command
from register.schema.building.command import LOCATION, PEOPLE, PUBLIC, VERSIONS
from register.schema.building.made_types import listed
from register.schema.types.home import Home

LONGEST_NAME = 200


@strawberry.type(description="What a file would change in the register, or has changed.")
class FileReport:
    """What a file would change in the register, or has changed."""

    as_at: date = strawberry.field(description="The day the file describes.")
    read: int = strawberry.field(description="The number of rows of the file, about homes or not.")
    added: int = strawberry.field(description="The number of homes that were not on the register.")
    changed: int = strawberry.field(description="The number of homes that differ, including those that reopen.")
    unchanged: int = strawberry.field(description="The number of homes that are the same as in the file.")
    skipped: int = strawberry.field(
        description="The number of rows about other kinds of provider, or about homes on a later list."
    )
    refused: int = strawberry.field(description="The number of rows that break a rule.")
    closed: int = strawberry.field(
        description="The number of registered homes that are no longer in the file, and so close."
    )
    standing: int = strawberry.field(description="The number of homes registered before the file.")
    lines: listed(str) = strawberry.field(  # type: ignore[valid-type]
        description="The comparison as lines of text: totals, how often each field changes, then the homes."
    )


IMPORT_HOMES = Command(
    name="importHomes",
    about="Import Ofsted's monthly list of providers, all of it or none: new homes, changed homes and homes "
    "no longer listed. With dryRun it is only compared.",
    entity=Home,
    shown=None,
    key="urn",
    changes=frozenset({PUBLIC, LOCATION, PEOPLE, VERSIONS}),
    input={
        "name": Argument(str, "The file's name, exactly as published.", longest=LONGEST_NAME),
        "file": Argument(str, "The file's whole contents, sent as a variable: CSV in UTF-8."),
        "asAt": Argument(date | None, "The day the file describes, if its name does not say."),
        "partial": Argument(bool, "Import the valid rows even if others are refused.", False),
        "allowLargeChange": Argument(
            bool, "Allow the file to close more than one in twenty of the registered homes.", False
        ),
    },
    extra=(
        "report",
        FileReport | None,
        "What the file would change, or has changed; null if it could not be compared.",
    ),
    own_transaction=True,
    compares=True,
    file="file",
)
