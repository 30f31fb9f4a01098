"""Areas side by side, and decisions about them: what the database signs, notes and refuses."""

import pytest
import sqlalchemy as sa

from register import tables
from tests.support import story
from tests.support.access_factories import act_as
from tests.support.database_refusals import refused_by
from tests.support.statistics import tell_of_targets

DECIDED = {"choice": "inspect", "reason": "Many children go missing there."}


@pytest.mark.parametrize(
    ("agency", "area", "constraint"),
    [
        ("ofsted", story.NORTHBY_COUNCIL, None),
        ("hmicfrs", story.NORTHBY, None),
        ("ofsted", story.NORTHBY, "target_decision_of_its_body"),
        ("hmicfrs", story.NORTHBY_COUNCIL, "target_decision_of_its_body"),
        ("cqc", story.NORTHBY_COUNCIL, "target_decision_of_its_body"),
        ("local_authority", story.NORTHBY_COUNCIL, "target_decision_of_its_body"),
    ],
)
def test_each_kind_of_area_is_decided_about_by_its_inspectorate(told, agency, area, constraint):
    act_as(told, "chooser", agency)

    assert refused_by(told, tables.target_decision, area_code=area, **DECIDED) == constraint


def test_the_database_signs_a_decision_and_notes_what_the_figures_said_whatever_is_sent(told):
    told.execute(tables.area_target.delete())
    tell_of_targets(told)
    act_as(told, "chooser", "ofsted")
    sent = DECIDED | {"decided_by": "nobody", "agency": "police", "points": 99, "place": 7, "period": "1999-00"}
    told.execute(tables.target_decision.delete())
    told.execute(tables.target_decision.insert().values(area_code=story.NORTHBY_COUNCIL, **sent))
    kept = told.execute(sa.select(tables.target_decision)).mappings().one()

    assert (kept["decided_by"], kept["agency"]) == ("chooser", "ofsted")
    assert (kept["points"], kept["place"], kept["period"]) == (6, 1, "2024-25")


@pytest.mark.parametrize(
    ("wrong", "constraint"),
    [
        ({"position": "within"}, "ck_area_target_component_rate_or_position"),
        ({"points": 7}, "ck_area_target_component_points_of_weight"),
    ],
)
def test_a_component_is_compared_or_says_why_not_and_adds_at_most_twice_its_weight(told, wrong, constraint):
    tell_of_targets(told)
    target = told.scalar(sa.select(tables.area_target.c.id).limit(1))
    row = {"target_id": target, "number": 9, "component": "growth", "neighbours_counted": 0, "weight": 3, "points": 0}
    row |= {"versions": [], "position": "suppressed", "reason": "not_compared"}

    assert refused_by(told, tables.area_target_component, **row | wrong) == constraint
