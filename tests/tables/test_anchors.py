"""Every table says by what its rows are reached, in words that its columns, its triggers and both walls bear out."""

import ast
from pathlib import Path

import pytest
import sqlalchemy as sa

from register.tables import ANCHOR_OF, CHILD, EPISODE, HISTORY_OF, HOME, SUBJECTS, metadata, named
from register.tables.anchors import (
    PROVIDER,
    Of,
    OfBody,
    OfChanges,
    OfHolder,
    Unlinked,
    With,
    are_apart,
    links_of,
    subject_of,
)
from register.tables.declare import UNKEPT, declare
from register.vocabulary import Group

REGISTER = Path(__file__).resolve().parents[2] / "register"
# What answers any table by its declaration. It may import subjects and declarations, and no table.
ENGINE = (
    "sql/scope.py", "sql/as_of.py", "sql/read", "policy/decide.py", "policy/second_wall", "plan", "resolvers/reads",
)  # fmt: skip
NAMES_NO_TABLE = {
    "ANCHOR_OF", "CHANGE_KIND_OF", "anchors", "GROUP_OF", "HISTORY_OF", "HOME", "PROVIDER", "SCHEMA", "SUBJECTS",
    "THEN", "columns_shown_nowhere", "counter_of", "metadata", "named", "told_tables",
}  # fmt: skip


def needed(anchor):
    """The columns that an anchor names, or relies on by their common names."""
    match anchor:
        case Of(by=by, part=None):
            return {by}
        case Of(by=by, part=part):
            return {by, part.key}
        case OfBody(of_person=False):
            return {"agency", "area", "organisation"}
        case OfBody():
            return {"agency", "area", "organisation", "subject"}
        case OfHolder():
            return {"holder_agency", "holder_area", "holder_organisation", "holder_subject", "issued_agency", "ends_at"}
        case With(by=by):
            return {by}
        case OfChanges(entity=entity, kind=kind, key=key):
            return {entity, kind, key, "recorded_at"}
    return set()


@pytest.mark.parametrize("table", ANCHOR_OF, ids=str)
def test_a_table_has_the_columns_by_which_it_says_that_it_is_reached(table):
    assert needed(ANCHOR_OF[table]) <= set(table.columns.keys())


def test_every_table_and_every_history_says_by_what_it_is_reached():
    assert set(ANCHOR_OF) == set(metadata.tables.values())
    assert all(ANCHOR_OF[history] == ANCHOR_OF[table] for table, history in HISTORY_OF.items())


def test_a_table_that_does_not_say_by_what_it_is_reached_cannot_be_made():
    with pytest.raises(TypeError):
        declare("planted", Group.HOME_LOCATION, changes=UNKEPT)


def test_a_table_that_does_not_say_whether_it_keeps_its_versions_cannot_be_made():
    with pytest.raises(TypeError):
        declare("planted", Group.HOME_LOCATION, Of(HOME, by="home_id"))


@pytest.mark.parametrize("subject", SUBJECTS, ids=lambda subject: subject.kind)
def test_the_links_of_a_subject_are_there(subject):
    if subject.owner is not None:
        owners = named(subject.owner.table)
        assert {subject.owner.key, subject.owner.names} <= set(owners.columns.keys())
        return
    links = links_of(subject)
    reach = named(links.reach)
    held = {links.key, "area_code", "valid_from", "valid_to"}
    assert {*held, *filter(None, [links.main, links.kinds and "how"])} <= set(reach.columns.keys())
    assert links.areas is None or held <= set(named(links.areas).columns.keys())
    if subject.places is not None:
        assert {"point_27700", ANCHOR_OF[named(subject.places)].by} <= set(named(subject.places).columns.keys())


def test_records_are_apart_unless_the_one_are_reached_through_the_other():
    home, provider, child, episode = (Of(subject, by="id") for subject in (HOME, PROVIDER, CHILD, EPISODE))

    assert are_apart(home, child)
    assert are_apart(child, episode)
    assert not are_apart(home, provider)
    assert not are_apart(child, child)
    assert not are_apart(home, Unlinked("why"))


def test_what_is_of_no_record_has_no_subject_and_what_has_no_links_says_so():
    with pytest.raises(TypeError):
        subject_of(Unlinked("why"))
    with pytest.raises(TypeError):
        links_of(PROVIDER)


TRIGGERS = """
select relname, array_agg(distinct encode(tgargs, 'escape'))
  from pg_trigger join pg_class c on c.oid = tgrelid join pg_proc p on p.oid = tgfoid
 where p.proname = 'record_' || relname group by relname
"""
# Access to a home is in the history of the home, though it is reached by whoever holds it.
OF_A_HOME_TOO = {"live_grant": ("home", "home_id")}


def test_the_log_of_changes_names_the_subject_that_each_table_is_of(connection):
    written = {
        name: {each.rstrip("\\0").replace("\\000", "|") for each in given}
        for name, given in connection.execute(sa.text(TRIGGERS))
    }
    declared = {}
    for table in HISTORY_OF:
        key, anchor = next(iter(table.primary_key.columns)).name, ANCHOR_OF[table]
        kind, by = (
            (anchor.subject.kind, anchor.by) if isinstance(anchor, Of) else OF_A_HOME_TOO.get(table.name, ("", ""))
        )
        declared[table.name] = f"{key}|{kind}|{by}"

    assert {name: {each.strip("|") for each in given} for name, given in written.items()} == {
        name: {each.strip("|")} for name, each in declared.items()
    }
    assert set(declared) == {table.name for table in HISTORY_OF}


def imported_tables(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom) and node.module == "register.tables":
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module == "register":
            yield from (name.name for name in node.names if name.name == "tables")


def test_the_engine_names_no_table():
    paths = [
        path
        for place in ENGINE
        for path in ([REGISTER / place] if place.endswith(".py") else (REGISTER / place).rglob("*.py"))
    ]
    found = {path.relative_to(REGISTER).as_posix(): set(imported_tables(path)) - NAMES_NO_TABLE for path in paths}

    assert len(paths) > 25
    assert {path: names for path, names in found.items() if names} == {}
