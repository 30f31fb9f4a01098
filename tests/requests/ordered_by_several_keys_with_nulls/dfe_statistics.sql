/* register_dfe_statistics */
SELECT count(*) AS count, string_agg(coalesce(((('{"urn":"') || (c0)) || ('","places":')) || ((coalesce(CAST(c1 AS TEXT),
        'null')) || ('}')), ''), ',') AS face0, string_agg(key2, '') AS key2
FROM (
    SELECT chosen.urn AS c0, chosen.places AS c1, CAST(chosen.urn AS TEXT) AS key2
    FROM (
        SELECT bounded.id AS id, bounded.urn AS urn, bounded.places AS places, bounded.key0 AS key0,
            bounded.key1 AS key1
        FROM (
            SELECT home_1.id AS id, home_1.urn AS urn, home_1.places AS places, home_1.places AS key0,
                home_1.urn AS key1
            FROM register.home AS home_1
            WHERE home_1.merged_into_id IS NULL
                AND home_1.registration_status IN ('registered', 'suspended')
            ORDER BY home_1.places DESC NULLS FIRST, home_1.urn DESC NULLS FIRST
            LIMIT $1::INTEGER) AS bounded
        LIMIT 101) AS chosen
    ORDER BY chosen.key0 DESC NULLS FIRST, chosen.key1 DESC NULLS FIRST
    LIMIT ALL OFFSET 0) AS page;

/* register_dfe_statistics */
SELECT count(*) AS count, string_agg(coalesce((((('{"urn":"') || (c0)) || ('","sector":"')) || ((CAST(upper(c1 COLLATE "C") AS TEXT)) || ('","ceasedOn":'))) || (((coalesce(CAST('"' || CAST(c2 AS TEXT) || '"' AS TEXT),
        'null')) || (',"places":')) || ((coalesce(CAST(c3 AS TEXT), 'null')) || ('}'))), ''), ',') AS face0,
    string_agg(key4, '') AS key4
FROM (
    SELECT chosen.urn AS c0, chosen.sector AS c1, chosen.ceased_on AS c2, chosen.places AS c3, CAST(chosen.urn AS TEXT) AS key4
    FROM (
        SELECT bounded.id AS id, bounded.urn AS urn, bounded.sector AS sector, bounded.ceased_on AS ceased_on,
            bounded.places AS places, bounded.key0 AS key0, bounded.key1 AS key1, bounded.key2 AS key2,
            bounded.key3 AS key3
        FROM (
            SELECT home_1.id AS id, home_1.urn AS urn, home_1.sector AS sector, home_1.ceased_on AS ceased_on,
                home_1.places AS places, home_1.sector AS key0, home_1.ceased_on AS key1, home_1.places AS key2,
                home_1.urn AS key3
            FROM register.home AS home_1
            WHERE home_1.merged_into_id IS NULL
                AND home_1.registration_status IN ('registered', 'suspended')
            ORDER BY home_1.sector DESC NULLS FIRST, home_1.ceased_on ASC NULLS LAST, home_1.places ASC NULLS LAST,
                home_1.urn ASC NULLS LAST
            LIMIT $1::INTEGER) AS bounded
        LIMIT 101) AS chosen
    ORDER BY chosen.key0 DESC NULLS FIRST, chosen.key1 ASC NULLS LAST, chosen.key2 ASC NULLS LAST, chosen.key3 ASC NULLS LAST
    LIMIT ALL OFFSET 0) AS page;
