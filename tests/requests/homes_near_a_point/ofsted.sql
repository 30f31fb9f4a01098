/* register_ofsted */
SELECT count(*) AS total
FROM register.home AS home_1
  JOIN (
    SELECT premises_1.home_id AS home_id, min(ST_Distance(premises_1.point_27700, ST_GeomFromEWKB($1::BYTEA))) AS distance_m
    FROM register.premises AS premises_1
    WHERE ST_DWithin(premises_1.point_27700, ST_GeomFromEWKB($1::BYTEA), $2::FLOAT)
        AND premises_1.valid_to IS NULL
    GROUP BY premises_1.home_id) AS anon_1 ON anon_1.home_id = home_1.id;

/* register_ofsted */
SELECT count(*) AS count, array_agg(format('{"urn":"%s","name":%s,"location":%s,"premises":␁0␁,"withheld":[]}',
        c0, coalesce(CAST(to_json(c1) AS TEXT), 'null'), CASE WHEN has4 THEN format('{"easting":%s,"northing":%s}',
        coalesce(CAST(c2 AS TEXT), 'null'), coalesce(CAST(c3 AS TEXT), 'null')) ELSE 'null' END)) AS face0,
    array_agg(sort7) AS order0, array_agg(p5) AS order1, array_agg(sort7) AS sort7, string_agg(key6,
        '') AS key6, CAST(array_agg(p5) AS TEXT) AS p5
FROM (
    SELECT home_1.urn AS c0, home_identity_1.name AS c1, premises_1.easting AS c2, premises_1.northing AS c3,
        premises_1.longitude IS NOT NULL AS has4, home_1.id AS p5, CAST(home_1.urn AS TEXT) AS key6,
        anon_1.distance_m AS sort7
    FROM register.home AS home_1
      JOIN (
        SELECT premises_2.home_id AS home_id, min(ST_Distance(premises_2.point_27700, ST_GeomFromEWKB($1::BYTEA))) AS distance_m
        FROM register.premises AS premises_2
        WHERE ST_DWithin(premises_2.point_27700, ST_GeomFromEWKB($1::BYTEA), $2::FLOAT)
            AND premises_2.valid_to IS NULL
        GROUP BY premises_2.home_id) AS anon_1 ON anon_1.home_id = home_1.id
      LEFT OUTER JOIN register.home_identity AS home_identity_1 ON home_identity_1.home_id = home_1.id
      LEFT OUTER JOIN register.premises AS premises_1 ON premises_1.home_id = home_1.id
        AND premises_1.is_main
        AND premises_1.valid_to IS NULL
    ORDER BY anon_1.distance_m ASC NULLS LAST, home_1.id ASC NULLS LAST
    LIMIT $3::INTEGER + 1) AS page;

/* register_ofsted */
SELECT answered.count, answered.face0, answered.key3
FROM unnest(CAST($1::VARCHAR AS UUID[])) WITH ORDINALITY AS anon_1(id, n)
  JOIN LATERAL (
    SELECT count(*) AS count, string_agg(format('{"location":%s}', CASE WHEN has2 THEN format('{"easting":%s,"northing":%s}',
            coalesce(CAST(c0 AS TEXT), 'null'), coalesce(CAST(c1 AS TEXT), 'null')) ELSE 'null' END),
            ',') AS face0, string_agg(key3, '') AS key3
    FROM (
        SELECT premises_1.easting AS c0, premises_1.northing AS c1, premises_1.longitude IS NOT NULL AS has2,
            CAST(premises_1.id AS TEXT) AS key3
        FROM register.premises AS premises_1
        WHERE premises_1.home_id = anon_1.id
            AND premises_1.valid_to IS NULL
            AND premises_1.valid_to IS NULL
        ORDER BY premises_1.is_main DESC NULLS FIRST, premises_1.id ASC NULLS LAST
        LIMIT 100) AS page) AS answered ON true
ORDER BY anon_1.n;
