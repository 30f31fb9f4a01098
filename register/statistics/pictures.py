"""Published figures as pictures: one chart of England's latest figures, drawn by the server as SVG, or as PNG of it."""

from collections.abc import Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from register.errors import SetupError
from register.open_types import Values
from register.sql.statistics.counts import ENGLAND
from register.statistics.charts import Chart, bars_of, chart_of

DRAWS: Final = "resvg_py"
# The first of these that is there: letters of the system differ, and the same figures are to be the same bytes.
FONTS: Final = (
    Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"),
    Path("/usr/share/fonts/truetype/liberation/LiberationSans-Regular.ttf"),
)
NO_CHART: Final = "This version has nothing to compare, so it has no picture. Write it as .csv, .ods or .json."
ZOOM: Final = 2.0


def chart_of_version(version: Values, figures: Sequence[Values], measure: str | None = None) -> Chart | None:
    """The chart of a version: England's latest figures by the first breakdown, else the latest of each region.

    measure: the first of the version, if it is None. None if there is nothing to compare.
    """
    chosen = measure or (figures[0]["measure"] if figures else "")
    title = f"{version['title']} ({chosen.replace('_', ' ')})"
    whole = [each for each in figures if each["area_code"] == ENGLAND]
    regions = [each for each in figures if each["level"] == "region" and not each["breakdown"]]
    drawn = (chart_of(title, bars_of(some, chosen)) for some in (whole, regions))
    return next((chart for chart in drawn if chart is not None), None)


def as_svg(version: Values, figures: Sequence[Values]) -> bytes:
    """The chart of a version as SVG. Raises: SetupError if there is nothing to compare."""
    chart = chart_of_version(version, figures)
    if chart is None:
        raise SetupError(NO_CHART)
    return chart.drawing().encode()


def as_png(version: Values, figures: Sequence[Values]) -> bytes:
    """The same drawing as PNG, twice as large. Raises: SetupError without resvg-py, a font, or anything to compare."""
    if find_spec(DRAWS) is None:
        raise SetupError("PNG is drawn by resvg-py: install register[pictures], or write .svg.")
    font = next((each for each in FONTS if each.is_file()), None)
    if font is None:
        raise SetupError("PNG needs a font: install fonts-dejavu-core, or write .svg.")
    drawn: bytes = import_module(DRAWS).svg_to_bytes(
        svg_string=as_svg(version, figures).decode(),
        background="#ffffff",
        zoom=ZOOM,
        skip_system_fonts=True,
        font_files=[str(font)],
        sans_serif_family=font.stem.split("-")[0].replace("Sans", " Sans"),
    )
    return bytes(drawn)
