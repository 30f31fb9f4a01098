/* register_dfe */
SELECT count(*) AS count, string_agg(coalesce(((('{"urn":"') || (c0)) || ('","name":')) || ((coalesce(CAST(to_json(c1) AS TEXT),
        'null')) || ('}')), ''), ',') AS face0, string_agg(key2, '') AS key2
FROM (
    SELECT chosen.urn AS c0, home_identity_1.name AS c1, CAST(chosen.urn AS TEXT) AS key2
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
      LEFT OUTER JOIN register.home_identity AS home_identity_1 ON home_identity_1.home_id = chosen.id
    ORDER BY chosen.key0 ASC NULLS LAST
    LIMIT ALL OFFSET 0) AS page;

/* register_dfe */
SELECT count(*) AS count, string_agg(coalesce(((('{"urn":"') || (c0)) || ('","name":')) || ((coalesce(CAST(to_json(c1) AS TEXT),
        'null')) || ('}')), ''), ',') AS face0, string_agg(key2, '') AS key2
FROM (
    SELECT chosen.urn AS c0, home_identity_1.name AS c1, CAST(chosen.urn AS TEXT) AS key2
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
      LEFT OUTER JOIN register.home_identity AS home_identity_1 ON home_identity_1.home_id = chosen.id
    ORDER BY chosen.key0 ASC NULLS LAST
    LIMIT ALL OFFSET 0) AS page;

/* register_dfe */
SELECT count(*) AS count, string_agg(coalesce(((('{"urn":"') || (c0)) || ('","name":')) || ((coalesce(CAST(to_json(c1) AS TEXT),
        'null')) || ('}')), ''), ',') AS face0, string_agg(key2, '') AS key2
FROM (
    SELECT chosen.urn AS c0, home_identity_1.name AS c1, CAST(chosen.urn AS TEXT) AS key2
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
      LEFT OUTER JOIN register.home_identity AS home_identity_1 ON home_identity_1.home_id = chosen.id
    ORDER BY chosen.key0 ASC NULLS LAST
    LIMIT ALL OFFSET 0) AS page;

/* register_dfe */
SELECT count(*) AS count, string_agg(coalesce(((('{"urn":"') || (c0)) || ('","name":')) || ((coalesce(CAST(to_json(c1) AS TEXT),
        'null')) || ('}')), ''), ',') AS face0, string_agg(key2, '') AS key2
FROM (
    SELECT chosen.urn AS c0, home_identity_1.name AS c1, CAST(chosen.urn AS TEXT) AS key2
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
      LEFT OUTER JOIN register.home_identity AS home_identity_1 ON home_identity_1.home_id = chosen.id
    ORDER BY chosen.key0 ASC NULLS LAST
    LIMIT ALL OFFSET 0) AS page;

/* register_dfe */
SELECT count(*) AS count, string_agg(coalesce(((('{"urn":"') || (c0)) || ('","name":')) || ((coalesce(CAST(to_json(c1) AS TEXT),
        'null')) || ('}')), ''), ',') AS face0, string_agg(key2, '') AS key2
FROM (
    SELECT chosen.urn AS c0, home_identity_1.name AS c1, CAST(chosen.urn AS TEXT) AS key2
    FROM (
        SELECT bounded.id AS id, bounded.urn AS urn, bounded.key0 AS key0
        FROM (
            SELECT home_1.id AS id, home_1.urn AS urn, home_1.urn AS key0
            FROM register.home AS home_1
            WHERE home_1.merged_into_id IS NULL
                AND home_1.registration_status IN ('registered', 'suspended')
                AND (EXISTS (
                SELECT 1
                FROM register.premises AS premises_1
                WHERE premises_1.postcode = $1::VARCHAR
                    AND premises_1.home_id = home_1.id
                    AND premises_1.valid_to IS NULL))
            ORDER BY home_1.urn ASC NULLS LAST
            LIMIT $2::INTEGER) AS bounded
        LIMIT 101) AS chosen
      LEFT OUTER JOIN register.home_identity AS home_identity_1 ON home_identity_1.home_id = chosen.id
    ORDER BY chosen.key0 ASC NULLS LAST
    LIMIT ALL OFFSET 0) AS page;

/* register_dfe */
SELECT count(*) AS count, string_agg(coalesce(((('{"urn":"') || (c0)) || ('","name":')) || ((coalesce(CAST(to_json(c1) AS TEXT),
        'null')) || ('}')), ''), ',') AS face0, string_agg(key2, '') AS key2
FROM (
    SELECT chosen.urn AS c0, home_identity_1.name AS c1, CAST(chosen.urn AS TEXT) AS key2
    FROM (
        SELECT bounded.id AS id, bounded.urn AS urn, bounded.key0 AS key0
        FROM (
            SELECT home_1.id AS id, home_1.urn AS urn, home_1.urn AS key0
            FROM register.home AS home_1
            WHERE home_1.merged_into_id IS NULL
                AND home_1.registration_status IN ('registered', 'suspended')
                AND NOT coalesce(EXISTS (
                SELECT 1
                FROM register.premises AS premises_1
                WHERE premises_1.postcode = $1::VARCHAR
                    AND premises_1.home_id = home_1.id
                    AND premises_1.valid_to IS NULL), false)
            ORDER BY home_1.urn ASC NULLS LAST
            LIMIT $2::INTEGER) AS bounded
        LIMIT 101) AS chosen
      LEFT OUTER JOIN register.home_identity AS home_identity_1 ON home_identity_1.home_id = chosen.id
    ORDER BY chosen.key0 ASC NULLS LAST
    LIMIT ALL OFFSET 0) AS page;

/* register_dfe */
SELECT count(*) AS count, string_agg(coalesce(((('{"urn":"') || (c0)) || ('","name":')) || ((coalesce(CAST(to_json(c1) AS TEXT),
        'null')) || ('}')), ''), ',') AS face0, string_agg(key2, '') AS key2
FROM (
    SELECT chosen.urn AS c0, home_identity_1.name AS c1, CAST(chosen.urn AS TEXT) AS key2
    FROM (
        SELECT bounded.id AS id, bounded.urn AS urn, bounded.key0 AS key0
        FROM (
            SELECT home_1.id AS id, home_1.urn AS urn, home_1.urn AS key0
            FROM register.home AS home_1
            WHERE home_1.merged_into_id IS NULL
                AND home_1.registration_status IN ('registered', 'suspended')
                AND (EXISTS (
                SELECT 1
                FROM register.condition AS condition_1
                  LEFT OUTER JOIN register.condition_detail AS condition_detail_1 ON condition_detail_1.condition_id = condition_1.id
                WHERE (lower(condition_detail_1.wording) ~>=~ $1::VARCHAR)
                    AND (lower(condition_detail_1.wording) ~<~ textcat($1::VARCHAR, '􏿿'))
                    AND condition_1.home_id = home_1.id))
            ORDER BY home_1.urn ASC NULLS LAST
            LIMIT $2::INTEGER) AS bounded
        LIMIT 101) AS chosen
      LEFT OUTER JOIN register.home_identity AS home_identity_1 ON home_identity_1.home_id = chosen.id
    ORDER BY chosen.key0 ASC NULLS LAST
    LIMIT ALL OFFSET 0) AS page;

/* register_dfe */
SELECT count(*) AS count, string_agg(coalesce(((('{"number":"') || (c0)) || ('","home":')) || ((CASE WHEN has4 THEN ((('{"urn":"') || (c2)) || ('","name":')) || ((coalesce(CAST(to_json(c3) AS TEXT),
        'null')) || ('}')) ELSE 'null' END) || ('}')), ''), ',') AS face0, string_agg(key5, '') AS key5,
    string_agg(key1, '') AS key1
FROM (
    SELECT chosen.number AS c0, CAST(home_1.urn AS TEXT) AS key1, home_1.urn AS c2, home_identity_1.name AS c3,
        home_1.id IS NOT NULL AS has4, CAST(chosen.number AS TEXT) AS key5
    FROM (
        SELECT bounded.id AS id, bounded.number AS number, bounded.home_id AS home_id, bounded.key0 AS key0,
            bounded.key1 AS key1
        FROM (
            SELECT inspection_1.id AS id, inspection_1.number AS number, inspection_1.home_id AS home_id,
                inspection_1.started_on AS key0, inspection_1.id AS key1
            FROM register.inspection AS inspection_1
            WHERE EXISTS (
                SELECT 1
                FROM register.home AS home_2
                  LEFT OUTER JOIN register.home_identity AS home_identity_2 ON home_identity_2.home_id = home_2.id
                WHERE home_identity_2.name IS NOT NULL
                    AND (register.folded(home_identity_2.name) ~>=~ (
                    SELECT register.folded($1::VARCHAR) AS folded_1))
                    AND (register.folded(home_identity_2.name) ~<~ textcat((
                    SELECT register.folded($1::VARCHAR) AS folded_1), '􏿿'))
                    AND home_2.id = inspection_1.home_id)
            ORDER BY inspection_1.started_on DESC NULLS FIRST, inspection_1.id DESC NULLS FIRST
            LIMIT $2::INTEGER) AS bounded
        LIMIT 101) AS chosen
      LEFT OUTER JOIN register.home AS home_1 ON home_1.id = chosen.home_id
      LEFT OUTER JOIN register.home_identity AS home_identity_1 ON home_identity_1.home_id = home_1.id
    ORDER BY chosen.key0 DESC NULLS FIRST, chosen.key1 DESC NULLS FIRST
    LIMIT ALL OFFSET 0) AS page;
