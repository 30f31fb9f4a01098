"""The seals' own tables: what is put in comes out, and what is missing is said."""

import uuid

import pytest
import sqlalchemy as sa

from register import tables
from register.errors import SetupError
from register.sealing import store
from register.sealing.heads import sign
from register.sealing.keys import open_key
from register.sealing.store import Leaf
from register.sealing.tree import Growth, leaf_hash
from register.settings import Settings
from register.vocabulary import Log


def grown(connection, size):
    """A stored tree of so many leaves."""
    growth, nodes = Growth(), {}
    for number in range(size):
        nodes[0, number] = leaf_hash(str(number).encode())
        nodes.update(growth.add(nodes[0, number]))
    store.add_nodes(connection, Log.ENTRY, nodes)
    return growth, nodes


@pytest.mark.parametrize("size", [0, 1, 6, 13])
def test_a_tree_goes_on_from_where_it_was_kept(connection, size):
    growth, _ = grown(connection, size)
    resumed = store.read_growth(connection, Log.ENTRY, size)

    assert (resumed.size, resumed.root()) == (size, growth.root())
    assert resumed.add(b"\x00" * 32) == growth.add(b"\x00" * 32)


def test_a_tree_without_its_edge_does_not_go_on(connection):
    grown(connection, 4)

    with pytest.raises(SetupError, match="missing"):
        store.read_growth(connection, Log.ENTRY, 5)
    with pytest.raises(SetupError, match="missing"):
        store.read_growth(connection, Log.ACCESS, 4)


def test_nodes_are_read_by_their_place_and_of_their_log_alone(connection):
    _, nodes = grown(connection, 8)
    wanted = [(0, 3), (2, 1), (9, 9)]

    assert store.read_nodes(connection, Log.ENTRY, wanted) == {place: nodes[place] for place in wanted[:2]}
    assert store.read_nodes(connection, Log.ACCESS, wanted) == {}


def test_leaves_are_kept_whole(connection):
    leaf = Leaf(0, 17, 1, b"s" * 16, b"c" * 32)
    store.add_leaves(connection, Log.ENTRY, [leaf, Leaf(1, 18, 1, b"t" * 16, None)])

    rows = connection.execute(sa.select(tables.seal_leaf).order_by(tables.seal_leaf.c.leaf)).all()
    assert tuple(rows[0]) == ("entry", 0, 17, 1, b"s" * 16, b"c" * 32)
    assert rows[1].commitment is None


def test_the_newest_head_is_found_with_whether_it_is_held(connection, tmp_path):
    key = open_key(Settings(), tmp_path)
    origin = store.read_state(connection, Log.ACCESS).origin
    heads = [sign(key, origin, Log.ACCESS, size=size, root=b"\x01" * 32) for size in (3, 12)]
    nothing = store.newest_head(connection, Log.ACCESS, origin)
    for head in heads:
        store.add_head(connection, head)
    store.add_held(connection, Log.ACCESS, 3)
    newest = store.newest_head(connection, Log.ACCESS, origin)
    store.add_held(connection, Log.ACCESS, 12)

    assert (nothing, newest) == (None, (heads[1], False))
    assert store.newest_head(connection, Log.ACCESS, origin) == (heads[1], True)
    assert newest[0].is_genuine


def test_a_state_moves_on_and_its_time_never_goes_back(connection):
    began = store.read_state(connection, Log.ACCESS)
    store.move_state(connection, Log.ACCESS, 5, last=(100, 7))
    store.move_checked(connection, Log.ACCESS, began.checked_at.replace(year=2000))
    moved = store.read_state(connection, Log.ACCESS)

    assert (began.size, began.last) == (0, (0, 0))
    assert (moved.size, moved.last, moved.checked_at) == (5, (100, 7), began.checked_at)
    assert store.read_state(connection, Log.ENTRY).size == 0


def test_the_two_logs_of_a_database_have_origins_of_their_own(connection):
    origins = {store.read_state(connection, log).origin for log in Log}

    assert len(origins) == 2
    assert all(isinstance(each, uuid.UUID) for each in origins)


def test_a_database_without_seals_says_what_to_do(connection):
    connection.execute(sa.delete(tables.seal_state))

    with pytest.raises(SetupError, match="register migrate"):
        store.read_state(connection, Log.ACCESS)


def test_the_sealer_logs_in_as_the_settings_say_or_else_as_the_owner(monkeypatch):
    monkeypatch.setenv("REGISTER_MIGRATION_URL", "postgresql://owner@/register")
    given = Settings(sealing_url="postgresql://sealer@/register")

    assert store.sealer_engine(given).url.username == "sealer"
    assert store.sealer_engine(given).url.drivername == "postgresql+psycopg"
