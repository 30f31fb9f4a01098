"""What each agency gets of one home on the official boundaries, and what is written down of it."""

from typing import Any, NamedTuple

import pytest
import sqlalchemy as sa

from tests.acceptance.official import NEEDED
from tests.acceptance.questions import OURS, THEIRS, log_of
from tests.support.client import Server

pytestmark = NEEDED

ONE_HOME = """
select h.urn, h.places, h.authority_code, i.name, i.age_min as "ageMin", p.postcode,
       lpad(cast(p.uprn as text), 12, '0') as uprn, p.easting, p.town, m.name as manager,
       c.kind, d.wording, n.kind as notice, nd.reasons
  from register.home h
  join register.home_identity i on i.home_id = h.id and i.age_min is not null
  join register.premises p on p.home_id = h.id and p.is_main and p.uprn is not null and not p.on_edge
  join register.home_person m on m.home_id = h.id and m.role = 'registered_manager' and m.valid_to is null
  join register.condition c on c.home_id = h.id
  join register.condition_detail d on d.condition_id = c.id and d.wording is not null
  join register.notice n on n.home_id = h.id
  join register.notice_detail nd on nd.notice_id = n.id and nd.reasons is not null
 where h.force_code = :force
   and 1 = (select count(*) from register.condition each where each.home_id = h.id)
   and 1 = (select count(*) from register.notice each where each.home_id = h.id)
   and 1 = (select count(*) from register.premises each where each.home_id = h.id)
 order by h.urn
 limit 1
"""
ANOTHER_AUTHORITY = """
select a.code from register.area a
 where a.kind = 'authority' and a.code like 'E%'
   and not exists (select from register.home_area l join register.home h on h.id = l.home_id
                    where h.urn = :urn and l.area_code = a.code)
 order by a.code
 limit 1
"""
HOME = """
query OneHome($urn: Urn!) {
  home(urn: $urn) {
    urn places authority { code }
    name ageMin postcode uprn location { easting } address { town } premises { postcode }
    registeredManager { name }
    conditions { kind wording withheld { field reason } }
    notices { kind reasons withheld { field reason } }
    withheld { field reason }
  }
}
"""
IDENTITY = {"name", "ageMin", "postcode", "uprn", "location", "address", "premises"}
PEOPLE = {"registeredManager"}
STATUS = {"conditions", "notices"}
DETAIL = {"wording", "reasons"}
EVERYTHING = IDENTITY | PEOPLE | STATUS | DETAIL
OTHER = "another authority"


class Caller(NamedTuple):
    """An agency, its area where it has one, what it gets beyond public facts, and why it gets no more."""

    agency: str
    area: str | None
    gets: set[str]
    reason: str = "NO_GRANT"

    @property
    def subject(self) -> str:
        return f"{self.agency} {self.area}"


# By hand from the permission matrix: groups G1 to G4 of each agency, and the scope of each.
CALLERS = [
    Caller("ofsted", None, EVERYTHING),
    Caller("dfe", None, IDENTITY | STATUS | DETAIL),
    Caller("dfe_statistics", None, set()),
    Caller("commissioner", None, IDENTITY | STATUS),
    Caller("commissioner_statistics", None, set()),
    Caller("local_authority", "host", EVERYTHING),
    Caller("local_authority", OTHER, IDENTITY | STATUS | DETAIL, "OUTSIDE_SCOPE"),
    Caller("hmicfrs", None, set()),
    Caller("auditor", None, set()),
    Caller("police", OURS, IDENTITY | PEOPLE | STATUS),
    Caller("police", THEIRS, set(), "OUTSIDE_SCOPE"),
]
by_caller = pytest.mark.parametrize("caller", CALLERS, ids=[caller.subject for caller in CALLERS])


@pytest.fixture(scope="module")
def one(official: Server) -> Any:
    """A home of one force of which everything is known, as the owner reads it."""
    with official.owner.connect() as connection:
        return connection.execute(sa.text(ONE_HOME), {"force": OURS}).one()


@pytest.fixture
def area(official: Server, one: Any, caller: Caller) -> str | None:
    if caller.area == OTHER:
        with official.owner.connect() as connection:
            return connection.scalar(sa.text(ANOTHER_AUTHORITY), {"urn": one.urn})
    return one.authority_code if caller.area == "host" else caller.area


def known(one: Any) -> dict[str, Any]:
    """Everything that is recorded of the home beyond public facts."""
    return {
        "name": one.name,
        "ageMin": one.ageMin,
        "postcode": one.postcode,
        "uprn": one.uprn.lstrip("0"),
        "location": {"easting": one.easting},
        "address": {"town": one.town},
        "premises": [{"postcode": one.postcode}],
        "registeredManager": {"name": one.manager},
        "conditions": one.kind.upper(),
        "notices": one.notice.upper(),
        "wording": one.wording,
        "reasons": one.reasons,
    }


def shown(home: dict[str, Any]) -> dict[str, Any]:
    """What an answer shows of it, the condition and the notice laid open."""
    (condition,), (notice,) = home["conditions"] or [{}], home["notices"] or [{}]
    laid_open = {"conditions": condition.get("kind"), "notices": notice.get("kind")}
    details = {"wording": condition.get("wording"), "reasons": notice.get("reasons")}
    return {name: home[name] for name in IDENTITY | PEOPLE} | laid_open | details


def told(home: dict[str, Any]) -> dict[str, str]:
    """Every field that the answer says is withheld, on the home and below it, and why."""
    below = [*(home["conditions"] or []), *(home["notices"] or [])]
    return {each["field"]: each["reason"] for row in (home, *below) for each in row["withheld"]}


@by_caller
def test_an_agency_gets_what_the_matrix_says(official: Server, one, caller: Caller, area):
    answer = official.ask(HOME, caller.agency, area, urn=one.urn)

    home = answer.data["home"]
    assert (home["urn"], home["places"], home["authority"]) == (one.urn, one.places, {"code": one.authority_code})
    assert shown(home) == {name: value if name in caller.gets else None for name, value in known(one).items()}


@by_caller
def test_an_agency_is_told_what_it_does_not_get_and_why(official: Server, one, caller: Caller, area):
    answer = official.ask(HOME, caller.agency, area, urn=one.urn)

    unseen = EVERYTHING - caller.gets - (set() if caller.gets >= STATUS else DETAIL)
    reasons = {field: "NO_GRANT" if field in DETAIL else caller.reason for field in unseen}
    said = {field for each in answer.json["extensions"].get("withheld", []) for field in each["fields"]}
    assert told(answer.data["home"]) == reasons
    assert unseen <= said <= unseen | DETAIL


@by_caller
def test_what_an_agency_read_is_in_the_access_log_with_its_keys(official: Server, one, caller: Caller, area):
    subject = f"log {caller.subject}"
    listed = "query Listed($code: String!) { homes(area: {code: $code}, first: 1000) { nodes { urn name } } }"

    official.ask(HOME, caller.agency, area, subject=subject, urn=one.urn)
    homes = official.ask(listed, caller.agency, area, subject=subject, code=OURS).data["homes"]["nodes"]
    home, homes_read = log_of(official, subject)

    assert (home["agency"], home["area"], home["operation"]) == (caller.agency.upper(), area, "OneHome")
    assert (home["root"], home["outcome"], home["purpose"]) == ("home", "ALLOWED", "SAFEGUARDING_CHILD")
    assert home["keys"][: home["nodeSizes"][0]] == [one.urn]
    assert (homes_read["operation"], homes_read["rowCount"]) == ("Listed", len(homes))
    assert homes_read["keys"] == [each["urn"] for each in homes]
    assert len(homes) > 300


@pytest.mark.parametrize("agency", ["dfe_statistics", "commissioner_statistics", "hmicfrs", "auditor"])
@pytest.mark.parametrize(
    "asked",
    [
        'where: {postcode: {eq: "%(postcode)s"}}',
        'where: {not: {name: {startsWith: "As"}}}',
        "orderBy: [{field: NAME, direction: ASC}]",
        "area: {near: {longitude: -2.2, latitude: 53.5, radiusM: 20000}}",
    ],
)
def test_who_may_not_read_a_place_may_not_search_by_it_and_the_refusal_is_logged(official, one, agency, asked):
    subject = f"refused {agency} {asked}"
    query = f"query Searched {{ homes({asked % {'postcode': one.postcode}}) {{ totalCount nodes {{ urn }} }} }}"

    answer = official.ask(query, agency, subject=subject)
    (entry,) = log_of(official, subject)

    assert (answer.codes, answer.data, answer.reads) == (["POLICY_FORBIDDEN_MATCH"], {"homes": None}, [])
    assert (entry["outcome"], entry["refusal"]) == ("REFUSED", "POLICY_FORBIDDEN_MATCH")
    assert (entry["rowCount"], entry["keys"]) == (0, [])


def test_a_place_is_not_told_without_a_purpose(official: Server, one):
    answer = official.ask(HOME, "dfe", purpose=None, subject="no purpose", urn=one.urn)
    (entry,) = log_of(official, "no purpose")

    assert (answer.codes, answer.data) == (["POLICY_PURPOSE_REQUIRED"], {"home": None})
    assert (entry["outcome"], entry["purpose"], entry["keys"]) == ("REFUSED", None, [])


def test_the_auditors_own_reading_is_logged_too(official: Server, one):
    official.ask(HOME, "dfe", subject="watched", urn=one.urn)
    (watched,) = log_of(official, "watched")

    last = log_of(official, "the auditor")[-1]

    assert (last["agency"], last["root"], last["operation"]) == ("AUDITOR", "accessLog", "Log")
    assert last["keys"] == [watched["id"]]
    assert int(last["id"]) > int(watched["id"])


@by_caller
def test_only_the_auditor_reads_the_access_log(official: Server, caller: Caller, area):
    answer = official.ask("{ accessLog { nodes { id } } }", caller.agency, area)

    assert answer.codes == ([] if caller.agency == "auditor" else ["POLICY_FORBIDDEN"])
