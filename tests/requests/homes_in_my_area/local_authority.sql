/* register_local_authority */
SELECT count(*) AS count, array_agg(coalesce(((((('{"urn":"') || (c0)) || (('","kind":"') || (CAST(upper(c1 COLLATE "C") AS TEXT)))) || ((('","sector":"') || (CAST(upper(c2 COLLATE "C") AS TEXT))) || (('","registrationStatus":"') || (CAST(upper(c3 COLLATE "C") AS TEXT))))) || (((('","registeredOn":') || (coalesce(CAST('"' || CAST(c4 AS TEXT) || '"' AS TEXT),
        'null'))) || ((',"places":') || (coalesce(CAST(c5 AS TEXT), 'null')))) || (((',"shortBreaksOnly":') || (CAST(c6 AS TEXT))) || (',"name":')))) || (((((coalesce(CAST(to_json(c7) AS TEXT),
        'null')) || (',"postcode":')) || ((coalesce(CAST('"' || c8 || '"' AS TEXT), 'null')) || (',"uprn":'))) || (((coalesce(CAST('"' || CAST(c9 AS TEXT) || '"' AS TEXT),
        'null')) || (',"onEdge":')) || (coalesce(CAST(c10 AS TEXT), 'null')))) || ((((',"location":') || (CASE WHEN has16 THEN (((('{"longitude":') || (coalesce(CAST(c11 AS TEXT),
        'null'))) || (',"latitude":')) || (((coalesce(CAST(c12 AS TEXT), 'null')) || (',"easting":')) || (coalesce(CAST(c13 AS TEXT),
        'null')))) || ((((',"northing":') || (coalesce(CAST(c14 AS TEXT), 'null'))) || (',"precision":')) || ((coalesce(CAST('"' || CAST(upper(c15 COLLATE "C") AS TEXT) || '"' AS TEXT),
        'null')) || ('}'))) ELSE 'null' END)) || ((',"provider":') || (CASE WHEN has20 THEN ((('{"reference":') || (CAST(to_json(c18) AS TEXT))) || (',"name":')) || ((coalesce(CAST(to_json(c19) AS TEXT),
        'null')) || ('}')) ELSE 'null' END))) || (((',"authority":') || (CASE WHEN has23 THEN ((('{"code":"') || (c21)) || ('","name":')) || ((CAST(to_json(c22) AS TEXT)) || ('}')) ELSE 'null' END)) || (',"withheld":[]}')))),
        '')) AS face0, array_agg(sort25) AS order0, string_agg(key24, '') AS key24, string_agg(key17,
        '') AS key17
FROM (
    SELECT chosen.urn AS c0, chosen.kind AS c1, chosen.sector AS c2, chosen.registration_status AS c3,
        chosen.registered_on AS c4, chosen.places AS c5, chosen.short_breaks_only AS c6, home_identity_1.name AS c7,
        premises_1.postcode AS c8, premises_1.uprn AS c9, premises_1.on_edge AS c10, premises_1.longitude AS c11,
        premises_1.latitude AS c12, premises_1.easting AS c13, premises_1.northing AS c14, premises_1.location_precision AS c15,
        premises_1.longitude IS NOT NULL AS has16, CAST(provider_1.reference AS TEXT) AS key17, provider_1.reference AS c18,
        provider_1.name AS c19, provider_1.id IS NOT NULL AS has20, area_1.code AS c21, area_1.name AS c22,
        area_1.code IS NOT NULL AS has23, CAST(chosen.urn AS TEXT) AS key24, chosen.key0 AS sort25
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
