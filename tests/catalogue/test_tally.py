"""Tallies are declared by the names of fields; what could count a row twice or by itself is not declared."""

import pytest

from register.catalogue import TALLIES, How, Kind, Tallied
from register.schema.types.home import Home
from register.schema.types.inspection import Inspection
from register.schema.types.opening import Opening
from register.schema.types.return_interview import ReturnInterview
from register.tables import area, home, home_identity

HOMES = Tallied("countOfHomes", Home)


def test_a_field_is_a_column_of_the_row_or_of_the_one_row_that_relations_lead_to():
    own, beside = HOMES.by("sector", "A."), HOMES.by("operationalStatus", "A.")
    led_to = Tallied("countOfInspections", Inspection).by("r", "A.", "home.region.code", label="home.region.name")

    assert (own.value.steps, own.value.column.stored) == ((), home.c.sector)
    assert beside.value.column.table is home_identity
    assert (led_to.value.path, led_to.value.column.stored) == (("home", "region"), area.c.code)
    assert [term.column.name for term in led_to.terms] == ["code", "name"]


def test_a_day_is_grouped_by_four_periods():
    names = [each.name for each in HOMES.by_period("registered", "it was registered", "registeredOn")]

    assert names == ["registeredYear", "registeredFinancialYear", "registeredQuarter", "registeredMonth"]


@pytest.mark.parametrize(
    "declare",
    [
        lambda: HOMES.by("inspected", "A.", "inspections.kind"),
        lambda: HOMES.by("places", "A."),
        lambda: HOMES.by("id", "A."),
        lambda: HOMES.by("day", "A.", "registeredOn"),
        lambda: HOMES.measure("days", How.MEDIAN, "A.", "registeredOn", "places"),
        lambda: Tallied("countOfInterviews", ReturnInterview).measure("days", How.P90, "A.", "foundAt", "status"),
        lambda: Tallied("countOfOpenings", Opening).by("status", "A.", "home.operationalStatus"),
    ],
    ids=[
        "of many rows",
        "a number",
        "a key",
        "a day",
        "between no days",
        "between no times",
        "beside what it leads to",
    ],
)
def test_what_no_tally_can_be_by_is_refused_as_soon_as_it_is_declared(declare):
    with pytest.raises(TypeError):
        declare()


def test_a_name_is_a_measure_or_a_dimension_and_never_both():
    with pytest.raises(TypeError):
        HOMES.made([HOMES.measure("sector", How.COUNT, "A.")], [HOMES.by("sector", "A.")])
    assert "countOfHomes" not in TALLIES


# Texts by which many rows are alike: the home of an episode or placement, codes that others keep the list of, what
# inspections looked at, and which body asked for what.
BY_TEXT = {
    "home.urn", "child_characteristics.ethnicity", "return_interview.provider_code", "published_inspection.theme",
    "access_log.root", "access_log.organisation", "access_log.area",
}  # fmt: skip


def test_no_tally_of_the_register_is_by_a_fact_that_tells_rows_apart():
    terms = [term for tally in TALLIES.values() for each in tally.dimensions.values() for term in each.terms]
    days = [each.value for tally in TALLIES.values() for each in tally.dimensions.values() if each.period]

    assert [term.column.name for term in terms if term not in days and term.column.kind is Kind.DAY] == []
    texts = [term.column.stored for term in terms if term.column.kind is Kind.TEXT]
    assert {f"{each.table.name}.{each.name}" for each in texts if each.table is not area} == BY_TEXT
