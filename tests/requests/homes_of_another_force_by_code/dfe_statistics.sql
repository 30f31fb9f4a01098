/* register_dfe_statistics */
SELECT count(*) AS count, string_agg(coalesce((((('{"urn":"') || (c0)) || ('","places":')) || ((coalesce(CAST(c1 AS TEXT),
        'null')) || (',"name":null,"postcode":null,"uprn":null,"onEdge":null,"location":null,"address":null,"premises":null,"force":'))) || (((CASE WHEN has3 THEN (('{"name":') || (CAST(to_json(c2) AS TEXT))) || ('}') ELSE 'null' END) || (',"withheld":[')) || ((substr(CAST(',{"field":"name","reason":"NO_GRANT"},{"field":"postcode","reason":"NO_GRANT"},{"field":"uprn","reason":"NO_GRANT"},{"field":"onEdge","reason":"NO_GRANT"},{"field":"location","reason":"NO_GRANT"},{"field":"address","reason":"NO_GRANT"},{"field":"premises","reason":"NO_GRANT"}' AS TEXT),
        2)) || (']}'))), ''), ',') AS face0, string_agg(key4, '') AS key4
FROM (
    SELECT chosen.urn AS c0, chosen.places AS c1, area_1.name AS c2, area_1.code IS NOT NULL AS has3,
        CAST(chosen.urn AS TEXT) AS key4
    FROM (
        SELECT bounded.id AS id, bounded.urn AS urn, bounded.places AS places, bounded.force_code AS force_code,
            bounded.key0 AS key0
        FROM (
            SELECT anon_1.id AS id, anon_1.urn AS urn, anon_1.places AS places, anon_1.force_code AS force_code,
                anon_1.urn AS key0
            FROM (
                SELECT home_1.id AS id, home_1.urn AS urn, home_1.registration_status AS registration_status,
                    home_1.places AS places, home_1.force_code AS force_code, home_1.merged_into_id AS merged_into_id
                FROM register.home AS home_1
                WHERE home_1.id IN (
                    SELECT home_area_1.home_id
                    FROM register.home_area AS home_area_1
                    WHERE home_area_1.area_code = $1::VARCHAR
                        AND (home_area_1.valid_to IS NULL OR home_area_1.valid_to > CAST(now() AS DATE)))
                LIMIT ALL OFFSET 0) AS anon_1
            WHERE anon_1.merged_into_id IS NULL
                AND anon_1.registration_status IN ('registered', 'suspended')
            ORDER BY anon_1.urn ASC NULLS LAST
            LIMIT $2::INTEGER) AS bounded
        LIMIT 101) AS chosen
      LEFT OUTER JOIN register.area AS area_1 ON area_1.code = chosen.force_code
    ORDER BY chosen.key0 ASC NULLS LAST
    LIMIT ALL OFFSET 0) AS page;
