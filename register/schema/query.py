"""Every read that the register offers, on one page. Each is nullable, so that one refusal does not lose the others."""

import strawberry

from register.catalogue import Argument, Node, root, tally_root
from register.schema.building.arguments import AFTER, AS_OF, STATUS, VALID_ON, filter_of, first, order_by, takes
from register.schema.building.inputs import AREA, BODY_AREA, CHANGES_ARGUMENTS, EPISODE_AREA
from register.schema.building.scalars import Urn
from register.schema.building.tallies import tally_arguments
from register.schema.types.access_grant import LiveGrantConnection
from register.schema.types.access_log import AccessLogConnection
from register.schema.types.access_log_tally import ACCESS_LOG_TALLY, AccessLogTally
from register.schema.types.area import Area, AreaConnection
from register.schema.types.area_finding import AreaCohortConnection, AreaFindingConnection
from register.schema.types.area_inspection import (
    AreaInspection,
    AreaInspectionConnection,
    AreaPack,
    InspectionRoundConnection,
)
from register.schema.types.area_target import AreaTarget, AreaTargetConnection, TargetDecisionConnection
from register.schema.types.authority_return import AuthorityReturnConnection, ReturnDutyConnection
from register.schema.types.change import ChangeFeed
from register.schema.types.child import Child, ChildConnection
from register.schema.types.child_match import ChildMatchConnection
from register.schema.types.child_tally import CHILD_TALLY, ChildTally
from register.schema.types.consultation import ConsultationConnection
from register.schema.types.correction_notice import CorrectionNoticeConnection
from register.schema.types.encounter import EncounterConnection
from register.schema.types.home import Home, HomeConnection
from register.schema.types.home_tally import HOME_TALLY, HomeTally
from register.schema.types.inspection import InspectionConnection
from register.schema.types.inspection_tally import INSPECTION_TALLY, InspectionTally
from register.schema.types.missing_episode import MissingEpisode, MissingEpisodeConnection
from register.schema.types.missing_episode_tally import MISSING_EPISODE_TALLY, MissingEpisodeTally
from register.schema.types.opening import OpeningConnection
from register.schema.types.placement_tally import PLACEMENT_TALLY, PlacementTally
from register.schema.types.provider import Provider, ProviderConnection
from register.schema.types.published_finding_tally import PUBLISHED_FINDING_TALLY, PublishedFindingTally
from register.schema.types.published_inspection import (
    AreaActionConnection,
    PublishedFindingConnection,
    PublishedInspectionConnection,
)
from register.schema.types.return_interview import ReturnInterviewConnection
from register.schema.types.return_interview_tally import RETURN_INTERVIEW_TALLY, ReturnInterviewTally
from register.schema.types.statistic import STATISTICS_ARGUMENTS, Statistics, StatisticsConnection
from register.schema.types.subject_access import HELD, SUBJECT_ACCESS_ARGUMENTS, SubjectAccess
from register.schema.types.viewer import Viewer
from register.vocabulary import AreaKind

PAGE = {"first": first(), "after": AFTER}
OF_CODE = takes(areaCode=Argument(str, "The ONS code of the area."))
OF_CHILD = Argument(strawberry.ID | None, "Only of this child.")


@strawberry.type(description="Everything you can read.")
class Query:
    """Everything you can read."""

    viewer: Viewer | None = strawberry.field(
        resolver=takes(), description="Who you are to the register, and what you may do."
    )
    node: Node | None = strawberry.field(
        resolver=takes(id=Argument(strawberry.ID, "The id of any record.")),
        description="One record of any type by its id, as its own field shows it; null if there is none that you may "
        "see. Name the type of what you expect in a fragment: ... on Home { urn }.",
    )
    home: Home | None = root(
        "home",
        "Home",
        "One home by its URN; null if there is none that you may see.",
        resolver=takes(urn=Argument(Urn, "Ofsted's unique reference number (URN)."), asOf=AS_OF, validOn=VALID_ON),
        one=True,
        urn="urn",
    )
    homes: HomeConnection | None = root(
        "homes",
        "Home",
        "Homes that are registered or suspended, by area and filter, in order of URN unless you ask for another order. "
        "Use status or a filter on registrationStatus to list others.",
        resolver=takes(
            area=AREA,
            status=STATUS,
            where=filter_of("Home"),
            orderBy=order_by("Home"),
            **PAGE,
            asOf=AS_OF,
            validOn=VALID_ON,
        ),
    )
    area: Area | None = root(
        "area",
        "Area",
        "One area by its code. An area that has ended has validTo and successors.",
        resolver=takes(code=Argument(str, "The nine-character ONS code."), validOn=VALID_ON),
        one=True,
        ever=True,
        code="code",
    )
    areas: AreaConnection | None = root(
        "areas",
        "Area",
        "Areas, by kind and filter.",
        resolver=takes(
            kind=Argument(AreaKind | None, "Only areas of this kind."),
            where=filter_of("Area"),
            orderBy=order_by("Area"),
            **PAGE,
            validOn=VALID_ON,
        ),
        kind="kind",
    )
    provider: Provider | None = root(
        "provider",
        "Provider",
        "One provider by its reference.",
        resolver=takes(reference=Argument(str, "The provider's reference on the register."), asOf=AS_OF),
        one=True,
        reference="reference",
    )
    providers: ProviderConnection | None = root(
        "providers",
        "Provider",
        "Providers, by filter.",
        resolver=takes(where=filter_of("Provider"), orderBy=order_by("Provider"), **PAGE, asOf=AS_OF),
    )
    inspections: InspectionConnection | None = root(
        "inspections",
        "Inspection",
        "Inspections of homes, by area and filter, latest first unless you ask for another order.",
        resolver=takes(area=AREA, where=filter_of("Inspection"), orderBy=order_by("Inspection"), **PAGE, asOf=AS_OF),
    )
    home_tally: HomeTally | None = tally_root(
        HOME_TALLY,
        "Homes counted and added up by what you name in by: those that are registered or suspended, unless status or "
        "a filter asks for others. Counts are exact, over the homes that you may read one by one; counting them is "
        "logged as a consultation of each.",
        resolver=tally_arguments(HOME_TALLY),
    )
    inspection_tally: InspectionTally | None = tally_root(
        INSPECTION_TALLY,
        "Inspections counted by what you name in by. Counts are exact, over the inspections that you may read one by "
        "one; counting them is logged as a consultation of each.",
        resolver=tally_arguments(INSPECTION_TALLY),
    )
    missing_episode_tally: MissingEpisodeTally | None = tally_root(
        MISSING_EPISODE_TALLY,
        "Missing episodes counted by what you name in by. Counts are exact, over the episodes that you may read one "
        "by one; counting them is logged as a consultation of each. Figures that anybody may read are in statistics.",
        resolver=tally_arguments(MISSING_EPISODE_TALLY),
    )
    return_interview_tally: ReturnInterviewTally | None = tally_root(
        RETURN_INTERVIEW_TALLY,
        "Return home interviews counted by what you name in by. Counts are exact, over the interviews that you may "
        "read one by one; counting them is logged as a consultation of each.",
        resolver=tally_arguments(RETURN_INTERVIEW_TALLY),
    )
    placement_tally: PlacementTally | None = tally_root(
        PLACEMENT_TALLY,
        "Placements counted by what you name in by. Counts are exact, over the placements that you may read one by "
        "one; counting them is logged as a consultation of each.",
        resolver=tally_arguments(PLACEMENT_TALLY),
    )
    child_tally: ChildTally | None = tally_root(
        CHILD_TALLY,
        "Children counted by what you name in by. Counts are exact, over the children that you may read one by one; "
        "counting them is logged as a consultation of each.",
        resolver=tally_arguments(CHILD_TALLY),
    )
    child: Child | None = root(
        "child",
        "Child",
        "One child by the register's identifier; null if there is none that you may see.",
        resolver=takes(id=Argument(strawberry.ID, "The register's identifier of the child."), asOf=AS_OF),
        one=True,
        id="id",
    )
    subject_access: SubjectAccess | None = strawberry.field(resolver=SUBJECT_ACCESS_ARGUMENTS, description=HELD)
    children: ChildConnection | None = root(
        "children",
        "Child",
        "The children whom you may see, by area and filter.",
        resolver=takes(area=BODY_AREA, where=filter_of("Child"), orderBy=order_by("Child"), **PAGE, asOf=AS_OF),
    )
    child_matches: ChildMatchConnection | None = root(
        "childMatches",
        "ChildMatch",
        "Pairs of records that may be of one child, the likeliest first. An authority sees those of its own children; "
        "of another authority's record, how alike it is and no more.",
        resolver=takes(where=filter_of("ChildMatch"), orderBy=order_by("ChildMatch"), **PAGE),
    )
    consultations: ConsultationConnection | None = root(
        "consultations",
        "Consultation",
        "Who asked about the children whom you may see, latest first; to some callers, only which kind of body asked.",
        resolver=takes(child=OF_CHILD, where=filter_of("Consultation"), orderBy=order_by("Consultation"), **PAGE),
        child="childId",
    )
    missing_episode: MissingEpisode | None = root(
        "missingEpisode",
        "MissingEpisode",
        "One missing episode by the register's identifier; null if there is none that you may see.",
        resolver=takes(id=Argument(strawberry.ID, "The register's identifier of the episode."), asOf=AS_OF),
        one=True,
        id="id",
    )
    missing_episodes: MissingEpisodeConnection | None = root(
        "missingEpisodes",
        "MissingEpisode",
        "Missing episodes, by area and filter, latest first unless you ask for another order. Filter on endedAt: "
        "{isNull: true} for those that are open.",
        resolver=takes(
            area=EPISODE_AREA, where=filter_of("MissingEpisode"), orderBy=order_by("MissingEpisode"), **PAGE, asOf=AS_OF
        ),
    )
    return_interviews: ReturnInterviewConnection | None = root(
        "returnInterviews",
        "ReturnInterview",
        "Return home interviews that are due, were offered or were held, by area and filter, the first that is due "
        "first. Filter on closedAt: {isNull: true} and on dueAt for those that are overdue.",
        resolver=takes(
            area=BODY_AREA, where=filter_of("ReturnInterview"), orderBy=order_by("ReturnInterview"), **PAGE, asOf=AS_OF
        ),
    )
    returns: AuthorityReturnConnection | None = root(
        "returns",
        "AuthorityReturn",
        "Returns by local authorities, the latest period first. An authority sees its own; the department, Ofsted and "
        "the Commissioner see who returned what, and never a child in it.",
        resolver=takes(where=filter_of("AuthorityReturn"), orderBy=order_by("AuthorityReturn"), **PAGE),
    )
    return_duties: ReturnDutyConnection | None = root(
        "returnDuties",
        "ReturnDuty",
        "Which authority is to return which list by when, and if it has. Filter on dueOn and on submittedAt: "
        "{isNull: true} for those that are overdue.",
        resolver=takes(where=filter_of("ReturnDuty"), orderBy=order_by("ReturnDuty"), **PAGE),
    )
    inspection_rounds: InspectionRoundConnection | None = root(
        "inspectionRounds",
        "InspectionRound",
        "The programme of joint inspections: what each round looks at in depth, the latest first.",
        resolver=takes(where=filter_of("InspectionRound"), orderBy=order_by("InspectionRound"), **PAGE),
    )
    area_inspection: AreaInspection | None = root(
        "areaInspection",
        "AreaInspection",
        "One joint inspection of an area by the register's identifier; null if there is none that you may see.",
        resolver=takes(id=Argument(strawberry.ID, "The register's identifier of the inspection.")),
        one=True,
        id="id",
    )
    area_inspections: AreaInspectionConnection | None = root(
        "areaInspections",
        "AreaInspection",
        "Joint inspections of areas, the latest notice first. An inspectorate sees those of the areas that it inspects "
        "now.",
        resolver=takes(where=filter_of("AreaInspection"), orderBy=order_by("AreaInspection"), **PAGE),
    )
    area_pack: AreaPack | None = root(
        "areaPack",
        "AreaPack",
        "The picture of an area under inspection, frozen when the inspection was approved: the same bytes and the same "
        "hash for every inspectorate; null if there is none that you may see.",
        resolver=takes(inspection=Argument(strawberry.ID, "The register's identifier of the inspection.")),
        one=True,
        inspection="inspectionId",
    )
    area_findings: AreaFindingConnection | None = root(
        "areaFindings",
        "AreaFinding",
        "What inspectors found in areas that they inspect now, before the letter is published, the latest first.",
        resolver=takes(where=filter_of("AreaFinding"), orderBy=order_by("AreaFinding"), **PAGE),
    )
    area_cohorts: AreaCohortConnection | None = root(
        "areaCohorts",
        "AreaCohort",
        "The children who were drawn for the inspectors of an area to look at, the latest cohort first.",
        resolver=takes(where=filter_of("AreaCohort"), orderBy=order_by("AreaCohort"), **PAGE),
    )
    published_inspections: PublishedInspectionConnection | None = root(
        "publishedInspections",
        "PublishedInspection",
        "Inspections of areas and of the bodies that serve them, as they were published, the latest first. Those of "
        "one area are in Area.timeline too.",
        resolver=takes(
            where=filter_of("PublishedInspection"), orderBy=order_by("PublishedInspection"), **PAGE, asOf=AS_OF
        ),
    )
    published_findings: PublishedFindingConnection | None = root(
        "publishedFindings",
        "PublishedFinding",
        "What inspections of areas found, as it was published.",
        resolver=takes(where=filter_of("PublishedFinding"), orderBy=order_by("PublishedFinding"), **PAGE, asOf=AS_OF),
    )
    published_finding_tally: PublishedFindingTally | None = tally_root(
        PUBLISHED_FINDING_TALLY,
        "Findings of inspections of areas, counted by what you name in by: group by THEME and KIND for the overview of "
        "each theme.",
        resolver=tally_arguments(PUBLISHED_FINDING_TALLY),
    )
    area_actions: AreaActionConnection | None = root(
        "areaActions",
        "AreaAction",
        "What authorities will do about findings of joint inspections, the first that is due first. An authority sees "
        "its own.",
        resolver=takes(where=filter_of("AreaAction"), orderBy=order_by("AreaAction"), **PAGE),
    )
    area_targets: AreaTargetConnection | None = root(
        "areaTargets",
        "AreaTarget",
        "Local authorities and police forces side by side by published figures only, for those who choose where to "
        "inspect, in an order whose weights are shown. Filter on kind.",
        resolver=takes(where=filter_of("AreaTarget"), orderBy=order_by("AreaTarget"), **PAGE),
    )
    area_target: AreaTarget | None = root(
        "areaTarget",
        "AreaTarget",
        "One of them; null if there is none.",
        resolver=OF_CODE,
        one=True,
        areaCode="areaCode",
    )
    target_decisions: TargetDecisionConnection | None = root(
        "targetDecisions",
        "TargetDecision",
        "What inspectorates decided about areas and why, the latest first. Only inspectorates see it.",
        resolver=takes(where=filter_of("TargetDecision"), orderBy=order_by("TargetDecision"), **PAGE),
    )
    encounters: EncounterConnection | None = root(
        "encounters",
        "Encounter",
        "Times that a professional met a child and asked if the child is missing, latest first. You see those with "
        "children whom you look for or are responsible for; supervisors also see what their own body asked.",
        resolver=takes(where=filter_of("Encounter"), orderBy=order_by("Encounter"), **PAGE),
    )
    correction_notices: CorrectionNoticeConnection | None = root(
        "correctionNotices",
        "CorrectionNotice",
        "Records that your body has consulted and that were corrected after that, the latest first. Filter on "
        "acknowledgedAt: {isNull: true} for those to read again. changes reports each, with the kind CORRECTION.",
        resolver=takes(where=filter_of("CorrectionNotice"), orderBy=order_by("CorrectionNotice"), **PAGE),
    )
    statistics: Statistics | None = root(
        "statistics",
        "Statistics",
        "The published answer to a question: figures that are safe to show to anyone, the same for everyone who asks.",
        resolver=STATISTICS_ARGUMENTS,
        one=True,
        question="question",
        version="version",
    )
    statistics_catalogue: StatisticsConnection | None = root(
        "statisticsCatalogue",
        "Statistics",
        "Every version of every published question, by filter: the latest of each question first.",
        resolver=takes(where=filter_of("Statistics"), orderBy=order_by("Statistics"), **PAGE),
    )
    changes: ChangeFeed | None = root(
        "changes",
        "Change",
        "Changes after a point in the change log, as far as you may read them. Use it to keep a copy up to date.",
        resolver=CHANGES_ARGUMENTS,
        kinds="kind",
        records="homeId",
    )
    live_grants: LiveGrantConnection | None = root(
        "liveGrants",
        "LiveGrant",
        "Access granted by a named person, newest first. You see your own; supervisors see their "
        "organisation's; the auditor sees all.",
        resolver=takes(where=filter_of("LiveGrant"), orderBy=order_by("LiveGrant"), **PAGE),
    )
    openings: OpeningConnection | None = root(
        "openings",
        "Opening",
        "Homes that were opened by break-glass access, newest first. You see those in your area; supervisors also see "
        "what their force opened; Ofsted and the auditor see all. Use reviewedAt: {isNull: true} for those to review.",
        resolver=takes(where=filter_of("Opening"), orderBy=order_by("Opening"), **PAGE),
    )
    access_log_tally: AccessLogTally | None = tally_root(
        ACCESS_LOG_TALLY,
        "Consultations counted by what you name in by. Counts are exact, over the entries that you may read one by "
        "one. Reading this log is itself logged.",
        resolver=tally_arguments(ACCESS_LOG_TALLY),
    )
    access_log: AccessLogConnection | None = root(
        "accessLog",
        "AccessLogEntry",
        "Who consulted the register and which rows they were shown, newest first. Reading this log is itself logged.",
        resolver=takes(
            breakGlass=Argument(
                bool | None, "true: only entries that relied on break-glass access. false: only the others."
            ),
            where=filter_of("AccessLogEntry"),
            **PAGE,
        ),
        breakGlass="breakGlass",
    )
