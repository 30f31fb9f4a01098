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
        LIMIT 1 /* as planned */) AS sees7, anon_1.name AS c8, EXISTS (
        SELECT home_reach_2.home_id
        FROM register.home_reach AS home_reach_2
        WHERE home_reach_2.area_code = $1::VARCHAR
            AND (home_reach_2.valid_to IS NULL OR home_reach_2.valid_to > CAST(now() AS DATE))
            AND home_reach_2.of_main
            AND home_reach_2.home_id = chosen.id
        LIMIT 1 /* as planned */) AS sees9, anon_2.postcode AS c10, anon_2.uprn AS c11, anon_2.on_edge AS c12,
        anon_2.longitude AS c13, anon_2.latitude AS c14, anon_2.easting AS c15, anon_2.northing AS c16,
        anon_2.location_precision AS c17, anon_2.longitude IS NOT NULL AS has18, CAST(provider_1.reference AS TEXT) AS key19,
        provider_1.reference AS c20, provider_1.name AS c21, provider_1.id IS NOT NULL AS has22, area_1.code AS c23,
        area_1.name AS c24, area_1.code IS NOT NULL AS has25, CAST(chosen.urn AS TEXT) AS key26, chosen.key0 AS sort27
    FROM (
        SELECT bounded.id AS id, bounded.urn AS urn, bounded.kind AS kind, bounded.sector AS sector,
            bounded.registration_status AS registration_status, bounded.registered_on AS registered_on,
            bounded.places AS places, bounded.short_breaks_only AS short_breaks_only, bounded.provider_id AS provider_id,
            bounded.authority_code AS authority_code, bounded.key0 AS key0
        FROM (
            SELECT anon_3.id AS id, anon_3.urn AS urn, anon_3.kind AS kind, anon_3.sector AS sector,
                anon_3.registration_status AS registration_status, anon_3.registered_on AS registered_on,
                anon_3.places AS places, anon_3.short_breaks_only AS short_breaks_only, anon_3.provider_id AS provider_id,
                anon_3.authority_code AS authority_code, anon_3.urn AS key0
            FROM (
                SELECT home_1.id AS id, anon_4.urn AS urn, home_1.kind AS kind, home_1.sector AS sector,
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
                    ORDER BY home_finder_1.urn ASC NULLS LAST, home_finder_1.home_id ASC NULLS LAST) AS anon_4
                  JOIN register.home AS home_1 ON home_1.id = anon_4.home_id
                ORDER BY anon_4.urn ASC NULLS LAST
                LIMIT ALL OFFSET 0) AS anon_3
            WHERE anon_3.merged_into_id IS NULL
                AND anon_3.registration_status IN ('registered', 'suspended')
            ORDER BY anon_3.urn ASC NULLS LAST
            LIMIT $2::INTEGER + 1) AS bounded
        LIMIT 1001) AS chosen
      LEFT OUTER JOIN LATERAL (
        SELECT home_identity_1.home_id AS home_id, home_identity_1.name AS name, home_identity_1.age_min AS age_min,
            home_identity_1.age_max AS age_max, home_identity_1.sex_admitted AS sex_admitted, home_identity_1.needs AS needs,
            home_identity_1.operational_status AS operational_status, home_identity_1.first_accommodated_on AS first_accommodated_on,
            home_identity_1.secure_approved AS secure_approved, home_identity_1.secure_places AS secure_places,
            home_identity_1.contact_telephone AS contact_telephone
        FROM register.home_identity AS home_identity_1
        WHERE home_identity_1.home_id = chosen.id
        LIMIT ALL OFFSET 0) AS anon_1 ON true
      LEFT OUTER JOIN LATERAL (
        SELECT premises_1.id AS id, premises_1.home_id AS home_id, premises_1.is_main AS is_main, premises_1.saon AS saon,
            premises_1.paon AS paon, premises_1.street AS street, premises_1.locality AS locality, premises_1.town AS town,
            premises_1.postcode AS postcode, premises_1.uprn AS uprn, premises_1.usrn AS usrn, premises_1.longitude AS longitude,
            premises_1.latitude AS latitude, premises_1.easting AS easting, premises_1.northing AS northing,
            premises_1.geojson AS geojson, premises_1.location_precision AS location_precision, premises_1.on_edge AS on_edge,
            premises_1.in_no_force AS in_no_force, premises_1.valid_from AS valid_from, premises_1.valid_to AS valid_to,
            premises_1.version AS version, premises_1.source_agency AS source_agency, premises_1.source_system AS source_system,
            premises_1.source_ref AS source_ref, premises_1.assertion_basis AS assertion_basis, premises_1.protective_marking AS protective_marking,
            premises_1.quality_flags AS quality_flags, premises_1.retention_review_on AS retention_review_on
        FROM register.premises AS premises_1
        WHERE premises_1.home_id = chosen.id
            AND premises_1.is_main
            AND premises_1.valid_to IS NULL
        LIMIT ALL OFFSET 0) AS anon_2 ON true
      LEFT OUTER JOIN register.provider AS provider_1 ON provider_1.id = chosen.provider_id
      LEFT OUTER JOIN register.area AS area_1 ON area_1.code = chosen.authority_code
    ORDER BY chosen.key0 ASC NULLS LAST
    LIMIT ALL OFFSET 0) AS page;
