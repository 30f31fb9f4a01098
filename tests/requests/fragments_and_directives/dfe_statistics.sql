/* register_dfe_statistics */
SELECT count(*) AS count, string_agg(coalesce(((('{"name":null,"postcode":null,"urn":"') || (c0)) || (('","latestInspection":') || (CASE WHEN has5 THEN ((('{"number":"') || (c2)) || (('","overall":') || (coalesce(CAST('"' || CAST(upper(c3 COLLATE "C") AS TEXT) || '"' AS TEXT),
        'null')))) || (((',"startedOn":"') || (CAST(c4 AS TEXT))) || ('"}')) ELSE 'null' END))) || (((',"withheld":[') || (substr(CAST(',{"field":"name","reason":"NO_GRANT"},{"field":"postcode","reason":"NO_GRANT"}' AS TEXT),
        2))) || ('],"__typename":"Home"}')), ''), ',') AS face0, string_agg(key6, '') AS key6, string_agg(key1,
        '') AS key1
FROM (
    SELECT chosen.urn AS c0, CAST(anon_1.number AS TEXT) AS key1, anon_1.number AS c2, anon_1.overall_experiences_and_progress AS c3,
        anon_1.started_on AS c4, anon_1.id IS NOT NULL AS has5, CAST(chosen.urn AS TEXT) AS key6
    FROM (
        SELECT home_1.id AS id, home_1.urn AS urn, home_1.urn AS key0
        FROM register.home AS home_1
        WHERE home_1.urn = $1::VARCHAR
        ORDER BY home_1.urn ASC NULLS LAST
        LIMIT 1) AS chosen
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
