"""Which type a record of an id is of, among those that are looked through."""

import uuid

import sqlalchemy as sa

from register.catalogue import CATALOGUE
from register.sql.read.holder import holder, holders


class Reader:
    """Runs a statement of the driver's over the owner's connection, each parameter a uuid."""

    def __init__(self, connection):
        self.connection = connection

    async def fetchval(self, query, *args):
        for number, value in enumerate(args, 1):
            query = query.replace(f"${number}", f"'{value}'")
        return self.connection.scalar(sa.text(query.replace(":", "\\:")))


async def test_the_type_of_a_record_is_found_among_those_named_and_in_no_other(server):
    with server.owner.connect() as connection:
        key = connection.scalar(sa.select(CATALOGUE["Provider"].table.c.id).limit(1))
        reader = Reader(connection)

        assert await holder(reader, "register_ofsted", ["Home", "Provider"], values={"s0": key}) == "Provider"
        assert await holder(reader, "register_ofsted", ["Home", "Child"], values={"s0": key}) is None
        assert await holder(reader, "register_ofsted", ["Provider"], values={"s0": uuid.uuid4()}) is None
        assert await holder(reader, "register_ofsted", [], values={"s0": key}) is None


def test_the_statement_holds_no_value_and_is_made_once_for_a_role():
    made = holders("register_police", ("Home", "Child"))

    assert set(made.names) == {"s0"}
    assert holders("register_police", ("Home", "Child")) is made
    assert "child_minimum" not in made.text
