"""Every command by which Ofsted keeps the register: carried out, one version on, within the groups that it declares."""

import importlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from register.catalogue import COMMANDS
from register.resolvers.commands import subjects
from register.resolvers.commands.acts import ACTS
from register.schema import mutation
from register.schema.mutation import BATCHABLE, PAGE
from register.tables import GROUP_OF, metadata
from register.vocabulary import Group
from tests.support.command_client import Keeper, building, new_home
from tests.support.story import IN_BOTH, ON_THE_LINE, PLAIN

GROUPS = {table.name: group for table, group in GROUP_OF.items()}
OLD, NEW, APPLIED, REFUSED = "SC910001", "SC910002", "SC910003", "SC910004"


def latest(keeper: Keeper, of: str) -> Any:
    """The key of the latest record of a kind of the home that most steps are about."""
    return keeper.read(OLD, f"{of} {{ id }}")[of][0]["id"]


Step = tuple[str, str | None, Callable[[Keeper], dict[str, Any]], str | None]
# Each command, the home that it is on, the rest of its input, and the home whose version shows that it was done.
STEPS: tuple[Step, ...] = (
    ("registerProvider", None, lambda _: {
        "reference": "NEW-PROVIDER", "legalForm": "INDIVIDUAL", "individualName": "Fern Hollis"}, None),
    ("registerHome", None, lambda _: new_home(OLD), None),
    ("receiveApplication", None, lambda _: {
        **new_home(APPLIED), "registeredOn": None, "applicationReceivedOn": "2024-05-01"}, None),
    ("receiveApplication", None, lambda _: {**new_home(REFUSED), "registeredOn": None}, None),
    ("grantApplication", APPLIED, lambda _: {"registeredOn": "2024-06-01"}, APPLIED),
    ("refuseApplication", REFUSED, lambda _: {}, REFUSED),
    ("correctHome", OLD, lambda _: {
        "name": "Rookery House", "places": 4, "registeredManager": "Juniper Vale",
        "premises": [{"longitude": -2.21, "latitude": 53.451}]}, OLD),
    ("recordFirstAccommodation", OLD, lambda _: {"firstAccommodatedOn": "2024-05-20"}, OLD),
    ("changeHome", OLD, lambda _: {
        "changedOn": "2024-06-01", "name": "Rook Hall", "operationalStatus": "OPEN_NO_CHILDREN"}, OLD),
    ("changePremises", OLD, lambda _: {"changedOn": "2024-07-01", "premises": [building(longitude=-2.22)]}, OLD),
    ("changeManager", OLD, lambda _: {"changedOn": "2024-07-02", "name": "Bryony Lark"}, OLD),
    ("changeResponsibleIndividual", OLD, lambda _: {"changedOn": "2024-07-02", "name": "Corin Ashby"}, OLD),
    ("varyConditions", OLD, lambda _: {"changes": [{
        "change": "IMPOSED", "kind": "MAX_PLACES", "places": 5, "effectiveFrom": "2024-07-03", "wording": "Five."}]},
     OLD),
    ("serveNotice", OLD, lambda _: {
        "kind": "COMPLIANCE_NOTICE", "servedOn": "2024-07-04", "reasons": "Records were not kept."}, OLD),
    ("liftNotice", OLD, lambda keeper: {"notice": latest(keeper, "notices"), "liftedOn": "2024-08-01"}, OLD),
    ("correctCondition", OLD, lambda keeper: {
        "condition": latest(keeper, "conditions"), "places": 4, "wording": "Four.", "reason": "Mistyped."}, OLD),
    ("withdrawCondition", OLD, lambda keeper: {
        "condition": latest(keeper, "conditions"), "reason": "Another home's."}, OLD),
    ("correctPerson", OLD, lambda keeper: {
        "person": latest(keeper, "people"), "name": "Corin Ash", "reason": "Mistyped."}, OLD),
    ("withdrawPerson", OLD, lambda keeper: {"person": latest(keeper, "people"), "reason": "Another home's."}, OLD),
    ("recordInspection", OLD, lambda _: {"number": "K1", "kind": "FULL", "startedOn": "2024-08-02"}, OLD),
    ("publishInspection", OLD, lambda _: {
        "number": "K1", "publishedOn": "2024-09-01", "overallExperiencesAndProgress": "GOOD",
        "helpedAndProtected": "GOOD", "leadersAndManagers": "GOOD"}, OLD),
    ("correctInspection", OLD, lambda _: {"number": "K1", "startedOn": "2024-08-03", "reason": "Mistyped."}, OLD),
    ("withdrawInspection", OLD, lambda _: {"number": "K1", "reason": "Another home's."}, OLD),
    ("suspendRegistration", OLD, lambda _: {
        "suspendedOn": "2024-09-20", "reasons": "Children were not safe.", "appealStatus": "NONE"}, OLD),
    ("correctNotice", OLD, lambda keeper: {
        "notice": latest(keeper, "notices"), "servedOn": "2024-09-19", "reasons": "Few.", "reason": "Mistyped."},
     OLD),
    ("correctRegistration", OLD, lambda _: {"status": "REGISTERED", "reason": "Another home's suspension."}, OLD),
    ("withdrawNotice", OLD, lambda keeper: {"notice": latest(keeper, "notices"), "reason": "Another home's."}, OLD),
    ("suspendRegistration", OLD, lambda _: {
        "suspendedOn": "2024-10-01", "reasons": "Children were not safe.", "appealStatus": "NONE"},
     OLD),
    ("liftSuspension", OLD, lambda _: {"liftedOn": "2024-11-01"}, OLD),
    ("changeProvider", OLD, lambda _: {
        "newUrn": NEW, "providerReference": "NEW-PROVIDER", "changedOn": "2025-01-01",
        "responsibleIndividual": "Corin Ashby"}, OLD),
    ("cancelRegistration", NEW, lambda _: {
        "way": "BY_COURT", "ceasedOn": "2025-02-01", "reasons": "Serious risk.", "appealStatus": "NONE"}, NEW),
    ("mergeDuplicateHomes", PLAIN, lambda keeper: {
        "duplicateUrn": IN_BOTH, "duplicateExpectedVersion": keeper.version(IN_BOTH)}, IN_BOTH),
    ("undoMerge", None, lambda keeper: {
        "duplicateUrn": IN_BOTH, "expectedVersion": keeper.version(IN_BOTH)}, PLAIN),
    ("applyChanges", None, lambda keeper: {"items": [{"changeManager": {
        "urn": ON_THE_LINE, "expectedVersion": keeper.version(ON_THE_LINE), "changedOn": "2024-07-02",
        "name": "Bryony Lark"}}]}, ON_THE_LINE),
)  # fmt: skip


def written_since(keeper: Keeper, number: int) -> set[Any]:
    """The groups of the records that were written after this entry."""
    with keeper.server.owner.connect() as owner:
        entry = metadata.tables["register.entry"]
        return {GROUPS[name] for name in owner.scalars(sa.select(entry.c.entity).where(entry.c.number > number))}


def test_each_command_raises_its_homes_version_by_one_and_writes_the_groups_that_it_declares_and_no_other(keeper):
    wrong = []
    for command, urn, given, shown in STEPS:
        before = keeper.version(shown) if shown else 0
        last = keeper.scalar("select coalesce(max(number), 0) from register.entry")
        told = keeper.do(command, urn, **{k: v for k, v in given(keeper).items() if v is not None})
        groups = written_since(keeper, last)
        declared = COMMANDS[command].changes
        # The home's own row is locked by every command on it, and written only where one of its facts changes.
        whole = groups <= declared if command == "applyChanges" else groups | {Group.HOME_PUBLIC} == declared
        raised = keeper.version(shown) == before + 1 if shown else True
        if told.codes or not whole or not raised:
            wrong.append((command, told.payload["problems"], groups ^ declared, raised))

    assert wrong == []
    assert {command for command, *_ in STEPS} == {command.name for command in BATCHABLE} | {"applyChanges"}


def test_every_command_that_is_offered_is_carried_out_by_a_function_of_its_own():
    assert set(ACTS) == {command.name for command in PAGE} == set(COMMANDS)
    assert len(set(ACTS.values())) == len(ACTS)


def test_every_module_that_carries_out_a_command_is_imported():
    folder = Path(subjects.__file__).parent
    named = {each.__name__.rpartition(".")[2] for each in subjects.SUBJECTS}

    assert {path.stem for path in folder.glob("*.py") if "\n@carries_out" in path.read_text()} == named


def test_a_command_that_nothing_carries_out_stops_the_import(monkeypatch):
    monkeypatch.setattr(mutation, "PAGE", (*PAGE, replace(PAGE[0], name="doNothing")))

    with pytest.raises(TypeError, match="doNothing"):
        importlib.reload(subjects)
