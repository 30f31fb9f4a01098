"""Changes of what is hidden: told to nobody from whom it is hidden, by no entry, number, version, order or event.

Each command that the schema offers is carried out. What a reader may read is looked at before and after it, as the
second wall alone shows it; where that is the same, the register must be to that reader as if nothing had happened.
"""

import dataclasses
import re

import pytest
import sqlalchemy as sa

from register.policy.roles import role_of
from register.schema.mutation import BATCHABLE
from register.tables import CHANGE_KIND_OF, columns_shown_nowhere, told_tables
from register.vocabulary import Agency
from tests.hostile.conftest import own_world
from tests.hostile.test_feed import now
from tests.resolvers.commands.test_subjects import STEPS
from tests.support.command_client import Keeper, building, new_home
from tests.support.copy_client import wait_until_told
from tests.support.story import (
    IN_BOTH,
    INSIDE,
    NORTHBY,
    NORTHBY_COUNCIL,
    OUTSIDE,
    SOUTHBY,
    SOUTHBY_COUNCIL,
)
from tests.support.subscription_client import count, listening

pytestmark = pytest.mark.long

FEED = """query ($since: String) { changes(since: $since, first: 1000) {
  token hasMore nodes { id change at recordedAt kind operation fields homeId homeUrn } } }"""
# All that a reader may ask of a home, the version and the log of its changes with it.
HOMES = """{ homes(first: 40) { totalCount nodes {
  id urn version kind registrationStatus places authority { code } force { code } provider { reference version }
  name postcode premises { id postcode } registeredManager { name } conditions { kind } notices { kind }
  history(first: 50) { totalCount nodes { id change at recordedAt kind operation fields } pageInfo { hasNextPage } }
  withheld { field reason } } } }"""
READABLE = (
    "select name from unnest(cast(:names as text[])) name where has_any_column_privilege('register.' || name, 'select')"
)
NEWER = "select number, entity, key, columns from register.entry where number > :last order by number"


@dataclasses.dataclass(frozen=True)
class Reader:
    """A body that reads. nationwide: whether the rows that it may read do not depend on where they are."""

    agency: str
    area: str | None = None
    organisation: str | None = None
    nationwide: bool = True


READERS = (
    Reader("dfe_statistics"),
    Reader("commissioner_statistics"),
    Reader("ukmpu"),
    Reader("health", organisation="story-board"),
    Reader("hmicfrs"),
    Reader("interview_provider", organisation="story-trust"),
    Reader("auditor"),
    Reader("commissioner"),
    Reader("dfe"),
    Reader("ofsted"),
    Reader("local_authority", NORTHBY_COUNCIL, nationwide=False),
    Reader("local_authority", SOUTHBY_COUNCIL, nationwide=False),
    Reader("police", NORTHBY, nationwide=False),
    Reader("police", SOUTHBY, nationwide=False),
)
DASHBOARDS = READERS[:2]


@pytest.fixture(scope="module")
def keeper(cluster, story, worker):
    """Ofsted's sender of commands, over a copy of the story that this module changes."""
    with own_world(cluster, story, f"hidden_{worker}", REGISTER_SUBSCRIPTION_POLL_S="0.2") as running:
        with running.owner.begin() as owner:
            board = "insert into register.organisation (code, agency, name) values ('story-board', 'health', 'Board')"
            owner.execute(sa.text(board))
        yield Keeper(running)


def as_reader(owner, reader):
    """Take on the role of a reader, with the settings that the opening of its requests makes."""
    given = {"agency": reader.agency, "area": reader.area, "organisation": reader.organisation, "subject": "tester"}
    settings = ", ".join(f"set_config('register.{name}', :{name}, true)" for name in given)
    owner.execute(sa.text(f"select {settings}"), {name: value or "" for name, value in given.items()})
    owner.execute(sa.text(f"set local role {role_of(Agency(reader.agency))}"))


def view(server, reader):
    """By table, a digest of all that the second wall alone shows to a reader, without what no field shows."""
    with server.owner.begin() as owner:
        as_reader(owner, reader)
        readable = set(owner.scalars(sa.text(READABLE), {"names": [table.name for table in told_tables()]}))
        digests = [digest_of(table) for table in told_tables() if table.name in readable]
        return dict(owner.execute(sa.text(" union all ".join(digests))).all())


def digest_of(table):
    """The question for a table's name, and the digest of its rows."""
    shown = ", ".join(f'"{column.name}"' for column in table.columns if column.name not in columns_shown_nowhere())
    rows = f"select {shown} from {table}"  # noqa: S608
    return f"select '{table.name}', md5(string_agg(t::text, ',' order by t::text)) from ({rows}) t"  # noqa: S608


def entries(server, reader, last):
    """The entries after a number that the second wall alone shows to a reader."""
    with server.owner.begin() as owner:
        as_reader(owner, reader)
        return owner.execute(sa.text(NEWER), {"last": last}).all()


def ask(server, reader, query, **given):
    answer = server.ask(query, reader.agency, reader.area, organisation=reader.organisation, **given)
    assert not [code for code in answer.codes if not code.startswith("POLICY_")], answer.json
    return answer


def news(server, reader, token=None):
    """The changes that a reader is told of since a token."""
    return ask(server, reader, FEED, since=token).data["changes"]["nodes"]


@dataclasses.dataclass
class Watch:
    """What every reader sees before a change, to be held against what it sees after it."""

    server: object
    last: int = 0

    def __post_init__(self):
        wait_until_told(self.server)
        self.last = count(self.server, "select max(number) from register.entry")
        self.views = {reader: view(self.server, reader) for reader in READERS}
        self.answers = {reader: ask(self.server, reader, HOMES).body for reader in READERS}
        self.tokens = {
            reader: ask(self.server, reader, "{ changes(first: 1000) { token hasMore } }").data["changes"]["token"]
            for reader in READERS
        }
        for reader, token in self.tokens.items():
            while (page := ask(self.server, reader, FEED, since=token).data["changes"])["nodes"]:
                token = self.tokens[reader] = page["token"]

    def wrong(self):
        """What each reader was told that it may not know, or was not told that it may."""
        wait_until_told(self.server)
        found = []
        for reader in READERS:
            before, after = self.views[reader], view(self.server, reader)
            changed = {CHANGE_KIND_OF[name].name for name in after if before[name] != after[name]}
            told = news(self.server, reader, self.tokens[reader])
            kinds = {node["kind"] for node in told}
            if not (kinds == changed if reader.nationwide else kinds <= changed):
                found.append((reader, "was told of", kinds, "where changed", changed))
            if len(told) != len(entries(self.server, reader, self.last)):
                found.append((reader, "the walls differ", told, entries(self.server, reader, self.last)))
            if not changed and ask(self.server, reader, HOMES).body != self.answers[reader]:
                found.append((reader, "the same is answered otherwise"))
        return found


def hid(watch, reader):
    """Whether what a reader may read is as it was."""
    return watch.views[reader] == view(watch.server, reader)


def test_a_command_is_told_to_those_alone_who_may_read_what_it_changed(keeper):
    wrong, hidden = [], set()
    for command, urn, given, _ in STEPS:
        watch = Watch(keeper.server)
        told = keeper.do(command, urn, **{name: value for name, value in given(keeper).items() if value is not None})
        assert told.codes == [], (command, told.payload)
        wrong += [(command, *each) for each in watch.wrong()]
        if hid(watch, DASHBOARDS[0]):
            hidden.add(command)

    assert wrong == []
    assert {command for command, *_ in STEPS} >= {command.name for command in BATCHABLE}
    assert hidden >= {
        "recordFirstAccommodation", "changeHome", "changePremises", "changeManager", "changeResponsibleIndividual",
        "serveNotice", "liftNotice", "applyChanges",
    }  # fmt: skip


# Of one home, what is hidden from the dashboards: each kind of change that the demonstration knows, and more.
HIDDEN = (
    ("correctHome", {"name": "Rowan House"}),
    ("correctHome", {"contactTelephone": "+441632960009"}),
    ("correctHome", {"ageMax": 15}),
    ("correctHome", {"operationalStatus": "OPEN_NO_CHILDREN"}),
    ("correctHome", {"registeredManager": "Juniper Vale"}),
    ("changeManager", {"changedOn": "2024-07-02", "name": "Bryony Lark"}),
    ("changeManager", {"changedOn": "2024-08-02"}),
    ("changeHome", {"changedOn": "2024-06-01", "name": "Rowan Hall"}),
    ("changePremises", {"changedOn": "2024-07-01", "premises": [building(longitude=-2.22)]}),
    ("changePremises", {"changedOn": "2024-09-01", "premises": [
        building(longitude=-2.21), building(longitude=-2.23, isMain=False, postcode="ZZ2 2ZZ")]}),
    ("serveNotice", {"kind": "COMPLIANCE_NOTICE", "servedOn": "2024-07-04", "reasons": "Records were not kept."}),
    ("serveNotice", {
        "kind": "RESTRICTION_OF_ACCOMMODATION", "servedOn": "2024-07-04", "reasons": "R.", "appealStatus": "NONE"}),
    ("varyConditions", {"changes": [{
        "change": "IMPOSED", "kind": "OTHER", "effectiveFrom": "2024-07-03", "wording": "Two staff at night."}]}),
)  # fmt: skip


def given_of(given):
    """The input of a command, each building whole."""
    if "premises" not in given:
        return given
    return given | {"premises": [{"isMain": True} | each for each in given["premises"]]}


def test_a_year_of_hidden_changes_is_silent_to_a_dashboard_that_listens(keeper):
    urn, server = "SC920001", keeper.server
    assert keeper.do("registerHome", **new_home(urn)).codes == []
    silent = "select count(*) from register.access_log where root = 'registerChanged' and agency = 'dfe_statistics'"
    with listening(server, "dfe_statistics") as listener:
        listener.subscribe()
        listener.feed()
        read = count(server, silent)
        watch, version = Watch(server), keeper.version(urn)
        for month in range(12):
            command, given = HIDDEN[month % len(HIDDEN)]
            assert keeper.do(command, urn, **given_of(given)).codes == [], (command, given)
            assert listener.hears_nothing(0.3), (command, given)
        wait_until_told(server)
        heard_nothing = listener.hears_nothing(1.5)

        assert (heard_nothing, count(server, silent)) == (True, read)
        assert keeper.version(urn) == version + 12
        assert watch.wrong() == []
        for dashboard in DASHBOARDS:
            assert watch.views[dashboard] == view(server, dashboard)
            assert ask(server, dashboard, HOMES).body == watch.answers[dashboard]
        assert keeper.do("correctHome", urn, places=1).codes == []
        (node,) = listener.nodes(1)
        assert (node["kind"], node["homeUrn"]) == ("HOME", urn)


def numbered(told):
    """What was told, with every identifier and instant by the order in which it was first told."""
    known = {}
    names = r"[0-9a-f]{32}|[0-9a-f-]{36}|SC\d{6}|\d{4}-\d\d-\d\dT[^']+"
    return re.sub(names, lambda found: str(known.setdefault(found[0], len(known))), str(told))


def test_what_is_told_of_a_registration_does_not_tell_how_many_buildings_or_whether_a_manager(keeper):
    told = {reader: set() for reader in DASHBOARDS}
    for number, (buildings, manager) in enumerate([(1, None), (2, "Juniper Vane"), (3, None), (4, "Juniper Vane")]):
        watch = Watch(keeper.server)
        places = [building(isMain=each == 0, longitude=-2.2 - each / 1_000) for each in range(buildings)]
        made = new_home(f"SC93000{number}", premises=places, registeredManager=manager)
        assert keeper.do("registerHome", **made).codes == []
        wait_until_told(keeper.server)
        for reader in DASHBOARDS:
            told[reader].add(numbered(news(keeper.server, reader, watch.tokens[reader])))

    assert {reader: len(shapes) for reader, shapes in told.items()} == dict.fromkeys(DASHBOARDS, 1)


def test_a_change_has_another_number_for_each_body_and_none_that_tells_what_lies_between_two(keeper):
    numbers = {}
    for reader in READERS:
        nodes = news(keeper.server, reader)
        ids = [node["id"] for node in nodes] + [node["change"] for node in nodes]
        assert {re.fullmatch("[0-9a-f]{32}", each) is not None for each in ids} <= {True}
        numbers[reader] = set(ids)

    for number, reader in enumerate(READERS):
        for other in READERS[number + 1 :]:
            assert not numbers[reader] & numbers[other]


def test_a_version_is_read_by_its_keeper_alone_and_nobody_else_searches_or_sorts_by_it(keeper):
    shown = f'{{ home(urn: "{INSIDE}") {{ version withheld {{ field reason }} }} }}'
    for reader in READERS[:-1]:
        if reader.agency in ("ofsted", "interview_provider"):
            continue
        answer = ask(keeper.server, reader, shown)
        assert answer.data["home"] == {"version": None, "withheld": [{"field": "version", "reason": "NO_GRANT"}]}
        for asked in ("where: {version: {eq: 1}}", "orderBy: [{field: VERSION}]"):
            refused = ask(keeper.server, reader, f"{{ homes({asked}) {{ totalCount }} }}")
            assert refused.codes == ["POLICY_FORBIDDEN_MATCH"], (reader, asked, refused.json)


# A force of one building of two: what becomes of the other is not its to know.


OTHER = """
update register.premises p set {change}
  from register.home h where h.id = p.home_id and h.urn = :urn and not p.is_main
"""
OF_THE_OTHER = {
    "corrected": "paon = coalesce(paon, '') || '1'",
    "moved within its force": "longitude = longitude + 0.001, point_27700 = st_translate(point_27700, 60, 0)",
    "given up": "valid_to = date '2021-01-01'",
}


def without_the_second_wall(server, reader):
    """Let the second wall show a reader every entry, so that the first one stands alone."""
    role = role_of(Agency(reader.agency))
    with server.owner.begin() as owner:
        owner.execute(sa.text(f"create policy open_to_{role} on register.entry for select to {role} using (true)"))


@pytest.mark.parametrize("change", OF_THE_OTHER.values(), ids=OF_THE_OTHER)
def test_a_force_of_one_building_is_not_told_of_the_other_by_the_first_wall_alone(own_server, change):
    reader = Reader("police", NORTHBY, nationwide=False)
    without_the_second_wall(own_server, reader)
    since = now(own_server, reader.agency, reader.area)

    with own_server.owner.begin() as owner:
        owner.execute(sa.text(OTHER.format(change=change)), {"urn": IN_BOTH})
    wait_until_told(own_server)

    assert news(own_server, reader, since) == []


def test_an_update_of_what_no_field_shows_is_told_to_nobody_by_the_first_wall_alone(own_server):
    reader = DASHBOARDS[0]
    without_the_second_wall(own_server, reader)
    since = now(own_server, reader.agency)

    with own_server.owner.begin() as owner:
        owner.execute(sa.text("update register.home set version = version + 1, quality_flags = array['checked']"))
        owner.execute(sa.text("update register.inspection set source_ref = 'a later file'"))
        owner.execute(sa.text("update register.home set places = places"))
    wait_until_told(own_server)

    assert news(own_server, reader, since) == []


@pytest.mark.parametrize("change", OF_THE_OTHER.values(), ids=OF_THE_OTHER)
def test_a_force_of_one_building_is_not_told_of_the_other_by_either_wall(own_server, change):
    of_northby, of_southby = Reader("police", NORTHBY, nationwide=False), Reader("police", SOUTHBY, nationwide=False)
    watched = {reader: now(own_server, reader.agency, reader.area) for reader in (of_northby, of_southby)}
    shown = "version premises { id } history(first: 100) { totalCount nodes { id kind } }"
    history = f'{{ home(urn: "{IN_BOTH}") {{ {shown} }} }}'
    before, last = (
        ask(own_server, of_northby, history).body,
        count(own_server, "select max(number) from register.entry"),
    )

    with own_server.owner.begin() as owner:
        owner.execute(sa.text(OTHER.format(change=change)), {"urn": IN_BOTH})
    wait_until_told(own_server)

    told = {reader: news(own_server, reader, token) for reader, token in watched.items()}
    assert (told[of_northby], entries(own_server, of_northby, last)) == ([], [])
    assert ask(own_server, of_northby, history).body == before
    assert [node["kind"] for node in told[of_southby]] == ["PREMISES"] * len(entries(own_server, of_southby, last))
    assert len(told[of_southby]) == 1


def test_what_a_force_is_told_of_a_home_of_two_is_of_its_own_building(server):
    history = f'{{ home(urn: "{IN_BOTH}") {{ premises {{ id }} history(first: 100) {{ nodes {{ kind }} }} }} }}'
    for area in (NORTHBY, SOUTHBY):
        home = server.ask(history, "police", area).data["home"]
        kinds = [node["kind"] for node in home["history"]["nodes"]]
        assert (len(home["premises"]), kinds.count("PREMISES")) == (1, 1)

    with server.owner.begin() as owner:
        as_reader(owner, Reader("police", NORTHBY))
        foreign = "key not in (select id::text from register.home_reach)"
        of_links = f"select count(*) from register.entry where entity = 'home_reach' and {foreign}"  # noqa: S608
        assert owner.scalar(sa.text(of_links)) == 0


def test_whoever_reads_the_log_of_consultations_learns_no_number_of_the_log_of_changes(own_server):
    ask(own_server, READERS[0], FEED)
    with own_server.owner.connect() as owner:
        keys = owner.scalar(sa.text("select keys from register.access_log where root = 'changes' order by id desc"))

    assert keys
    assert [key for key in keys if re.fullmatch(r"\d{1,6}", key)] == []


def test_an_import_of_hidden_facts_raises_the_version_and_no_public_row(keeper):
    raised = "select version from register.home where urn = :urn"
    before, version = keeper.scalar(raised, urn=OUTSIDE), keeper.version(OUTSIDE)

    assert keeper.do("correctHome", OUTSIDE, name="Elder House").codes == []

    assert (keeper.scalar(raised, urn=OUTSIDE), keeper.version(OUTSIDE)) == (before, version + 1)
