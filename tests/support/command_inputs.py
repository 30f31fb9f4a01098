"""A valid input of each command, and who may send it, as the agencies' papers put it."""

import uuid
from collections.abc import Mapping
from typing import Any

from tests.support.command_client import new_home
from tests.support.published_files import HOME, UNINSPECTED
from tests.support.story import INSIDE, NORTHBY, NORTHBY_COUNCIL, PLAIN

APPEAL = {"reasons": "Not safe.", "appealStatus": "Open."}
HERE = {"urn": PLAIN, "expectedVersion": 1}
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
    "applyChanges": {"items": [{"refuseApplication": HERE}]},
    "importHomes": {"name": "providers as at 2025-03-31.csv", "file": FILE, "asAt": "2025-03-31"},
    "openHome": {"urn": PLAIN, "incident": "N/1", "reason": "A child was seen there."},
    "requestAdministration": {"urn": PLAIN, "reason": "Its address cannot be corrected."},
    "approveAdministration": {"id": str(uuid.uuid4())},
    "giveInspectionAccess": {
        "agency": "CQC", "areas": [NORTHBY], "subjects": ["inspector"], "reason": "Joint inspection of Northby.",
        "startsAt": "2099-01-01T00:00:00Z", "endsAt": "2099-01-02T00:00:00Z"},
    "approveInspectionAccess": {"id": str(uuid.uuid4())},
    "endAccess": {"id": str(uuid.uuid4())},
    "reviewAccess": {"id": str(uuid.uuid4())},
}  # fmt: skip
OFSTED = frozenset({"ofsted"})
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
    "reviewAccess": frozenset({"police", "ofsted"}),
    "endAccess": frozenset({"police", "admin", "ofsted"}),
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
