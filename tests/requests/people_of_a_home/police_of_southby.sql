/* register_police */
SELECT count(*) AS count, string_agg(coalesce((((('{"urn":"') || (c0)) || ('","registeredManager":')) || (((CASE WHEN sees7 THEN CAST(CASE WHEN has6 THEN (((('{"id":"') || (CAST(c2 AS TEXT))) || ('","name":')) || ((CAST(to_json(c3) AS TEXT)) || (',"role":"'))) || (((CAST(upper(c4 COLLATE "C") AS TEXT)) || ('","validFrom":"')) || ((CAST(c5 AS TEXT)) || ('"}'))) ELSE 'null' END AS TEXT) ELSE 'null' END) || (',"responsibleIndividual":')) || (CASE WHEN sees7 THEN CAST(CASE WHEN has10 THEN (('{"name":') || (CAST(to_json(c9) AS TEXT))) || ('}') ELSE 'null' END AS TEXT) ELSE 'null' END))) || ((((',"provider":') || (CASE WHEN has18 THEN (((('{"reference":') || (CAST(to_json(c12) AS TEXT))) || ((',"name":') || (coalesce(CAST(to_json(c13) AS TEXT),
        'null')))) || (((',"legalForm":"') || (CAST(upper(c14 COLLATE "C") AS TEXT))) || ('","individualName":'))) || ((((CASE WHEN sees15 THEN CAST(coalesce(CAST(to_json(c16) AS TEXT),
        'null') AS TEXT) ELSE 'null' END) || (',"address":')) || (CASE WHEN sees15 THEN CAST(coalesce(CAST(to_json(c17) AS TEXT),
        'null') AS TEXT) ELSE 'null' END)) || (((',"withheld":[') || (substr(CAST(CASE WHEN sees15 THEN '' ELSE ',{"field":"individualName","reason":"OUTSIDE_SCOPE"},{"field":"address","reason":"OUTSIDE_SCOPE"}' END AS TEXT),
        2))) || (']}'))) ELSE 'null' END)) || (',"withheld":[')) || ((substr(CAST(CASE WHEN sees7 THEN '' ELSE ',{"field":"registeredManager","reason":"OUTSIDE_SCOPE"},{"field":"responsibleIndividual","reason":"OUTSIDE_SCOPE"}' END AS TEXT),
        2)) || (']}'))), ''), ',') AS face0, string_agg(key19, '') AS key19, string_agg(key1, '') AS key1,
    string_agg(key8, '') AS key8, string_agg(key11, '') AS key11, bool_and(sees7) AS sees7, bool_and(sees15) AS sees15
FROM (
    SELECT chosen.urn AS c0, CAST(anon_1.id AS TEXT) AS key1, anon_1.id AS c2, anon_1.name AS c3, anon_1.role AS c4,
        anon_1.valid_from AS c5, anon_1.id IS NOT NULL AS has6, EXISTS (
        SELECT home_reach_1.home_id
        FROM register.home_reach AS home_reach_1
        WHERE home_reach_1.area_code = $1::VARCHAR
            AND (home_reach_1.valid_to IS NULL OR home_reach_1.valid_to > CAST(now() AS DATE))
            AND home_reach_1.home_id = chosen.id OFFSET 0) AS sees7, CAST(anon_2.id AS TEXT) AS key8,
        anon_2.name AS c9, anon_2.id IS NOT NULL AS has10, CAST(provider_1.reference AS TEXT) AS key11,
        provider_1.reference AS c12, provider_1.name AS c13, provider_1.legal_form AS c14, CASE WHEN (provider_1.id IS NOT NULL) THEN EXISTS (
        SELECT home_1.provider_id
        FROM register.home AS home_1
          JOIN register.home_reach AS home_reach_2 ON home_reach_2.home_id = home_1.id
        WHERE home_reach_2.area_code = $1::VARCHAR
            AND (home_reach_2.valid_to IS NULL OR home_reach_2.valid_to > CAST(now() AS DATE))
            AND home_1.provider_id IS NOT NULL
            AND home_1.provider_id = provider_1.id
        LIMIT ALL OFFSET 0) END AS sees15, anon_3.individual_name AS c16, anon_3.address AS c17, provider_1.id IS NOT NULL AS has18,
        CAST(chosen.urn AS TEXT) AS key19
    FROM (
        SELECT home_2.id AS id, home_2.urn AS urn, home_2.provider_id AS provider_id, home_2.urn AS key0
        FROM register.home AS home_2
        WHERE home_2.urn = $2::VARCHAR
        ORDER BY home_2.urn ASC NULLS LAST
        LIMIT 1) AS chosen
      LEFT OUTER JOIN LATERAL (
        SELECT home_person_1.id AS id, home_person_1.home_id AS home_id, home_person_1.role AS role,
            home_person_1.name AS name, home_person_1.valid_from AS valid_from, home_person_1.valid_to AS valid_to,
            home_person_1.version AS version, home_person_1.source_agency AS source_agency, home_person_1.source_system AS source_system,
            home_person_1.source_ref AS source_ref, home_person_1.assertion_basis AS assertion_basis,
            home_person_1.protective_marking AS protective_marking, home_person_1.quality_flags AS quality_flags,
            home_person_1.retention_review_on AS retention_review_on
        FROM register.home_person AS home_person_1
        WHERE home_person_1.home_id = chosen.id
            AND home_person_1.valid_to IS NULL
            AND home_person_1.role = 'registered_manager'
        ORDER BY home_person_1.valid_from DESC, home_person_1.id DESC
        LIMIT 1) AS anon_1 ON anon_1.home_id = chosen.id
        AND (EXISTS (
        SELECT home_reach_3.home_id
        FROM register.home_reach AS home_reach_3
        WHERE home_reach_3.area_code = $1::VARCHAR
            AND (home_reach_3.valid_to IS NULL OR home_reach_3.valid_to > CAST(now() AS DATE))
            AND home_reach_3.home_id = anon_1.home_id OFFSET 0))
      LEFT OUTER JOIN LATERAL (
        SELECT home_person_2.id AS id, home_person_2.home_id AS home_id, home_person_2.role AS role,
            home_person_2.name AS name, home_person_2.valid_from AS valid_from, home_person_2.valid_to AS valid_to,
            home_person_2.version AS version, home_person_2.source_agency AS source_agency, home_person_2.source_system AS source_system,
            home_person_2.source_ref AS source_ref, home_person_2.assertion_basis AS assertion_basis,
            home_person_2.protective_marking AS protective_marking, home_person_2.quality_flags AS quality_flags,
            home_person_2.retention_review_on AS retention_review_on
        FROM register.home_person AS home_person_2
        WHERE home_person_2.home_id = chosen.id
            AND home_person_2.valid_to IS NULL
            AND home_person_2.role = 'responsible_individual'
        ORDER BY home_person_2.valid_from DESC, home_person_2.id DESC
        LIMIT 1) AS anon_2 ON anon_2.home_id = chosen.id
        AND (EXISTS (
        SELECT home_reach_4.home_id
        FROM register.home_reach AS home_reach_4
        WHERE home_reach_4.area_code = $1::VARCHAR
            AND (home_reach_4.valid_to IS NULL OR home_reach_4.valid_to > CAST(now() AS DATE))
            AND home_reach_4.home_id = anon_2.home_id OFFSET 0))
      LEFT OUTER JOIN register.provider AS provider_1 ON provider_1.id = chosen.provider_id
      LEFT OUTER JOIN LATERAL (
        SELECT provider_contact_1.provider_id AS provider_id, provider_contact_1.individual_name AS individual_name,
            provider_contact_1.address AS address, provider_contact_1.postcode AS postcode
        FROM register.provider_contact AS provider_contact_1
        WHERE provider_contact_1.provider_id = provider_1.id
        LIMIT ALL OFFSET 0) AS anon_3 ON true
    ORDER BY chosen.key0 ASC NULLS LAST
    LIMIT ALL OFFSET 0) AS page;

/* register_police */
SELECT count(*) AS count, string_agg(coalesce((((('{"urn":"') || (c0)) || ('","registeredManager":')) || (((CASE WHEN sees7 THEN CAST(CASE WHEN has6 THEN (((('{"id":"') || (CAST(c2 AS TEXT))) || ('","name":')) || ((CAST(to_json(c3) AS TEXT)) || (',"role":"'))) || (((CAST(upper(c4 COLLATE "C") AS TEXT)) || ('","validFrom":"')) || ((CAST(c5 AS TEXT)) || ('"}'))) ELSE 'null' END AS TEXT) ELSE 'null' END) || (',"responsibleIndividual":')) || (CASE WHEN sees7 THEN CAST(CASE WHEN has10 THEN (('{"name":') || (CAST(to_json(c9) AS TEXT))) || ('}') ELSE 'null' END AS TEXT) ELSE 'null' END))) || ((((',"provider":') || (CASE WHEN has18 THEN (((('{"reference":') || (CAST(to_json(c12) AS TEXT))) || ((',"name":') || (coalesce(CAST(to_json(c13) AS TEXT),
        'null')))) || (((',"legalForm":"') || (CAST(upper(c14 COLLATE "C") AS TEXT))) || ('","individualName":'))) || ((((CASE WHEN sees15 THEN CAST(coalesce(CAST(to_json(c16) AS TEXT),
        'null') AS TEXT) ELSE 'null' END) || (',"address":')) || (CASE WHEN sees15 THEN CAST(coalesce(CAST(to_json(c17) AS TEXT),
        'null') AS TEXT) ELSE 'null' END)) || (((',"withheld":[') || (substr(CAST(CASE WHEN sees15 THEN '' ELSE ',{"field":"individualName","reason":"OUTSIDE_SCOPE"},{"field":"address","reason":"OUTSIDE_SCOPE"}' END AS TEXT),
        2))) || (']}'))) ELSE 'null' END)) || (',"withheld":[')) || ((substr(CAST(CASE WHEN sees7 THEN '' ELSE ',{"field":"registeredManager","reason":"OUTSIDE_SCOPE"},{"field":"responsibleIndividual","reason":"OUTSIDE_SCOPE"}' END AS TEXT),
        2)) || (']}'))), ''), ',') AS face0, string_agg(key19, '') AS key19, string_agg(key1, '') AS key1,
    string_agg(key8, '') AS key8, string_agg(key11, '') AS key11, bool_and(sees7) AS sees7, bool_and(sees15) AS sees15
FROM (
    SELECT chosen.urn AS c0, CAST(anon_1.id AS TEXT) AS key1, anon_1.id AS c2, anon_1.name AS c3, anon_1.role AS c4,
        anon_1.valid_from AS c5, anon_1.id IS NOT NULL AS has6, EXISTS (
        SELECT home_reach_1.home_id
        FROM register.home_reach AS home_reach_1
        WHERE home_reach_1.area_code = $1::VARCHAR
            AND (home_reach_1.valid_to IS NULL OR home_reach_1.valid_to > CAST(now() AS DATE))
            AND home_reach_1.home_id = chosen.id OFFSET 0) AS sees7, CAST(anon_2.id AS TEXT) AS key8,
        anon_2.name AS c9, anon_2.id IS NOT NULL AS has10, CAST(provider_1.reference AS TEXT) AS key11,
        provider_1.reference AS c12, provider_1.name AS c13, provider_1.legal_form AS c14, CASE WHEN (provider_1.id IS NOT NULL) THEN EXISTS (
        SELECT home_1.provider_id
        FROM register.home AS home_1
          JOIN register.home_reach AS home_reach_2 ON home_reach_2.home_id = home_1.id
        WHERE home_reach_2.area_code = $1::VARCHAR
            AND (home_reach_2.valid_to IS NULL OR home_reach_2.valid_to > CAST(now() AS DATE))
            AND home_1.provider_id IS NOT NULL
            AND home_1.provider_id = provider_1.id
        LIMIT ALL OFFSET 0) END AS sees15, anon_3.individual_name AS c16, anon_3.address AS c17, provider_1.id IS NOT NULL AS has18,
        CAST(chosen.urn AS TEXT) AS key19
    FROM (
        SELECT home_2.id AS id, home_2.urn AS urn, home_2.provider_id AS provider_id, home_2.urn AS key0
        FROM register.home AS home_2
        WHERE home_2.urn = $2::VARCHAR
        ORDER BY home_2.urn ASC NULLS LAST
        LIMIT 1) AS chosen
      LEFT OUTER JOIN LATERAL (
        SELECT home_person_1.id AS id, home_person_1.home_id AS home_id, home_person_1.role AS role,
            home_person_1.name AS name, home_person_1.valid_from AS valid_from, home_person_1.valid_to AS valid_to,
            home_person_1.version AS version, home_person_1.source_agency AS source_agency, home_person_1.source_system AS source_system,
            home_person_1.source_ref AS source_ref, home_person_1.assertion_basis AS assertion_basis,
            home_person_1.protective_marking AS protective_marking, home_person_1.quality_flags AS quality_flags,
            home_person_1.retention_review_on AS retention_review_on
        FROM register.home_person AS home_person_1
        WHERE home_person_1.home_id = chosen.id
            AND home_person_1.valid_to IS NULL
            AND home_person_1.role = 'registered_manager'
        ORDER BY home_person_1.valid_from DESC, home_person_1.id DESC
        LIMIT 1) AS anon_1 ON anon_1.home_id = chosen.id
        AND (EXISTS (
        SELECT home_reach_3.home_id
        FROM register.home_reach AS home_reach_3
        WHERE home_reach_3.area_code = $1::VARCHAR
            AND (home_reach_3.valid_to IS NULL OR home_reach_3.valid_to > CAST(now() AS DATE))
            AND home_reach_3.home_id = anon_1.home_id OFFSET 0))
      LEFT OUTER JOIN LATERAL (
        SELECT home_person_2.id AS id, home_person_2.home_id AS home_id, home_person_2.role AS role,
            home_person_2.name AS name, home_person_2.valid_from AS valid_from, home_person_2.valid_to AS valid_to,
            home_person_2.version AS version, home_person_2.source_agency AS source_agency, home_person_2.source_system AS source_system,
            home_person_2.source_ref AS source_ref, home_person_2.assertion_basis AS assertion_basis,
            home_person_2.protective_marking AS protective_marking, home_person_2.quality_flags AS quality_flags,
            home_person_2.retention_review_on AS retention_review_on
        FROM register.home_person AS home_person_2
        WHERE home_person_2.home_id = chosen.id
            AND home_person_2.valid_to IS NULL
            AND home_person_2.role = 'responsible_individual'
        ORDER BY home_person_2.valid_from DESC, home_person_2.id DESC
        LIMIT 1) AS anon_2 ON anon_2.home_id = chosen.id
        AND (EXISTS (
        SELECT home_reach_4.home_id
        FROM register.home_reach AS home_reach_4
        WHERE home_reach_4.area_code = $1::VARCHAR
            AND (home_reach_4.valid_to IS NULL OR home_reach_4.valid_to > CAST(now() AS DATE))
            AND home_reach_4.home_id = anon_2.home_id OFFSET 0))
      LEFT OUTER JOIN register.provider AS provider_1 ON provider_1.id = chosen.provider_id
      LEFT OUTER JOIN LATERAL (
        SELECT provider_contact_1.provider_id AS provider_id, provider_contact_1.individual_name AS individual_name,
            provider_contact_1.address AS address, provider_contact_1.postcode AS postcode
        FROM register.provider_contact AS provider_contact_1
        WHERE provider_contact_1.provider_id = provider_1.id
        LIMIT ALL OFFSET 0) AS anon_3 ON true
    ORDER BY chosen.key0 ASC NULLS LAST
    LIMIT ALL OFFSET 0) AS page;
