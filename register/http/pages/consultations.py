"""How the register is used, in figures from its log: people, consultations, openings and corrections of each body."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from starlette.responses import Response

from register.catalogue import COMMANDS
from register.errors import NotFound
from register.http.pages.cells import Cell, Column
from register.http.pages.questions import Told
from register.http.pages.spreadsheet import spreadsheet
from register.http.pages.visit import Visit
from register.http.pages.wording import label, period
from register.open_types import Values
from register.requests.graphql.execute import Asked
from register.statistics.charts import Bar, Chart, chart_of

AT: Final = "/oversight/figures"
TITLE: Final = "How the register is used"
ABOUT: Final = "Consultations, openings and corrections a month, for auditors and those appointed to supervise."
NONE: Final = "There are no figures of the log that you may see."
MOST: Final = 1_000


@dataclass(frozen=True, slots=True)
class Part:
    """One table of figures. by_month: counted month by month; roots: of these root fields only."""

    name: str
    title: str
    counted: str
    by_month: bool = True
    roots: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """What is asked for it."""
        by = "AT_MONTH, AGENCY" if self.by_month else "AGENCY"
        key = "atMonth agency" if self.by_month else "agency"
        only = f", where: {{outcome: {{eq: ALLOWED}}, root: {{in: $roots_{self.name}}}}}" if self.roots else ""
        tally = f"accessLogTally(by: [{by}], first: {MOST}{only})"
        return f"{self.name}: {tally} {{ hasMore rows {{ key {{ {key} }} count people }} }}"

    @property
    def titles(self) -> list[str]:
        """The titles of its columns."""
        return [*(["Month"] if self.by_month else []), "Body", self.counted, "People"]


PARTS: Final = (
    Part("bodies", "Consultations and people of each body", "Consultations", by_month=False),
    Part("months", "Consultations a month", "Consultations"),
    Part("openings", "Homes opened in an emergency", "Openings", roots=("openHome",)),
    Part("corrections", "Corrections", "Corrections", roots=tuple(n for n in COMMANDS if n.startswith("correct"))),
)
DECLARED: Final = ", ".join(f"$roots_{part.name}: [String!]!" for part in PARTS if part.roots)
QUERY: Final = f"query LogFiguresPage({DECLARED}) {{ {' '.join(part.text for part in PARTS)} }}"
ASKED: Final = Asked(
    QUERY, None, {f"roots_{part.name}": [*part.roots] for part in PARTS if part.roots}, reads_only=True
)


@dataclass(frozen=True, slots=True)
class Figures:
    """A part with its figures. has_more: true if there are more groups than are shown."""

    part: Part
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    chart: Chart | None
    has_more: bool


async def log_figures(visit: Visit) -> Response:
    """The page: for those who may not read the log, who may."""
    told = await visit.tell(ASKED)
    shown = [] if _is_refused(told) else [*figures_of(told)]
    return visit.page("log_figures.html", title=TITLE, parts_of=shown, file=f"{visit.root}{AT}.csv")


async def log_figures_file(visit: Visit) -> Response:
    """The same figures as a file. Raises: NotFound, for those who may not read the log."""
    told = await visit.tell(ASKED)
    if _is_refused(told):
        raise NotFound(NONE, hint="Auditors see those of every body, supervisors those of their own.")
    lines = [
        [each.part.title, *([] if each.part.by_month else [""]), *(cell.text for cell in row)]
        for each in figures_of(told)
        for row in each.rows
    ]
    return spreadsheet("log-figures", ["Figure", "Month", "Body", "Count", "People"], lines)


def _is_refused(told: Told) -> bool:
    return any(told.data.get(part.name) is None for part in PARTS)


def figures_of(told: Told) -> Iterator[Figures]:
    """Every part of an answer, with a chart of its counts."""
    for part in PARTS:
        found: Values = told.data[part.name]
        rows = [[*_named(part, row["key"]), f"{row['count']:,}", f"{row['people']:,}"] for row in found["rows"]]
        bars = [Bar(", ".join(_named(part, row["key"])), f"{row['count']:,}", row["count"]) for row in found["rows"]]
        columns = [Column(title, ()) for title in part.titles]
        yield Figures(part, columns, [[*map(Cell, row)] for row in rows], chart_of(part.title, bars), found["hasMore"])


def _named(part: Part, key: Values) -> list[str]:
    body = label(key["agency"])
    return [period(key["atMonth"], "atMonth"), body] if part.by_month else [body]
