"""The commands by which Ofsted keeps the register, and the function that carries out each; batches are made of them."""

from collections.abc import Mapping
from types import MappingProxyType

from register.resolvers.commands import (
    conditions,
    corrections,
    inspections,
    lifecycle,
    merging,
    notices,
    people,
    premises,
    providers,
    registration,
)
from register.resolvers.commands.context import Act

KEEPING: Mapping[str, Act] = MappingProxyType(
    {
        "registerHome": registration.register_home,
        "receiveApplication": registration.receive_application,
        "grantApplication": lifecycle.grant_application,
        "refuseApplication": lifecycle.refuse_application,
        "suspendRegistration": lifecycle.suspend_registration,
        "liftSuspension": lifecycle.lift_suspension,
        "cancelRegistration": lifecycle.cancel_registration,
        "changeProvider": providers.change_provider,
        "registerProvider": providers.register_provider,
        "correctHome": corrections.correct_home,
        "changePremises": premises.change_premises,
        "changeManager": people.change_manager,
        "changeResponsibleIndividual": people.change_responsible_individual,
        "recordFirstAccommodation": notices.record_first_accommodation,
        "mergeDuplicateHomes": merging.merge_duplicate_homes,
        "undoMerge": merging.undo_merge,
        "varyConditions": conditions.vary_conditions,
        "serveNotice": notices.serve_notice,
        "liftNotice": notices.lift_notice,
        "recordInspection": inspections.record_inspection,
        "publishInspection": inspections.publish_inspection,
    }
)
