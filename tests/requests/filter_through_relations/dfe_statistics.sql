/* register_dfe_statistics */
SELECT count(*) AS count, string_agg(coalesce((('{"urn":"') || (c0)) || ('","name":null}'), ''), ',') AS face0,
    string_agg(key1, '') AS key1
FROM (
    SELECT chosen.urn AS c0, CAST(chosen.urn AS TEXT) AS key1
    FROM (
        SELECT bounded.id AS id, bounded.urn AS urn, bounded.key0 AS key0
        FROM (
            SELECT home_1.id AS id, home_1.urn AS urn, home_1.urn AS key0
            FROM register.home AS home_1
            WHERE home_1.merged_into_id IS NULL
                AND home_1.registration_status IN ('registered', 'suspended')
                AND (EXISTS (
                SELECT 1
                FROM LATERAL (
                    SELECT inspection_1.id AS id, inspection_1.number AS number, inspection_1.home_id AS home_id,
                        inspection_1.merged_from_id AS merged_from_id, inspection_1.kind AS kind, inspection_1.started_on AS started_on,
                        inspection_1.ended_on AS ended_on, inspection_1.published_on AS published_on,
                        inspection_1.overall_experiences_and_progress AS overall_experiences_and_progress,
                        inspection_1.helped_and_protected AS helped_and_protected, inspection_1.leaders_and_managers AS leaders_and_managers,
                        inspection_1.education_and_learning AS education_and_learning, inspection_1.health AS health,
                        inspection_1.version AS version, inspection_1.source_agency AS source_agency,
                        inspection_1.source_system AS source_system, inspection_1.source_ref AS source_ref,
                        inspection_1.assertion_basis AS assertion_basis, inspection_1.protective_marking AS protective_marking,
                        inspection_1.quality_flags AS quality_flags, inspection_1.retention_review_on AS retention_review_on
                    FROM register.inspection AS inspection_1
                    WHERE inspection_1.home_id = home_1.id
                    ORDER BY inspection_1.started_on DESC, inspection_1.id DESC
                    LIMIT 1) AS anon_1
                WHERE anon_1.overall_experiences_and_progress = $1::VARCHAR
                    AND anon_1.home_id = home_1.id))
            ORDER BY home_1.urn ASC NULLS LAST
            LIMIT $2::INTEGER) AS bounded
        LIMIT 101) AS chosen
    ORDER BY chosen.key0 ASC NULLS LAST
    LIMIT ALL OFFSET 0) AS page;

/* register_dfe_statistics */
SELECT count(*) AS count, string_agg(coalesce((('{"urn":"') || (c0)) || ('","name":null}'), ''), ',') AS face0,
    string_agg(key1, '') AS key1
FROM (
    SELECT chosen.urn AS c0, CAST(chosen.urn AS TEXT) AS key1
    FROM (
        SELECT bounded.id AS id, bounded.urn AS urn, bounded.key0 AS key0
        FROM (
            SELECT home_1.id AS id, home_1.urn AS urn, home_1.urn AS key0
            FROM register.home AS home_1
            WHERE home_1.merged_into_id IS NULL
                AND home_1.registration_status IN ('registered', 'suspended')
                AND (EXISTS (
                SELECT 1
                FROM register.inspection AS inspection_1
                WHERE inspection_1.started_on < $1::DATE
                    AND inspection_1.home_id = home_1.id))
            ORDER BY home_1.urn ASC NULLS LAST
            LIMIT $2::INTEGER) AS bounded
        LIMIT 101) AS chosen
    ORDER BY chosen.key0 ASC NULLS LAST
    LIMIT ALL OFFSET 0) AS page;

/* register_dfe_statistics */
SELECT count(*) AS count, string_agg(coalesce((('{"urn":"') || (c0)) || ('","name":null}'), ''), ',') AS face0,
    string_agg(key1, '') AS key1
FROM (
    SELECT chosen.urn AS c0, CAST(chosen.urn AS TEXT) AS key1
    FROM (
        SELECT bounded.id AS id, bounded.urn AS urn, bounded.key0 AS key0
        FROM (
            SELECT home_1.id AS id, home_1.urn AS urn, home_1.urn AS key0
            FROM register.home AS home_1
            WHERE home_1.merged_into_id IS NULL
                AND home_1.registration_status IN ('registered', 'suspended')
                AND NOT coalesce(EXISTS (
                SELECT 1
                FROM register.inspection AS inspection_1
                WHERE inspection_1.started_on >= $1::DATE
                    AND inspection_1.home_id = home_1.id), false)
            ORDER BY home_1.urn ASC NULLS LAST
            LIMIT $2::INTEGER) AS bounded
        LIMIT 101) AS chosen
    ORDER BY chosen.key0 ASC NULLS LAST
    LIMIT ALL OFFSET 0) AS page;

/* register_dfe_statistics */
SELECT count(*) AS count, string_agg(coalesce((('{"urn":"') || (c0)) || ('","name":null}'), ''), ',') AS face0,
    string_agg(key1, '') AS key1
FROM (
    SELECT chosen.urn AS c0, CAST(chosen.urn AS TEXT) AS key1
    FROM (
        SELECT bounded.id AS id, bounded.urn AS urn, bounded.key0 AS key0
        FROM (
            SELECT home_1.id AS id, home_1.urn AS urn, home_1.urn AS key0
            FROM register.home AS home_1
            WHERE home_1.merged_into_id IS NULL
                AND home_1.registration_status IN ('registered', 'suspended')
                AND (EXISTS (
                SELECT 1
                FROM register.area AS area_1
                WHERE area_1.name IS NOT NULL
                    AND register.folded(area_1.name) = (
                    SELECT register.folded($1::VARCHAR) AS folded_1)
                    AND area_1.code = home_1.force_code))
            ORDER BY home_1.urn ASC NULLS LAST
            LIMIT $2::INTEGER) AS bounded
        LIMIT 101) AS chosen
    ORDER BY chosen.key0 ASC NULLS LAST
    LIMIT ALL OFFSET 0) AS page;
