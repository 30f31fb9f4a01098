"""The words that code, SQL, schema and policy share. One word for one idea; every code of a list says what it means."""

from register.vocabulary.access_grants import PURPOSES_OF, LiveGrantKind
from register.vocabulary.access_log import Outcome
from register.vocabulary.appointments import AppointedRole
from register.vocabulary.areas import AREA_PREFIXES, AreaKind
from register.vocabulary.bodies import BODIES, INSPECTORATES, Agency, Body
from register.vocabulary.caller import Caller, Purpose
from register.vocabulary.changes import ChangeKind, ChangeOperation
from register.vocabulary.closed_list import ClosedList
from register.vocabulary.conditions import ConditionChange, ConditionKind
from register.vocabulary.home_areas import AreaLink
from register.vocabulary.homes import HomeKind, Need, OperationalStatus, Sector, SexAdmitted
from register.vocabulary.inspections import InspectionKind, Judgement
from register.vocabulary.notices import NoticeKind
from register.vocabulary.people import PersonRole
from register.vocabulary.policy import Basis, Explained, Group, Scope, Use, WithheldReason
from register.vocabulary.premises import LocationPrecision
from register.vocabulary.providers import LegalForm
from register.vocabulary.records import AssertionBasis, ProtectiveMarking
from register.vocabulary.registration import CancellationWay, RegistrationAct, RegistrationStatus
from register.vocabulary.seals import Log

__all__ = [
    "AREA_PREFIXES",
    "BODIES",
    "INSPECTORATES",
    "PURPOSES_OF",
    "Agency",
    "AppointedRole",
    "AreaKind",
    "AreaLink",
    "AssertionBasis",
    "Basis",
    "Body",
    "Caller",
    "CancellationWay",
    "ChangeKind",
    "ChangeOperation",
    "ClosedList",
    "ConditionChange",
    "ConditionKind",
    "Explained",
    "Group",
    "HomeKind",
    "InspectionKind",
    "Judgement",
    "LegalForm",
    "LiveGrantKind",
    "LocationPrecision",
    "Log",
    "Need",
    "NoticeKind",
    "OperationalStatus",
    "Outcome",
    "PersonRole",
    "ProtectiveMarking",
    "Purpose",
    "RegistrationAct",
    "RegistrationStatus",
    "Scope",
    "Sector",
    "SexAdmitted",
    "Use",
    "WithheldReason",
]
