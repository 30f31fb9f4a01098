"""Names of owners: one key for each, numbers apart, and which may be one."""

from datetime import date

import pytest
import sqlalchemy as sa

from register.importing.files.report import Written
from register.importing.ofsted.owner_names import (
    Named,
    OwnerName,
    find_owner,
    index_providers,
    nearly_equal,
    owner_key,
    read_owner_name,
)
from register.tables import home, provider
from tests.support.published_files import UNINSPECTED, bring_in, create_authorities, needs_real_files, provider_file

OWNER = "Organisation which owns the provider"
LARKFIELD = {
    "SC990111": "Larkfield Care Limited",
    "SC990112": "Larkfield Care Ltd 01234567",
    "SC990113": "The Larkfield Care Limited",
    "SC990114": "Larkfield Care Limited (01234567)",
    "SC990115": "Larkfield Care Limited T/A Rosebank",
}


@pytest.fixture
def ashshire(connection):
    create_authorities(connection, ("E99000001", "Ashshire"))


@pytest.mark.parametrize(
    ("one", "other"),
    [("K & G Care Ltd", "k&g care LIMITED"), ("Ash's Homes", "Ash\u2019s  homes "), ("C.I.C Homes", "C I C Homes")],
)
def test_spellings_of_one_owner_are_one(one, other):
    assert owner_key(one) == owner_key(other)


@pytest.mark.parametrize(
    ("text", "name", "number"),
    [
        ("Ash Care Ltd 04004053", "Ash Care Ltd", "04004053"),
        ("Ash Care Limited (04004053)", "Ash Care Limited", "04004053"),
        ("Ash Care, SC123456", "Ash Care", "SC123456"),
        ("Ash Challengers 04300724, 1095134", "Ash Challengers", "04300724"),
        ("\u00a0Ash Trust 1095134", "Ash Trust", None),
        ("Next Stage 4 Life", "Next Stage 4 Life", None),
        ("04004053", "04004053", "04004053"),
    ],
)
def test_a_company_number_is_no_part_of_the_name(text, name, number):
    assert read_owner_name(text) == OwnerName(name, owner_key(name), number)


def test_names_that_differ_in_an_article_a_form_a_trading_name_or_spaces_may_be_one():
    named = [
        Named("1", "Larkfield Care Limited", None),
        Named("2", "The Larkfield Care Ltd", None),
        Named("3", "Larkfield Care Limited T/A Rosebank", None),
        Named("4", "Larkfieldcare", "01234567"),
        Named("5", "Larkfield Homes Limited", None),
    ]

    assert nearly_equal(named) == [tuple(named[:4])]


def test_companies_whose_numbers_all_differ_are_not_one():
    named = [Named("1", "Ash Ltd", "01234567"), Named("2", "The Ash Ltd", "07654321")]

    assert nearly_equal(named) == []
    assert nearly_equal([*named, Named("3", "Ash", None)]) == [(*named, Named("3", "Ash", None))]


def test_an_owner_is_found_by_its_number_before_its_name():
    by_name, by_number = Named("1", "Ash Ltd", None), Named("2", "Elm Ltd", "01234567")
    among = index_providers([by_name, by_number])

    assert find_owner({"ash limited"}, "01234567", among) is by_number
    assert find_owner({"ash limited"}, "07654321", among) is by_name
    assert find_owner({"elm limited"}, "07654321", among) is None
    assert find_owner({"oak limited"}, None, among) is None


@pytest.mark.usefixtures("ashshire")
def test_owners_with_nearly_equal_names_are_offered_as_one_and_never_merged(connection, tmp_path):
    rows = [{"URN": urn, **UNINSPECTED, OWNER: owner} for urn, owner in LARKFIELD.items()]
    comparison = bring_in(connection, provider_file(tmp_path, *rows))

    [group] = comparison.nearly_equal
    assert sorted((each.name, each.company_number) for each in group) == [
        ("Larkfield Care Limited", "01234567"),
        ("Larkfield Care Limited T/A Rosebank", None),
        ("The Larkfield Care Limited", None),
    ]
    assert connection.scalar(sa.select(sa.func.count()).select_from(provider)) == 3
    lines = comparison.lines()
    assert "  nearly equal names of providers: 1. Each may be one provider; none was merged." in lines


@pytest.mark.usefixtures("ashshire")
def test_a_changed_spelling_is_told_and_moves_no_home(connection, tmp_path):
    bring_in(connection, provider_file(tmp_path, {OWNER: "Larkfield Care Limited"}))

    comparison = bring_in(connection, provider_file(tmp_path, {OWNER: "LARKFIELD CARE LTD."}), date(2025, 4, 30))

    assert [(d.record, d.field, d.before, d.after) for d in comparison.differences] == [
        ("provider", "name", "Larkfield Care Limited", "LARKFIELD CARE LTD.")
    ]


@pytest.mark.usefixtures("ashshire")
def test_a_provider_that_was_entered_by_command_is_recognised(connection, tmp_path):
    entered = {"reference": "SP-1", "name": "Spare Trust", "legal_form": "charity", "sector": "private"}
    key = connection.execute(sa.insert(provider).values(entered).returning(provider.c.id)).scalar_one()

    comparison = bring_in(connection, provider_file(tmp_path, {OWNER: "SPARE TRUST"}))

    assert comparison.records["providers"] == Written(0, 0)
    assert connection.execute(sa.select(home.c.urn, home.c.provider_id)).all() == [("SC900001", key)]


@needs_real_files
@pytest.mark.real_data
def test_the_real_list_has_ten_groups_of_owners_with_nearly_equal_names(real_list):
    said = [line for line in real_list.lines if line.startswith("  nearly equal names of providers: ")]

    assert said == ["  nearly equal names of providers: 10. Each may be one provider; none was merged."]
