/* register_dfe */
SELECT count(*) AS count, array_agg(coalesce(((((('{"urn":"') || (c0)) || ('","name":')) || (((coalesce(CAST(to_json(c1) AS TEXT),
        'null')) || (',"postcode":')) || (coalesce(CAST('"' || c2 || '"' AS TEXT), 'null')))) || ((((',"uprn":') || (coalesce(CAST('"' || CAST(c3 AS TEXT) || '"' AS TEXT),
        'null'))) || (',"onEdge":')) || ((coalesce(CAST(c4 AS TEXT), 'null')) || (',"location":')))) || (((((CASE WHEN has7 THEN ((('{"easting":') || (coalesce(CAST(c5 AS TEXT),
        'null'))) || (',"northing":')) || ((coalesce(CAST(c6 AS TEXT), 'null')) || ('}')) ELSE 'null' END) || (',"address":')) || (CASE WHEN has11 THEN (((('{"paon":') || (coalesce(CAST(to_json(c8) AS TEXT),
        'null'))) || (',"street":')) || ((coalesce(CAST(to_json(c9) AS TEXT), 'null')) || (',"town":'))) || (((coalesce(CAST(to_json(c10) AS TEXT),
        'null')) || (',"postcode":')) || ((coalesce(CAST('"' || c2 || '"' AS TEXT), 'null')) || ('}'))) ELSE 'null' END)) || ((',"premises":␁0␁,"authority":') || (CASE WHEN has14 THEN (('{"name":') || (CAST(to_json(c13) AS TEXT))) || ('}') ELSE 'null' END))) || ((((',"force":') || (CASE WHEN has16 THEN (('{"name":') || (CAST(to_json(c15) AS TEXT))) || ('}') ELSE 'null' END)) || (',"region":')) || ((CASE WHEN has18 THEN (('{"name":') || (CAST(to_json(c17) AS TEXT))) || ('}') ELSE 'null' END) || (',"withheld":[]}')))),
        '')) AS face0, string_agg(key19, '') AS key19, CAST(array_agg(p12) AS TEXT) AS p12
FROM (
    SELECT chosen.urn AS c0, home_identity_1.name AS c1, premises_1.postcode AS c2, premises_1.uprn AS c3,
        premises_1.on_edge AS c4, premises_1.easting AS c5, premises_1.northing AS c6, premises_1.longitude IS NOT NULL AS has7,
        premises_1.paon AS c8, premises_1.street AS c9, premises_1.town AS c10, premises_1.id IS NOT NULL AS has11,
        chosen.id AS p12, area_1.name AS c13, area_1.code IS NOT NULL AS has14, area_2.name AS c15, area_2.code IS NOT NULL AS has16,
        area_3.name AS c17, area_3.code IS NOT NULL AS has18, CAST(chosen.urn AS TEXT) AS key19
    FROM (
        SELECT home_1.id AS id, home_1.urn AS urn, home_1.authority_code AS authority_code, home_1.force_code AS force_code,
            home_1.region_code AS region_code, home_1.urn AS key0
        FROM register.home AS home_1
        WHERE home_1.urn = $1::VARCHAR
        ORDER BY home_1.urn ASC NULLS LAST
        LIMIT 1) AS chosen
      LEFT OUTER JOIN register.home_identity AS home_identity_1 ON home_identity_1.home_id = chosen.id
      LEFT OUTER JOIN register.premises AS premises_1 ON premises_1.home_id = chosen.id
        AND premises_1.is_main
        AND premises_1.valid_to IS NULL
      LEFT OUTER JOIN register.area AS area_1 ON area_1.code = chosen.authority_code
      LEFT OUTER JOIN register.area AS area_2 ON area_2.code = chosen.force_code
      LEFT OUTER JOIN register.area AS area_3 ON area_3.code = chosen.region_code
    ORDER BY chosen.key0 ASC NULLS LAST
    LIMIT ALL OFFSET 0) AS page;

/* register_dfe */
SELECT answered.count, answered.face0, answered.key7
FROM unnest(CAST($1::VARCHAR AS UUID[])) WITH ORDINALITY AS anon_1(id, n)
  JOIN LATERAL (
    SELECT count(*) AS count, string_agg(coalesce((((('{"isMain":') || (CAST(c0 AS TEXT))) || (',"postcode":')) || (((coalesce(CAST('"' || c1 || '"' AS TEXT),
            'null')) || (',"onEdge":')) || (CAST(c2 AS TEXT)))) || ((((',"inNoForce":') || (CAST(c3 AS TEXT))) || (',"location":')) || ((CASE WHEN has6 THEN ((('{"easting":') || (coalesce(CAST(c4 AS TEXT),
            'null'))) || (',"northing":')) || ((coalesce(CAST(c5 AS TEXT), 'null')) || ('}')) ELSE 'null' END) || ('}'))),
            ''), ',') AS face0, string_agg(key7, '') AS key7
    FROM (
        SELECT chosen.is_main AS c0, chosen.postcode AS c1, chosen.on_edge AS c2, chosen.in_no_force AS c3,
            chosen.easting AS c4, chosen.northing AS c5, chosen.longitude IS NOT NULL AS has6, CAST(chosen.id AS TEXT) AS key7
        FROM LATERAL (
            SELECT premises_1.id AS id, premises_1.is_main AS is_main, premises_1.postcode AS postcode,
                premises_1.longitude AS longitude, premises_1.easting AS easting, premises_1.northing AS northing,
                premises_1.on_edge AS on_edge, premises_1.in_no_force AS in_no_force, premises_1.is_main AS key0,
                premises_1.id AS key1
            FROM register.premises AS premises_1
            WHERE premises_1.home_id = anon_1.id
                AND premises_1.valid_to IS NULL
                AND premises_1.valid_to IS NULL
            ORDER BY premises_1.is_main DESC NULLS FIRST, premises_1.id ASC NULLS LAST
            LIMIT 100) AS chosen
        ORDER BY chosen.key0 DESC NULLS FIRST, chosen.key1 ASC NULLS LAST
        LIMIT ALL OFFSET 0) AS page) AS answered ON true
ORDER BY anon_1.n;
