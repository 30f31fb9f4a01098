/* register_hmicfrs */
SELECT count(*) AS count, string_agg(coalesce(((((('{"status":"') || (CAST(upper(c0 COLLATE "C") AS TEXT))) || ('","foundAt":')) || (((CAST(to_json(c1) AS TEXT)) || (',"dueAt":')) || (CAST(to_json(c2) AS TEXT)))) || ((((',"offeredAt":') || (coalesce(CAST(to_json(c3) AS TEXT),
        'null'))) || (',"providerCode":')) || ((coalesce(CAST(to_json(c4) AS TEXT), 'null')) || (',"commissionedAt":')))) || (((((coalesce(CAST(to_json(c5) AS TEXT),
        'null')) || (',"conductedAt":')) || (coalesce(CAST(to_json(c6) AS TEXT), 'null'))) || ((',"isIndependent":') || (coalesce(CAST(c7 AS TEXT),
        'null')))) || ((((',"pushReasons":null,"pullReasons":null,"harmDisclosed":null,"narrative":null,"policeExtract":null,"episode":') || (CASE WHEN sees11 THEN CAST(CASE WHEN has10 THEN (('{"reference":') || (coalesce(CAST(to_json(c9) AS TEXT),
        'null'))) || (',"child":null}') ELSE 'null' END AS TEXT) ELSE 'null' END)) || (',"withheld":[')) || ((substr((',{"field":"pushReasons","reason":"NO_GRANT","askBody":"LOCAL_AUTHORITY"},{"field":"pullReasons","reason":"NO_GRANT","askBody":"LOCAL_AUTHORITY"},{"field":"harmDisclosed","reason":"NO_GRANT","askBody":"LOCAL_AUTHORITY"},{"field":"narrative","reason":"NO_GRANT","askBody":"LOCAL_AUTHORITY"},{"field":"policeExtract","reason":"NO_GRANT","askBody":"LOCAL_AUTHORITY"}') || (CASE WHEN sees11 THEN '' ELSE ',{"field":"episode","reason":"OUTSIDE_SCOPE","askBody":"POLICE"}' END),
        2)) || (']}')))), ''), ',') AS face0, string_agg(key12, '') AS key12, string_agg(key8, '') AS key8,
    bool_and(sees11) AS sees11
FROM (
    SELECT chosen.status AS c0, chosen.found_at AS c1, chosen.due_at AS c2, chosen.offered_at AS c3,
        chosen.provider_code AS c4, chosen.commissioned_at AS c5, chosen.conducted_at AS c6, chosen.is_independent AS c7,
        CAST(missing_episode_1.id AS TEXT) AS key8, missing_episode_1.reference AS c9, missing_episode_1.id IS NOT NULL AS has10,
        EXISTS (
        SELECT episode_reach_1.episode_id
        FROM register.episode_reach AS episode_reach_1
        WHERE episode_reach_1.area_code = any($1::TEXT[])
            AND episode_reach_1.how IN ('host', 'owner', 'responsible')
            AND episode_reach_1.valid_from <= now()
            AND (episode_reach_1.valid_to IS NULL OR episode_reach_1.valid_to > now())
            AND episode_reach_1.episode_id = chosen.episode_id OFFSET 0) AS sees11, CAST(chosen.id AS TEXT) AS key12
    FROM (
        SELECT bounded.id AS id, bounded.episode_id AS episode_id, bounded.status AS status, bounded.found_at AS found_at,
            bounded.due_at AS due_at, bounded.offered_at AS offered_at, bounded.provider_code AS provider_code,
            bounded.commissioned_at AS commissioned_at, bounded.conducted_at AS conducted_at, bounded.is_independent AS is_independent,
            bounded.key0 AS key0, bounded.key1 AS key1
        FROM (
            SELECT anon_1.id AS id, anon_1.episode_id AS episode_id, anon_1.status AS status, anon_1.found_at AS found_at,
                anon_1.due_at AS due_at, anon_1.offered_at AS offered_at, anon_1.provider_code AS provider_code,
                anon_1.commissioned_at AS commissioned_at, anon_1.conducted_at AS conducted_at, anon_1.is_independent AS is_independent,
                anon_1.due_at AS key0, anon_1.id AS key1
            FROM (
                SELECT return_interview_1.id AS id, return_interview_1.episode_id AS episode_id, return_interview_1.status AS status,
                    return_interview_1.found_at AS found_at, return_interview_1.due_at AS due_at, return_interview_1.offered_at AS offered_at,
                    return_interview_1.provider_code AS provider_code, return_interview_1.commissioned_at AS commissioned_at,
                    return_interview_1.conducted_at AS conducted_at, return_interview_1.is_independent AS is_independent
                FROM register.return_interview AS return_interview_1
                WHERE return_interview_1.episode_id IN (
                    SELECT episode_reach_2.episode_id
                    FROM register.episode_reach AS episode_reach_2
                    WHERE episode_reach_2.area_code = any($1::TEXT[])
                        AND episode_reach_2.how IN ('host', 'owner', 'responsible')
                        AND episode_reach_2.valid_from <= now()
                        AND (episode_reach_2.valid_to IS NULL OR episode_reach_2.valid_to > now()))
                LIMIT ALL OFFSET 0) AS anon_1
            ORDER BY anon_1.due_at ASC NULLS LAST, anon_1.id ASC NULLS LAST
            LIMIT $2::INTEGER) AS bounded
        LIMIT 101) AS chosen
      LEFT OUTER JOIN register.missing_episode AS missing_episode_1 ON missing_episode_1.id = chosen.episode_id
        AND (EXISTS (
        SELECT episode_reach_3.episode_id
        FROM register.episode_reach AS episode_reach_3
        WHERE episode_reach_3.area_code = any($1::TEXT[])
            AND episode_reach_3.how IN ('host', 'owner', 'responsible')
            AND episode_reach_3.valid_from <= now()
            AND (episode_reach_3.valid_to IS NULL OR episode_reach_3.valid_to > now())
            AND episode_reach_3.episode_id = missing_episode_1.id OFFSET 0))
    ORDER BY chosen.key0 ASC NULLS LAST, chosen.key1 ASC NULLS LAST
    LIMIT ALL OFFSET 0) AS page;
