/* register_dfe_statistics */
SELECT count(*) AS count, string_agg(coalesce(((('{"urn":"') || (c0)) || ('","conditions":null,"notices":null,"withheld":[')) || ((substr(CAST(',{"field":"conditions","reason":"NO_GRANT"},{"field":"notices","reason":"NO_GRANT"}' AS TEXT),
        2)) || (']}')), ''), ',') AS face0, string_agg(key1, '') AS key1
FROM (
    SELECT chosen.urn AS c0, CAST(chosen.urn AS TEXT) AS key1
    FROM (
        SELECT home_1.id AS id, home_1.urn AS urn, home_1.urn AS key0
        FROM register.home AS home_1
        WHERE home_1.urn = $1::VARCHAR
        ORDER BY home_1.urn ASC NULLS LAST
        LIMIT 1) AS chosen
    ORDER BY chosen.key0 ASC NULLS LAST
    LIMIT ALL OFFSET 0) AS page;

/* register_dfe_statistics */
SELECT count(*) AS count, string_agg(coalesce(((('{"urn":"') || (c0)) || ('","conditions":null,"notices":null,"withheld":[')) || ((substr(CAST(',{"field":"conditions","reason":"NO_GRANT"},{"field":"notices","reason":"NO_GRANT"}' AS TEXT),
        2)) || (']}')), ''), ',') AS face0, string_agg(key1, '') AS key1
FROM (
    SELECT chosen.urn AS c0, CAST(chosen.urn AS TEXT) AS key1
    FROM (
        SELECT home_1.id AS id, home_1.urn AS urn, home_1.urn AS key0
        FROM register.home AS home_1
        WHERE home_1.urn = $1::VARCHAR
        ORDER BY home_1.urn ASC NULLS LAST
        LIMIT 1) AS chosen
    ORDER BY chosen.key0 ASC NULLS LAST
    LIMIT ALL OFFSET 0) AS page;
