/* register_dfe_statistics */
SELECT count(*) AS count, array_agg(coalesce(((((('{"areaCode":') || (CAST(to_json(c0) AS TEXT))) || (',"kind":"')) || ((CAST(upper(c1 COLLATE "C") AS TEXT)) || ('","area":'))) || ((((CASE WHEN has3 THEN (('{"name":') || (CAST(to_json(c2) AS TEXT))) || ('}') ELSE 'null' END) || (',"period":')) || (CAST(to_json(c4) AS TEXT))) || ((',"place":') || (CAST(c5 AS TEXT))))) || (((((',"among":') || (CAST(c6 AS TEXT))) || (',"points":')) || ((CAST(c7 AS TEXT)) || (',"suppressed":'))) || (((CAST(c8 AS TEXT)) || (',"isComplete":')) || ((coalesce(CAST(c9 AS TEXT),
        'null')) || (',"components":␁0␁,"neighbours":␁1␁}')))), '')) AS face0, string_agg(key11, '') AS key11,
    CAST(array_agg(p10) AS TEXT) AS p10
FROM (
    SELECT chosen.area_code AS c0, chosen.kind AS c1, area_1.name AS c2, area_1.code IS NOT NULL AS has3,
        chosen.period AS c4, chosen.place AS c5, chosen.among AS c6, chosen.points AS c7, chosen.suppressed AS c8,
        chosen.is_complete AS c9, chosen.id AS p10, CAST(chosen.id AS TEXT) AS key11
    FROM (
        SELECT bounded.id AS id, bounded.kind AS kind, bounded.area_code AS area_code, bounded.period AS period,
            bounded.place AS place, bounded.among AS among, bounded.points AS points, bounded.suppressed AS suppressed,
            bounded.is_complete AS is_complete, bounded.key0 AS key0, bounded.key1 AS key1, bounded.key2 AS key2
        FROM (
            SELECT area_target_1.id AS id, area_target_1.kind AS kind, area_target_1.area_code AS area_code,
                area_target_1.period AS period, area_target_1.place AS place, area_target_1.among AS among,
                area_target_1.points AS points, area_target_1.suppressed AS suppressed, area_target_1.is_complete AS is_complete,
                area_target_1.kind AS key0, area_target_1.place AS key1, area_target_1.area_code AS key2
            FROM register.area_target AS area_target_1
            ORDER BY area_target_1.kind ASC NULLS LAST, area_target_1.place ASC NULLS LAST, area_target_1.area_code ASC NULLS LAST
            LIMIT $1::INTEGER) AS bounded
        LIMIT 101) AS chosen
      LEFT OUTER JOIN register.area AS area_1 ON area_1.code = chosen.area_code
    ORDER BY chosen.key0 ASC NULLS LAST, chosen.key1 ASC NULLS LAST, chosen.key2 ASC NULLS LAST
    LIMIT ALL OFFSET 0) AS page;

/* register_dfe_statistics */
SELECT answered.count, answered.face0, answered.key15
FROM unnest(CAST($1::VARCHAR AS BIGINT[])) WITH ORDINALITY AS anon_1(id, n)
  JOIN LATERAL (
    SELECT count(*) AS count, string_agg(coalesce(((((('{"component":"') || (CAST(upper(c0 COLLATE "C") AS TEXT))) || (('","numerator":') || (coalesce(CAST(c1 AS TEXT),
            'null')))) || (((',"denominator":') || (coalesce(CAST(c2 AS TEXT), 'null'))) || ((',"rate":') || (coalesce(CAST(c3 AS TEXT),
            'null'))))) || ((((',"england":') || (coalesce(CAST(c4 AS TEXT), 'null'))) || ((',"lower95":') || (coalesce(CAST(c5 AS TEXT),
            'null')))) || (((',"upper95":') || (coalesce(CAST(c6 AS TEXT), 'null'))) || ((',"lower998":') || (coalesce(CAST(c7 AS TEXT),
            'null')))))) || (((((',"upper998":') || (coalesce(CAST(c8 AS TEXT), 'null'))) || ((',"neighboursRate":') || (coalesce(CAST(c9 AS TEXT),
            'null')))) || (((',"position":"') || (CAST(upper(c10 COLLATE "C") AS TEXT))) || (('","reason":"') || (CAST(upper(c11 COLLATE "C") AS TEXT))))) || (((('","weight":') || (CAST(c12 AS TEXT))) || ((',"points":') || (CAST(c13 AS TEXT)))) || (((',"versions":') || (CAST(to_json(c14) AS TEXT))) || ('}')))),
            ''), ',') AS face0, string_agg(key15, '') AS key15
    FROM (
        SELECT chosen.component AS c0, chosen.numerator AS c1, chosen.denominator AS c2, chosen.rate AS c3,
            chosen.england AS c4, chosen.lower_95 AS c5, chosen.upper_95 AS c6, chosen.lower_998 AS c7,
            chosen.upper_998 AS c8, chosen.neighbours_rate AS c9, chosen.position AS c10, chosen.reason AS c11,
            chosen.weight AS c12, chosen.points AS c13, chosen.versions AS c14, CAST(chosen.id AS TEXT) AS key15
        FROM LATERAL (
            SELECT area_target_component_1.id AS id, area_target_component_1.component AS component,
                area_target_component_1.numerator AS numerator, area_target_component_1.denominator AS denominator,
                area_target_component_1.rate AS rate, area_target_component_1.england AS england, area_target_component_1.lower_95 AS lower_95,
                area_target_component_1.upper_95 AS upper_95, area_target_component_1.lower_998 AS lower_998,
                area_target_component_1.upper_998 AS upper_998, area_target_component_1.neighbours_rate AS neighbours_rate,
                area_target_component_1.position AS position, area_target_component_1.reason AS reason,
                area_target_component_1.weight AS weight, area_target_component_1.points AS points, area_target_component_1.versions AS versions,
                area_target_component_1.number AS key0, area_target_component_1.id AS key1
            FROM register.area_target_component AS area_target_component_1
            WHERE area_target_component_1.target_id = anon_1.id
            ORDER BY area_target_component_1.number ASC NULLS LAST, area_target_component_1.id ASC NULLS LAST
            LIMIT 100) AS chosen
        ORDER BY chosen.key0 ASC NULLS LAST, chosen.key1 ASC NULLS LAST
        LIMIT ALL OFFSET 0) AS page) AS answered ON true
ORDER BY anon_1.n;

/* register_dfe_statistics */
SELECT answered.count, answered.face0, answered.key4
FROM unnest(CAST($1::VARCHAR AS BIGINT[])) WITH ORDINALITY AS anon_1(id, n)
  JOIN LATERAL (
    SELECT count(*) AS count, string_agg(coalesce(((('{"number":') || (CAST(c0 AS TEXT))) || ((',"area":') || (CASE WHEN has2 THEN (('{"name":') || (CAST(to_json(c1) AS TEXT))) || ('}') ELSE 'null' END))) || (((',"distance":') || (CAST(c3 AS TEXT))) || ('}')),
            ''), ',') AS face0, string_agg(key4, '') AS key4
    FROM (
        SELECT chosen.number AS c0, area_1.name AS c1, area_1.code IS NOT NULL AS has2, chosen.distance AS c3,
            CAST(chosen.id AS TEXT) AS key4
        FROM LATERAL (
            SELECT area_target_neighbour_1.id AS id, area_target_neighbour_1.number AS number, area_target_neighbour_1.area_code AS area_code,
                area_target_neighbour_1.distance AS distance, area_target_neighbour_1.number AS key0,
                area_target_neighbour_1.id AS key1
            FROM register.area_target_neighbour AS area_target_neighbour_1
            WHERE area_target_neighbour_1.target_id = anon_1.id
            ORDER BY area_target_neighbour_1.number ASC NULLS LAST, area_target_neighbour_1.id ASC NULLS LAST
            LIMIT 100) AS chosen
          LEFT OUTER JOIN register.area AS area_1 ON area_1.code = chosen.area_code
        ORDER BY chosen.key0 ASC NULLS LAST, chosen.key1 ASC NULLS LAST
        LIMIT ALL OFFSET 0) AS page) AS answered ON true
ORDER BY anon_1.n;
