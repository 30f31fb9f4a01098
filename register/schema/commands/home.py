"""Commands on what a registered home is: its facts, its buildings, its people, its first child, its double."""

from datetime import date

import strawberry

from register.catalogue import Argument
from register.schema.building.command import LOCATION, PEOPLE, on_any_home, on_home
from register.schema.building.facts import fact, facts
from register.schema.building.input_parts import PREMISES, PREMISES_CORRECTION
from register.schema.building.words import Urn, listed
from register.schema.types.home import Home
from register.schema.types.person import Person

CORRECT_HOME = on_home(
    "correctHome",
    "Put right what was recorded wrongly: what is left out stays as it is, null says that it is not known. What was "
    "recorded before is kept, as what was believed. What changed in the world has a command of its own.",
    LOCATION,
    PEOPLE,
    **facts(Home, "kind", "sector", "registeredOn", "ceasedOn", "places", "shortBreaksOnly", "previousUrn"),
    providerReference=Argument(str | None, "The reference of the provider that ran it all along."),
    **facts(Home, "name", "ageMin", "ageMax", "sexAdmitted", "needs", "operationalStatus", "firstAccommodatedOn"),
    **facts(Home, "secureApproved", "securePlaces", "contactTelephone"),
    registeredManager=fact(Person, "name", "The present registered manager's name, as it should have been written."),
    responsibleIndividual=fact(Person, "name", "The name of who answers for it, as it should have been written."),
    premises=Argument(PREMISES_CORRECTION | None, "What is put right of its buildings."),
)
CHANGE_PREMISES = on_home(
    "changePremises",
    "Record that a home has other buildings from a day on: those that are neither new nor kept are given up.",
    LOCATION,
    changedOn=Argument(date, "The day from which it uses them."),
    premises=Argument(PREMISES, "The new buildings."),
    keep=Argument(listed(strawberry.ID) | None, "The keys of the present premises that it keeps."),
)
CHANGE_MANAGER = on_home(
    "changeManager",
    "Record who is the registered manager from a day on, or that the post is vacant.",
    PEOPLE,
    name=fact(Person, "name", "The new manager's name; without it, the post is vacant."),
    changedOn=Argument(date, "The day from which that holds."),
)
CHANGE_RESPONSIBLE_INDIVIDUAL = on_home(
    "changeResponsibleIndividual",
    "Record who answers for the home from a day on.",
    PEOPLE,
    name=fact(Person, "name", "The person's name; without it, nobody does, which an organisation's home cannot have."),
    changedOn=Argument(date, "The day from which that holds."),
)
RECORD_FIRST_ACCOMMODATION = on_home(
    "recordFirstAccommodation",
    "Record that the first child has moved in: the home is open from then. Not while a notice restricts it.",
    LOCATION,
    firstAccommodatedOn=fact(Home, "firstAccommodatedOn", required=True),
)
MERGE_DUPLICATE_HOMES = on_any_home(
    "urn",
    "mergeDuplicateHomes",
    "Say that two records are of one home. The duplicate is kept as it is, names the other, takes no more commands, "
    "and stands in no area, so that the home is found once. It can be undone.",
    LOCATION,
    duplicateUrn=Argument(Urn, "The reference number of the duplicate."),
    duplicateExpectedVersion=Argument(int, "The duplicate's version as you know it."),
)
UNDO_MERGE = on_any_home(
    "duplicateUrn",
    "undoMerge",
    "Say that a record that was merged is of a home of its own after all. It stands in its areas again.",
    LOCATION,
)
