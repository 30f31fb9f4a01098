"""Numbers of the log as they are told: the same for a body each time, of no order, and another for every body."""

import hmac
import itertools
from datetime import date

import sqlalchemy as sa

from register.sql.read.cursor import reader_key
from register.sql.read.opaque_number import number_keys, opaque
from register.vocabulary import Agency, Caller
from tests.support.story import NORTHBY, SOUTHBY


def reader(area=NORTHBY, subject="tester"):
    return Caller(subject, Agency.POLICE, area, None, None, date(2026, 3, 2))


def told(connection, *numbers, name="number", by=None):
    query = sa.select(opaque(sa.bindparam("stored", type_=sa.BigInteger), name))
    return [connection.scalar(query, {"stored": each, **number_keys(by or reader())}) for each in numbers]


def test_a_number_is_told_as_a_digest_under_a_key_of_its_reader(connection):
    key = hmac.digest(reader_key(reader()), b"numbers of the log", "sha256")

    (number,) = told(connection, 1_234)

    assert number == hmac.digest(key, b"1234 number", "sha256")[:16].hex()


def test_numbers_that_follow_each_other_are_told_without_order_in_one_length(connection):
    numbers = told(connection, *range(1, 300))

    assert {len(number) for number in numbers} == {32}
    assert len(set(numbers)) == 299
    risen = sum(later > earlier for earlier, later in itertools.pairwise(numbers))
    assert 100 < risen < 200


def test_another_body_or_another_thing_that_is_numbered_has_other_numbers_and_a_colleague_the_same(connection):
    own = told(connection, 7)

    assert told(connection, 7, by=reader(SOUTHBY)) != own
    assert told(connection, 7, name="transaction") != own
    assert told(connection, 7, by=reader(subject="colleague")) == own
