/* register_dfe_statistics */
SELECT count(*) AS count, array_agg(coalesce((('{"urn":"') || (c0)) || ('","last":␁0␁,"earliest":␁1␁,"manager":null,"whoAnswers":null,"where":null,"alsoWhere":null}'),
        '')) AS face0, array_agg(coalesce((('{"urn":"') || (c0)) || ('","inspections":␁2␁}'), '')) AS face1,
    string_agg(key2, '') AS key2, CAST(array_agg(p1) AS TEXT) AS p1
FROM (
    SELECT chosen.urn AS c0, chosen.id AS p1, CAST(chosen.urn AS TEXT) AS key2
    FROM (
        SELECT bounded.id AS id, bounded.urn AS urn, bounded.key0 AS key0
        FROM (
            SELECT home_1.id AS id, home_1.urn AS urn, home_1.urn AS key0
            FROM register.home AS home_1
            WHERE home_1.merged_into_id IS NULL
                AND home_1.registration_status IN ('registered', 'suspended')
            ORDER BY home_1.urn ASC NULLS LAST
            LIMIT $1::INTEGER + 1) AS bounded
        LIMIT 101) AS chosen
    ORDER BY chosen.key0 ASC NULLS LAST
    LIMIT ALL OFFSET 0) AS page;

/* register_dfe_statistics */
SELECT answered.count, answered.face0, answered.key1
FROM unnest(CAST($1::VARCHAR AS UUID[])) WITH ORDINALITY AS anon_1(id, n)
  JOIN LATERAL (
    SELECT count(*) AS count, array_agg(coalesce((('{"number":"') || (c0)) || ('"}'), '')) AS face0,
        string_agg(key1, '') AS key1
    FROM (
        SELECT chosen.number AS c0, CAST(chosen.number AS TEXT) AS key1
        FROM LATERAL (
            SELECT inspection_1.id AS id, inspection_1.number AS number, inspection_1.started_on AS key0,
                inspection_1.id AS key1
            FROM register.inspection AS inspection_1
            WHERE inspection_1.home_id = anon_1.id
            ORDER BY inspection_1.started_on DESC NULLS FIRST, inspection_1.id DESC NULLS FIRST
            LIMIT $2::INTEGER + 1) AS chosen
        ORDER BY chosen.key0 DESC NULLS FIRST, chosen.key1 DESC NULLS FIRST
        LIMIT ALL OFFSET 0) AS page) AS answered ON true
ORDER BY anon_1.n;

/* register_dfe_statistics */
SELECT answered.count, answered.face0, answered.key1
FROM unnest(CAST($1::VARCHAR AS UUID[])) WITH ORDINALITY AS anon_1(id, n)
  JOIN LATERAL (
    SELECT count(*) AS count, array_agg(coalesce((('{"startedOn":"') || (CAST(c0 AS TEXT))) || ('"}'),
            '')) AS face0, string_agg(key1, '') AS key1
    FROM (
        SELECT chosen.started_on AS c0, CAST(chosen.number AS TEXT) AS key1
        FROM LATERAL (
            SELECT inspection_1.id AS id, inspection_1.number AS number, inspection_1.started_on AS started_on,
                inspection_1.started_on AS key0, inspection_1.id AS key1
            FROM register.inspection AS inspection_1
            WHERE inspection_1.home_id = anon_1.id
            ORDER BY inspection_1.started_on ASC NULLS LAST, inspection_1.id ASC NULLS LAST
            LIMIT $2::INTEGER + 1) AS chosen
        ORDER BY chosen.key0 ASC NULLS LAST, chosen.key1 ASC NULLS LAST
        LIMIT ALL OFFSET 0) AS page) AS answered ON true
ORDER BY anon_1.n;

/* register_dfe_statistics */
SELECT answered.count, answered.face0, answered.key2
FROM unnest(CAST($1::VARCHAR AS UUID[])) WITH ORDINALITY AS anon_1(id, n)
  JOIN LATERAL (
    SELECT count(*) AS count, string_agg(coalesce(((('{"number":"') || (c0)) || ('","overallExperiencesAndProgress":')) || ((coalesce(CAST('"' || CAST(upper(c1 COLLATE "C") AS TEXT) || '"' AS TEXT),
            'null')) || ('}')), ''), ',') AS face0, string_agg(key2, '') AS key2
    FROM (
        SELECT chosen.number AS c0, chosen.overall_experiences_and_progress AS c1, CAST(chosen.number AS TEXT) AS key2
        FROM LATERAL (
            SELECT inspection_1.id AS id, inspection_1.number AS number, inspection_1.overall_experiences_and_progress AS overall_experiences_and_progress,
                inspection_1.started_on AS key0, inspection_1.id AS key1
            FROM register.inspection AS inspection_1
            WHERE inspection_1.home_id = anon_1.id
            ORDER BY inspection_1.started_on DESC NULLS FIRST, inspection_1.id DESC NULLS FIRST
            LIMIT $2::INTEGER) AS chosen
        ORDER BY chosen.key0 DESC NULLS FIRST, chosen.key1 DESC NULLS FIRST
        LIMIT ALL OFFSET 0) AS page) AS answered ON true
ORDER BY anon_1.n;
