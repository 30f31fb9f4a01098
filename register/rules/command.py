"""Rules for sending any command: its key, its batch, its file."""

from collections.abc import Collection

from register.rules.problem import Problem


def key_is_for_one_command(remembered: str, digest: str) -> Problem | None:
    """A key that was used is used for the same command with the same input, or not at all.

    remembered, digest: of the command that the key was first sent with, and of this one.
    """
    # Decision: answer-from-the-record
    if remembered != digest:
        return Problem(
            "CONFLICT_IDEMPOTENCY", "This key has already been used with another command or input.", "idempotencyKey"
        )
    return None


def batch_breaks_no_rule(broken: Collection[Problem]) -> Problem | None:
    """All commands of a batch are carried out, or none.

    broken: what its commands break.
    """
    # Decision: batch-in-turn
    if broken:
        return Problem("RULE_BATCH_REFUSED", "A command in the batch breaks a rule. None was carried out.", "items")
    return None


def file_refused(why: str, field: str = "file") -> Problem:
    """A file is imported whole or not at all. Source: docs/how-to/import-ofsted-files.md.

    why: in the import's words.
    """
    return Problem("RULE_FILE_REFUSED", why, field)
