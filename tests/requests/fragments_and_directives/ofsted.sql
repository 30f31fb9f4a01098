/* register_ofsted */
SELECT count(*) AS count, string_agg(coalesce((((('{"name":') || (coalesce(CAST(to_json(c0) AS TEXT),
        'null'))) || (',"postcode":')) || ((coalesce(CAST('"' || c1 || '"' AS TEXT), 'null')) || (',"urn":"'))) || (((c2) || ('","latestInspection":')) || ((CASE WHEN has7 THEN ((('{"number":"') || (c4)) || (('","overall":') || (coalesce(CAST('"' || CAST(upper(c5 COLLATE "C") AS TEXT) || '"' AS TEXT),
        'null')))) || (((',"startedOn":"') || (CAST(c6 AS TEXT))) || ('"}')) ELSE 'null' END) || (',"withheld":[],"__typename":"Home"}'))),
        ''), ',') AS face0, string_agg(key8, '') AS key8, string_agg(key3, '') AS key3
FROM (
    SELECT home_identity_1.name AS c0, premises_1.postcode AS c1, chosen.urn AS c2, CAST(anon_1.number AS TEXT) AS key3,
        anon_1.number AS c4, anon_1.overall_experiences_and_progress AS c5, anon_1.started_on AS c6,
        anon_1.id IS NOT NULL AS has7, CAST(chosen.urn AS TEXT) AS key8
    FROM (
        SELECT home_1.id AS id, home_1.urn AS urn, home_1.urn AS key0
        FROM register.home AS home_1
        WHERE home_1.urn = $1::VARCHAR
        ORDER BY home_1.urn ASC NULLS LAST
        LIMIT 1) AS chosen
      LEFT OUTER JOIN register.home_identity AS home_identity_1 ON home_identity_1.home_id = chosen.id
      LEFT OUTER JOIN register.premises AS premises_1 ON premises_1.home_id = chosen.id
        AND premises_1.is_main
        AND premises_1.valid_to IS NULL
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
