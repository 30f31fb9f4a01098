"""Which kinds of body may send each command, by name. A command that is not written here is open to nobody.

A grant to change a group says whose rows a command may write; it does not say that the command is that body's to send.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from register.policy.grants.corrections import INFORMED
from register.policy.grants.laws import (
    ACCOUNTABILITY,
    ACCURACY,
    CARE_STANDARDS_KEEPER,
    COMMISSIONED,
    INSTRUCTED,
    JOINT_INSPECTION,
    LAW_ENFORCEMENT,
    LOOKED_AFTER,
    RECTIFIED,
    REGULATION_7_AMENDED,
    RETURNED,
    SAFEGUARDING,
    SUBJECT_ACCESS,
)
from register.vocabulary import INSPECTORATES, Agency, Basis


@dataclass(frozen=True, slots=True)
class Sender:
    """A kind of body, the commands that it may send, and the law."""

    agency: Agency
    commands: tuple[str, ...]
    basis: Basis


SENDERS: tuple[Sender, ...] = (
    Sender(
        Agency.OFSTED,
        (
            "registerHome", "receiveApplication", "grantApplication", "refuseApplication", "suspendRegistration",
            "liftSuspension", "cancelRegistration", "changeProvider", "registerProvider", "correctHome",
            "changeHome", "changePremises", "changeManager", "changeResponsibleIndividual", "recordFirstAccommodation",
            "mergeDuplicateHomes", "undoMerge", "varyConditions", "serveNotice", "liftNotice", "recordInspection",
            "publishInspection", "applyChanges", "importHomes", "correctRegistration", "correctInspection",
            "withdrawInspection", "correctCondition", "withdrawCondition", "correctNotice", "withdrawNotice",
            "correctPerson", "withdrawPerson",
        ),
        CARE_STANDARDS_KEEPER,
    ),
    # Ofsted leads a joint inspection, and gives and ends the access of the inspectorates that join it.
    Sender(
        Agency.OFSTED,
        (
            "giveInspectionAccess", "approveInspectionAccess", "endAccess", "addInspectionRound",
            "createAreaInspection", "approveAreaInspection", "publishLetter", "recordPublishedInspection",
            "recordTargetDecision",
        ),
        JOINT_INSPECTION,
    ),
    *(Sender(agency, ("recordFinding",), JOINT_INSPECTION) for agency in INSPECTORATES),
    Sender(Agency.OFSTED_INSPECTOR, ("agreeFinding", "drawCohort"), JOINT_INSPECTION),
    Sender(Agency.HMICFRS, ("recordPublishedInspection", "recordTargetDecision"), JOINT_INSPECTION),
    Sender(Agency.LOCAL_AUTHORITY, ("planAction", "completeAction"), JOINT_INSPECTION),
    Sender(Agency.POLICE, ("openHome", "endAccess"), REGULATION_7_AMENDED),
    Sender(Agency.POLICE, ("reviewAccess",), ACCOUNTABILITY),
    Sender(Agency.OFSTED, ("reviewAccess",), ACCOUNTABILITY),
    Sender(
        Agency.LOCAL_AUTHORITY,
        (
            "registerChild", "correctChild", "openPlacement", "endPlacement", "notifyAreaAuthority",
            "recordDirectorApproval", "reportMissing", "recordReturn",
            "offerInterview", "recordOfferOutcome", "commissionInterview", "completeInterview", "approveExtract",
            "gradeInterview", "flagExploitation", "reviewFlag", "shieldRecord", "reviewShield", "liftShield",
            "recordReport",
        ),
        LOOKED_AFTER,
    ),
    Sender(Agency.LOCAL_AUTHORITY, ("recordExemption", "endExemption"), SUBJECT_ACCESS),
    *(Sender(agency, ("acknowledgeCorrection",), RECTIFIED) for agency in INFORMED),
    Sender(Agency.LOCAL_AUTHORITY, ("decideMatch",), ACCURACY),
    Sender(
        Agency.INTERVIEW_PROVIDER, ("offerInterview", "recordOfferOutcome", "completeInterview"), COMMISSIONED
    ),
    Sender(
        Agency.POLICE,
        (
            "reportMissing", "assessRisk", "recordFound", "recordReturn", "cancelEpisode", "transferOwnership",
            "acceptOwnership", "recordSighting", "updateLastSeen", "splitIntoAway", "linkMissingTogether",
            "recordPreventionInterview", "encounter", "recordReport",
        ),
        LAW_ENFORCEMENT,
    ),
    Sender(
        Agency.POLICE, ("flagExploitation", "reviewFlag"), SAFEGUARDING,
    ),
    Sender(Agency.UKMPU, ("encounter",), LAW_ENFORCEMENT),
    Sender(Agency.HEALTH, ("encounter",), SAFEGUARDING),
    Sender(
        Agency.LOCAL_AUTHORITY,
        (
            "importReturn", "sendReturnRows", "declareNilReturn", "submitReturn", "signOffReturn", "requestBypass",
            "confirmQuery", "declareUnableToReturn", "withdrawUnableToReturn", "recordReturnPractice",
        ),
        RETURNED,
    ),
    Sender(Agency.DFE, ("judgeBypass",), RETURNED),
    Sender(Agency.ADMIN, ("requestAdministration", "approveAdministration", "endAccess"), INSTRUCTED),
)  # fmt: skip


def _by_command() -> Mapping[str, frozenset[Agency]]:
    named = {command for sender in SENDERS for command in sender.commands}
    return {name: frozenset(s.agency for s in SENDERS if name in s.commands) for name in named}


_MAY_SEND = _by_command()


def may_send(agency: Agency, command: str) -> bool:
    """True if a kind of body may send a command."""
    return agency in _MAY_SEND.get(command, ())
