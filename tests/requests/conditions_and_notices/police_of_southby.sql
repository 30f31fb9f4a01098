/* register_police */
SELECT count(*) AS count, array_agg(coalesce((((('{"urn":"') || (c0)) || ('","conditions":')) || ((CASE WHEN sees2 THEN CAST('␁0␁' AS TEXT) ELSE 'null' END) || (',"notices":'))) || (((CASE WHEN sees3 THEN CAST('␁1␁' AS TEXT) ELSE 'null' END) || (',"withheld":[')) || ((substr((CASE WHEN sees2 THEN '' ELSE ',{"field":"conditions","reason":"OUTSIDE_SCOPE"}' END) || (CASE WHEN sees3 THEN '' ELSE ',{"field":"notices","reason":"OUTSIDE_SCOPE"}' END),
        2)) || (']}'))), '')) AS face0, string_agg(key4, '') AS key4, CAST(array_agg(p1) AS TEXT) AS p1,
    array_agg(sees2) AS sees2, array_agg(sees3) AS sees3
FROM (
    SELECT chosen.urn AS c0, chosen.id AS p1, EXISTS (
        SELECT home_reach_1.home_id
        FROM register.home_reach AS home_reach_1
        WHERE home_reach_1.area_code = $1::VARCHAR
            AND (home_reach_1.valid_to IS NULL OR home_reach_1.valid_to > CAST(now() AS DATE))
            AND home_reach_1.home_id = chosen.id OFFSET 0) AS sees2, EXISTS (
        SELECT home_reach_2.home_id
        FROM register.home_reach AS home_reach_2
        WHERE home_reach_2.area_code = $1::VARCHAR
            AND (home_reach_2.valid_to IS NULL OR home_reach_2.valid_to > CAST(now() AS DATE))
            AND home_reach_2.home_id = chosen.id OFFSET 0) AS sees3, CAST(chosen.urn AS TEXT) AS key4
    FROM (
        SELECT home_1.id AS id, home_1.urn AS urn, home_1.urn AS key0
        FROM register.home AS home_1
        WHERE home_1.urn = $2::VARCHAR
        ORDER BY home_1.urn ASC NULLS LAST
        LIMIT 1) AS chosen
    ORDER BY chosen.key0 ASC NULLS LAST
    LIMIT ALL OFFSET 0) AS page;

/* register_police */
SELECT answered.count, answered.face0, answered.key5
FROM unnest(CAST($1::VARCHAR AS UUID[])) WITH ORDINALITY AS anon_1(id, n)
  JOIN LATERAL (
    SELECT count(*) AS count, string_agg(coalesce((((('{"id":"') || (CAST(c0 AS TEXT))) || (('","kind":"') || (CAST(upper(c1 COLLATE "C") AS TEXT)))) || ((('","change":"') || (CAST(upper(c2 COLLATE "C") AS TEXT))) || ('","effectiveFrom":"'))) || ((((CAST(c3 AS TEXT)) || ('","endedOn":')) || (coalesce(CAST('"' || CAST(c4 AS TEXT) || '"' AS TEXT),
            'null'))) || (((',"wording":null,"withheld":[') || (substr(CAST(',{"field":"wording","reason":"NO_GRANT"}' AS TEXT),
            2))) || (']}'))), ''), ',') AS face0, string_agg(key5, '') AS key5
    FROM (
        SELECT chosen.id AS c0, chosen.kind AS c1, chosen.change AS c2, chosen.effective_from AS c3,
            chosen.ended_on AS c4, CAST(chosen.id AS TEXT) AS key5
        FROM LATERAL (
            SELECT anon_2.id AS id, anon_2.kind AS kind, anon_2.change AS change, anon_2.effective_from AS effective_from,
                anon_2.ended_on AS ended_on, anon_2.effective_from AS key0, anon_2.id AS key1
            FROM LATERAL (
                SELECT condition_1.id AS id, condition_1.kind AS kind, condition_1.change AS change,
                    condition_1.effective_from AS effective_from, condition_1.ended_on AS ended_on
                FROM register.condition AS condition_1
                WHERE condition_1.home_id = anon_1.id
                    AND (EXISTS (
                    SELECT home_reach_1.home_id
                    FROM register.home_reach AS home_reach_1
                    WHERE home_reach_1.area_code = $2::VARCHAR
                        AND (home_reach_1.valid_to IS NULL OR home_reach_1.valid_to > CAST(now() AS DATE))
                        AND home_reach_1.home_id = condition_1.home_id OFFSET 0))
                LIMIT ALL OFFSET 0) AS anon_2
            ORDER BY anon_2.effective_from DESC NULLS FIRST, anon_2.id ASC NULLS LAST
            LIMIT 100) AS chosen
        ORDER BY chosen.key0 DESC NULLS FIRST, chosen.key1 ASC NULLS LAST
        LIMIT ALL OFFSET 0) AS page) AS answered ON true
ORDER BY anon_1.n;

/* register_police */
SELECT answered.count, answered.face0, answered.key4
FROM unnest(CAST($1::VARCHAR AS UUID[])) WITH ORDINALITY AS anon_1(id, n)
  JOIN LATERAL (
    SELECT count(*) AS count, string_agg(coalesce((((('{"id":"') || (CAST(c0 AS TEXT))) || ('","kind":"')) || (((CAST(upper(c1 COLLATE "C") AS TEXT)) || ('","servedOn":"')) || (CAST(c2 AS TEXT)))) || (((('","liftedOn":') || (coalesce(CAST('"' || CAST(c3 AS TEXT) || '"' AS TEXT),
            'null'))) || (',"reasons":null,"appealStatus":null,"withheld":[')) || ((substr(CAST(',{"field":"reasons","reason":"NO_GRANT"},{"field":"appealStatus","reason":"NO_GRANT"}' AS TEXT),
            2)) || (']}'))), ''), ',') AS face0, string_agg(key4, '') AS key4
    FROM (
        SELECT chosen.id AS c0, chosen.kind AS c1, chosen.served_on AS c2, chosen.lifted_on AS c3, CAST(chosen.id AS TEXT) AS key4
        FROM LATERAL (
            SELECT anon_2.id AS id, anon_2.kind AS kind, anon_2.served_on AS served_on, anon_2.lifted_on AS lifted_on,
                anon_2.served_on AS key0, anon_2.id AS key1
            FROM LATERAL (
                SELECT notice_1.id AS id, notice_1.kind AS kind, notice_1.served_on AS served_on, notice_1.lifted_on AS lifted_on
                FROM register.notice AS notice_1
                WHERE notice_1.home_id = anon_1.id
                    AND (EXISTS (
                    SELECT home_reach_1.home_id
                    FROM register.home_reach AS home_reach_1
                    WHERE home_reach_1.area_code = $2::VARCHAR
                        AND (home_reach_1.valid_to IS NULL OR home_reach_1.valid_to > CAST(now() AS DATE))
                        AND home_reach_1.home_id = notice_1.home_id OFFSET 0))
                LIMIT ALL OFFSET 0) AS anon_2
            ORDER BY anon_2.served_on DESC NULLS FIRST, anon_2.id ASC NULLS LAST
            LIMIT 100) AS chosen
        ORDER BY chosen.key0 DESC NULLS FIRST, chosen.key1 ASC NULLS LAST
        LIMIT ALL OFFSET 0) AS page) AS answered ON true
ORDER BY anon_1.n;

/* register_police */
SELECT count(*) AS count, array_agg(coalesce((((('{"urn":"') || (c0)) || ('","conditions":')) || ((CASE WHEN sees2 THEN CAST('␁0␁' AS TEXT) ELSE 'null' END) || (',"notices":'))) || (((CASE WHEN sees3 THEN CAST('␁1␁' AS TEXT) ELSE 'null' END) || (',"withheld":[')) || ((substr((CASE WHEN sees2 THEN '' ELSE ',{"field":"conditions","reason":"OUTSIDE_SCOPE"}' END) || (CASE WHEN sees3 THEN '' ELSE ',{"field":"notices","reason":"OUTSIDE_SCOPE"}' END),
        2)) || (']}'))), '')) AS face0, string_agg(key4, '') AS key4, CAST(array_agg(p1) AS TEXT) AS p1,
    array_agg(sees2) AS sees2, array_agg(sees3) AS sees3
FROM (
    SELECT chosen.urn AS c0, chosen.id AS p1, EXISTS (
        SELECT home_reach_1.home_id
        FROM register.home_reach AS home_reach_1
        WHERE home_reach_1.area_code = $1::VARCHAR
            AND (home_reach_1.valid_to IS NULL OR home_reach_1.valid_to > CAST(now() AS DATE))
            AND home_reach_1.home_id = chosen.id OFFSET 0) AS sees2, EXISTS (
        SELECT home_reach_2.home_id
        FROM register.home_reach AS home_reach_2
        WHERE home_reach_2.area_code = $1::VARCHAR
            AND (home_reach_2.valid_to IS NULL OR home_reach_2.valid_to > CAST(now() AS DATE))
            AND home_reach_2.home_id = chosen.id OFFSET 0) AS sees3, CAST(chosen.urn AS TEXT) AS key4
    FROM (
        SELECT home_1.id AS id, home_1.urn AS urn, home_1.urn AS key0
        FROM register.home AS home_1
        WHERE home_1.urn = $2::VARCHAR
        ORDER BY home_1.urn ASC NULLS LAST
        LIMIT 1) AS chosen
    ORDER BY chosen.key0 ASC NULLS LAST
    LIMIT ALL OFFSET 0) AS page;

/* register_police */
SELECT answered.count, answered.face0, answered.key5
FROM unnest(CAST($1::VARCHAR AS UUID[])) WITH ORDINALITY AS anon_1(id, n)
  JOIN LATERAL (
    SELECT count(*) AS count, string_agg(coalesce((((('{"id":"') || (CAST(c0 AS TEXT))) || (('","kind":"') || (CAST(upper(c1 COLLATE "C") AS TEXT)))) || ((('","change":"') || (CAST(upper(c2 COLLATE "C") AS TEXT))) || ('","effectiveFrom":"'))) || ((((CAST(c3 AS TEXT)) || ('","endedOn":')) || (coalesce(CAST('"' || CAST(c4 AS TEXT) || '"' AS TEXT),
            'null'))) || (((',"wording":null,"withheld":[') || (substr(CAST(',{"field":"wording","reason":"NO_GRANT"}' AS TEXT),
            2))) || (']}'))), ''), ',') AS face0, string_agg(key5, '') AS key5
    FROM (
        SELECT chosen.id AS c0, chosen.kind AS c1, chosen.change AS c2, chosen.effective_from AS c3,
            chosen.ended_on AS c4, CAST(chosen.id AS TEXT) AS key5
        FROM LATERAL (
            SELECT anon_2.id AS id, anon_2.kind AS kind, anon_2.change AS change, anon_2.effective_from AS effective_from,
                anon_2.ended_on AS ended_on, anon_2.effective_from AS key0, anon_2.id AS key1
            FROM LATERAL (
                SELECT condition_1.id AS id, condition_1.kind AS kind, condition_1.change AS change,
                    condition_1.effective_from AS effective_from, condition_1.ended_on AS ended_on
                FROM register.condition AS condition_1
                WHERE condition_1.home_id = anon_1.id
                    AND (EXISTS (
                    SELECT home_reach_1.home_id
                    FROM register.home_reach AS home_reach_1
                    WHERE home_reach_1.area_code = $2::VARCHAR
                        AND (home_reach_1.valid_to IS NULL OR home_reach_1.valid_to > CAST(now() AS DATE))
                        AND home_reach_1.home_id = condition_1.home_id OFFSET 0))
                LIMIT ALL OFFSET 0) AS anon_2
            ORDER BY anon_2.effective_from DESC NULLS FIRST, anon_2.id ASC NULLS LAST
            LIMIT 100) AS chosen
        ORDER BY chosen.key0 DESC NULLS FIRST, chosen.key1 ASC NULLS LAST
        LIMIT ALL OFFSET 0) AS page) AS answered ON true
ORDER BY anon_1.n;

/* register_police */
SELECT answered.count, answered.face0, answered.key4
FROM unnest(CAST($1::VARCHAR AS UUID[])) WITH ORDINALITY AS anon_1(id, n)
  JOIN LATERAL (
    SELECT count(*) AS count, string_agg(coalesce((((('{"id":"') || (CAST(c0 AS TEXT))) || ('","kind":"')) || (((CAST(upper(c1 COLLATE "C") AS TEXT)) || ('","servedOn":"')) || (CAST(c2 AS TEXT)))) || (((('","liftedOn":') || (coalesce(CAST('"' || CAST(c3 AS TEXT) || '"' AS TEXT),
            'null'))) || (',"reasons":null,"appealStatus":null,"withheld":[')) || ((substr(CAST(',{"field":"reasons","reason":"NO_GRANT"},{"field":"appealStatus","reason":"NO_GRANT"}' AS TEXT),
            2)) || (']}'))), ''), ',') AS face0, string_agg(key4, '') AS key4
    FROM (
        SELECT chosen.id AS c0, chosen.kind AS c1, chosen.served_on AS c2, chosen.lifted_on AS c3, CAST(chosen.id AS TEXT) AS key4
        FROM LATERAL (
            SELECT anon_2.id AS id, anon_2.kind AS kind, anon_2.served_on AS served_on, anon_2.lifted_on AS lifted_on,
                anon_2.served_on AS key0, anon_2.id AS key1
            FROM LATERAL (
                SELECT notice_1.id AS id, notice_1.kind AS kind, notice_1.served_on AS served_on, notice_1.lifted_on AS lifted_on
                FROM register.notice AS notice_1
                WHERE notice_1.home_id = anon_1.id
                    AND (EXISTS (
                    SELECT home_reach_1.home_id
                    FROM register.home_reach AS home_reach_1
                    WHERE home_reach_1.area_code = $2::VARCHAR
                        AND (home_reach_1.valid_to IS NULL OR home_reach_1.valid_to > CAST(now() AS DATE))
                        AND home_reach_1.home_id = notice_1.home_id OFFSET 0))
                LIMIT ALL OFFSET 0) AS anon_2
            ORDER BY anon_2.served_on DESC NULLS FIRST, anon_2.id ASC NULLS LAST
            LIMIT 100) AS chosen
        ORDER BY chosen.key0 DESC NULLS FIRST, chosen.key1 ASC NULLS LAST
        LIMIT ALL OFFSET 0) AS page) AS answered ON true
ORDER BY anon_1.n;
