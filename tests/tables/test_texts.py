"""Text columns of limited length."""

import sqlalchemy as sa

from register.tables import HISTORY_OF, area, home, home_identity, premises, provider
from register.tables.texts import KeyForm, form_of, is_folded, longest_of, text
from tests.hostile.oracle import spelt


def test_the_limit_is_said_once_for_the_column_and_its_constraint():
    column, held = text("wording", 2_000, nullable=False)

    assert (column.name, column.nullable, longest_of(column)) == ("wording", False, 2_000)
    assert "length(wording) between 1 and 2000" in str(held.sqltext)
    assert isinstance(column.type, sa.Text)


def test_the_rules_and_the_inputs_read_it_from_the_column():
    assert (longest_of(provider.c.reference), longest_of(home_identity.c.name)) == (60, 200)


def test_the_form_of_a_key_is_noted_with_its_column():
    keys = (home.c.urn, home.c.previous_urn, premises.c.postcode, premises.c.uprn, home_identity.c.contact_telephone)

    assert [form_of(column) for column in (*keys, area.c.code)] == [
        KeyForm.URN,
        KeyForm.URN,
        KeyForm.POSTCODE,
        KeyForm.UPRN,
        KeyForm.TELEPHONE,
        KeyForm.ONS_CODE,
    ]
    assert form_of(HISTORY_OF[home].c.urn) is KeyForm.URN
    assert form_of(home.c.places) is None


LATIN = [
    chr(number) for start, end in ((0x20, 0x250), (0x1E00, 0x1F00), (0x2010, 0x2020)) for number in range(start, end)
]


def fold(connection, texts):
    statement = sa.text("select array_agg(register.folded(t) order by n) from unnest(:texts) with ordinality s(t, n)")
    return connection.scalar(statement.bindparams(sa.bindparam("texts", texts, sa.ARRAY(sa.Text))))


def test_every_latin_letter_is_folded_as_people_spell_it(connection):
    assert dict(zip(LATIN, fold(connection, LATIN), strict=True)) == {each: spelt(each) for each in LATIN}


def test_what_is_folded_stays_as_it_is_whatever_it_holds(connection):
    letters = [chr(number) for number in range(1, 0x20000) if not 0xD800 <= number <= 0xDFFF]
    once = fold(connection, letters)

    assert [each for each, again in zip(once, fold(connection, once), strict=True) if each != again] == []


def test_a_text_is_folded_within_the_statement_and_by_no_call(connection):
    shown = "explain (verbose) select register.folded(name) from register.home_identity"

    assert "folded(" not in "\n".join(connection.scalars(sa.text(shown)))
    assert fold(connection, [None]) == [None]


def test_names_and_lines_of_addresses_are_folded_and_no_key_is():
    spelled = {f"{table.name}.{c.name}" for table in HISTORY_OF for c in table.c if is_folded(c)}

    assert spelled == {
        "area.name", "home_identity.name", "home_person.name", "premises.locality", "premises.street",
        "premises.town", "provider.name", "provider_contact.individual_name",
    }  # fmt: skip
    assert [c for table in HISTORY_OF for c in table.c if is_folded(c) and form_of(c) is not None] == []
