"""A valid input of each command, and who may send it, as the agencies' papers put it."""

import uuid
from collections.abc import Mapping
from typing import Any

from register.vocabulary import Agency
from tests.support.command_client import new_home
from tests.support.published_files import HOME, UNINSPECTED
from tests.support.story import INSIDE, NORTHBY, NORTHBY_COUNCIL, PLAIN, SOUTHBY

APPEAL = {"reasons": "Not safe.", "appealStatus": "NONE"}
HERE = {"urn": PLAIN, "expectedVersion": 1}
SOME_CHILD = {"child": str(uuid.uuid4()), "expectedVersion": 1}
SOME_INTERVIEW = {"interview": str(uuid.uuid4()), "expectedVersion": 1}
SOME_PERIOD = {"authority": NORTHBY_COUNCIL, "kind": "MISSING_YEARLY", "periodStart": "2024-04-01"}
SOME_RETURN = {"authorityReturn": str(uuid.uuid4()), "expectedVersion": 1}
SOME_EPISODE = {"episode": str(uuid.uuid4()), "expectedVersion": 1}
LISTED = HOME | UNINSPECTED | {"URN": "SC991004", "Local authority": "Northby Council"}
FILE = "".join(",".join(f'"{cell}"' for cell in line) + "\n" for line in (LISTED, LISTED.values()))
# A valid input of each command, on a home that any agency may know of.
INPUTS: Mapping[str, Mapping[str, Any]] = {
    "registerHome": new_home("SC991001"),
    "receiveApplication": {k: v for k, v in new_home("SC991002").items() if k != "registeredOn"},
    "grantApplication": HERE | {"registeredOn": "2024-01-01"},
    "refuseApplication": HERE,
    "suspendRegistration": HERE | APPEAL | {"suspendedOn": "2024-01-01"},
    "liftSuspension": HERE | {"liftedOn": "2024-01-01"},
    "cancelRegistration": HERE | {"way": "VOLUNTARY", "ceasedOn": "2024-01-01"},
    "changeProvider": HERE | {"newUrn": "SC991003", "providerReference": "TEST-PERSON", "changedOn": "2024-01-01"},
    "registerProvider": {"reference": "NEW", "legalForm": "INDIVIDUAL", "individualName": "Fern Hollis"},
    "correctHome": HERE | {"places": 9},
    "changeHome": HERE | {"changedOn": "2024-01-01", "name": "Rook Hall"},
    "changePremises": HERE | {"changedOn": "2024-01-01", "premises": new_home("SC991001")["premises"]},
    "changeManager": HERE | {"name": "Bryony Lark", "changedOn": "2024-01-01"},
    "changeResponsibleIndividual": HERE | {"name": "Bryony Lark", "changedOn": "2024-01-01"},
    "recordFirstAccommodation": HERE | {"firstAccommodatedOn": "2024-01-01"},
    "mergeDuplicateHomes": HERE | {"duplicateUrn": INSIDE, "duplicateExpectedVersion": 1},
    "undoMerge": {"duplicateUrn": PLAIN, "expectedVersion": 1},
    "varyConditions": HERE | {"changes": [
        {"change": "IMPOSED", "kind": "NEEDS", "effectiveFrom": "2024-01-01", "wording": "One floor."}]},
    "serveNotice": HERE | {"kind": "COMPLIANCE_NOTICE", "servedOn": "2024-01-01", "reasons": "Records."},
    "liftNotice": HERE | {"notice": str(uuid.uuid4()), "liftedOn": "2024-01-01"},
    "recordInspection": HERE | {"number": "H1", "kind": "FULL", "startedOn": "2024-01-01"},
    "publishInspection": HERE | {"number": "H1", "publishedOn": "2024-01-01"},
    "correctRegistration": HERE | {"status": "APPLICATION_RECEIVED", "reason": "Granted by mistake."},
    "correctInspection": HERE | {"number": "H1", "startedOn": "2024-01-02", "reason": "Mistyped."},
    "withdrawInspection": HERE | {"number": "H1", "reason": "Another home's."},
    "correctCondition": HERE | {"condition": str(uuid.uuid4()), "wording": "Two floors.", "reason": "Mistyped."},
    "withdrawCondition": HERE | {"condition": str(uuid.uuid4()), "reason": "Another home's."},
    "correctNotice": HERE | {"notice": str(uuid.uuid4()), "servedOn": "2024-01-02", "reason": "Mistyped."},
    "withdrawNotice": HERE | {"notice": str(uuid.uuid4()), "reason": "Another home's."},
    "correctPerson": HERE | {"person": str(uuid.uuid4()), "name": "Bryony Lark", "reason": "Mistyped."},
    "withdrawPerson": HERE | {"person": str(uuid.uuid4()), "reason": "Another home's."},
    "applyChanges": {"items": [{"refuseApplication": HERE}]},
    "importHomes": {"name": "providers as at 2025-03-31.csv", "file": FILE, "asAt": "2025-03-31"},
    "openHome": {"urn": PLAIN, "incident": "N/1", "reason": "A child was seen there."},
    "requestAdministration": {"urn": PLAIN, "reason": "Its address cannot be corrected."},
    "approveAdministration": {"id": str(uuid.uuid4())},
    "giveInspectionAccess": {
        "agency": "CQC", "areas": [NORTHBY], "subjects": ["inspector"], "reason": "Joint inspection of Northby.",
        "startsAt": "2099-01-01T00:00:00Z", "endsAt": "2099-01-02T00:00:00Z"},
    "approveInspectionAccess": {"id": str(uuid.uuid4())},
    "addInspectionRound": {
        "theme": "neglect", "title": "Neglect", "startsOn": "2017-05-01", "isAboutMissing": False},
    "createAreaInspection": {
        "authority": NORTHBY_COUNCIL, "round": str(uuid.uuid4()),
        "inspectors": [{"agency": "OFSTED_INSPECTOR", "subjects": ["inspector"]}],
        "notifiedAt": "2099-01-01T09:00:00Z", "fieldworkFrom": "2099-01-12", "fieldworkTo": "2099-01-16",
        "letterDueOn": "2099-02-16", "planDays": 20, "chosenBecause": "Joint inspection of Northby."},
    "approveAreaInspection": {"inspection": str(uuid.uuid4()), "expectedVersion": 1},
    "recordFinding": {
        "inspection": str(uuid.uuid4()), "kind": "IMPROVEMENT", "body": "PARTNERSHIP", "isAboutMissing": True,
        "narrative": "Interviews come late."},
    "agreeFinding": {"finding": str(uuid.uuid4()), "expectedVersion": 1},
    "drawCohort": {"inspection": str(uuid.uuid4()), "seed": "three robins", "size": 3},
    "publishLetter": {"inspection": str(uuid.uuid4()), "summary": "A letter.", "planDueOn": "2099-03-01"},
    "recordPublishedInspection": {
        "area": NORTHBY_COUNCIL, "kind": "AUTHORITY_SERVICES", "isAboutMissing": True, "startedOn": "2024-01-01",
        "publishedOn": "2024-02-01", "summary": "A report.", "findings": []},
    "recordTargetDecision": {"area": NORTHBY_COUNCIL, "choice": "WATCH", "reason": "Many children go missing."},
    "planAction": {"finding": str(uuid.uuid4()), "action": "Offer each within a day.", "dueOn": "2099-03-01"},
    "completeAction": {"action": str(uuid.uuid4()), "expectedVersion": 1, "doneOn": "2024-03-01"},
    "endAccess": {"id": str(uuid.uuid4())},
    "reviewAccess": {"id": str(uuid.uuid4())},
    "registerChild": {"name": "Wren Hale", "dateOfBirth": "2012-02-03", "sex": "FEMALE"},
    "correctChild": SOME_CHILD | {"careStatus": "LOOKED_AFTER"},
    "acknowledgeCorrection": {"notice": str(uuid.uuid4())},
    "decideMatch": {"match": str(uuid.uuid4()), "decision": "KEEP_THIS", "grounds": "Both have one NHS number."},
    "openPlacement": SOME_CHILD | {"kind": "CHILDRENS_HOME", "urn": PLAIN, "startedOn": "2024-01-01"},
    "notifyAreaAuthority": {
        "placement": str(uuid.uuid4()), "expectedVersion": 1, "notifiedAt": "2026-01-01T09:00:00Z",
        "isEmergency": False},
    "recordDirectorApproval": {
        "placement": str(uuid.uuid4()), "expectedVersion": 1, "isAtADistance": True, "approver": "DIRECTOR",
        "approvedAt": "2026-01-01T09:00:00Z"},
    "endPlacement": {"placement": str(uuid.uuid4()), "expectedVersion": 1, "endedOn": "2024-01-01"},
    "reportMissing": {
        "child": str(uuid.uuid4()), "kind": "MISSING", "setting": "HOME", "startedAt": "2026-01-01T03:00:00Z"},
    "assessRisk": SOME_EPISODE | {"scheme": "APP_CURRENT", "level": "HIGH"},
    "recordFound": SOME_EPISODE | {"foundAt": "2026-01-01T09:00:00Z", "foundBy": "POLICE"},
    "recordReturn": SOME_EPISODE | {"returnedAt": "2026-01-01T10:00:00Z", "outcome": "RETURNED_PLACEMENT"},
    "cancelEpisode": SOME_EPISODE,
    "transferOwnership": SOME_EPISODE | {"force": SOUTHBY},
    "acceptOwnership": SOME_EPISODE,
    "recordSighting": SOME_EPISODE | {"kind": "REPORTED", "seenAt": "2026-01-01T09:00:00Z"},
    "updateLastSeen": SOME_EPISODE | {"lastSeenAt": "2026-01-01T02:00:00Z"},
    "splitIntoAway": SOME_EPISODE | {"foundAt": "2026-01-01T09:00:00Z", "foundBy": "POLICE"},
    "linkMissingTogether": SOME_EPISODE | {"otherEpisode": str(uuid.uuid4())},
    "recordPreventionInterview": SOME_EPISODE | {
        "heldAt": "2026-01-01T12:00:00Z", "outcome": "NO_CONCERN", "disclosuresPassed": False},
    "recordReport": SOME_EPISODE | {"step": "HOME", "doneAt": "2026-01-01T09:00:00Z"},
    "encounter": {"name": "Wren Hale", "dateOfBirth": "2012-02-03"},
    "offerInterview": SOME_INTERVIEW | {"offered": True},
    "recordOfferOutcome": SOME_INTERVIEW | {"outcome": "ACCEPTED"},
    "commissionInterview": SOME_INTERVIEW | {"providerCode": "story-trust"},
    "completeInterview": SOME_INTERVIEW | {
        "conductedAt": "2026-01-02T09:00:00Z", "mode": "VIDEO", "interviewer": "ADVOCATE", "caresForChild": False,
        "pushReasons": ["RULES"]},
    "approveExtract": SOME_INTERVIEW | {"extract": "Went to the station."},
    "gradeInterview": SOME_INTERVIEW | {"qualityGrade": "GOOD"},
    "importReturn": {
        **SOME_PERIOD, "name": "missing.csv", "file": "CHILD,DOB,MISSING,MIS_START,MIS_END\nS0,,M,04/05/2024,\n"},
    "sendReturnRows": {**SOME_PERIOD, "rows": [{"reference": "row 1", "child": "S0"}]},
    "declareNilReturn": SOME_PERIOD,
    "submitReturn": SOME_RETURN,
    "signOffReturn": SOME_RETURN,
    "requestBypass": {"check": str(uuid.uuid4()), "bypassReason": "The date is right."},
    "confirmQuery": {"check": str(uuid.uuid4()), "confirmation": "Two homes closed."},
    "declareUnableToReturn": {"returnDuty": str(uuid.uuid4()), "unableReason": "SYSTEM"},
    "withdrawUnableToReturn": {"returnDuty": str(uuid.uuid4())},
    "recordReturnPractice": {"returnDuty": str(uuid.uuid4()), "recordsAwayApart": True},
    "judgeBypass": {"check": str(uuid.uuid4()), "decision": "ALLOWED"},
    "flagExploitation": {
        "child": str(uuid.uuid4()), "kind": "SEXUAL", "status": "SUSPECTED", "reviewDueOn": "2099-01-01"},
    "reviewFlag": {"flag": str(uuid.uuid4()), "expectedVersion": 1, "endedOn": "2026-01-01"},
    "shieldRecord": {
        "child": str(uuid.uuid4()), "grounds": "A parent looks for the child.", "holders": [],
        "reviewDueOn": "2099-01-01"},
    "reviewShield": {"shield": str(uuid.uuid4()), "expectedVersion": 1, "reviewDueOn": "2099-01-01"},
    "liftShield": {"shield": str(uuid.uuid4()), "expectedVersion": 1},
    "recordExemption": {
        "child": str(uuid.uuid4()), "group": "child identity", "law": "CHILD_ABUSE", "grounds": "A parent asks for it.",
        "decidedOn": "2026-01-01", "endsOn": "2026-12-31"},
    "endExemption": {"exemption": str(uuid.uuid4()), "expectedVersion": 1},
}  # fmt: skip
OFSTED, AUTHORITIES = frozenset({"ofsted"}), frozenset({"local_authority"})
SENDERS: Mapping[str, frozenset[str]] = {
    "registerHome": OFSTED,
    "receiveApplication": OFSTED,
    "grantApplication": OFSTED,
    "refuseApplication": OFSTED,
    "suspendRegistration": OFSTED,
    "liftSuspension": OFSTED,
    "cancelRegistration": OFSTED,
    "changeProvider": OFSTED,
    "registerProvider": OFSTED,
    "correctHome": OFSTED,
    "changeHome": OFSTED,
    "changePremises": OFSTED,
    "changeManager": OFSTED,
    "changeResponsibleIndividual": OFSTED,
    "recordFirstAccommodation": OFSTED,
    "mergeDuplicateHomes": OFSTED,
    "undoMerge": OFSTED,
    "varyConditions": OFSTED,
    "serveNotice": OFSTED,
    "liftNotice": OFSTED,
    "recordInspection": OFSTED,
    "publishInspection": OFSTED,
    "applyChanges": OFSTED,
    "importHomes": OFSTED,
    "openHome": frozenset({"police"}),
    "requestAdministration": frozenset({"admin"}),
    "approveAdministration": frozenset({"admin"}),
    "giveInspectionAccess": OFSTED,
    "approveInspectionAccess": OFSTED,
    "addInspectionRound": OFSTED,
    "createAreaInspection": OFSTED,
    "approveAreaInspection": OFSTED,
    "publishLetter": OFSTED,
    **dict.fromkeys(("recordPublishedInspection", "recordTargetDecision"), OFSTED | {"hmicfrs"}),
    "recordFinding": frozenset({"ofsted_inspector", "cqc", "hmicfrs", "hmi_probation"}),
    **dict.fromkeys(("agreeFinding", "drawCohort"), frozenset({"ofsted_inspector"})),
    **dict.fromkeys(("planAction", "completeAction"), AUTHORITIES),
    "reviewAccess": frozenset({"police", "ofsted"}),
    "endAccess": frozenset({"police", "admin", "ofsted"}),
    **dict.fromkeys(
        (
            "correctRegistration",
            "correctInspection",
            "withdrawInspection",
            "correctCondition",
            "withdrawCondition",
            "correctNotice",
            "withdrawNotice",
            "correctPerson",
            "withdrawPerson",
        ),
        OFSTED,
    ),
    **dict.fromkeys(
        (
            "registerChild",
            "correctChild",
            "decideMatch",
            "openPlacement",
            "recordDirectorApproval",
            "notifyAreaAuthority",
            "endPlacement",
        ),
        AUTHORITIES,
    ),
    **dict.fromkeys(("reportMissing", "recordReturn", "recordReport"), frozenset({"local_authority", "police"})),
    **dict.fromkeys(
        (
            "assessRisk",
            "recordFound",
            "cancelEpisode",
            "transferOwnership",
            "acceptOwnership",
            "recordSighting",
            "updateLastSeen",
            "splitIntoAway",
            "linkMissingTogether",
            "recordPreventionInterview",
        ),
        frozenset({"police"}),
    ),
    "encounter": frozenset({"police", "ukmpu", "health"}),
    **dict.fromkeys(("flagExploitation", "reviewFlag"), frozenset({"local_authority", "police"})),
    **dict.fromkeys(
        ("offerInterview", "recordOfferOutcome", "completeInterview"),
        frozenset({"local_authority", "interview_provider"}),
    ),
    **dict.fromkeys(
        (
            "importReturn",
            "sendReturnRows",
            "declareNilReturn",
            "submitReturn",
            "signOffReturn",
            "requestBypass",
            "confirmQuery",
            "declareUnableToReturn",
            "withdrawUnableToReturn",
            "recordReturnPractice",
        ),
        AUTHORITIES,
    ),
    # Everybody who reads records that are not public.
    "acknowledgeCorrection": frozenset(agency.value for agency in Agency)
    - {"auditor", "dfe_statistics", "commissioner_statistics"},
    "judgeBypass": frozenset({"dfe"}),
    **dict.fromkeys(("commissionInterview", "approveExtract", "gradeInterview"), AUTHORITIES),
    **dict.fromkeys(("shieldRecord", "reviewShield", "liftShield", "recordExemption", "endExemption"), AUTHORITIES),
}
# What the token of each kind of body names, beside the agency.
BODIES: Mapping[str, Mapping[str, str]] = {
    "police": {"area": NORTHBY},
    "local_authority": {"area": NORTHBY_COUNCIL},
    "interview_provider": {"organisation": "story-trust"},
    "health": {"organisation": "story-health"},
}


def unsent(commands: Mapping[str, Any]) -> list[str]:
    """Every command that has no valid input here, or of which it is not said who may send it."""
    page = "tests/support/command_inputs.py"
    listed = (("INPUTS", INPUTS), ("SENDERS", SENDERS))
    missing = {f"command {name}: add it to {to} in {page}" for to, each in listed for name in {*commands} - {*each}}
    gone = {f"command {name} is not there any more" for _, each in listed for name in {*each} - {*commands}}
    return sorted(missing | gone)
