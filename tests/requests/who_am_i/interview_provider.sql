/* register_interview_provider */
SELECT count(*) AS count, string_agg(format('{"code":"%s","kind":"%s","name":%s}', c0, CAST(upper(c1 COLLATE "C") AS TEXT),
        CAST(to_json(c2) AS TEXT)), ',') AS face0, string_agg(key3, '') AS key3
FROM (
    SELECT area_1.code AS c0, area_1.kind AS c1, area_1.name AS c2, CAST(area_1.code AS TEXT) AS key3
    FROM register.area AS area_1
    WHERE area_1.valid_to IS NULL
        AND area_1.code = $1::VARCHAR
    ORDER BY area_1.code ASC NULLS LAST
    LIMIT 1) AS page;
