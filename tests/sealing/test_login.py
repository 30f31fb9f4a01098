"""A sealer with the login of docs/how-to/seal-the-logs.md: it seals, and can do nothing else to the register."""

import re
from pathlib import Path

import pytest
import sqlalchemy as sa

from register.sealing.sealer import Sealer
from tests.sealing.conftest import consult, seal_all
from tests.support import factories as make

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "how-to" / "seal-the-logs.md"
LOGIN = "register_sealing"


@pytest.fixture
def own_login(database, cluster, worker):
    """An engine with a login made as the document says, under a name of this worker's."""
    login = f"sealing_of_{worker}"
    (said,) = re.findall(r"```sql\n(.*?)```", DOCUMENT.read_text(), re.DOTALL)
    with database.begin() as owner:
        owner.execute(sa.text(said.replace(LOGIN, login)))
    engine = sa.create_engine(database.url.set(username=login), poolclass=sa.pool.NullPool)
    yield engine
    with database.begin() as owner:
        owner.execute(sa.text(f"drop owned by {login}"))
        owner.execute(sa.text(f"drop role {login}"))


def test_it_seals_consultations_and_changes(own_login, sealer, heads):
    with sealer.engine.begin() as owner:
        make.create_home(owner, "SC900001", at=[(385_000, 395_000)], name="Ash House")
        consult(owner, 3)

    sealed = seal_all(Sealer(own_login, sealer.key, sealer.holder, given=sealer.settings))

    assert sealed > 5
    assert heads.read_text()
    with sealer.engine.connect() as owner:
        assert owner.scalar(sa.text("select count(*) from register.access_key")) == 6


@pytest.mark.parametrize(
    "statement",
    [
        "update register.access_log set subject = 'nobody'",
        "delete from register.access_log",
        "insert into register.access_log (request, subject, agency) values ('r', 's', 'police')",
        "update register.entry set key = 'x'",
        "delete from register.home_history",
        "update register.seal_state set origin = gen_random_uuid()",
        "update register.seal_leaf set salt = ''",
        "delete from register.seal_head",
        "truncate register.seal_node",
        "alter table register.access_log disable trigger all",
        "update register.home set places = 1",
        "set role register_ofsted",
        "create table register.mine (id int)",
    ],
)
def test_it_changes_nothing_that_it_seals_and_nothing_else(own_login, statement):
    with own_login.connect() as login, pytest.raises(sa.exc.ProgrammingError, match=r"permission denied|must be owner"):
        login.execute(sa.text(statement))
