/* register_local_authority */
SELECT count(*) AS count, array_agg(coalesce(((('{"urn":"') || (c0)) || (('","name":') || (coalesce(CAST(to_json(c1) AS TEXT),
        'null')))) || (((',"location":') || (CASE WHEN has4 THEN ((('{"easting":') || (coalesce(CAST(c2 AS TEXT),
        'null'))) || (',"northing":')) || ((coalesce(CAST(c3 AS TEXT), 'null')) || ('}')) ELSE 'null' END)) || (',"premises":␁0␁,"withheld":[]}')),
        '')) AS face0, array_agg(sort7) AS order0, array_agg(sort8) AS order1, array_agg(far9) AS far9,
    string_agg(key6, '') AS key6, CAST(array_agg(p5) AS TEXT) AS p5
FROM (
    SELECT chosen.urn AS c0, home_identity_1.name AS c1, premises_1.easting AS c2, premises_1.northing AS c3,
        premises_1.longitude IS NOT NULL AS has4, chosen.id AS p5, CAST(chosen.urn AS TEXT) AS key6,
        chosen.key0 AS sort7, chosen.key1 AS sort8, chosen.far_m AS far9
    FROM (
        SELECT bounded.id AS id, bounded.urn AS urn, bounded.key0 AS key0, bounded.key1 AS key1, bounded.far_m AS far_m
        FROM (
            SELECT anon_1.id AS id, anon_1.urn AS urn, anon_2.distance_m AS key0, anon_1.id AS key1,
                anon_2.distance_m AS far_m
            FROM (
                SELECT anon_3.home_id AS home_id, min(ST_Distance(anon_3.point_27700, ST_GeomFromEWKB($1::BYTEA))) AS distance_m
                FROM (
                    SELECT premises_2.home_id AS home_id, premises_2.point_27700 AS point_27700
                    FROM register.premises AS premises_2
                    WHERE premises_2.valid_to IS NULL) AS anon_3
                WHERE ST_DWithin(anon_3.point_27700, ST_GeomFromEWKB($1::BYTEA), $2::FLOAT)
                GROUP BY anon_3.home_id) AS anon_2
              JOIN LATERAL (
                SELECT home_1.id AS id, home_1.urn AS urn, home_1.registration_status AS registration_status,
                    home_1.merged_into_id AS merged_into_id
                FROM register.home AS home_1
                WHERE home_1.id = anon_2.home_id
                LIMIT ALL OFFSET 0) AS anon_1 ON true
            WHERE anon_1.merged_into_id IS NULL
                AND anon_1.registration_status IN ('registered', 'suspended')
            ORDER BY anon_2.distance_m ASC NULLS LAST, anon_1.id ASC NULLS LAST
            LIMIT $3::INTEGER + 1) AS bounded
        LIMIT 101) AS chosen
      LEFT OUTER JOIN register.home_identity AS home_identity_1 ON home_identity_1.home_id = chosen.id
      LEFT OUTER JOIN register.premises AS premises_1 ON premises_1.home_id = chosen.id
        AND premises_1.is_main
        AND premises_1.valid_to IS NULL
    ORDER BY chosen.key0 ASC NULLS LAST, chosen.key1 ASC NULLS LAST
    LIMIT ALL OFFSET 0) AS page;

/* register_local_authority */
SELECT answered.count, answered.face0, answered.key3
FROM unnest(CAST($1::VARCHAR AS UUID[])) WITH ORDINALITY AS anon_1(id, n)
  JOIN LATERAL (
    SELECT count(*) AS count, string_agg(coalesce((('{"location":') || (CASE WHEN has2 THEN ((('{"easting":') || (coalesce(CAST(c0 AS TEXT),
            'null'))) || (',"northing":')) || ((coalesce(CAST(c1 AS TEXT), 'null')) || ('}')) ELSE 'null' END)) || ('}'),
            ''), ',') AS face0, string_agg(key3, '') AS key3
    FROM (
        SELECT chosen.easting AS c0, chosen.northing AS c1, chosen.longitude IS NOT NULL AS has2, CAST(chosen.id AS TEXT) AS key3
        FROM LATERAL (
            SELECT premises_1.id AS id, premises_1.longitude AS longitude, premises_1.easting AS easting,
                premises_1.northing AS northing, premises_1.is_main AS key0, premises_1.id AS key1
            FROM register.premises AS premises_1
            WHERE premises_1.home_id = anon_1.id
                AND premises_1.valid_to IS NULL
                AND premises_1.valid_to IS NULL
            ORDER BY premises_1.is_main DESC NULLS FIRST, premises_1.id ASC NULLS LAST
            LIMIT 100) AS chosen
        ORDER BY chosen.key0 DESC NULLS FIRST, chosen.key1 ASC NULLS LAST
        LIMIT ALL OFFSET 0) AS page) AS answered ON true
ORDER BY anon_1.n;
