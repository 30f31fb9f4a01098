/* register_local_authority */
SELECT count(*) AS count, array_agg(coalesce((('{"urn":"') || (c0)) || ('","conditions":␁0␁,"notices":␁1␁,"withheld":[]}'),
        '')) AS face0, string_agg(key2, '') AS key2, CAST(array_agg(p1) AS TEXT) AS p1
FROM (
    SELECT chosen.urn AS c0, chosen.id AS p1, CAST(chosen.urn AS TEXT) AS key2
    FROM (
        SELECT home_1.id AS id, home_1.urn AS urn, home_1.urn AS key0
        FROM register.home AS home_1
        WHERE home_1.urn = $1::VARCHAR
        ORDER BY home_1.urn ASC NULLS LAST
        LIMIT 1) AS chosen
    ORDER BY chosen.key0 ASC NULLS LAST
    LIMIT ALL OFFSET 0) AS page;

/* register_local_authority */
SELECT answered.count, answered.face0, answered.key6
FROM unnest(CAST($1::VARCHAR AS UUID[])) WITH ORDINALITY AS anon_1(id, n)
  JOIN LATERAL (
    SELECT count(*) AS count, string_agg(coalesce((((('{"id":"') || (CAST(c0 AS TEXT))) || (('","kind":"') || (CAST(upper(c1 COLLATE "C") AS TEXT)))) || ((('","change":"') || (CAST(upper(c2 COLLATE "C") AS TEXT))) || ('","effectiveFrom":"'))) || ((((CAST(c3 AS TEXT)) || ('","endedOn":')) || (coalesce(CAST('"' || CAST(c4 AS TEXT) || '"' AS TEXT),
            'null'))) || (((',"wording":') || (coalesce(CAST(to_json(c5) AS TEXT), 'null'))) || (',"withheld":[]}'))),
            ''), ',') AS face0, string_agg(key6, '') AS key6
    FROM (
        SELECT chosen.id AS c0, chosen.kind AS c1, chosen.change AS c2, chosen.effective_from AS c3,
            chosen.ended_on AS c4, condition_detail_1.wording AS c5, CAST(chosen.id AS TEXT) AS key6
        FROM LATERAL (
            SELECT condition_1.id AS id, condition_1.kind AS kind, condition_1.change AS change, condition_1.effective_from AS effective_from,
                condition_1.ended_on AS ended_on, condition_1.effective_from AS key0, condition_1.id AS key1
            FROM register.condition AS condition_1
            WHERE condition_1.home_id = anon_1.id
            ORDER BY condition_1.effective_from DESC NULLS FIRST, condition_1.id ASC NULLS LAST
            LIMIT 100) AS chosen
          LEFT OUTER JOIN register.condition_detail AS condition_detail_1 ON condition_detail_1.condition_id = chosen.id
        ORDER BY chosen.key0 DESC NULLS FIRST, chosen.key1 ASC NULLS LAST
        LIMIT ALL OFFSET 0) AS page) AS answered ON true
ORDER BY anon_1.n;

/* register_local_authority */
SELECT answered.count, answered.face0, answered.key6
FROM unnest(CAST($1::VARCHAR AS UUID[])) WITH ORDINALITY AS anon_1(id, n)
  JOIN LATERAL (
    SELECT count(*) AS count, string_agg(coalesce((((('{"id":"') || (CAST(c0 AS TEXT))) || (('","kind":"') || (CAST(upper(c1 COLLATE "C") AS TEXT)))) || ((('","servedOn":"') || (CAST(c2 AS TEXT))) || ('","liftedOn":'))) || ((((coalesce(CAST('"' || CAST(c3 AS TEXT) || '"' AS TEXT),
            'null')) || (',"reasons":')) || (coalesce(CAST(to_json(c4) AS TEXT), 'null'))) || (((',"appealStatus":') || (coalesce(CAST('"' || CAST(upper(c5 COLLATE "C") AS TEXT) || '"' AS TEXT),
            'null'))) || (',"withheld":[]}'))), ''), ',') AS face0, string_agg(key6, '') AS key6
    FROM (
        SELECT chosen.id AS c0, chosen.kind AS c1, chosen.served_on AS c2, chosen.lifted_on AS c3, notice_detail_1.reasons AS c4,
            notice_detail_1.appeal AS c5, CAST(chosen.id AS TEXT) AS key6
        FROM LATERAL (
            SELECT notice_1.id AS id, notice_1.kind AS kind, notice_1.served_on AS served_on, notice_1.lifted_on AS lifted_on,
                notice_1.served_on AS key0, notice_1.id AS key1
            FROM register.notice AS notice_1
            WHERE notice_1.home_id = anon_1.id
            ORDER BY notice_1.served_on DESC NULLS FIRST, notice_1.id ASC NULLS LAST
            LIMIT 100) AS chosen
          LEFT OUTER JOIN register.notice_detail AS notice_detail_1 ON notice_detail_1.notice_id = chosen.id
        ORDER BY chosen.key0 DESC NULLS FIRST, chosen.key1 ASC NULLS LAST
        LIMIT ALL OFFSET 0) AS page) AS answered ON true
ORDER BY anon_1.n;

/* register_local_authority */
SELECT count(*) AS count, array_agg(coalesce((('{"urn":"') || (c0)) || ('","conditions":␁0␁,"notices":␁1␁,"withheld":[]}'),
        '')) AS face0, string_agg(key2, '') AS key2, CAST(array_agg(p1) AS TEXT) AS p1
FROM (
    SELECT chosen.urn AS c0, chosen.id AS p1, CAST(chosen.urn AS TEXT) AS key2
    FROM (
        SELECT home_1.id AS id, home_1.urn AS urn, home_1.urn AS key0
        FROM register.home AS home_1
        WHERE home_1.urn = $1::VARCHAR
        ORDER BY home_1.urn ASC NULLS LAST
        LIMIT 1) AS chosen
    ORDER BY chosen.key0 ASC NULLS LAST
    LIMIT ALL OFFSET 0) AS page;

/* register_local_authority */
SELECT answered.count, answered.face0, answered.key6
FROM unnest(CAST($1::VARCHAR AS UUID[])) WITH ORDINALITY AS anon_1(id, n)
  JOIN LATERAL (
    SELECT count(*) AS count, string_agg(coalesce((((('{"id":"') || (CAST(c0 AS TEXT))) || (('","kind":"') || (CAST(upper(c1 COLLATE "C") AS TEXT)))) || ((('","change":"') || (CAST(upper(c2 COLLATE "C") AS TEXT))) || ('","effectiveFrom":"'))) || ((((CAST(c3 AS TEXT)) || ('","endedOn":')) || (coalesce(CAST('"' || CAST(c4 AS TEXT) || '"' AS TEXT),
            'null'))) || (((',"wording":') || (coalesce(CAST(to_json(c5) AS TEXT), 'null'))) || (',"withheld":[]}'))),
            ''), ',') AS face0, string_agg(key6, '') AS key6
    FROM (
        SELECT chosen.id AS c0, chosen.kind AS c1, chosen.change AS c2, chosen.effective_from AS c3,
            chosen.ended_on AS c4, condition_detail_1.wording AS c5, CAST(chosen.id AS TEXT) AS key6
        FROM LATERAL (
            SELECT condition_1.id AS id, condition_1.kind AS kind, condition_1.change AS change, condition_1.effective_from AS effective_from,
                condition_1.ended_on AS ended_on, condition_1.effective_from AS key0, condition_1.id AS key1
            FROM register.condition AS condition_1
            WHERE condition_1.home_id = anon_1.id
            ORDER BY condition_1.effective_from DESC NULLS FIRST, condition_1.id ASC NULLS LAST
            LIMIT 100) AS chosen
          LEFT OUTER JOIN register.condition_detail AS condition_detail_1 ON condition_detail_1.condition_id = chosen.id
        ORDER BY chosen.key0 DESC NULLS FIRST, chosen.key1 ASC NULLS LAST
        LIMIT ALL OFFSET 0) AS page) AS answered ON true
ORDER BY anon_1.n;

/* register_local_authority */
SELECT answered.count, answered.face0, answered.key6
FROM unnest(CAST($1::VARCHAR AS UUID[])) WITH ORDINALITY AS anon_1(id, n)
  JOIN LATERAL (
    SELECT count(*) AS count, string_agg(coalesce((((('{"id":"') || (CAST(c0 AS TEXT))) || (('","kind":"') || (CAST(upper(c1 COLLATE "C") AS TEXT)))) || ((('","servedOn":"') || (CAST(c2 AS TEXT))) || ('","liftedOn":'))) || ((((coalesce(CAST('"' || CAST(c3 AS TEXT) || '"' AS TEXT),
            'null')) || (',"reasons":')) || (coalesce(CAST(to_json(c4) AS TEXT), 'null'))) || (((',"appealStatus":') || (coalesce(CAST('"' || CAST(upper(c5 COLLATE "C") AS TEXT) || '"' AS TEXT),
            'null'))) || (',"withheld":[]}'))), ''), ',') AS face0, string_agg(key6, '') AS key6
    FROM (
        SELECT chosen.id AS c0, chosen.kind AS c1, chosen.served_on AS c2, chosen.lifted_on AS c3, notice_detail_1.reasons AS c4,
            notice_detail_1.appeal AS c5, CAST(chosen.id AS TEXT) AS key6
        FROM LATERAL (
            SELECT notice_1.id AS id, notice_1.kind AS kind, notice_1.served_on AS served_on, notice_1.lifted_on AS lifted_on,
                notice_1.served_on AS key0, notice_1.id AS key1
            FROM register.notice AS notice_1
            WHERE notice_1.home_id = anon_1.id
            ORDER BY notice_1.served_on DESC NULLS FIRST, notice_1.id ASC NULLS LAST
            LIMIT 100) AS chosen
          LEFT OUTER JOIN register.notice_detail AS notice_detail_1 ON notice_detail_1.notice_id = chosen.id
        ORDER BY chosen.key0 DESC NULLS FIRST, chosen.key1 ASC NULLS LAST
        LIMIT ALL OFFSET 0) AS page) AS answered ON true
ORDER BY anon_1.n;
