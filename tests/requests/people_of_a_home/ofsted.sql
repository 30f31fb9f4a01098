/* register_ofsted */
SELECT count(*) AS count, string_agg(coalesce((((('{"urn":"') || (c0)) || ('","registeredManager":')) || ((CASE WHEN has6 THEN (((('{"id":"') || (CAST(c2 AS TEXT))) || ('","name":')) || ((CAST(to_json(c3) AS TEXT)) || (',"role":"'))) || (((CAST(upper(c4 COLLATE "C") AS TEXT)) || ('","validFrom":"')) || ((CAST(c5 AS TEXT)) || ('"}'))) ELSE 'null' END) || (',"responsibleIndividual":'))) || (((CASE WHEN has9 THEN (('{"name":') || (CAST(to_json(c8) AS TEXT))) || ('}') ELSE 'null' END) || (',"provider":')) || ((CASE WHEN has16 THEN (((('{"reference":') || (CAST(to_json(c11) AS TEXT))) || (',"name":')) || (((coalesce(CAST(to_json(c12) AS TEXT),
        'null')) || (',"legalForm":"')) || (CAST(upper(c13 COLLATE "C") AS TEXT)))) || (((('","individualName":') || (coalesce(CAST(to_json(c14) AS TEXT),
        'null'))) || (',"address":')) || ((coalesce(CAST(to_json(c15) AS TEXT), 'null')) || (',"withheld":[]}'))) ELSE 'null' END) || (',"withheld":[]}'))),
        ''), ',') AS face0, string_agg(key17, '') AS key17, string_agg(key1, '') AS key1, string_agg(key7,
        '') AS key7, string_agg(key10, '') AS key10
FROM (
    SELECT chosen.urn AS c0, CAST(anon_1.id AS TEXT) AS key1, anon_1.id AS c2, anon_1.name AS c3, anon_1.role AS c4,
        anon_1.valid_from AS c5, anon_1.id IS NOT NULL AS has6, CAST(anon_2.id AS TEXT) AS key7, anon_2.name AS c8,
        anon_2.id IS NOT NULL AS has9, CAST(provider_1.reference AS TEXT) AS key10, provider_1.reference AS c11,
        provider_1.name AS c12, provider_1.legal_form AS c13, provider_contact_1.individual_name AS c14,
        provider_contact_1.address AS c15, provider_1.id IS NOT NULL AS has16, CAST(chosen.urn AS TEXT) AS key17
    FROM (
        SELECT home_1.id AS id, home_1.urn AS urn, home_1.provider_id AS provider_id, home_1.urn AS key0
        FROM register.home AS home_1
        WHERE home_1.urn = $1::VARCHAR
        ORDER BY home_1.urn ASC NULLS LAST
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
        LIMIT 1) AS anon_1 ON true
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
        LIMIT 1) AS anon_2 ON true
      LEFT OUTER JOIN register.provider AS provider_1 ON provider_1.id = chosen.provider_id
      LEFT OUTER JOIN register.provider_contact AS provider_contact_1 ON provider_contact_1.provider_id = provider_1.id
    ORDER BY chosen.key0 ASC NULLS LAST
    LIMIT ALL OFFSET 0) AS page;

/* register_ofsted */
SELECT count(*) AS count, string_agg(coalesce((((('{"urn":"') || (c0)) || ('","registeredManager":')) || ((CASE WHEN has6 THEN (((('{"id":"') || (CAST(c2 AS TEXT))) || ('","name":')) || ((CAST(to_json(c3) AS TEXT)) || (',"role":"'))) || (((CAST(upper(c4 COLLATE "C") AS TEXT)) || ('","validFrom":"')) || ((CAST(c5 AS TEXT)) || ('"}'))) ELSE 'null' END) || (',"responsibleIndividual":'))) || (((CASE WHEN has9 THEN (('{"name":') || (CAST(to_json(c8) AS TEXT))) || ('}') ELSE 'null' END) || (',"provider":')) || ((CASE WHEN has16 THEN (((('{"reference":') || (CAST(to_json(c11) AS TEXT))) || (',"name":')) || (((coalesce(CAST(to_json(c12) AS TEXT),
        'null')) || (',"legalForm":"')) || (CAST(upper(c13 COLLATE "C") AS TEXT)))) || (((('","individualName":') || (coalesce(CAST(to_json(c14) AS TEXT),
        'null'))) || (',"address":')) || ((coalesce(CAST(to_json(c15) AS TEXT), 'null')) || (',"withheld":[]}'))) ELSE 'null' END) || (',"withheld":[]}'))),
        ''), ',') AS face0, string_agg(key17, '') AS key17, string_agg(key1, '') AS key1, string_agg(key7,
        '') AS key7, string_agg(key10, '') AS key10
FROM (
    SELECT chosen.urn AS c0, CAST(anon_1.id AS TEXT) AS key1, anon_1.id AS c2, anon_1.name AS c3, anon_1.role AS c4,
        anon_1.valid_from AS c5, anon_1.id IS NOT NULL AS has6, CAST(anon_2.id AS TEXT) AS key7, anon_2.name AS c8,
        anon_2.id IS NOT NULL AS has9, CAST(provider_1.reference AS TEXT) AS key10, provider_1.reference AS c11,
        provider_1.name AS c12, provider_1.legal_form AS c13, provider_contact_1.individual_name AS c14,
        provider_contact_1.address AS c15, provider_1.id IS NOT NULL AS has16, CAST(chosen.urn AS TEXT) AS key17
    FROM (
        SELECT home_1.id AS id, home_1.urn AS urn, home_1.provider_id AS provider_id, home_1.urn AS key0
        FROM register.home AS home_1
        WHERE home_1.urn = $1::VARCHAR
        ORDER BY home_1.urn ASC NULLS LAST
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
        LIMIT 1) AS anon_1 ON true
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
        LIMIT 1) AS anon_2 ON true
      LEFT OUTER JOIN register.provider AS provider_1 ON provider_1.id = chosen.provider_id
      LEFT OUTER JOIN register.provider_contact AS provider_contact_1 ON provider_contact_1.provider_id = provider_1.id
    ORDER BY chosen.key0 ASC NULLS LAST
    LIMIT ALL OFFSET 0) AS page;
