"""A list that an authority returns, imported by the operator: checked only, kept, refused for its form, reported on."""

import json
from datetime import date

import pytest
import sqlalchemy as sa

from register import tables
from register.cli.authority_returns import bring_in_return, owe_returns, report_on
from register.database.connections import with_driver
from register.errors import SetupError
from register.settings import settings
from register.vocabulary import ReturnKind
from tests.support.child_factories import create_child
from tests.support.returned_files import YEAR, period, returned
from tests.support.story import NORTHBY_COUNCIL, SOUTHBY_COUNCIL

KIND = ReturnKind.MISSING_YEARLY


@pytest.fixture(scope="module")
def database(cluster, story, worker):
    """An engine on a story with a child of Southby's."""
    name = f"returns_by_command_{worker}"
    cluster.clone_database(story, name)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("REGISTER_MIGRATION_URL", cluster.url(name))
        settings.cache_clear()
        engine = sa.create_engine(with_driver(cluster.url(name), "postgresql+psycopg"), poolclass=sa.pool.NullPool)
        with engine.begin() as connection:
            child = create_child(connection, "Rue Marsh", SOUTHBY_COUNCIL)
            of = tables.child_identity.c.child_id == child
            connection.execute(tables.child_identity.update().where(of).values(authority_reference="S0"))
        yield engine
        engine.dispose()
    settings.cache_clear()
    cluster.drop_database(name)


@pytest.fixture
def file(tmp_path):
    """Writes a file with these rows."""

    def write(*rows):
        path = tmp_path / "missing.csv"
        path.write_text(returned(*rows), newline="")
        return path

    return write


def kept(database):
    """How many returns and rows there are."""
    with database.connect() as connection:
        tally = (sa.select(sa.func.count()).select_from(of) for of in (tables.authority_return, tables.return_row))
        return tuple(connection.scalar(each) for each in tally)


def test_a_file_is_checked_only_and_then_kept_and_reported_on(database, file, capsys):
    path = file(period("S0", "04/05/2024", "05/05/2024"), period("S0", "06/05/2024", DOB=""))
    before = kept(database)
    bring_in_return(path, SOUTHBY_COUNCIL, KIND, start=YEAR, writes=False)
    tried, told = kept(database), capsys.readouterr().out
    bring_in_return(path, SOUTHBY_COUNCIL, KIND, start=YEAR, writes=True)

    assert tried == before
    assert "2 rows: 1 errors" in told
    assert "102  error  1  The date of birth is not there." in told
    assert kept(database) == (before[0] + 1, before[1] + 2)
    assert "Southby Council" in report_on(SOUTHBY_COUNCIL, KIND, YEAR, as_csv=False)
    assert report_on(SOUTHBY_COUNCIL, None, None, as_csv=True).startswith("part,name,field")
    told = json.loads(report_on(SOUTHBY_COUNCIL, None, None, as_json=True))
    assert (told["return"]["authority_code"], told["return"]["row_total"]) == (SOUTHBY_COUNCIL, 2)
    assert [(rule["rule"], rule["lines"]) for rule in told["rules"]] == [("102", [3]), ("REG05", [2, 3])]
    with pytest.raises(SetupError, match="not both"):
        report_on(SOUTHBY_COUNCIL, None, None, as_csv=True, as_json=True)
    with pytest.raises(SetupError, match="returned nothing"):
        report_on(NORTHBY_COUNCIL, KIND, YEAR, as_csv=False)


@pytest.mark.parametrize("cut", [0, 1, 20])
def test_a_file_that_is_wrong_or_was_cut_leaves_nothing(database, file, capsys, cut):
    path = file(period("S0", "04/05/2024"), period("S0", "06/05/2024" if cut else "05/13/2024"))
    text = path.read_bytes().decode()
    path.write_text(text[: len(text) - cut - 1] if cut else text, newline="")
    before = kept(database)

    with pytest.raises(SetupError, match="refused for its form"):
        bring_in_return(path, SOUTHBY_COUNCIL, KIND, start=YEAR, writes=True)

    assert kept(database) == before
    assert capsys.readouterr().out.startswith("Line 3")


@pytest.mark.parametrize(
    ("kind", "start", "says"),
    [
        (ReturnKind.EPISODES_YEARLY, YEAR, "another list"),
        (KIND, date(2024, 5, 1), "1 April"),
        (KIND, date(2998, 4, 1), "not ended"),
    ],
)
def test_what_is_sent_for_no_period_or_as_another_list_is_refused(database, file, kind, start, says):
    with pytest.raises(SetupError, match=says):
        bring_in_return(file(period("S0", "04/05/2024")), SOUTHBY_COUNCIL, kind, start=start, writes=True)


def test_a_period_is_opened_for_every_authority(database, capsys):
    owe_returns(KIND, date(2023, 4, 1), date(2024, 6, 30), writes=False)
    owe_returns(KIND, date(2023, 4, 1), date(2024, 6, 30), writes=True)

    assert capsys.readouterr().out.splitlines() == [
        "2 authorities would owe it.",
        "2 authorities owe it by 2024-06-30.",
    ]
