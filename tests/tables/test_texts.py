"""Text columns of limited length."""

import sqlalchemy as sa

from register.tables import HISTORY_OF, area, home, home_identity, premises, provider
from register.tables.texts import KeyForm, form_of, longest_of, text


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
