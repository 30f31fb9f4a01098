/* register_ofsted */
SELECT count(*) AS count, string_agg(coalesce(((('{"number":"') || (c0)) || ('","home":')) || ((CASE WHEN has5 THEN ((('{"urn":"') || (c2)) || (('","name":') || (coalesce(CAST(to_json(c3) AS TEXT),
        'null')))) || (((',"postcode":') || (coalesce(CAST('"' || c4 || '"' AS TEXT), 'null'))) || (',"withheld":[]}')) ELSE 'null' END) || ('}')),
        ''), ',') AS face0, string_agg(key6, '') AS key6, string_agg(key1, '') AS key1
FROM (
    SELECT chosen.number AS c0, CAST(home_1.urn AS TEXT) AS key1, home_1.urn AS c2, home_identity_1.name AS c3,
        premises_1.postcode AS c4, home_1.id IS NOT NULL AS has5, CAST(chosen.number AS TEXT) AS key6
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
                  LEFT OUTER JOIN register.premises AS premises_2 ON premises_2.home_id = home_2.id
                    AND premises_2.is_main
                    AND premises_2.valid_to IS NULL
                WHERE premises_2.postcode = $1::VARCHAR
                    AND home_2.id = inspection_1.home_id)
            ORDER BY inspection_1.started_on DESC NULLS FIRST, inspection_1.id DESC NULLS FIRST
            LIMIT $2::INTEGER) AS bounded
        LIMIT 101) AS chosen
      LEFT OUTER JOIN register.home AS home_1 ON home_1.id = chosen.home_id
      LEFT OUTER JOIN register.home_identity AS home_identity_1 ON home_identity_1.home_id = home_1.id
      LEFT OUTER JOIN register.premises AS premises_1 ON premises_1.home_id = home_1.id
        AND premises_1.is_main
        AND premises_1.valid_to IS NULL
    ORDER BY chosen.key0 DESC NULLS FIRST, chosen.key1 DESC NULLS FIRST
    LIMIT ALL OFFSET 0) AS page;

/* register_ofsted */
SELECT count(*) AS count, string_agg(coalesce(((('{"number":"') || (c0)) || ('","home":')) || ((CASE WHEN has5 THEN ((('{"urn":"') || (c2)) || (('","name":') || (coalesce(CAST(to_json(c3) AS TEXT),
        'null')))) || (((',"postcode":') || (coalesce(CAST('"' || c4 || '"' AS TEXT), 'null'))) || (',"withheld":[]}')) ELSE 'null' END) || ('}')),
        ''), ',') AS face0, string_agg(key6, '') AS key6, string_agg(key1, '') AS key1
FROM (
    SELECT chosen.number AS c0, CAST(home_1.urn AS TEXT) AS key1, home_1.urn AS c2, home_identity_1.name AS c3,
        premises_1.postcode AS c4, home_1.id IS NOT NULL AS has5, CAST(chosen.number AS TEXT) AS key6
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
                  LEFT OUTER JOIN register.premises AS premises_2 ON premises_2.home_id = home_2.id
                    AND premises_2.is_main
                    AND premises_2.valid_to IS NULL
                WHERE premises_2.easting > $1::FLOAT
                    AND premises_2.easting < $2::FLOAT
                    AND home_2.id = inspection_1.home_id)
            ORDER BY inspection_1.started_on DESC NULLS FIRST, inspection_1.id DESC NULLS FIRST
            LIMIT $3::INTEGER) AS bounded
        LIMIT 101) AS chosen
      LEFT OUTER JOIN register.home AS home_1 ON home_1.id = chosen.home_id
      LEFT OUTER JOIN register.home_identity AS home_identity_1 ON home_identity_1.home_id = home_1.id
      LEFT OUTER JOIN register.premises AS premises_1 ON premises_1.home_id = home_1.id
        AND premises_1.is_main
        AND premises_1.valid_to IS NULL
    ORDER BY chosen.key0 DESC NULLS FIRST, chosen.key1 DESC NULLS FIRST
    LIMIT ALL OFFSET 0) AS page;

/* register_ofsted */
SELECT count(*) AS count, string_agg(coalesce(((('{"number":"') || (c0)) || ('","home":')) || ((CASE WHEN has5 THEN ((('{"urn":"') || (c2)) || (('","name":') || (coalesce(CAST(to_json(c3) AS TEXT),
        'null')))) || (((',"postcode":') || (coalesce(CAST('"' || c4 || '"' AS TEXT), 'null'))) || (',"withheld":[]}')) ELSE 'null' END) || ('}')),
        ''), ',') AS face0, string_agg(key6, '') AS key6, string_agg(key1, '') AS key1
FROM (
    SELECT chosen.number AS c0, CAST(home_1.urn AS TEXT) AS key1, home_1.urn AS c2, home_identity_1.name AS c3,
        premises_1.postcode AS c4, home_1.id IS NOT NULL AS has5, CAST(chosen.number AS TEXT) AS key6
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
                WHERE (EXISTS (
                    SELECT 1
                    FROM register.premises AS premises_2
                    WHERE premises_2.postcode = $1::VARCHAR
                        AND premises_2.home_id = home_2.id
                        AND premises_2.valid_to IS NULL))
                    AND home_2.id = inspection_1.home_id)
            ORDER BY inspection_1.started_on DESC NULLS FIRST, inspection_1.id DESC NULLS FIRST
            LIMIT $2::INTEGER) AS bounded
        LIMIT 101) AS chosen
      LEFT OUTER JOIN register.home AS home_1 ON home_1.id = chosen.home_id
      LEFT OUTER JOIN register.home_identity AS home_identity_1 ON home_identity_1.home_id = home_1.id
      LEFT OUTER JOIN register.premises AS premises_1 ON premises_1.home_id = home_1.id
        AND premises_1.is_main
        AND premises_1.valid_to IS NULL
    ORDER BY chosen.key0 DESC NULLS FIRST, chosen.key1 DESC NULLS FIRST
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
            WHERE home_1.merged_into_id IS NULL
                AND home_1.registration_status IN ('registered', 'suspended')
                AND (EXISTS (
                SELECT 1
                FROM register.inspection AS inspection_1
                WHERE (EXISTS (
                    SELECT 1
                    FROM register.home AS home_2
                      LEFT OUTER JOIN register.premises AS premises_1 ON premises_1.home_id = home_2.id
                        AND premises_1.is_main
                        AND premises_1.valid_to IS NULL
                    WHERE premises_1.postcode = $1::VARCHAR
                        AND home_2.id = inspection_1.home_id))
                    AND inspection_1.home_id = home_1.id))
            ORDER BY home_1.urn ASC NULLS LAST
            LIMIT $2::INTEGER) AS bounded
        LIMIT 101) AS chosen
      LEFT OUTER JOIN register.home_identity AS home_identity_1 ON home_identity_1.home_id = chosen.id
    ORDER BY chosen.key0 ASC NULLS LAST
    LIMIT ALL OFFSET 0) AS page;
