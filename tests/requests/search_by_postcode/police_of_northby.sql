/* register_police */
SELECT count(*) AS total
FROM (
    SELECT home_1.id AS id, home_1.urn AS urn, home_1.registration_status AS registration_status, home_1.merged_into_id AS merged_into_id
    FROM register.home AS home_1
    WHERE home_1.id IN (
        SELECT home_reach_1.home_id
        FROM register.home_reach AS home_reach_1
        WHERE home_reach_1.area_code = $1::VARCHAR
            AND (home_reach_1.valid_to IS NULL OR home_reach_1.valid_to > CAST(now() AS DATE))
            AND home_reach_1.of_main)
    LIMIT ALL OFFSET 0) AS anon_1
  LEFT OUTER JOIN LATERAL (
    SELECT premises_1.postcode AS postcode
    FROM register.premises AS premises_1
    WHERE premises_1.home_id = anon_1.id
        AND premises_1.is_main
        AND premises_1.valid_to IS NULL
    LIMIT ALL OFFSET 0) AS anon_2 ON true
WHERE anon_1.merged_into_id IS NULL
    AND anon_1.registration_status IN ('registered', 'suspended')
    AND anon_2.postcode = $2::VARCHAR;

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
            AND home_reach_1.home_id = chosen.id OFFSET 0) AS sees1, home_identity_1.name AS c2, EXISTS (
        SELECT home_reach_2.home_id
        FROM register.home_reach AS home_reach_2
        WHERE home_reach_2.area_code = $1::VARCHAR
            AND (home_reach_2.valid_to IS NULL OR home_reach_2.valid_to > CAST(now() AS DATE))
            AND home_reach_2.of_main
            AND home_reach_2.home_id = chosen.id OFFSET 0) AS sees3, premises_1.postcode AS c4, CAST(chosen.urn AS TEXT) AS key5
    FROM (
        SELECT bounded.id AS id, bounded.urn AS urn, bounded.key0 AS key0
        FROM (
            SELECT anon_1.id AS id, anon_1.urn AS urn, anon_1.urn AS key0
            FROM (
                SELECT home_1.id AS id, anon_2.urn AS urn, home_1.registration_status AS registration_status,
                    home_1.merged_into_id AS merged_into_id
                FROM (
                    SELECT DISTINCT home_finder_1.urn AS urn, home_finder_1.home_id AS home_id
                    FROM register.home_finder AS home_finder_1
                    WHERE home_finder_1.area_code = $1::VARCHAR
                        AND (home_finder_1.valid_to IS NULL OR home_finder_1.valid_to > CAST(now() AS DATE))
                        AND home_finder_1.of_main
                        AND home_finder_1.postcode = lower($2::VARCHAR)
                    ORDER BY home_finder_1.urn ASC NULLS LAST, home_finder_1.home_id ASC NULLS LAST) AS anon_2
                  JOIN register.home AS home_1 ON home_1.id = anon_2.home_id
                ORDER BY anon_2.urn ASC NULLS LAST
                LIMIT ALL OFFSET 0) AS anon_1
              LEFT OUTER JOIN LATERAL (
                SELECT premises_2.postcode AS postcode
                FROM register.premises AS premises_2
                WHERE premises_2.home_id = anon_1.id
                    AND premises_2.is_main
                    AND premises_2.valid_to IS NULL
                LIMIT ALL OFFSET 0) AS anon_3 ON true
            WHERE anon_1.merged_into_id IS NULL
                AND anon_1.registration_status IN ('registered', 'suspended')
                AND anon_3.postcode = $2::VARCHAR
            ORDER BY anon_1.urn ASC NULLS LAST
            LIMIT $3::INTEGER) AS bounded
        LIMIT 101) AS chosen
      LEFT OUTER JOIN register.home_identity AS home_identity_1 ON home_identity_1.home_id = chosen.id
      LEFT OUTER JOIN register.premises AS premises_1 ON premises_1.home_id = chosen.id
        AND premises_1.is_main
        AND premises_1.valid_to IS NULL
    ORDER BY chosen.key0 ASC NULLS LAST
    LIMIT ALL OFFSET 0) AS page;

/* register_police */
SELECT count(*) AS total
FROM (
    SELECT home_1.id AS id, home_1.urn AS urn, home_1.registration_status AS registration_status, home_1.merged_into_id AS merged_into_id
    FROM register.home AS home_1
    WHERE home_1.id IN (
        SELECT home_reach_1.home_id
        FROM register.home_reach AS home_reach_1
        WHERE home_reach_1.area_code = $1::VARCHAR
            AND (home_reach_1.valid_to IS NULL OR home_reach_1.valid_to > CAST(now() AS DATE))
            AND home_reach_1.of_main)
    LIMIT ALL OFFSET 0) AS anon_1
  LEFT OUTER JOIN LATERAL (
    SELECT premises_1.postcode AS postcode
    FROM register.premises AS premises_1
    WHERE premises_1.home_id = anon_1.id
        AND premises_1.is_main
        AND premises_1.valid_to IS NULL
    LIMIT ALL OFFSET 0) AS anon_2 ON true
WHERE anon_1.merged_into_id IS NULL
    AND anon_1.registration_status IN ('registered', 'suspended')
    AND anon_2.postcode = $2::VARCHAR;

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
            AND home_reach_1.home_id = chosen.id OFFSET 0) AS sees1, home_identity_1.name AS c2, EXISTS (
        SELECT home_reach_2.home_id
        FROM register.home_reach AS home_reach_2
        WHERE home_reach_2.area_code = $1::VARCHAR
            AND (home_reach_2.valid_to IS NULL OR home_reach_2.valid_to > CAST(now() AS DATE))
            AND home_reach_2.of_main
            AND home_reach_2.home_id = chosen.id OFFSET 0) AS sees3, premises_1.postcode AS c4, CAST(chosen.urn AS TEXT) AS key5
    FROM (
        SELECT bounded.id AS id, bounded.urn AS urn, bounded.key0 AS key0
        FROM (
            SELECT anon_1.id AS id, anon_1.urn AS urn, anon_1.urn AS key0
            FROM (
                SELECT home_1.id AS id, anon_2.urn AS urn, home_1.registration_status AS registration_status,
                    home_1.merged_into_id AS merged_into_id
                FROM (
                    SELECT DISTINCT home_finder_1.urn AS urn, home_finder_1.home_id AS home_id
                    FROM register.home_finder AS home_finder_1
                    WHERE home_finder_1.area_code = $1::VARCHAR
                        AND (home_finder_1.valid_to IS NULL OR home_finder_1.valid_to > CAST(now() AS DATE))
                        AND home_finder_1.of_main
                        AND home_finder_1.postcode = lower($2::VARCHAR)
                    ORDER BY home_finder_1.urn ASC NULLS LAST, home_finder_1.home_id ASC NULLS LAST) AS anon_2
                  JOIN register.home AS home_1 ON home_1.id = anon_2.home_id
                ORDER BY anon_2.urn ASC NULLS LAST
                LIMIT ALL OFFSET 0) AS anon_1
              LEFT OUTER JOIN LATERAL (
                SELECT premises_2.postcode AS postcode
                FROM register.premises AS premises_2
                WHERE premises_2.home_id = anon_1.id
                    AND premises_2.is_main
                    AND premises_2.valid_to IS NULL
                LIMIT ALL OFFSET 0) AS anon_3 ON true
            WHERE anon_1.merged_into_id IS NULL
                AND anon_1.registration_status IN ('registered', 'suspended')
                AND anon_3.postcode = $2::VARCHAR
            ORDER BY anon_1.urn ASC NULLS LAST
            LIMIT $3::INTEGER) AS bounded
        LIMIT 101) AS chosen
      LEFT OUTER JOIN register.home_identity AS home_identity_1 ON home_identity_1.home_id = chosen.id
      LEFT OUTER JOIN register.premises AS premises_1 ON premises_1.home_id = chosen.id
        AND premises_1.is_main
        AND premises_1.valid_to IS NULL
    ORDER BY chosen.key0 ASC NULLS LAST
    LIMIT ALL OFFSET 0) AS page;

/* register_police */
SELECT count(*) AS total
FROM (
    SELECT home_1.id AS id, home_1.urn AS urn, home_1.registration_status AS registration_status, home_1.merged_into_id AS merged_into_id
    FROM register.home AS home_1
    WHERE home_1.id IN (
        SELECT home_reach_1.home_id
        FROM register.home_reach AS home_reach_1
        WHERE home_reach_1.area_code = $1::VARCHAR
            AND (home_reach_1.valid_to IS NULL OR home_reach_1.valid_to > CAST(now() AS DATE))
            AND home_reach_1.of_main)
    LIMIT ALL OFFSET 0) AS anon_1
  LEFT OUTER JOIN LATERAL (
    SELECT premises_1.postcode AS postcode
    FROM register.premises AS premises_1
    WHERE premises_1.home_id = anon_1.id
        AND premises_1.is_main
        AND premises_1.valid_to IS NULL
    LIMIT ALL OFFSET 0) AS anon_2 ON true
WHERE anon_1.merged_into_id IS NULL
    AND anon_1.registration_status IN ('registered', 'suspended')
    AND anon_2.postcode = $2::VARCHAR;

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
            AND home_reach_1.home_id = chosen.id OFFSET 0) AS sees1, home_identity_1.name AS c2, EXISTS (
        SELECT home_reach_2.home_id
        FROM register.home_reach AS home_reach_2
        WHERE home_reach_2.area_code = $1::VARCHAR
            AND (home_reach_2.valid_to IS NULL OR home_reach_2.valid_to > CAST(now() AS DATE))
            AND home_reach_2.of_main
            AND home_reach_2.home_id = chosen.id OFFSET 0) AS sees3, premises_1.postcode AS c4, CAST(chosen.urn AS TEXT) AS key5
    FROM (
        SELECT bounded.id AS id, bounded.urn AS urn, bounded.key0 AS key0
        FROM (
            SELECT anon_1.id AS id, anon_1.urn AS urn, anon_1.urn AS key0
            FROM (
                SELECT home_1.id AS id, anon_2.urn AS urn, home_1.registration_status AS registration_status,
                    home_1.merged_into_id AS merged_into_id
                FROM (
                    SELECT DISTINCT home_finder_1.urn AS urn, home_finder_1.home_id AS home_id
                    FROM register.home_finder AS home_finder_1
                    WHERE home_finder_1.area_code = $1::VARCHAR
                        AND (home_finder_1.valid_to IS NULL OR home_finder_1.valid_to > CAST(now() AS DATE))
                        AND home_finder_1.of_main
                        AND home_finder_1.postcode = lower($2::VARCHAR)
                    ORDER BY home_finder_1.urn ASC NULLS LAST, home_finder_1.home_id ASC NULLS LAST) AS anon_2
                  JOIN register.home AS home_1 ON home_1.id = anon_2.home_id
                ORDER BY anon_2.urn ASC NULLS LAST
                LIMIT ALL OFFSET 0) AS anon_1
              LEFT OUTER JOIN LATERAL (
                SELECT premises_2.postcode AS postcode
                FROM register.premises AS premises_2
                WHERE premises_2.home_id = anon_1.id
                    AND premises_2.is_main
                    AND premises_2.valid_to IS NULL
                LIMIT ALL OFFSET 0) AS anon_3 ON true
            WHERE anon_1.merged_into_id IS NULL
                AND anon_1.registration_status IN ('registered', 'suspended')
                AND anon_3.postcode = $2::VARCHAR
            ORDER BY anon_1.urn ASC NULLS LAST
            LIMIT $3::INTEGER) AS bounded
        LIMIT 101) AS chosen
      LEFT OUTER JOIN register.home_identity AS home_identity_1 ON home_identity_1.home_id = chosen.id
      LEFT OUTER JOIN register.premises AS premises_1 ON premises_1.home_id = chosen.id
        AND premises_1.is_main
        AND premises_1.valid_to IS NULL
    ORDER BY chosen.key0 ASC NULLS LAST
    LIMIT ALL OFFSET 0) AS page;
