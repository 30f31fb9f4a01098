/* register_police */
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

/* register_police */
SELECT answered.count, answered.face0, answered.key17, answered.key5, answered.key9, answered.key11,
    answered.sees1, answered.sees3, answered.sees8, answered.sees13
FROM unnest(CAST($1::VARCHAR AS UUID[])) WITH ORDINALITY AS anon_1(id, n)
  JOIN LATERAL (
    SELECT count(*) AS count, string_agg(coalesce((((('{"urn":"') || (c0)) || (('","name":') || (CASE WHEN sees1 THEN CAST(coalesce(CAST(to_json(c2) AS TEXT),
            'null') AS TEXT) ELSE 'null' END))) || (((',"postcode":') || (CASE WHEN sees3 THEN CAST(coalesce(CAST('"' || c4 || '"' AS TEXT),
            'null') AS TEXT) ELSE 'null' END)) || (',"registeredManager":'))) || ((((CASE WHEN sees8 THEN CAST(CASE WHEN has7 THEN (('{"name":') || (CAST(to_json(c6) AS TEXT))) || ('}') ELSE 'null' END AS TEXT) ELSE 'null' END) || (',"latestInspection":')) || (CASE WHEN has16 THEN ((('{"number":"') || (c10)) || ('","home":')) || ((CASE WHEN has15 THEN ((('{"urn":"') || (c12)) || (('","name":') || (CASE WHEN sees13 THEN CAST(coalesce(CAST(to_json(c14) AS TEXT),
            'null') AS TEXT) ELSE 'null' END))) || (((',"withheld":[') || (substr(CAST(CASE WHEN sees13 THEN '' ELSE ',{"field":"name","reason":"OUTSIDE_SCOPE"}' END AS TEXT),
            2))) || (']}')) ELSE 'null' END) || ('}')) ELSE 'null' END)) || (((',"withheld":[') || (substr(((CASE WHEN sees1 THEN '' ELSE ',{"field":"name","reason":"OUTSIDE_SCOPE"}' END) || (CASE WHEN sees3 THEN '' ELSE ',{"field":"postcode","reason":"OUTSIDE_SCOPE"}' END)) || (CASE WHEN sees8 THEN '' ELSE ',{"field":"registeredManager","reason":"OUTSIDE_SCOPE"}' END),
            2))) || (']}'))), ''), ',') AS face0, string_agg(key17, '') AS key17, string_agg(key5, '') AS key5,
        string_agg(key9, '') AS key9, string_agg(key11, '') AS key11, bool_and(sees1) AS sees1, bool_and(sees3) AS sees3,
        bool_and(sees8) AS sees8, bool_and(sees13) AS sees13
    FROM (
        SELECT chosen.urn AS c0, EXISTS (
            SELECT home_reach_1.home_id
            FROM register.home_reach AS home_reach_1
            WHERE home_reach_1.area_code = $2::VARCHAR
                AND (home_reach_1.valid_to IS NULL OR home_reach_1.valid_to > CAST(now() AS DATE))
                AND home_reach_1.home_id = chosen.id OFFSET 0) AS sees1, anon_2.name AS c2, EXISTS (
            SELECT home_reach_2.home_id
            FROM register.home_reach AS home_reach_2
            WHERE home_reach_2.area_code = $2::VARCHAR
                AND (home_reach_2.valid_to IS NULL OR home_reach_2.valid_to > CAST(now() AS DATE))
                AND home_reach_2.of_main
                AND home_reach_2.home_id = chosen.id OFFSET 0) AS sees3, anon_3.postcode AS c4, CAST(anon_4.id AS TEXT) AS key5,
            anon_4.name AS c6, anon_4.id IS NOT NULL AS has7, EXISTS (
            SELECT home_reach_3.home_id
            FROM register.home_reach AS home_reach_3
            WHERE home_reach_3.area_code = $2::VARCHAR
                AND (home_reach_3.valid_to IS NULL OR home_reach_3.valid_to > CAST(now() AS DATE))
                AND home_reach_3.home_id = chosen.id OFFSET 0) AS sees8, CAST(anon_5.number AS TEXT) AS key9,
            anon_5.number AS c10, CAST(home_1.urn AS TEXT) AS key11, home_1.urn AS c12, CASE WHEN (home_1.id IS NOT NULL) THEN EXISTS (
            SELECT home_reach_4.home_id
            FROM register.home_reach AS home_reach_4
            WHERE home_reach_4.area_code = $2::VARCHAR
                AND (home_reach_4.valid_to IS NULL OR home_reach_4.valid_to > CAST(now() AS DATE))
                AND home_reach_4.home_id = home_1.id OFFSET 0) END AS sees13, anon_6.name AS c14, home_1.id IS NOT NULL AS has15,
            anon_5.id IS NOT NULL AS has16, CAST(chosen.urn AS TEXT) AS key17
        FROM LATERAL (
            SELECT home_2.id AS id, home_2.urn AS urn, home_2.urn AS key0
            FROM register.home AS home_2
            WHERE home_2.provider_id = anon_1.id
                AND home_2.merged_into_id IS NULL
                AND home_2.registration_status IN ('registered', 'suspended')
            ORDER BY home_2.urn ASC NULLS LAST
            LIMIT $3::INTEGER) AS chosen
          LEFT OUTER JOIN LATERAL (
            SELECT home_identity_1.home_id AS home_id, home_identity_1.name AS name, home_identity_1.age_min AS age_min,
                home_identity_1.age_max AS age_max, home_identity_1.sex_admitted AS sex_admitted, home_identity_1.needs AS needs,
                home_identity_1.operational_status AS operational_status, home_identity_1.first_accommodated_on AS first_accommodated_on,
                home_identity_1.secure_approved AS secure_approved, home_identity_1.secure_places AS secure_places,
                home_identity_1.contact_telephone AS contact_telephone
            FROM register.home_identity AS home_identity_1
            WHERE home_identity_1.home_id = chosen.id
            LIMIT ALL OFFSET 0) AS anon_2 ON true
          LEFT OUTER JOIN LATERAL (
            SELECT premises_1.id AS id, premises_1.home_id AS home_id, premises_1.is_main AS is_main,
                premises_1.saon AS saon, premises_1.paon AS paon, premises_1.street AS street, premises_1.locality AS locality,
                premises_1.town AS town, premises_1.postcode AS postcode, premises_1.uprn AS uprn, premises_1.usrn AS usrn,
                premises_1.longitude AS longitude, premises_1.latitude AS latitude, premises_1.easting AS easting,
                premises_1.northing AS northing, premises_1.geojson AS geojson, premises_1.location_precision AS location_precision,
                premises_1.on_edge AS on_edge, premises_1.in_no_force AS in_no_force, premises_1.valid_from AS valid_from,
                premises_1.valid_to AS valid_to, premises_1.version AS version, premises_1.source_agency AS source_agency,
                premises_1.source_system AS source_system, premises_1.source_ref AS source_ref, premises_1.assertion_basis AS assertion_basis,
                premises_1.protective_marking AS protective_marking, premises_1.quality_flags AS quality_flags,
                premises_1.retention_review_on AS retention_review_on
            FROM register.premises AS premises_1
            WHERE premises_1.home_id = chosen.id
                AND premises_1.is_main
                AND premises_1.valid_to IS NULL
            LIMIT ALL OFFSET 0) AS anon_3 ON true
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
            LIMIT 1) AS anon_4 ON anon_4.home_id = chosen.id
            AND (EXISTS (
            SELECT home_reach_5.home_id
            FROM register.home_reach AS home_reach_5
            WHERE home_reach_5.area_code = $2::VARCHAR
                AND (home_reach_5.valid_to IS NULL OR home_reach_5.valid_to > CAST(now() AS DATE))
                AND home_reach_5.home_id = anon_4.home_id OFFSET 0))
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
            LIMIT 1) AS anon_5 ON true
          LEFT OUTER JOIN register.home AS home_1 ON home_1.id = anon_5.home_id
          LEFT OUTER JOIN LATERAL (
            SELECT home_identity_2.home_id AS home_id, home_identity_2.name AS name, home_identity_2.age_min AS age_min,
                home_identity_2.age_max AS age_max, home_identity_2.sex_admitted AS sex_admitted, home_identity_2.needs AS needs,
                home_identity_2.operational_status AS operational_status, home_identity_2.first_accommodated_on AS first_accommodated_on,
                home_identity_2.secure_approved AS secure_approved, home_identity_2.secure_places AS secure_places,
                home_identity_2.contact_telephone AS contact_telephone
            FROM register.home_identity AS home_identity_2
            WHERE home_identity_2.home_id = home_1.id
            LIMIT ALL OFFSET 0) AS anon_6 ON true
        ORDER BY chosen.key0 ASC NULLS LAST
        LIMIT ALL OFFSET 0) AS page) AS answered ON true
ORDER BY anon_1.n;
