"""Beside the homes that stand are those that closed, passed on, were refused or apply; no figure of theirs changes."""

from collections import Counter
from datetime import date

import pytest

from register.demo.batch import digest_of
from register.demo.everything import invent_former_homes_of
from register.demo.load import SEED
from register.demo.published_figures import CLOSED_SINCE, REGISTER_DAY
from register.rules.registration import CEASED, days_agree_with_status

REGISTERED_ONCE = {"cancelled_voluntary": 420, "cancelled_ofsted": 11, "cancelled_court": 1, "lapsed": 53}


@pytest.fixture(scope="module")
def of_former(ground, invented):
    return {batch.table.name: batch for batch in invent_former_homes_of(ground, invented, SEED)}


@pytest.fixture(scope="module")
def homes(of_former):
    return of_former["home"].by_name()


@pytest.fixture(scope="module")
def closed(homes):
    return {home["id"]: home for home in homes if home["ceased_on"]}


def test_the_same_seed_gives_the_same_former_homes(of_former, ground, invented):
    again = invent_former_homes_of(ground, invented, SEED)

    assert digest_of(again) == digest_of(of_former.values())


def test_there_are_as_many_closures_refusals_and_applications_as_in_three_years(homes):
    found = Counter(home["registration_status"] for home in homes)

    assert found == {**REGISTERED_ONCE, "refused": 32, "application_received": 64}


def test_the_days_of_each_agree_with_its_status(homes):
    wrong = [
        days_agree_with_status(home["registration_status"], home["registered_on"], home["ceased_on"]) for home in homes
    ]

    assert not any(wrong)
    assert {home["registration_status"] for home in homes if home["ceased_on"]} == CEASED
    assert {CLOSED_SINCE <= home["ceased_on"] <= REGISTER_DAY for home in homes if home["ceased_on"]} == {True}
    assert all(home["registered_on"] < home["ceased_on"] for home in homes if home["ceased_on"])
    assert {home["ceased_on"].year for home in homes if home["ceased_on"]} == {2022, 2023, 2024, 2025}


def test_none_operates_and_only_those_that_apply_wait_for_children(of_former, homes):
    status = {home["id"]: home["registration_status"] for home in homes}
    operating = {(status[row["home_id"]], row["operational_status"]) for row in of_former["home_identity"].by_name()}

    assert operating == {(each, None) for each in {*REGISTERED_ONCE, "refused"}} | {
        ("application_received", "not_yet_accommodating")
    }


def test_a_home_that_passed_on_is_named_by_the_home_that_it_became(homes, rows, of_former):
    became = {home["previous_urn"]: home for home in rows("home") if home["previous_urn"]}
    names = {row["home_id"]: row["name"] for row in (*rows("home_identity"), *of_former["home_identity"].by_name())}
    lapsed = [home for home in homes if home["registration_status"] == "lapsed"]

    for home in lapsed:
        successor = became[home["urn"]]
        assert successor["registered_on"] == home["ceased_on"]
        assert successor["provider_id"] != home["provider_id"]
        assert names[successor["id"]] == names[home["id"]]


def test_no_key_urn_or_name_is_used_twice(homes, rows, of_former, invented):
    urns = Counter(home["urn"] for home in (*homes, *rows("home")))
    passed_on = {home["id"] for home in homes if home["registration_status"] == "lapsed"}
    new = [row for row in of_former["home_identity"].by_name() if row["home_id"] not in passed_on]
    names = Counter(row["name"] for row in (*new, *rows("home_identity")))

    assert (urns.total(), max(urns.values())) == (4_009 + 581, 1)
    assert max(names.values()) == 1
    for table in ("home", "premises", "home_person", "inspection", "condition", "notice"):
        keys = [row["id"] for batch in (of_former[table], invented.of(table)) for row in batch.by_name()]
        assert len(set(keys)) == len(keys), table
    numbers = [
        row["number"] for batch in (of_former["inspection"], invented.of("inspection")) for row in batch.by_name()
    ]
    assert len(set(numbers)) == len(numbers)


def test_nothing_happens_to_a_home_after_it_closed(closed, of_former):
    days: list[tuple[object, date | None]] = [
        *((row["home_id"], row["started_on"]) for row in of_former["inspection"].by_name()),
        *((row["home_id"], row["ended_on"]) for row in of_former["inspection"].by_name()),
        *((row["home_id"], row["effective_from"]) for row in of_former["condition"].by_name()),
        *((row["home_id"], row["served_on"]) for row in of_former["notice"].by_name()),
        *((row["home_id"], row["valid_from"]) for row in of_former["home_person"].by_name()),
    ]

    late = [day for key, day in days if key in closed and day and day > closed[key]["ceased_on"]]

    assert late == []
    assert not any(row["valid_to"] is None for row in of_former["home_person"].by_name() if row["home_id"] in closed)


def test_each_stands_in_the_authority_and_town_of_a_home_of_its_provider(homes, rows, of_former):
    running = {(home["provider_id"], home["authority_code"]) for home in rows("home")}
    towns = {(row["town"], row["postcode"].split()[0]) for row in rows("premises")}
    beside = [home for home in homes if home["registration_status"] != "lapsed"]

    assert {(home["provider_id"], home["authority_code"]) for home in beside} <= running
    assert {(row["town"], row["postcode"].split()[0]) for row in of_former["premises"].by_name()} <= towns
    assert all(
        900_000_000_000 <= row["uprn"] <= 900_000_009_999 for row in of_former["premises"].by_name() if row["uprn"]
    )


def test_a_registration_that_was_cancelled_by_force_ended_with_a_notice(homes, of_former):
    status = {home["id"]: home["registration_status"] for home in homes}
    served = Counter((status[row["home_id"]], row["kind"]) for row in of_former["notice"].by_name())

    assert served == {("cancelled_ofsted", "notice_of_proposal"): 11, ("cancelled_court", "urgent_cancellation"): 1}
    assert {row["notice_id"] for row in of_former["notice_detail"].by_name()} == {
        row["id"] for row in of_former["notice"].by_name()
    }
