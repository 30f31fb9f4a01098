/* register_dfe_statistics */
SELECT count(*) AS count, array_agg(coalesce((((('{"reference":') || (CAST(to_json(c0) AS TEXT))) || (',"name":')) || ((coalesce(CAST(to_json(c1) AS TEXT),
        'null')) || (',"legalForm":"'))) || (((CAST(upper(c2 COLLATE "C") AS TEXT)) || ('","individualName":null,"address":null,"withheld":[')) || ((substr(CAST(',{"field":"individualName","reason":"NO_GRANT"},{"field":"address","reason":"NO_GRANT"}' AS TEXT),
        2)) || ('],"homes":␁0␁}'))), '')) AS face0, string_agg(key4, '') AS key4, CAST(array_agg(p3) AS TEXT) AS p3
FROM (
    SELECT chosen.reference AS c0, chosen.name AS c1, chosen.legal_form AS c2, chosen.id AS p3, CAST(chosen.reference AS TEXT) AS key4
    FROM (
        SELECT bounded.id AS id, bounded.reference AS reference, bounded.name AS name, bounded.legal_form AS legal_form,
            bounded.key0 AS key0
        FROM (
            SELECT provider_1.id AS id, provider_1.reference AS reference, provider_1.name AS name, provider_1.legal_form AS legal_form,
                provider_1.reference AS key0
            FROM register.provider AS provider_1
            ORDER BY provider_1.reference ASC NULLS LAST
            LIMIT $1::INTEGER) AS bounded
        LIMIT 101) AS chosen
    ORDER BY chosen.key0 ASC NULLS LAST
    LIMIT ALL OFFSET 0) AS page;

/* register_dfe_statistics */
SELECT answered.count, answered.face0, answered.key7, answered.key1, answered.key3
FROM unnest(CAST($1::VARCHAR AS UUID[])) WITH ORDINALITY AS anon_1(id, n)
  JOIN LATERAL (
    SELECT count(*) AS count, string_agg(coalesce(((('{"urn":"') || (c0)) || (('","name":null,"postcode":null,"registeredManager":null,"latestInspection":') || (CASE WHEN has6 THEN ((('{"number":"') || (c2)) || ('","home":')) || ((CASE WHEN has5 THEN ((('{"urn":"') || (c4)) || ('","name":null,"withheld":[')) || ((substr(CAST(',{"field":"name","reason":"NO_GRANT"}' AS TEXT),
            2)) || (']}')) ELSE 'null' END) || ('}')) ELSE 'null' END))) || (((',"withheld":[') || (substr(CAST(',{"field":"name","reason":"NO_GRANT"},{"field":"postcode","reason":"NO_GRANT"},{"field":"registeredManager","reason":"NO_GRANT"}' AS TEXT),
            2))) || (']}')), ''), ',') AS face0, string_agg(key7, '') AS key7, string_agg(key1, '') AS key1,
        string_agg(key3, '') AS key3
    FROM (
        SELECT chosen.urn AS c0, CAST(anon_2.number AS TEXT) AS key1, anon_2.number AS c2, CAST(home_1.urn AS TEXT) AS key3,
            home_1.urn AS c4, home_1.id IS NOT NULL AS has5, anon_2.id IS NOT NULL AS has6, CAST(chosen.urn AS TEXT) AS key7
        FROM LATERAL (
            SELECT home_2.id AS id, home_2.urn AS urn, home_2.urn AS key0
            FROM register.home AS home_2
            WHERE home_2.provider_id = anon_1.id
                AND home_2.merged_into_id IS NULL
                AND home_2.registration_status IN ('registered', 'suspended')
            ORDER BY home_2.urn ASC NULLS LAST
            LIMIT $2::INTEGER) AS chosen
          LEFT OUTER JOIN LATERAL (
            SELECT inspection_1.id AS id, inspection_1.number AS number, inspection_1.home_id AS home_id,
                inspection_1.merged_from_id AS merged_from_id, inspection_1.kind AS kind, inspection_1.started_on AS started_on,
                inspection_1.ended_on AS ended_on, inspection_1.published_on AS published_on, inspection_1.overall_experiences_and_progress AS overall_experiences_and_progress,
                inspection_1.helped_and_protected AS helped_and_protected, inspection_1.leaders_and_managers AS leaders_and_managers,
                inspection_1.education_and_learning AS education_and_learning, inspection_1.health AS health,
                inspection_1.version AS version, inspection_1.source_agency AS source_agency, inspection_1.source_system AS source_system,
                inspection_1.source_ref AS source_ref, inspection_1.assertion_basis AS assertion_basis,
                inspection_1.protective_marking AS protective_marking, inspection_1.quality_flags AS quality_flags,
                inspection_1.retention_review_on AS retention_review_on
            FROM register.inspection AS inspection_1
            WHERE inspection_1.home_id = chosen.id
            ORDER BY inspection_1.started_on DESC, inspection_1.id DESC
            LIMIT 1) AS anon_2 ON true
          LEFT OUTER JOIN register.home AS home_1 ON home_1.id = anon_2.home_id
        ORDER BY chosen.key0 ASC NULLS LAST
        LIMIT ALL OFFSET 0) AS page) AS answered ON true
ORDER BY anon_1.n;
