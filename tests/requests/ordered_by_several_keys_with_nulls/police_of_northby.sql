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
            AND home_reach_1.home_id = chosen.id OFFSET 0) AS sees1, home_identity_1.name AS c2, CAST(chosen.urn AS TEXT) AS key3
    FROM (
        SELECT bounded.id AS id, bounded.urn AS urn, bounded.key0 AS key0, bounded.key1 AS key1
        FROM (
            SELECT anon_1.id AS id, anon_1.urn AS urn, anon_2.name AS key0, anon_1.urn AS key1
            FROM (
                SELECT home_1.id AS id, home_1.urn AS urn, home_1.registration_status AS registration_status,
                    home_1.merged_into_id AS merged_into_id
                FROM register.home AS home_1
                WHERE home_1.id IN (
                    SELECT home_reach_2.home_id
                    FROM register.home_reach AS home_reach_2
                    WHERE home_reach_2.area_code = $1::VARCHAR
                        AND (home_reach_2.valid_to IS NULL OR home_reach_2.valid_to > CAST(now() AS DATE)))
                LIMIT ALL OFFSET 0) AS anon_1
              LEFT OUTER JOIN LATERAL (
                SELECT home_identity_2.name AS name
                FROM register.home_identity AS home_identity_2
                WHERE home_identity_2.home_id = anon_1.id
                LIMIT ALL OFFSET 0) AS anon_2 ON true
            WHERE anon_1.merged_into_id IS NULL
                AND anon_1.registration_status IN ('registered', 'suspended')
            ORDER BY anon_2.name ASC NULLS LAST, anon_1.urn ASC NULLS LAST
            LIMIT $2::INTEGER) AS bounded
        LIMIT 101) AS chosen
      LEFT OUTER JOIN register.home_identity AS home_identity_1 ON home_identity_1.home_id = chosen.id
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
            AND home_reach_1.home_id = chosen.id OFFSET 0) AS sees1, home_identity_1.name AS c2, CAST(chosen.urn AS TEXT) AS key3
    FROM (
        SELECT bounded.id AS id, bounded.urn AS urn, bounded.key0 AS key0, bounded.key1 AS key1
        FROM (
            SELECT anon_1.id AS id, anon_1.urn AS urn, anon_2.name AS key0, anon_1.urn AS key1
            FROM (
                SELECT home_1.id AS id, home_1.urn AS urn, home_1.registration_status AS registration_status,
                    home_1.merged_into_id AS merged_into_id
                FROM register.home AS home_1
                WHERE home_1.id IN (
                    SELECT home_reach_2.home_id
                    FROM register.home_reach AS home_reach_2
                    WHERE home_reach_2.area_code = $1::VARCHAR
                        AND (home_reach_2.valid_to IS NULL OR home_reach_2.valid_to > CAST(now() AS DATE)))
                LIMIT ALL OFFSET 0) AS anon_1
              LEFT OUTER JOIN LATERAL (
                SELECT home_identity_2.name AS name
                FROM register.home_identity AS home_identity_2
                WHERE home_identity_2.home_id = anon_1.id
                LIMIT ALL OFFSET 0) AS anon_2 ON true
            WHERE anon_1.merged_into_id IS NULL
                AND anon_1.registration_status IN ('registered', 'suspended')
            ORDER BY anon_2.name DESC NULLS FIRST, anon_1.urn ASC NULLS LAST
            LIMIT $2::INTEGER) AS bounded
        LIMIT 101) AS chosen
      LEFT OUTER JOIN register.home_identity AS home_identity_1 ON home_identity_1.home_id = chosen.id
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
            AND home_reach_1.home_id = chosen.id OFFSET 0) AS sees1, premises_1.postcode AS c2, CAST(chosen.urn AS TEXT) AS key3
    FROM (
        SELECT bounded.id AS id, bounded.urn AS urn, bounded.key0 AS key0, bounded.key1 AS key1
        FROM (
            SELECT anon_1.id AS id, anon_1.urn AS urn, anon_2.postcode AS key0, anon_1.urn AS key1
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
                LIMIT ALL OFFSET 0) AS anon_1
              LEFT OUTER JOIN LATERAL (
                SELECT premises_2.postcode AS postcode
                FROM register.premises AS premises_2
                WHERE premises_2.home_id = anon_1.id
                    AND premises_2.is_main
                    AND premises_2.valid_to IS NULL
                LIMIT ALL OFFSET 0) AS anon_2 ON true
            WHERE anon_1.merged_into_id IS NULL
                AND anon_1.registration_status IN ('registered', 'suspended')
            ORDER BY anon_2.postcode ASC NULLS LAST, anon_1.urn ASC NULLS LAST
            LIMIT $2::INTEGER) AS bounded
        LIMIT 101) AS chosen
      LEFT OUTER JOIN register.premises AS premises_1 ON premises_1.home_id = chosen.id
        AND premises_1.is_main
        AND premises_1.valid_to IS NULL
    ORDER BY chosen.key0 ASC NULLS LAST, chosen.key1 ASC NULLS LAST
    LIMIT ALL OFFSET 0) AS page;
