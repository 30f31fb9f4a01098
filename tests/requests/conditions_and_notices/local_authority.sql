/* register_local_authority */
SELECT count(*) AS count, array_agg(format('{"urn":"%s","conditions":␁0␁,"notices":␁1␁,"withheld":[]}',
        c0)) AS face0, string_agg(key2, '') AS key2, CAST(array_agg(p1) AS TEXT) AS p1
FROM (
    SELECT home_1.urn AS c0, home_1.id AS p1, CAST(home_1.urn AS TEXT) AS key2
    FROM register.home AS home_1
    WHERE home_1.urn = $1::VARCHAR
    ORDER BY home_1.urn ASC NULLS LAST
    LIMIT 1) AS page;

/* register_local_authority */
SELECT answered.count, answered.face0, answered.key6
FROM unnest(CAST($1::VARCHAR AS UUID[])) WITH ORDINALITY AS anon_1(id, n)
  JOIN LATERAL (
    SELECT count(*) AS count, string_agg(format('{"id":"%s","kind":"%s","change":"%s","effectiveFrom":"%s","endedOn":%s,"wording":%s,"withheld":[]}',
            CAST(c0 AS TEXT), CAST(upper(c1 COLLATE "C") AS TEXT), CAST(upper(c2 COLLATE "C") AS TEXT),
            CAST(c3 AS TEXT), coalesce(CAST('"' || CAST(c4 AS TEXT) || '"' AS TEXT), 'null'), coalesce(CAST(to_json(c5) AS TEXT),
            'null')), ',') AS face0, string_agg(key6, '') AS key6
    FROM (
        SELECT condition_1.id AS c0, condition_1.kind AS c1, condition_1.change AS c2, condition_1.effective_from AS c3,
            condition_1.ended_on AS c4, condition_detail_1.wording AS c5, CAST(condition_1.id AS TEXT) AS key6
        FROM register.condition AS condition_1
          LEFT OUTER JOIN register.condition_detail AS condition_detail_1 ON condition_detail_1.condition_id = condition_1.id
        WHERE condition_1.home_id = anon_1.id
        ORDER BY condition_1.effective_from DESC NULLS FIRST, condition_1.id ASC NULLS LAST
        LIMIT 100) AS page) AS answered ON true
ORDER BY anon_1.n;

/* register_local_authority */
SELECT answered.count, answered.face0, answered.key6
FROM unnest(CAST($1::VARCHAR AS UUID[])) WITH ORDINALITY AS anon_1(id, n)
  JOIN LATERAL (
    SELECT count(*) AS count, string_agg(format('{"id":"%s","kind":"%s","servedOn":"%s","liftedOn":%s,"reasons":%s,"appealStatus":%s,"withheld":[]}',
            CAST(c0 AS TEXT), CAST(upper(c1 COLLATE "C") AS TEXT), CAST(c2 AS TEXT), coalesce(CAST('"' || CAST(c3 AS TEXT) || '"' AS TEXT),
            'null'), coalesce(CAST(to_json(c4) AS TEXT), 'null'), coalesce(CAST(to_json(c5) AS TEXT),
            'null')), ',') AS face0, string_agg(key6, '') AS key6
    FROM (
        SELECT notice_1.id AS c0, notice_1.kind AS c1, notice_1.served_on AS c2, notice_1.lifted_on AS c3,
            notice_detail_1.reasons AS c4, notice_detail_1.appeal_status AS c5, CAST(notice_1.id AS TEXT) AS key6
        FROM register.notice AS notice_1
          LEFT OUTER JOIN register.notice_detail AS notice_detail_1 ON notice_detail_1.notice_id = notice_1.id
        WHERE notice_1.home_id = anon_1.id
        ORDER BY notice_1.served_on DESC NULLS FIRST, notice_1.id ASC NULLS LAST
        LIMIT 100) AS page) AS answered ON true
ORDER BY anon_1.n;

/* register_local_authority */
SELECT count(*) AS count, array_agg(format('{"urn":"%s","conditions":␁0␁,"notices":␁1␁,"withheld":[]}',
        c0)) AS face0, string_agg(key2, '') AS key2, CAST(array_agg(p1) AS TEXT) AS p1
FROM (
    SELECT home_1.urn AS c0, home_1.id AS p1, CAST(home_1.urn AS TEXT) AS key2
    FROM register.home AS home_1
    WHERE home_1.urn = $1::VARCHAR
    ORDER BY home_1.urn ASC NULLS LAST
    LIMIT 1) AS page;

/* register_local_authority */
SELECT answered.count, answered.face0, answered.key6
FROM unnest(CAST($1::VARCHAR AS UUID[])) WITH ORDINALITY AS anon_1(id, n)
  JOIN LATERAL (
    SELECT count(*) AS count, string_agg(format('{"id":"%s","kind":"%s","change":"%s","effectiveFrom":"%s","endedOn":%s,"wording":%s,"withheld":[]}',
            CAST(c0 AS TEXT), CAST(upper(c1 COLLATE "C") AS TEXT), CAST(upper(c2 COLLATE "C") AS TEXT),
            CAST(c3 AS TEXT), coalesce(CAST('"' || CAST(c4 AS TEXT) || '"' AS TEXT), 'null'), coalesce(CAST(to_json(c5) AS TEXT),
            'null')), ',') AS face0, string_agg(key6, '') AS key6
    FROM (
        SELECT condition_1.id AS c0, condition_1.kind AS c1, condition_1.change AS c2, condition_1.effective_from AS c3,
            condition_1.ended_on AS c4, condition_detail_1.wording AS c5, CAST(condition_1.id AS TEXT) AS key6
        FROM register.condition AS condition_1
          LEFT OUTER JOIN register.condition_detail AS condition_detail_1 ON condition_detail_1.condition_id = condition_1.id
        WHERE condition_1.home_id = anon_1.id
        ORDER BY condition_1.effective_from DESC NULLS FIRST, condition_1.id ASC NULLS LAST
        LIMIT 100) AS page) AS answered ON true
ORDER BY anon_1.n;

/* register_local_authority */
SELECT answered.count, answered.face0, answered.key6
FROM unnest(CAST($1::VARCHAR AS UUID[])) WITH ORDINALITY AS anon_1(id, n)
  JOIN LATERAL (
    SELECT count(*) AS count, string_agg(format('{"id":"%s","kind":"%s","servedOn":"%s","liftedOn":%s,"reasons":%s,"appealStatus":%s,"withheld":[]}',
            CAST(c0 AS TEXT), CAST(upper(c1 COLLATE "C") AS TEXT), CAST(c2 AS TEXT), coalesce(CAST('"' || CAST(c3 AS TEXT) || '"' AS TEXT),
            'null'), coalesce(CAST(to_json(c4) AS TEXT), 'null'), coalesce(CAST(to_json(c5) AS TEXT),
            'null')), ',') AS face0, string_agg(key6, '') AS key6
    FROM (
        SELECT notice_1.id AS c0, notice_1.kind AS c1, notice_1.served_on AS c2, notice_1.lifted_on AS c3,
            notice_detail_1.reasons AS c4, notice_detail_1.appeal_status AS c5, CAST(notice_1.id AS TEXT) AS key6
        FROM register.notice AS notice_1
          LEFT OUTER JOIN register.notice_detail AS notice_detail_1 ON notice_detail_1.notice_id = notice_1.id
        WHERE notice_1.home_id = anon_1.id
        ORDER BY notice_1.served_on DESC NULLS FIRST, notice_1.id ASC NULLS LAST
        LIMIT 100) AS page) AS answered ON true
ORDER BY anon_1.n;
