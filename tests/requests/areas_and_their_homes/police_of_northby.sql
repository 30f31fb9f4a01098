/* register_police */
SELECT count(*) AS count, array_agg(coalesce(((('{"code":"') || (c0)) || ('","name":')) || ((CAST(to_json(c1) AS TEXT)) || (',"within":␁0␁,"homes":␁1␁}')),
        '')) AS face0, string_agg(key2, '') AS key2, CAST(array_agg(c0) AS TEXT) AS c0
FROM (
    SELECT chosen.code AS c0, chosen.name AS c1, CAST(chosen.code AS TEXT) AS key2
    FROM (
        SELECT bounded.code AS code, bounded.name AS name, bounded.key0 AS key0
        FROM (
            SELECT area_1.code AS code, area_1.name AS name, area_1.code AS key0
            FROM register.area AS area_1
            WHERE area_1.valid_to IS NULL
                AND area_1.kind = $1::VARCHAR
            ORDER BY area_1.code ASC NULLS LAST
            LIMIT $2::INTEGER) AS bounded
        LIMIT 101) AS chosen
    ORDER BY chosen.key0 ASC NULLS LAST
    LIMIT ALL OFFSET 0) AS page;

/* register_police */
SELECT answered.count, answered.face0, answered.key3
FROM unnest(CAST($1::VARCHAR AS TEXT[])) WITH ORDINALITY AS anon_1(code, n)
  JOIN LATERAL (
    SELECT count(*) AS count, string_agg(coalesce(((('{"code":"') || (c0)) || (('","kind":"') || (CAST(upper(c1 COLLATE "C") AS TEXT)))) || ((('","name":') || (CAST(to_json(c2) AS TEXT))) || ('}')),
            ''), ',') AS face0, string_agg(key3, '') AS key3
    FROM (
        SELECT chosen.code AS c0, chosen.kind AS c1, chosen.name AS c2, CAST(chosen.code AS TEXT) AS key3
        FROM LATERAL (
            SELECT area_1.code AS code, area_1.kind AS kind, area_1.name AS name, area_1.code AS key0
            FROM register.area AS area_1
            WHERE area_1.code IN (
                SELECT area_within_1.within_code
                FROM register.area_within AS area_within_1
                WHERE area_within_1.code = anon_1.code)
                AND area_1.valid_to IS NULL
            ORDER BY area_1.code ASC NULLS LAST
            LIMIT 100) AS chosen
        ORDER BY chosen.key0 ASC NULLS LAST
        LIMIT ALL OFFSET 0) AS page) AS answered ON true
ORDER BY anon_1.n;

/* register_police */
SELECT answered.count, answered.face0, answered.key5, answered.sees1, answered.sees3
FROM unnest(CAST($1::VARCHAR AS TEXT[])) WITH ORDINALITY AS anon_1(code, n)
  JOIN LATERAL (
    SELECT count(*) AS count, string_agg(coalesce((((('{"urn":"') || (c0)) || ('","name":')) || ((CASE WHEN sees1 THEN CAST(coalesce(CAST(to_json(c2) AS TEXT),
            'null') AS TEXT) ELSE 'null' END) || (',"postcode":'))) || (((CASE WHEN sees3 THEN CAST(coalesce(CAST('"' || c4 || '"' AS TEXT),
            'null') AS TEXT) ELSE 'null' END) || (',"withheld":[')) || ((substr((CASE WHEN sees1 THEN '' ELSE ',{"field":"name","reason":"OUTSIDE_SCOPE"}' END) || (CASE WHEN sees3 THEN '' ELSE ',{"field":"postcode","reason":"OUTSIDE_SCOPE"}' END),
            2)) || (']}'))), ''), ',') AS face0, string_agg(key5, '') AS key5, bool_and(sees1) AS sees1,
        bool_and(sees3) AS sees3
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
                AND home_reach_2.home_id = chosen.id OFFSET 0) AS sees3, anon_3.postcode AS c4, CAST(chosen.urn AS TEXT) AS key5
        FROM LATERAL (
            SELECT home_1.id AS id, home_1.urn AS urn, home_1.urn AS key0
            FROM register.home AS home_1
            WHERE home_1.id IN (
                SELECT home_area_1.home_id
                FROM register.home_area AS home_area_1
                WHERE home_area_1.area_code = anon_1.code
                    AND (home_area_1.valid_to IS NULL OR home_area_1.valid_to > CAST(now() AS DATE)))
                AND home_1.merged_into_id IS NULL
                AND home_1.registration_status IN ('registered', 'suspended')
            ORDER BY home_1.urn ASC NULLS LAST
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
        ORDER BY chosen.key0 ASC NULLS LAST
        LIMIT ALL OFFSET 0) AS page) AS answered ON true
ORDER BY anon_1.n;
