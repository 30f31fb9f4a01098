/* register_local_authority */
SELECT count(*) AS count, array_agg(coalesce(((('{"code":"') || (c0)) || ('","name":')) || ((CAST(to_json(c1) AS TEXT)) || (',"within":␁0␁,"homes":␁1␁}')),
        '')) AS face0, string_agg(key2, '') AS key2, CAST(array_agg(c0) AS TEXT) AS c0
FROM (
    SELECT chosen.code AS c0, chosen.name AS c1, CAST(chosen.code AS TEXT) AS key2
    FROM (
        SELECT bounded.code AS code, bounded.name AS name, bounded.key0 AS key0
        FROM (
            SELECT area_1.code AS code, area_1.name AS name, area_1.code AS key0
            FROM register.area AS area_1
            WHERE area_1.valid_to IS NULL
                AND area_1.kind = $1::VARCHAR
            ORDER BY area_1.code ASC NULLS LAST
            LIMIT $2::INTEGER) AS bounded
        LIMIT 101) AS chosen
    ORDER BY chosen.key0 ASC NULLS LAST
    LIMIT ALL OFFSET 0) AS page;

/* register_local_authority */
SELECT answered.count, answered.face0, answered.key3
FROM unnest(CAST($1::VARCHAR AS TEXT[])) WITH ORDINALITY AS anon_1(code, n)
  JOIN LATERAL (
    SELECT count(*) AS count, string_agg(coalesce(((('{"code":"') || (c0)) || (('","kind":"') || (CAST(upper(c1 COLLATE "C") AS TEXT)))) || ((('","name":') || (CAST(to_json(c2) AS TEXT))) || ('}')),
            ''), ',') AS face0, string_agg(key3, '') AS key3
    FROM (
        SELECT chosen.code AS c0, chosen.kind AS c1, chosen.name AS c2, CAST(chosen.code AS TEXT) AS key3
        FROM LATERAL (
            SELECT area_1.code AS code, area_1.kind AS kind, area_1.name AS name, area_1.code AS key0
            FROM register.area AS area_1
            WHERE area_1.code IN (
                SELECT area_within_1.within_code
                FROM register.area_within AS area_within_1
                WHERE area_within_1.code = anon_1.code)
                AND area_1.valid_to IS NULL
            ORDER BY area_1.code ASC NULLS LAST
            LIMIT 100) AS chosen
        ORDER BY chosen.key0 ASC NULLS LAST
        LIMIT ALL OFFSET 0) AS page) AS answered ON true
ORDER BY anon_1.n;

/* register_local_authority */
SELECT answered.count, answered.face0, answered.key3
FROM unnest(CAST($1::VARCHAR AS TEXT[])) WITH ORDINALITY AS anon_1(code, n)
  JOIN LATERAL (
    SELECT count(*) AS count, string_agg(coalesce(((('{"urn":"') || (c0)) || (('","name":') || (coalesce(CAST(to_json(c1) AS TEXT),
            'null')))) || (((',"postcode":') || (coalesce(CAST('"' || c2 || '"' AS TEXT), 'null'))) || (',"withheld":[]}')),
            ''), ',') AS face0, string_agg(key3, '') AS key3
    FROM (
        SELECT chosen.urn AS c0, home_identity_1.name AS c1, premises_1.postcode AS c2, CAST(chosen.urn AS TEXT) AS key3
        FROM LATERAL (
            SELECT home_1.id AS id, home_1.urn AS urn, home_1.urn AS key0
            FROM register.home AS home_1
            WHERE home_1.id IN (
                SELECT home_area_1.home_id
                FROM register.home_area AS home_area_1
                WHERE home_area_1.area_code = anon_1.code
                    AND (home_area_1.valid_to IS NULL OR home_area_1.valid_to > CAST(now() AS DATE)))
                AND home_1.merged_into_id IS NULL
                AND home_1.registration_status IN ('registered', 'suspended')
            ORDER BY home_1.urn ASC NULLS LAST
            LIMIT $2::INTEGER) AS chosen
          LEFT OUTER JOIN register.home_identity AS home_identity_1 ON home_identity_1.home_id = chosen.id
          LEFT OUTER JOIN register.premises AS premises_1 ON premises_1.home_id = chosen.id
            AND premises_1.is_main
            AND premises_1.valid_to IS NULL
        ORDER BY chosen.key0 ASC NULLS LAST
        LIMIT ALL OFFSET 0) AS page) AS answered ON true
ORDER BY anon_1.n;
