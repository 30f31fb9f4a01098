/* register_police */
SELECT count(*) AS count, array_agg(coalesce(((('{"urn":"') || (c0)) || ('","latestInspection":')) || ((CASE WHEN has4 THEN ((('{"number":"') || (c2)) || ('","startedOn":"')) || ((CAST(c3 AS TEXT)) || ('"}')) ELSE 'null' END) || (',"inspections":␁0␁}')),
        '')) AS face0, string_agg(key6, '') AS key6, string_agg(key1, '') AS key1, CAST(array_agg(p5) AS TEXT) AS p5
FROM (
    SELECT chosen.urn AS c0, CAST(anon_1.number AS TEXT) AS key1, anon_1.number AS c2, anon_1.started_on AS c3,
        anon_1.id IS NOT NULL AS has4, chosen.id AS p5, CAST(chosen.urn AS TEXT) AS key6
    FROM (
        SELECT bounded.id AS id, bounded.urn AS urn, bounded.key0 AS key0
        FROM (
            SELECT home_1.id AS id, home_1.urn AS urn, home_1.urn AS key0
            FROM register.home AS home_1
            WHERE home_1.merged_into_id IS NULL
                AND home_1.registration_status IN ('registered', 'suspended')
            ORDER BY home_1.urn ASC NULLS LAST
            LIMIT $1::INTEGER + 1) AS bounded
        LIMIT 1001) AS chosen
      LEFT OUTER JOIN LATERAL (
        SELECT inspection_1.id AS id, inspection_1.number AS number, inspection_1.home_id AS home_id,
            inspection_1.merged_from_id AS merged_from_id, inspection_1.kind AS kind, inspection_1.started_on AS started_on,
            inspection_1.ended_on AS ended_on, inspection_1.published_on AS published_on, inspection_1.overall_experiences_and_progress AS overall_experiences_and_progress,
            inspection_1.helped_and_protected AS helped_and_protected, inspection_1.leaders_and_managers AS leaders_and_managers,
            inspection_1.education_and_learning AS education_and_learning, inspection_1.health AS health,
            inspection_1.version AS version, inspection_1.source_agency AS source_agency, inspection_1.source_system AS source_system,
            inspection_1.source_ref AS source_ref, inspection_1.assertion_basis AS assertion_basis, inspection_1.protective_marking AS protective_marking,
            inspection_1.quality_flags AS quality_flags, inspection_1.retention_review_on AS retention_review_on
        FROM register.inspection AS inspection_1
        WHERE inspection_1.home_id = chosen.id
        ORDER BY inspection_1.started_on DESC, inspection_1.id DESC
        LIMIT 1) AS anon_1 ON true
    ORDER BY chosen.key0 ASC NULLS LAST
    LIMIT ALL OFFSET 0) AS page;

/* register_police */
SELECT answered.count, answered.face0, answered.order0, answered.order1, answered.key6
FROM unnest(CAST($1::VARCHAR AS UUID[])) WITH ORDINALITY AS anon_1(id, n)
  JOIN LATERAL (
    SELECT count(*) AS count, array_agg(coalesce((((('{"number":"') || (c0)) || (('","kind":"') || (CAST(upper(c1 COLLATE "C") AS TEXT)))) || ((('","startedOn":"') || (CAST(c2 AS TEXT))) || ('","overallExperiencesAndProgress":'))) || ((((coalesce(CAST('"' || CAST(upper(c3 COLLATE "C") AS TEXT) || '"' AS TEXT),
            'null')) || (',"helpedAndProtected":')) || (coalesce(CAST('"' || CAST(upper(c4 COLLATE "C") AS TEXT) || '"' AS TEXT),
            'null'))) || (((',"leadersAndManagers":') || (coalesce(CAST('"' || CAST(upper(c5 COLLATE "C") AS TEXT) || '"' AS TEXT),
            'null'))) || ('}'))), '')) AS face0, array_agg(sort7) AS order0, array_agg(sort8) AS order1,
        string_agg(key6, '') AS key6
    FROM (
        SELECT chosen.number AS c0, chosen.kind AS c1, chosen.started_on AS c2, chosen.overall_experiences_and_progress AS c3,
            chosen.helped_and_protected AS c4, chosen.leaders_and_managers AS c5, CAST(chosen.number AS TEXT) AS key6,
            chosen.key0 AS sort7, chosen.key1 AS sort8
        FROM LATERAL (
            SELECT inspection_1.id AS id, inspection_1.number AS number, inspection_1.kind AS kind, inspection_1.started_on AS started_on,
                inspection_1.overall_experiences_and_progress AS overall_experiences_and_progress, inspection_1.helped_and_protected AS helped_and_protected,
                inspection_1.leaders_and_managers AS leaders_and_managers, inspection_1.started_on AS key0,
                inspection_1.id AS key1
            FROM register.inspection AS inspection_1
            WHERE inspection_1.home_id = anon_1.id
            ORDER BY inspection_1.started_on DESC NULLS FIRST, inspection_1.id DESC NULLS FIRST
            LIMIT $2::INTEGER + 1) AS chosen
        ORDER BY chosen.key0 DESC NULLS FIRST, chosen.key1 DESC NULLS FIRST
        LIMIT ALL OFFSET 0) AS page) AS answered ON true
ORDER BY anon_1.n;
