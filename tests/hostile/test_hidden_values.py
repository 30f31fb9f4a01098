"""What a caller may not see moves nothing of what it is answered: not a byte, not a header, not a count.

Every value of every table of the catalogue, now and in the past, and every row, is tried: nothing is listed here but
what no other value can be found for, with the reason.
"""

import re

import pytest

from register.tables import HISTORY_OF
from tests.hostile.hidden_world import HiddenWorld
from tests.hostile.matrix import VERSION
from tests.hostile.operations import Generator, stock_of
from tests.hostile.questions import about_column, about_table, everything, shown_by, together
from tests.hostile.raw_requests import masked
from tests.hostile.row_changes import (
    find_change,
    find_changes,
    stored,
    with_all,
    with_change,
    with_one_less,
    with_one_more,
)
from tests.hostile.sizes import SOAKS, size
from tests.hostile.walled import ASKERS, HIDING
from tests.hostile.walled_server import one_of_each_line, serve_walled

pytestmark = pytest.mark.long

SEED = 20_181_101
OPERATIONS = size(6, 3_000)
# In how many rows of each table something changes, and by how many ways a query comes to what shows it.
ROWS, WAYS = size(1, 5), size(1, 100)
FURTHER = size(("police of Southby", "police of Northby, who opened a home"), tuple(ASKERS))
CALLERS = list(dict.fromkeys([*one_of_each_line(), *FURTHER]))
PRESENT = [table for table in HIDING if not table.info.get("history")]
PAST = [(HISTORY_OF[table], table) for table in PRESENT if table in HISTORY_OF]
BASE_OF = dict(PAST)
# In short values of the past change in every second table, and versions come and go in the others: one code writes all.
CHANGED, VERSIONS = (PAST, PAST) if SOAKS else (PAST[::2], PAST[1::2])
by_name = {"ids": lambda table: table.name}

# A world with a row and one without it are compared, whichever comes first: in short each table in one order by turns.
MAKES = (with_one_more, with_one_less)
# Tables of which no further row is made.
ONLY_TAKEN_AWAY = {
    "statistic_workings": "a further one is of a further figure, which everyone reads",
    "episode_report": "a further one is of a further episode, to which no link leads",
}


def _makes(number, table):
    if table.name in ONLY_TAKEN_AWAY:
        return (with_one_less,)
    return MAKES if SOAKS else (MAKES[number % len(MAKES)],)


COMING = [(table, make) for number, table in enumerate(PRESENT) for make in _makes(number, table)]

# Where nobody is told of a change, other rows are tried: of so many one must be shown.
TRIES = 6

# Values that no other value can take the place of.
FIXED = {
    "live_grant.kind": "each kind of access has a form of its own",
    "former_fact.fact": "says what value is: another would be of another type",
    "former_identity.fact": "says what value is: another would be of another type",
    "interview_narrative.ciphertext": "no key opens a text that was made up; tests/resolvers/commands reads real ones",
    "police_extract.ciphertext": "no key opens a text that was made up; tests/resolvers/commands reads real ones",
}
# Tables of which a further row is shown with nothing.
OF_ANOTHER = "a further one is made up for one interview with the episode of another, which nobody reads together"
UNSHOWN = {
    "entry_author": "whoever made a change is shown with the change",
    **dict.fromkeys(("interview_themes", "interview_narrative", "police_extract"), OF_ANOTHER),
}
ROOT = re.compile(r"\br\d+: ")


@pytest.fixture(scope="module")
def world(cluster, story, worker):
    """A register in which every table has rows, and what its callers are answered."""
    with serve_walled(cluster, story, f"hidden_{worker}", callers=CALLERS) as server:
        yield HiddenWorld(server, CALLERS)


@pytest.fixture(scope="module")
def drawn(world):
    """Operations of any kind."""
    return list(Generator(SEED, stock_of(world.server.owner)).operations(OPERATIONS))


def changeable(table):
    """The columns that can hold something else: not the keys, by which a row is known, nor what is worked out."""
    base = BASE_OF.get(table, table)
    written = [column for column in stored(table) if not column.primary_key]
    kept = [column for column in written if column.name not in base.c or base.c[column.name] in stored(base)]
    return [column.name for column in kept if f"{base.name}.{column.name}" not in FIXED]


def fields_of(table, *names):
    """The fields that show these columns of a table."""
    return {each.column.name for name in names for each in shown_by(table.c[name])}


def searched(change, row):
    """What searches and sorts by the columns that change: in short each in one way, and in one more by turns."""
    roots = []
    for number, (name, value) in enumerate(change.values.items()):
        first, *others = about_column(change.table.c[name], [row[name], value]) or [""]
        roots += [first, *others] if SOAKS else [first, *others[number % max(len(others), 1) :][:1]]
    return together([root for root in roots if root])


def naming(operations, fields):
    """The operations that name one of these fields."""
    return [each for each in operations if any(field in each.text for field in fields)]


def groups(world, table, names):
    """The columns that are changed at once: those that decide who may read a row, and when, apart from all others."""
    base = BASE_OF.get(table, table)
    deciding = {*world.deciding[base.name], *base.primary_key.columns.keys(), *VERSION}
    apart = [name for name in names if name in deciding]
    return [[name for name in names if name not in deciding], *([[name] for name in apart] if SOAKS else [apart])]


def compare(world, change, asked, fields):
    """Compare what everyone is answered; how many answers, and which fields nobody who may see them was told of."""
    told = world.compare(with_change(change), asked, fields)
    assert told.moved == [], change
    return told.count, fields - told.noticed


def changed_together(world, table, row, *, names, asked, fields):
    """Change as many columns of a row at once as can be, and compare; the columns left, changed or told to nobody."""
    left = []
    for group in groups(world, table, names):
        with world.server.owner.connect() as connection:
            whole = find_changes(connection, table, row, group)
        shown = fields(*whole.values)
        count, untold = compare(world, whole, asked(whole, row), shown) if whole.values else (0, shown)
        left += [name for name in group if not count or name not in whole.values or untold & fields(name)]
    return left


def changed(world, table, rows, *, asked, fields):
    """Change every column in some row, those that hide each other or take no value beside each other by themselves."""
    left = changeable(table)
    for number, row in enumerate(rows[: ROWS + 2]):
        left = changeable(table) if number < ROWS else left
        left = changed_together(world, table, row, names=left, asked=asked, fields=fields)
        if not left and number + 1 >= ROWS:
            return
    changed_alone(world, table, rows, names=left, asked=asked, fields=fields)


def changed_alone(world, table, rows, *, names, asked, fields):
    """Change columns one by one, each in the first row that lets it be changed and where somebody is told of it."""
    for name in names:
        untold = fields(name)
        for number in range(min(TRIES, len(rows))):
            with world.server.owner.connect() as connection:
                change = find_change(connection, table, rows[number:], name)
            held = next(each for each in rows if change.key.items() <= each.items())
            count, untold = compare(world, change, asked(change, held), fields(name))
            if count and not untold:
                break
        assert untold == set(), f"{name}: nobody was told, so nothing was compared"


@pytest.mark.parametrize("table", [table for table in PRESENT if changeable(table)], **by_name)
def test_hidden_values_never_move_an_answer(world, drawn, table):
    shown = about_table(table, at_most=WAYS)

    def fields(*names):
        return fields_of(table, *names)

    def asked(change, row):
        return [*shown, *searched(change, row), *naming(drawn, fields(*change.values))]

    changed(world, table, world.hidden_rows(table), asked=asked, fields=fields)


def lasting(rows):
    """Versions that held for a while, those first that have ended."""
    held = [row for row in rows if row["recorded_to"] is None or row["recorded_to"] > row["recorded_from"]]
    return sorted(held, key=lambda row: row["recorded_to"] is None)


def asked_then(table, row):
    """What is shown of a table, as it was when a version was written."""
    return about_table(table, at_most=1, as_of=row["recorded_from"])


def told_then(operations):
    """What is asked for below the roots that can tell how something was."""
    roots = [root for each in operations for root in ROOT.split(each.text) if "$then" in root]
    return {word for root in roots for word in root.split()}


@pytest.mark.parametrize(("past", "table"), CHANGED, **by_name)
def test_hidden_values_of_the_past_never_move_an_answer(world, past, table):
    rows = lasting(world.hidden_rows(past))
    told = told_then(asked_then(table, rows[0]))

    def fields(*names):
        return fields_of(table, *(name for name in names if name in table.c)) & told

    def asked(change, row):
        return asked_then(table, row)

    changed(world, past, rows, asked=asked, fields=fields)


@pytest.mark.parametrize(("table", "make"), COMING, ids=[table.name for table, _ in COMING])
def test_a_hidden_row_that_arrives_or_leaves_never_moves_an_answer(world, table, make):
    fields = set() if table.name in UNSHOWN else fields_of(table, *(column.name for column in table.columns))
    told = None
    for row in world.hidden_rows(table)[:TRIES]:
        told = world.compare(make(table, row), about_table(table, at_most=WAYS), fields)

        assert told.moved == []
        if told.count and (told.noticed or not fields):
            break
    assert told.count > 0
    assert told.noticed or not fields, "nobody was told, so nothing was compared"


@pytest.mark.parametrize(("past", "table"), VERSIONS, **by_name)
def test_a_hidden_version_that_arrives_or_leaves_never_moves_an_answer(world, past, table):
    first, *_, last = lasting(world.hidden_rows(past))
    changes = with_all(with_one_less(past, first), with_one_more(past, last))
    told = world.compare(changes, asked_then(table, first))

    assert told.count > 0
    assert told.moved == []


def test_afterwards_all_is_as_it_was(world):
    for name in ("Ofsted", "an auditor"):
        for operation in everything(at_most=1):
            assert masked(world.told(name, operation)) == masked(world.told_before(name, operation)), operation.text
