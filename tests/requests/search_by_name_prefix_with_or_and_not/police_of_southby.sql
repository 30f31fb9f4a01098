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
                AND (anon_4.name IS NOT NULL AND (register.folded(anon_4.name) ~>=~ (
                SELECT register.folded($2::VARCHAR) AS folded_1)) AND (register.folded(anon_4.name) ~<~ textcat((
                SELECT register.folded($2::VARCHAR) AS folded_1), '􏿿')) OR anon_4.name IS NOT NULL AND (register.folded(anon_4.name) ~>=~ (
                SELECT register.folded($3::VARCHAR) AS folded_2)) AND (register.folded(anon_4.name) ~<~ textcat((
                SELECT register.folded($3::VARCHAR) AS folded_2), '􏿿')))
                AND NOT coalesce(anon_4.name IS NOT NULL AND register.folded(anon_4.name) = (
                SELECT register.folded($4::VARCHAR) AS folded_3), false)
            ORDER BY anon_2.urn ASC NULLS LAST
            LIMIT $5::INTEGER) AS bounded
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
                AND NOT coalesce(anon_4.name IS NOT NULL AND (register.folded(anon_4.name) ~>=~ (
                SELECT register.folded($2::VARCHAR) AS folded_1)) AND (register.folded(anon_4.name) ~<~ textcat((
                SELECT register.folded($2::VARCHAR) AS folded_1), '􏿿')), false)
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
SELECT count(*) AS count, string_agg(coalesce(((('{"urn":"') || (c0)) || (('","name":') || (CASE WHEN sees1 THEN CAST(coalesce(CAST(to_json(c2) AS TEXT),
        'null') AS TEXT) ELSE 'null' END))) || (((',"places":') || (coalesce(CAST(c3 AS TEXT), 'null'))) || ('}')),
        ''), ',') AS face0, string_agg(key4, '') AS key4, bool_and(sees1) AS sees1
FROM (
    SELECT chosen.urn AS c0, EXISTS (
        SELECT home_reach_1.home_id
        FROM register.home_reach AS home_reach_1
        WHERE home_reach_1.area_code = $1::VARCHAR
            AND (home_reach_1.valid_to IS NULL OR home_reach_1.valid_to > CAST(now() AS DATE))
            AND home_reach_1.home_id = chosen.id OFFSET 0) AS sees1, anon_1.name AS c2, chosen.places AS c3,
        CAST(chosen.urn AS TEXT) AS key4
    FROM (
        SELECT bounded.id AS id, bounded.urn AS urn, bounded.places AS places, bounded.key0 AS key0
        FROM (
            SELECT anon_2.id AS id, anon_2.urn AS urn, anon_2.places AS places, anon_2.urn AS key0
            FROM (
                SELECT home_1.id AS id, anon_3.urn AS urn, home_1.registration_status AS registration_status,
                    home_1.places AS places, home_1.merged_into_id AS merged_into_id
                FROM (
                    SELECT DISTINCT home_finder_1.urn AS urn, home_finder_1.home_id AS home_id
                    FROM register.home_finder AS home_finder_1
                    WHERE home_finder_1.area_code = $1::VARCHAR
                        AND (home_finder_1.valid_to IS NULL OR home_finder_1.valid_to > CAST(now() AS DATE))
                        AND (home_finder_1.name ~>=~ (
                        SELECT register.folded($2::VARCHAR) AS folded_1))
                        AND (home_finder_1.name ~<~ textcat((
                        SELECT register.folded($2::VARCHAR) AS folded_1), '􏿿'))
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
                AND (register.folded(anon_4.name) ~>=~ (
                SELECT register.folded($2::VARCHAR) AS folded_2))
                AND (register.folded(anon_4.name) ~<~ textcat((
                SELECT register.folded($2::VARCHAR) AS folded_2), '􏿿'))
                AND NOT coalesce(anon_2.places > $3::INTEGER, false)
            ORDER BY anon_2.urn ASC NULLS LAST
            LIMIT $4::INTEGER) AS bounded
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
SELECT count(*) AS count, string_agg(coalesce((('{"urn":"') || (c0)) || ('"}'), ''), ',') AS face0, string_agg(key1,
        '') AS key1
FROM (
    SELECT chosen.urn AS c0, CAST(chosen.urn AS TEXT) AS key1
    FROM (
        SELECT bounded.id AS id, bounded.urn AS urn, bounded.key0 AS key0
        FROM (
            SELECT anon_1.id AS id, anon_1.urn AS urn, anon_1.urn AS key0
            FROM (
                SELECT home_1.id AS id, anon_2.urn AS urn, home_1.registration_status AS registration_status,
                    home_1.merged_into_id AS merged_into_id
                FROM (
                    SELECT DISTINCT home_finder_1.urn AS urn, home_finder_1.home_id AS home_id
                    FROM register.home_finder AS home_finder_1
                    WHERE home_finder_1.area_code = $1::VARCHAR
                        AND (home_finder_1.valid_to IS NULL OR home_finder_1.valid_to > CAST(now() AS DATE))
                    ORDER BY home_finder_1.urn ASC NULLS LAST, home_finder_1.home_id ASC NULLS LAST) AS anon_2
                  JOIN register.home AS home_1 ON home_1.id = anon_2.home_id
                ORDER BY anon_2.urn ASC NULLS LAST
                LIMIT ALL OFFSET 0) AS anon_1
              LEFT OUTER JOIN LATERAL (
                SELECT home_identity_1.name AS name
                FROM register.home_identity AS home_identity_1
                WHERE home_identity_1.home_id = anon_1.id
                LIMIT ALL OFFSET 0) AS anon_3 ON true
            WHERE anon_1.merged_into_id IS NULL
                AND anon_1.registration_status IN ('registered', 'suspended')
                AND anon_3.name IS NULL
            ORDER BY anon_1.urn ASC NULLS LAST
            LIMIT $2::INTEGER) AS bounded
        LIMIT 101) AS chosen
    ORDER BY chosen.key0 ASC NULLS LAST
    LIMIT ALL OFFSET 0) AS page;
