/* register_police */
SELECT count(*) AS total
FROM (
    SELECT home_1.id AS id, home_1.urn AS urn
    FROM register.home AS home_1
    WHERE home_1.id = any(array((
        SELECT home_reach_1.home_id
        FROM register.home_reach AS home_reach_1
        WHERE home_reach_1.area_code = $1::VARCHAR
            AND (home_reach_1.valid_to IS NULL OR home_reach_1.valid_to > CAST(now() AS DATE)))))
    LIMIT ALL OFFSET 0) AS anon_1
  LEFT OUTER JOIN LATERAL (
    SELECT home_identity_1.name AS name
    FROM register.home_identity AS home_identity_1
    WHERE home_identity_1.home_id = anon_1.id
    LIMIT ALL OFFSET 0) AS anon_2 ON true
WHERE (lower(anon_2.name) LIKE $2::VARCHAR OR lower(anon_2.name) LIKE $3::VARCHAR)
    AND NOT coalesce(anon_2.name = $4::VARCHAR, false);

/* register_police */
SELECT count(*) AS count, string_agg(format('{"urn":"%s","name":%s}', c0, CASE WHEN sees1 THEN coalesce(CAST(to_json(c2) AS TEXT),
        'null') ELSE 'null' END), ',') AS face0, string_agg(key3, '') AS key3, bool_and(sees1) AS sees1
FROM (
    SELECT chosen.urn AS c0, EXISTS (
        SELECT home_reach_1.home_id
        FROM register.home_reach AS home_reach_1
        WHERE home_reach_1.area_code = $1::VARCHAR
            AND (home_reach_1.valid_to IS NULL OR home_reach_1.valid_to > CAST(now() AS DATE))
            AND home_reach_1.home_id = chosen.id) AS sees1, home_identity_1.name AS c2, CAST(chosen.urn AS TEXT) AS key3
    FROM (
        SELECT anon_1.id AS id, anon_1.urn AS urn, anon_1.urn AS key0
        FROM (
            SELECT home_1.id AS id, home_1.urn AS urn
            FROM register.home AS home_1
            WHERE home_1.id = any(array((
                SELECT home_reach_2.home_id
                FROM register.home_reach AS home_reach_2
                WHERE home_reach_2.area_code = $1::VARCHAR
                    AND (home_reach_2.valid_to IS NULL OR home_reach_2.valid_to > CAST(now() AS DATE)))))
            LIMIT ALL OFFSET 0) AS anon_1
          LEFT OUTER JOIN LATERAL (
            SELECT home_identity_2.name AS name
            FROM register.home_identity AS home_identity_2
            WHERE home_identity_2.home_id = anon_1.id
            LIMIT ALL OFFSET 0) AS anon_2 ON true
        WHERE (lower(anon_2.name) LIKE $2::VARCHAR OR lower(anon_2.name) LIKE $3::VARCHAR)
            AND NOT coalesce(anon_2.name = $4::VARCHAR, false)
        ORDER BY anon_1.urn ASC NULLS LAST
        LIMIT $5::INTEGER) AS chosen
      LEFT OUTER JOIN register.home_identity AS home_identity_1 ON home_identity_1.home_id = chosen.id
    ORDER BY chosen.key0 ASC NULLS LAST
    LIMIT ALL OFFSET 0) AS page;

/* register_police */
SELECT count(*) AS total
FROM (
    SELECT home_1.id AS id, home_1.urn AS urn
    FROM register.home AS home_1
    WHERE home_1.id = any(array((
        SELECT home_reach_1.home_id
        FROM register.home_reach AS home_reach_1
        WHERE home_reach_1.area_code = $1::VARCHAR
            AND (home_reach_1.valid_to IS NULL OR home_reach_1.valid_to > CAST(now() AS DATE)))))
    LIMIT ALL OFFSET 0) AS anon_1
  LEFT OUTER JOIN LATERAL (
    SELECT home_identity_1.name AS name
    FROM register.home_identity AS home_identity_1
    WHERE home_identity_1.home_id = anon_1.id
    LIMIT ALL OFFSET 0) AS anon_2 ON true
WHERE NOT coalesce(lower(anon_2.name) LIKE $2::VARCHAR, false);

/* register_police */
SELECT count(*) AS count, string_agg(format('{"urn":"%s","name":%s}', c0, CASE WHEN sees1 THEN coalesce(CAST(to_json(c2) AS TEXT),
        'null') ELSE 'null' END), ',') AS face0, string_agg(key3, '') AS key3, bool_and(sees1) AS sees1
FROM (
    SELECT chosen.urn AS c0, EXISTS (
        SELECT home_reach_1.home_id
        FROM register.home_reach AS home_reach_1
        WHERE home_reach_1.area_code = $1::VARCHAR
            AND (home_reach_1.valid_to IS NULL OR home_reach_1.valid_to > CAST(now() AS DATE))
            AND home_reach_1.home_id = chosen.id) AS sees1, home_identity_1.name AS c2, CAST(chosen.urn AS TEXT) AS key3
    FROM (
        SELECT anon_1.id AS id, anon_1.urn AS urn, anon_1.urn AS key0
        FROM (
            SELECT home_1.id AS id, home_1.urn AS urn
            FROM register.home AS home_1
            WHERE home_1.id = any(array((
                SELECT home_reach_2.home_id
                FROM register.home_reach AS home_reach_2
                WHERE home_reach_2.area_code = $1::VARCHAR
                    AND (home_reach_2.valid_to IS NULL OR home_reach_2.valid_to > CAST(now() AS DATE)))))
            LIMIT ALL OFFSET 0) AS anon_1
          LEFT OUTER JOIN LATERAL (
            SELECT home_identity_2.name AS name
            FROM register.home_identity AS home_identity_2
            WHERE home_identity_2.home_id = anon_1.id
            LIMIT ALL OFFSET 0) AS anon_2 ON true
        WHERE NOT coalesce(lower(anon_2.name) LIKE $2::VARCHAR, false)
        ORDER BY anon_1.urn ASC NULLS LAST
        LIMIT $3::INTEGER) AS chosen
      LEFT OUTER JOIN register.home_identity AS home_identity_1 ON home_identity_1.home_id = chosen.id
    ORDER BY chosen.key0 ASC NULLS LAST
    LIMIT ALL OFFSET 0) AS page;

/* register_police */
SELECT count(*) AS total
FROM (
    SELECT home_1.id AS id, home_1.urn AS urn, home_1.places AS places
    FROM register.home AS home_1
    WHERE home_1.id = any(array((
        SELECT home_reach_1.home_id
        FROM register.home_reach AS home_reach_1
        WHERE home_reach_1.area_code = $1::VARCHAR
            AND (home_reach_1.valid_to IS NULL OR home_reach_1.valid_to > CAST(now() AS DATE)))))
    LIMIT ALL OFFSET 0) AS anon_1
  LEFT OUTER JOIN LATERAL (
    SELECT home_identity_1.name AS name
    FROM register.home_identity AS home_identity_1
    WHERE home_identity_1.home_id = anon_1.id
    LIMIT ALL OFFSET 0) AS anon_2 ON true
WHERE lower(anon_2.name) LIKE $2::VARCHAR
    AND NOT coalesce(anon_1.places > $3::INTEGER, false);

/* register_police */
SELECT count(*) AS count, string_agg(format('{"urn":"%s","name":%s,"places":%s}', c0, CASE WHEN sees1 THEN coalesce(CAST(to_json(c2) AS TEXT),
        'null') ELSE 'null' END, coalesce(CAST(c3 AS TEXT), 'null')), ',') AS face0, string_agg(key4,
        '') AS key4, bool_and(sees1) AS sees1
FROM (
    SELECT chosen.urn AS c0, EXISTS (
        SELECT home_reach_1.home_id
        FROM register.home_reach AS home_reach_1
        WHERE home_reach_1.area_code = $1::VARCHAR
            AND (home_reach_1.valid_to IS NULL OR home_reach_1.valid_to > CAST(now() AS DATE))
            AND home_reach_1.home_id = chosen.id) AS sees1, home_identity_1.name AS c2, chosen.places AS c3,
        CAST(chosen.urn AS TEXT) AS key4
    FROM (
        SELECT anon_1.id AS id, anon_1.urn AS urn, anon_1.places AS places, anon_1.urn AS key0
        FROM (
            SELECT home_1.id AS id, home_1.urn AS urn, home_1.places AS places
            FROM register.home AS home_1
            WHERE home_1.id = any(array((
                SELECT home_reach_2.home_id
                FROM register.home_reach AS home_reach_2
                WHERE home_reach_2.area_code = $1::VARCHAR
                    AND (home_reach_2.valid_to IS NULL OR home_reach_2.valid_to > CAST(now() AS DATE)))))
            LIMIT ALL OFFSET 0) AS anon_1
          LEFT OUTER JOIN LATERAL (
            SELECT home_identity_2.name AS name
            FROM register.home_identity AS home_identity_2
            WHERE home_identity_2.home_id = anon_1.id
            LIMIT ALL OFFSET 0) AS anon_2 ON true
        WHERE lower(anon_2.name) LIKE $2::VARCHAR
            AND NOT coalesce(anon_1.places > $3::INTEGER, false)
        ORDER BY anon_1.urn ASC NULLS LAST
        LIMIT $4::INTEGER) AS chosen
      LEFT OUTER JOIN register.home_identity AS home_identity_1 ON home_identity_1.home_id = chosen.id
    ORDER BY chosen.key0 ASC NULLS LAST
    LIMIT ALL OFFSET 0) AS page;

/* register_police */
SELECT count(*) AS total
FROM (
    SELECT home_1.id AS id, home_1.urn AS urn
    FROM register.home AS home_1
    WHERE home_1.id = any(array((
        SELECT home_reach_1.home_id
        FROM register.home_reach AS home_reach_1
        WHERE home_reach_1.area_code = $1::VARCHAR
            AND (home_reach_1.valid_to IS NULL OR home_reach_1.valid_to > CAST(now() AS DATE)))))
    LIMIT ALL OFFSET 0) AS anon_1
  LEFT OUTER JOIN LATERAL (
    SELECT home_identity_1.name AS name
    FROM register.home_identity AS home_identity_1
    WHERE home_identity_1.home_id = anon_1.id
    LIMIT ALL OFFSET 0) AS anon_2 ON true
WHERE anon_2.name IS NULL;

/* register_police */
SELECT count(*) AS count, string_agg(format('{"urn":"%s"}', c0), ',') AS face0, string_agg(key1, '') AS key1
FROM (
    SELECT chosen.urn AS c0, CAST(chosen.urn AS TEXT) AS key1
    FROM (
        SELECT anon_1.id AS id, anon_1.urn AS urn, anon_1.urn AS key0
        FROM (
            SELECT home_1.id AS id, home_1.urn AS urn
            FROM register.home AS home_1
            WHERE home_1.id = any(array((
                SELECT home_reach_1.home_id
                FROM register.home_reach AS home_reach_1
                WHERE home_reach_1.area_code = $1::VARCHAR
                    AND (home_reach_1.valid_to IS NULL OR home_reach_1.valid_to > CAST(now() AS DATE)))))
            LIMIT ALL OFFSET 0) AS anon_1
          LEFT OUTER JOIN LATERAL (
            SELECT home_identity_1.name AS name
            FROM register.home_identity AS home_identity_1
            WHERE home_identity_1.home_id = anon_1.id
            LIMIT ALL OFFSET 0) AS anon_2 ON true
        WHERE anon_2.name IS NULL
        ORDER BY anon_1.urn ASC NULLS LAST
        LIMIT $2::INTEGER) AS chosen
    ORDER BY chosen.key0 ASC NULLS LAST
    LIMIT ALL OFFSET 0) AS page;
