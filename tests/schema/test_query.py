"""Every read on one page: the roots, their arguments and their defaults."""

from tests.support.declared_types import lines_of, listed

READS = """
    viewer: Viewer
    node(id: ID!): Node
    home(urn: Urn!, asOf: DateTime, validOn: Date): Home
    homes(area: AreaInput, status: StatusChoice! = CURRENT, where: HomeFilter, orderBy: [HomeOrder!], first: Int = 100, after: String, asOf: DateTime, validOn: Date): HomeConnection
    area(code: String!, validOn: Date): Area
    areas(kind: AreaKind, where: AreaFilter, orderBy: [AreaOrder!], first: Int = 100, after: String, validOn: Date): AreaConnection
    provider(reference: String!, asOf: DateTime): Provider
    providers(where: ProviderFilter, orderBy: [ProviderOrder!], first: Int = 100, after: String, asOf: DateTime): ProviderConnection
    inspections(area: AreaInput, where: InspectionFilter, orderBy: [InspectionOrder!], first: Int = 100, after: String, asOf: DateTime): InspectionConnection
    homeTally(by: [HomeTallyDimension!], area: AreaInput, status: StatusChoice! = CURRENT, where: HomeFilter, orderBy: [HomeTallyOrder!], first: Int = 100, asOf: DateTime, validOn: Date): HomeTally
    inspectionTally(by: [InspectionTallyDimension!], area: AreaInput, where: InspectionFilter, orderBy: [InspectionTallyOrder!], first: Int = 100, asOf: DateTime): InspectionTally
    missingEpisodeTally(by: [MissingEpisodeTallyDimension!], area: BodyAreaInput, where: MissingEpisodeFilter, orderBy: [MissingEpisodeTallyOrder!], first: Int = 100, asOf: DateTime): MissingEpisodeTally
    returnInterviewTally(by: [ReturnInterviewTallyDimension!], area: BodyAreaInput, where: ReturnInterviewFilter, orderBy: [ReturnInterviewTallyOrder!], first: Int = 100, asOf: DateTime): ReturnInterviewTally
    placementTally(by: [PlacementTallyDimension!], area: BodyAreaInput, where: PlacementFilter, orderBy: [PlacementTallyOrder!], first: Int = 100, asOf: DateTime, validOn: Date): PlacementTally
    childTally(by: [ChildTallyDimension!], area: BodyAreaInput, where: ChildFilter, orderBy: [ChildTallyOrder!], first: Int = 100, asOf: DateTime): ChildTally
    child(id: ID!, asOf: DateTime): Child
    subjectAccess(child: ID!, asOf: DateTime!): SubjectAccess
    children(area: BodyAreaInput, where: ChildFilter, orderBy: [ChildOrder!], first: Int = 100, after: String, asOf: DateTime): ChildConnection
    childMatches(where: ChildMatchFilter, orderBy: [ChildMatchOrder!], first: Int = 100, after: String): ChildMatchConnection
    consultations(child: ID, where: ConsultationFilter, orderBy: [ConsultationOrder!], first: Int = 100, after: String): ConsultationConnection
    missingEpisode(id: ID!, asOf: DateTime): MissingEpisode
    missingEpisodes(area: EpisodeAreaInput, where: MissingEpisodeFilter, orderBy: [MissingEpisodeOrder!], first: Int = 100, after: String, asOf: DateTime): MissingEpisodeConnection
    returnInterviews(area: BodyAreaInput, where: ReturnInterviewFilter, orderBy: [ReturnInterviewOrder!], first: Int = 100, after: String, asOf: DateTime): ReturnInterviewConnection
    returns(where: AuthorityReturnFilter, orderBy: [AuthorityReturnOrder!], first: Int = 100, after: String): AuthorityReturnConnection
    returnDuties(where: ReturnDutyFilter, orderBy: [ReturnDutyOrder!], first: Int = 100, after: String): ReturnDutyConnection
    inspectionRounds(where: InspectionRoundFilter, orderBy: [InspectionRoundOrder!], first: Int = 100, after: String): InspectionRoundConnection
    areaInspection(id: ID!): AreaInspection
    areaInspections(where: AreaInspectionFilter, orderBy: [AreaInspectionOrder!], first: Int = 100, after: String): AreaInspectionConnection
    areaPack(inspection: ID!): AreaPack
    areaFindings(where: AreaFindingFilter, orderBy: [AreaFindingOrder!], first: Int = 100, after: String): AreaFindingConnection
    areaCohorts(where: AreaCohortFilter, orderBy: [AreaCohortOrder!], first: Int = 100, after: String): AreaCohortConnection
    publishedInspections(where: PublishedInspectionFilter, orderBy: [PublishedInspectionOrder!], first: Int = 100, after: String, asOf: DateTime): PublishedInspectionConnection
    publishedFindings(where: PublishedFindingFilter, orderBy: [PublishedFindingOrder!], first: Int = 100, after: String, asOf: DateTime): PublishedFindingConnection
    publishedFindingTally(by: [PublishedFindingTallyDimension!], where: PublishedFindingFilter, orderBy: [PublishedFindingTallyOrder!], first: Int = 100, asOf: DateTime): PublishedFindingTally
    areaActions(where: AreaActionFilter, orderBy: [AreaActionOrder!], first: Int = 100, after: String): AreaActionConnection
    areaTargets(where: AreaTargetFilter, orderBy: [AreaTargetOrder!], first: Int = 100, after: String): AreaTargetConnection
    areaTarget(areaCode: String!): AreaTarget
    targetDecisions(where: TargetDecisionFilter, orderBy: [TargetDecisionOrder!], first: Int = 100, after: String): TargetDecisionConnection
    encounters(where: EncounterFilter, orderBy: [EncounterOrder!], first: Int = 100, after: String): EncounterConnection
    correctionNotices(where: CorrectionNoticeFilter, orderBy: [CorrectionNoticeOrder!], first: Int = 100, after: String): CorrectionNoticeConnection
    statistics(question: StatisticsQuestion!, version: Int): Statistics
    statisticsCatalogue(where: StatisticsFilter, orderBy: [StatisticsOrder!], first: Int = 100, after: String): StatisticsConnection
    changes(since: String, sinceAt: DateTime, kinds: [ChangeKind!], records: [ID!], area: AreaInput, first: Int = 100): ChangeFeed
    liveGrants(where: LiveGrantFilter, orderBy: [LiveGrantOrder!], first: Int = 100, after: String): LiveGrantConnection
    openings(where: OpeningFilter, orderBy: [OpeningOrder!], first: Int = 100, after: String): OpeningConnection
    accessLogTally(by: [AccessLogTallyDimension!], where: AccessLogFilter, orderBy: [AccessLogTallyOrder!], first: Int = 100): AccessLogTally
    accessLog(breakGlass: Boolean, where: AccessLogFilter, first: Int = 100, after: String): AccessLogConnection
"""  # noqa: E501


def test_the_register_offers_these_reads():
    assert lines_of("Query") == listed(READS)
