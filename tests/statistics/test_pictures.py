"""Pictures of published figures: the chart says what the API says, symbol for symbol, and PNG is drawn from it."""

import re
import struct

import pytest

from register.errors import SetupError
from register.sql.statistics import store
from register.sql.statistics.counts import ENGLAND
from register.statistics import pictures
from register.statistics.charts import figure_in_words
from register.statistics.pictures import as_png, as_svg, chart_of_version
from tests.conftest import rolled_back

VERSION = {"title": "How <often>?"}


def figure(category, value, symbol=None, area=ENGLAND):
    return {
        "period": "2025-26", "level": "country", "area_code": area, "name": "England", "breakdown": "sex",
        "category": category, "label": category, "measure": "children", "value": value, "symbol": symbol,
    }  # fmt: skip


FIGURES = [figure("male", 1200.0), figure("female", 300.0), figure("other", None, "c")]


def texts(drawing):
    return re.findall(r"<text [^>]*>([^<]*)</text>", drawing.decode())


def test_a_picture_says_every_figure_in_words_and_its_title_is_no_markup():
    drawn = as_svg(VERSION, FIGURES)

    assert texts(drawn)[1::2] == ["1,200", "300", "c"]
    assert b"How &lt;often&gt;? (children)</title>" in drawn


def test_a_png_is_twice_as_large_is_the_same_each_time_and_another_for_another_figure():
    drawn, chart = as_png(VERSION, FIGURES), chart_of_version(VERSION, FIGURES)

    assert drawn.startswith(b"\x89PNG\r\n")
    assert struct.unpack(">II", drawn[16:24]) == (2 * chart.width, 2 * chart.height)
    assert as_png(VERSION, FIGURES) == drawn
    assert as_png(VERSION, [figure("male", 1200.0), figure("female", 310.0), FIGURES[2]]) != drawn
    assert as_png(VERSION, [figure("male", 1200.0), figure("female", 300.0), figure("other", None, "x")]) != drawn


def test_what_cannot_be_drawn_is_refused_with_the_way_out(monkeypatch):
    with pytest.raises(SetupError, match="nothing to compare"):
        as_svg(VERSION, [])
    monkeypatch.setattr(pictures, "FONTS", ())
    with pytest.raises(SetupError, match="needs a font"):
        as_png(VERSION, FIGURES)
    monkeypatch.setattr(pictures, "DRAWS", "no_such_package")
    with pytest.raises(SetupError, match=r"register\[pictures\]"):
        as_png(VERSION, FIGURES)


def test_the_picture_of_each_question_says_what_is_published(published):
    drawn = 0
    with rolled_back(published) as connection:
        for version in store.versions(connection):
            figures = store.figures(connection, version["id"])
            if (chart := chart_of_version(version, figures)) is None:
                continue
            drawn += 1
            measure = figures[0]["measure"]
            last = max(each["period"] for each in figures)
            kept = {
                (each["label"] or each["name"], figure_in_words(each))
                for each in figures
                if each["measure"] == measure and each["period"] == last
            }
            assert {
                (bar.name.rpartition(" (")[0] or bar.name.partition(",")[0], bar.shown) for bar in chart.bars
            } <= kept
    assert drawn >= 10


def name_of(bar):
    """Of which category, or else of which area, a bar is."""
    return bar.name.rpartition(" (")[0] or bar.name.partition(",")[0]
