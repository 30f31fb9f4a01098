/* register_police */
SELECT count(*) AS count, array_agg(coalesce((((('{"urn":"') || (c0)) || ('","last":␁0␁,"earliest":␁1␁,"manager":')) || (((CASE WHEN sees5 THEN CAST(CASE WHEN has4 THEN (('{"name":') || (CAST(to_json(c3) AS TEXT))) || ('}') ELSE 'null' END AS TEXT) ELSE 'null' END) || (',"whoAnswers":')) || (CASE WHEN sees5 THEN CAST(CASE WHEN has8 THEN (('{"role":"') || (CAST(upper(c7 COLLATE "C") AS TEXT))) || ('"}') ELSE 'null' END AS TEXT) ELSE 'null' END))) || ((((',"where":') || (CASE WHEN sees9 THEN CAST(CASE WHEN has11 THEN (('{"easting":') || (coalesce(CAST(c10 AS TEXT),
        'null'))) || ('}') ELSE 'null' END AS TEXT) ELSE 'null' END)) || (',"alsoWhere":')) || ((CASE WHEN sees9 THEN CAST(CASE WHEN has13 THEN (('{"northing":') || (coalesce(CAST(c12 AS TEXT),
        'null'))) || ('}') ELSE 'null' END AS TEXT) ELSE 'null' END) || ('}'))), '')) AS face0, array_agg(coalesce((('{"urn":"') || (c0)) || ('","inspections":␁2␁}'),
        '')) AS face1, string_agg(key14, '') AS key14, string_agg(key2, '') AS key2, string_agg(key6,
        '') AS key6, CAST(array_agg(p1) AS TEXT) AS p1, array_agg(sees5) AS sees5, array_agg(sees9) AS sees9
FROM (
    SELECT chosen.urn AS c0, chosen.id AS p1, CAST(anon_1.id AS TEXT) AS key2, anon_1.name AS c3, anon_1.id IS NOT NULL AS has4,
        EXISTS (
        SELECT home_reach_1.home_id
        FROM register.home_reach AS home_reach_1
        WHERE home_reach_1.area_code = $1::VARCHAR
            AND (home_reach_1.valid_to IS NULL OR home_reach_1.valid_to > CAST(now() AS DATE))
            AND home_reach_1.home_id = chosen.id OFFSET 0) AS sees5, CAST(anon_2.id AS TEXT) AS key6,
        anon_2.role AS c7, anon_2.id IS NOT NULL AS has8, EXISTS (
        SELECT home_reach_2.home_id
        FROM register.home_reach AS home_reach_2
        WHERE home_reach_2.area_code = $1::VARCHAR
            AND (home_reach_2.valid_to IS NULL OR home_reach_2.valid_to > CAST(now() AS DATE))
            AND home_reach_2.of_main
            AND home_reach_2.home_id = chosen.id OFFSET 0) AS sees9, anon_3.easting AS c10, anon_3.longitude IS NOT NULL AS has11,
        anon_3.northing AS c12, anon_3.longitude IS NOT NULL AS has13, CAST(chosen.urn AS TEXT) AS key14
    FROM (
        SELECT bounded.id AS id, bounded.urn AS urn, bounded.key0 AS key0
        FROM (
            SELECT home_1.id AS id, home_1.urn AS urn, home_1.urn AS key0
            FROM register.home AS home_1
            WHERE home_1.merged_into_id IS NULL
                AND home_1.registration_status IN ('registered', 'suspended')
            ORDER BY home_1.urn ASC NULLS LAST
            LIMIT $2::INTEGER + 1) AS bounded
        LIMIT 101) AS chosen
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
            AND home_person_2.role = 'registered_manager'
        ORDER BY home_person_2.valid_from DESC, home_person_2.id DESC
        LIMIT 1) AS anon_2 ON anon_2.home_id = chosen.id
        AND (EXISTS (
        SELECT home_reach_4.home_id
        FROM register.home_reach AS home_reach_4
        WHERE home_reach_4.area_code = $1::VARCHAR
            AND (home_reach_4.valid_to IS NULL OR home_reach_4.valid_to > CAST(now() AS DATE))
            AND home_reach_4.home_id = anon_2.home_id OFFSET 0))
      LEFT OUTER JOIN LATERAL (
        SELECT premises_1.id AS id, premises_1.home_id AS home_id, premises_1.is_main AS is_main, premises_1.saon AS saon,
            premises_1.paon AS paon, premises_1.street AS street, premises_1.locality AS locality, premises_1.town AS town,
            premises_1.postcode AS postcode, premises_1.uprn AS uprn, premises_1.usrn AS usrn, premises_1.longitude AS longitude,
            premises_1.latitude AS latitude, premises_1.easting AS easting, premises_1.northing AS northing,
            premises_1.geojson AS geojson, premises_1.location_precision AS location_precision, premises_1.on_edge AS on_edge,
            premises_1.in_no_force AS in_no_force, premises_1.valid_from AS valid_from, premises_1.valid_to AS valid_to,
            premises_1.version AS version, premises_1.source_agency AS source_agency, premises_1.source_system AS source_system,
            premises_1.source_ref AS source_ref, premises_1.assertion_basis AS assertion_basis, premises_1.protective_marking AS protective_marking,
            premises_1.quality_flags AS quality_flags, premises_1.retention_review_on AS retention_review_on
        FROM register.premises AS premises_1
        WHERE premises_1.home_id = chosen.id
            AND premises_1.is_main
            AND premises_1.valid_to IS NULL
        LIMIT ALL OFFSET 0) AS anon_3 ON true
    ORDER BY chosen.key0 ASC NULLS LAST
    LIMIT ALL OFFSET 0) AS page;

/* register_police */
SELECT answered.count, answered.face0, answered.key1
FROM unnest(CAST($1::VARCHAR AS UUID[])) WITH ORDINALITY AS anon_1(id, n)
  JOIN LATERAL (
    SELECT count(*) AS count, array_agg(coalesce((('{"number":"') || (c0)) || ('"}'), '')) AS face0,
        string_agg(key1, '') AS key1
    FROM (
        SELECT chosen.number AS c0, CAST(chosen.number AS TEXT) AS key1
        FROM LATERAL (
            SELECT inspection_1.id AS id, inspection_1.number AS number, inspection_1.started_on AS key0,
                inspection_1.id AS key1
            FROM register.inspection AS inspection_1
            WHERE inspection_1.home_id = anon_1.id
            ORDER BY inspection_1.started_on DESC NULLS FIRST, inspection_1.id DESC NULLS FIRST
            LIMIT $2::INTEGER + 1) AS chosen
        ORDER BY chosen.key0 DESC NULLS FIRST, chosen.key1 DESC NULLS FIRST
        LIMIT ALL OFFSET 0) AS page) AS answered ON true
ORDER BY anon_1.n;

/* register_police */
SELECT answered.count, answered.face0, answered.key1
FROM unnest(CAST($1::VARCHAR AS UUID[])) WITH ORDINALITY AS anon_1(id, n)
  JOIN LATERAL (
    SELECT count(*) AS count, array_agg(coalesce((('{"startedOn":"') || (CAST(c0 AS TEXT))) || ('"}'),
            '')) AS face0, string_agg(key1, '') AS key1
    FROM (
        SELECT chosen.started_on AS c0, CAST(chosen.number AS TEXT) AS key1
        FROM LATERAL (
            SELECT inspection_1.id AS id, inspection_1.number AS number, inspection_1.started_on AS started_on,
                inspection_1.started_on AS key0, inspection_1.id AS key1
            FROM register.inspection AS inspection_1
            WHERE inspection_1.home_id = anon_1.id
            ORDER BY inspection_1.started_on ASC NULLS LAST, inspection_1.id ASC NULLS LAST
            LIMIT $2::INTEGER + 1) AS chosen
        ORDER BY chosen.key0 ASC NULLS LAST, chosen.key1 ASC NULLS LAST
        LIMIT ALL OFFSET 0) AS page) AS answered ON true
ORDER BY anon_1.n;

/* register_police */
SELECT answered.count, answered.face0, answered.key2
FROM unnest(CAST($1::VARCHAR AS UUID[])) WITH ORDINALITY AS anon_1(id, n)
  JOIN LATERAL (
    SELECT count(*) AS count, string_agg(coalesce(((('{"number":"') || (c0)) || ('","overallExperiencesAndProgress":')) || ((coalesce(CAST('"' || CAST(upper(c1 COLLATE "C") AS TEXT) || '"' AS TEXT),
            'null')) || ('}')), ''), ',') AS face0, string_agg(key2, '') AS key2
    FROM (
        SELECT chosen.number AS c0, chosen.overall_experiences_and_progress AS c1, CAST(chosen.number AS TEXT) AS key2
        FROM LATERAL (
            SELECT inspection_1.id AS id, inspection_1.number AS number, inspection_1.overall_experiences_and_progress AS overall_experiences_and_progress,
                inspection_1.started_on AS key0, inspection_1.id AS key1
            FROM register.inspection AS inspection_1
            WHERE inspection_1.home_id = anon_1.id
            ORDER BY inspection_1.started_on DESC NULLS FIRST, inspection_1.id DESC NULLS FIRST
            LIMIT $2::INTEGER) AS chosen
        ORDER BY chosen.key0 DESC NULLS FIRST, chosen.key1 DESC NULLS FIRST
        LIMIT ALL OFFSET 0) AS page) AS answered ON true
ORDER BY anon_1.n;
