"""What holds whatever is asked: hypothesis draws the caller, the question and the fault, and shrinks what fails."""

from contextlib import contextmanager

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from register.maintenance.migrate import API_LOGIN
from tests.hostile.canaries import plant
from tests.hostile.hidden_world import HiddenWorld
from tests.hostile.operations import Generator, stock_of
from tests.hostile.raw_requests import change, masked
from tests.hostile.row_changes import find_changes, foreseen, made, with_change
from tests.hostile.rows import Rows
from tests.hostile.sizes import size
from tests.hostile.test_hidden_values import CALLERS as BLIND_CALLERS
from tests.hostile.test_hidden_values import PRESENT, changeable
from tests.hostile.test_one_wall import CALLERS, DOWN, forbidden_to, leaked, sent, without_first_wall
from tests.hostile.walled import ASKERS, TABLES, open_walled
from tests.hostile.walled_server import ask, leave_traces, serve_walled
from tests.support.client import serve

pytestmark = pytest.mark.long

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
    """A register of which every caller may not see something, and what filters may compare with."""
    with serve_walled(cluster, story, f"drawn_{worker}", callers=BLIND_CALLERS) as server:
        yield HiddenWorld(server, BLIND_CALLERS), stock_of(server.owner)


def other_values(world, data):
    """A change of one column of a row that some caller may not read."""
    table = data.draw(st.sampled_from([table for table in PRESENT if changeable(table)]))
    row = data.draw(st.sampled_from(world.hidden_rows(table)))
    with world.server.owner.connect() as connection:
        found = find_changes(connection, table, row, [data.draw(st.sampled_from(changeable(table)))])
    assume(found.values)
    return found


@drawn
@given(data=st.data(), chance=CHANCE)
def test_a_value_that_a_caller_may_not_read_moves_no_answer_to_it(hidden, data, chance):
    world, stock = hidden
    make = with_change(other_values(world, data))
    blind = world.blind_to(foreseen(world.server.owner, make))
    assume(blind)
    caller, operation = data.draw(st.sampled_from(blind)), Generator(chance, stock).operation()

    before = masked(world.told(caller, operation))
    with made(world.server.owner, make):
        after = masked(world.told(caller, operation))

    assert after == before, (caller, operation)


@pytest.fixture(scope="module")
def walled(cluster, story, worker):
    """Two servers over the same rows, with both walls and with the first alone; the rows, and what filters compare."""
    with open_walled(cluster, story, f"walled_{worker}") as owner:
        with owner.begin() as connection:
            plant(connection)
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
    with serve(cluster.url(name, user=API_LOGIN), cluster.url(name)) as server:
        for caller in CALLERS:
            leave_traces(server, caller)
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
