/* register_local_authority */
SELECT count(*) AS count, array_agg(coalesce((((('{"reference":') || (CAST(to_json(c0) AS TEXT))) || ((',"name":') || (coalesce(CAST(to_json(c1) AS TEXT),
        'null')))) || (((',"legalForm":"') || (CAST(upper(c2 COLLATE "C") AS TEXT))) || ('","individualName":'))) || ((((CASE WHEN sees3 THEN CAST(coalesce(CAST(to_json(c4) AS TEXT),
        'null') AS TEXT) ELSE 'null' END) || (',"address":')) || (CASE WHEN sees3 THEN CAST(coalesce(CAST(to_json(c5) AS TEXT),
        'null') AS TEXT) ELSE 'null' END)) || (((',"withheld":[') || (substr(CAST(CASE WHEN sees3 THEN '' ELSE ',{"field":"individualName","reason":"OUTSIDE_SCOPE"},{"field":"address","reason":"OUTSIDE_SCOPE"}' END AS TEXT),
        2))) || ('],"homes":␁0␁}'))), '')) AS face0, string_agg(key7, '') AS key7, CAST(array_agg(p6) AS TEXT) AS p6,
    array_agg(sees3) AS sees3
FROM (
    SELECT chosen.reference AS c0, chosen.name AS c1, chosen.legal_form AS c2, EXISTS (
        SELECT home_1.provider_id
        FROM register.home AS home_1
          JOIN register.home_reach AS home_reach_1 ON home_reach_1.home_id = home_1.id
        WHERE home_reach_1.area_code = $1::VARCHAR
            AND (home_reach_1.valid_to IS NULL OR home_reach_1.valid_to > CAST(now() AS DATE))
            AND home_1.provider_id IS NOT NULL
            AND home_1.provider_id = chosen.id
        LIMIT ALL OFFSET 0) AS sees3, anon_1.individual_name AS c4, anon_1.address AS c5, chosen.id AS p6,
        CAST(chosen.reference AS TEXT) AS key7
    FROM (
        SELECT bounded.id AS id, bounded.reference AS reference, bounded.name AS name, bounded.legal_form AS legal_form,
            bounded.key0 AS key0
        FROM (
            SELECT provider_1.id AS id, provider_1.reference AS reference, provider_1.name AS name, provider_1.legal_form AS legal_form,
                provider_1.reference AS key0
            FROM register.provider AS provider_1
            ORDER BY provider_1.reference ASC NULLS LAST
            LIMIT $2::INTEGER) AS bounded
        LIMIT 101) AS chosen
      LEFT OUTER JOIN LATERAL (
        SELECT provider_contact_1.provider_id AS provider_id, provider_contact_1.individual_name AS individual_name,
            provider_contact_1.address AS address, provider_contact_1.postcode AS postcode
        FROM register.provider_contact AS provider_contact_1
        WHERE provider_contact_1.provider_id = chosen.id
        LIMIT ALL OFFSET 0) AS anon_1 ON true
    ORDER BY chosen.key0 ASC NULLS LAST
    LIMIT ALL OFFSET 0) AS page;

/* register_local_authority */
SELECT answered.count, answered.face0, answered.key14, answered.key3, answered.key7, answered.key9, answered.sees6
FROM unnest(CAST($1::VARCHAR AS UUID[])) WITH ORDINALITY AS anon_1(id, n)
  JOIN LATERAL (
    SELECT count(*) AS count, string_agg(coalesce((((('{"urn":"') || (c0)) || (('","name":') || (coalesce(CAST(to_json(c1) AS TEXT),
            'null')))) || (((',"postcode":') || (coalesce(CAST('"' || c2 || '"' AS TEXT), 'null'))) || (',"registeredManager":'))) || ((((CASE WHEN sees6 THEN CAST(CASE WHEN has5 THEN (('{"name":') || (CAST(to_json(c4) AS TEXT))) || ('}') ELSE 'null' END AS TEXT) ELSE 'null' END) || (',"latestInspection":')) || (CASE WHEN has13 THEN ((('{"number":"') || (c8)) || ('","home":')) || ((CASE WHEN has12 THEN ((('{"urn":"') || (c10)) || ('","name":')) || ((coalesce(CAST(to_json(c11) AS TEXT),
            'null')) || (',"withheld":[]}')) ELSE 'null' END) || ('}')) ELSE 'null' END)) || (((',"withheld":[') || (substr(CAST(CASE WHEN sees6 THEN '' ELSE ',{"field":"registeredManager","reason":"OUTSIDE_SCOPE"}' END AS TEXT),
            2))) || (']}'))), ''), ',') AS face0, string_agg(key14, '') AS key14, string_agg(key3, '') AS key3,
        string_agg(key7, '') AS key7, string_agg(key9, '') AS key9, bool_and(sees6) AS sees6
    FROM (
        SELECT chosen.urn AS c0, home_identity_1.name AS c1, premises_1.postcode AS c2, CAST(anon_2.id AS TEXT) AS key3,
            anon_2.name AS c4, anon_2.id IS NOT NULL AS has5, EXISTS (
            SELECT home_reach_1.home_id
            FROM register.home_reach AS home_reach_1
            WHERE home_reach_1.area_code = $2::VARCHAR
                AND (home_reach_1.valid_to IS NULL OR home_reach_1.valid_to > CAST(now() AS DATE))
                AND home_reach_1.home_id = chosen.id OFFSET 0) AS sees6, CAST(anon_3.number AS TEXT) AS key7,
            anon_3.number AS c8, CAST(home_1.urn AS TEXT) AS key9, home_1.urn AS c10, home_identity_2.name AS c11,
            home_1.id IS NOT NULL AS has12, anon_3.id IS NOT NULL AS has13, CAST(chosen.urn AS TEXT) AS key14
        FROM LATERAL (
            SELECT home_2.id AS id, home_2.urn AS urn, home_2.urn AS key0
            FROM register.home AS home_2
            WHERE home_2.provider_id = anon_1.id
                AND home_2.merged_into_id IS NULL
                AND home_2.registration_status IN ('registered', 'suspended')
            ORDER BY home_2.urn ASC NULLS LAST
            LIMIT $3::INTEGER) AS chosen
          LEFT OUTER JOIN register.home_identity AS home_identity_1 ON home_identity_1.home_id = chosen.id
          LEFT OUTER JOIN register.premises AS premises_1 ON premises_1.home_id = chosen.id
            AND premises_1.is_main
            AND premises_1.valid_to IS NULL
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
            LIMIT 1) AS anon_2 ON anon_2.home_id = chosen.id
            AND (EXISTS (
            SELECT home_reach_2.home_id
            FROM register.home_reach AS home_reach_2
            WHERE home_reach_2.area_code = $2::VARCHAR
                AND (home_reach_2.valid_to IS NULL OR home_reach_2.valid_to > CAST(now() AS DATE))
                AND home_reach_2.home_id = anon_2.home_id OFFSET 0))
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
            LIMIT 1) AS anon_3 ON true
          LEFT OUTER JOIN register.home AS home_1 ON home_1.id = anon_3.home_id
          LEFT OUTER JOIN register.home_identity AS home_identity_2 ON home_identity_2.home_id = home_1.id
        ORDER BY chosen.key0 ASC NULLS LAST
        LIMIT ALL OFFSET 0) AS page) AS answered ON true
ORDER BY anon_1.n;
