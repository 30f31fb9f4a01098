"""Charts: bars that the server draws, each with its name and its figure in words, beside a table that says the same."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

MOST_BARS: Final = 30
WIDTH: Final = 640
LONGEST_BAR: Final = 480
BAR_HEIGHT: Final = 20
STEP: Final = 52
STUB: Final = 24


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar before it is drawn. shown: the figure in words, or the symbol of why there is none; value: None then."""

    name: str
    shown: str
    value: float | None


@dataclass(frozen=True, slots=True)
class Drawn:
    """A bar with where it is, in units of the drawing."""

    name: str
    shown: str
    top: int
    length: int
    has_figure: bool


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing of bars. about: what it shows, in words; left_out: how many bars there is no room for."""

    title: str
    about: str
    bars: Sequence[Drawn]
    left_out: int

    @property
    def width(self) -> int:
        """Of the drawing."""
        return WIDTH

    @property
    def height(self) -> int:
        """Of the drawing."""
        return STEP * len(self.bars)


def chart_of(title: str, bars: Iterable[Bar]) -> Chart | None:
    """The chart of these bars; None if there is nothing to compare. A bar without a figure is a hatched stub."""
    given = list(bars)
    shown = given[:MOST_BARS]
    if len(shown) < 2 or all(each.value is None for each in shown):
        return None
    most = max(abs(each.value or 0.0) for each in shown) or 1.0
    drawn = [_drawn(each, place, most) for place, each in enumerate(shown)]
    least, largest = (pick((b for b in shown if b.value is not None), key=_value) for pick in (min, max))
    about = f"{len(shown)} bars, from {least.shown} ({least.name}) to {largest.shown} ({largest.name})."
    return Chart(title, about, drawn, len(given) - len(shown))


def _drawn(bar: Bar, place: int, most: float) -> Drawn:
    length = STUB if bar.value is None else round(abs(bar.value) / most * LONGEST_BAR)
    return Drawn(bar.name, bar.shown, place * STEP, length, bar.value is not None)


def _value(bar: Bar) -> float:
    return bar.value or 0.0
