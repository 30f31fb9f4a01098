"""What is searched for moves no work but by its answer: the executed plan is the same whether a hidden row matches."""

import asyncio

import pytest
import sqlalchemy as sa

from register.maintenance.migrate import API_LOGIN
from register.settings import settings
from register.tables import metadata
from tests.hostile.compared_work import compare_all
from tests.hostile.rows import Rows
from tests.hostile.searches import searches
from tests.hostile.sizes import SOAKS, size
from tests.hostile.walled import ASKERS

pytestmark = pytest.mark.long

MOST_VALUES = size(1, 40)
# In short each search is asked by every third of the callers, in turns.
EVERY = size(3, 1)
# Who reaches some rows of a table and not others, each in another way; and one who reaches none.
ASKED_BY = (
    "police of Northby",
    "police of Northby, who opened a home",
    "a supervisor of Northby",
    "Northby Council",
    "an inspector of Southby",
    "inspectors of police in both",
    "an administrator, approved",
    "its statisticians",
)


@pytest.fixture(scope="module")
def compared(cluster, walled):
    with walled.connect() as connection:
        connection.execution_options(isolation_level="AUTOCOMMIT").execute(sa.text("vacuum analyze"))
    askers = {name: ASKERS[name] for name in (ASKERS if SOAKS else ASKED_BY)}
    # By one value; and with time by every comparison.
    asked = [search for search in searches() if SOAKS or search.compare == "eq"]
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("REGISTER_DATABASE_URL", cluster.url(walled.url.database, user=API_LOGIN))
        settings.cache_clear()
        rows = Rows(walled, [table.name for table in metadata.sorted_tables])
        yield asyncio.run(compare_all(rows, askers, asked, most_values=MOST_VALUES, every=EVERY))
    settings.cache_clear()


def test_a_search_does_the_same_work_whether_a_hidden_row_matches_or_none(compared, record_property):
    record_property("searches whose work was compared", str(sum(compared.searched.values())))

    assert compared.differing == []


def test_every_body_that_may_search_was_compared(compared):
    assert compared.searched["police of Northby"] >= 40
    assert compared.searched["an inspector of Southby"] >= 40
