"""Rows of a list about records that were merged into others: they are about the homes that were kept."""

from collections.abc import Mapping, Set
from dataclasses import replace

import sqlalchemy as sa

from register.importing.files.csv_table import RowProblem
from register.importing.ofsted.listings import told_facts
from register.importing.ofsted.provider_list import Reading
from register.importing.ofsted.spellings import IDENTITY
from register.open_types import Arguments
from register.rules.problem import Problem
from register.tables import home

KEPT = home.alias("kept")


def find_merged(connection: sa.Connection) -> Mapping[str, str]:
    """The URN of the home that was kept, by the URN of each record that was merged into it."""
    query = sa.select(home.c.urn, KEPT.c.urn.label("kept")).join_from(home, KEPT, KEPT.c.id == home.c.merged_into_id)
    return {row.urn: row.kept for row in connection.execute(query)}


def with_kept(urns: Set[str], merged: Mapping[str, str]) -> Set[str]:
    """These URNs, and those of the homes that were kept of them. merged: of find_merged."""
    return urns | {merged[urn] for urn in urns & merged.keys()}


# Decision: merged-rows
def read_as_kept(reading: Reading, merged: Mapping[str, str]) -> Set[str]:
    """Take no fact of a merged record, and its inspection only if the row of the home that was kept has another.

    merged: of find_merged. Returns the URNs on the list, with those of the homes that were kept.
    """
    of_kept = {(each.urn, each.number) for each in reading.inspections}
    doubled = {
        (each.urn, each.number)
        for each in reading.inspections
        if each.urn in merged and (merged[each.urn], each.number) in of_kept
    }
    reading.leave_out(doubled)
    for place, facts in enumerate(reading.homes):
        if facts.urn in merged:
            nothing: Arguments = dict.fromkeys(told_facts(facts))
            reading.homes[place] = replace(facts, **nothing)
            reading.remarks.append(RowProblem(reading.lines[facts.urn], *_told(merged[facts.urn])))
    return with_kept(set(reading.urns.values()), merged)


def _told(kept: str) -> tuple[str, Problem]:
    return IDENTITY["urn"].names[0], Problem(
        "RULE_ALREADY_MERGED",
        f"The record was merged into {kept}. The row's inspection was read as that home's, and no other fact.",
    )
