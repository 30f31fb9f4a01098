"""What is sealed of a row: every column, in one text, and a commitment that tells nothing."""

import hashlib
import hmac
import json
import uuid
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
import shapely
import sqlalchemy as sa

from register import tables
from register.sealing.leaves import SALT_BYTES, SHAPES, canonical, commitment_to, leaf_of, told
from register.tables import HISTORY_OF
from register.vocabulary import Log
from tests.support import factories as make

SALT = bytes(range(SALT_BYTES))


@pytest.mark.parametrize("shape", SHAPES.values(), ids=lambda shape: shape.name)
def test_the_form_that_is_made_now_covers_every_column_of_its_log(shape):
    beside = [] if shape.beside is None else shape.beside.columns.keys()

    assert set(shape.forms[shape.form]) == {*shape.table.columns.keys(), *beside}, "add a form; never change one"
    assert all(set(form) <= {*shape.forms[shape.form], *shape.subjects} for form in shape.forms.values())


@pytest.mark.parametrize(
    ("log", "form", "digest"),
    [
        (Log.ACCESS, 1, "82ee7c6e5b2e"),
        (Log.ENTRY, 1, "badd6261320e"),
        (Log.ENTRY, 2, "78c19ed7ea68"),
        (Log.ENTRY, 3, "b37934f2092f"),
    ],
)
def test_a_form_once_made_stays_as_it_is(log, form, digest):
    """Leaves that were made in a form are checked in it for ever."""
    assert hashlib.sha256(" ".join(SHAPES[log].forms[form]).encode()).hexdigest()[:12] == digest


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ({"b": 1, "a": None}, '{"a":null,"b":1}'),
        (["Ärmel", 'a"b\n'], '["Ärmel","a\\"b\\n"]'),
        (datetime(2024, 6, 1, 13, 0, tzinfo=timezone(timedelta(hours=1))), '"2024-06-01T12:00:00.000000Z"'),
        (datetime(2024, 6, 1, 12, 0, 0, 7, tzinfo=UTC), '"2024-06-01T12:00:00.000007Z"'),
        (date(2024, 6, 1), '"2024-06-01"'),
        (uuid.UUID(int=7), '"00000000-0000-0000-0000-000000000007"'),
        (b"\x00\xff", '"00ff"'),
        ([True, 7, 0.1, 385000.0], "[true,7,0.1,385000.0]"),
    ],
)
def test_a_value_has_one_text(value, text):
    assert canonical(value) == text.encode()


def test_what_no_log_can_hold_is_refused():
    with pytest.raises(TypeError, match="serializable: set"):
        canonical({1})


@pytest.mark.parametrize("log", Log)
def test_a_leaf_says_its_log_its_form_and_what_keeps_it_from_being_guessed(log):
    shape = SHAPES[log]
    row = dict.fromkeys(shape.forms[shape.form], "x")
    commitment = b"\x01" * 32 if log is Log.ENTRY else None

    leaf = json.loads(leaf_of(shape, shape.form, row, salt=SALT, commitment=commitment))

    hiding = {"version": "01" * 32} if commitment else {"salt": SALT.hex()}
    assert leaf == {"form": shape.form, "log": log.value, "row": row, **hiding}


@pytest.mark.parametrize(
    ("kind", "named"),
    [
        ("home", {"home_id": "k", "provider_id": None}),
        ("provider", {"home_id": None, "provider_id": "k"}),
        (None, {"home_id": None, "provider_id": None}),
    ],
)
def test_an_older_leaf_is_made_of_the_subject_as_it_was_named_then(kind, named):
    shape = SHAPES[Log.ENTRY]
    row = dict.fromkeys(shape.forms[3], "x") | {"subject_kind": kind, "subject_id": kind and "k"}

    leaf = json.loads(leaf_of(shape, 2, row, salt=SALT, commitment=None))

    assert leaf["row"] == {name: named.get(name, "x") for name in shape.forms[2]}


def test_a_commitment_is_the_keyed_hash_of_the_version_without_its_number_its_end_and_what_it_does_not_hold():
    version = {"history_id": 3, "urn": "SC900001", "places": None, "recorded_from": date(2024, 6, 1)}
    ended = version | {"history_id": 4, "recorded_to": date(2025, 1, 1)}
    said = b'{"recorded_from":"2024-06-01","urn":"SC900001"}'

    assert commitment_to(version, SALT) == hmac.digest(SALT, said, "sha256")
    assert commitment_to(ended, SALT) == commitment_to(version, SALT)


def test_commitments_to_the_same_under_two_salts_and_to_nothing_and_to_an_empty_version_differ():
    made = {commitment_to(version, salt) for version in ({"urn": "SC900001"}, {}, None) for salt in (SALT, SALT[::-1])}

    assert len(made) == 6


@pytest.mark.parametrize("table", [*HISTORY_OF.values(), tables.access_log, tables.entry], ids=str)
def test_every_value_of_every_sealed_table_has_a_text(connection, table):
    """A row of nothing at least; geometries come as text, whatever PostGIS makes of them elsewhere."""
    kinds = connection.execute(sa.select(*told(table.columns)).limit(0)).cursor.description

    assert len(kinds) == len(table.columns)
    assert not any("geometry" in str(column.type).lower() for column in told(table.columns))


def test_a_point_is_told_by_its_exact_bytes(connection):
    make.create_home(connection, "SC900001", at=[(385_000.1, 395_000)])

    history = HISTORY_OF[tables.premises]
    row = connection.execute(sa.select(*told(history.columns))).mappings().one()
    point = shapely.set_srid(shapely.Point(385_000.1, 395_000), 27700)
    assert row["point_27700"] == shapely.to_wkb(point, hex=True, include_srid=True)
