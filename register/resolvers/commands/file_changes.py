"""What Ofsted's list would change, field by field, as the payload of a dry run shows it."""

from collections.abc import Iterator
from typing import NamedTuple

from register.catalogue import CATALOGUE, Column
from register.importing.ofsted.closures import WHEN_LEFT
from register.importing.ofsted.comparison import Comparison
from register.importing.upsert import Difference
from register.tables import metadata
from register.tables.codes import SCHEMA
from register.vocabulary import RegistrationStatus

# The types whose fields lie in the tables that a list writes, in the order in which they are looked through.
TYPES = ("Home", "Inspection", "Provider", "Premises")


class FileChange(NamedTuple):
    """A field that would change: the name of its type, the record's key, the field, and its values as texts."""

    record: str
    key: str
    field: str
    before: str | None
    after: str | None


def changes_of(comparison: Comparison) -> Iterator[FileChange]:
    """Each home that a list would add, each field that it would change, and each home that it would close."""
    for urn in sorted(comparison.added):
        yield FileChange("Home", urn, "urn", None, urn)
    for each in comparison.differences:
        yield _changed(each)
    for closing in comparison.closing:
        before = RegistrationStatus.SUSPENDED if closing.is_suspended else RegistrationStatus.REGISTERED
        yield FileChange("Home", closing.urn, "registrationStatus", before.name, WHEN_LEFT.name)
        yield FileChange("Home", closing.urn, "ceasedOn", None, comparison.as_at.isoformat())


def _changed(difference: Difference) -> FileChange:
    found = _field(difference.record, difference.field)
    record, column = found if found is not None else ("Home", None)
    name = difference.field if column is None else column.name
    before, after = (_text(column, value) for value in (difference.before, difference.after))
    return FileChange(record, " ".join(difference.key), name, before, after)


def _field(table: str, stored: str) -> tuple[str, Column] | None:
    """The type and the field that show a column; None if no field does."""
    column = metadata.tables[f"{SCHEMA}.{table}"].c.get(stored)
    for name in TYPES:
        for field in CATALOGUE[name].columns.values():
            if column is not None and field.stored is column:
                return name, field
    return None


def _text(column: Column | None, value: object) -> str | None:
    if value is None:
        return None
    if isinstance(value, bool):
        return "true" if value else "false"
    if column is not None and column.codes is not None and value in {each.value for each in column.codes}:
        return column.codes(value).name
    return str(value)
