/* register_auditor */
SELECT count(*) AS count, string_agg(coalesce(((('{"urn":"') || (c0)) || (('","registeredManager":null,"responsibleIndividual":null,"provider":') || (CASE WHEN has5 THEN (((('{"reference":') || (CAST(to_json(c2) AS TEXT))) || (',"name":')) || ((coalesce(CAST(to_json(c3) AS TEXT),
        'null')) || (',"legalForm":"'))) || (((CAST(upper(c4 COLLATE "C") AS TEXT)) || ('","individualName":null,"address":null,"withheld":[')) || ((substr(CAST(',{"field":"individualName","reason":"NO_GRANT"},{"field":"address","reason":"NO_GRANT"}' AS TEXT),
        2)) || (']}'))) ELSE 'null' END))) || (((',"withheld":[') || (substr(CAST(',{"field":"registeredManager","reason":"NO_GRANT"},{"field":"responsibleIndividual","reason":"NO_GRANT"}' AS TEXT),
        2))) || (']}')), ''), ',') AS face0, string_agg(key6, '') AS key6, string_agg(key1, '') AS key1
FROM (
    SELECT chosen.urn AS c0, CAST(provider_1.reference AS TEXT) AS key1, provider_1.reference AS c2,
        provider_1.name AS c3, provider_1.legal_form AS c4, provider_1.id IS NOT NULL AS has5, CAST(chosen.urn AS TEXT) AS key6
    FROM (
        SELECT home_1.id AS id, home_1.urn AS urn, home_1.provider_id AS provider_id, home_1.urn AS key0
        FROM register.home AS home_1
        WHERE home_1.urn = $1::VARCHAR
        ORDER BY home_1.urn ASC NULLS LAST
        LIMIT 1) AS chosen
      LEFT OUTER JOIN register.provider AS provider_1 ON provider_1.id = chosen.provider_id
    ORDER BY chosen.key0 ASC NULLS LAST
    LIMIT ALL OFFSET 0) AS page;

/* register_auditor */
SELECT count(*) AS count, string_agg(coalesce(((('{"urn":"') || (c0)) || (('","registeredManager":null,"responsibleIndividual":null,"provider":') || (CASE WHEN has5 THEN (((('{"reference":') || (CAST(to_json(c2) AS TEXT))) || (',"name":')) || ((coalesce(CAST(to_json(c3) AS TEXT),
        'null')) || (',"legalForm":"'))) || (((CAST(upper(c4 COLLATE "C") AS TEXT)) || ('","individualName":null,"address":null,"withheld":[')) || ((substr(CAST(',{"field":"individualName","reason":"NO_GRANT"},{"field":"address","reason":"NO_GRANT"}' AS TEXT),
        2)) || (']}'))) ELSE 'null' END))) || (((',"withheld":[') || (substr(CAST(',{"field":"registeredManager","reason":"NO_GRANT"},{"field":"responsibleIndividual","reason":"NO_GRANT"}' AS TEXT),
        2))) || (']}')), ''), ',') AS face0, string_agg(key6, '') AS key6, string_agg(key1, '') AS key1
FROM (
    SELECT chosen.urn AS c0, CAST(provider_1.reference AS TEXT) AS key1, provider_1.reference AS c2,
        provider_1.name AS c3, provider_1.legal_form AS c4, provider_1.id IS NOT NULL AS has5, CAST(chosen.urn AS TEXT) AS key6
    FROM (
        SELECT home_1.id AS id, home_1.urn AS urn, home_1.provider_id AS provider_id, home_1.urn AS key0
        FROM register.home AS home_1
        WHERE home_1.urn = $1::VARCHAR
        ORDER BY home_1.urn ASC NULLS LAST
        LIMIT 1) AS chosen
      LEFT OUTER JOIN register.provider AS provider_1 ON provider_1.id = chosen.provider_id
    ORDER BY chosen.key0 ASC NULLS LAST
    LIMIT ALL OFFSET 0) AS page;
