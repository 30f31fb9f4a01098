/* register_dfe_statistics */
SELECT count(*) AS count, array_agg(format('{"urn":"%s","last":␁0␁,"earliest":␁1␁,"manager":null,"whoAnswers":null,"where":null,"alsoWhere":null}',
        c0)) AS face0, array_agg(format('{"urn":"%s","inspections":␁2␁}', c0)) AS face1, string_agg(key2,
        '') AS key2, CAST(array_agg(p1) AS TEXT) AS p1
FROM (
    SELECT home_1.urn AS c0, home_1.id AS p1, CAST(home_1.urn AS TEXT) AS key2
    FROM register.home AS home_1
    ORDER BY home_1.urn ASC NULLS LAST
    LIMIT $1::INTEGER + 1) AS page;

/* register_dfe_statistics */
SELECT answered.count, answered.face0, answered.key1
FROM unnest(CAST($1::VARCHAR AS UUID[])) WITH ORDINALITY AS anon_1(id, n)
  JOIN LATERAL (
    SELECT count(*) AS count, array_agg(format('{"number":"%s"}', c0)) AS face0, string_agg(key1, '') AS key1
    FROM (
        SELECT inspection_1.number AS c0, CAST(inspection_1.number AS TEXT) AS key1
        FROM register.inspection AS inspection_1
        WHERE inspection_1.home_id = anon_1.id
        ORDER BY inspection_1.started_on DESC NULLS FIRST, inspection_1.id DESC NULLS FIRST
        LIMIT $2::INTEGER + 1) AS page) AS answered ON true
ORDER BY anon_1.n;

/* register_dfe_statistics */
SELECT answered.count, answered.face0, answered.key1
FROM unnest(CAST($1::VARCHAR AS UUID[])) WITH ORDINALITY AS anon_1(id, n)
  JOIN LATERAL (
    SELECT count(*) AS count, array_agg(format('{"startedOn":"%s"}', CAST(c0 AS TEXT))) AS face0, string_agg(key1,
            '') AS key1
    FROM (
        SELECT inspection_1.started_on AS c0, CAST(inspection_1.number AS TEXT) AS key1
        FROM register.inspection AS inspection_1
        WHERE inspection_1.home_id = anon_1.id
        ORDER BY inspection_1.started_on ASC NULLS LAST, inspection_1.id ASC NULLS LAST
        LIMIT $2::INTEGER + 1) AS page) AS answered ON true
ORDER BY anon_1.n;

/* register_dfe_statistics */
SELECT answered.count, answered.face0, answered.key2
FROM unnest(CAST($1::VARCHAR AS UUID[])) WITH ORDINALITY AS anon_1(id, n)
  JOIN LATERAL (
    SELECT count(*) AS count, string_agg(format('{"number":"%s","overallExperiencesAndProgress":%s}',
            c0, coalesce(CAST('"' || CAST(upper(c1 COLLATE "C") AS TEXT) || '"' AS TEXT), 'null')), ',') AS face0,
        string_agg(key2, '') AS key2
    FROM (
        SELECT inspection_1.number AS c0, inspection_1.overall_experiences_and_progress AS c1, CAST(inspection_1.number AS TEXT) AS key2
        FROM register.inspection AS inspection_1
        WHERE inspection_1.home_id = anon_1.id
        ORDER BY inspection_1.started_on DESC NULLS FIRST, inspection_1.id DESC NULLS FIRST
        LIMIT $2::INTEGER) AS page) AS answered ON true
ORDER BY anon_1.n;
