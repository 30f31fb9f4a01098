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
  JOIN (
    SELECT premises_1.home_id AS home_id, min(ST_Distance(premises_1.point_27700, ST_GeomFromEWKB($2::BYTEA))) AS distance_m
    FROM register.premises AS premises_1
    WHERE ST_DWithin(premises_1.point_27700, ST_GeomFromEWKB($2::BYTEA), $3::FLOAT)
        AND premises_1.valid_to IS NULL
        AND premises_1.id = any(array((
        SELECT home_reach_2.premises_id
        FROM register.home_reach AS home_reach_2
        WHERE home_reach_2.area_code = $1::VARCHAR
            AND (home_reach_2.valid_to IS NULL OR home_reach_2.valid_to > CAST(now() AS DATE)))))
    GROUP BY premises_1.home_id) AS anon_2 ON anon_2.home_id = anon_1.id;

/* register_police */
SELECT count(*) AS count, array_agg(format('{"urn":"%s","name":%s,"location":%s,"premises":%s,"withheld":[%s]}',
        c0, CASE WHEN sees1 THEN coalesce(CAST(to_json(c2) AS TEXT), 'null') ELSE 'null' END, CASE WHEN sees3 THEN CASE WHEN has6 THEN format('{"easting":%s,"northing":%s}',
        coalesce(CAST(c4 AS TEXT), 'null'), coalesce(CAST(c5 AS TEXT), 'null')) ELSE 'null' END ELSE 'null' END,
        CASE WHEN sees8 THEN CAST('␁0␁' AS TEXT) ELSE 'null' END, substr(format('%s%s%s', CASE WHEN sees1 THEN '' ELSE ',{"field":"name","reason":"OUTSIDE_SCOPE"}' END,
        CASE WHEN sees3 THEN '' ELSE ',{"field":"location","reason":"OUTSIDE_SCOPE"}' END, CASE WHEN sees8 THEN '' ELSE ',{"field":"premises","reason":"OUTSIDE_SCOPE"}' END),
        2))) AS face0, array_agg(sort10) AS order0, array_agg(p7) AS order1, array_agg(sort10) AS sort10,
    string_agg(key9, '') AS key9, CAST(array_agg(p7) AS TEXT) AS p7, array_agg(sees1) AS sees1, array_agg(sees3) AS sees3,
    array_agg(sees8) AS sees8
FROM (
    SELECT anon_1.urn AS c0, anon_1.id IN (
        SELECT home_reach_1.home_id
        FROM register.home_reach AS home_reach_1
        WHERE home_reach_1.area_code = $1::VARCHAR
            AND (home_reach_1.valid_to IS NULL OR home_reach_1.valid_to > CAST(now() AS DATE))) AS sees1,
        home_identity_1.name AS c2, anon_1.id IN (
        SELECT home_reach_2.home_id
        FROM register.home_reach AS home_reach_2
        WHERE home_reach_2.area_code = $1::VARCHAR
            AND (home_reach_2.valid_to IS NULL OR home_reach_2.valid_to > CAST(now() AS DATE))
            AND home_reach_2.of_main) AS sees3, premises_1.easting AS c4, premises_1.northing AS c5,
        premises_1.longitude IS NOT NULL AS has6, anon_1.id AS p7, anon_1.id IN (
        SELECT home_reach_3.home_id
        FROM register.home_reach AS home_reach_3
        WHERE home_reach_3.area_code = $1::VARCHAR
            AND (home_reach_3.valid_to IS NULL OR home_reach_3.valid_to > CAST(now() AS DATE))) AS sees8,
        CAST(anon_1.urn AS TEXT) AS key9, anon_2.distance_m AS sort10
    FROM (
        SELECT home_1.id AS id, home_1.urn AS urn
        FROM register.home AS home_1
        WHERE home_1.id = any(array((
            SELECT home_reach_4.home_id
            FROM register.home_reach AS home_reach_4
            WHERE home_reach_4.area_code = $1::VARCHAR
                AND (home_reach_4.valid_to IS NULL OR home_reach_4.valid_to > CAST(now() AS DATE)))))
        LIMIT ALL OFFSET 0) AS anon_1
      JOIN (
        SELECT premises_2.home_id AS home_id, min(ST_Distance(premises_2.point_27700, ST_GeomFromEWKB($2::BYTEA))) AS distance_m
        FROM register.premises AS premises_2
        WHERE ST_DWithin(premises_2.point_27700, ST_GeomFromEWKB($2::BYTEA), $3::FLOAT)
            AND premises_2.valid_to IS NULL
            AND premises_2.id = any(array((
            SELECT home_reach_5.premises_id
            FROM register.home_reach AS home_reach_5
            WHERE home_reach_5.area_code = $1::VARCHAR
                AND (home_reach_5.valid_to IS NULL OR home_reach_5.valid_to > CAST(now() AS DATE)))))
        GROUP BY premises_2.home_id) AS anon_2 ON anon_2.home_id = anon_1.id
      LEFT OUTER JOIN register.home_identity AS home_identity_1 ON home_identity_1.home_id = anon_1.id
      LEFT OUTER JOIN register.premises AS premises_1 ON premises_1.home_id = anon_1.id
        AND premises_1.is_main
        AND premises_1.valid_to IS NULL
    ORDER BY anon_2.distance_m ASC NULLS LAST, anon_1.id ASC NULLS LAST
    LIMIT $4::INTEGER + 1) AS page;

/* register_police */
SELECT answered.count, answered.face0, answered.key3
FROM unnest(CAST($1::VARCHAR AS UUID[])) WITH ORDINALITY AS anon_1(id, n)
  JOIN LATERAL (
    SELECT count(*) AS count, string_agg(format('{"location":%s}', CASE WHEN has2 THEN format('{"easting":%s,"northing":%s}',
            coalesce(CAST(c0 AS TEXT), 'null'), coalesce(CAST(c1 AS TEXT), 'null')) ELSE 'null' END),
            ',') AS face0, string_agg(key3, '') AS key3
    FROM (
        SELECT anon_2.easting AS c0, anon_2.northing AS c1, anon_2.longitude IS NOT NULL AS has2, CAST(anon_2.id AS TEXT) AS key3
        FROM LATERAL (
            SELECT premises_1.id AS id, premises_1.is_main AS is_main, premises_1.longitude AS longitude,
                premises_1.easting AS easting, premises_1.northing AS northing, premises_1.valid_to AS valid_to
            FROM register.premises AS premises_1
            WHERE premises_1.id = any(array((
                SELECT home_reach_1.premises_id
                FROM register.home_reach AS home_reach_1
                WHERE home_reach_1.area_code = $2::VARCHAR
                    AND (home_reach_1.valid_to IS NULL OR home_reach_1.valid_to > CAST(now() AS DATE)))))
                AND premises_1.home_id = anon_1.id
                AND premises_1.valid_to IS NULL
            LIMIT ALL OFFSET 0) AS anon_2
        WHERE anon_2.valid_to IS NULL
        ORDER BY anon_2.is_main DESC NULLS FIRST, anon_2.id ASC NULLS LAST
        LIMIT 100) AS page) AS answered ON true
ORDER BY anon_1.n;
