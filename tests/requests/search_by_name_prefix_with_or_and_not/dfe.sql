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
              LEFT OUTER JOIN register.home_identity AS home_identity_2 ON home_identity_2.home_id = home_1.id
            WHERE home_1.merged_into_id IS NULL
                AND home_1.registration_status IN ('registered', 'suspended')
                AND (home_identity_2.name IS NOT NULL AND (register.folded(home_identity_2.name) ~>=~ (
                SELECT register.folded($1::VARCHAR) AS folded_1)) AND (register.folded(home_identity_2.name) ~<~ textcat((
                SELECT register.folded($1::VARCHAR) AS folded_1), '􏿿')) OR home_identity_2.name IS NOT NULL AND (register.folded(home_identity_2.name) ~>=~ (
                SELECT register.folded($2::VARCHAR) AS folded_2)) AND (register.folded(home_identity_2.name) ~<~ textcat((
                SELECT register.folded($2::VARCHAR) AS folded_2), '􏿿')))
                AND NOT coalesce(home_identity_2.name IS NOT NULL AND register.folded(home_identity_2.name) = (
                SELECT register.folded($3::VARCHAR) AS folded_3), false)
            ORDER BY home_1.urn ASC NULLS LAST
            LIMIT $4::INTEGER) AS bounded
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
              LEFT OUTER JOIN register.home_identity AS home_identity_2 ON home_identity_2.home_id = home_1.id
            WHERE home_1.merged_into_id IS NULL
                AND home_1.registration_status IN ('registered', 'suspended')
                AND NOT coalesce(home_identity_2.name IS NOT NULL AND (register.folded(home_identity_2.name) ~>=~ (
                SELECT register.folded($1::VARCHAR) AS folded_1)) AND (register.folded(home_identity_2.name) ~<~ textcat((
                SELECT register.folded($1::VARCHAR) AS folded_1), '􏿿')), false)
            ORDER BY home_1.urn ASC NULLS LAST
            LIMIT $2::INTEGER) AS bounded
        LIMIT 101) AS chosen
      LEFT OUTER JOIN register.home_identity AS home_identity_1 ON home_identity_1.home_id = chosen.id
    ORDER BY chosen.key0 ASC NULLS LAST
    LIMIT ALL OFFSET 0) AS page;

/* register_dfe */
SELECT count(*) AS count, string_agg(coalesce(((('{"urn":"') || (c0)) || (('","name":') || (coalesce(CAST(to_json(c1) AS TEXT),
        'null')))) || (((',"places":') || (coalesce(CAST(c2 AS TEXT), 'null'))) || ('}')), ''), ',') AS face0,
    string_agg(key3, '') AS key3
FROM (
    SELECT chosen.urn AS c0, home_identity_1.name AS c1, chosen.places AS c2, CAST(chosen.urn AS TEXT) AS key3
    FROM (
        SELECT bounded.id AS id, bounded.urn AS urn, bounded.places AS places, bounded.key0 AS key0
        FROM (
            SELECT home_1.id AS id, home_1.urn AS urn, home_1.places AS places, home_1.urn AS key0
            FROM register.home AS home_1
              LEFT OUTER JOIN register.home_identity AS home_identity_2 ON home_identity_2.home_id = home_1.id
            WHERE home_1.merged_into_id IS NULL
                AND home_1.registration_status IN ('registered', 'suspended')
                AND home_identity_2.name IS NOT NULL
                AND (register.folded(home_identity_2.name) ~>=~ (
                SELECT register.folded($1::VARCHAR) AS folded_1))
                AND (register.folded(home_identity_2.name) ~<~ textcat((
                SELECT register.folded($1::VARCHAR) AS folded_1), '􏿿'))
                AND NOT coalesce(home_1.places > $2::INTEGER, false)
            ORDER BY home_1.urn ASC NULLS LAST
            LIMIT $3::INTEGER) AS bounded
        LIMIT 101) AS chosen
      LEFT OUTER JOIN register.home_identity AS home_identity_1 ON home_identity_1.home_id = chosen.id
    ORDER BY chosen.key0 ASC NULLS LAST
    LIMIT ALL OFFSET 0) AS page;

/* register_dfe */
SELECT count(*) AS count, string_agg(coalesce((('{"urn":"') || (c0)) || ('"}'), ''), ',') AS face0, string_agg(key1,
        '') AS key1
FROM (
    SELECT chosen.urn AS c0, CAST(chosen.urn AS TEXT) AS key1
    FROM (
        SELECT bounded.id AS id, bounded.urn AS urn, bounded.key0 AS key0
        FROM (
            SELECT home_1.id AS id, home_1.urn AS urn, home_1.urn AS key0
            FROM register.home AS home_1
              LEFT OUTER JOIN register.home_identity AS home_identity_1 ON home_identity_1.home_id = home_1.id
            WHERE home_1.merged_into_id IS NULL
                AND home_1.registration_status IN ('registered', 'suspended')
                AND home_identity_1.name IS NULL
            ORDER BY home_1.urn ASC NULLS LAST
            LIMIT $1::INTEGER) AS bounded
        LIMIT 101) AS chosen
    ORDER BY chosen.key0 ASC NULLS LAST
    LIMIT ALL OFFSET 0) AS page;
