/* register_ofsted */
SELECT count(*) AS count, array_agg(coalesce((((('{"reference":') || (CAST(to_json(c0) AS TEXT))) || (',"name":')) || (((coalesce(CAST(to_json(c1) AS TEXT),
        'null')) || (',"legalForm":"')) || (CAST(upper(c2 COLLATE "C") AS TEXT)))) || (((('","individualName":') || (coalesce(CAST(to_json(c3) AS TEXT),
        'null'))) || (',"address":')) || ((coalesce(CAST(to_json(c4) AS TEXT), 'null')) || (',"withheld":[],"homes":␁0␁}'))),
        '')) AS face0, string_agg(key6, '') AS key6, CAST(array_agg(p5) AS TEXT) AS p5
FROM (
    SELECT chosen.reference AS c0, chosen.name AS c1, chosen.legal_form AS c2, provider_contact_1.individual_name AS c3,
        provider_contact_1.address AS c4, chosen.id AS p5, CAST(chosen.reference AS TEXT) AS key6
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
      LEFT OUTER JOIN register.provider_contact AS provider_contact_1 ON provider_contact_1.provider_id = chosen.id
    ORDER BY chosen.key0 ASC NULLS LAST
    LIMIT ALL OFFSET 0) AS page;

/* register_ofsted */
SELECT answered.count, answered.face0, answered.key13, answered.key3, answered.key6, answered.key8
FROM unnest(CAST($1::VARCHAR AS UUID[])) WITH ORDINALITY AS anon_1(id, n)
  JOIN LATERAL (
    SELECT count(*) AS count, string_agg(coalesce((((('{"urn":"') || (c0)) || ('","name":')) || (((coalesce(CAST(to_json(c1) AS TEXT),
            'null')) || (',"postcode":')) || (coalesce(CAST('"' || c2 || '"' AS TEXT), 'null')))) || ((((',"registeredManager":') || (CASE WHEN has5 THEN (('{"name":') || (CAST(to_json(c4) AS TEXT))) || ('}') ELSE 'null' END)) || (',"latestInspection":')) || ((CASE WHEN has12 THEN ((('{"number":"') || (c7)) || ('","home":')) || ((CASE WHEN has11 THEN ((('{"urn":"') || (c9)) || ('","name":')) || ((coalesce(CAST(to_json(c10) AS TEXT),
            'null')) || (',"withheld":[]}')) ELSE 'null' END) || ('}')) ELSE 'null' END) || (',"withheld":[]}'))),
            ''), ',') AS face0, string_agg(key13, '') AS key13, string_agg(key3, '') AS key3, string_agg(key6,
            '') AS key6, string_agg(key8, '') AS key8
    FROM (
        SELECT chosen.urn AS c0, home_identity_1.name AS c1, premises_1.postcode AS c2, CAST(anon_2.id AS TEXT) AS key3,
            anon_2.name AS c4, anon_2.id IS NOT NULL AS has5, CAST(anon_3.number AS TEXT) AS key6, anon_3.number AS c7,
            CAST(home_1.urn AS TEXT) AS key8, home_1.urn AS c9, home_identity_2.name AS c10, home_1.id IS NOT NULL AS has11,
            anon_3.id IS NOT NULL AS has12, CAST(chosen.urn AS TEXT) AS key13
        FROM LATERAL (
            SELECT home_2.id AS id, home_2.urn AS urn, home_2.urn AS key0
            FROM register.home AS home_2
            WHERE home_2.provider_id = anon_1.id
                AND home_2.merged_into_id IS NULL
                AND home_2.registration_status IN ('registered', 'suspended')
            ORDER BY home_2.urn ASC NULLS LAST
            LIMIT $2::INTEGER) AS chosen
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
            LIMIT 1) AS anon_2 ON true
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
