"""Changes of many rows: which are made, and which are found."""

from datetime import date

import pytest
import sqlalchemy as sa

from register.importing.files.report import Written
from register.importing.upsert import (
    BATCH,
    Compared,
    Difference,
    batched,
    batches,
    counted,
    difference,
    find_different,
    find_missing,
    given,
    insert_missing,
    together,
    update_different,
    with_flag,
)
from register.tables import home_identity, provider

TYPES = {"reference": sa.Text(), "name": sa.Text(), "legal_form": sa.Text()}


def insert(connection, *rows):
    wanted = given([{"legal_form": "not_known", **row} for row in rows], TYPES)
    values = {name: wanted.c[name] for name in TYPES}
    return insert_missing(connection, provider, values, source=wanted, returning=(provider.c.reference,))


def test_rows_are_given_with_their_types(connection):
    rows = given(
        [{"day": date(2024, 2, 29), "count": 4, "said": None}],
        {"day": sa.Date(), "count": sa.Integer(), "said": sa.Boolean()},
    )

    assert connection.execute(sa.select(rows.c.day, rows.c.count, rows.c.said)).all() == [(date(2024, 2, 29), 4, None)]


def test_a_row_that_is_there_already_is_not_inserted_again(connection):
    insert(connection, {"reference": "OFS-1"})

    assert insert(connection, {"reference": "OFS-1"}, {"reference": "OFS-2"}) == [("OFS-2",)]


def test_only_rows_that_differ_are_updated_and_only_they_get_a_version(connection):
    insert(connection, {"reference": "OFS-1", "name": "Ash"}, {"reference": "OFS-2", "name": "Elm"})
    wanted = given([{"reference": "OFS-1", "name": "Ash"}, {"reference": "OFS-2", "name": "Oak"}], TYPES)

    changed = update_different(
        connection,
        provider,
        {"name": wanted.c.name},
        on=provider.c.reference == wanted.c.reference,
        returning=(provider.c.reference,),
    )

    assert changed == [("OFS-2",)]
    query = sa.select(provider.c.name, provider.c.version).order_by(provider.c.reference)
    assert connection.execute(query).all() == [("Ash", 1), ("Oak", 2)]


@pytest.mark.parametrize(
    ("before", "stands", "after"),
    [
        ([], True, ["late"]),
        (["other"], True, ["other", "late"]),
        (["late", "other"], True, ["late", "other"]),
        (["late", "other"], False, ["other"]),
        (["late"], None, ["late"]),
    ],
)
def test_a_flag_is_set_cleared_or_left_and_others_stay(connection, before, stands, after):
    flags = sa.cast(sa.literal(before, sa.ARRAY(sa.Text)), sa.ARRAY(sa.Text))

    value = with_flag(
        sa.type_coerce(flags, sa.dialects.postgresql.ARRAY(sa.Text)),
        "late",
        sa.cast(sa.literal(stands, sa.Boolean), sa.Boolean),
    )

    assert connection.execute(sa.select(value)).scalar_one() == after


def test_progress_is_told_after_each_batch():
    told = []

    sizes = [len(batch) for batch in batches(range(BATCH + 1), lambda done, total: told.append((done, total)))]

    assert sizes == [BATCH, 1]
    assert told == [(BATCH, BATCH + 1), (BATCH + 1, BATCH + 1)]


def test_what_differs_is_found_by_field_and_nothing_is_written(connection):
    insert(connection, {"reference": "OFS-1", "name": "Ash"}, {"reference": "OFS-2", "name": "Elm"})
    wanted = given([{"reference": "OFS-1", "name": "Ash"}, {"reference": "OFS-2", "name": "Oak"}], TYPES)

    found = find_different(
        connection,
        provider,
        {"name": wanted.c.name, "legal_form": provider.c.legal_form},
        on=provider.c.reference == wanted.c.reference,
        key=(provider.c.reference,),
    )

    assert found == [Difference("provider", ("OFS-2",), "name", "Elm", "Oak")]
    assert connection.scalars(sa.select(provider.c.version).distinct()).all() == [1]


def test_what_is_missing_is_found_by_field_and_nothing_is_written(connection):
    insert(connection, {"reference": "OFS-1", "name": "Ash"})
    wanted = given([{"reference": "OFS-1", "name": "Ash"}, {"reference": "OFS-2", "name": "Oak"}], TYPES)

    found = find_missing(
        connection,
        provider,
        {"name": wanted.c.name, "legal_form": wanted.c.legal_form},
        source=wanted,
        same=provider.c.reference == wanted.c.reference,
        key=(wanted.c.reference,),
    )

    assert found == [Difference("provider", ("OFS-2",), "name", None, "Oak")]
    assert connection.scalars(sa.select(provider.c.reference)).all() == ["OFS-1"]


def test_a_difference_tells_the_values_of_public_facts_alone():
    assert difference(provider, ("OFS-1",), "name", before=None, after="Ash").after == "Ash"
    hidden = difference(home_identity, ("SC900001",), "name", before=None, after="Ash House")
    assert (hidden.before, hidden.after) == (None, "(not shown)")


def test_comparisons_of_several_batches_are_counted_as_one():
    new, old = ("OFS-1",), ("OFS-2",)
    changed = Difference("provider", old, "name", "Elm", "Oak")
    elsewhere = Difference("provider_contact", ("OFS-3",), "individual_name", None, None)

    found = together([Compared(frozenset({new}), ()), Compared(frozenset(), (changed, changed, elsewhere))])

    assert counted(found, provider) == Written(1, 1)


def test_batches_hold_every_item_once():
    assert [len(batch) for batch in batched(range(2 * BATCH + 1))] == [BATCH, BATCH, 1]
