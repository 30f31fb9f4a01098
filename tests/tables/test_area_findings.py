"""Findings and cohorts: what the database signs, draws and refuses."""

import pytest
import sqlalchemy as sa

from register import tables
from tests.support import story
from tests.support.access_factories import act_as
from tests.support.database_refusals import refused_by
from tests.support.inspection_factories import create_inspection, create_round

SAID = {"kind": "improvement", "body": "partnership", "is_about_missing": True, "narrative": "Interviews come late."}


@pytest.mark.parametrize(
    ("agency", "area", "constraint"),
    [
        ("cqc", story.NORTHBY_COUNCIL, None),
        ("cqc", story.SOUTHBY_COUNCIL, "area_finding_of_its_inspection"),
        ("hmicfrs", story.NORTHBY_COUNCIL, "area_finding_of_its_inspection"),
    ],
)
def test_a_finding_is_of_its_inspection_by_who_joins_it(told, agency, area, constraint):
    key = create_inspection(told, story.NORTHBY_COUNCIL, create_round(told))
    act_as(told, "inspector", agency)

    assert refused_by(told, tables.area_finding, inspection_id=key, authority_code=area, **SAID) == constraint


def test_the_database_draws_a_cohort_whatever_is_sent(told):
    key = create_inspection(told, story.NORTHBY_COUNCIL, create_round(told))
    row = {"inspection_id": key, "authority_code": story.NORTHBY_COUNCIL, "seed": "robin", "size": 3}
    told.execute(tables.area_cohort.insert().values(**row, child_ids=["mine"], drawn_from=1, drawn_by="nobody"))
    drawn = told.execute(sa.select(tables.area_cohort)).mappings().one()

    assert "mine" not in drawn["child_ids"]
    assert len(drawn["child_ids"]) == min(3, drawn["drawn_from"])
    assert refused_by(told, tables.area_cohort, **row | {"seed": "wren", "size": 51}) == "ck_area_cohort_size_bounded"
