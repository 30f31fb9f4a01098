"""Figures of now: what a caller may read row by row, counted by up to two facts, as a chart, a table and a file."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final

from graphql import GraphQLEnumType, GraphQLObjectType
from starlette.responses import Response

from register.catalogue.tally import Period
from register.errors import BadInput, NotFound
from register.http.pages.addresses import chosen, with_query
from register.http.pages.cells import Cell, Column
from register.http.pages.navigation import may
from register.http.pages.questions import Question, Told
from register.http.pages.spreadsheet import spreadsheet
from register.http.pages.templates import shown
from register.http.pages.visit import Visit
from register.http.pages.wording import heading, label, period
from register.open_types import Values
from register.schema.assemble import graphql_schema
from register.statistics.charts import Bar, chart_of
from register.vocabulary import Agency, Group, Use

AT: Final = "/figures/now"
MOST_GROUPS: Final = 200
ALL: Final = "All"
UNKNOWN: Final = "Not known"
# How the schema says of a measure that rows are left out for its sake.
LEAVES_OUT: Final = "Leaves out rows"
# How the fields end that hold the first day of a calendar period.
PERIODS: Final = tuple(each.value.rpartition("_")[2].capitalize() for each in Period)


@dataclass(frozen=True, eq=False)
class Counted:
    """A kind of record that is counted. title: what it is called; group: what its reader must be able to count."""

    name: str
    title: str
    entity: str
    group: Group
    area: str

    @property
    def root(self) -> str:
        """The root field."""
        return f"{self.entity[0].lower()}{self.entity[1:]}Tally"

    @cached_property
    def dimensions(self) -> tuple[str, ...]:
        """What it can be counted by."""
        found = graphql_schema().type_map[f"{self.entity}TallyDimension"]
        assert isinstance(found, GraphQLEnumType)
        return tuple(found.values)

    @cached_property
    def measures(self) -> Mapping[str, str]:
        """What is worked out of each group, with its meaning: the count first."""
        kind = graphql_schema().type_map[f"{self.entity}TallyRow"]
        assert isinstance(kind, GraphQLObjectType)
        return {name: each.description or "" for name, each in kind.fields.items() if name != "key"}

    def asked(self, *, narrows: bool) -> Mapping[str, str]:
        """The measures that are asked for. narrows: also those for whose sake rows are left out."""
        return {name: about for name, about in self.measures.items() if narrows or LEAVES_OUT not in about}

    def keys(self, dimension: str) -> tuple[str, ...]:
        """The fields that say what a group has in common: the code, and the name if it has one."""
        kind = graphql_schema().type_map[f"{self.entity}TallyKey"]
        assert isinstance(kind, GraphQLObjectType)
        first, *rest = dimension.lower().split("_")
        field = first + "".join(word.capitalize() for word in rest)
        return tuple(name for name in (field, f"{field}Name") if name in kind.fields)

    def question(self, by: tuple[str, ...], *, narrows: bool = False) -> Question:
        """What a page of it asks."""
        return _question(self, by, narrows)


COUNTED: Final = (
    Counted("homes", "Homes", "Home", Group.HOME_PUBLIC, "AreaInput"),
    Counted("inspections", "Inspections", "Inspection", Group.HOME_PUBLIC, "AreaInput"),
    Counted("episodes", "Missing episodes", "MissingEpisode", Group.EPISODE, "BodyAreaInput"),
    Counted("interviews", "Return home interviews", "ReturnInterview", Group.INTERVIEW, "BodyAreaInput"),
    Counted("placements", "Placements", "Placement", Group.PLACEMENT, "BodyAreaInput"),
    Counted("children", "Children", "Child", Group.CHILD, "BodyAreaInput"),
)
BY_NAME: Final[Mapping[str, Counted]] = {each.name: each for each in COUNTED}


@lru_cache(maxsize=256)
def _question(counted: Counted, by: tuple[str, ...], narrows: bool) -> Question:
    keys = " ".join(name for each in by for name in counted.keys(each))
    key = f"key {{ {keys} }} " if keys else ""
    kinds = {"by": f"[{counted.entity}TallyDimension!]", "area": counted.area, "first": "Int"}
    measures = " ".join(counted.asked(narrows=narrows))
    return Question(f"{counted.entity}TallyPage", counted.root, f"rows {{ {key}{measures} }} hasMore", kinds)


def counted_for(agency: Agency) -> tuple[Counted, ...]:
    """What a kind of body can count."""
    return tuple(each for each in COUNTED if may(agency, each.group, Use.COUNT))


@dataclass(frozen=True, slots=True)
class Table:
    """The groups of a tally as a table. told: the whole answer."""

    counted: Counted
    given: Mapping[str, str]
    by: tuple[str, ...]
    told: Told

    @property
    def measures(self) -> Mapping[str, str]:
        """What was worked out, with its meaning."""
        return self.counted.asked(narrows="more" in self.given)

    @property
    def rows(self) -> list[Values]:
        """The groups; none if the tally was refused."""
        tally = self.told.data.get(self.counted.root)
        found: list[Values] = tally["rows"] if tally else []
        return found

    @property
    def columns(self) -> list[Column]:
        """A column for each fact and each measure."""
        titles = [*(label(each) for each in self.by), *(heading(each) for each in self.measures)]
        return [Column(title, ()) for title in ([] if self.by else ["Counted"]) + titles]

    def cells(self) -> list[list[Cell]]:
        """The groups as they are shown."""
        shown = self.measures
        return [[*map(Cell, self._names(row)), *(Cell(_figure(row[each])) for each in shown)] for row in self.rows]

    def bars(self) -> list[Bar]:
        """The groups as bars of their counts."""
        return [Bar(", ".join(self._names(row)), _figure(row["count"]), row["count"]) for row in self.rows]

    def _names(self, row: Values) -> list[str]:
        if not self.by:
            return [ALL]
        return [_name(row["key"], self.counted.keys(each)) for each in self.by]


def _name(key: Values, names: tuple[str, ...]) -> str:
    for name in reversed(names):
        if key[name] is not None:
            return period(key[name], name) if name.endswith(PERIODS) else shown(key[name], name)
    return UNKNOWN


def _figure(value: float | None) -> str:
    if value is None:
        return UNKNOWN
    return f"{value:,.0f}" if value == int(value) else f"{value:,.1f}"


async def tally(visit: Visit) -> Response:
    """The page of a tally. Raises: NotFound if the body can count nothing."""
    table = await _table(visit)
    title = table.counted.title
    return visit.page(
        "tally.html",
        table=table,
        title=title,
        every=counted_for(visit.caller.agency),
        rows=table.cells(),
        chart=chart_of(f"{title}: how many", table.bars()),
        given=table.given,
        file=with_query(f"{visit.root}{AT}.csv", table.given.items()),
    )


async def tally_file(visit: Visit) -> Response:
    """The same table as a file. Raises: NotFound; BadInput if it was refused."""
    table = await _table(visit)
    if table.told.code(table.counted.root):
        raise BadInput(table.told.message(table.counted.root), hint="Count by another fact.")
    texts = [[cell.text for cell in row] for row in table.cells()]
    return spreadsheet(f"{table.counted.name}-now", [each.title for each in table.columns], texts)


async def _table(visit: Visit) -> Table:
    offered = counted_for(visit.caller.agency)
    if not offered:
        raise NotFound("There is no such page for your body.")
    given = chosen(visit.given, ("of", "by", "and", "area", "more"))
    counted = next((each for each in offered if each.name == given.get("of")), offered[0])
    asked = [given[name] for name in ("by", "and") if given.get(name) in counted.dimensions]
    by = tuple(dict.fromkeys(asked if given else counted.dimensions[:1]))
    mine = {"mine": True} if given.get("area") == "mine" and visit.caller.area else None
    question = counted.question(by, narrows="more" in given)
    told = await visit.ask(question, by=list(by) or None, area=mine, first=MOST_GROUPS)
    kept = {"of": counted.name, **dict(zip(("by", "and"), by, strict=False))}
    kept |= {name: "yes" for name in ("more",) if name in given} | ({"area": "mine"} if mine else {})
    return Table(counted, kept, by, told)
