/* register_police */
SELECT count(*) AS count, string_agg(format('{"urn":"%s","places":%s}', c0, coalesce(CAST(c1 AS TEXT),
        'null')), ',') AS face0, string_agg(key2, '') AS key2
FROM (
    SELECT home_1.urn AS c0, home_1.places AS c1, CAST(home_1.urn AS TEXT) AS key2
    FROM register.home AS home_1
    ORDER BY home_1.places DESC NULLS FIRST, home_1.urn DESC NULLS FIRST
    LIMIT $1::INTEGER) AS page;

/* register_police */
SELECT count(*) AS count, string_agg(format('{"urn":"%s","sector":"%s","ceasedOn":%s,"places":%s}', c0,
        CAST(upper(c1 COLLATE "C") AS TEXT), coalesce(CAST('"' || CAST(c2 AS TEXT) || '"' AS TEXT), 'null'),
        coalesce(CAST(c3 AS TEXT), 'null')), ',') AS face0, string_agg(key4, '') AS key4
FROM (
    SELECT home_1.urn AS c0, home_1.sector AS c1, home_1.ceased_on AS c2, home_1.places AS c3, CAST(home_1.urn AS TEXT) AS key4
    FROM register.home AS home_1
    ORDER BY home_1.sector DESC NULLS FIRST, home_1.ceased_on ASC NULLS LAST, home_1.places ASC NULLS LAST,
        home_1.urn ASC NULLS LAST
    LIMIT $1::INTEGER) AS page;

/* register_police */
SELECT count(*) AS count, string_agg(format('{"urn":"%s","name":%s}', c0, CASE WHEN sees1 THEN coalesce(CAST(to_json(c2) AS TEXT),
        'null') ELSE 'null' END), ',') AS face0, string_agg(key3, '') AS key3, bool_and(sees1) AS sees1
FROM (
    SELECT anon_1.urn AS c0, anon_1.id IN (
        SELECT home_reach_1.home_id
        FROM register.home_reach AS home_reach_1
        WHERE home_reach_1.area_code = $1::VARCHAR
            AND (home_reach_1.valid_to IS NULL OR home_reach_1.valid_to > CAST(now() AS DATE))) AS sees1,
        home_identity_1.name AS c2, CAST(anon_1.urn AS TEXT) AS key3
    FROM (
        SELECT home_1.id AS id, home_1.urn AS urn
        FROM register.home AS home_1
        WHERE home_1.id = any(array((
            SELECT home_reach_2.home_id
            FROM register.home_reach AS home_reach_2
            WHERE home_reach_2.area_code = $1::VARCHAR
                AND (home_reach_2.valid_to IS NULL OR home_reach_2.valid_to > CAST(now() AS DATE)))))
        LIMIT ALL OFFSET 0) AS anon_1
      LEFT OUTER JOIN register.home_identity AS home_identity_1 ON home_identity_1.home_id = anon_1.id
    ORDER BY home_identity_1.name ASC NULLS LAST, anon_1.urn ASC NULLS LAST
    LIMIT $2::INTEGER) AS page;

/* register_police */
SELECT count(*) AS count, string_agg(format('{"urn":"%s","name":%s}', c0, CASE WHEN sees1 THEN coalesce(CAST(to_json(c2) AS TEXT),
        'null') ELSE 'null' END), ',') AS face0, string_agg(key3, '') AS key3, bool_and(sees1) AS sees1
FROM (
    SELECT anon_1.urn AS c0, anon_1.id IN (
        SELECT home_reach_1.home_id
        FROM register.home_reach AS home_reach_1
        WHERE home_reach_1.area_code = $1::VARCHAR
            AND (home_reach_1.valid_to IS NULL OR home_reach_1.valid_to > CAST(now() AS DATE))) AS sees1,
        home_identity_1.name AS c2, CAST(anon_1.urn AS TEXT) AS key3
    FROM (
        SELECT home_1.id AS id, home_1.urn AS urn
        FROM register.home AS home_1
        WHERE home_1.id = any(array((
            SELECT home_reach_2.home_id
            FROM register.home_reach AS home_reach_2
            WHERE home_reach_2.area_code = $1::VARCHAR
                AND (home_reach_2.valid_to IS NULL OR home_reach_2.valid_to > CAST(now() AS DATE)))))
        LIMIT ALL OFFSET 0) AS anon_1
      LEFT OUTER JOIN register.home_identity AS home_identity_1 ON home_identity_1.home_id = anon_1.id
    ORDER BY home_identity_1.name DESC NULLS FIRST, anon_1.urn ASC NULLS LAST
    LIMIT $2::INTEGER) AS page;

/* register_police */
SELECT count(*) AS count, string_agg(format('{"urn":"%s","postcode":%s}', c0, CASE WHEN sees1 THEN coalesce(CAST('"' || c2 || '"' AS TEXT),
        'null') ELSE 'null' END), ',') AS face0, string_agg(key3, '') AS key3, bool_and(sees1) AS sees1
FROM (
    SELECT anon_1.urn AS c0, anon_1.id IN (
        SELECT home_reach_1.home_id
        FROM register.home_reach AS home_reach_1
        WHERE home_reach_1.area_code = $1::VARCHAR
            AND (home_reach_1.valid_to IS NULL OR home_reach_1.valid_to > CAST(now() AS DATE))
            AND home_reach_1.of_main) AS sees1, premises_1.postcode AS c2, CAST(anon_1.urn AS TEXT) AS key3
    FROM (
        SELECT home_1.id AS id, home_1.urn AS urn
        FROM register.home AS home_1
        WHERE home_1.id = any(array((
            SELECT home_reach_2.home_id
            FROM register.home_reach AS home_reach_2
            WHERE home_reach_2.area_code = $1::VARCHAR
                AND (home_reach_2.valid_to IS NULL OR home_reach_2.valid_to > CAST(now() AS DATE))
                AND home_reach_2.of_main)))
        LIMIT ALL OFFSET 0) AS anon_1
      LEFT OUTER JOIN register.premises AS premises_1 ON premises_1.home_id = anon_1.id
        AND premises_1.is_main
        AND premises_1.valid_to IS NULL
    ORDER BY premises_1.postcode ASC NULLS LAST, anon_1.urn ASC NULLS LAST
    LIMIT $2::INTEGER) AS page;
