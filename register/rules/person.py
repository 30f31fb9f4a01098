"""Who may hold a post in a home: its registered manager, its responsible individual."""

from collections.abc import Collection, Iterable
from datetime import date

from register.rules.problem import Problem


def post_is_left_by_someone(name: str | None, holders: Collection[object], field: str = "name") -> Problem | None:
    """A post falls vacant when its holder leaves, and so once. Source: data dictionary 2.1, registered_manager.

    name: of the person who takes the post; without one, nobody does. holders: those who hold it now.
    """
    if name is None and not holders:
        return Problem("RULE_POST_VACANT", "This post is already vacant.", field)
    return None


def post_has_holder(holder: object, field: str) -> Problem | None:
    """A correction changes the name of the person in the post. Source: data dictionary 2.1, registered_manager.

    holder: the person in the post now, or None.
    """
    if holder is None:
        return Problem("RULE_POST_NOT_HELD", "This post is vacant. Record who takes it instead.", field)
    return None


def time_of_post_is_free(
    valid_from: date, valid_to: date | None, others: Iterable[tuple[date, date | None]], *, field: str = "validFrom"
) -> Problem | None:
    """A home has one person in a post at a time. Source: data dictionary 2.1, registered_manager.

    valid_to, and the second of others: the day from which the person no longer has the post.
    """
    for begins, ends in others:
        if begins < (valid_to or date.max) and valid_from < (ends or date.max):
            return Problem("RULE_POST_HELD", "Somebody else has the post on some of these days.", field)
    return None
