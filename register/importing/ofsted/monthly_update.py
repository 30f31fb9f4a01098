"""Ofsted's list of homes, month by month: compared with the register, then applied as compared or not at all."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

import sqlalchemy as sa

from register.errors import SetupError
from register.geo.home_areas import derive_links
from register.importing.files.csv_table import PublishedFile, RowProblem, read_titles
from register.importing.files.file_date import as_at_of
from register.importing.files.headings import printable
from register.importing.files.report import Written
from register.importing.files.row_outcomes import Fate, Outcome, by_line, field_of, refused, said
from register.importing.ofsted.authority_names import authority_codes
from register.importing.ofsted.closures import StandingHome, close_homes, find_standing, left_out, was_registered
from register.importing.ofsted.comparison import Comparison, refusal_of, reopens, urns_of
from register.importing.ofsted.former_facts import keep_changed, keep_suspended
from register.importing.ofsted.homes import HomesWritten, compare_homes, write_homes
from register.importing.ofsted.inspections import (
    PUBLISHED_OTHERWISE,
    InspectionFacts,
    InspectionsWritten,
    compare_inspections,
    find_other_publications,
    known_inspections,
    write_inspections,
)
from register.importing.ofsted.listings import (
    LEFT_ALONE,
    listed_after,
    listed_days,
    note_listed,
    note_told,
    settled_facts,
    told_facts,
    unsettled,
)
from register.importing.ofsted.merged_records import find_merged, read_as_kept
from register.importing.ofsted.operation import let_operation_follow
from register.importing.ofsted.owner_names import KnownProviders, Named, nearly_equal
from register.importing.ofsted.provider_list import SOURCE_SYSTEM, Reading, read_providers
from register.importing.ofsted.providers import (
    Owner,
    compare_owners,
    find_known,
    find_references,
    gather_owners,
    write_owners,
)
from register.importing.ofsted.spellings import PROVIDER_LIST
from register.importing.session import refusals_told
from register.importing.upsert import Compared, Difference, Progress, batched, batches, counted, together
from register.settings import settings
from register.tables import inspection, provider


def compare(connection: sa.Connection, file: PublishedFile, *, as_at: date | None, today: date) -> Comparison:
    """What Ofsted's file would add, change and close; nothing is written.

    as_at: the day that the file describes, unless its name or its title lines say it. Raises: SetupError.
    """
    day = as_at_of(file.name, as_at, today, titles=read_titles(file, PROVIDER_LIST))
    standing = find_standing(connection)
    reading = _read(connection, file, standing, day=day, today=today)
    listed = listed_days(connection)
    newer = listed_after(listed, day)
    _leave_alone(connection, reading, newer, day=day)
    on_list = read_as_kept(reading, find_merged(connection))
    closing, left = _closing(standing, on_list, day, listed=listed, is_whole=not reading.problems)
    known = find_known(connection)
    owners = gather_owners(reading.owners(), known)
    settled = find_references(connection) if newer else frozenset()
    providers, homes, inspections = _compared(connection, reading, owners, settled=settled, as_at=day)
    reading.remarks += _publications_kept(connection, reading)
    differences = (*homes.differences, *inspections.differences, *providers.differences)
    added = frozenset(urn for (urn,) in homes.added)
    return Comparison(
        file=printable(file.name),
        as_at=day,
        today=today,
        homes=tuple(reading.homes),
        owners=owners,
        settled=settled,
        nearly_equal=_nearly_equal(owners, known),
        inspections=tuple(reading.inspections),
        added=added,
        differences=differences,
        closing=closing,
        standing=len(standing),
        left=left,
        records=_records(homes, inspections, providers),
        outcomes=(*_rows(reading, added, differences), *(Outcome(None, each.urn, Fate.CLOSED) for each in closing)),
        skipped=Counter(reading.skipped.values()),
        problems=tuple(reading.problems),
        remarks=tuple(reading.remarks),
    )


def apply(
    connection: sa.Connection,
    comparison: Comparison,
    *,
    partial: bool,
    allow_large_change: bool,
    progress: Progress,
) -> None:
    """Write what the comparison says, and nothing else; the caller commits.

    Raises: SetupError, after which the caller rolls back; also if the register is no longer what was compared.
    """
    refusal = refusal_of(comparison, partial=partial, allow_large_change=allow_large_change)
    if refusal is not None:
        raise refusal
    provenance = {"source_system": SOURCE_SYSTEM, "source_ref": comparison.file}
    with refusals_told():
        done = _write(connection, comparison, provenance, progress=progress)
        keep_suspended(connection, [each.urn for each in comparison.closing], comparison.as_at)
        closed = close_homes(connection, comparison.closing, comparison.as_at, provenance=provenance)
        let_operation_follow(connection, comparison.as_at)
        note_listed(connection, [each.urn for each in comparison.homes], comparison.as_at)
        note_told(connection, comparison.homes, comparison.as_at)
    if done.relinked:
        buffer_m = settings().boundary_buffer_m
        derive_links(connection, done.relinked, on=comparison.today, buffer_m=buffer_m)
    if not _is_as_compared(comparison, done, closed):
        raise SetupError("The register changed while the file was being compared, so nothing was written. Try again.")


@dataclass(slots=True)
class Done:
    """What has been written so far: homes that are new or differ, by URN, and records by kind."""

    added: set[str] = field(default_factory=set)
    changed: set[str] = field(default_factory=set)
    relinked: list[UUID] = field(default_factory=list)
    records: dict[str, Written] = field(default_factory=dict)

    def add(self, homes: HomesWritten, inspections: InspectionsWritten) -> None:
        """Count a batch; a home of which only the inspection is new has changed too."""
        self.added |= set(homes.added)
        self.changed |= set(homes.changed) | {urn for urn, _ in inspections.added | inspections.changed}
        self.changed -= self.added
        self.relinked += [*homes.added.values(), *homes.changed.values()]
        self.records["homes"] += Written(len(homes.added), len(homes.changed))
        self.records["inspections"] += Written(len(inspections.added), len(inspections.changed))


def _is_as_compared(comparison: Comparison, done: Done, closed: frozenset[str]) -> bool:
    return (
        done.added == comparison.added
        and done.changed == comparison.changed
        and done.records == comparison.records
        and closed == {each.urn for each in comparison.closing}
    )


def _read(
    connection: sa.Connection, file: PublishedFile, standing: Sequence[StandingHome], *, day: date, today: date
) -> Reading:
    codes = authority_codes(connection, day)
    reading = read_providers(file, codes=codes, standing={each.urn for each in standing}, today=today)
    _confirm_whole(file.name, reading, day)
    return reading


def _confirm_whole(name: str, reading: Reading, as_at: date) -> None:
    if not reading.homes and not reading.problems:
        raise SetupError(f"{name} has no children's homes.")
    if any(each.registered_on is not None and each.registered_on > as_at for each in reading.homes):
        raise SetupError(f"{name} has homes registered after {as_at}. Give the day it describes with --as-at.")


def _closing(
    standing: Sequence[StandingHome], on_list: Set[str], as_at: date, *, listed: Mapping[str, date], is_whole: bool
) -> tuple[tuple[StandingHome, ...], dict[str, int]]:
    missing = left_out(standing, on_list, SOURCE_SYSTEM, listed=listed)
    if not is_whole:
        # A refused row is of some home, and its URN may be what is wrong with it.
        return (), {"because rows are refused": len(missing)} if missing else {}
    could_be_listed = [each for each in missing if was_registered(each, as_at)]
    newer = listed_after(listed, as_at)
    closing = tuple(each for each in could_be_listed if each.urn not in newer)
    left = {
        f"registered after {as_at}": len(missing) - len(could_be_listed),
        f"on a list after {as_at}": len(could_be_listed) - len(closing),
    }
    return closing, {why: count for why, count in left.items() if count}


def _leave_alone(connection: sa.Connection, reading: Reading, newer: Set[str], *, day: date) -> None:
    """Take of a list what no later one has told, and nothing of an inspection that the register has already."""
    settled = settled_facts(connection, day)
    reading.homes = [unsettled(each, settled.get(each.urn, frozenset())) for each in reading.homes]
    older = [each for each in reading.inspections if each.urn in newer]
    known = {key for batch in batched(older) for key in known_inspections(connection, batch)}
    reading.leave_out(known)
    silent = {each.urn for each in reading.homes if not any(told_facts(each))}
    reading.leave_alone(silent - {each.urn for each in reading.inspections}, LEFT_ALONE)


def _compared(
    connection: sa.Connection, reading: Reading, owners: Mapping[str, Owner], *, settled: Set[str], as_at: date
) -> tuple[Compared, Compared, Compared]:
    homes = together(compare_homes(connection, batch, owners, as_at=as_at) for batch in batched(reading.homes))
    inspections = together(
        compare_inspections(connection, latest, SOURCE_SYSTEM) for latest in batched(reading.inspections)
    )
    return compare_owners(connection, _one_each(owners, settled)), homes, inspections


def _publications_kept(connection: sa.Connection, reading: Reading) -> list[RowProblem]:
    found = (
        urn
        for batch in batched(reading.inspections)
        for urn, _ in find_other_publications(connection, batch, SOURCE_SYSTEM)
    )
    return [RowProblem(reading.lines[urn], None, PUBLISHED_OTHERWISE) for urn in found]


def _records(homes: Compared, inspections: Compared, providers: Compared) -> dict[str, Written]:
    return {
        "homes": Written(len(homes.added), len({each.key[0] for each in homes.differences})),
        "inspections": counted(inspections, inspection),
        "providers": counted(providers, provider),
    }


def _nearly_equal(owners: Mapping[str, Owner], known: KnownProviders) -> tuple[tuple[Named, ...], ...]:
    """The providers, as they would be, that may be one with an owner that the file names."""
    in_file = {
        each.reference: Named(each.reference, each.name, each.company_number) for each in owners.values() if each.name
    }
    others = {each.reference: each for each in known.named}
    groups = nearly_equal((others | in_file).values())
    return tuple(group for group in groups if any(each.reference in in_file for each in group))


def _one_each(owners: Mapping[str, Owner], settled: Set[str]) -> list[Owner]:
    """Each owner once, without those of which the list may change nothing."""
    one_each = {owner.reference: owner for owner in owners.values()}
    return [owner for reference, owner in one_each.items() if reference not in settled]


def _rows(reading: Reading, added: frozenset[str], differences: Sequence[Difference]) -> list[Outcome]:
    """The outcome of each line of the file, in its order."""
    of_home: dict[str, list[Difference]] = defaultdict(list)
    for each in differences:
        for urn in urns_of((each,)):
            of_home[urn].append(each)
    problems, remarks = by_line(reading.problems), by_line(reading.remarks)
    taken = {each.urn for each in reading.homes}
    outcomes = [
        Outcome(line, reading.urns.get(line), Fate.SKIPPED, detail=what) for line, what in reading.skipped.items()
    ]
    outcomes += [refused(line, reading.urns.get(line), found) for line, found in problems.items()]
    for urn, line in reading.lines.items():
        if urn in taken and line not in problems:
            outcomes.append(_outcome(line, urn, of_home[urn], is_new=urn in added, remarks=remarks[line]))
    return sorted(outcomes, key=lambda outcome: outcome.line or 0)


def _outcome(
    line: int, urn: str, differences: Sequence[Difference], *, is_new: bool, remarks: Sequence[RowProblem]
) -> Outcome:
    fate = Fate.CHANGED if differences else Fate.UNCHANGED
    if is_new:
        fate = Fate.ADDED
    elif any(reopens(each) for each in differences):
        fate = Fate.REOPENED
    fields = tuple(dict.fromkeys(field_of(each) for each in differences))
    details = (*(said(each) for each in differences), *(each.problem.message for each in remarks))
    return Outcome(line, urn, fate, fields, tuple(each.problem.code for each in remarks), "; ".join(details))


def _write(
    connection: sa.Connection, comparison: Comparison, provenance: dict[str, str], *, progress: Progress
) -> Done:
    owners = comparison.owners
    done = Done(records=dict.fromkeys(("homes", "inspections"), Written()))
    done.records["providers"] = write_owners(connection, _one_each(owners, comparison.settled), provenance)
    latest: dict[str, InspectionFacts] = {each.urn: each for each in comparison.inspections}
    for homes in batches(comparison.homes, progress):
        keep_changed(connection, homes, comparison.as_at)
        written = write_homes(connection, homes, owners, provenance=provenance, as_at=comparison.as_at)
        inspected = [latest[each.urn] for each in homes if each.urn in latest]
        done.add(written, write_inspections(connection, inspected, provenance))
    return done
