"""The fields of a form as HTML: what nobody has filled in looks the same on every form, and is worked out once."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from markupsafe import Markup

from register.http.pages.fields import Field
from register.http.pages.templates import templates
from register.http.pages.typed import Sent

# What a day and an instant are typed into.
PARTS: Final = ("", "-day", "-month", "-year", "-time")
MOST: Final = 4_096


def control(field: Field, sent: Sent, problem: str | None = None, *, about_file: str = "") -> Markup:
    """One field with what was typed into it, and what is wrong with it."""
    names = [f"{field.name}{part}" for part in PARTS]
    typed = {name: sent[name] for name in names if any(sent.get(name, ()))}
    if not typed and problem is None:
        return _blank(field, about_file)
    return _drawn(field, typed, problem, about_file=about_file)


@lru_cache(maxsize=MOST)
def _blank(field: Field, about_file: str) -> Markup:
    return _drawn(field, {}, None, about_file=about_file)


def _drawn(field: Field, typed: Mapping[str, list[str]], problem: str | None, *, about_file: str) -> Markup:
    drawn: Markup = vars(templates().get_template("control.html").module)["control"](field, typed, problem, about_file)
    return drawn
