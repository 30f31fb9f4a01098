"""A second opinion on the rows of children: who reaches a child, a placement, an episode, worked out of the records.

None of the register's links is read.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.hostile.child_scopes import CASES, HOSTS, LONG_MISSING, OWNS, RESPONSIBLE, SEEKS, TAKES_OVER
from tests.hostile.oracle import KNOWN_BY, Row

INTEREST, OWN_RECORD, LONG = timedelta(days=28), timedelta(days=365), timedelta(hours=72)

# By which column a row of each table names what it is of.
OF_CHILD = {"child": "id", **dict.fromkeys(("child_minimum", "child_identity", "child_characteristics"), "child_id")}
OF_CHILD |= dict.fromkeys(
    (
        "episode_child", "exploitation_flag", "exploitation_detail", "child_match", "match_decision", "child_shield",
        "consultation", "consultation_detail", "access_exemption",
    ),
    "child_id",
)  # fmt: skip
OF_PLACEMENT = {"placement": "id"}
OF_INTERVIEWS = ("return_interview", "interview_themes", "interview_narrative", "police_extract")
OF_EPISODE = {"missing_episode": "id"}
OF_EPISODE |= dict.fromkeys(("risk_assessment", "sighting", "episode_harm", "encounter", *OF_INTERVIEWS), "episode_id")
OF_EPISODE |= dict.fromkeys(
    ("prevention_interview", "missing_together", "episode_repeat", "episode_report"), "episode_id"
)
LINKS = frozenset({"child_reach", "placement_reach", "episode_reach"})
TABLES = frozenset({*OF_CHILD, *OF_PLACEMENT, *OF_EPISODE, *LINKS})
# Which links each scope means, by what they say.
KINDS: Mapping[str, tuple[str, ...]] = {
    RESPONSIBLE: ("responsible", "shielded_responsible"), HOSTS: ("host", "shielded_host"),
    OWNS: ("owner", "shielded_owner"), SEEKS: ("interest",),
    LONG_MISSING: ("long_missing",), TAKES_OVER: ("offered",), CASES: ("case",),
}  # fmt: skip
# The forces that look for a child: that own an episode, are asked to, or did.
FORCES = ("owning_force_code", "offered_force_code", "former_force_code")
INSPECTED_KINDS = ("responsible", "host", "owner")

Areas = Iterable[str | None]
Rows = Mapping[str, Sequence[Row]]


class ChildRows:
    """The records of children as their owner reads them, and which scope holds which of them for some areas."""

    def __init__(self, rows: Rows) -> None:
        self.rows = rows
        self.now = datetime.now(UTC)

    def within(self, scope: str, areas: Areas, table: str, row: Row) -> bool:
        """Whether a scope holds a row, for a body of these areas or, of cases, of these organisations."""
        wanted = {area for area in areas if area is not None}
        if table in LINKS:
            whose = row["organisation" if scope == CASES else "area_code"]
            return row["how"] in KINDS[scope] and (scope == LONG_MISSING or whose in wanted)
        return any(TESTS[scope](self, wanted, found) for found in self._named(table, row))

    def inspected(self, areas: Areas, table: str, row: Row) -> bool:
        """Whether a row is of a record that a body of these areas is responsible for, hosts or owns."""
        if table in LINKS:
            return row["how"] in INSPECTED_KINDS and row["area_code"] in set(areas)
        return any(self.within(scope, areas, table, row) for scope in (RESPONSIBLE, HOSTS, OWNS))

    def _named(self, table: str, row: Row) -> list["Subject"]:
        """What a row is of, if that is there."""
        of, by = next((of, by[table]) for of, by in NAMED if table in by)
        return [(of, found) for found in self.rows[of] if found["id"] == row[by]]

    def child_of(self, subject: "Subject") -> Row | None:
        """The child that a record is of."""
        of, row = subject
        if of == "child":
            return row
        named = row["child_id"] if of == "placement" else self._child_of_episode(row["id"])
        return next((child for child in self.rows["child"] if child["id"] == named), None)

    def _child_of_episode(self, episode: Any) -> Any:
        return next((each["child_id"] for each in self.rows["episode_child"] if each["episode_id"] == episode), None)

    def present(self, child: Any) -> list[Row]:
        """The placements that a child has now."""
        return [each for each in self.rows["placement"] if each["child_id"] == child and each["ended_on"] is None]

    def episodes(self, child: Any) -> list[Row]:
        """The episodes of a child that were not recorded in error."""
        keys = {each["episode_id"] for each in self.rows["episode_child"] if each["child_id"] == child}
        return [e for e in self.rows["missing_episode"] if e["id"] in keys and e["status"] != "cancelled"]

    def hosts(self, placement: Row) -> set[str | None]:
        """The areas in which a child lives by a placement: an authority's, and a force's."""
        home = next((each for each in self.rows["home"] if each["id"] == placement["home_id"]), None)
        around = KNOWN_BY.get(placement["host_authority_code"], set()) - {placement["host_authority_code"]}
        force = {home["force_code"]} if home and home["force_code"] else around
        return {placement["host_authority_code"], *force}

    def lasts(self, episode: Row, after: timedelta) -> bool:
        """Whether an episode is open, or ended so short a time ago."""
        return episode["ended_at"] is None or episode["ended_at"] + after > self.now


# The table of a record, and the record.
Subject = tuple[str, Row]
NAMED: Sequence[tuple[str, Mapping[str, str]]] = (
    ("child", OF_CHILD), ("placement", OF_PLACEMENT), ("missing_episode", OF_EPISODE),
)  # fmt: skip


def _is_responsible(rows: ChildRows, areas: set[str], subject: Subject) -> bool:
    child = rows.child_of(subject)
    if child is None:
        return subject[1].get("responsible_authority_code") in areas
    return child["responsible_authority_code"] in areas


def _hosts(rows: ChildRows, areas: set[str], subject: Subject) -> bool:
    (of, row), child = subject, rows.child_of(subject)
    if child is None:
        return False
    places = rows.present(child["id"])
    if of == "placement":
        places = [each for each in places if each["id"] == row["id"]]
    if of == "missing_episode":
        places = [each for each in places if each["home_id"] is not None and each["home_id"] == row["home_id"]]
    return any(areas & rows.hosts(each) for each in places)


def _owns(rows: ChildRows, areas: set[str], subject: Subject) -> bool:
    of, row = subject
    if of == "placement":
        return False
    owned = [row] if of == "missing_episode" else rows.episodes(row["id"])
    return any(each["owning_force_code"] in areas and rows.lasts(each, OWN_RECORD) for each in owned)


def _seeks(rows: ChildRows, areas: set[str], subject: Subject) -> bool:
    (of, row), child = subject, rows.child_of(subject)
    if child is None or (of == "placement" and row["ended_on"] is not None):
        return False
    found = rows.episodes(child["id"])
    return any(areas & {each[name] for name in FORCES} and rows.lasts(each, INTEREST) for each in found)


def _is_missing_for_long(rows: ChildRows, areas: set[str], subject: Subject) -> bool:
    (of, row), child = subject, rows.child_of(subject)
    if child is None or (of == "placement" and row["ended_on"] is not None):
        return False
    found = [each for each in rows.episodes(child["id"]) if of != "missing_episode" or each["id"] == row["id"]]
    lasted = (each for each in found if (each["ended_at"] or rows.now) > each["started_at"] + LONG)
    return any(rows.lasts(each, INTEREST) for each in lasted)


def _takes_over(rows: ChildRows, areas: set[str], subject: Subject) -> bool:
    of, row = subject
    return of == "missing_episode" and row["offered_force_code"] in areas


def _interviews(rows: ChildRows, organisations: set[str], subject: Subject) -> bool:
    (of, row), child = subject, rows.child_of(subject)
    if child is None or of == "placement":
        return False
    found = {e["episode_id"] for e in rows.rows["episode_child"] if e["child_id"] == child["id"]}
    of_these = {row["id"]} & found if of == "missing_episode" else found
    held = (each for each in rows.rows["return_interview"] if each["episode_id"] in of_these)
    lasting = (each for each in held if each["closed_at"] is None or each["closed_at"] + INTEREST > rows.now)
    return any(each["provider_code"] in organisations for each in lasting)


TESTS: Mapping[str, Callable[[ChildRows, set[str], Subject], bool]] = {
    RESPONSIBLE: _is_responsible,
    HOSTS: _hosts,
    OWNS: _owns,
    SEEKS: _seeks,
    LONG_MISSING: _is_missing_for_long,
    TAKES_OVER: _takes_over,
    CASES: _interviews,
}
