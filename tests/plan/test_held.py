"""The plan of all that is held about one child."""

from register.catalogue import CATALOGUE
from register.plan.held import leads, told_columns
from register.rules.access_exemption import OTHER_PEOPLE
from register.tables import ANCHOR_OF, CHILD, EPISODE, GROUP_OF, HISTORY_OF, PLACEMENT
from register.tables.anchors import Of
from register.vocabulary import Group

# Asked for apart: a pair of records may be of another child, and how often a child went missing follows from episodes.
NOT_LED_TO = {"child_match", "match_decision", "episode_child"}


def _led_to(entity, above=frozenset()):
    yield entity
    for each in leads(entity, above):
        yield from _led_to(CATALOGUE[each.to], above | {entity.name})


def test_every_table_that_holds_something_of_a_child_is_in_it():
    shown = set()
    for entity in _led_to(CATALOGUE["Child"]):
        shown |= {column.table.name for column in told_columns(entity)} | {entity.table.name}
        shown |= {next(iter(each.columns.values())).table.name for each in entity.structures.values()}
    held = {
        table.name
        for table in HISTORY_OF
        if isinstance(ANCHOR_OF[table], Of)
        and ANCHOR_OF[table].subject in (CHILD, PLACEMENT, EPISODE)
        and not table.name.endswith("_reach")
    }

    assert held - shown == NOT_LED_TO
    assert "access_exemption" in shown
    assert GROUP_OF[CATALOGUE["AccessExemption"].table] is Group.SUBJECT_ACCESS


def test_no_column_that_names_another_person_is_in_it():
    told = {(c.table.name, c.stored.name) for entity in _led_to(CATALOGUE["Child"]) for c in told_columns(entity)}
    assert not told & {(table, name) for table, names in OTHER_PEOPLE.items() for name in names}
