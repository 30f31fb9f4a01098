"""The words that code, SQL, schema and policy share. One word for one idea; every code of a list says what it means."""

from register.vocabulary.access_exemptions import ExemptionLaw
from register.vocabulary.access_grants import PURPOSES_OF, LiveGrantKind
from register.vocabulary.access_log import Outcome
from register.vocabulary.appointments import AppointedRole
from register.vocabulary.area_inspections import (
    AREA_INSPECTION_DAYS,
    FIRST_JOINT_INSPECTION,
    INSPECTORATE_OF,
    LEAD,
    RECORDED_BY,
    AreaInspectionKind,
    FindingKind,
    InspectedBody,
)
from register.vocabulary.area_targets import (
    TargetChoice,
    TargetComponent,
    TargetPosition,
    TargetReason,
)
from register.vocabulary.areas import AREA_PREFIXES, AreaKind, AreaTimelineKind
from register.vocabulary.authority_returns import (
    BypassDecision,
    CheckSeverity,
    MatchOutcome,
    ReturnChannel,
    ReturnFigure,
    ReturnKind,
    ReturnStatus,
    RowOutcome,
    SignOffAct,
    UnableReason,
)
from register.vocabulary.bodies import BODIES, INSPECTORATES, Agency, Body
from register.vocabulary.caller import Caller, Purpose
from register.vocabulary.changes import ChangeKind, ChangeOperation
from register.vocabulary.child_matches import MatchDecision, MatchStatus
from register.vocabulary.children import CareStatus, ChildLink, Ethnicity, Sex, TimelineKind
from register.vocabulary.closed_list import ClosedList
from register.vocabulary.conditions import ConditionChange, ConditionKind
from register.vocabulary.episode_reports import BY_HAND, ReportStep
from register.vocabulary.exploitation_flags import ExploitationKind, ExploitationStatus, Harm
from register.vocabulary.home_areas import AreaLink
from register.vocabulary.homes import HomeKind, Need, OperationalStatus, Sector, SexAdmitted
from register.vocabulary.inspections import InspectionKind, Judgement
from register.vocabulary.missing_episodes import (
    EpisodeOutcome,
    EpisodeStatus,
    FoundBy,
    MissingKind,
    MissingSetting,
    PoliceCategory,
    RiskLevel,
    RiskScheme,
)
from register.vocabulary.notices import AppealStatus, NoticeKind
from register.vocabulary.people import PersonRole
from register.vocabulary.placements import IN_A_HOME, PlacementApprover, PlacementKind
from register.vocabulary.policy import Basis, Explained, Group, Scope, Use, WithheldReason
from register.vocabulary.premises import LocationPrecision
from register.vocabulary.prevention_interviews import PreventionOutcome
from register.vocabulary.providers import LegalForm
from register.vocabulary.records import AssertionBasis, ProtectiveMarking
from register.vocabulary.registration import (
    CURRENT_STATUSES,
    CancellationWay,
    RegistrationAct,
    RegistrationStatus,
    StatusChoice,
)
from register.vocabulary.return_interviews import (
    InterviewAction,
    Interviewer,
    InterviewMode,
    InterviewStatus,
    NotOfferedReason,
    OfferOutcome,
    PullReason,
    PushReason,
    QualityGrade,
)
from register.vocabulary.seals import Log
from register.vocabulary.sightings import SightingKind
from register.vocabulary.statistics import StatisticsProfile, StatisticsQuestion, StatisticsSymbol

__all__ = [
    "AREA_INSPECTION_DAYS",
    "AREA_PREFIXES",
    "BODIES",
    "BY_HAND",
    "CURRENT_STATUSES",
    "FIRST_JOINT_INSPECTION",
    "INSPECTORATES",
    "INSPECTORATE_OF",
    "IN_A_HOME",
    "LEAD",
    "PURPOSES_OF",
    "RECORDED_BY",
    "Agency",
    "AppealStatus",
    "AppointedRole",
    "AreaInspectionKind",
    "AreaKind",
    "AreaLink",
    "AreaTimelineKind",
    "AssertionBasis",
    "Basis",
    "Body",
    "BypassDecision",
    "Caller",
    "CancellationWay",
    "CareStatus",
    "ChangeKind",
    "ChangeOperation",
    "CheckSeverity",
    "ChildLink",
    "ClosedList",
    "ConditionChange",
    "ConditionKind",
    "EpisodeOutcome",
    "EpisodeStatus",
    "Ethnicity",
    "ExemptionLaw",
    "Explained",
    "ExploitationKind",
    "ExploitationStatus",
    "FindingKind",
    "FoundBy",
    "Group",
    "Harm",
    "HomeKind",
    "InspectedBody",
    "InspectionKind",
    "InterviewAction",
    "InterviewMode",
    "InterviewStatus",
    "Interviewer",
    "Judgement",
    "LegalForm",
    "LiveGrantKind",
    "LocationPrecision",
    "Log",
    "MatchDecision",
    "MatchOutcome",
    "MatchStatus",
    "MissingKind",
    "MissingSetting",
    "Need",
    "NotOfferedReason",
    "NoticeKind",
    "OfferOutcome",
    "OperationalStatus",
    "Outcome",
    "PersonRole",
    "PlacementApprover",
    "PlacementKind",
    "PoliceCategory",
    "PreventionOutcome",
    "ProtectiveMarking",
    "PullReason",
    "Purpose",
    "PushReason",
    "QualityGrade",
    "RegistrationAct",
    "RegistrationStatus",
    "ReportStep",
    "ReturnChannel",
    "ReturnFigure",
    "ReturnKind",
    "ReturnStatus",
    "RiskLevel",
    "RiskScheme",
    "RowOutcome",
    "Scope",
    "Sector",
    "Sex",
    "SexAdmitted",
    "SightingKind",
    "SignOffAct",
    "StatisticsProfile",
    "StatisticsQuestion",
    "StatisticsSymbol",
    "StatusChoice",
    "TargetChoice",
    "TargetComponent",
    "TargetPosition",
    "TargetReason",
    "TimelineKind",
    "UnableReason",
    "Use",
    "WithheldReason",
]
