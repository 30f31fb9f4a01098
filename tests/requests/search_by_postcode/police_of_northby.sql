/* register_police */
SELECT count(*) AS count, string_agg(coalesce(((('{"urn":"') || (c0)) || (('","name":') || (CASE WHEN sees1 THEN CAST(coalesce(CAST(to_json(c2) AS TEXT),
        'null') AS TEXT) ELSE 'null' END))) || (((',"postcode":') || (CASE WHEN sees3 THEN CAST(coalesce(CAST('"' || c4 || '"' AS TEXT),
        'null') AS TEXT) ELSE 'null' END)) || ('}')), ''), ',') AS face0, string_agg(key5, '') AS key5,
    bool_and(sees1) AS sees1, bool_and(sees3) AS sees3
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
            AND home_reach_2.home_id = chosen.id OFFSET 0) AS sees3, anon_2.postcode AS c4, CAST(chosen.urn AS TEXT) AS key5
    FROM (
        SELECT bounded.id AS id, bounded.urn AS urn, bounded.key0 AS key0
        FROM (
            SELECT anon_3.id AS id, anon_3.urn AS urn, anon_3.urn AS key0
            FROM (
                SELECT home_1.id AS id, anon_4.urn AS urn, home_1.registration_status AS registration_status,
                    home_1.merged_into_id AS merged_into_id
                FROM (
                    SELECT DISTINCT home_finder_1.urn AS urn, home_finder_1.home_id AS home_id
                    FROM register.home_finder AS home_finder_1
                    WHERE home_finder_1.area_code = $1::VARCHAR
                        AND (home_finder_1.valid_to IS NULL OR home_finder_1.valid_to > CAST(now() AS DATE))
                        AND home_finder_1.of_main
                        AND home_finder_1.postcode = lower($2::VARCHAR)
                    ORDER BY home_finder_1.urn ASC NULLS LAST, home_finder_1.home_id ASC NULLS LAST) AS anon_4
                  JOIN register.home AS home_1 ON home_1.id = anon_4.home_id
                ORDER BY anon_4.urn ASC NULLS LAST
                LIMIT ALL OFFSET 0) AS anon_3
              LEFT OUTER JOIN LATERAL (
                SELECT premises_1.postcode AS postcode
                FROM register.premises AS premises_1
                WHERE premises_1.home_id = anon_3.id
                    AND premises_1.is_main
                    AND premises_1.valid_to IS NULL
                LIMIT ALL OFFSET 0) AS anon_5 ON true
            WHERE anon_3.merged_into_id IS NULL
                AND anon_3.registration_status IN ('registered', 'suspended')
                AND anon_5.postcode = $2::VARCHAR
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
        SELECT premises_2.id AS id, premises_2.home_id AS home_id, premises_2.is_main AS is_main, premises_2.saon AS saon,
            premises_2.paon AS paon, premises_2.street AS street, premises_2.locality AS locality, premises_2.town AS town,
            premises_2.postcode AS postcode, premises_2.uprn AS uprn, premises_2.usrn AS usrn, premises_2.longitude AS longitude,
            premises_2.latitude AS latitude, premises_2.easting AS easting, premises_2.northing AS northing,
            premises_2.geojson AS geojson, premises_2.location_precision AS location_precision, premises_2.on_edge AS on_edge,
            premises_2.in_no_force AS in_no_force, premises_2.valid_from AS valid_from, premises_2.valid_to AS valid_to,
            premises_2.version AS version, premises_2.source_agency AS source_agency, premises_2.source_system AS source_system,
            premises_2.source_ref AS source_ref, premises_2.assertion_basis AS assertion_basis, premises_2.protective_marking AS protective_marking,
            premises_2.quality_flags AS quality_flags, premises_2.retention_review_on AS retention_review_on
        FROM register.premises AS premises_2
        WHERE premises_2.home_id = chosen.id
            AND premises_2.is_main
            AND premises_2.valid_to IS NULL
        LIMIT ALL OFFSET 0) AS anon_2 ON true
    ORDER BY chosen.key0 ASC NULLS LAST
    LIMIT ALL OFFSET 0) AS page;

/* register_police */
SELECT count(*) AS count, string_agg(coalesce(((('{"urn":"') || (c0)) || (('","name":') || (CASE WHEN sees1 THEN CAST(coalesce(CAST(to_json(c2) AS TEXT),
        'null') AS TEXT) ELSE 'null' END))) || (((',"postcode":') || (CASE WHEN sees3 THEN CAST(coalesce(CAST('"' || c4 || '"' AS TEXT),
        'null') AS TEXT) ELSE 'null' END)) || ('}')), ''), ',') AS face0, string_agg(key5, '') AS key5,
    bool_and(sees1) AS sees1, bool_and(sees3) AS sees3
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
            AND home_reach_2.home_id = chosen.id OFFSET 0) AS sees3, anon_2.postcode AS c4, CAST(chosen.urn AS TEXT) AS key5
    FROM (
        SELECT bounded.id AS id, bounded.urn AS urn, bounded.key0 AS key0
        FROM (
            SELECT anon_3.id AS id, anon_3.urn AS urn, anon_3.urn AS key0
            FROM (
                SELECT home_1.id AS id, anon_4.urn AS urn, home_1.registration_status AS registration_status,
                    home_1.merged_into_id AS merged_into_id
                FROM (
                    SELECT DISTINCT home_finder_1.urn AS urn, home_finder_1.home_id AS home_id
                    FROM register.home_finder AS home_finder_1
                    WHERE home_finder_1.area_code = $1::VARCHAR
                        AND (home_finder_1.valid_to IS NULL OR home_finder_1.valid_to > CAST(now() AS DATE))
                        AND home_finder_1.of_main
                        AND home_finder_1.postcode = lower($2::VARCHAR)
                    ORDER BY home_finder_1.urn ASC NULLS LAST, home_finder_1.home_id ASC NULLS LAST) AS anon_4
                  JOIN register.home AS home_1 ON home_1.id = anon_4.home_id
                ORDER BY anon_4.urn ASC NULLS LAST
                LIMIT ALL OFFSET 0) AS anon_3
              LEFT OUTER JOIN LATERAL (
                SELECT premises_1.postcode AS postcode
                FROM register.premises AS premises_1
                WHERE premises_1.home_id = anon_3.id
                    AND premises_1.is_main
                    AND premises_1.valid_to IS NULL
                LIMIT ALL OFFSET 0) AS anon_5 ON true
            WHERE anon_3.merged_into_id IS NULL
                AND anon_3.registration_status IN ('registered', 'suspended')
                AND anon_5.postcode = $2::VARCHAR
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
        SELECT premises_2.id AS id, premises_2.home_id AS home_id, premises_2.is_main AS is_main, premises_2.saon AS saon,
            premises_2.paon AS paon, premises_2.street AS street, premises_2.locality AS locality, premises_2.town AS town,
            premises_2.postcode AS postcode, premises_2.uprn AS uprn, premises_2.usrn AS usrn, premises_2.longitude AS longitude,
            premises_2.latitude AS latitude, premises_2.easting AS easting, premises_2.northing AS northing,
            premises_2.geojson AS geojson, premises_2.location_precision AS location_precision, premises_2.on_edge AS on_edge,
            premises_2.in_no_force AS in_no_force, premises_2.valid_from AS valid_from, premises_2.valid_to AS valid_to,
            premises_2.version AS version, premises_2.source_agency AS source_agency, premises_2.source_system AS source_system,
            premises_2.source_ref AS source_ref, premises_2.assertion_basis AS assertion_basis, premises_2.protective_marking AS protective_marking,
            premises_2.quality_flags AS quality_flags, premises_2.retention_review_on AS retention_review_on
        FROM register.premises AS premises_2
        WHERE premises_2.home_id = chosen.id
            AND premises_2.is_main
            AND premises_2.valid_to IS NULL
        LIMIT ALL OFFSET 0) AS anon_2 ON true
    ORDER BY chosen.key0 ASC NULLS LAST
    LIMIT ALL OFFSET 0) AS page;

/* register_police */
SELECT count(*) AS count, string_agg(coalesce(((('{"urn":"') || (c0)) || (('","name":') || (CASE WHEN sees1 THEN CAST(coalesce(CAST(to_json(c2) AS TEXT),
        'null') AS TEXT) ELSE 'null' END))) || (((',"postcode":') || (CASE WHEN sees3 THEN CAST(coalesce(CAST('"' || c4 || '"' AS TEXT),
        'null') AS TEXT) ELSE 'null' END)) || ('}')), ''), ',') AS face0, string_agg(key5, '') AS key5,
    bool_and(sees1) AS sees1, bool_and(sees3) AS sees3
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
            AND home_reach_2.home_id = chosen.id OFFSET 0) AS sees3, anon_2.postcode AS c4, CAST(chosen.urn AS TEXT) AS key5
    FROM (
        SELECT bounded.id AS id, bounded.urn AS urn, bounded.key0 AS key0
        FROM (
            SELECT anon_3.id AS id, anon_3.urn AS urn, anon_3.urn AS key0
            FROM (
                SELECT home_1.id AS id, anon_4.urn AS urn, home_1.registration_status AS registration_status,
                    home_1.merged_into_id AS merged_into_id
                FROM (
                    SELECT DISTINCT home_finder_1.urn AS urn, home_finder_1.home_id AS home_id
                    FROM register.home_finder AS home_finder_1
                    WHERE home_finder_1.area_code = $1::VARCHAR
                        AND (home_finder_1.valid_to IS NULL OR home_finder_1.valid_to > CAST(now() AS DATE))
                        AND home_finder_1.of_main
                        AND home_finder_1.postcode = lower($2::VARCHAR)
                    ORDER BY home_finder_1.urn ASC NULLS LAST, home_finder_1.home_id ASC NULLS LAST) AS anon_4
                  JOIN register.home AS home_1 ON home_1.id = anon_4.home_id
                ORDER BY anon_4.urn ASC NULLS LAST
                LIMIT ALL OFFSET 0) AS anon_3
              LEFT OUTER JOIN LATERAL (
                SELECT premises_1.postcode AS postcode
                FROM register.premises AS premises_1
                WHERE premises_1.home_id = anon_3.id
                    AND premises_1.is_main
                    AND premises_1.valid_to IS NULL
                LIMIT ALL OFFSET 0) AS anon_5 ON true
            WHERE anon_3.merged_into_id IS NULL
                AND anon_3.registration_status IN ('registered', 'suspended')
                AND anon_5.postcode = $2::VARCHAR
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
        SELECT premises_2.id AS id, premises_2.home_id AS home_id, premises_2.is_main AS is_main, premises_2.saon AS saon,
            premises_2.paon AS paon, premises_2.street AS street, premises_2.locality AS locality, premises_2.town AS town,
            premises_2.postcode AS postcode, premises_2.uprn AS uprn, premises_2.usrn AS usrn, premises_2.longitude AS longitude,
            premises_2.latitude AS latitude, premises_2.easting AS easting, premises_2.northing AS northing,
            premises_2.geojson AS geojson, premises_2.location_precision AS location_precision, premises_2.on_edge AS on_edge,
            premises_2.in_no_force AS in_no_force, premises_2.valid_from AS valid_from, premises_2.valid_to AS valid_to,
            premises_2.version AS version, premises_2.source_agency AS source_agency, premises_2.source_system AS source_system,
            premises_2.source_ref AS source_ref, premises_2.assertion_basis AS assertion_basis, premises_2.protective_marking AS protective_marking,
            premises_2.quality_flags AS quality_flags, premises_2.retention_review_on AS retention_review_on
        FROM register.premises AS premises_2
        WHERE premises_2.home_id = chosen.id
            AND premises_2.is_main
            AND premises_2.valid_to IS NULL
        LIMIT ALL OFFSET 0) AS anon_2 ON true
    ORDER BY chosen.key0 ASC NULLS LAST
    LIMIT ALL OFFSET 0) AS page;
