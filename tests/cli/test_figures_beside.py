"""The demonstration's figures are published beside the server: all of them, or none if it stops before."""

import time

import pytest

from register.cli.figures_beside import LOG, figures_beside, lacks_figures
from register.settings import settings
from tests.conftest import make_once, own_copy
from tests.statistics.conftest import COUNTED, fill

PUBLISHED_WITHIN_S = 300


@pytest.fixture
def counted(cluster, template, worker, monkeypatch):
    """A register with children and episodes of which nothing is published, as the environment names it."""
    make_once(cluster, COUNTED, fill, template=template)
    name = f"beside_{worker}"
    with own_copy(cluster, COUNTED, name):
        monkeypatch.setenv("REGISTER_MIGRATION_URL", cluster.url(name))
        monkeypatch.setenv("REGISTER_DATABASE_URL", cluster.url(name))
        settings.cache_clear()
        yield
    monkeypatch.undo()
    settings.cache_clear()


def test_a_process_publishes_every_question_and_one_that_is_stopped_publishes_none(counted, tmp_path):
    assert lacks_figures()
    with figures_beside(tmp_path, agreed_by="a tester"):
        pass
    assert lacks_figures()

    until = time.monotonic() + PUBLISHED_WITHIN_S
    with figures_beside(tmp_path, agreed_by="a tester"):
        while lacks_figures() and time.monotonic() < until:
            time.sleep(0.5)
        assert not lacks_figures(), (tmp_path / LOG).read_text()


def test_a_register_without_children_lacks_no_figures(cluster, template, worker, monkeypatch):
    with own_copy(cluster, template, f"childless_{worker}"):
        monkeypatch.setenv("REGISTER_MIGRATION_URL", cluster.url(f"childless_{worker}"))
        settings.cache_clear()
        assert not lacks_figures()
    monkeypatch.undo()
    settings.cache_clear()
