"""Charts: bars that the server draws, each with its name and its figure in words, beside a table that says the same."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import escape

from register.open_types import Values

MOST_BARS: Final = 30
WIDTH: Final = 640
LONGEST_BAR: Final = 480
BAR_HEIGHT: Final = 20
STEP: Final = 52
STUB: Final = 24
# Lengths, names and figures: nothing is said by a colour.
INK: Final = "#0b0c0c"
BLUE: Final = "#1d70b8"
FONT: Final = 'font-family="arial, sans-serif" font-size="16"'


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

    def lines(self, hatched: str) -> Iterator[str]:
        """Its name, its bar and its figure as SVG. hatched: the fill of a bar without a figure."""
        fill = BLUE if self.has_figure else hatched
        yield f'<text x="0" y="{self.top + 16}" {FONT} fill="{INK}">{escape(self.name)}</text>'
        yield (
            f'<rect x="0.5" y="{self.top + 24.5}" width="{self.length}" height="{BAR_HEIGHT}" fill="{fill}" '
            f'stroke="{INK}"></rect>'
        )
        yield f'<text x="{self.length + 8}" y="{self.top + 40}" {FONT} fill="{INK}">{escape(self.shown)}</text>'


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

    def drawing(self, number: int = 1) -> str:
        """The chart as SVG. number: of the chart on its page, where each has an id of its own."""
        size = f'viewBox="0 0 {self.width} {self.height}" width="{self.width}" height="{self.height}"'
        named = f'aria-labelledby="chart-{number}-title chart-{number}-about"'
        hatch = f'<path d="M0 6L6 0" stroke="{INK}" stroke-width="1"></path>'
        return "\n".join(
            [
                f'<svg class="register-chart" role="img" {named} {size} xmlns="http://www.w3.org/2000/svg">',
                f'<title id="chart-{number}-title">{escape(self.title)}</title>',
                f'<desc id="chart-{number}-about">{escape(self.about)} The table beside it says the same.</desc>',
                f'<defs><pattern id="chart-{number}-none" width="6" height="6" patternUnits="userSpaceOnUse">{hatch}'
                "</pattern></defs>",
                *(line for each in self.bars for line in each.lines(f"url(#chart-{number}-none)")),
                "</svg>",
            ]
        )


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


def bars_of(figures: Sequence[Values], measure: str) -> Iterator[Bar]:
    """The figures that can be compared: of the last period, of one breakdown, and of one area if it has any.

    Without a breakdown they are the areas. figures: as a version keeps them, a row for each measure.
    """
    shown = [each for each in figures if each["measure"] == measure]
    if not shown:
        return
    last = max(each["period"] for each in shown)
    shown = [each for each in shown if each["period"] == last]
    first = next((each for each in shown if each["breakdown"]), shown[0])
    for each in shown:
        is_alike = (each["breakdown"] or "") == (first["breakdown"] or "")
        if is_alike and (not each["breakdown"] or each["area_code"] == first["area_code"]):
            yield Bar(_name(each), figure_in_words(each), each["value"])


def _name(figure: Values) -> str:
    where = f"{figure['name'] or figure['area_code']}, {figure['period']}"
    if not figure["label"]:
        return where
    return f"{figure['label']} ({where})"


def figure_in_words(figure: Values) -> str:
    """A figure as it is read: its number with commas, or its symbol."""
    if figure["symbol"] is not None:
        return str(figure["symbol"]).lower()
    value: float = figure["value"]
    return f"{value:,.0f}" if value == int(value) else f"{value:,.1f}"
