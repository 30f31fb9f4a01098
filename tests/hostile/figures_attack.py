"""An attack on published figures by somebody who sees nothing but the answers of the API.

It knows what everybody knows: which areas make up which, that breakdowns add up to totals, which figures are parts of
others, how figures are rounded, and that what is suppressed is not 0. It shares no line with the register's own.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import highspy
import numpy as np

# What is not measured in hundredths, but counted.
COUNTED = {
    "missing_children": ("children_missing", "children_placed", "placed_children_missing"),
    "repeats": ("children_missing", "children_missing_more_than_once", "children_missing_three_times_in_90_days"),
    "incidents": ("episodes_missing", "episodes_away"),
    "durations": ("episodes_missing",),
    "placements": ("episodes_missing", "episodes_away"),
    "outcomes": ("episodes",),
    "times_and_places": ("episodes",),
    "interviews": ("due", "offered", "accepted", "held", "held_in_time", "held_in_time_and_independent"),
}
# The same figure under several questions: the total of each area.
SAME = {"children_missing": "children missing", "episodes_missing": "missing", "episodes_away": "away", "episodes": "e"}
SMALL, WIDTH = 5, 4
ASK = """
query($question: StatisticsQuestion!, $version: Int, $where: StatisticsRowFilter, $after: String) {
  statistics(question: $question, version: $version) {
    version rows(where: $where, first: 200, after: $after) {
      nodes { period level areaCode breakdown dimensions { name code } cells { measure value symbol } }
      pageInfo { hasNextPage endCursor }
    }
  }
}
"""
Name = tuple[Any, ...]


@dataclass
class Seen:
    """Everything that was answered: each figure by its name, a number or None; asked: with so many questions."""

    figures: dict[Name, float | None] = field(default_factory=dict)
    levels: dict[str, str] = field(default_factory=dict)
    asked: int = 0


def look(ask: Any, versions: Mapping[str, int]) -> Seen:
    """Ask for every figure of every version, by level and by breakdown. versions: how many each question has."""
    seen = Seen()
    for question, measures in COUNTED.items():
        for version in range(1, versions[question] + 1):
            for level in ("AUTHORITY", "REGION", "COUNTRY"):
                for row in _pages(ask, seen, question.upper(), version, where={"level": {"eq": level}}):
                    _note(seen, question, version, row, measures=measures)
    return seen


# Rates, by the two figures that each is of.
RATES = {
    "away_for_each_100_missing": ("episodes_away", "episodes_missing"),
    "more_than_once_percent": ("children_missing_more_than_once", "children_missing"),
    "three_times_in_90_days_percent": ("children_missing_three_times_in_90_days", "children_missing"),
    "placed_children_missing_percent": ("placed_children_missing", "children_placed"),
    "held_percent": ("held", "due"),
}


def look_at_random(ask: Any, seen: Seen, versions: Mapping[str, int], *, times: int) -> tuple[Seen, list[Any]]:
    """Ask so often for some figures of a version, by area, breakdown or both. Returns what was answered, and the rates
    that are shown although a figure that they are of is not."""
    chance, again, told = np.random.default_rng(times), Seen(), []
    areas, breakdowns = list(seen.levels), ["", *{",".join(code for code, _ in name[5]) for name in seen.figures}]
    for _ in range(times):
        question = str(chance.choice(list(COUNTED)))
        where = {"areaCode": {"eq": str(chance.choice(areas))}}
        if chance.random() < 0.5:
            where["breakdown"] = {"eq": str(chance.choice(breakdowns))}
        version = int(chance.integers(1, versions[question] + 1))
        for row in _pages(ask, again, question.upper(), version, where=where):
            _note(again, question, version, row, measures=COUNTED[question])
            cells = {each["measure"]: each for each in row["cells"]}
            told += [
                (row["areaCode"], name)
                for name, parts in RATES.items()
                if name in cells and cells[name]["value"] is not None
                if any(cells[part]["value"] is None for part in parts)
            ]
    return again, told


def _pages(ask: Any, seen: Seen, question: str, version: int, *, where: Any) -> Iterator[Any]:
    after = None
    while True:
        answer = ask(ASK, "dfe_statistics", question=question, version=version, where=where, after=after)
        seen.asked += 1
        rows = answer.data["statistics"]["rows"]
        yield from rows["nodes"]
        if not rows["pageInfo"]["hasNextPage"]:
            return
        after = rows["pageInfo"]["endCursor"]


def _note(seen: Seen, question: str, version: int, row: Any, *, measures: tuple[str, ...]) -> None:
    seen.levels[row["areaCode"]] = row["level"]
    codes = tuple(sorted((each["name"], each["code"]) for each in row["dimensions"]))
    for cell in row["cells"]:
        if cell["measure"] in measures and cell["symbol"] != "X":
            seen.figures[question, version, row["period"], row["areaCode"], cell["measure"], codes] = cell["value"]


class Attack:
    """A linear programme of everything that was seen. region_of: the larger area of each authority."""

    def __init__(self, seen: Seen, region_of: Mapping[str, str]) -> None:
        self.seen, self.column = seen, {name: at for at, name in enumerate(seen.figures)}
        self.unchanged = self._unchanged()
        self.solver = highspy.Highs()
        self.solver.silent()
        self.solver.setOptionValue("presolve", "off")
        self.solver.setOptionValue("simplex_strategy", 4)
        bounds = [self._bounds(name) for name in seen.figures]
        self.solver.addVars(len(bounds), np.array([low for low, _ in bounds]), np.array([high for _, high in bounds]))
        for less, more in self._sums(region_of):
            self._add(less, more, 0.0)
        for less, more in self._parts():
            self._add([less], [more], highspy.kHighsInf)

    def pinned(self, hidden: list[Name]) -> list[Name]:
        """Those of the suppressed figures of which too much is known."""
        return [name for name in hidden if not self._is_wide(name)]

    def _is_wide(self, name: Name) -> bool:
        low, high = (self._end(name, sense) for sense in (highspy.ObjSense.kMinimize, highspy.ObjSense.kMaximize))
        return high - low >= WIDTH and not (low >= 1 and high <= SMALL)

    def _end(self, name: Name, sense: Any) -> float:
        cost = np.zeros(len(self.column))
        cost[self.column[name]] = 1.0
        self.solver.changeColsCost(len(cost), np.arange(len(cost), dtype=np.int32), cost)
        self.solver.changeObjectiveSense(sense)
        self.solver.run()
        assert self.solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
        value = self.solver.getInfo().objective_function_value
        whole = np.ceil(value - 1e-6) if sense is highspy.ObjSense.kMinimize else np.floor(value + 1e-6)
        return float(whole)

    def _bounds(self, name: Name) -> tuple[float, float]:
        shown = self.seen.figures[name]
        if shown is None:
            return 1.0, 1e7
        if shown == 0 or self.seen.levels[name[3]] == "AUTHORITY":
            return shown, shown
        return max(shown - 5, SMALL + 1), shown + 4

    def _sums(self, region_of: Mapping[str, str]) -> Iterator[tuple[list[Name], list[Name]]]:
        """Figures that are the same, or that add up to one."""
        by_key: dict[Name, list[Name]] = {}
        for name in self.column:
            question, version, period, area, measure, codes = name
            larger = region_of.get(area, "E92000001" if self.seen.levels[area] == "REGION" else None)
            if larger is not None:
                by_key.setdefault(("area", (question, version, period, larger, measure, codes)), []).append(name)
            for left_out in {each for each, _ in codes}:
                rest = tuple(each for each in codes if each[0] != left_out)
                whole = (question, version, period, area, measure, rest)
                by_key.setdefault((left_out, whole), []).append(name)
        for (_, whole), parts in by_key.items():
            if whole in self.column:
                yield parts, [whole]
        yield from self._same()

    def _same(self) -> Iterator[tuple[list[Name], list[Name]]]:
        """Totals under several questions; and in areas of which no figure changed, those of two versions."""
        first: dict[Name, Name] = {}
        for name in self.column:
            question, version, period, area, measure, codes = name
            if measure in SAME and not codes and version == 1:
                other = first.setdefault((SAME[measure], period, area), name)
                if other != name:
                    yield [name], [other]
            before = (question, version - 1, period, area, measure, codes)
            if before in self.column and area in self.unchanged:
                yield [name], [before]

    def _unchanged(self) -> set[str]:
        """Authorities of which no version of any question says anything else than the one before."""
        found = self.seen.figures
        changed = {n[3] for n, shown in found.items() if found.get((n[0], n[1] - 1, *n[2:]), shown) != shown}
        return {area for area, level in self.seen.levels.items() if level == "AUTHORITY"} - changed

    def _parts(self) -> Iterator[tuple[Name, Name]]:
        """Figures that are parts of others: those that come later in a question of children or interviews."""
        nested = {
            "repeats": COUNTED["repeats"],
            "interviews": COUNTED["interviews"],
            "missing_children": ("children_placed", "placed_children_missing"),
        }
        for name in self.column:
            question, version, period, area, measure, codes = name
            order = nested.get(question, ())
            if measure in order[1:]:
                whole = (question, version, period, area, order[order.index(measure) - 1], codes)
                yield name, whole
            if (question, measure) == ("missing_children", "placed_children_missing"):
                yield name, (question, version, period, area, "children_missing", codes)

    def _add(self, plus: list[Name], minus: list[Name], slack: float) -> None:
        columns = [self.column[name] for name in (*plus, *minus)]
        values = [1.0] * len(plus) + [-1.0] * len(minus)
        self.solver.addRow(-slack, 0.0, len(columns), np.array(columns, dtype=np.int32), np.array(values))
