"""Which record a command may act on: one that exists, is not merged into another, and is as its sender knows it."""

from collections.abc import Hashable

from register.rules.problem import Problem


def record_exists(found: object, field: str) -> Problem | None:
    """A command is on a record that exists and that its sender may change. Source: as not_found.

    found: the record, or None; field: the field of the input that names it.
    """
    return not_found(field) if found is None else None


def not_found(field: str) -> Problem:
    """The same answer for a record that does not exist and for one that the sender may not know of.

    Source: docs/explanation/two-walls.md; a difference between the two would reveal what is hidden.
    """
    return Problem("POLICY_NOT_FOUND", "Not found, or you cannot change it.", field)


def record_is_not_merged(merged_into: Hashable | None, field: str) -> Problem | None:
    """A record that was merged into another takes no change: each merge can be undone. Source: data dictionary 3.1.

    merged_into: the key of the other.
    """
    if merged_into is not None:
        return Problem("RULE_ALREADY_MERGED", "The record has already been merged into another.", field)
    return None


def record_is_current(known: int, version: int, field: str, *, changed: tuple[str, ...]) -> Problem | None:
    """Nobody changes what they have not seen. Source: data dictionary 1.

    known: the version that the sender knows; version: the record's own; changed: the fields that changed since.
    """
    # Decision: home-version
    if known != version:
        return Problem(
            "CONFLICT_STALE",
            "The record has changed since the version you expected.",
            field,
            current_version=version,
            changed=changed,
        )
    return None
