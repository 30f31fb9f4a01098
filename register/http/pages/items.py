"""Lists in a form: how many items it has, one more if that is asked for, and none that were left empty."""

from collections.abc import Iterable, Iterator
from typing import Final

from register.http.pages.fields import Field, with_items
from register.http.pages.typed import Sent, first

MOST: Final = 20
# The button that adds an item, and the field that says how many there are.
MORE: Final = "more"


def count_name(name: str) -> str:
    """The field that says how many items a list has."""
    return f"{name} items"


def lists_of(fields: Iterable[Field]) -> list[str]:
    """The lists that a form has items of."""
    return list(dict.fromkeys(each.list for each in fields if each.list))


def opened(fields: tuple[Field, ...], sent: Sent) -> tuple[tuple[Field, ...], Sent]:
    """The fields of a form as it was sent, with items that were left empty taken out, and what was sent of them.

    One more of a list if its button sent the form.
    """
    counts: dict[str, int] = {}
    kept = dict(sent)
    for name in lists_of(fields):
        written = [item for item in range(_count(sent, name)) if item == 0 or _is_filled(name, item, sent)]
        for item in range(1, MOST):
            for each in [old for old in kept if old.startswith(_beginning(name, item))]:
                del kept[each]
        for place, item in enumerate(written):
            kept |= {new: sent[old] for old, new in _moved(name, item, place, sent=sent)}
        counts[name] = min(len(written) + (first(sent, MORE) == name), MOST)
        kept[count_name(name)] = [str(counts[name])]
    return with_items(fields, counts), kept


def _count(sent: Sent, name: str) -> int:
    written = first(sent, count_name(name))
    return min(int(written), MOST) if written.isascii() and written.isdecimal() and len(written) < 4 else 1


def _beginning(name: str, item: int) -> str:
    return f"{name}.{item + 1}."


def _is_filled(name: str, item: int, sent: Sent) -> bool:
    return any(any(values) for each, values in sent.items() if each.startswith(_beginning(name, item)))


def _moved(name: str, item: int, place: int, *, sent: Sent) -> Iterator[tuple[str, str]]:
    """The fields of an item, as they were sent and as they are called in its new place."""
    if item == 0:
        return
    old, new = _beginning(name, item), _beginning(name, place)
    yield from ((each, f"{new}{each.removeprefix(old)}") for each in sent if each.startswith(old))
