"""The commands of published statistics: tried first, then done; attacked; listed; withdrawn with a reason."""

import json

import pytest

from register.cli import statistics
from register.errors import SetupError
from register.settings import settings
from register.vocabulary import StatisticsQuestion
from tests.conftest import make_once
from tests.statistics.conftest import COUNTED, fill

INCIDENTS = StatisticsQuestion.INCIDENTS


@pytest.fixture
def database(cluster, template, worker, monkeypatch):
    """A register with children and episodes, and nothing published."""
    make_once(cluster, COUNTED, fill, template=template)
    name = f"statistics_{worker}"
    cluster.clone_database(COUNTED, name)
    monkeypatch.setenv("REGISTER_MIGRATION_URL", cluster.url(name))
    settings.cache_clear()
    yield name
    monkeypatch.undo()
    settings.cache_clear()
    cluster.drop_database(name)


def test_a_trial_publishes_nothing_and_an_apply_publishes_all_of_it(database, capsys, tmp_path):
    statistics.publish([INCIDENTS], "a tester", writes=False)
    assert statistics.listing() == "Nothing is published."
    assert "Nothing was written." in capsys.readouterr().out

    statistics.publish([INCIDENTS], "a tester", writes=True)
    assert "incidents version 1: published" in capsys.readouterr().out
    assert statistics.listing().startswith("incidents version 1, ")
    assert [(each["question"], each["version"]) for each in json.loads(statistics.listing_json())] == [("incidents", 1)]

    statistics.check()
    assert "0 found out" in capsys.readouterr().out

    with pytest.raises(SetupError, match="ends in"):
        statistics.export(INCIDENTS, None, tmp_path / "incidents.doc")
    for name in ("incidents.csv", "incidents.json", "incidents.ods", "incidents.svg", "incidents.png"):
        statistics.export(INCIDENTS, None, tmp_path / name)
    assert (tmp_path / "incidents.csv").read_bytes().startswith(b"\xef\xbb\xbfquestion,version,")

    with pytest.raises(SetupError, match="has no version 2"):
        statistics.withdraw(INCIDENTS, 2, "An error.", writes=True)
    statistics.withdraw(INCIDENTS, 1, "An error.", writes=True)
    assert statistics.listing().endswith("withdrawn: An error.")
