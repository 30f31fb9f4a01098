/* register_dfe */
SELECT count(*) AS total
FROM register.home AS home_1
  LEFT OUTER JOIN register.premises AS premises_1 ON premises_1.home_id = home_1.id
    AND premises_1.is_main
    AND premises_1.valid_to IS NULL
WHERE premises_1.postcode = $1::VARCHAR;

/* register_dfe */
SELECT count(*) AS count, string_agg(format('{"urn":"%s","name":%s,"postcode":%s}', c0, coalesce(CAST(to_json(c1) AS TEXT),
        'null'), coalesce(CAST('"' || c2 || '"' AS TEXT), 'null')), ',') AS face0, string_agg(key3, '') AS key3
FROM (
    SELECT home_1.urn AS c0, home_identity_1.name AS c1, premises_1.postcode AS c2, CAST(home_1.urn AS TEXT) AS key3
    FROM register.home AS home_1
      LEFT OUTER JOIN register.premises AS premises_1 ON premises_1.home_id = home_1.id
        AND premises_1.is_main
        AND premises_1.valid_to IS NULL
      LEFT OUTER JOIN register.home_identity AS home_identity_1 ON home_identity_1.home_id = home_1.id
    WHERE premises_1.postcode = $1::VARCHAR
    ORDER BY home_1.urn ASC NULLS LAST
    LIMIT $2::INTEGER) AS page;

/* register_dfe */
SELECT count(*) AS total
FROM register.home AS home_1
  LEFT OUTER JOIN register.premises AS premises_1 ON premises_1.home_id = home_1.id
    AND premises_1.is_main
    AND premises_1.valid_to IS NULL
WHERE premises_1.postcode = $1::VARCHAR;

/* register_dfe */
SELECT count(*) AS count, string_agg(format('{"urn":"%s","name":%s,"postcode":%s}', c0, coalesce(CAST(to_json(c1) AS TEXT),
        'null'), coalesce(CAST('"' || c2 || '"' AS TEXT), 'null')), ',') AS face0, string_agg(key3, '') AS key3
FROM (
    SELECT home_1.urn AS c0, home_identity_1.name AS c1, premises_1.postcode AS c2, CAST(home_1.urn AS TEXT) AS key3
    FROM register.home AS home_1
      LEFT OUTER JOIN register.premises AS premises_1 ON premises_1.home_id = home_1.id
        AND premises_1.is_main
        AND premises_1.valid_to IS NULL
      LEFT OUTER JOIN register.home_identity AS home_identity_1 ON home_identity_1.home_id = home_1.id
    WHERE premises_1.postcode = $1::VARCHAR
    ORDER BY home_1.urn ASC NULLS LAST
    LIMIT $2::INTEGER) AS page;

/* register_dfe */
SELECT count(*) AS total
FROM register.home AS home_1
  LEFT OUTER JOIN register.premises AS premises_1 ON premises_1.home_id = home_1.id
    AND premises_1.is_main
    AND premises_1.valid_to IS NULL
WHERE premises_1.postcode = $1::VARCHAR;

/* register_dfe */
SELECT count(*) AS count, string_agg(format('{"urn":"%s","name":%s,"postcode":%s}', c0, coalesce(CAST(to_json(c1) AS TEXT),
        'null'), coalesce(CAST('"' || c2 || '"' AS TEXT), 'null')), ',') AS face0, string_agg(key3, '') AS key3
FROM (
    SELECT home_1.urn AS c0, home_identity_1.name AS c1, premises_1.postcode AS c2, CAST(home_1.urn AS TEXT) AS key3
    FROM register.home AS home_1
      LEFT OUTER JOIN register.premises AS premises_1 ON premises_1.home_id = home_1.id
        AND premises_1.is_main
        AND premises_1.valid_to IS NULL
      LEFT OUTER JOIN register.home_identity AS home_identity_1 ON home_identity_1.home_id = home_1.id
    WHERE premises_1.postcode = $1::VARCHAR
    ORDER BY home_1.urn ASC NULLS LAST
    LIMIT $2::INTEGER) AS page;
