"""Which questions may be asked about a child whom somebody met."""

from register.rules.problem import Problem


def names_one_child(by_name: tuple[object, object], numbers: tuple[object, ...], field: str = "name") -> Problem | None:
    """A child is asked about by name and day of birth, or by one number. Source: data dictionary 2.5.

    by_name: the name and the date of birth; numbers: those that were sent or not.
    """
    named = sum(each is not None for each in by_name)
    numbered = sum(each is not None for each in numbers)
    if (named, numbered) in ((2, 0), (0, 1)):
        return None
    return Problem("RULE_ENCOUNTER", "Send name and dateOfBirth, or one of nhsNumber and upn.", field)


def is_not_only_tried(dry_run: bool, field: str = "dryRun") -> Problem | None:
    """Every question about a child is written down, so none can be tried. Source: data dictionary 2.11."""
    return Problem("RULE_NOT_WANTED", "An encounter cannot be tried: leave dryRun out.", field) if dry_run else None
