/* register_police */
SELECT count(*) AS count, array_agg(coalesce(((((('{"urn":"') || (c0)) || ('","places":')) || (((coalesce(CAST(c1 AS TEXT),
        'null')) || (',"name":')) || (CASE WHEN sees2 THEN CAST(coalesce(CAST(to_json(c3) AS TEXT), 'null') AS TEXT) ELSE 'null' END))) || ((((',"postcode":') || (CASE WHEN sees4 THEN CAST(coalesce(CAST('"' || c5 || '"' AS TEXT),
        'null') AS TEXT) ELSE 'null' END)) || (',"uprn":')) || (((CASE WHEN sees4 THEN CAST(coalesce(CAST('"' || CAST(c6 AS TEXT) || '"' AS TEXT),
        'null') AS TEXT) ELSE 'null' END) || (',"onEdge":')) || (CASE WHEN sees4 THEN CAST(coalesce(CAST(c7 AS TEXT),
        'null') AS TEXT) ELSE 'null' END)))) || (((((',"location":') || (CASE WHEN sees4 THEN CAST(CASE WHEN has11 THEN ((('{"easting":') || (coalesce(CAST(c8 AS TEXT),
        'null'))) || ((',"northing":') || (coalesce(CAST(c9 AS TEXT), 'null')))) || (((',"geojson":') || (coalesce(c10,
        'null'))) || ('}')) ELSE 'null' END AS TEXT) ELSE 'null' END)) || (',"address":')) || (((CASE WHEN sees4 THEN CAST(CASE WHEN has15 THEN (((('{"paon":') || (coalesce(CAST(to_json(c12) AS TEXT),
        'null'))) || (',"street":')) || ((coalesce(CAST(to_json(c13) AS TEXT), 'null')) || (',"town":'))) || (((coalesce(CAST(to_json(c14) AS TEXT),
        'null')) || (',"postcode":')) || ((coalesce(CAST('"' || c5 || '"' AS TEXT), 'null')) || ('}'))) ELSE 'null' END AS TEXT) ELSE 'null' END) || (',"premises":')) || (CASE WHEN sees17 THEN CAST('␁0␁' AS TEXT) ELSE 'null' END))) || ((((',"force":') || (CASE WHEN has19 THEN (('{"name":') || (CAST(to_json(c18) AS TEXT))) || ('}') ELSE 'null' END)) || (',"withheld":[')) || ((substr(((CASE WHEN sees2 THEN '' ELSE ',{"field":"name","reason":"OUTSIDE_SCOPE"}' END) || (CASE WHEN sees4 THEN '' ELSE ',{"field":"postcode","reason":"OUTSIDE_SCOPE"},{"field":"uprn","reason":"OUTSIDE_SCOPE"},{"field":"onEdge","reason":"OUTSIDE_SCOPE"},{"field":"location","reason":"OUTSIDE_SCOPE"},{"field":"address","reason":"OUTSIDE_SCOPE"}' END)) || (CASE WHEN sees17 THEN '' ELSE ',{"field":"premises","reason":"OUTSIDE_SCOPE"}' END),
        2)) || (']}')))), '')) AS face0, string_agg(key20, '') AS key20, CAST(array_agg(p16) AS TEXT) AS p16,
    array_agg(sees2) AS sees2, array_agg(sees4) AS sees4, array_agg(sees17) AS sees17
FROM (
    SELECT chosen.urn AS c0, chosen.places AS c1, EXISTS (
        SELECT home_reach_1.home_id
        FROM register.home_reach AS home_reach_1
        WHERE home_reach_1.area_code = $1::VARCHAR
            AND (home_reach_1.valid_to IS NULL OR home_reach_1.valid_to > CAST(now() AS DATE))
            AND home_reach_1.home_id = chosen.id OFFSET 0) AS sees2, anon_1.name AS c3, EXISTS (
        SELECT home_reach_2.home_id
        FROM register.home_reach AS home_reach_2
        WHERE home_reach_2.area_code = $1::VARCHAR
            AND (home_reach_2.valid_to IS NULL OR home_reach_2.valid_to > CAST(now() AS DATE))
            AND home_reach_2.of_main
            AND home_reach_2.home_id = chosen.id OFFSET 0) AS sees4, anon_2.postcode AS c5, anon_2.uprn AS c6,
        anon_2.on_edge AS c7, anon_2.easting AS c8, anon_2.northing AS c9, anon_2.geojson AS c10, anon_2.longitude IS NOT NULL AS has11,
        anon_2.paon AS c12, anon_2.street AS c13, anon_2.town AS c14, anon_2.id IS NOT NULL AS has15,
        chosen.id AS p16, EXISTS (
        SELECT home_reach_3.home_id
        FROM register.home_reach AS home_reach_3
        WHERE home_reach_3.area_code = $1::VARCHAR
            AND (home_reach_3.valid_to IS NULL OR home_reach_3.valid_to > CAST(now() AS DATE))
            AND home_reach_3.home_id = chosen.id OFFSET 0) AS sees17, area_1.name AS c18, area_1.code IS NOT NULL AS has19,
        CAST(chosen.urn AS TEXT) AS key20
    FROM (
        SELECT bounded.id AS id, bounded.urn AS urn, bounded.places AS places, bounded.force_code AS force_code,
            bounded.key0 AS key0
        FROM (
            SELECT anon_3.id AS id, anon_3.urn AS urn, anon_3.places AS places, anon_3.force_code AS force_code,
                anon_3.urn AS key0
            FROM (
                SELECT home_1.id AS id, home_1.urn AS urn, home_1.registration_status AS registration_status,
                    home_1.places AS places, home_1.force_code AS force_code, home_1.merged_into_id AS merged_into_id
                FROM register.home AS home_1
                WHERE home_1.id IN (
                    SELECT anon_4.home_id
                    FROM (
                        SELECT home_reach_4.home_id AS home_id
                        FROM register.home_reach AS home_reach_4
                        WHERE home_reach_4.area_code = $2::VARCHAR
                            AND home_reach_4.how != 'buffer'
                            AND (home_reach_4.valid_to IS NULL OR home_reach_4.valid_to > CAST(now() AS DATE))
                            AND home_reach_4.area_code = $1::VARCHAR UNION ALL
                        SELECT home_area_1.home_id AS home_id
                        FROM register.home_area AS home_area_1
                        WHERE home_area_1.area_code = $2::VARCHAR
                            AND (home_area_1.valid_to IS NULL OR home_area_1.valid_to > CAST(now() AS DATE))
                            AND ($2::VARCHAR = $1::VARCHAR) IS NOT true) AS anon_4)
                LIMIT ALL OFFSET 0) AS anon_3
            WHERE anon_3.merged_into_id IS NULL
                AND anon_3.registration_status IN ('registered', 'suspended')
            ORDER BY anon_3.urn ASC NULLS LAST
            LIMIT $3::INTEGER) AS bounded
        LIMIT 101) AS chosen
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
      LEFT OUTER JOIN register.area AS area_1 ON area_1.code = chosen.force_code
    ORDER BY chosen.key0 ASC NULLS LAST
    LIMIT ALL OFFSET 0) AS page;

/* register_police */
SELECT answered.count, answered.face0, answered.key1
FROM unnest(CAST($1::VARCHAR AS UUID[])) WITH ORDINALITY AS anon_1(id, n)
  JOIN LATERAL (
    SELECT count(*) AS count, string_agg(coalesce((('{"postcode":') || (coalesce(CAST('"' || c0 || '"' AS TEXT),
            'null'))) || ('}'), ''), ',') AS face0, string_agg(key1, '') AS key1
    FROM (
        SELECT chosen.postcode AS c0, CAST(chosen.id AS TEXT) AS key1
        FROM LATERAL (
            SELECT anon_2.id AS id, anon_2.postcode AS postcode, anon_2.is_main AS key0, anon_2.id AS key1
            FROM LATERAL (
                SELECT premises_1.id AS id, premises_1.is_main AS is_main, premises_1.postcode AS postcode,
                    premises_1.valid_to AS valid_to
                FROM register.premises AS premises_1
                WHERE premises_1.home_id = anon_1.id
                    AND premises_1.valid_to IS NULL
                    AND (EXISTS (
                    SELECT home_reach_1.premises_id
                    FROM register.home_reach AS home_reach_1
                    WHERE home_reach_1.area_code = $2::VARCHAR
                        AND (home_reach_1.valid_to IS NULL OR home_reach_1.valid_to > CAST(now() AS DATE))
                        AND home_reach_1.premises_id = premises_1.id OFFSET 0))
                LIMIT ALL OFFSET 0) AS anon_2
            WHERE anon_2.valid_to IS NULL
            ORDER BY anon_2.is_main DESC NULLS FIRST, anon_2.id ASC NULLS LAST
            LIMIT 100) AS chosen
        ORDER BY chosen.key0 DESC NULLS FIRST, chosen.key1 ASC NULLS LAST
        LIMIT ALL OFFSET 0) AS page) AS answered ON true
ORDER BY anon_1.n;
