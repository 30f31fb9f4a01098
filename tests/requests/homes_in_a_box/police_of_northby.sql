/* register_police */
SELECT count(*) AS count, array_agg(coalesce((((('{"urn":"') || (c0)) || ('","name":')) || (((CASE WHEN sees1 THEN CAST(coalesce(CAST(to_json(c2) AS TEXT),
        'null') AS TEXT) ELSE 'null' END) || (',"postcode":')) || (CASE WHEN sees3 THEN CAST(coalesce(CAST('"' || c4 || '"' AS TEXT),
        'null') AS TEXT) ELSE 'null' END))) || ((((',"premises":') || (CASE WHEN sees6 THEN CAST('␁0␁' AS TEXT) ELSE 'null' END)) || (',"withheld":[')) || ((substr(((CASE WHEN sees1 THEN '' ELSE ',{"field":"name","reason":"OUTSIDE_SCOPE"}' END) || (CASE WHEN sees3 THEN '' ELSE ',{"field":"postcode","reason":"OUTSIDE_SCOPE"}' END)) || (CASE WHEN sees6 THEN '' ELSE ',{"field":"premises","reason":"OUTSIDE_SCOPE"}' END),
        2)) || (']}'))), '')) AS face0, string_agg(key7, '') AS key7, CAST(array_agg(p5) AS TEXT) AS p5,
    array_agg(sees1) AS sees1, array_agg(sees3) AS sees3, array_agg(sees6) AS sees6
FROM (
    SELECT chosen.urn AS c0, EXISTS (
        SELECT home_reach_1.home_id
        FROM register.home_reach AS home_reach_1
        WHERE home_reach_1.area_code = $1::VARCHAR
            AND (home_reach_1.valid_to IS NULL OR home_reach_1.valid_to > CAST(now() AS DATE))
            AND home_reach_1.home_id = chosen.id OFFSET 0) AS sees1, anon_1.name AS c2, EXISTS (
        SELECT home_reach_2.home_id
        FROM register.home_reach AS home_reach_2
        WHERE home_reach_2.area_code = $1::VARCHAR
            AND (home_reach_2.valid_to IS NULL OR home_reach_2.valid_to > CAST(now() AS DATE))
            AND home_reach_2.of_main
            AND home_reach_2.home_id = chosen.id OFFSET 0) AS sees3, anon_2.postcode AS c4, chosen.id AS p5,
        EXISTS (
        SELECT home_reach_3.home_id
        FROM register.home_reach AS home_reach_3
        WHERE home_reach_3.area_code = $1::VARCHAR
            AND (home_reach_3.valid_to IS NULL OR home_reach_3.valid_to > CAST(now() AS DATE))
            AND home_reach_3.home_id = chosen.id OFFSET 0) AS sees6, CAST(chosen.urn AS TEXT) AS key7
    FROM (
        SELECT bounded.id AS id, bounded.urn AS urn, bounded.key0 AS key0
        FROM (
            SELECT anon_3.id AS id, anon_3.urn AS urn, anon_3.urn AS key0
            FROM (
                SELECT home_1.id AS id, home_1.urn AS urn, home_1.registration_status AS registration_status,
                    home_1.merged_into_id AS merged_into_id
                FROM register.home AS home_1
                WHERE home_1.id IN (
                    SELECT anon_4.home_id
                    FROM (
                        SELECT home_finder_1.home_id AS home_id, ST_SetSRID(ST_MakePoint(home_finder_1.easting,
                                home_finder_1.northing), 27700) AS point_27700
                        FROM register.home_finder AS home_finder_1
                        WHERE home_finder_1.area_code = $1::VARCHAR
                            AND (home_finder_1.valid_to IS NULL OR home_finder_1.valid_to > CAST(now() AS DATE))
                            AND home_finder_1.easting BETWEEN (
                            SELECT ST_XMin(ST_GeomFromEWKB($2::BYTEA)) AS "ST_XMin_1")
                            AND (
                            SELECT ST_XMax(ST_GeomFromEWKB($2::BYTEA)) AS "ST_XMax_1")
                            AND home_finder_1.northing BETWEEN (
                            SELECT ST_YMin(ST_GeomFromEWKB($2::BYTEA)) AS "ST_YMin_1")
                            AND (
                            SELECT ST_YMax(ST_GeomFromEWKB($2::BYTEA)) AS "ST_YMax_1")
                        LIMIT ALL OFFSET 0) AS anon_4
                    WHERE ST_Covers(ST_GeomFromEWKB($2::BYTEA), anon_4.point_27700))
                LIMIT ALL OFFSET 0) AS anon_3
            WHERE anon_3.merged_into_id IS NULL
                AND anon_3.registration_status IN ('registered', 'suspended')
            ORDER BY anon_3.urn ASC NULLS LAST
            LIMIT $3::INTEGER) AS bounded
        LIMIT 101) AS chosen
      LEFT OUTER JOIN LATERAL (
        SELECT home_identity_1.home_id AS home_id, home_identity_1.name AS name, home_identity_1.age_min AS age_min,
            home_identity_1.age_max AS age_max, home_identity_1.sex_admitted AS sex_admitted, home_identity_1.needs AS needs,
            home_identity_1.operational_status AS operational_status, home_identity_1.first_accommodated_on AS first_accommodated_on,
            home_identity_1.secure_approved AS secure_approved, home_identity_1.secure_places AS secure_places,
            home_identity_1.contact_telephone AS contact_telephone
        FROM register.home_identity AS home_identity_1
        WHERE home_identity_1.home_id = chosen.id
        LIMIT ALL OFFSET 0) AS anon_1 ON true
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
        LIMIT ALL OFFSET 0) AS anon_2 ON true
    ORDER BY chosen.key0 ASC NULLS LAST
    LIMIT ALL OFFSET 0) AS page;

/* register_police */
SELECT answered.count, answered.face0, answered.key2
FROM unnest(CAST($1::VARCHAR AS UUID[])) WITH ORDINALITY AS anon_1(id, n)
  JOIN LATERAL (
    SELECT count(*) AS count, string_agg(coalesce(((('{"isMain":') || (CAST(c0 AS TEXT))) || (',"postcode":')) || ((coalesce(CAST('"' || c1 || '"' AS TEXT),
            'null')) || ('}')), ''), ',') AS face0, string_agg(key2, '') AS key2
    FROM (
        SELECT chosen.is_main AS c0, chosen.postcode AS c1, CAST(chosen.id AS TEXT) AS key2
        FROM LATERAL (
            SELECT anon_2.id AS id, anon_2.is_main AS is_main, anon_2.postcode AS postcode, anon_2.is_main AS key0,
                anon_2.id AS key1
            FROM LATERAL (
                SELECT premises_1.id AS id, premises_1.is_main AS is_main, premises_1.postcode AS postcode,
                    premises_1.valid_to AS valid_to
                FROM register.premises AS premises_1
                WHERE premises_1.home_id = anon_1.id
                    AND premises_1.valid_to IS NULL
                    AND (EXISTS (
                    SELECT home_reach_1.premises_id
                    FROM register.home_reach AS home_reach_1
                    WHERE home_reach_1.area_code = $2::VARCHAR
                        AND (home_reach_1.valid_to IS NULL OR home_reach_1.valid_to > CAST(now() AS DATE))
                        AND home_reach_1.premises_id = premises_1.id OFFSET 0))
                LIMIT ALL OFFSET 0) AS anon_2
            WHERE anon_2.valid_to IS NULL
            ORDER BY anon_2.is_main DESC NULLS FIRST, anon_2.id ASC NULLS LAST
            LIMIT 100) AS chosen
        ORDER BY chosen.key0 DESC NULLS FIRST, chosen.key1 ASC NULLS LAST
        LIMIT ALL OFFSET 0) AS page) AS answered ON true
ORDER BY anon_1.n;
