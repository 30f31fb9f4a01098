/* register_dfe */
SELECT count(*) AS count, array_agg(coalesce(((('{"urn":"') || (c0)) || (('","name":') || (coalesce(CAST(to_json(c1) AS TEXT),
        'null')))) || (((',"postcode":') || (coalesce(CAST('"' || c2 || '"' AS TEXT), 'null'))) || (',"premises":␁0␁,"withheld":[]}')),
        '')) AS face0, string_agg(key4, '') AS key4, CAST(array_agg(p3) AS TEXT) AS p3
FROM (
    SELECT chosen.urn AS c0, home_identity_1.name AS c1, premises_1.postcode AS c2, chosen.id AS p3,
        CAST(chosen.urn AS TEXT) AS key4
    FROM (
        SELECT bounded.id AS id, bounded.urn AS urn, bounded.key0 AS key0
        FROM (
            SELECT anon_1.id AS id, anon_1.urn AS urn, anon_1.urn AS key0
            FROM (
                SELECT home_1.id AS id, home_1.urn AS urn, home_1.registration_status AS registration_status,
                    home_1.merged_into_id AS merged_into_id
                FROM register.home AS home_1
                WHERE home_1.id IN (
                    SELECT anon_2.home_id
                    FROM (
                        SELECT premises_2.home_id AS home_id, premises_2.point_27700 AS point_27700
                        FROM register.premises AS premises_2
                        WHERE premises_2.valid_to IS NULL) AS anon_2
                    WHERE ST_Covers(ST_GeomFromEWKB($1::BYTEA), anon_2.point_27700))
                LIMIT ALL OFFSET 0) AS anon_1
            WHERE anon_1.merged_into_id IS NULL
                AND anon_1.registration_status IN ('registered', 'suspended')
            ORDER BY anon_1.urn ASC NULLS LAST
            LIMIT $2::INTEGER) AS bounded
        LIMIT 101) AS chosen
      LEFT OUTER JOIN register.home_identity AS home_identity_1 ON home_identity_1.home_id = chosen.id
      LEFT OUTER JOIN register.premises AS premises_1 ON premises_1.home_id = chosen.id
        AND premises_1.is_main
        AND premises_1.valid_to IS NULL
    ORDER BY chosen.key0 ASC NULLS LAST
    LIMIT ALL OFFSET 0) AS page;

/* register_dfe */
SELECT answered.count, answered.face0, answered.key2
FROM unnest(CAST($1::VARCHAR AS UUID[])) WITH ORDINALITY AS anon_1(id, n)
  JOIN LATERAL (
    SELECT count(*) AS count, string_agg(coalesce(((('{"isMain":') || (CAST(c0 AS TEXT))) || (',"postcode":')) || ((coalesce(CAST('"' || c1 || '"' AS TEXT),
            'null')) || ('}')), ''), ',') AS face0, string_agg(key2, '') AS key2
    FROM (
        SELECT chosen.is_main AS c0, chosen.postcode AS c1, CAST(chosen.id AS TEXT) AS key2
        FROM LATERAL (
            SELECT premises_1.id AS id, premises_1.is_main AS is_main, premises_1.postcode AS postcode,
                premises_1.is_main AS key0, premises_1.id AS key1
            FROM register.premises AS premises_1
            WHERE premises_1.home_id = anon_1.id
                AND premises_1.valid_to IS NULL
                AND premises_1.valid_to IS NULL
            ORDER BY premises_1.is_main DESC NULLS FIRST, premises_1.id ASC NULLS LAST
            LIMIT 100) AS chosen
        ORDER BY chosen.key0 DESC NULLS FIRST, chosen.key1 ASC NULLS LAST
        LIMIT ALL OFFSET 0) AS page) AS answered ON true
ORDER BY anon_1.n;
