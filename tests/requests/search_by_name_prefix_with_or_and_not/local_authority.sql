/* register_local_authority */
SELECT count(*) AS total
FROM register.home AS home_1
  LEFT OUTER JOIN register.home_identity AS home_identity_1 ON home_identity_1.home_id = home_1.id
WHERE (lower(home_identity_1.name) LIKE $1::VARCHAR OR lower(home_identity_1.name) LIKE $2::VARCHAR)
    AND NOT coalesce(home_identity_1.name = $3::VARCHAR, false);

/* register_local_authority */
SELECT count(*) AS count, string_agg(format('{"urn":"%s","name":%s}', c0, coalesce(CAST(to_json(c1) AS TEXT),
        'null')), ',') AS face0, string_agg(key2, '') AS key2
FROM (
    SELECT chosen.urn AS c0, home_identity_1.name AS c1, CAST(chosen.urn AS TEXT) AS key2
    FROM (
        SELECT home_1.id AS id, home_1.urn AS urn, home_1.urn AS key0
        FROM register.home AS home_1
          LEFT OUTER JOIN register.home_identity AS home_identity_2 ON home_identity_2.home_id = home_1.id
        WHERE (lower(home_identity_2.name) LIKE $1::VARCHAR OR lower(home_identity_2.name) LIKE $2::VARCHAR)
            AND NOT coalesce(home_identity_2.name = $3::VARCHAR, false)
        ORDER BY home_1.urn ASC NULLS LAST
        LIMIT $4::INTEGER) AS chosen
      LEFT OUTER JOIN register.home_identity AS home_identity_1 ON home_identity_1.home_id = chosen.id
    ORDER BY chosen.key0 ASC NULLS LAST
    LIMIT ALL OFFSET 0) AS page;

/* register_local_authority */
SELECT count(*) AS total
FROM register.home AS home_1
  LEFT OUTER JOIN register.home_identity AS home_identity_1 ON home_identity_1.home_id = home_1.id
WHERE NOT coalesce(lower(home_identity_1.name) LIKE $1::VARCHAR, false);

/* register_local_authority */
SELECT count(*) AS count, string_agg(format('{"urn":"%s","name":%s}', c0, coalesce(CAST(to_json(c1) AS TEXT),
        'null')), ',') AS face0, string_agg(key2, '') AS key2
FROM (
    SELECT chosen.urn AS c0, home_identity_1.name AS c1, CAST(chosen.urn AS TEXT) AS key2
    FROM (
        SELECT home_1.id AS id, home_1.urn AS urn, home_1.urn AS key0
        FROM register.home AS home_1
          LEFT OUTER JOIN register.home_identity AS home_identity_2 ON home_identity_2.home_id = home_1.id
        WHERE NOT coalesce(lower(home_identity_2.name) LIKE $1::VARCHAR, false)
        ORDER BY home_1.urn ASC NULLS LAST
        LIMIT $2::INTEGER) AS chosen
      LEFT OUTER JOIN register.home_identity AS home_identity_1 ON home_identity_1.home_id = chosen.id
    ORDER BY chosen.key0 ASC NULLS LAST
    LIMIT ALL OFFSET 0) AS page;

/* register_local_authority */
SELECT count(*) AS total
FROM register.home AS home_1
  LEFT OUTER JOIN register.home_identity AS home_identity_1 ON home_identity_1.home_id = home_1.id
WHERE lower(home_identity_1.name) LIKE $1::VARCHAR
    AND NOT coalesce(home_1.places > $2::INTEGER, false);

/* register_local_authority */
SELECT count(*) AS count, string_agg(format('{"urn":"%s","name":%s,"places":%s}', c0, coalesce(CAST(to_json(c1) AS TEXT),
        'null'), coalesce(CAST(c2 AS TEXT), 'null')), ',') AS face0, string_agg(key3, '') AS key3
FROM (
    SELECT chosen.urn AS c0, home_identity_1.name AS c1, chosen.places AS c2, CAST(chosen.urn AS TEXT) AS key3
    FROM (
        SELECT home_1.id AS id, home_1.urn AS urn, home_1.places AS places, home_1.urn AS key0
        FROM register.home AS home_1
          LEFT OUTER JOIN register.home_identity AS home_identity_2 ON home_identity_2.home_id = home_1.id
        WHERE lower(home_identity_2.name) LIKE $1::VARCHAR
            AND NOT coalesce(home_1.places > $2::INTEGER, false)
        ORDER BY home_1.urn ASC NULLS LAST
        LIMIT $3::INTEGER) AS chosen
      LEFT OUTER JOIN register.home_identity AS home_identity_1 ON home_identity_1.home_id = chosen.id
    ORDER BY chosen.key0 ASC NULLS LAST
    LIMIT ALL OFFSET 0) AS page;

/* register_local_authority */
SELECT count(*) AS total
FROM register.home AS home_1
  LEFT OUTER JOIN register.home_identity AS home_identity_1 ON home_identity_1.home_id = home_1.id
WHERE home_identity_1.name IS NULL;

/* register_local_authority */
SELECT count(*) AS count, string_agg(format('{"urn":"%s"}', c0), ',') AS face0, string_agg(key1, '') AS key1
FROM (
    SELECT chosen.urn AS c0, CAST(chosen.urn AS TEXT) AS key1
    FROM (
        SELECT home_1.id AS id, home_1.urn AS urn, home_1.urn AS key0
        FROM register.home AS home_1
          LEFT OUTER JOIN register.home_identity AS home_identity_1 ON home_identity_1.home_id = home_1.id
        WHERE home_identity_1.name IS NULL
        ORDER BY home_1.urn ASC NULLS LAST
        LIMIT $1::INTEGER) AS chosen
    ORDER BY chosen.key0 ASC NULLS LAST
    LIMIT ALL OFFSET 0) AS page;
