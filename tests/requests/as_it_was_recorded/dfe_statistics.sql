/* register_dfe_statistics */
SELECT count(*) AS count, string_agg(coalesce(((('{"urn":') || (coalesce(CAST('"' || c0 || '"' AS TEXT),
        'null'))) || ((',"name":null,"postcode":null,"force":') || (CASE WHEN has2 THEN (('{"name":') || (coalesce(CAST(to_json(c1) AS TEXT),
        'null'))) || ('}') ELSE 'null' END))) || (((',"withheld":[') || (substr(CAST(',{"field":"name","reason":"NO_GRANT"},{"field":"postcode","reason":"NO_GRANT"}' AS TEXT),
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

/* register_dfe_statistics */
SELECT count(*) AS count, string_agg(coalesce(((('{"urn":') || (coalesce(CAST('"' || c0 || '"' AS TEXT),
        'null'))) || ((',"name":null,"postcode":null,"force":') || (CASE WHEN has2 THEN (('{"name":') || (coalesce(CAST(to_json(c1) AS TEXT),
        'null'))) || ('}') ELSE 'null' END))) || (((',"withheld":[') || (substr(CAST(',{"field":"name","reason":"NO_GRANT"},{"field":"postcode","reason":"NO_GRANT"}' AS TEXT),
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

/* register_dfe_statistics */
SELECT count(*) AS count, string_agg(coalesce(((('{"urn":"') || (c0)) || (('","name":null,"postcode":null,"force":') || (CASE WHEN has2 THEN (('{"name":') || (CAST(to_json(c1) AS TEXT))) || ('}') ELSE 'null' END))) || (((',"withheld":[') || (substr(CAST(',{"field":"name","reason":"NO_GRANT"},{"field":"postcode","reason":"NO_GRANT"}' AS TEXT),
        2))) || (']}')), ''), ',') AS face0, string_agg(key3, '') AS key3
FROM (
    SELECT chosen.urn AS c0, area_1.name AS c1, area_1.code IS NOT NULL AS has2, CAST(chosen.urn AS TEXT) AS key3
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
      LEFT OUTER JOIN register.area AS area_1 ON area_1.code = chosen.force_code
    ORDER BY chosen.key0 ASC NULLS LAST
    LIMIT ALL OFFSET 0) AS page;

/* register_dfe_statistics */
SELECT count(*) AS count, string_agg(coalesce(((('{"urn":') || (coalesce(CAST('"' || c0 || '"' AS TEXT),
        'null'))) || ((',"name":null,"postcode":null,"force":') || (CASE WHEN has2 THEN (('{"name":') || (coalesce(CAST(to_json(c1) AS TEXT),
        'null'))) || ('}') ELSE 'null' END))) || (((',"withheld":[') || (substr(CAST(',{"field":"name","reason":"NO_GRANT"},{"field":"postcode","reason":"NO_GRANT"}' AS TEXT),
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
