"""The twenty questions of docs/questions: how each is asked, by whom, and the page that shows its answer."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from register.statistics.charts import bars_of, chart_of, figure_in_words
from register.vocabulary import StatisticsQuestion
from tests.support.client import Answer, Server

FOLDER = Path(__file__).resolve().parents[2] / "docs/questions"
TALLIES = "tallies"
ENGLAND = "E92000001"
# Who asks each question. The force is in the area of the authority, both in the demonstration and in the tests.
FORCE, AUTHORITY = "E23000005", "E08000003"
CALLERS: Mapping[str, Mapping[str, Any]] = {
    "DfE": {"agency": "dfe_statistics"},
    "Children's Commissioner": {"agency": "commissioner_statistics"},
    "Ofsted": {"agency": "ofsted"},
    "HMICFRS": {"agency": "hmicfrs"},
    "Police force": {"agency": "police", "area": FORCE},
    "Local authority": {"agency": "local_authority", "area": AUTHORITY},
}
PUBLISHED = """{{
  statistics(question: {name}) {{
    version title definition denominator source coverage caveats
    rows(first: 500, where: {{areaCode: {{eq: "E92000001"}}}}) {{
      nodes {{ period areaCode breakdown dimensions {{ label }} cells {{ measure value symbol }} }}
    }}
  }}
}}"""


@dataclass(frozen=True, slots=True)
class Tally:
    """A question that needs no child, or only those that its caller may count already."""

    title: str
    about: str
    query: str


TALLIED: tuple[Tally, ...] = (
    Tally(
        "Homes and places by region, sector and kind, on a day",
        "Homes that were registered on the day, each counted once, and their registered places together.",
        """{
  homeTally(by: [REGION, SECTOR, KIND], validOn: "2025-03-31", first: 1000) {
    rows { key { regionName sector kind } count places }
  }
}""",
    ),
    Tally(
        "Homes opened and closed in a period",
        "By the quarter of the year from 1 April 2024 in which their registration began or ended.",
        """{
  opened: homeTally(
    by: [REGISTERED_QUARTER], status: ALL, where: {registeredOn: {gte: "2024-04-01", lt: "2025-04-01"}}
  ) { rows { key { registeredQuarter } count places } }
  closed: homeTally(
    by: [CEASED_QUARTER], status: ALL, where: {ceasedOn: {gte: "2024-04-01", lt: "2025-04-01"}}
  ) { rows { key { ceasedQuarter } count places } }
}""",
    ),
    Tally(
        "Judgements by sector",
        "Homes by their latest overall judgement. A row without a judgement is of homes that have none yet.",
        """{
  homeTally(by: [SECTOR, JUDGEMENT]) { rows { key { sector judgement } count } }
}""",
    ),
    Tally(
        "Homes overdue an inspection",
        "Homes that were registered before 1 April 2024 and that nobody has inspected since.",
        """{
  homeTally(
    by: [REGION]
    where: {registeredOn: {lt: "2024-04-01"}, not: {inspections: {some: {startedOn: {gte: "2024-04-01"}}}}}
  ) { rows { key { regionName } count places } }
}""",
    ),
    Tally(
        "Occupancy of the places in an authority's area, whichever authority placed",
        "The places of homes in the area, and the children who live in them now: for "
        "those who may count these children one by one.",
        """{
  places: homeTally(by: [SECTOR], where: {authority: {code: {eq: "E08000003"}}}) {
    rows { key { sector } count places }
  }
  placed: placementTally(
    by: [HOME_SECTOR]
    where: {hostAuthority: {code: {eq: "E08000003"}}, endedOn: {isNull: true}, home: {urn: {isNull: false}}}
  ) { rows { key { homeSector } children homes } }
}""",
    ),
)


def query_of(question: StatisticsQuestion) -> str:
    """How a question is asked for England."""
    return PUBLISHED.format(name=question.name)


def ask(server: Server, query: str, caller: str) -> Answer:
    """The answer to one of the callers, for the purpose that it may ask for."""
    purpose = "inspection" if CALLERS[caller]["agency"] == "hmicfrs" else "safeguarding_child"
    return server.ask(query, purpose=purpose, **CALLERS[caller])


def pages(server: Server, where: str) -> Iterator[tuple[str, str]]:
    """The name and the text of every page and every chart. where: which register answers, in words."""
    for question in StatisticsQuestion:
        answer = ask(server, query_of(question), "DfE").data["statistics"]
        assert answer is not None, f"{question} is not published"
        yield from _published(question, answer, where)
    yield f"{TALLIES}.md", "\n".join(_tallies(server, where)) + "\n"


def _published(question: StatisticsQuestion, answer: Any, where: str) -> Iterator[tuple[str, str]]:
    last = max((row["period"] for row in answer["rows"]["nodes"]), default="")
    rows = [row for row in answer["rows"]["nodes"] if row["period"] == last]
    measures = list(dict.fromkeys(cell["measure"] for row in rows for cell in row["cells"]))
    chart = chart_of(f"{answer['title']} ({words(measures[0])})", bars_of(list(_flat(rows, measures[0])), measures[0]))
    parts = [
        f"# {answer['title']}", "", answer["definition"], "",
        f"- **Out of**: {answer['denominator'] or 'does not apply.'}",
        f"- **Source**: {answer['source']}",
        f"- **Covers**: {answer['coverage']}",
        *(f"- **Beware**: {each}" for each in answer["caveats"] or ()),
        "- **Who is answered**: everyone, with the same figures.", "",
        "## Query", "", "```graphql", query_of(question), "```", "",
        "## Answer", "", f"On {where}: England, {last}.", "",
        *table(["Broken down by", *map(words, measures)], ([_by(row), *_cells(row, measures)] for row in rows)),
    ]  # fmt: skip
    if chart is not None:
        parts += ["", "## Chart", "", f"![{chart.about}]({question.value}.svg)"]
        yield f"{question.value}.svg", chart.drawing() + "\n"
    yield f"{question.value}.md", "\n".join(parts) + "\n"


def _by(row: Any) -> str:
    labels = ", ".join(each["label"] for each in row["dimensions"] or ())
    return f"{words(row['breakdown'])}: {labels}" if labels else "Total"


def _cells(row: Any, measures: list[str]) -> Iterator[str]:
    held = {cell["measure"]: cell for cell in row["cells"]}
    for each in measures:
        yield figure_in_words(held.get(each, {"symbol": "Z"}))


def _flat(rows: list[Any], measure: str) -> Iterator[dict[str, Any]]:
    for row in rows:
        cell = next((each for each in row["cells"] if each["measure"] == measure), {"value": None, "symbol": "Z"})
        label = ", ".join(each["label"] for each in row["dimensions"] or ())
        where = {"period": row["period"], "area_code": row["areaCode"], "name": "England"}
        yield {**where, "breakdown": row["breakdown"], "label": label, **cell, "measure": measure}


def _tallies(server: Server, where: str) -> Iterator[str]:
    yield "# Homes and places, counted as they are now"
    yield ""
    yield "Five questions that need no published figures: exact counts of records that a caller may read one by one."
    for tally in TALLIED:
        yield from ("", f"## {tally.title}", "", tally.about, "", "```graphql", tally.query, "```", "")
        answers = {caller: ask(server, tally.query, caller) for caller in CALLERS}
        yield from table(["Asked by", "Answer"], ([caller, outcome(answer)] for caller, answer in answers.items()))
        for name, tallied in (answers["Local authority"].data or {}).items():
            yield from ("", f"On {where}: `{name}`, for a local authority.", "", *_groups(tallied))


def outcome(answer: Answer) -> str:
    """What a caller is answered, in a word: in full, or refused with which code."""
    return ", ".join(f"refused: `{code}`" for code in answer.codes) or "answered"


def _groups(tallied: Any) -> Iterator[str]:
    rows = tallied["rows"] if tallied else []
    if not rows:
        yield "No rows."
        return
    keys, measures = list(rows[0]["key"]), [name for name in rows[0] if name != "key"]
    shown = rows[:20]
    cells = ([*(_said(row["key"][key]) for key in keys), *(_said(row[name]) for name in measures)] for row in shown)
    yield from table([words(name) for name in (*keys, *measures)], cells)
    if len(rows) > len(shown):
        yield from ("", f"And {len(rows) - len(shown)} more.")


def _said(value: Any) -> str:
    if value is None:
        return "not known"
    return f"{value:,}" if isinstance(value, int) else words(str(value).lower()) if str(value).isupper() else str(value)


def words(name: str) -> str:
    """A name of code as words."""
    return re.sub(r"(?<=[a-z])([A-Z])", lambda found: " " + found[1].lower(), name).replace("_", " ").replace(",", ", ")


def table(headings: list[str], rows: Any) -> Iterator[str]:
    """A table in Markdown."""
    yield f"| {' | '.join(headings)} |"
    yield f"| {' | '.join(['---'] * len(headings))} |"
    for row in rows:
        yield f"| {' | '.join(row)} |"


ASKED_BY = re.compile(r"\| [\w' ]+ \| (answered|refused.*) \|")
COUNTED = re.compile(r"On .+: |And \d+ more\.|!\[|\||No rows|- \*\*Covers|## Chart")


def without_figures(text: str) -> list[str]:
    """A page without what is counted: its words, its queries, and who is answered."""
    kept = (line for line in text.splitlines() if line and (ASKED_BY.fullmatch(line) or not COUNTED.match(line)))
    return list(kept)
