"""Charts say everything in words and lengths, and nothing by a colour."""

from register.http.pages.templates import templates
from register.statistics.charts import LONGEST_BAR, MOST_BARS, Bar, chart_of

BARS = [Bar("North <b>", "1,200", 1200.0), Bar("South", "300", 300.0), Bar("West", "c", None)]


def test_bars_are_as_long_as_their_figures_and_one_without_a_figure_is_hatched():
    chart = chart_of("Homes", BARS)

    assert [(each.length, each.has_figure) for each in chart.bars[:2]] == [
        (LONGEST_BAR, True),
        (LONGEST_BAR // 4, True),
    ]
    assert chart.about == "3 bars, from 300 (South) to 1,200 (North <b>)."


def test_a_chart_is_drawn_with_every_name_and_figure_escaped_and_without_a_style():
    drawn = (
        templates()
        .from_string('{% from "chart.html" import bars %}{{ bars(chart) }}')
        .render(chart=chart_of("Homes", BARS))
    )

    assert all(each in drawn for each in ("North &lt;b&gt;", ">1,200<", ">c<", 'role="img"', "url(#chart-1-none)"))
    assert "style=" not in drawn
    assert "<b>" not in drawn


def test_what_cannot_be_compared_has_no_chart():
    assert chart_of("Homes", BARS[:1]) is None
    assert chart_of("Homes", [BARS[2], BARS[2]]) is None
    assert chart_of("Homes", [Bar("A", "0", 0.0), Bar("B", "0", 0.0)]).bars[0].length == 0


def test_more_bars_than_there_is_room_for_are_counted():
    chart = chart_of("Homes", [Bar(str(n), str(n), float(n)) for n in range(MOST_BARS + 5)])

    assert (len(chart.bars), chart.left_out) == (MOST_BARS, 5)
