/* register_dfe_statistics */
SELECT count(*) AS count, string_agg(coalesce((((('{"urn":"') || (c0)) || ('","name":null,"postcode":null,"uprn":null,"onEdge":null,"location":null,"address":null,"premises":null,"authority":')) || (((CASE WHEN has2 THEN (('{"name":') || (CAST(to_json(c1) AS TEXT))) || ('}') ELSE 'null' END) || (',"force":')) || (CASE WHEN has4 THEN (('{"name":') || (CAST(to_json(c3) AS TEXT))) || ('}') ELSE 'null' END))) || ((((',"region":') || (CASE WHEN has6 THEN (('{"name":') || (CAST(to_json(c5) AS TEXT))) || ('}') ELSE 'null' END)) || (',"withheld":[')) || ((substr(CAST(',{"field":"name","reason":"NO_GRANT"},{"field":"postcode","reason":"NO_GRANT"},{"field":"uprn","reason":"NO_GRANT"},{"field":"onEdge","reason":"NO_GRANT"},{"field":"location","reason":"NO_GRANT"},{"field":"address","reason":"NO_GRANT"},{"field":"premises","reason":"NO_GRANT"}' AS TEXT),
        2)) || (']}'))), ''), ',') AS face0, string_agg(key7, '') AS key7
FROM (
    SELECT chosen.urn AS c0, area_1.name AS c1, area_1.code IS NOT NULL AS has2, area_2.name AS c3, area_2.code IS NOT NULL AS has4,
        area_3.name AS c5, area_3.code IS NOT NULL AS has6, CAST(chosen.urn AS TEXT) AS key7
    FROM (
        SELECT home_1.id AS id, home_1.urn AS urn, home_1.authority_code AS authority_code, home_1.force_code AS force_code,
            home_1.region_code AS region_code, home_1.urn AS key0
        FROM register.home AS home_1
        WHERE home_1.urn = $1::VARCHAR
        ORDER BY home_1.urn ASC NULLS LAST
        LIMIT 1) AS chosen
      LEFT OUTER JOIN register.area AS area_1 ON area_1.code = chosen.authority_code
      LEFT OUTER JOIN register.area AS area_2 ON area_2.code = chosen.force_code
      LEFT OUTER JOIN register.area AS area_3 ON area_3.code = chosen.region_code
    ORDER BY chosen.key0 ASC NULLS LAST
    LIMIT ALL OFFSET 0) AS page;
