"""Keys are gathered at once or looked up one by one, by what finds them."""

import sqlalchemy as sa

from register import tables
from register.sql.membership import AS_PLANNED, listed, looked_up, probed

KEY = tables.premises.c.home_id
LINKS = sa.select(tables.home_reach.c.home_id)
OWNERS = sa.select(tables.home.c.provider_id).join(tables.home_reach, tables.home_reach.c.home_id == tables.home.c.id)


def written(condition):
    return " ".join(str(condition.compile(compile_kwargs={"render_postcompile": True})).split())


def test_keys_that_choose_rows_are_gathered():
    assert written(listed(KEY, LINKS)).startswith("register.premises.home_id IN (SELECT register.home_reach.home_id")


def test_a_key_of_one_table_is_looked_up_as_postgresql_plans_it():
    assert written(probed(KEY, LINKS)).endswith(f"LIMIT {AS_PLANNED})")


def test_whom_an_owner_names_is_looked_up_one_by_one_in_every_plan():
    asked = written(probed(tables.provider.c.id, OWNERS))

    assert "WHERE register.home.provider_id = register.provider.id" in asked
    assert asked.endswith("OFFSET 0)")
    assert AS_PLANNED not in asked


def test_the_keys_of_few_rows_are_looked_up_in_every_plan():
    asked = written(looked_up(KEY, LINKS))

    assert "WHERE register.home_reach.home_id = register.premises.home_id" in asked
    assert asked.endswith("OFFSET 0)")
    assert AS_PLANNED not in asked
