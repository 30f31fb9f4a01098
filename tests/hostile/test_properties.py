"""What holds whatever is asked: hypothesis draws the caller, the question and the fault, and shrinks what fails."""

from contextlib import contextmanager

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from register.maintenance.migrate import API_LOGIN
from tests.hostile.conftest import UNMETERED, own_world
from tests.hostile.operations import Generator, stock_of
from tests.hostile.raw_requests import admit, change, masked
from tests.hostile.rows import Rows
from tests.hostile.sizes import size
from tests.hostile.test_hidden_values import CALLERS as BLIND_CALLERS
from tests.hostile.test_hidden_values import CHANGES, blind, changed, set_column, told
from tests.hostile.test_one_wall import CALLERS, DOWN, ask, forbidden_to, leaked, plant, seed, sent, without_first_wall
from tests.hostile.test_plans import seed_log
from tests.hostile.walled import ASKERS, TABLES, open_walled
from tests.support.client import serve

drawn = settings(
    max_examples=size(60, 50_000),
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
CHANCE = st.randoms(use_true_random=False)


@pytest.fixture(scope="module")
def hidden(cluster, story, worker):
    """A server with a home that most callers may not see whole, and what filters may compare with."""
    with own_world(cluster, story, f"hidden_{worker}") as server:
        seed_log(server)
        for caller in BLIND_CALLERS:
            admit(server, caller)
        set_column(server, "home_identity", "secure_approved", "true")
        yield server, stock_of(server.owner)


@drawn
@given(data=st.data(), caller=st.sampled_from(list(BLIND_CALLERS)), chance=CHANCE)
def test_a_value_that_a_caller_may_not_read_moves_no_answer_to_it(hidden, data, caller, chance):
    server, stock = hidden
    table = data.draw(st.sampled_from([name for name in CHANGES if caller in blind(name)]))
    column, value = data.draw(st.sampled_from(list(CHANGES[table].items())))
    operation = Generator(chance, stock).operation()

    before = told(server, caller, operation)
    with changed(server, table, column, value):
        after = told(server, caller, operation)

    assert after == before, (caller, table, column, operation)


@pytest.fixture(scope="module")
def walled(cluster, story, worker):
    """Two servers over the same rows, with both walls and with the first alone; the rows, and what filters compare."""
    with open_walled(cluster, story, f"walled_{worker}") as owner:
        plant(owner)
        held, stock, name = Rows(owner, TABLES), stock_of(owner), owner.url.database
        owner.dispose()
        bare = f"bare_{worker}"
        cluster.clone_database(name, bare)
        with served(cluster, name) as whole, served(cluster, bare) as first_alone:
            change(first_alone, DOWN)
            yield whole, first_alone, {each: forbidden_to(ASKERS[each], held) for each in CALLERS}, stock
        cluster.drop_database(bare)


@contextmanager
def served(cluster, name):
    """The register over a database, where each caller has left traces in the access log."""
    with serve(cluster.url(name, user=API_LOGIN), cluster.url(name), **UNMETERED) as server:
        for caller in CALLERS:
            seed(server, ASKERS[caller])
        yield server


def beyond(caller, operation, answer, forbidden):
    """The values in an answer that its caller may not read, and did not itself send."""
    return {word for word in leaked(answer.body.decode(), forbidden[caller]) if word not in sent(operation)}


@drawn
@given(caller=st.sampled_from(CALLERS), chance=CHANCE)
def test_with_one_wall_down_nobody_is_answered_with_more_than_both_let_through(walled, caller, chance):
    whole, first_alone, forbidden, stock = walled
    operation = Generator(chance, stock).operation()

    both, first = ask(whole, caller, operation), ask(first_alone, caller, operation)
    with without_first_wall():
        second = ask(whole, caller, operation)

    assert beyond(caller, operation, both, forbidden) == set(), operation
    assert beyond(caller, operation, second, forbidden) == set(), operation
    # The logs of the two databases are their own: when, and under which number, is not compared.
    assert "accessLog" in operation.text or masked(first)[0::2] == masked(both)[0::2], operation
