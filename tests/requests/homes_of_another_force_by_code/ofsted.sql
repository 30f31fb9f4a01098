/* register_ofsted */
SELECT count(*) AS count, array_agg(coalesce(((((('{"urn":"') || (c0)) || ('","places":')) || ((coalesce(CAST(c1 AS TEXT),
        'null')) || (',"name":'))) || ((((coalesce(CAST(to_json(c2) AS TEXT), 'null')) || (',"postcode":')) || (coalesce(CAST('"' || c3 || '"' AS TEXT),
        'null'))) || ((',"uprn":') || (coalesce(CAST('"' || CAST(c4 AS TEXT) || '"' AS TEXT), 'null'))))) || (((((',"onEdge":') || (coalesce(CAST(c5 AS TEXT),
        'null'))) || (',"location":')) || ((CASE WHEN has9 THEN ((('{"easting":') || (coalesce(CAST(c6 AS TEXT),
        'null'))) || ((',"northing":') || (coalesce(CAST(c7 AS TEXT), 'null')))) || (((',"geojson":') || (coalesce(c8,
        'null'))) || ('}')) ELSE 'null' END) || (',"address":'))) || (((CASE WHEN has13 THEN (((('{"paon":') || (coalesce(CAST(to_json(c10) AS TEXT),
        'null'))) || (',"street":')) || ((coalesce(CAST(to_json(c11) AS TEXT), 'null')) || (',"town":'))) || (((coalesce(CAST(to_json(c12) AS TEXT),
        'null')) || (',"postcode":')) || ((coalesce(CAST('"' || c3 || '"' AS TEXT), 'null')) || ('}'))) ELSE 'null' END) || (',"premises":␁0␁,"force":')) || ((CASE WHEN has16 THEN (('{"name":') || (CAST(to_json(c15) AS TEXT))) || ('}') ELSE 'null' END) || (',"withheld":[]}')))),
        '')) AS face0, string_agg(key17, '') AS key17, CAST(array_agg(p14) AS TEXT) AS p14
FROM (
    SELECT chosen.urn AS c0, chosen.places AS c1, home_identity_1.name AS c2, premises_1.postcode AS c3,
        premises_1.uprn AS c4, premises_1.on_edge AS c5, premises_1.easting AS c6, premises_1.northing AS c7,
        premises_1.geojson AS c8, premises_1.longitude IS NOT NULL AS has9, premises_1.paon AS c10, premises_1.street AS c11,
        premises_1.town AS c12, premises_1.id IS NOT NULL AS has13, chosen.id AS p14, area_1.name AS c15,
        area_1.code IS NOT NULL AS has16, CAST(chosen.urn AS TEXT) AS key17
    FROM (
        SELECT bounded.id AS id, bounded.urn AS urn, bounded.places AS places, bounded.force_code AS force_code,
            bounded.key0 AS key0
        FROM (
            SELECT anon_1.id AS id, anon_1.urn AS urn, anon_1.places AS places, anon_1.force_code AS force_code,
                anon_1.urn AS key0
            FROM (
                SELECT home_1.id AS id, anon_2.urn AS urn, home_1.registration_status AS registration_status,
                    home_1.places AS places, home_1.force_code AS force_code, home_1.merged_into_id AS merged_into_id
                FROM (
                    SELECT DISTINCT home_finder_1.urn AS urn, home_finder_1.home_id AS home_id
                    FROM register.home_finder AS home_finder_1
                    WHERE home_finder_1.area_code = $1::VARCHAR
                        AND home_finder_1.how != 'buffer'
                        AND (home_finder_1.valid_to IS NULL OR home_finder_1.valid_to > CAST(now() AS DATE))
                    ORDER BY home_finder_1.urn ASC NULLS LAST, home_finder_1.home_id ASC NULLS LAST) AS anon_2
                  JOIN register.home AS home_1 ON home_1.id = anon_2.home_id
                ORDER BY anon_2.urn ASC NULLS LAST
                LIMIT ALL OFFSET 0) AS anon_1
            WHERE anon_1.merged_into_id IS NULL
                AND anon_1.registration_status IN ('registered', 'suspended')
            ORDER BY anon_1.urn ASC NULLS LAST
            LIMIT $2::INTEGER) AS bounded
        LIMIT 101) AS chosen
      LEFT OUTER JOIN register.home_identity AS home_identity_1 ON home_identity_1.home_id = chosen.id
      LEFT OUTER JOIN register.premises AS premises_1 ON premises_1.home_id = chosen.id
        AND premises_1.is_main
        AND premises_1.valid_to IS NULL
      LEFT OUTER JOIN register.area AS area_1 ON area_1.code = chosen.force_code
    ORDER BY chosen.key0 ASC NULLS LAST
    LIMIT ALL OFFSET 0) AS page;

/* register_ofsted */
SELECT answered.count, answered.face0, answered.key1
FROM unnest(CAST($1::VARCHAR AS UUID[])) WITH ORDINALITY AS anon_1(id, n)
  JOIN LATERAL (
    SELECT count(*) AS count, string_agg(coalesce((('{"postcode":') || (coalesce(CAST('"' || c0 || '"' AS TEXT),
            'null'))) || ('}'), ''), ',') AS face0, string_agg(key1, '') AS key1
    FROM (
        SELECT chosen.postcode AS c0, CAST(chosen.id AS TEXT) AS key1
        FROM LATERAL (
            SELECT premises_1.id AS id, premises_1.postcode AS postcode, premises_1.is_main AS key0,
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
