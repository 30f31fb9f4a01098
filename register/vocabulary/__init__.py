"""The words that code, SQL, schema and policy share. One word for one idea; every code of a list says what it means."""

from register.vocabulary.areas import AREA_PREFIXES, AreaKind, AreaLink
from register.vocabulary.bodies import BODIES, INSPECTORATES, Agency, Body
from register.vocabulary.caller import Caller, Purpose
from register.vocabulary.changes import ChangeKind, ChangeOperation
from register.vocabulary.closed_list import ClosedList
from register.vocabulary.enforcement import ConditionChange, ConditionKind, NoticeKind
from register.vocabulary.homes import (
    CancellationWay,
    HomeKind,
    LegalForm,
    LocationPrecision,
    Need,
    OperationalStatus,
    PersonRole,
    RegistrationAct,
    RegistrationStatus,
    Sector,
    SexAdmitted,
)
from register.vocabulary.inspections import InspectionKind, Judgement
from register.vocabulary.policy import (
    AppointedRole,
    Basis,
    Explained,
    Group,
    LiveGrantKind,
    Scope,
    Use,
    WithheldReason,
)
from register.vocabulary.records import AssertionBasis, Log, Outcome, ProtectiveMarking

__all__ = [
    "AREA_PREFIXES",
    "BODIES",
    "INSPECTORATES",
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
