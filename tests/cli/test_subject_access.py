"""The command that writes down what is held about one child: into a new file, with exemptions that name their law."""

import json

import pytest
import sqlalchemy as sa

from register.cli.subject_access import write_held
from register.errors import SetupError
from register.settings import settings
from tests.conftest import own_copy
from tests.support import story as told
from tests.support.child_factories import create_child


@pytest.fixture
def child(cluster, story, worker, monkeypatch):
    """A child of a story that the command reads, and the engine of its owner."""
    name = f"access_{worker}"
    with own_copy(cluster, story, name) as engine:
        monkeypatch.setenv("REGISTER_MIGRATION_URL", cluster.url(name))
        settings.cache_clear()
        with engine.begin() as connection:
            made = create_child(connection, "Wren Hale", told.NORTHBY_COUNCIL)
        yield engine, made
    monkeypatch.undo()
    settings.cache_clear()


def test_a_file_is_written_once_and_logged_with_who_exempted_what(child, tmp_path, capsys):
    engine, made = child
    file = tmp_path / "child.json"
    write_held(made, file, at=None, exempt=["child identity=DPA 2018 Sch 3"], person="officer")

    held = json.loads(file.read_bytes())
    assert held["groups"]["child identity"] == {"keptBy": "local_authority", "records": "exempt"}
    assert held["exemptions"] == [{"of": "child identity", "law": "DPA 2018 Sch 3", "decidedBy": "officer"}]
    assert held["digest"] in capsys.readouterr().out
    with engine.connect() as connection:
        logged = "select subject, keys, nodes from register.access_log where root = 'subjectAccess'"
        assert [tuple(row) for row in connection.execute(sa.text(logged))] == [
            ("officer", [str(made)], ["subjectAccess", "exempt child identity by officer: DPA 2018 Sch 3"])
        ]
    for wrong in ("child identity", "shoe size=DPA 2018"):
        with pytest.raises(SetupError):
            write_held(made, tmp_path / "other.json", at=None, exempt=[wrong], person="officer")
    assert not (tmp_path / "other.json").exists()
