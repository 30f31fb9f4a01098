"""The list of a month is the same whatever happens later; each body has its own, and reading it is logged."""

import csv
import io
from datetime import UTC, datetime

import pytest
import sqlalchemy as sa
from odfdo import Document

from register.http.statutory_lists import MONTHS
from register.policy.grants import POLICY_VERSION
from register.requests.downloads.statutory_list import WITHHELD
from register.tables import access_log
from tests.hostile.home_changes import update
from tests.support import story
from tests.support.features_client import Features

THIS = f"{datetime.now(UTC):%Y-%m}"
# Of a past day, an area has the homes that are in it and those whose public area it is.
OF_NORTHBY = (*story.IN_NORTHBY, story.AT_SEA)
CANCELLED = "registration_status = 'cancelled_voluntary', ceased_on = '2019-06-01'"
BACKDATE = "update register.{} set recorded_from = '2020-01-01T00:00:00Z' where recorded_to is null"


def backdate(owner):
    """Have all that is recorded recorded years ago: on every table with a history."""
    owner.execute(sa.text("set local session_replication_role = replica"))
    names = owner.scalars(
        sa.text(
            "select table_name from information_schema.columns"
            " where table_schema = 'register' and column_name = 'recorded_from'"
        )
    ).all()
    assert "home_history" in names
    for name in names:
        owner.execute(sa.text(BACKDATE.format(name)))


@pytest.fixture
def recorded(own_server):
    """A register whose story was recorded years ago."""
    with own_server.owner.begin() as owner:
        backdate(owner)
    return own_server


def rows(response):
    assert response.status_code == 200, response.text
    return {each["URN"]: each for each in csv.DictReader(io.StringIO(response.content.decode("utf-8-sig")))}


def asked(server, agency="police", area=story.NORTHBY):
    return Features(server, agency, area)


def test_each_body_has_the_homes_of_its_own_area_and_the_department_all(recorded):
    lists = {
        who: set(rows(asked(recorded, *who).get(f"/lists/{THIS}.csv")))
        for who in (("police", story.NORTHBY), ("police", story.SOUTHBY), ("dfe", None))
    }

    assert list(lists.values()) == [set(OF_NORTHBY), set(story.IN_SOUTHBY), set(story.EVERY_URN)]


def test_it_shows_what_the_body_may_see_and_names_the_rest(recorded):
    own = rows(asked(recorded).get(f"/lists/{THIS}.csv"))[story.INSIDE]
    of_statistics = rows(asked(recorded, "dfe_statistics", None).get(f"/lists/{THIS}.csv"))[story.INSIDE]

    assert (own["Name"], own["Places"], own["Provider"]) == ("Ash House", "3", "Mossy Homes Ltd")
    assert of_statistics["Name"] == ""
    assert "name" in of_statistics[WITHHELD].split(", ")


def test_it_stays_as_it_was_whatever_changes_later(recorded):
    caller = asked(recorded)
    before = {form: caller.get(f"/lists/{THIS}.{form}").content for form in ("csv", "ods")}

    with recorded.owner.begin() as owner:
        owner.execute(sa.text(update("home_identity", "name = 'Renamed House'")), {"urn": story.INSIDE})
        owner.execute(sa.text(update("home", CANCELLED)), {"urn": story.PLAIN})
    names = {each["properties"]["name"] for each in caller.features("homes-in-my-area")}

    assert "Renamed House" in names
    assert {form: caller.get(f"/lists/{THIS}.{form}").content for form in ("csv", "ods")} == before


def test_a_body_whose_access_has_ended_is_given_no_list_of_before(recorded):
    caller = asked(recorded)
    assert story.INSIDE in rows(caller.get(f"/lists/{THIS}.csv"))
    with recorded.owner.begin() as owner:
        owner.execute(sa.text("insert into register.suspension (agency, reason) values ('police', 'A test.')"))

    refused = caller.get(f"/lists/{THIS}.csv")

    assert (refused.status_code, "Ash House" in refused.text) == (401, False)


def test_an_office_opens_it(recorded):
    told = asked(recorded).get(f"/lists/{THIS}.ods")
    homes, about = Document(io.BytesIO(told.content)).body.tables

    assert told.headers["content-type"] == "application/vnd.oasis.opendocument.spreadsheet"
    assert {row[0] for row in homes.get_values()[1:]} == set(OF_NORTHBY)
    assert ["Homes", str(len(OF_NORTHBY))] in about.get_values()
    assert ["Policy", POLICY_VERSION] in about.get_values()


def test_reading_it_is_logged_with_every_home_on_it(recorded):
    asked(recorded).get(f"/lists/{THIS}.csv")

    with recorded.owner.connect() as connection:
        (entry,) = connection.execute(sa.select(access_log)).all()
    assert (entry.operation, entry.root) == ("StatutoryList", "homes")
    assert set(entry.keys) >= set(OF_NORTHBY)


def test_there_is_no_list_of_a_month_before_the_records(recorded):
    refused = asked(recorded).get("/lists/2019-12.csv")

    assert (refused.status_code, refused.json()["description"]) == (
        404,
        "The register held no home for you when this month began. Ask for a later month.",
    )


def test_the_latest_months_are_listed_and_each_leads_to_its_list(server):
    links = [each["href"] for each in asked(server).get("/lists").json()["links"] if each["rel"] == "enclosure"]

    assert len(links) == 2 * MONTHS
    assert links[0].endswith(f"/ogc/lists/{THIS}.csv")


@pytest.mark.parametrize(
    "name", ["2999-01.csv", f"{THIS}.xlsx", THIS, "latest.csv", "..%2F..%2Fetc.csv", f"{THIS}.csv?f=json"]
)
def test_there_is_no_other_list(server, name):
    assert asked(server).send(f"/lists/{name}").status_code in (400, 404)
    assert not [text for text in server.statements if "register.home" in text]


def test_who_may_not_read_homes_has_none(server):
    refused = Features(server, "interview_provider", organisation="story-trust").get(f"/lists/{THIS}.csv")

    assert (refused.status_code, refused.json()["code"]) == (403, "POLICY_FORBIDDEN")
