/* register_police */
SELECT count(*) AS count, string_agg(coalesce(((('{"code":"') || (c0)) || (('","kind":"') || (CAST(upper(c1 COLLATE "C") AS TEXT)))) || ((('","name":') || (CAST(to_json(c2) AS TEXT))) || ('}')),
        ''), ',') AS face0, string_agg(key3, '') AS key3
FROM (
    SELECT chosen.code AS c0, chosen.kind AS c1, chosen.name AS c2, CAST(chosen.code AS TEXT) AS key3
    FROM (
        SELECT area_1.code AS code, area_1.kind AS kind, area_1.name AS name, area_1.code AS key0
        FROM register.area AS area_1
        WHERE area_1.valid_to IS NULL
            AND area_1.code = $1::VARCHAR
        ORDER BY area_1.code ASC NULLS LAST
        LIMIT 1) AS chosen
    ORDER BY chosen.key0 ASC NULLS LAST
    LIMIT ALL OFFSET 0) AS page;
