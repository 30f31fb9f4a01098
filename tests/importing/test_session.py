"""The transaction of an import: signed, and refused by the name of a constraint alone."""

import pytest
import sqlalchemy as sa

from register.errors import SetupError
from register.importing.session import begin_import, refusals_told
from register.tables import entry, entry_author, provider


def test_what_an_import_changes_is_signed(connection):
    begin_import(connection, "import of providers.csv")
    connection.execute(provider.insert().values(reference="OFS-1", legal_form="not_known"))

    by = entry_author
    query = sa.select(by.c.subject, by.c.agency, by.c.reason).join(entry, entry.c.number == by.c.number)
    last = query.where(entry.c.entity == "provider").order_by(entry.c.number.desc()).limit(1)
    assert connection.execute(last).all() == [("register import", "ofsted", "import of providers.csv")]


def test_a_row_that_the_database_refuses_is_told_by_the_constraint_alone(connection):
    with pytest.raises(SetupError) as refusal, refusals_told():
        connection.execute(provider.insert().values(reference="OFS-1", name="Invented Person", legal_form="individual"))

    assert str(refusal.value) == (
        "The database refused a row by its constraint ck_provider_individual_unnamed; nothing was written."
    )
