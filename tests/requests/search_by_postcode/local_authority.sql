/* register_local_authority */
SELECT count(*) AS count, string_agg(coalesce(((('{"urn":"') || (c0)) || (('","name":') || (coalesce(CAST(to_json(c1) AS TEXT),
        'null')))) || (((',"postcode":') || (coalesce(CAST('"' || c2 || '"' AS TEXT), 'null'))) || ('}')),
        ''), ',') AS face0, string_agg(key3, '') AS key3
FROM (
    SELECT chosen.urn AS c0, home_identity_1.name AS c1, premises_1.postcode AS c2, CAST(chosen.urn AS TEXT) AS key3
    FROM (
        SELECT bounded.id AS id, bounded.urn AS urn, bounded.key0 AS key0
        FROM (
            SELECT home_1.id AS id, home_1.urn AS urn, home_1.urn AS key0
            FROM register.home AS home_1
              LEFT OUTER JOIN register.premises AS premises_2 ON premises_2.home_id = home_1.id
                AND premises_2.is_main
                AND premises_2.valid_to IS NULL
            WHERE home_1.merged_into_id IS NULL
                AND home_1.registration_status IN ('registered', 'suspended')
                AND premises_2.postcode = $1::VARCHAR
            ORDER BY home_1.urn ASC NULLS LAST
            LIMIT $2::INTEGER) AS bounded
        LIMIT 101) AS chosen
      LEFT OUTER JOIN register.home_identity AS home_identity_1 ON home_identity_1.home_id = chosen.id
      LEFT OUTER JOIN register.premises AS premises_1 ON premises_1.home_id = chosen.id
        AND premises_1.is_main
        AND premises_1.valid_to IS NULL
    ORDER BY chosen.key0 ASC NULLS LAST
    LIMIT ALL OFFSET 0) AS page;

/* register_local_authority */
SELECT count(*) AS count, string_agg(coalesce(((('{"urn":"') || (c0)) || (('","name":') || (coalesce(CAST(to_json(c1) AS TEXT),
        'null')))) || (((',"postcode":') || (coalesce(CAST('"' || c2 || '"' AS TEXT), 'null'))) || ('}')),
        ''), ',') AS face0, string_agg(key3, '') AS key3
FROM (
    SELECT chosen.urn AS c0, home_identity_1.name AS c1, premises_1.postcode AS c2, CAST(chosen.urn AS TEXT) AS key3
    FROM (
        SELECT bounded.id AS id, bounded.urn AS urn, bounded.key0 AS key0
        FROM (
            SELECT home_1.id AS id, home_1.urn AS urn, home_1.urn AS key0
            FROM register.home AS home_1
              LEFT OUTER JOIN register.premises AS premises_2 ON premises_2.home_id = home_1.id
                AND premises_2.is_main
                AND premises_2.valid_to IS NULL
            WHERE home_1.merged_into_id IS NULL
                AND home_1.registration_status IN ('registered', 'suspended')
                AND premises_2.postcode = $1::VARCHAR
            ORDER BY home_1.urn ASC NULLS LAST
            LIMIT $2::INTEGER) AS bounded
        LIMIT 101) AS chosen
      LEFT OUTER JOIN register.home_identity AS home_identity_1 ON home_identity_1.home_id = chosen.id
      LEFT OUTER JOIN register.premises AS premises_1 ON premises_1.home_id = chosen.id
        AND premises_1.is_main
        AND premises_1.valid_to IS NULL
    ORDER BY chosen.key0 ASC NULLS LAST
    LIMIT ALL OFFSET 0) AS page;

/* register_local_authority */
SELECT count(*) AS count, string_agg(coalesce(((('{"urn":"') || (c0)) || (('","name":') || (coalesce(CAST(to_json(c1) AS TEXT),
        'null')))) || (((',"postcode":') || (coalesce(CAST('"' || c2 || '"' AS TEXT), 'null'))) || ('}')),
        ''), ',') AS face0, string_agg(key3, '') AS key3
FROM (
    SELECT chosen.urn AS c0, home_identity_1.name AS c1, premises_1.postcode AS c2, CAST(chosen.urn AS TEXT) AS key3
    FROM (
        SELECT bounded.id AS id, bounded.urn AS urn, bounded.key0 AS key0
        FROM (
            SELECT home_1.id AS id, home_1.urn AS urn, home_1.urn AS key0
            FROM register.home AS home_1
              LEFT OUTER JOIN register.premises AS premises_2 ON premises_2.home_id = home_1.id
                AND premises_2.is_main
                AND premises_2.valid_to IS NULL
            WHERE home_1.merged_into_id IS NULL
                AND home_1.registration_status IN ('registered', 'suspended')
                AND premises_2.postcode = $1::VARCHAR
            ORDER BY home_1.urn ASC NULLS LAST
            LIMIT $2::INTEGER) AS bounded
        LIMIT 101) AS chosen
      LEFT OUTER JOIN register.home_identity AS home_identity_1 ON home_identity_1.home_id = chosen.id
      LEFT OUTER JOIN register.premises AS premises_1 ON premises_1.home_id = chosen.id
        AND premises_1.is_main
        AND premises_1.valid_to IS NULL
    ORDER BY chosen.key0 ASC NULLS LAST
    LIMIT ALL OFFSET 0) AS page;
