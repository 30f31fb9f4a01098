"""JSON text written by PostgreSQL: every kind of value, and no value that breaks out of its place."""

import json
import uuid
from datetime import UTC, date, datetime

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.dialects import postgresql

from register.catalogue import Column, Kind
from register.sql.read import json_text
from register.sql.read.json_text import MARK
from register.tables import metadata
from tests.support import story

ANY_TEXT = st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), max_size=40)
KEY = uuid.UUID("123e4567-e89b-42d3-a456-426614174000")
AWKWARD = [
    '"', "\\", '\\"', "\\u0001", "a\nb\tc\r", MARK, f"{MARK}0{MARK}", "\x02\x1f\x7f", "null", "{}",
    "'; --", "%s %(x)s $1",
    "Ynys Môn", "🏠", "\u2028", "", " ",
]  # fmt: skip


def value(kind: Kind, stored: sa.ColumnElement, *, given: bool = False) -> sa.ColumnElement:
    return json_text.join(json_text.value_of(Column("a", sa.Column("a", stored.type), kind), stored, given=given))


def written(
    connection: sa.Connection, kind: Kind, held: object, stored: sa.types.TypeEngine, *, given: bool = False
) -> str:
    return connection.scalar(sa.select(value(kind, sa.cast(sa.bindparam("v", held), stored), given=given)))


@pytest.mark.parametrize(
    ("kind", "stored", "held", "text"),
    [
        (Kind.TEXT, sa.Text(), "Ash House", '"Ash House"'),
        (Kind.CODE, sa.Text(), "local_authority", '"LOCAL_AUTHORITY"'),
        (
            Kind.CODES,
            postgresql.ARRAY(sa.Text()),
            ["mental_health", "abuse_neglect"],
            '["MENTAL_HEALTH","ABUSE_NEGLECT"]',
        ),
        (Kind.CODES, postgresql.ARRAY(sa.Text()), [], "[]"),
        (Kind.TEXTS, postgresql.ARRAY(sa.Text()), ['a"b', "c"], '["a\\"b","c"]'),
        (Kind.INTEGER, sa.Integer(), 4, "4"),
        (Kind.BIG, sa.BigInteger(), 100_012_345_678, '"100012345678"'),
        (Kind.NUMBER, sa.Double(), -2.25, "-2.25"),
        (Kind.BOOLEAN, sa.Boolean(), True, "true"),
        (Kind.BOOLEAN, sa.Boolean(), False, "false"),
        (Kind.DAY, sa.Date(), date(2024, 2, 29), '"2024-02-29"'),
        (Kind.KEY, sa.Uuid(), KEY, f'"{KEY}"'),
        (Kind.GEOJSON, sa.Text(), '{"type":"Point"}', '{"type":"Point"}'),
    ],
)
@pytest.mark.parametrize("given", [True, False])
def test_each_kind_is_written_as_an_answer_holds_it(connection, kind, stored, held, text, given):
    assert written(connection, kind, held, stored, given=given) == text


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind not in (Kind.CODES, Kind.TEXTS)])
def test_nothing_is_written_as_null(connection, kind):
    assert written(connection, kind, None, sa.Text()) == "null"


def test_an_instant_is_written_with_its_offset(connection):
    moment = datetime(2024, 7, 1, 12, 30, tzinfo=UTC)

    text = written(connection, Kind.INSTANT, moment, sa.DateTime(timezone=True))

    assert datetime.fromisoformat(json.loads(text)) == moment


@pytest.mark.parametrize("held", AWKWARD)
@pytest.mark.parametrize("given", [True, False])
def test_an_awkward_text_comes_back_as_it_was(connection, held, given):
    text = written(connection, Kind.TEXT, held, sa.Text(), given=given)

    assert json.loads(text) == held
    assert MARK not in text


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(values=st.lists(ANY_TEXT, min_size=1, max_size=30))
def test_any_text_comes_back_as_it_was_and_never_holds_the_mark(connection, values):
    given_texts = sa.func.unnest(sa.bindparam("v", values, postgresql.ARRAY(sa.Text())))
    rows = given_texts.table_valued(sa.column("item", sa.Text()), with_ordinality="n").render_derived()
    statement = sa.select(value(Kind.TEXT, rows.c.item)).order_by(rows.c.n)

    texts = connection.scalars(statement).all()

    assert [json.loads(text) for text in texts] == values
    assert [text for text in texts if MARK in text] == []


@pytest.mark.parametrize("text", ["it's", 'say "no"', "a%b", "a:b", "back\\slash", "100%%", "%s"])
def test_a_fixed_text_stands_in_the_statement_as_it_is(connection, text):
    assert connection.scalar(sa.select(json_text.constant(text))) == text
    assert connection.scalar(sa.select(json_text.join([text]))) == text
    assert connection.scalar(sa.select(json_text.join([text, sa.literal("|"), text]))) == f"{text}|{text}"


@pytest.mark.parametrize("places", [1, 2, 3, 100, 101, 1_700])
def test_a_row_may_have_more_places_than_a_function_takes_arguments(connection, places):
    terms = [term for number in range(places) for term in (",", sa.literal(str(number)))]

    assert connection.scalar(sa.select(json_text.join(terms))) == "".join(f",{number}" for number in range(places))


def test_an_object_is_written_key_by_key(connection):
    held = json_text.value_of(Column("b", sa.Column("b", sa.Text()), Kind.TEXT), sa.literal('"'), given=True)

    terms = json_text.object_of([("a", ["1"]), ("b", held)])

    assert connection.scalar(sa.select(json_text.join(terms))) == '{"a":1,"b":"\\""}'


PLAIN = [
    column
    for table in metadata.sorted_tables
    for column in table.columns
    if column.info.get("plain") and not table.info.get("history")
]


CHECKS = """
select string_agg(replace(pg_get_constraintdef(c.oid), 'CHECK ', ''), ' and ')
  from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any (c.conkey)
 where c.contype = 'c' and c.conrelid = cast(:t as regclass) and a.attname = :c and cardinality(c.conkey) = 1
"""


@pytest.mark.parametrize("column", PLAIN, ids=str)
@pytest.mark.parametrize("letter", ['"', "\\", "\n", MARK, "\x1f", "é"])
def test_a_text_that_is_written_without_escapes_is_kept_to_plain_letters_by_its_table(connection, column, letter):
    checks = connection.scalar(sa.text(CHECKS), {"t": column.table.fullname, "c": column.name})
    examples = [
        letter,
        *(f"{start}{letter}" for start in ("SC90000", "SC900001", "9000001", "E2300000", "A123456", "1")),
    ]

    held = sa.text(f"select {checks} from unnest(cast(:v as text[])) as given ({column.name})")  # noqa: S608

    assert connection.scalars(held, {"v": examples}).all() == [False] * len(examples)


@pytest.mark.parametrize("held", [f"{MARK}0{MARK}", 'x","code":"HACKED', "back\\slash\\", f"{MARK}"])
def test_a_stored_value_that_holds_the_mark_cannot_break_the_answer(own_server, held):
    with own_server.owner.begin() as owner:
        owner.execute(sa.text("update register.area set country = :v where code = :c"), {"v": held, "c": story.NORTHBY})

    answer = own_server.ask(
        '{ area(code: "E23000005") { country homes { nodes { urn } } within { code } } }', "police", story.NORTHBY
    )

    assert answer.data["area"]["country"] == held
    assert {home["urn"] for home in answer.data["area"]["homes"]["nodes"]} == set(story.SHOWN_IN_NORTHBY)
