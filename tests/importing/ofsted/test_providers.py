"""Owners: one provider for each, and no person among public facts."""

import pytest
import sqlalchemy as sa

from register.importing.files.report import Written
from register.importing.ofsted.owner_names import Named, index_providers
from register.importing.ofsted.providers import compare_owners, find_known, gather_owners, write_owners
from register.tables import provider, provider_contact
from register.vocabulary import LegalForm, Sector

PRIVATE, VOLUNTARY, COUNCIL = Sector.PRIVATE, Sector.VOLUNTARY, Sector.LOCAL_AUTHORITY


def test_the_usual_spelling_is_the_name_whatever_the_order():
    rows = [("ASH LTD", "SC900001", PRIVATE), ("Ash Ltd", "SC900002", PRIVATE), ("Ash Ltd", "SC900003", PRIVATE)]

    owners = gather_owners(rows)

    assert owners["ASH LTD"] == owners["Ash Ltd"]
    assert owners["Ash Ltd"].name == "Ash Ltd"
    assert gather_owners(reversed(rows)) == owners


def test_a_company_number_in_the_text_is_an_identifier_and_no_part_of_the_name():
    texts = ("Larkfield Care Ltd 01234567", "Larkfield Care Limited (01234567)", "Larkfield Care Limited")
    rows = [(text, f"SC90000{number}", PRIVATE) for number, text in enumerate(texts)]

    [one] = set(gather_owners(rows).values())

    assert (one.name, one.company_number) == ("Larkfield Care Limited", "01234567")


def test_one_name_with_two_numbers_is_two_owners_and_a_third_without():
    rows = [(text, "SC900001", PRIVATE) for text in ("Ash Ltd 01234567", "Ash Ltd 07654321", "Ash Ltd")]

    owners = gather_owners(rows)

    assert [owner.company_number for owner in owners.values()] == ["01234567", "07654321", None]
    assert len({owner.reference for owner in owners.values()}) == 3


def known(*named):
    return index_providers(Named(*each) for each in named)


def test_an_owner_is_the_provider_that_was_entered_by_command_with_its_name_or_number():
    entered = known(("SP-1", "Spare Trust", None), ("SP-2", "Elm Care", "01234567"))
    rows = [("SPARE TRUST", "SC900001", PRIVATE), ("Elm Homes Ltd 01234567", "SC900002", PRIVATE)]

    owners = gather_owners(rows, entered)

    assert [(owner.reference, owner.name) for owner in owners.values()] == [
        ("SP-1", "Spare Trust"),
        ("SP-2", "Elm Care"),
    ]


def test_an_owner_is_not_the_provider_of_its_name_if_their_numbers_differ():
    [owner] = gather_owners(
        [("Ash Ltd 01234567", "SC900001", PRIVATE)], known(("SP-1", "Ash Ltd", "07654321"))
    ).values()

    assert owner.reference.startswith("OFS-")


def test_a_provider_of_an_earlier_list_keeps_its_reference_when_its_spelling_changes():
    [owner] = gather_owners(
        [("ASH LTD.", "SC900001", PRIVATE)], known(("OFS-1", "Ash Ltd 01234567", "01234567"))
    ).values()

    assert (owner.reference, owner.name) == ("OFS-1", "ASH LTD.")


def test_an_owner_of_homes_in_two_sectors_has_none():
    [owner] = gather_owners([("Ash", "SC900001", PRIVATE), ("Ash", "SC900002", VOLUNTARY)]).values()

    assert (owner.sector, owner.legal_form) == (None, LegalForm.NOT_KNOWN)


def test_an_owner_in_the_authorities_sector_is_an_authority():
    [owner] = gather_owners([("Ashshire Council", "SC900001", COUNCIL)]).values()

    assert (owner.sector, owner.legal_form) == (COUNCIL, LegalForm.LOCAL_AUTHORITY)


@pytest.mark.parametrize(
    ("name", "form"),
    [("Mrs Invented Person", LegalForm.INDIVIDUAL), ("Mr A Person & Mrs B Person", LegalForm.PARTNERSHIP)],
)
def test_a_person_is_named_with_people_and_nowhere_in_public(connection, name, form):
    owners = gather_owners([(name, "SC900001", PRIVATE)])

    write_owners(connection, list(owners.values()), {})

    [row] = connection.execute(sa.select(provider.c.name, provider.c.legal_form, provider.c.id))
    assert (row.name, row.legal_form) == (None, form)
    people = connection.execute(sa.select(provider_contact.c.provider_id, provider_contact.c.individual_name)).all()
    assert people == [(row.id, name)]


def test_a_person_s_reference_does_not_follow_from_the_name():
    one = gather_owners([("Mr A Person", "SC900001", PRIVATE)])
    other = gather_owners([("Mr B Person", "SC900001", PRIVATE)])

    assert [o.reference for o in one.values()] == [o.reference for o in other.values()]


def test_owners_are_written_once_and_then_only_where_they_differ(connection):
    rows = [("Ash Ltd", "SC900001", PRIVATE), ("Elm Ltd", "SC900002", PRIVATE)]
    first = write_owners(connection, list(gather_owners(rows).values()), {"source_ref": "one"})
    again = write_owners(connection, list(gather_owners(rows).values()), {"source_ref": "two"})
    moved = write_owners(connection, list(gather_owners([("Ash Ltd", "SC900001", VOLUNTARY)]).values()), {})

    assert (first, again, moved) == (Written(2, 0), Written(0, 0), Written(0, 1))
    query = sa.select(provider.c.name, provider.c.sector, provider.c.version, provider.c.source_ref)
    assert connection.execute(query.order_by(provider.c.name)).all() == [
        ("Ash Ltd", "voluntary", 2, "one"),
        ("Elm Ltd", "private", 1, "one"),
    ]


def test_the_providers_of_the_register_are_known_by_name_and_number_those_of_commands_first(connection):
    write_owners(connection, list(gather_owners([("Ash Ltd 01234567", "SC900001", PRIVATE)]).values()), {})
    entered = {"reference": "SP-1", "name": "Elm Trust", "legal_form": "charity"}
    connection.execute(sa.insert(provider).values(entered))

    found = find_known(connection).named

    assert [(each.name, each.company_number) for each in found] == [("Elm Trust", None), ("Ash Ltd", "01234567")]


def test_a_legal_form_that_is_known_is_not_forgotten(connection):
    owners = list(gather_owners([("Ash Ltd", "SC900001", PRIVATE)]).values())
    write_owners(connection, owners, {})
    connection.execute(sa.update(provider).values(legal_form="charity"))

    assert write_owners(connection, owners, {}) == Written(0, 0)
    assert connection.scalars(sa.select(provider.c.legal_form)).all() == ["charity"]


def test_owners_are_compared_before_they_are_written(connection):
    before = list(gather_owners([("Ash Ltd", "SC900001", PRIVATE)]).values())
    write_owners(connection, before, {})
    after = list(gather_owners([("Ash Ltd", "SC900001", VOLUNTARY), ("Elm Ltd", "SC900002", PRIVATE)]).values())

    found = compare_owners(connection, after)

    [ash, elm] = sorted(after, key=lambda owner: owner.name)
    assert found.added == {(elm.reference,)}
    assert [(d.record, d.key, d.field, d.before, d.after) for d in found.differences] == [
        ("provider", (ash.reference,), "sector", "private", "voluntary")
    ]
    assert write_owners(connection, after, {}) == Written(1, 1)


def test_a_person_who_is_named_otherwise_is_told_without_the_name(connection):
    write_owners(connection, list(gather_owners([("Mr A Person", "SC900001", PRIVATE)]).values()), {})

    found = compare_owners(connection, list(gather_owners([("Mr B Person", "SC900001", PRIVATE)]).values()))

    assert [(d.record, d.field, d.before, d.after) for d in found.differences] == [
        ("provider_contact", "individual_name", "(not shown)", "(not shown)")
    ]
