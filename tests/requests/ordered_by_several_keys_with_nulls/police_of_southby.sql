/* register_police */
SELECT count(*) AS count, string_agg(coalesce(((('{"urn":"') || (c0)) || ('","places":')) || ((coalesce(CAST(c1 AS TEXT),
        'null')) || ('}')), ''), ',') AS face0, string_agg(key2, '') AS key2
FROM (
    SELECT chosen.urn AS c0, chosen.places AS c1, CAST(chosen.urn AS TEXT) AS key2
    FROM (
        SELECT bounded.id AS id, bounded.urn AS urn, bounded.places AS places, bounded.key0 AS key0,
            bounded.key1 AS key1
        FROM (
            SELECT home_1.id AS id, home_1.urn AS urn, home_1.places AS places, home_1.places AS key0,
                home_1.urn AS key1
            FROM register.home AS home_1
            WHERE home_1.merged_into_id IS NULL
                AND home_1.registration_status IN ('registered', 'suspended')
            ORDER BY home_1.places DESC NULLS FIRST, home_1.urn DESC NULLS FIRST
            LIMIT $1::INTEGER) AS bounded
        LIMIT 101) AS chosen
    ORDER BY chosen.key0 DESC NULLS FIRST, chosen.key1 DESC NULLS FIRST
    LIMIT ALL OFFSET 0) AS page;

/* register_police */
SELECT count(*) AS count, string_agg(coalesce((((('{"urn":"') || (c0)) || ('","sector":"')) || ((CAST(upper(c1 COLLATE "C") AS TEXT)) || ('","ceasedOn":'))) || (((coalesce(CAST('"' || CAST(c2 AS TEXT) || '"' AS TEXT),
        'null')) || (',"places":')) || ((coalesce(CAST(c3 AS TEXT), 'null')) || ('}'))), ''), ',') AS face0,
    string_agg(key4, '') AS key4
FROM (
    SELECT chosen.urn AS c0, chosen.sector AS c1, chosen.ceased_on AS c2, chosen.places AS c3, CAST(chosen.urn AS TEXT) AS key4
    FROM (
        SELECT bounded.id AS id, bounded.urn AS urn, bounded.sector AS sector, bounded.ceased_on AS ceased_on,
            bounded.places AS places, bounded.key0 AS key0, bounded.key1 AS key1, bounded.key2 AS key2,
            bounded.key3 AS key3
        FROM (
            SELECT home_1.id AS id, home_1.urn AS urn, home_1.sector AS sector, home_1.ceased_on AS ceased_on,
                home_1.places AS places, home_1.sector AS key0, home_1.ceased_on AS key1, home_1.places AS key2,
                home_1.urn AS key3
            FROM register.home AS home_1
            WHERE home_1.merged_into_id IS NULL
                AND home_1.registration_status IN ('registered', 'suspended')
            ORDER BY home_1.sector DESC NULLS FIRST, home_1.ceased_on ASC NULLS LAST, home_1.places ASC NULLS LAST,
                home_1.urn ASC NULLS LAST
            LIMIT $1::INTEGER) AS bounded
        LIMIT 101) AS chosen
    ORDER BY chosen.key0 DESC NULLS FIRST, chosen.key1 ASC NULLS LAST, chosen.key2 ASC NULLS LAST, chosen.key3 ASC NULLS LAST
    LIMIT ALL OFFSET 0) AS page;

/* register_police */
SELECT count(*) AS count, string_agg(coalesce(((('{"urn":"') || (c0)) || ('","name":')) || ((CASE WHEN sees1 THEN CAST(coalesce(CAST(to_json(c2) AS TEXT),
        'null') AS TEXT) ELSE 'null' END) || ('}')), ''), ',') AS face0, string_agg(key3, '') AS key3,
    bool_and(sees1) AS sees1
FROM (
    SELECT chosen.urn AS c0, EXISTS (
        SELECT home_reach_1.home_id
        FROM register.home_reach AS home_reach_1
        WHERE home_reach_1.area_code = $1::VARCHAR
            AND (home_reach_1.valid_to IS NULL OR home_reach_1.valid_to > CAST(now() AS DATE))
            AND home_reach_1.home_id = chosen.id OFFSET 0) AS sees1, anon_1.name AS c2, CAST(chosen.urn AS TEXT) AS key3
    FROM (
        SELECT bounded.id AS id, bounded.urn AS urn, bounded.key0 AS key0, bounded.key1 AS key1
        FROM (
            SELECT anon_2.id AS id, anon_2.urn AS urn, anon_3.name AS key0, anon_2.urn AS key1
            FROM (
                SELECT home_1.id AS id, home_1.urn AS urn, home_1.registration_status AS registration_status,
                    home_1.merged_into_id AS merged_into_id
                FROM register.home AS home_1
                WHERE home_1.id IN (
                    SELECT home_reach_2.home_id
                    FROM register.home_reach AS home_reach_2
                    WHERE home_reach_2.area_code = $1::VARCHAR
                        AND (home_reach_2.valid_to IS NULL OR home_reach_2.valid_to > CAST(now() AS DATE)))
                LIMIT ALL OFFSET 0) AS anon_2
              LEFT OUTER JOIN LATERAL (
                SELECT home_identity_1.name AS name
                FROM register.home_identity AS home_identity_1
                WHERE home_identity_1.home_id = anon_2.id
                LIMIT ALL OFFSET 0) AS anon_3 ON true
            WHERE anon_2.merged_into_id IS NULL
                AND anon_2.registration_status IN ('registered', 'suspended')
            ORDER BY anon_3.name ASC NULLS LAST, anon_2.urn ASC NULLS LAST
            LIMIT $2::INTEGER) AS bounded
        LIMIT 101) AS chosen
      LEFT OUTER JOIN LATERAL (
        SELECT home_identity_2.home_id AS home_id, home_identity_2.name AS name, home_identity_2.age_min AS age_min,
            home_identity_2.age_max AS age_max, home_identity_2.sex_admitted AS sex_admitted, home_identity_2.needs AS needs,
            home_identity_2.operational_status AS operational_status, home_identity_2.first_accommodated_on AS first_accommodated_on,
            home_identity_2.secure_approved AS secure_approved, home_identity_2.secure_places AS secure_places,
            home_identity_2.contact_telephone AS contact_telephone
        FROM register.home_identity AS home_identity_2
        WHERE home_identity_2.home_id = chosen.id
        LIMIT ALL OFFSET 0) AS anon_1 ON true
    ORDER BY chosen.key0 ASC NULLS LAST, chosen.key1 ASC NULLS LAST
    LIMIT ALL OFFSET 0) AS page;

/* register_police */
SELECT count(*) AS count, string_agg(coalesce(((('{"urn":"') || (c0)) || ('","name":')) || ((CASE WHEN sees1 THEN CAST(coalesce(CAST(to_json(c2) AS TEXT),
        'null') AS TEXT) ELSE 'null' END) || ('}')), ''), ',') AS face0, string_agg(key3, '') AS key3,
    bool_and(sees1) AS sees1
FROM (
    SELECT chosen.urn AS c0, EXISTS (
        SELECT home_reach_1.home_id
        FROM register.home_reach AS home_reach_1
        WHERE home_reach_1.area_code = $1::VARCHAR
            AND (home_reach_1.valid_to IS NULL OR home_reach_1.valid_to > CAST(now() AS DATE))
            AND home_reach_1.home_id = chosen.id OFFSET 0) AS sees1, anon_1.name AS c2, CAST(chosen.urn AS TEXT) AS key3
    FROM (
        SELECT bounded.id AS id, bounded.urn AS urn, bounded.key0 AS key0, bounded.key1 AS key1
        FROM (
            SELECT anon_2.id AS id, anon_2.urn AS urn, anon_3.name AS key0, anon_2.urn AS key1
            FROM (
                SELECT home_1.id AS id, home_1.urn AS urn, home_1.registration_status AS registration_status,
                    home_1.merged_into_id AS merged_into_id
                FROM register.home AS home_1
                WHERE home_1.id IN (
                    SELECT home_reach_2.home_id
                    FROM register.home_reach AS home_reach_2
                    WHERE home_reach_2.area_code = $1::VARCHAR
                        AND (home_reach_2.valid_to IS NULL OR home_reach_2.valid_to > CAST(now() AS DATE)))
                LIMIT ALL OFFSET 0) AS anon_2
              LEFT OUTER JOIN LATERAL (
                SELECT home_identity_1.name AS name
                FROM register.home_identity AS home_identity_1
                WHERE home_identity_1.home_id = anon_2.id
                LIMIT ALL OFFSET 0) AS anon_3 ON true
            WHERE anon_2.merged_into_id IS NULL
                AND anon_2.registration_status IN ('registered', 'suspended')
            ORDER BY anon_3.name DESC NULLS FIRST, anon_2.urn ASC NULLS LAST
            LIMIT $2::INTEGER) AS bounded
        LIMIT 101) AS chosen
      LEFT OUTER JOIN LATERAL (
        SELECT home_identity_2.home_id AS home_id, home_identity_2.name AS name, home_identity_2.age_min AS age_min,
            home_identity_2.age_max AS age_max, home_identity_2.sex_admitted AS sex_admitted, home_identity_2.needs AS needs,
            home_identity_2.operational_status AS operational_status, home_identity_2.first_accommodated_on AS first_accommodated_on,
            home_identity_2.secure_approved AS secure_approved, home_identity_2.secure_places AS secure_places,
            home_identity_2.contact_telephone AS contact_telephone
        FROM register.home_identity AS home_identity_2
        WHERE home_identity_2.home_id = chosen.id
        LIMIT ALL OFFSET 0) AS anon_1 ON true
    ORDER BY chosen.key0 DESC NULLS FIRST, chosen.key1 ASC NULLS LAST
    LIMIT ALL OFFSET 0) AS page;

/* register_police */
SELECT count(*) AS count, string_agg(coalesce(((('{"urn":"') || (c0)) || ('","postcode":')) || ((CASE WHEN sees1 THEN CAST(coalesce(CAST('"' || c2 || '"' AS TEXT),
        'null') AS TEXT) ELSE 'null' END) || ('}')), ''), ',') AS face0, string_agg(key3, '') AS key3,
    bool_and(sees1) AS sees1
FROM (
    SELECT chosen.urn AS c0, EXISTS (
        SELECT home_reach_1.home_id
        FROM register.home_reach AS home_reach_1
        WHERE home_reach_1.area_code = $1::VARCHAR
            AND (home_reach_1.valid_to IS NULL OR home_reach_1.valid_to > CAST(now() AS DATE))
            AND home_reach_1.of_main
            AND home_reach_1.home_id = chosen.id OFFSET 0) AS sees1, anon_1.postcode AS c2, CAST(chosen.urn AS TEXT) AS key3
    FROM (
        SELECT bounded.id AS id, bounded.urn AS urn, bounded.key0 AS key0, bounded.key1 AS key1
        FROM (
            SELECT anon_2.id AS id, anon_2.urn AS urn, anon_3.postcode AS key0, anon_2.urn AS key1
            FROM (
                SELECT home_1.id AS id, home_1.urn AS urn, home_1.registration_status AS registration_status,
                    home_1.merged_into_id AS merged_into_id
                FROM register.home AS home_1
                WHERE home_1.id IN (
                    SELECT home_reach_2.home_id
                    FROM register.home_reach AS home_reach_2
                    WHERE home_reach_2.area_code = $1::VARCHAR
                        AND (home_reach_2.valid_to IS NULL OR home_reach_2.valid_to > CAST(now() AS DATE))
                        AND home_reach_2.of_main)
                LIMIT ALL OFFSET 0) AS anon_2
              LEFT OUTER JOIN LATERAL (
                SELECT premises_1.postcode AS postcode
                FROM register.premises AS premises_1
                WHERE premises_1.home_id = anon_2.id
                    AND premises_1.is_main
                    AND premises_1.valid_to IS NULL
                LIMIT ALL OFFSET 0) AS anon_3 ON true
            WHERE anon_2.merged_into_id IS NULL
                AND anon_2.registration_status IN ('registered', 'suspended')
            ORDER BY anon_3.postcode ASC NULLS LAST, anon_2.urn ASC NULLS LAST
            LIMIT $2::INTEGER) AS bounded
        LIMIT 101) AS chosen
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
        LIMIT ALL OFFSET 0) AS anon_1 ON true
    ORDER BY chosen.key0 ASC NULLS LAST, chosen.key1 ASC NULLS LAST
    LIMIT ALL OFFSET 0) AS page;
