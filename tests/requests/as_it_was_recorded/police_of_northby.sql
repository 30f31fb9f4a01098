/* register_police */
SELECT count(*) AS count, string_agg(coalesce((((('{"urn":') || (coalesce(CAST('"' || c0 || '"' AS TEXT),
        'null'))) || (',"name":')) || (((CASE WHEN sees1 THEN CAST(coalesce(CAST(to_json(c2) AS TEXT),
        'null') AS TEXT) ELSE 'null' END) || (',"postcode":')) || (CASE WHEN sees3 THEN CAST(coalesce(CAST('"' || c4 || '"' AS TEXT),
        'null') AS TEXT) ELSE 'null' END))) || ((((',"force":') || (CASE WHEN has6 THEN (('{"name":') || (coalesce(CAST(to_json(c5) AS TEXT),
        'null'))) || ('}') ELSE 'null' END)) || (',"withheld":[')) || ((substr((CASE WHEN sees1 THEN '' ELSE ',{"field":"name","reason":"OUTSIDE_SCOPE"}' END) || (CASE WHEN sees3 THEN '' ELSE ',{"field":"postcode","reason":"OUTSIDE_SCOPE"}' END),
        2)) || (']}'))), ''), ',') AS face0, string_agg(key7, '') AS key7, bool_and(sees1) AS sees1,
    bool_and(sees3) AS sees3
FROM (
    SELECT chosen.urn AS c0, (EXISTS (
        SELECT home_reach_1.home_id
        FROM register.home_reach AS home_reach_1
        WHERE home_reach_1.area_code = $1::VARCHAR
            AND (home_reach_1.valid_to IS NULL OR home_reach_1.valid_to > CAST(now() AS DATE))
            AND home_reach_1.home_id = chosen.id OFFSET 0))
        AND (EXISTS (
        SELECT anon_1.home_id
        FROM (
            SELECT home_reach_history_1.id AS id, home_reach_history_1.home_id AS home_id, home_reach_history_1.premises_id AS premises_id,
                home_reach_history_1.area_code AS area_code, home_reach_history_1.how AS how, home_reach_history_1.of_main AS of_main,
                home_reach_history_1.valid_from AS valid_from, home_reach_history_1.valid_to AS valid_to
            FROM register.home_reach_history AS home_reach_history_1
            WHERE home_reach_history_1.recorded_from <= $2::TIMESTAMP WITH TIME ZONE
                AND (home_reach_history_1.recorded_to IS NULL OR home_reach_history_1.recorded_to > $2::TIMESTAMP WITH TIME ZONE)) AS anon_1
        WHERE anon_1.area_code = $1::VARCHAR
            AND (anon_1.valid_to IS NULL OR anon_1.valid_to > CAST($2::TIMESTAMP WITH TIME ZONE AS DATE))
            AND anon_1.home_id = chosen.id OFFSET 0)) AS sees1, anon_2.name AS c2, (EXISTS (
        SELECT home_reach_2.home_id
        FROM register.home_reach AS home_reach_2
        WHERE home_reach_2.area_code = $1::VARCHAR
            AND (home_reach_2.valid_to IS NULL OR home_reach_2.valid_to > CAST(now() AS DATE))
            AND home_reach_2.of_main
            AND home_reach_2.home_id = chosen.id OFFSET 0))
        AND (EXISTS (
        SELECT anon_3.home_id
        FROM (
            SELECT home_reach_history_2.id AS id, home_reach_history_2.home_id AS home_id, home_reach_history_2.premises_id AS premises_id,
                home_reach_history_2.area_code AS area_code, home_reach_history_2.how AS how, home_reach_history_2.of_main AS of_main,
                home_reach_history_2.valid_from AS valid_from, home_reach_history_2.valid_to AS valid_to
            FROM register.home_reach_history AS home_reach_history_2
            WHERE home_reach_history_2.recorded_from <= $2::TIMESTAMP WITH TIME ZONE
                AND (home_reach_history_2.recorded_to IS NULL OR home_reach_history_2.recorded_to > $2::TIMESTAMP WITH TIME ZONE)) AS anon_3
        WHERE anon_3.area_code = $1::VARCHAR
            AND (anon_3.valid_to IS NULL OR anon_3.valid_to > CAST($2::TIMESTAMP WITH TIME ZONE AS DATE))
            AND anon_3.of_main
            AND anon_3.home_id = chosen.id OFFSET 0)) AS sees3, anon_4.postcode AS c4, anon_5.name AS c5,
        anon_5.code IS NOT NULL AS has6, CAST(chosen.urn AS TEXT) AS key7
    FROM (
        SELECT bounded.id AS id, bounded.urn AS urn, bounded.force_code AS force_code, bounded.key0 AS key0
        FROM (
            SELECT anon_6.id AS id, anon_6.urn AS urn, anon_6.force_code AS force_code, anon_6.urn AS key0
            FROM (
                SELECT home_history_1.id AS id, home_history_1.urn AS urn, home_history_1.previous_urn AS previous_urn,
                    home_history_1.kind AS kind, home_history_1.sector AS sector, home_history_1.registration_status AS registration_status,
                    home_history_1.application_received_on AS application_received_on, home_history_1.registered_on AS registered_on,
                    home_history_1.ceased_on AS ceased_on, home_history_1.places AS places, home_history_1.short_breaks_only AS short_breaks_only,
                    home_history_1.provider_id AS provider_id, home_history_1.authority_code AS authority_code,
                    home_history_1.force_code AS force_code, home_history_1.region_code AS region_code,
                    home_history_1.merged_into_id AS merged_into_id, home_history_1.version AS version,
                    home_history_1.source_agency AS source_agency, home_history_1.source_system AS source_system,
                    home_history_1.source_ref AS source_ref, home_history_1.assertion_basis AS assertion_basis,
                    home_history_1.protective_marking AS protective_marking, home_history_1.quality_flags AS quality_flags,
                    home_history_1.retention_review_on AS retention_review_on
                FROM register.home_history AS home_history_1
                WHERE home_history_1.recorded_from <= $2::TIMESTAMP WITH TIME ZONE
                    AND (home_history_1.recorded_to IS NULL OR home_history_1.recorded_to > $2::TIMESTAMP WITH TIME ZONE)) AS anon_6
            WHERE anon_6.merged_into_id IS NULL
                AND anon_6.registration_status IN ('registered', 'suspended')
            ORDER BY anon_6.urn ASC NULLS LAST
            LIMIT $3::INTEGER) AS bounded
        LIMIT 101) AS chosen
      LEFT OUTER JOIN LATERAL (
        SELECT anon_7.home_id AS home_id, anon_7.name AS name, anon_7.age_min AS age_min, anon_7.age_max AS age_max,
            anon_7.sex_admitted AS sex_admitted, anon_7.needs AS needs, anon_7.operational_status AS operational_status,
            anon_7.first_accommodated_on AS first_accommodated_on, anon_7.secure_approved AS secure_approved,
            anon_7.secure_places AS secure_places, anon_7.contact_telephone AS contact_telephone
        FROM (
            SELECT home_identity_history_1.home_id AS home_id, home_identity_history_1.name AS name,
                home_identity_history_1.age_min AS age_min, home_identity_history_1.age_max AS age_max,
                home_identity_history_1.sex_admitted AS sex_admitted, home_identity_history_1.needs AS needs,
                home_identity_history_1.operational_status AS operational_status, home_identity_history_1.first_accommodated_on AS first_accommodated_on,
                home_identity_history_1.secure_approved AS secure_approved, home_identity_history_1.secure_places AS secure_places,
                home_identity_history_1.contact_telephone AS contact_telephone
            FROM register.home_identity_history AS home_identity_history_1
            WHERE home_identity_history_1.recorded_from <= $2::TIMESTAMP WITH TIME ZONE
                AND (home_identity_history_1.recorded_to IS NULL OR home_identity_history_1.recorded_to > $2::TIMESTAMP WITH TIME ZONE)) AS anon_7
        WHERE anon_7.home_id = chosen.id
        LIMIT ALL OFFSET 0) AS anon_2 ON true
      LEFT OUTER JOIN LATERAL (
        SELECT anon_8.id AS id, anon_8.home_id AS home_id, anon_8.is_main AS is_main, anon_8.saon AS saon,
            anon_8.paon AS paon, anon_8.street AS street, anon_8.locality AS locality, anon_8.town AS town,
            anon_8.postcode AS postcode, anon_8.uprn AS uprn, anon_8.usrn AS usrn, anon_8.longitude AS longitude,
            anon_8.latitude AS latitude, anon_8.easting AS easting, anon_8.northing AS northing, anon_8.geojson AS geojson,
            anon_8.location_precision AS location_precision, anon_8.on_edge AS on_edge, anon_8.in_no_force AS in_no_force,
            anon_8.valid_from AS valid_from, anon_8.valid_to AS valid_to, anon_8.version AS version,
            anon_8.source_agency AS source_agency, anon_8.source_system AS source_system, anon_8.source_ref AS source_ref,
            anon_8.assertion_basis AS assertion_basis, anon_8.protective_marking AS protective_marking,
            anon_8.quality_flags AS quality_flags, anon_8.retention_review_on AS retention_review_on
        FROM (
            SELECT premises_history_1.id AS id, premises_history_1.home_id AS home_id, premises_history_1.is_main AS is_main,
                premises_history_1.saon AS saon, premises_history_1.paon AS paon, premises_history_1.street AS street,
                premises_history_1.locality AS locality, premises_history_1.town AS town, premises_history_1.postcode AS postcode,
                premises_history_1.uprn AS uprn, premises_history_1.usrn AS usrn, premises_history_1.point_27700 AS point_27700,
                premises_history_1.longitude AS longitude, premises_history_1.latitude AS latitude, premises_history_1.easting AS easting,
                premises_history_1.northing AS northing, premises_history_1.geojson AS geojson, premises_history_1.location_precision AS location_precision,
                premises_history_1.on_edge AS on_edge, premises_history_1.in_no_force AS in_no_force,
                premises_history_1.valid_from AS valid_from, premises_history_1.valid_to AS valid_to,
                premises_history_1.version AS version, premises_history_1.source_agency AS source_agency,
                premises_history_1.source_system AS source_system, premises_history_1.source_ref AS source_ref,
                premises_history_1.assertion_basis AS assertion_basis, premises_history_1.protective_marking AS protective_marking,
                premises_history_1.quality_flags AS quality_flags, premises_history_1.retention_review_on AS retention_review_on
            FROM register.premises_history AS premises_history_1
            WHERE premises_history_1.recorded_from <= $2::TIMESTAMP WITH TIME ZONE
                AND (premises_history_1.recorded_to IS NULL OR premises_history_1.recorded_to > $2::TIMESTAMP WITH TIME ZONE)) AS anon_8
        WHERE anon_8.home_id = chosen.id
            AND anon_8.is_main
            AND anon_8.valid_to IS NULL
        LIMIT ALL OFFSET 0) AS anon_4 ON true
      LEFT OUTER JOIN (
        SELECT area_history_1.code AS code, area_history_1.kind AS kind, area_history_1.name AS name,
            area_history_1.country AS country, area_history_1.valid_from AS valid_from, area_history_1.valid_to AS valid_to
        FROM register.area_history AS area_history_1
        WHERE area_history_1.recorded_from <= $2::TIMESTAMP WITH TIME ZONE
            AND (area_history_1.recorded_to IS NULL OR area_history_1.recorded_to > $2::TIMESTAMP WITH TIME ZONE)) AS anon_5 ON anon_5.code = chosen.force_code
    ORDER BY chosen.key0 ASC NULLS LAST
    LIMIT ALL OFFSET 0) AS page;

/* register_police */
SELECT count(*) AS count, string_agg(coalesce((((('{"urn":') || (coalesce(CAST('"' || c0 || '"' AS TEXT),
        'null'))) || (',"name":')) || (((CASE WHEN sees1 THEN CAST(coalesce(CAST(to_json(c2) AS TEXT),
        'null') AS TEXT) ELSE 'null' END) || (',"postcode":')) || (CASE WHEN sees3 THEN CAST(coalesce(CAST('"' || c4 || '"' AS TEXT),
        'null') AS TEXT) ELSE 'null' END))) || ((((',"force":') || (CASE WHEN has6 THEN (('{"name":') || (coalesce(CAST(to_json(c5) AS TEXT),
        'null'))) || ('}') ELSE 'null' END)) || (',"withheld":[')) || ((substr((CASE WHEN sees1 THEN '' ELSE ',{"field":"name","reason":"OUTSIDE_SCOPE"}' END) || (CASE WHEN sees3 THEN '' ELSE ',{"field":"postcode","reason":"OUTSIDE_SCOPE"}' END),
        2)) || (']}'))), ''), ',') AS face0, string_agg(key7, '') AS key7, bool_and(sees1) AS sees1,
    bool_and(sees3) AS sees3
FROM (
    SELECT chosen.urn AS c0, (EXISTS (
        SELECT home_reach_1.home_id
        FROM register.home_reach AS home_reach_1
        WHERE home_reach_1.area_code = $1::VARCHAR
            AND (home_reach_1.valid_to IS NULL OR home_reach_1.valid_to > CAST(now() AS DATE))
            AND home_reach_1.home_id = chosen.id OFFSET 0))
        AND (EXISTS (
        SELECT anon_1.home_id
        FROM (
            SELECT home_reach_history_1.id AS id, home_reach_history_1.home_id AS home_id, home_reach_history_1.premises_id AS premises_id,
                home_reach_history_1.area_code AS area_code, home_reach_history_1.how AS how, home_reach_history_1.of_main AS of_main,
                home_reach_history_1.valid_from AS valid_from, home_reach_history_1.valid_to AS valid_to
            FROM register.home_reach_history AS home_reach_history_1
            WHERE home_reach_history_1.recorded_from <= $2::TIMESTAMP WITH TIME ZONE
                AND (home_reach_history_1.recorded_to IS NULL OR home_reach_history_1.recorded_to > $2::TIMESTAMP WITH TIME ZONE)) AS anon_1
        WHERE anon_1.area_code = $1::VARCHAR
            AND (anon_1.valid_to IS NULL OR anon_1.valid_to > CAST($2::TIMESTAMP WITH TIME ZONE AS DATE))
            AND anon_1.home_id = chosen.id OFFSET 0)) AS sees1, anon_2.name AS c2, (EXISTS (
        SELECT home_reach_2.home_id
        FROM register.home_reach AS home_reach_2
        WHERE home_reach_2.area_code = $1::VARCHAR
            AND (home_reach_2.valid_to IS NULL OR home_reach_2.valid_to > CAST(now() AS DATE))
            AND home_reach_2.of_main
            AND home_reach_2.home_id = chosen.id OFFSET 0))
        AND (EXISTS (
        SELECT anon_3.home_id
        FROM (
            SELECT home_reach_history_2.id AS id, home_reach_history_2.home_id AS home_id, home_reach_history_2.premises_id AS premises_id,
                home_reach_history_2.area_code AS area_code, home_reach_history_2.how AS how, home_reach_history_2.of_main AS of_main,
                home_reach_history_2.valid_from AS valid_from, home_reach_history_2.valid_to AS valid_to
            FROM register.home_reach_history AS home_reach_history_2
            WHERE home_reach_history_2.recorded_from <= $2::TIMESTAMP WITH TIME ZONE
                AND (home_reach_history_2.recorded_to IS NULL OR home_reach_history_2.recorded_to > $2::TIMESTAMP WITH TIME ZONE)) AS anon_3
        WHERE anon_3.area_code = $1::VARCHAR
            AND (anon_3.valid_to IS NULL OR anon_3.valid_to > CAST($2::TIMESTAMP WITH TIME ZONE AS DATE))
            AND anon_3.of_main
            AND anon_3.home_id = chosen.id OFFSET 0)) AS sees3, anon_4.postcode AS c4, anon_5.name AS c5,
        anon_5.code IS NOT NULL AS has6, CAST(chosen.urn AS TEXT) AS key7
    FROM (
        SELECT bounded.id AS id, bounded.urn AS urn, bounded.force_code AS force_code, bounded.key0 AS key0
        FROM (
            SELECT anon_6.id AS id, anon_6.urn AS urn, anon_6.force_code AS force_code, anon_6.urn AS key0
            FROM (
                SELECT home_history_1.id AS id, home_history_1.urn AS urn, home_history_1.previous_urn AS previous_urn,
                    home_history_1.kind AS kind, home_history_1.sector AS sector, home_history_1.registration_status AS registration_status,
                    home_history_1.application_received_on AS application_received_on, home_history_1.registered_on AS registered_on,
                    home_history_1.ceased_on AS ceased_on, home_history_1.places AS places, home_history_1.short_breaks_only AS short_breaks_only,
                    home_history_1.provider_id AS provider_id, home_history_1.authority_code AS authority_code,
                    home_history_1.force_code AS force_code, home_history_1.region_code AS region_code,
                    home_history_1.merged_into_id AS merged_into_id, home_history_1.version AS version,
                    home_history_1.source_agency AS source_agency, home_history_1.source_system AS source_system,
                    home_history_1.source_ref AS source_ref, home_history_1.assertion_basis AS assertion_basis,
                    home_history_1.protective_marking AS protective_marking, home_history_1.quality_flags AS quality_flags,
                    home_history_1.retention_review_on AS retention_review_on
                FROM register.home_history AS home_history_1
                WHERE home_history_1.recorded_from <= $2::TIMESTAMP WITH TIME ZONE
                    AND (home_history_1.recorded_to IS NULL OR home_history_1.recorded_to > $2::TIMESTAMP WITH TIME ZONE)) AS anon_6
            WHERE anon_6.merged_into_id IS NULL
                AND anon_6.registration_status IN ('registered', 'suspended')
            ORDER BY anon_6.urn ASC NULLS LAST
            LIMIT $3::INTEGER) AS bounded
        LIMIT 101) AS chosen
      LEFT OUTER JOIN LATERAL (
        SELECT anon_7.home_id AS home_id, anon_7.name AS name, anon_7.age_min AS age_min, anon_7.age_max AS age_max,
            anon_7.sex_admitted AS sex_admitted, anon_7.needs AS needs, anon_7.operational_status AS operational_status,
            anon_7.first_accommodated_on AS first_accommodated_on, anon_7.secure_approved AS secure_approved,
            anon_7.secure_places AS secure_places, anon_7.contact_telephone AS contact_telephone
        FROM (
            SELECT home_identity_history_1.home_id AS home_id, home_identity_history_1.name AS name,
                home_identity_history_1.age_min AS age_min, home_identity_history_1.age_max AS age_max,
                home_identity_history_1.sex_admitted AS sex_admitted, home_identity_history_1.needs AS needs,
                home_identity_history_1.operational_status AS operational_status, home_identity_history_1.first_accommodated_on AS first_accommodated_on,
                home_identity_history_1.secure_approved AS secure_approved, home_identity_history_1.secure_places AS secure_places,
                home_identity_history_1.contact_telephone AS contact_telephone
            FROM register.home_identity_history AS home_identity_history_1
            WHERE home_identity_history_1.recorded_from <= $2::TIMESTAMP WITH TIME ZONE
                AND (home_identity_history_1.recorded_to IS NULL OR home_identity_history_1.recorded_to > $2::TIMESTAMP WITH TIME ZONE)) AS anon_7
        WHERE anon_7.home_id = chosen.id
        LIMIT ALL OFFSET 0) AS anon_2 ON true
      LEFT OUTER JOIN LATERAL (
        SELECT anon_8.id AS id, anon_8.home_id AS home_id, anon_8.is_main AS is_main, anon_8.saon AS saon,
            anon_8.paon AS paon, anon_8.street AS street, anon_8.locality AS locality, anon_8.town AS town,
            anon_8.postcode AS postcode, anon_8.uprn AS uprn, anon_8.usrn AS usrn, anon_8.longitude AS longitude,
            anon_8.latitude AS latitude, anon_8.easting AS easting, anon_8.northing AS northing, anon_8.geojson AS geojson,
            anon_8.location_precision AS location_precision, anon_8.on_edge AS on_edge, anon_8.in_no_force AS in_no_force,
            anon_8.valid_from AS valid_from, anon_8.valid_to AS valid_to, anon_8.version AS version,
            anon_8.source_agency AS source_agency, anon_8.source_system AS source_system, anon_8.source_ref AS source_ref,
            anon_8.assertion_basis AS assertion_basis, anon_8.protective_marking AS protective_marking,
            anon_8.quality_flags AS quality_flags, anon_8.retention_review_on AS retention_review_on
        FROM (
            SELECT premises_history_1.id AS id, premises_history_1.home_id AS home_id, premises_history_1.is_main AS is_main,
                premises_history_1.saon AS saon, premises_history_1.paon AS paon, premises_history_1.street AS street,
                premises_history_1.locality AS locality, premises_history_1.town AS town, premises_history_1.postcode AS postcode,
                premises_history_1.uprn AS uprn, premises_history_1.usrn AS usrn, premises_history_1.point_27700 AS point_27700,
                premises_history_1.longitude AS longitude, premises_history_1.latitude AS latitude, premises_history_1.easting AS easting,
                premises_history_1.northing AS northing, premises_history_1.geojson AS geojson, premises_history_1.location_precision AS location_precision,
                premises_history_1.on_edge AS on_edge, premises_history_1.in_no_force AS in_no_force,
                premises_history_1.valid_from AS valid_from, premises_history_1.valid_to AS valid_to,
                premises_history_1.version AS version, premises_history_1.source_agency AS source_agency,
                premises_history_1.source_system AS source_system, premises_history_1.source_ref AS source_ref,
                premises_history_1.assertion_basis AS assertion_basis, premises_history_1.protective_marking AS protective_marking,
                premises_history_1.quality_flags AS quality_flags, premises_history_1.retention_review_on AS retention_review_on
            FROM register.premises_history AS premises_history_1
            WHERE premises_history_1.recorded_from <= $2::TIMESTAMP WITH TIME ZONE
                AND (premises_history_1.recorded_to IS NULL OR premises_history_1.recorded_to > $2::TIMESTAMP WITH TIME ZONE)) AS anon_8
        WHERE anon_8.home_id = chosen.id
            AND anon_8.is_main
            AND anon_8.valid_to IS NULL
        LIMIT ALL OFFSET 0) AS anon_4 ON true
      LEFT OUTER JOIN (
        SELECT area_history_1.code AS code, area_history_1.kind AS kind, area_history_1.name AS name,
            area_history_1.country AS country, area_history_1.valid_from AS valid_from, area_history_1.valid_to AS valid_to
        FROM register.area_history AS area_history_1
        WHERE area_history_1.recorded_from <= $2::TIMESTAMP WITH TIME ZONE
            AND (area_history_1.recorded_to IS NULL OR area_history_1.recorded_to > $2::TIMESTAMP WITH TIME ZONE)) AS anon_5 ON anon_5.code = chosen.force_code
    ORDER BY chosen.key0 ASC NULLS LAST
    LIMIT ALL OFFSET 0) AS page;

/* register_police */
SELECT count(*) AS count, string_agg(coalesce((((('{"urn":"') || (c0)) || ('","name":')) || (((CASE WHEN sees1 THEN CAST(coalesce(CAST(to_json(c2) AS TEXT),
        'null') AS TEXT) ELSE 'null' END) || (',"postcode":')) || (CASE WHEN sees3 THEN CAST(coalesce(CAST('"' || c4 || '"' AS TEXT),
        'null') AS TEXT) ELSE 'null' END))) || ((((',"force":') || (CASE WHEN has6 THEN (('{"name":') || (CAST(to_json(c5) AS TEXT))) || ('}') ELSE 'null' END)) || (',"withheld":[')) || ((substr((CASE WHEN sees1 THEN '' ELSE ',{"field":"name","reason":"OUTSIDE_SCOPE"}' END) || (CASE WHEN sees3 THEN '' ELSE ',{"field":"postcode","reason":"OUTSIDE_SCOPE"}' END),
        2)) || (']}'))), ''), ',') AS face0, string_agg(key7, '') AS key7, bool_and(sees1) AS sees1,
    bool_and(sees3) AS sees3
FROM (
    SELECT chosen.urn AS c0, EXISTS (
        SELECT home_reach_1.home_id
        FROM register.home_reach AS home_reach_1
        WHERE home_reach_1.area_code = $1::VARCHAR
            AND (home_reach_1.valid_to IS NULL OR home_reach_1.valid_to > CAST(now() AS DATE))
            AND home_reach_1.home_id = chosen.id OFFSET 0) AS sees1, anon_1.name AS c2, EXISTS (
        SELECT home_reach_2.home_id
        FROM register.home_reach AS home_reach_2
        WHERE home_reach_2.area_code = $1::VARCHAR
            AND (home_reach_2.valid_to IS NULL OR home_reach_2.valid_to > CAST(now() AS DATE))
            AND home_reach_2.of_main
            AND home_reach_2.home_id = chosen.id OFFSET 0) AS sees3, anon_2.postcode AS c4, area_1.name AS c5,
        area_1.code IS NOT NULL AS has6, CAST(chosen.urn AS TEXT) AS key7
    FROM (
        SELECT bounded.id AS id, bounded.urn AS urn, bounded.force_code AS force_code, bounded.key0 AS key0
        FROM (
            SELECT home_1.id AS id, home_1.urn AS urn, home_1.force_code AS force_code, home_1.urn AS key0
            FROM register.home AS home_1
            WHERE home_1.merged_into_id IS NULL
                AND home_1.registration_status IN ('registered', 'suspended')
            ORDER BY home_1.urn ASC NULLS LAST
            LIMIT $2::INTEGER) AS bounded
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
SELECT count(*) AS count, string_agg(coalesce(((('{"urn":') || (coalesce(CAST('"' || c0 || '"' AS TEXT),
        'null'))) || (',"name":')) || ((CASE WHEN sees1 THEN CAST(coalesce(CAST(to_json(c2) AS TEXT),
        'null') AS TEXT) ELSE 'null' END) || ('}')), ''), ',') AS face0, string_agg(key3, '') AS key3,
    bool_and(sees1) AS sees1
FROM (
    SELECT chosen.urn AS c0, (EXISTS (
        SELECT home_reach_1.home_id
        FROM register.home_reach AS home_reach_1
        WHERE home_reach_1.area_code = $1::VARCHAR
            AND (home_reach_1.valid_to IS NULL OR home_reach_1.valid_to > CAST(now() AS DATE))
            AND home_reach_1.home_id = chosen.id OFFSET 0))
        AND (EXISTS (
        SELECT anon_1.home_id
        FROM (
            SELECT home_reach_history_1.id AS id, home_reach_history_1.home_id AS home_id, home_reach_history_1.premises_id AS premises_id,
                home_reach_history_1.area_code AS area_code, home_reach_history_1.how AS how, home_reach_history_1.of_main AS of_main,
                home_reach_history_1.valid_from AS valid_from, home_reach_history_1.valid_to AS valid_to
            FROM register.home_reach_history AS home_reach_history_1
            WHERE home_reach_history_1.recorded_from <= $2::TIMESTAMP WITH TIME ZONE
                AND (home_reach_history_1.recorded_to IS NULL OR home_reach_history_1.recorded_to > $2::TIMESTAMP WITH TIME ZONE)) AS anon_1
        WHERE anon_1.area_code = $1::VARCHAR
            AND (anon_1.valid_to IS NULL OR anon_1.valid_to > CAST($2::TIMESTAMP WITH TIME ZONE AS DATE))
            AND anon_1.home_id = chosen.id OFFSET 0)) AS sees1, anon_2.name AS c2, CAST(chosen.urn AS TEXT) AS key3
    FROM (
        SELECT bounded.id AS id, bounded.urn AS urn, bounded.key0 AS key0
        FROM (
            SELECT anon_3.id AS id, anon_3.urn AS urn, anon_3.urn AS key0
            FROM (
                SELECT anon_4.id AS id, anon_4.urn AS urn, anon_4.registration_status AS registration_status,
                    anon_4.merged_into_id AS merged_into_id
                FROM (
                    SELECT home_history_1.id AS id, home_history_1.urn AS urn, home_history_1.previous_urn AS previous_urn,
                        home_history_1.kind AS kind, home_history_1.sector AS sector, home_history_1.registration_status AS registration_status,
                        home_history_1.application_received_on AS application_received_on, home_history_1.registered_on AS registered_on,
                        home_history_1.ceased_on AS ceased_on, home_history_1.places AS places, home_history_1.short_breaks_only AS short_breaks_only,
                        home_history_1.provider_id AS provider_id, home_history_1.authority_code AS authority_code,
                        home_history_1.force_code AS force_code, home_history_1.region_code AS region_code,
                        home_history_1.merged_into_id AS merged_into_id, home_history_1.version AS version,
                        home_history_1.source_agency AS source_agency, home_history_1.source_system AS source_system,
                        home_history_1.source_ref AS source_ref, home_history_1.assertion_basis AS assertion_basis,
                        home_history_1.protective_marking AS protective_marking, home_history_1.quality_flags AS quality_flags,
                        home_history_1.retention_review_on AS retention_review_on
                    FROM register.home_history AS home_history_1
                    WHERE home_history_1.recorded_from <= $2::TIMESTAMP WITH TIME ZONE
                        AND (home_history_1.recorded_to IS NULL OR home_history_1.recorded_to > $2::TIMESTAMP WITH TIME ZONE)) AS anon_4
                WHERE anon_4.id IN (
                    SELECT home_reach_2.home_id
                    FROM register.home_reach AS home_reach_2
                    WHERE home_reach_2.area_code = $1::VARCHAR
                        AND (home_reach_2.valid_to IS NULL OR home_reach_2.valid_to > CAST(now() AS DATE)))
                    AND anon_4.id IN (
                    SELECT anon_5.home_id
                    FROM (
                        SELECT home_reach_history_2.id AS id, home_reach_history_2.home_id AS home_id,
                            home_reach_history_2.premises_id AS premises_id, home_reach_history_2.area_code AS area_code,
                            home_reach_history_2.how AS how, home_reach_history_2.of_main AS of_main,
                            home_reach_history_2.valid_from AS valid_from, home_reach_history_2.valid_to AS valid_to
                        FROM register.home_reach_history AS home_reach_history_2
                        WHERE home_reach_history_2.recorded_from <= $2::TIMESTAMP WITH TIME ZONE
                            AND (home_reach_history_2.recorded_to IS NULL OR home_reach_history_2.recorded_to > $2::TIMESTAMP WITH TIME ZONE)) AS anon_5
                    WHERE anon_5.area_code = $1::VARCHAR
                        AND (anon_5.valid_to IS NULL OR anon_5.valid_to > CAST($2::TIMESTAMP WITH TIME ZONE AS DATE)))
                LIMIT ALL OFFSET 0) AS anon_3
              LEFT OUTER JOIN LATERAL (
                SELECT anon_7.name AS name
                FROM (
                    SELECT home_identity_history_1.home_id AS home_id, home_identity_history_1.name AS name,
                        home_identity_history_1.age_min AS age_min, home_identity_history_1.age_max AS age_max,
                        home_identity_history_1.sex_admitted AS sex_admitted, home_identity_history_1.needs AS needs,
                        home_identity_history_1.operational_status AS operational_status, home_identity_history_1.first_accommodated_on AS first_accommodated_on,
                        home_identity_history_1.secure_approved AS secure_approved, home_identity_history_1.secure_places AS secure_places,
                        home_identity_history_1.contact_telephone AS contact_telephone
                    FROM register.home_identity_history AS home_identity_history_1
                    WHERE home_identity_history_1.recorded_from <= $2::TIMESTAMP WITH TIME ZONE
                        AND (home_identity_history_1.recorded_to IS NULL OR home_identity_history_1.recorded_to > $2::TIMESTAMP WITH TIME ZONE)) AS anon_7
                WHERE anon_7.home_id = anon_3.id
                LIMIT ALL OFFSET 0) AS anon_6 ON true
            WHERE anon_3.merged_into_id IS NULL
                AND anon_3.registration_status IN ('registered', 'suspended')
                AND anon_6.name IS NOT NULL
                AND register.folded(anon_6.name) = (
                SELECT register.folded($3::VARCHAR) AS folded_1)
            ORDER BY anon_3.urn ASC NULLS LAST
            LIMIT $4::INTEGER) AS bounded
        LIMIT 101) AS chosen
      LEFT OUTER JOIN LATERAL (
        SELECT anon_8.home_id AS home_id, anon_8.name AS name, anon_8.age_min AS age_min, anon_8.age_max AS age_max,
            anon_8.sex_admitted AS sex_admitted, anon_8.needs AS needs, anon_8.operational_status AS operational_status,
            anon_8.first_accommodated_on AS first_accommodated_on, anon_8.secure_approved AS secure_approved,
            anon_8.secure_places AS secure_places, anon_8.contact_telephone AS contact_telephone
        FROM (
            SELECT home_identity_history_2.home_id AS home_id, home_identity_history_2.name AS name,
                home_identity_history_2.age_min AS age_min, home_identity_history_2.age_max AS age_max,
                home_identity_history_2.sex_admitted AS sex_admitted, home_identity_history_2.needs AS needs,
                home_identity_history_2.operational_status AS operational_status, home_identity_history_2.first_accommodated_on AS first_accommodated_on,
                home_identity_history_2.secure_approved AS secure_approved, home_identity_history_2.secure_places AS secure_places,
                home_identity_history_2.contact_telephone AS contact_telephone
            FROM register.home_identity_history AS home_identity_history_2
            WHERE home_identity_history_2.recorded_from <= $2::TIMESTAMP WITH TIME ZONE
                AND (home_identity_history_2.recorded_to IS NULL OR home_identity_history_2.recorded_to > $2::TIMESTAMP WITH TIME ZONE)) AS anon_8
        WHERE anon_8.home_id = chosen.id
        LIMIT ALL OFFSET 0) AS anon_2 ON true
    ORDER BY chosen.key0 ASC NULLS LAST
    LIMIT ALL OFFSET 0) AS page;

/* register_police */
SELECT count(*) AS count, string_agg(coalesce(((('{"urn":"') || (c0)) || ('","name":')) || ((CASE WHEN sees1 THEN CAST(coalesce(CAST(to_json(c2) AS TEXT),
        'null') AS TEXT) ELSE 'null' END) || ('}')), ''), ',') AS face0, string_agg(key3, '') AS key3,
    bool_and(sees1) AS sees1
FROM (
    SELECT chosen.urn AS c0, EXISTS (
        SELECT home_reach_1.home_id
        FROM register.home_reach AS home_reach_1
        WHERE home_reach_1.area_code = $1::VARCHAR
            AND (home_reach_1.valid_to IS NULL OR home_reach_1.valid_to > CAST(now() AS DATE))
            AND home_reach_1.home_id = chosen.id OFFSET 0) AS sees1, anon_1.name AS c2, CAST(chosen.urn AS TEXT) AS key3
    FROM (
        SELECT bounded.id AS id, bounded.urn AS urn, bounded.key0 AS key0
        FROM (
            SELECT anon_2.id AS id, anon_2.urn AS urn, anon_2.urn AS key0
            FROM (
                SELECT home_1.id AS id, anon_3.urn AS urn, home_1.registration_status AS registration_status,
                    home_1.merged_into_id AS merged_into_id
                FROM (
                    SELECT DISTINCT home_finder_1.urn AS urn, home_finder_1.home_id AS home_id
                    FROM register.home_finder AS home_finder_1
                    WHERE home_finder_1.area_code = $1::VARCHAR
                        AND (home_finder_1.valid_to IS NULL OR home_finder_1.valid_to > CAST(now() AS DATE))
                        AND home_finder_1.name = (
                        SELECT register.folded($2::VARCHAR) AS folded_1)
                    ORDER BY home_finder_1.urn ASC NULLS LAST, home_finder_1.home_id ASC NULLS LAST) AS anon_3
                  JOIN register.home AS home_1 ON home_1.id = anon_3.home_id
                ORDER BY anon_3.urn ASC NULLS LAST
                LIMIT ALL OFFSET 0) AS anon_2
              LEFT OUTER JOIN LATERAL (
                SELECT home_identity_1.name AS name
                FROM register.home_identity AS home_identity_1
                WHERE home_identity_1.home_id = anon_2.id
                LIMIT ALL OFFSET 0) AS anon_4 ON true
            WHERE anon_2.merged_into_id IS NULL
                AND anon_2.registration_status IN ('registered', 'suspended')
                AND anon_4.name IS NOT NULL
                AND register.folded(anon_4.name) = (
                SELECT register.folded($2::VARCHAR) AS folded_2)
            ORDER BY anon_2.urn ASC NULLS LAST
            LIMIT $3::INTEGER) AS bounded
        LIMIT 101) AS chosen
      LEFT OUTER JOIN LATERAL (
        SELECT home_identity_2.home_id AS home_id, home_identity_2.name AS name, home_identity_2.age_min AS age_min,
            home_identity_2.age_max AS age_max, home_identity_2.sex_admitted AS sex_admitted, home_identity_2.needs AS needs,
            home_identity_2.operational_status AS operational_status, home_identity_2.first_accommodated_on AS first_accommodated_on,
            home_identity_2.secure_approved AS secure_approved, home_identity_2.secure_places AS secure_places,
            home_identity_2.contact_telephone AS contact_telephone
        FROM register.home_identity AS home_identity_2
        WHERE home_identity_2.home_id = chosen.id
        LIMIT ALL OFFSET 0) AS anon_1 ON true
    ORDER BY chosen.key0 ASC NULLS LAST
    LIMIT ALL OFFSET 0) AS page;

/* register_police */
SELECT count(*) AS count, string_agg(coalesce(((('{"urn":') || (coalesce(CAST('"' || c0 || '"' AS TEXT),
        'null'))) || ((',"name":null,"postcode":null,"force":') || (CASE WHEN has2 THEN (('{"name":') || (coalesce(CAST(to_json(c1) AS TEXT),
        'null'))) || ('}') ELSE 'null' END))) || (((',"withheld":[') || (substr(CAST(',{"field":"name","reason":"NOT_YET_IN_FORCE"},{"field":"postcode","reason":"NOT_YET_IN_FORCE"}' AS TEXT),
        2))) || (']}')), ''), ',') AS face0, string_agg(key3, '') AS key3
FROM (
    SELECT chosen.urn AS c0, anon_1.name AS c1, anon_1.code IS NOT NULL AS has2, CAST(chosen.urn AS TEXT) AS key3
    FROM (
        SELECT bounded.id AS id, bounded.urn AS urn, bounded.force_code AS force_code, bounded.key0 AS key0
        FROM (
            SELECT anon_2.id AS id, anon_2.urn AS urn, anon_2.force_code AS force_code, anon_2.urn AS key0
            FROM (
                SELECT home_history_1.id AS id, home_history_1.urn AS urn, home_history_1.previous_urn AS previous_urn,
                    home_history_1.kind AS kind, home_history_1.sector AS sector, home_history_1.registration_status AS registration_status,
                    home_history_1.application_received_on AS application_received_on, home_history_1.registered_on AS registered_on,
                    home_history_1.ceased_on AS ceased_on, home_history_1.places AS places, home_history_1.short_breaks_only AS short_breaks_only,
                    home_history_1.provider_id AS provider_id, home_history_1.authority_code AS authority_code,
                    home_history_1.force_code AS force_code, home_history_1.region_code AS region_code,
                    home_history_1.merged_into_id AS merged_into_id, home_history_1.version AS version,
                    home_history_1.source_agency AS source_agency, home_history_1.source_system AS source_system,
                    home_history_1.source_ref AS source_ref, home_history_1.assertion_basis AS assertion_basis,
                    home_history_1.protective_marking AS protective_marking, home_history_1.quality_flags AS quality_flags,
                    home_history_1.retention_review_on AS retention_review_on
                FROM register.home_history AS home_history_1
                WHERE home_history_1.recorded_from <= $1::TIMESTAMP WITH TIME ZONE
                    AND (home_history_1.recorded_to IS NULL OR home_history_1.recorded_to > $1::TIMESTAMP WITH TIME ZONE)) AS anon_2
            WHERE anon_2.merged_into_id IS NULL
                AND anon_2.registration_status IN ('registered', 'suspended')
            ORDER BY anon_2.urn ASC NULLS LAST
            LIMIT $2::INTEGER) AS bounded
        LIMIT 101) AS chosen
      LEFT OUTER JOIN (
        SELECT area_history_1.code AS code, area_history_1.kind AS kind, area_history_1.name AS name,
            area_history_1.country AS country, area_history_1.valid_from AS valid_from, area_history_1.valid_to AS valid_to
        FROM register.area_history AS area_history_1
        WHERE area_history_1.recorded_from <= $1::TIMESTAMP WITH TIME ZONE
            AND (area_history_1.recorded_to IS NULL OR area_history_1.recorded_to > $1::TIMESTAMP WITH TIME ZONE)) AS anon_1 ON anon_1.code = chosen.force_code
    ORDER BY chosen.key0 ASC NULLS LAST
    LIMIT ALL OFFSET 0) AS page;
