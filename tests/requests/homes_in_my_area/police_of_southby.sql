/* register_police */
SELECT count(*) AS total
FROM (
    SELECT home_1.id AS id, home_1.urn AS urn, home_1.kind AS kind, home_1.sector AS sector, home_1.registration_status AS registration_status,
        home_1.registered_on AS registered_on, home_1.places AS places, home_1.short_breaks_only AS short_breaks_only,
        home_1.provider_id AS provider_id, home_1.authority_code AS authority_code, home_1.merged_into_id AS merged_into_id
    FROM register.home AS home_1
    WHERE home_1.id IN (
        SELECT home_reach_1.home_id
        FROM register.home_reach AS home_reach_1
        WHERE home_reach_1.area_code = $1::VARCHAR
            AND home_reach_1.how != 'buffer'
            AND (home_reach_1.valid_to IS NULL OR home_reach_1.valid_to > CAST(now() AS DATE))
            AND home_reach_1.area_code = $1::VARCHAR)
    LIMIT ALL OFFSET 0) AS anon_1
WHERE anon_1.merged_into_id IS NULL
    AND anon_1.registration_status IN ('registered', 'suspended');

/* register_police */
SELECT count(*) AS count, array_agg(coalesce(((((('{"urn":"') || (c0)) || (('","kind":"') || (CAST(upper(c1 COLLATE "C") AS TEXT)))) || ((('","sector":"') || (CAST(upper(c2 COLLATE "C") AS TEXT))) || (('","registrationStatus":"') || (CAST(upper(c3 COLLATE "C") AS TEXT))))) || (((('","registeredOn":') || (coalesce(CAST('"' || CAST(c4 AS TEXT) || '"' AS TEXT),
        'null'))) || ((',"places":') || (coalesce(CAST(c5 AS TEXT), 'null')))) || (((',"shortBreaksOnly":') || (CAST(c6 AS TEXT))) || ((',"name":') || (CASE WHEN sees7 THEN CAST(coalesce(CAST(to_json(c8) AS TEXT),
        'null') AS TEXT) ELSE 'null' END))))) || (((((',"postcode":') || (CASE WHEN sees9 THEN CAST(coalesce(CAST('"' || c10 || '"' AS TEXT),
        'null') AS TEXT) ELSE 'null' END)) || ((',"uprn":') || (CASE WHEN sees9 THEN CAST(coalesce(CAST('"' || CAST(c11 AS TEXT) || '"' AS TEXT),
        'null') AS TEXT) ELSE 'null' END))) || (((',"onEdge":') || (CASE WHEN sees9 THEN CAST(coalesce(CAST(c12 AS TEXT),
        'null') AS TEXT) ELSE 'null' END)) || ((',"location":') || (CASE WHEN sees9 THEN CAST(CASE WHEN has18 THEN (((('{"longitude":') || (coalesce(CAST(c13 AS TEXT),
        'null'))) || (',"latitude":')) || (((coalesce(CAST(c14 AS TEXT), 'null')) || (',"easting":')) || (coalesce(CAST(c15 AS TEXT),
        'null')))) || ((((',"northing":') || (coalesce(CAST(c16 AS TEXT), 'null'))) || (',"precision":')) || ((coalesce(CAST('"' || CAST(upper(c17 COLLATE "C") AS TEXT) || '"' AS TEXT),
        'null')) || ('}'))) ELSE 'null' END AS TEXT) ELSE 'null' END)))) || ((((',"provider":') || (CASE WHEN has22 THEN ((('{"reference":') || (CAST(to_json(c20) AS TEXT))) || (',"name":')) || ((coalesce(CAST(to_json(c21) AS TEXT),
        'null')) || ('}')) ELSE 'null' END)) || ((',"authority":') || (CASE WHEN has25 THEN ((('{"code":"') || (c23)) || ('","name":')) || ((CAST(to_json(c24) AS TEXT)) || ('}')) ELSE 'null' END))) || (((',"withheld":[') || (substr((CASE WHEN sees7 THEN '' ELSE ',{"field":"name","reason":"OUTSIDE_SCOPE"}' END) || (CASE WHEN sees9 THEN '' ELSE ',{"field":"postcode","reason":"OUTSIDE_SCOPE"},{"field":"uprn","reason":"OUTSIDE_SCOPE"},{"field":"onEdge","reason":"OUTSIDE_SCOPE"},{"field":"location","reason":"OUTSIDE_SCOPE"}' END),
        2))) || (']}')))), '')) AS face0, array_agg(sort27) AS order0, string_agg(key26, '') AS key26,
    string_agg(key19, '') AS key19, array_agg(sees7) AS sees7, array_agg(sees9) AS sees9
FROM (
    SELECT chosen.urn AS c0, chosen.kind AS c1, chosen.sector AS c2, chosen.registration_status AS c3,
        chosen.registered_on AS c4, chosen.places AS c5, chosen.short_breaks_only AS c6, EXISTS (
        SELECT home_reach_1.home_id
        FROM register.home_reach AS home_reach_1
        WHERE home_reach_1.area_code = $1::VARCHAR
            AND (home_reach_1.valid_to IS NULL OR home_reach_1.valid_to > CAST(now() AS DATE))
            AND home_reach_1.home_id = chosen.id
        LIMIT 1 /* as planned */) AS sees7, home_identity_1.name AS c8, EXISTS (
        SELECT home_reach_2.home_id
        FROM register.home_reach AS home_reach_2
        WHERE home_reach_2.area_code = $1::VARCHAR
            AND (home_reach_2.valid_to IS NULL OR home_reach_2.valid_to > CAST(now() AS DATE))
            AND home_reach_2.of_main
            AND home_reach_2.home_id = chosen.id
        LIMIT 1 /* as planned */) AS sees9, premises_1.postcode AS c10, premises_1.uprn AS c11, premises_1.on_edge AS c12,
        premises_1.longitude AS c13, premises_1.latitude AS c14, premises_1.easting AS c15, premises_1.northing AS c16,
        premises_1.location_precision AS c17, premises_1.longitude IS NOT NULL AS has18, CAST(provider_1.reference AS TEXT) AS key19,
        provider_1.reference AS c20, provider_1.name AS c21, provider_1.id IS NOT NULL AS has22, area_1.code AS c23,
        area_1.name AS c24, area_1.code IS NOT NULL AS has25, CAST(chosen.urn AS TEXT) AS key26, chosen.key0 AS sort27
    FROM (
        SELECT bounded.id AS id, bounded.urn AS urn, bounded.kind AS kind, bounded.sector AS sector,
            bounded.registration_status AS registration_status, bounded.registered_on AS registered_on,
            bounded.places AS places, bounded.short_breaks_only AS short_breaks_only, bounded.provider_id AS provider_id,
            bounded.authority_code AS authority_code, bounded.key0 AS key0
        FROM (
            SELECT anon_1.id AS id, anon_1.urn AS urn, anon_1.kind AS kind, anon_1.sector AS sector,
                anon_1.registration_status AS registration_status, anon_1.registered_on AS registered_on,
                anon_1.places AS places, anon_1.short_breaks_only AS short_breaks_only, anon_1.provider_id AS provider_id,
                anon_1.authority_code AS authority_code, anon_1.urn AS key0
            FROM (
                SELECT home_1.id AS id, anon_2.urn AS urn, home_1.kind AS kind, home_1.sector AS sector,
                    home_1.registration_status AS registration_status, home_1.registered_on AS registered_on,
                    home_1.places AS places, home_1.short_breaks_only AS short_breaks_only, home_1.provider_id AS provider_id,
                    home_1.authority_code AS authority_code, home_1.merged_into_id AS merged_into_id
                FROM (
                    SELECT DISTINCT home_finder_1.urn AS urn, home_finder_1.home_id AS home_id
                    FROM register.home_finder AS home_finder_1
                    WHERE home_finder_1.area_code = $1::VARCHAR
                        AND home_finder_1.how != 'buffer'
                        AND (home_finder_1.valid_to IS NULL OR home_finder_1.valid_to > CAST(now() AS DATE))
                        AND home_finder_1.area_code = $1::VARCHAR
                    ORDER BY home_finder_1.urn ASC NULLS LAST, home_finder_1.home_id ASC NULLS LAST) AS anon_2
                  JOIN register.home AS home_1 ON home_1.id = anon_2.home_id
                ORDER BY anon_2.urn ASC NULLS LAST
                LIMIT ALL OFFSET 0) AS anon_1
            WHERE anon_1.merged_into_id IS NULL
                AND anon_1.registration_status IN ('registered', 'suspended')
            ORDER BY anon_1.urn ASC NULLS LAST
            LIMIT $2::INTEGER + 1) AS bounded
        LIMIT 1001) AS chosen
      LEFT OUTER JOIN register.home_identity AS home_identity_1 ON home_identity_1.home_id = chosen.id
      LEFT OUTER JOIN register.premises AS premises_1 ON premises_1.home_id = chosen.id
        AND premises_1.is_main
        AND premises_1.valid_to IS NULL
      LEFT OUTER JOIN register.provider AS provider_1 ON provider_1.id = chosen.provider_id
      LEFT OUTER JOIN register.area AS area_1 ON area_1.code = chosen.authority_code
    ORDER BY chosen.key0 ASC NULLS LAST
    LIMIT ALL OFFSET 0) AS page;
