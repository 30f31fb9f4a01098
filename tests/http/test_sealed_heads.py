"""The open door: anybody may take the heads and check that a log only grew, and learns nothing else."""

import pytest
import sqlalchemy as sa

from register.errors import Internal
from register.policy.roles import SEALS_ROLE
from register.sealing.heads import read_head
from register.sealing.holders import FileHolder
from register.sealing.keys import open_key
from register.sealing.leaves import canonical
from register.sealing.sealer import Sealer
from register.sealing.tree import proves_consistency, proves_inclusion
from register.settings import Settings, settings
from register.vocabulary import Log
from tests.sealing.conftest import consult, seal_all
from tests.support.client import serve

# The present period of this length began in 2001.
A_LONG_TIME_S = 1_000_000_000


@pytest.fixture
def at_once(monkeypatch):
    """The door tells a head as soon as it is signed."""
    monkeypatch.setenv("REGISTER_HEAD_PERIOD_S", "0.0001")


@pytest.fixture
def door(at_once, own_server, tmp_path):
    """A served register, and its sealer: sealing is up to the test."""
    given = Settings(seal_note_s=0)
    own_server.sealer = Sealer(own_server.owner, open_key(given, tmp_path), FileHolder(tmp_path / "heads"), given=given)
    return own_server


def heads_of(door, query=""):
    response = door.client.get(f"{door.url}/register/head{query}")
    assert response.headers["cache-control"] == "no-store"
    return response.status_code, response.json()


def test_before_anything_is_sealed_there_is_no_head(door):
    assert heads_of(door) == (200, {"heads": {"access": None, "entry": None}})


def test_the_newest_heads_are_given_to_everybody_and_are_genuine(door):
    with door.owner.begin() as connection:
        consult(connection, 3)
    seal_all(door.sealer)

    status, told = heads_of(door)
    heads = {log: read_head(canonical(told["heads"][log])) for log in Log}
    assert status == 200
    assert heads[Log.ACCESS].size == 3
    assert all(head.is_genuine and head.public_key == door.sealer.key.public_key for head in heads.values())


def test_every_leaf_is_proved_and_every_older_head_is_shown_to_be_the_beginning(door):
    roots = {}
    for _ in range(4):
        with door.owner.begin() as connection:
            consult(connection, 3)
        seal_all(door.sealer)
        head = read_head(canonical(heads_of(door)[1]["heads"]["access"]))
        roots[head.size] = head.root

    for leaf in range(head.size):
        proof = heads_of(door, f"?log=access&leaf={leaf}")[1]["inclusion"]
        path = [bytes.fromhex(text) for text in proof["path"]]
        assert proves_inclusion(bytes.fromhex(proof["hash"]), leaf, proof["size"], path=path, root=head.root)
    for old, root in roots.items():
        proof = heads_of(door, f"?log=access&from={old}")[1]["consistency"]
        path = [bytes.fromhex(text) for text in proof["path"]]
        assert proves_consistency(old, proof["size"], path, old_root=root, new_root=head.root)
    assert 3 in roots
    assert head.size == 12


@pytest.mark.parametrize(
    "query",
    [
        "?log=access", "?leaf=0", "?log=songs&leaf=0", "?log=access&leaf=-1", "?log=access&leaf=x", "?log=access&leaf=",
        "?log=access&leaf=1.0", "?log=access&leaf=9999999999999999999", "?log=access&leaf=0&from=1", "?more=1",
        "?log=access&log=entry&leaf=0", "?log=access&from=0", "?log=access&leaf=0&leaf=0", "?log=access&leaf=%D9%A1",
    ],
)  # fmt: skip
def test_what_is_asked_wrongly_is_refused_in_the_projects_words(server, query):
    status, told = heads_of(server, query)

    assert status == 400
    assert [error["extensions"]["code"] for error in told["errors"]] == ["REQUEST_BAD_INPUT"]
    assert list(told) == ["errors"]


def test_what_the_newest_head_does_not_cover_is_refused_with_its_size(door):
    with door.owner.begin() as connection:
        consult(connection, 3)
    seal_all(door.sealer)

    for query in ("?log=access&leaf=3", "?log=access&from=4"):
        status, told = heads_of(door, query)
        assert (status, told["errors"][0]["extensions"]["size"]) == (400, 3)


def test_the_door_needs_no_token_and_takes_nothing_but_get(door):
    assert door.client.post(f"{door.url}/register/head").status_code == 405
    assert door.client.get(f"{door.url}/register/head", headers={"Authorization": "Bearer x"}).status_code == 200


def test_a_head_is_told_once_its_period_is_over_and_no_proof_reaches_beyond_it(door, monkeypatch):
    with door.owner.begin() as connection:
        consult(connection, 3)
    seal_all(door.sealer)
    monkeypatch.setenv("REGISTER_HEAD_PERIOD_S", str(A_LONG_TIME_S))
    settings.cache_clear()
    with serve(settings().database_url, str(door.owner.url)) as later:
        nothing = heads_of(later), heads_of(later, "?log=access&leaf=0")
        with door.owner.begin() as connection:
            connection.execute(sa.text("set local session_replication_role = replica"))
            connection.execute(sa.text("update register.seal_head set signed_at = '2000-01-01Z' where log = 'access'"))
        told = heads_of(later)

    assert nothing[0] == (200, {"heads": {"access": None, "entry": None}})
    assert nothing[1][0] == 400
    assert told[1]["heads"]["access"]["size"] == 3


def test_the_role_of_the_door_reads_hashes_and_nothing_else(door):
    asked = sa.text(
        "select distinct table_name, privilege_type from information_schema.column_privileges "
        "where table_schema = 'register' and grantee = :role"
    )
    with door.owner.connect() as connection:
        rights = {tuple(row) for row in connection.execute(asked, {"role": SEALS_ROLE})}

    assert rights == {(table, "SELECT") for table in ("seal_head", "seal_held", "seal_node", "seal_state")}


def test_a_fault_is_told_in_two_words(door):
    with door.owner.begin() as connection:
        connection.execute(sa.text("alter table register.seal_state rename to seal_state_gone"))

    status, told = heads_of(door)
    assert (status, told) == (
        500,
        {"errors": [{"message": "Internal error.", "extensions": {"code": "SYSTEM_INTERNAL", "hint": Internal.hint}}]},
    )
