"""The invented register repeats itself, has the published size, and keeps to its own rules."""

import re
from collections import Counter, defaultdict
from itertools import pairwise

from register.demo import published_figures
from register.demo.batch import digest_of
from register.demo.everything import invent_register
from register.demo.load import SEED
from register.demo.published_figures import HOMES_OF_KIND_AND_SECTOR, REGISTER_DAY
from register.tables.homes import URN_FORM
from register.tables.postcodes import POSTCODE_FORM
from register.vocabulary import Judgement, LegalForm, PersonRole

GOOD_OR_BETTER = {Judgement.OUTSTANDING, Judgement.GOOD}
LARGE_COMPANY_HOMES = 20


def test_the_same_seed_gives_the_same_bytes(batches, ground, quotas):
    again = invent_register(ground, quotas.homes_in, SEED)

    assert digest_of(again.batches) == digest_of(batches.values())


def test_another_seed_gives_another_register(batches, ground, quotas):
    other = invent_register(ground, quotas.homes_in, SEED + 1)

    before = {row[0] for row in batches["home"].rows}
    after = {row[0] for batch in other.batches if batch.table.name == "home" for row in batch.rows}
    assert len(after) == 4_009
    assert before.isdisjoint(after)


def test_homes_have_the_published_kinds_and_sectors(rows):
    found = Counter((home["kind"], home["sector"]) for home in rows("home"))

    assert found == Counter(HOMES_OF_KIND_AND_SECTOR)
    assert sum(found.values()) == 4_009


def test_homes_have_the_published_statuses_and_short_breaks(rows):
    homes = rows("home")

    assert Counter(home["registration_status"] for home in homes) == {"registered": 3_998, "suspended": 11}
    assert sum(bool(home["short_breaks_only"]) for home in homes) == 125


def test_a_childrens_home_has_three_and_a_half_places_on_average(rows):
    places = [home["places"] for home in rows("home") if home["kind"] == "childrens_home"]

    assert 3.55 < sum(places) / len(places) < 3.65


def test_homes_keep_to_the_published_numbers_of_their_authorities(rows, quotas):
    found = Counter(home["authority_code"] for home in rows("home"))

    assert found == Counter({code: homes for code, homes in quotas.homes_in.items() if homes})


def test_every_key_and_urn_is_used_once(batches, rows):
    for table in ("home", "premises", "home_person", "inspection", "condition", "notice", "provider"):
        keys = [row["id"] for row in rows(table)]
        assert len(set(keys)) == len(keys), table
    homes = rows("home")
    urns = [home["urn"] for home in homes]
    assert len(set(urns)) == len(urns)
    assert not set(urns) & {home["previous_urn"] for home in homes}


def test_no_urn_is_one_that_ofsted_has_given(rows):
    urns = [home[name] for home in rows("home") for name in ("urn", "previous_urn") if home[name]]

    assert all(re.fullmatch(URN_FORM, urn) for urn in urns)
    assert {urn[:3] if urn.startswith("SC") else urn[:2] for urn in urns} == {"SC9", "99"}


def test_no_address_or_telephone_is_one_that_exists(rows):
    premises = rows("premises")
    postcodes = [row["postcode"] for table in ("premises", "provider_contact") for row in rows(table)]
    telephones = [row["contact_telephone"] for row in rows("home_identity")]

    assert all(re.fullmatch(POSTCODE_FORM, code) and code.startswith("ZZ") for code in postcodes)
    assert all(re.fullmatch(r"\+447700900[0-9]{3}", number) for number in telephones)
    assert all(900_000_000_000 <= row["uprn"] <= 900_000_009_999 for row in premises if row["uprn"])


def test_no_company_number_is_one_that_companies_house_has_given(rows):
    numbers = [row["company_number"] for row in rows("provider") if row["company_number"]]

    assert len(numbers) > 1_000
    assert all(re.fullmatch(r"ZZ[0-9]{6}", number) for number in numbers)


def test_every_home_has_a_name_of_its_own(rows):
    names = [row["name"] for row in rows("home_identity")]

    assert len(set(names)) == 4_009


def test_a_person_who_provides_a_home_is_named_with_the_personal_facts_only(rows):
    individuals = {row["id"] for row in rows("provider") if row["legal_form"] is LegalForm.INDIVIDUAL}
    named = {row["provider_id"] for row in rows("provider_contact") if row["individual_name"]}

    assert len(individuals) == published_figures.OF_THEM_INDIVIDUALS
    assert named == individuals
    assert all(row["name"] is None for row in rows("provider") if row["id"] in individuals)


def test_providers_are_as_many_and_as_uneven_as_the_published_ones(rows):
    homes_of = Counter(home["provider_id"] for home in rows("home"))

    assert 1_330 <= len(rows("provider")) <= 1_410
    assert set(homes_of) == {row["id"] for row in rows("provider")}
    assert sum(homes >= LARGE_COMPANY_HOMES for homes in homes_of.values()) >= 8
    assert sum(homes == 1 for homes in homes_of.values()) > 600


def test_homes_of_a_council_stand_in_one_authority(rows):
    councils = {row["id"] for row in rows("provider") if row["legal_form"] is LegalForm.LOCAL_AUTHORITY}
    areas = defaultdict(set)
    for home in rows("home"):
        if home["provider_id"] in councils:
            areas[home["provider_id"]].add(home["authority_code"])

    assert len(areas) == len(councils) > 100
    assert all(len(found) == 1 for found in areas.values())


def test_a_home_has_one_manager_at_a_time_and_some_have_none(rows):
    spans = defaultdict(list)
    for person in rows("home_person"):
        spans[person["home_id"], person["role"]].append((person["valid_from"], person["valid_to"]))

    assert all(
        earlier[1] is not None and earlier[1] <= later[0]
        for found in spans.values()
        for earlier, later in pairwise(found)
    )
    vacant = [home for (home, role), found in spans.items() if role is PersonRole.REGISTERED_MANAGER and found[-1][1]]
    assert 200 < len(vacant) < 450
    assert any(len(found) > 3 for found in spans.values())


def test_the_newest_homes_alone_have_not_been_inspected(rows):
    inspected = {row["home_id"] for row in rows("inspection") if row["kind"] == "full"}
    waiting = [home["registered_on"] for home in rows("home") if home["id"] not in inspected]

    assert {row["home_id"] for row in rows("inspection")} == inspected
    assert len(waiting) == 381
    assert min(waiting) >= max(home["registered_on"] for home in rows("home") if home["id"] in inspected)


def test_inspections_reach_back_and_have_the_published_judgements(rows):
    inspections = rows("inspection")
    overall = [row["overall_experiences_and_progress"] for row in inspections if row["kind"] == "full"]

    assert 35_000 <= len(inspections) <= 45_000
    assert 0.81 < sum(judgement in GOOD_OR_BETTER for judgement in overall) / len(overall) < 0.83
    assert min(row["started_on"] for row in inspections).year == 2007
    assert max(row["started_on"] for row in inspections) <= REGISTER_DAY


def test_judgements_obey_the_limits_of_the_framework(rows):
    for row in rows("inspection"):
        overall = row["overall_experiences_and_progress"]
        if row["helped_and_protected"] is Judgement.INADEQUATE:
            assert overall is Judgement.INADEQUATE
        if row["leaders_and_managers"] is Judgement.INADEQUATE:
            assert overall not in GOOD_OR_BETTER


def test_suspended_homes_were_found_inadequate_and_served_with_notice(rows):
    suspended = {home["id"] for home in rows("home") if home["registration_status"] == "suspended"}
    latest = {row["home_id"]: row for row in rows("inspection") if row["kind"] == "full"}
    served = {row["home_id"] for row in rows("notice") if row["kind"] == "suspension" and row["lifted_on"] is None}

    assert served == suspended
    assert {latest[key]["overall_experiences_and_progress"] for key in suspended} == {Judgement.INADEQUATE}


def test_conditions_and_notices_fall_on_a_realistic_share_and_say_something(rows):
    homes_with = {table: len({row["home_id"] for row in rows(table)}) for table in ("condition", "notice")}

    assert 0.58 < homes_with["condition"] / 4_009 < 0.62
    assert 0.025 < homes_with["notice"] / 4_009 < 0.04
    assert {row["condition_id"] for row in rows("condition_detail")} == {row["id"] for row in rows("condition")}
    assert {row["notice_id"] for row in rows("notice_detail")} == {row["id"] for row in rows("notice")}


def test_homes_that_are_inadequate_are_hidden_by_later_visits_and_found_by_their_judgement(rows):
    standing = {home["id"] for home in rows("home")}
    latest, judged = {}, {}
    for row in sorted(rows("inspection"), key=lambda row: row["started_on"]):
        if row["home_id"] in standing:
            latest[row["home_id"]] = overall = row["overall_experiences_and_progress"]
            if overall not in (None, Judgement.NOT_JUDGED):
                judged[row["home_id"]] = overall

    found = [sum(each == Judgement.INADEQUATE for each in of.values()) for of in (latest, judged)]
    assert found == [19, 142]
