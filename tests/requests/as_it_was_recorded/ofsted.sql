/* register_ofsted */
SELECT count(*) AS count, string_agg(coalesce((((('{"urn":') || (coalesce(CAST('"' || c0 || '"' AS TEXT),
        'null'))) || (',"name":')) || ((coalesce(CAST(to_json(c1) AS TEXT), 'null')) || (',"postcode":'))) || (((coalesce(CAST('"' || c2 || '"' AS TEXT),
        'null')) || (',"force":')) || ((CASE WHEN has4 THEN (('{"name":') || (coalesce(CAST(to_json(c3) AS TEXT),
        'null'))) || ('}') ELSE 'null' END) || (',"withheld":[]}'))), ''), ',') AS face0, string_agg(key5,
        '') AS key5
FROM (
    SELECT chosen.urn AS c0, anon_1.name AS c1, anon_2.postcode AS c2, anon_3.name AS c3, anon_3.code IS NOT NULL AS has4,
        CAST(chosen.urn AS TEXT) AS key5
    FROM (
        SELECT bounded.id AS id, bounded.urn AS urn, bounded.force_code AS force_code, bounded.key0 AS key0
        FROM (
            SELECT anon_4.id AS id, anon_4.urn AS urn, anon_4.force_code AS force_code, anon_4.urn AS key0
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
                    AND (home_history_1.recorded_to IS NULL OR home_history_1.recorded_to > $1::TIMESTAMP WITH TIME ZONE)) AS anon_4
            WHERE anon_4.merged_into_id IS NULL
                AND anon_4.registration_status IN ('registered', 'suspended')
            ORDER BY anon_4.urn ASC NULLS LAST
            LIMIT $2::INTEGER) AS bounded
        LIMIT 101) AS chosen
      LEFT OUTER JOIN (
        SELECT home_identity_history_1.home_id AS home_id, home_identity_history_1.name AS name, home_identity_history_1.age_min AS age_min,
            home_identity_history_1.age_max AS age_max, home_identity_history_1.sex_admitted AS sex_admitted,
            home_identity_history_1.needs AS needs, home_identity_history_1.operational_status AS operational_status,
            home_identity_history_1.first_accommodated_on AS first_accommodated_on, home_identity_history_1.secure_approved AS secure_approved,
            home_identity_history_1.secure_places AS secure_places, home_identity_history_1.contact_telephone AS contact_telephone
        FROM register.home_identity_history AS home_identity_history_1
        WHERE home_identity_history_1.recorded_from <= $1::TIMESTAMP WITH TIME ZONE
            AND (home_identity_history_1.recorded_to IS NULL OR home_identity_history_1.recorded_to > $1::TIMESTAMP WITH TIME ZONE)) AS anon_1 ON anon_1.home_id = chosen.id
      LEFT OUTER JOIN (
        SELECT premises_history_1.id AS id, premises_history_1.home_id AS home_id, premises_history_1.is_main AS is_main,
            premises_history_1.saon AS saon, premises_history_1.paon AS paon, premises_history_1.street AS street,
            premises_history_1.locality AS locality, premises_history_1.town AS town, premises_history_1.postcode AS postcode,
            premises_history_1.uprn AS uprn, premises_history_1.usrn AS usrn, premises_history_1.point_27700 AS point_27700,
            premises_history_1.longitude AS longitude, premises_history_1.latitude AS latitude, premises_history_1.easting AS easting,
            premises_history_1.northing AS northing, premises_history_1.geojson AS geojson, premises_history_1.location_precision AS location_precision,
            premises_history_1.on_edge AS on_edge, premises_history_1.in_no_force AS in_no_force, premises_history_1.valid_from AS valid_from,
            premises_history_1.valid_to AS valid_to, premises_history_1.version AS version, premises_history_1.source_agency AS source_agency,
            premises_history_1.source_system AS source_system, premises_history_1.source_ref AS source_ref,
            premises_history_1.assertion_basis AS assertion_basis, premises_history_1.protective_marking AS protective_marking,
            premises_history_1.quality_flags AS quality_flags, premises_history_1.retention_review_on AS retention_review_on
        FROM register.premises_history AS premises_history_1
        WHERE premises_history_1.recorded_from <= $1::TIMESTAMP WITH TIME ZONE
            AND (premises_history_1.recorded_to IS NULL OR premises_history_1.recorded_to > $1::TIMESTAMP WITH TIME ZONE)) AS anon_2 ON anon_2.home_id = chosen.id
        AND anon_2.is_main
        AND anon_2.valid_to IS NULL
      LEFT OUTER JOIN (
        SELECT area_history_1.code AS code, area_history_1.kind AS kind, area_history_1.name AS name,
            area_history_1.country AS country, area_history_1.valid_from AS valid_from, area_history_1.valid_to AS valid_to
        FROM register.area_history AS area_history_1
        WHERE area_history_1.recorded_from <= $1::TIMESTAMP WITH TIME ZONE
            AND (area_history_1.recorded_to IS NULL OR area_history_1.recorded_to > $1::TIMESTAMP WITH TIME ZONE)) AS anon_3 ON anon_3.code = chosen.force_code
    ORDER BY chosen.key0 ASC NULLS LAST
    LIMIT ALL OFFSET 0) AS page;

/* register_ofsted */
SELECT count(*) AS count, string_agg(coalesce((((('{"urn":') || (coalesce(CAST('"' || c0 || '"' AS TEXT),
        'null'))) || (',"name":')) || ((coalesce(CAST(to_json(c1) AS TEXT), 'null')) || (',"postcode":'))) || (((coalesce(CAST('"' || c2 || '"' AS TEXT),
        'null')) || (',"force":')) || ((CASE WHEN has4 THEN (('{"name":') || (coalesce(CAST(to_json(c3) AS TEXT),
        'null'))) || ('}') ELSE 'null' END) || (',"withheld":[]}'))), ''), ',') AS face0, string_agg(key5,
        '') AS key5
FROM (
    SELECT chosen.urn AS c0, anon_1.name AS c1, anon_2.postcode AS c2, anon_3.name AS c3, anon_3.code IS NOT NULL AS has4,
        CAST(chosen.urn AS TEXT) AS key5
    FROM (
        SELECT bounded.id AS id, bounded.urn AS urn, bounded.force_code AS force_code, bounded.key0 AS key0
        FROM (
            SELECT anon_4.id AS id, anon_4.urn AS urn, anon_4.force_code AS force_code, anon_4.urn AS key0
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
                    AND (home_history_1.recorded_to IS NULL OR home_history_1.recorded_to > $1::TIMESTAMP WITH TIME ZONE)) AS anon_4
            WHERE anon_4.merged_into_id IS NULL
                AND anon_4.registration_status IN ('registered', 'suspended')
            ORDER BY anon_4.urn ASC NULLS LAST
            LIMIT $2::INTEGER) AS bounded
        LIMIT 101) AS chosen
      LEFT OUTER JOIN (
        SELECT home_identity_history_1.home_id AS home_id, home_identity_history_1.name AS name, home_identity_history_1.age_min AS age_min,
            home_identity_history_1.age_max AS age_max, home_identity_history_1.sex_admitted AS sex_admitted,
            home_identity_history_1.needs AS needs, home_identity_history_1.operational_status AS operational_status,
            home_identity_history_1.first_accommodated_on AS first_accommodated_on, home_identity_history_1.secure_approved AS secure_approved,
            home_identity_history_1.secure_places AS secure_places, home_identity_history_1.contact_telephone AS contact_telephone
        FROM register.home_identity_history AS home_identity_history_1
        WHERE home_identity_history_1.recorded_from <= $1::TIMESTAMP WITH TIME ZONE
            AND (home_identity_history_1.recorded_to IS NULL OR home_identity_history_1.recorded_to > $1::TIMESTAMP WITH TIME ZONE)) AS anon_1 ON anon_1.home_id = chosen.id
      LEFT OUTER JOIN (
        SELECT premises_history_1.id AS id, premises_history_1.home_id AS home_id, premises_history_1.is_main AS is_main,
            premises_history_1.saon AS saon, premises_history_1.paon AS paon, premises_history_1.street AS street,
            premises_history_1.locality AS locality, premises_history_1.town AS town, premises_history_1.postcode AS postcode,
            premises_history_1.uprn AS uprn, premises_history_1.usrn AS usrn, premises_history_1.point_27700 AS point_27700,
            premises_history_1.longitude AS longitude, premises_history_1.latitude AS latitude, premises_history_1.easting AS easting,
            premises_history_1.northing AS northing, premises_history_1.geojson AS geojson, premises_history_1.location_precision AS location_precision,
            premises_history_1.on_edge AS on_edge, premises_history_1.in_no_force AS in_no_force, premises_history_1.valid_from AS valid_from,
            premises_history_1.valid_to AS valid_to, premises_history_1.version AS version, premises_history_1.source_agency AS source_agency,
            premises_history_1.source_system AS source_system, premises_history_1.source_ref AS source_ref,
            premises_history_1.assertion_basis AS assertion_basis, premises_history_1.protective_marking AS protective_marking,
            premises_history_1.quality_flags AS quality_flags, premises_history_1.retention_review_on AS retention_review_on
        FROM register.premises_history AS premises_history_1
        WHERE premises_history_1.recorded_from <= $1::TIMESTAMP WITH TIME ZONE
            AND (premises_history_1.recorded_to IS NULL OR premises_history_1.recorded_to > $1::TIMESTAMP WITH TIME ZONE)) AS anon_2 ON anon_2.home_id = chosen.id
        AND anon_2.is_main
        AND anon_2.valid_to IS NULL
      LEFT OUTER JOIN (
        SELECT area_history_1.code AS code, area_history_1.kind AS kind, area_history_1.name AS name,
            area_history_1.country AS country, area_history_1.valid_from AS valid_from, area_history_1.valid_to AS valid_to
        FROM register.area_history AS area_history_1
        WHERE area_history_1.recorded_from <= $1::TIMESTAMP WITH TIME ZONE
            AND (area_history_1.recorded_to IS NULL OR area_history_1.recorded_to > $1::TIMESTAMP WITH TIME ZONE)) AS anon_3 ON anon_3.code = chosen.force_code
    ORDER BY chosen.key0 ASC NULLS LAST
    LIMIT ALL OFFSET 0) AS page;

/* register_ofsted */
SELECT count(*) AS count, string_agg(coalesce((((('{"urn":"') || (c0)) || ('","name":')) || ((coalesce(CAST(to_json(c1) AS TEXT),
        'null')) || (',"postcode":'))) || (((coalesce(CAST('"' || c2 || '"' AS TEXT), 'null')) || (',"force":')) || ((CASE WHEN has4 THEN (('{"name":') || (CAST(to_json(c3) AS TEXT))) || ('}') ELSE 'null' END) || (',"withheld":[]}'))),
        ''), ',') AS face0, string_agg(key5, '') AS key5
FROM (
    SELECT chosen.urn AS c0, home_identity_1.name AS c1, premises_1.postcode AS c2, area_1.name AS c3,
        area_1.code IS NOT NULL AS has4, CAST(chosen.urn AS TEXT) AS key5
    FROM (
        SELECT bounded.id AS id, bounded.urn AS urn, bounded.force_code AS force_code, bounded.key0 AS key0
        FROM (
            SELECT home_1.id AS id, home_1.urn AS urn, home_1.force_code AS force_code, home_1.urn AS key0
            FROM register.home AS home_1
            WHERE home_1.merged_into_id IS NULL
                AND home_1.registration_status IN ('registered', 'suspended')
            ORDER BY home_1.urn ASC NULLS LAST
            LIMIT $1::INTEGER) AS bounded
        LIMIT 101) AS chosen
      LEFT OUTER JOIN register.home_identity AS home_identity_1 ON home_identity_1.home_id = chosen.id
      LEFT OUTER JOIN register.premises AS premises_1 ON premises_1.home_id = chosen.id
        AND premises_1.is_main
        AND premises_1.valid_to IS NULL
      LEFT OUTER JOIN register.area AS area_1 ON area_1.code = chosen.force_code
    ORDER BY chosen.key0 ASC NULLS LAST
    LIMIT ALL OFFSET 0) AS page;

/* register_ofsted */
SELECT count(*) AS count, string_agg(coalesce(((('{"urn":') || (coalesce(CAST('"' || c0 || '"' AS TEXT),
        'null'))) || (',"name":')) || ((coalesce(CAST(to_json(c1) AS TEXT), 'null')) || ('}')), ''),
        ',') AS face0, string_agg(key2, '') AS key2
FROM (
    SELECT chosen.urn AS c0, anon_1.name AS c1, CAST(chosen.urn AS TEXT) AS key2
    FROM (
        SELECT bounded.id AS id, bounded.urn AS urn, bounded.key0 AS key0
        FROM (
            SELECT anon_2.id AS id, anon_2.urn AS urn, anon_2.urn AS key0
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
              LEFT OUTER JOIN (
                SELECT home_identity_history_1.home_id AS home_id, home_identity_history_1.name AS name,
                    home_identity_history_1.age_min AS age_min, home_identity_history_1.age_max AS age_max,
                    home_identity_history_1.sex_admitted AS sex_admitted, home_identity_history_1.needs AS needs,
                    home_identity_history_1.operational_status AS operational_status, home_identity_history_1.first_accommodated_on AS first_accommodated_on,
                    home_identity_history_1.secure_approved AS secure_approved, home_identity_history_1.secure_places AS secure_places,
                    home_identity_history_1.contact_telephone AS contact_telephone
                FROM register.home_identity_history AS home_identity_history_1
                WHERE home_identity_history_1.recorded_from <= $1::TIMESTAMP WITH TIME ZONE
                    AND (home_identity_history_1.recorded_to IS NULL OR home_identity_history_1.recorded_to > $1::TIMESTAMP WITH TIME ZONE)) AS anon_3 ON anon_3.home_id = anon_2.id
            WHERE anon_2.merged_into_id IS NULL
                AND anon_2.registration_status IN ('registered', 'suspended')
                AND anon_3.name IS NOT NULL
                AND register.folded(anon_3.name) = (
                SELECT register.folded($2::VARCHAR) AS folded_1)
            ORDER BY anon_2.urn ASC NULLS LAST
            LIMIT $3::INTEGER) AS bounded
        LIMIT 101) AS chosen
      LEFT OUTER JOIN (
        SELECT home_identity_history_2.home_id AS home_id, home_identity_history_2.name AS name, home_identity_history_2.age_min AS age_min,
            home_identity_history_2.age_max AS age_max, home_identity_history_2.sex_admitted AS sex_admitted,
            home_identity_history_2.needs AS needs, home_identity_history_2.operational_status AS operational_status,
            home_identity_history_2.first_accommodated_on AS first_accommodated_on, home_identity_history_2.secure_approved AS secure_approved,
            home_identity_history_2.secure_places AS secure_places, home_identity_history_2.contact_telephone AS contact_telephone
        FROM register.home_identity_history AS home_identity_history_2
        WHERE home_identity_history_2.recorded_from <= $1::TIMESTAMP WITH TIME ZONE
            AND (home_identity_history_2.recorded_to IS NULL OR home_identity_history_2.recorded_to > $1::TIMESTAMP WITH TIME ZONE)) AS anon_1 ON anon_1.home_id = chosen.id
    ORDER BY chosen.key0 ASC NULLS LAST
    LIMIT ALL OFFSET 0) AS page;

/* register_ofsted */
SELECT count(*) AS count, string_agg(coalesce(((('{"urn":"') || (c0)) || ('","name":')) || ((coalesce(CAST(to_json(c1) AS TEXT),
        'null')) || ('}')), ''), ',') AS face0, string_agg(key2, '') AS key2
FROM (
    SELECT chosen.urn AS c0, home_identity_1.name AS c1, CAST(chosen.urn AS TEXT) AS key2
    FROM (
        SELECT bounded.id AS id, bounded.urn AS urn, bounded.key0 AS key0
        FROM (
            SELECT home_1.id AS id, home_1.urn AS urn, home_1.urn AS key0
            FROM register.home AS home_1
              LEFT OUTER JOIN register.home_identity AS home_identity_2 ON home_identity_2.home_id = home_1.id
            WHERE home_1.merged_into_id IS NULL
                AND home_1.registration_status IN ('registered', 'suspended')
                AND home_identity_2.name IS NOT NULL
                AND register.folded(home_identity_2.name) = (
                SELECT register.folded($1::VARCHAR) AS folded_1)
            ORDER BY home_1.urn ASC NULLS LAST
            LIMIT $2::INTEGER) AS bounded
        LIMIT 101) AS chosen
      LEFT OUTER JOIN register.home_identity AS home_identity_1 ON home_identity_1.home_id = chosen.id
    ORDER BY chosen.key0 ASC NULLS LAST
    LIMIT ALL OFFSET 0) AS page;

/* register_ofsted */
SELECT count(*) AS count, string_agg(coalesce((((('{"urn":') || (coalesce(CAST('"' || c0 || '"' AS TEXT),
        'null'))) || (',"name":')) || ((coalesce(CAST(to_json(c1) AS TEXT), 'null')) || (',"postcode":'))) || (((coalesce(CAST('"' || c2 || '"' AS TEXT),
        'null')) || (',"force":')) || ((CASE WHEN has4 THEN (('{"name":') || (coalesce(CAST(to_json(c3) AS TEXT),
        'null'))) || ('}') ELSE 'null' END) || (',"withheld":[]}'))), ''), ',') AS face0, string_agg(key5,
        '') AS key5
FROM (
    SELECT chosen.urn AS c0, anon_1.name AS c1, anon_2.postcode AS c2, anon_3.name AS c3, anon_3.code IS NOT NULL AS has4,
        CAST(chosen.urn AS TEXT) AS key5
    FROM (
        SELECT bounded.id AS id, bounded.urn AS urn, bounded.force_code AS force_code, bounded.key0 AS key0
        FROM (
            SELECT anon_4.id AS id, anon_4.urn AS urn, anon_4.force_code AS force_code, anon_4.urn AS key0
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
                    AND (home_history_1.recorded_to IS NULL OR home_history_1.recorded_to > $1::TIMESTAMP WITH TIME ZONE)) AS anon_4
            WHERE anon_4.merged_into_id IS NULL
                AND anon_4.registration_status IN ('registered', 'suspended')
            ORDER BY anon_4.urn ASC NULLS LAST
            LIMIT $2::INTEGER) AS bounded
        LIMIT 101) AS chosen
      LEFT OUTER JOIN (
        SELECT home_identity_history_1.home_id AS home_id, home_identity_history_1.name AS name, home_identity_history_1.age_min AS age_min,
            home_identity_history_1.age_max AS age_max, home_identity_history_1.sex_admitted AS sex_admitted,
            home_identity_history_1.needs AS needs, home_identity_history_1.operational_status AS operational_status,
            home_identity_history_1.first_accommodated_on AS first_accommodated_on, home_identity_history_1.secure_approved AS secure_approved,
            home_identity_history_1.secure_places AS secure_places, home_identity_history_1.contact_telephone AS contact_telephone
        FROM register.home_identity_history AS home_identity_history_1
        WHERE home_identity_history_1.recorded_from <= $1::TIMESTAMP WITH TIME ZONE
            AND (home_identity_history_1.recorded_to IS NULL OR home_identity_history_1.recorded_to > $1::TIMESTAMP WITH TIME ZONE)) AS anon_1 ON anon_1.home_id = chosen.id
      LEFT OUTER JOIN (
        SELECT premises_history_1.id AS id, premises_history_1.home_id AS home_id, premises_history_1.is_main AS is_main,
            premises_history_1.saon AS saon, premises_history_1.paon AS paon, premises_history_1.street AS street,
            premises_history_1.locality AS locality, premises_history_1.town AS town, premises_history_1.postcode AS postcode,
            premises_history_1.uprn AS uprn, premises_history_1.usrn AS usrn, premises_history_1.point_27700 AS point_27700,
            premises_history_1.longitude AS longitude, premises_history_1.latitude AS latitude, premises_history_1.easting AS easting,
            premises_history_1.northing AS northing, premises_history_1.geojson AS geojson, premises_history_1.location_precision AS location_precision,
            premises_history_1.on_edge AS on_edge, premises_history_1.in_no_force AS in_no_force, premises_history_1.valid_from AS valid_from,
            premises_history_1.valid_to AS valid_to, premises_history_1.version AS version, premises_history_1.source_agency AS source_agency,
            premises_history_1.source_system AS source_system, premises_history_1.source_ref AS source_ref,
            premises_history_1.assertion_basis AS assertion_basis, premises_history_1.protective_marking AS protective_marking,
            premises_history_1.quality_flags AS quality_flags, premises_history_1.retention_review_on AS retention_review_on
        FROM register.premises_history AS premises_history_1
        WHERE premises_history_1.recorded_from <= $1::TIMESTAMP WITH TIME ZONE
            AND (premises_history_1.recorded_to IS NULL OR premises_history_1.recorded_to > $1::TIMESTAMP WITH TIME ZONE)) AS anon_2 ON anon_2.home_id = chosen.id
        AND anon_2.is_main
        AND anon_2.valid_to IS NULL
      LEFT OUTER JOIN (
        SELECT area_history_1.code AS code, area_history_1.kind AS kind, area_history_1.name AS name,
            area_history_1.country AS country, area_history_1.valid_from AS valid_from, area_history_1.valid_to AS valid_to
        FROM register.area_history AS area_history_1
        WHERE area_history_1.recorded_from <= $1::TIMESTAMP WITH TIME ZONE
            AND (area_history_1.recorded_to IS NULL OR area_history_1.recorded_to > $1::TIMESTAMP WITH TIME ZONE)) AS anon_3 ON anon_3.code = chosen.force_code
    ORDER BY chosen.key0 ASC NULLS LAST
    LIMIT ALL OFFSET 0) AS page;
