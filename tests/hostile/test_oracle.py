"""Every answer about homes is the one that a second, plainer register gives."""

import random
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa
from graphql import GraphQLEnumType, get_named_type

from register import tables
from register.catalogue import CATALOGUE
from register.geo.home_areas import derive_links
from register.schema.assemble import graphql_schema
from tests.hostile.operations import Word, literal
from tests.hostile.oracle import FIELDS, SPELT, STRUCTURES, Caller, Question, answer, load, spelt
from tests.hostile.raw_requests import admit
from tests.hostile.sizes import size
from tests.support import factories as make
from tests.support import story

SEED = 20_150_729
QUESTIONS = size(150, 5_000)
CALLERS = (
    Caller("police", story.NORTHBY),
    Caller("police", story.SOUTHBY),
    Caller("ofsted"),
    Caller("local_authority", story.NORTHBY_COUNCIL),
    Caller("dfe"),
    Caller("commissioner"),
    Caller("dfe_statistics"),
    Caller("ofsted_inspector", inspects=story.SOUTHBY),
    Caller("cqc", inspects=story.NORTHBY_COUNCIL),
    Caller("police", story.NORTHBY, opened=story.OUTSIDE, subject="officer"),
    Caller("admin", opened=story.IN_BOTH),
)
# A value that no home has, by the type that compares it; of a code any will do.
NOBODYS = {
    "UrnFilter": "SC000000",
    "StringFilter": "Nowhere",
    "IntFilter": 99,
    "BooleanFilter": True,
    "DateFilter": "2020-02-29",
    "FloatFilter": 1.5,
    "NumberFilter": "1",
    # Keys that have a form.
    "postcode": "ZZ97 3QQ",
    "contactTelephone": "+441999999999",
}


def compared(name):
    """The ways to compare a field of homes, a value that no home has, and whether it is a code."""
    kind = graphql_schema().type_map["HomeFilter"].fields[name].type
    given = get_named_type(kind.fields.get("eq", kind.fields.get("gt")).type)
    is_code = isinstance(given, GraphQLEnumType)
    other = sorted(given.values)[-1] if is_code else NOBODYS.get(name, NOBODYS[kind.name])
    return tuple(kind.fields), other, is_code


COMPARED = {name: compared(name) for name in FIELDS}
CODES = {name for name, (_, _, is_code) in COMPARED.items() if is_code}
PARTS = {part for parts in STRUCTURES.values() for part in parts}
SHOWABLE = (
    *(name for name in FIELDS if name not in PARTS - CATALOGUE["Home"].columns.keys()),
    *STRUCTURES,
    "registeredManager",
)


def populate(connection, chance):
    """Homes in every kind of place, with much in common and much left out."""
    names = ("Ash House", "Ash Lodge", "ash house", "Elm House", "Line House", "Ålder House", "Alder House", None)
    for number in range(30):
        at = [
            (
                chance.choice((385_000, 389_999.9, 390_000, 390_000.1, 395_000, 379_000)),
                chance.choice((390_000, 395_000, 396_500)),
            )
        ]
        at = chance.choice(([], at, at, at, [*at, (chance.choice((384_000, 396_000)), 392_000)]))
        home_id = make.create_home(
            connection,
            f"SC80{number:04}",
            at=at,
            name=chance.choice(names),
            places=chance.choice((1, 2, 3, 3, 4, None)),
            sector=chance.choice(("private", "voluntary", "health_authority")),
            registration_status=chance.choice(("registered", "suspended", "cancelled_ofsted")),
            registered_on=chance.choice((date(2011, 1, 1), date(2019, 5, 1), None)),
            short_breaks_only=chance.random() < 0.3,
            authority_code=chance.choice((story.NORTHBY_COUNCIL, story.SOUTHBY_COUNCIL)),
        )
        for _ in range(chance.choice((0, 1, 1, 2))):
            make.create_person(
                connection,
                home_id,
                chance.choice(("Ada Fern", "Ben Moss")),
                valid_from=date(2021, chance.randint(1, 12), 1),
            )
    _open(connection, chance)
    derive_links(connection, None, on=date(2020, 1, 1), buffer_m=0)


def _open(connection, chance):
    """Facts of what the homes offer; only a registered one is open."""
    ages = {"age_min": 8, "age_max": 17, "sex_admitted": "female", "operational_status": "open"}
    registered = tables.home.c.registration_status == "registered"
    open_homes = set(connection.scalars(sa.select(tables.home.c.id).where(registered)))
    for row in connection.execute(tables.home_identity.select()).all():
        drawn = {name: value for name, value in ages.items() if chance.random() < 0.5}
        if row.home_id not in open_homes:
            drawn.pop("operational_status", None)
        if drawn:
            connection.execute(
                tables.home_identity.update().where(tables.home_identity.c.home_id == row.home_id).values(**drawn)
            )


class Questions:
    """Draws questions about these homes."""

    def __init__(self, homes, chance):
        self.chance = chance
        self.values = {
            name: [home.written(name) for home in homes if home.written(name) is not None] for name in FIELDS
        }
        self.managers = [person["name"] for home in homes for person in home.managers]
        self.postcodes = [place["postcode"] for home in homes for place in home.premises]

    def __iter__(self) -> Iterator[Question]:
        for _ in range(QUESTIONS):
            fields = self.chance.sample(sorted(FIELDS), self.chance.choice((0, 0, 1, 1, 2)))
            order = [(field, self.chance.random() < 0.5) for field in fields]
            shown = ["urn", *self.chance.sample(sorted(set(SHOWABLE) - {"urn"}), 4)]
            yield Question(self.where(3), order, shown, self.chance.choice(("ALL", "CURRENT")))

    def where(self, levels, *, is_whole=True) -> dict[str, Any]:
        """A filter. is_whole: whether it may say nothing, as none inside another may."""
        ways = ("and", "or", "not", "field", "field", "fields", "manager", "premises", *(["none"] if is_whole else []))
        match self.chance.choice(ways if levels else ("field",)):
            case "and" | "or" as way:
                parts = range(self.chance.randint(1, 3))
                return {way: [self.where(levels - 1, is_whole=False) for _ in parts]}
            case "not":
                return {"not": self.where(levels - 1, is_whole=False)}
            case "fields":
                return self.compare(self.chance.choice(sorted(FIELDS))) | self.compare(
                    self.chance.choice(sorted(FIELDS))
                )
            case "manager":
                return {
                    "registeredManager": {
                        "name": {self.chance.choice(("eq", "startsWith")): self.chance.choice(self.managers)}
                    }
                }
            case "premises":
                return {"premises": {"some": {"postcode": {"eq": self.chance.choice(self.postcodes)}}}}
            case "none":
                return {}
        return self.compare(self.chance.choice(sorted(FIELDS)))

    def compare(self, name) -> dict[str, Any]:
        ways, other, _ = COMPARED[name]
        operator, held = self.chance.choice(ways), [*self.values[name], other]
        given: Any = self.chance.choice(held)
        match operator:
            case "isNull":
                given = self.chance.random() < 0.5
            case "in":
                given = [self.chance.choice(held) for _ in range(self.chance.randint(0, 3))]
            case "startsWith":
                given = given if len(given) > 1 else other
                given = self.chance.choice((given[:2], given[:4].upper(), given.lower()))
            case "eq" if name in SPELT and self.chance.random() < 0.5:
                given = self.chance.choice((given.upper(), spelt(given), given.replace("A", "Á")))
        return {name: {operator: given}}


def in_graphql(where):
    """The filter as it stands in a document: codes without quotes."""
    match where:
        case dict():
            return {
                name: {how: _codes(given) for how, given in below.items()} if name in CODES else in_graphql(below)
                for name, below in where.items()
            }
        case list():
            return [in_graphql(part) for part in where]
    return where


def _codes(given):
    return (
        [Word(code) for code in given] if isinstance(given, list) else given if isinstance(given, bool) else Word(given)
    )


def _constant(name):
    return "".join(f"_{letter}" if letter.isupper() else letter.upper() for letter in name)


def text_of(question, first):
    order = ", ".join(
        f"{{field: {_constant(field)}, direction: {'DESC' if down else 'ASC'}}}" for field, down in question.order
    )
    below = {"registeredManager": "{ name }"} | {name: f"{{ {' '.join(parts)} }}" for name, parts in STRUCTURES.items()}
    shown = " ".join(f"{field} {below.get(field, '')}" for field in question.shown)
    where = literal(in_graphql(question.where))
    asked = f"status: {question.status}, where: {where}, orderBy: [{order}], first: {first}, after: $after"
    return (
        f"query ($after: String) {{ homes({asked}) {{"
        f" totalCount pageInfo {{ hasNextPage endCursor }} nodes {{ {shown} withheld {{ field reason }} }} }} }}"
    )


def ask_to_the_end(server, question, caller, first):
    """All pages of an answer as one list, and what each page said of the total; nothing where it was refused."""
    nodes, totals, after = [], set(), None
    while True:
        who = {"subject": caller.subject, "purpose": caller.purpose}
        told = server.ask(text_of(question, first), caller.agency, caller.area, **who, after=after)
        if told.codes == ["POLICY_FORBIDDEN_MATCH"]:
            assert told.reads == []
            return None, set()
        assert told.codes == [], (told.json, question)
        page = told.data["homes"]
        totals.add(page["totalCount"])
        nodes += page["nodes"]
        assert page["pageInfo"]["hasNextPage"] is (len(nodes) < page["totalCount"])
        if not page["pageInfo"]["hasNextPage"]:
            return [
                {**node, "withheld": sorted(node["withheld"], key=lambda item: item["field"])} for node in nodes
            ], totals
        after = page["pageInfo"]["endCursor"]


@pytest.fixture(scope="module")
def populated(world):
    with world.owner.begin() as connection:
        populate(connection, random.Random(SEED))  # noqa: S311 - drawn the same way in each run
    for caller in CALLERS:
        admit(world, caller)
    return world


def test_every_answer_about_homes_is_that_of_the_reference_oracle(populated):
    homes, chance = load(populated.owner), random.Random(SEED)  # noqa: S311 - drawn the same way in each run
    refused = narrowed = paged = 0
    for number, question in enumerate(Questions(homes, chance)):
        caller = CALLERS[number % len(CALLERS)]
        expected = answer(homes, question, caller)
        told, totals = ask_to_the_end(populated, question, caller, first=chance.choice((1, 2, 3, 5, 50)))

        assert told == expected, (caller, question)
        assert totals == (set() if expected is None else {len(expected)}), (caller, question)
        refused += expected is None
        narrowed += expected is not None and len(expected) < len(answer(homes, question, Caller("ofsted")) or [])
        paged += bool(expected)
    assert min(refused, narrowed, paged) >= 10


@pytest.mark.parametrize(
    "caller", CALLERS, ids=lambda each: " ".join(filter(None, (each.agency, each.area, each.opened)))
)
def test_every_field_of_every_home_is_shown_or_withheld_as_the_reference_oracle_says(populated, caller):
    question = Question({}, [], ["urn", *(name for name in SHOWABLE if name != "urn")])

    told, _ = ask_to_the_end(populated, question, caller, first=1_000)

    assert told == answer(load(populated.owner), question, caller)
