/* register_ofsted */
SELECT count(*) AS count, string_agg(coalesce(((((('{"status":"') || (CAST(upper(c0 COLLATE "C") AS TEXT))) || ('","foundAt":')) || (((CAST(to_json(c1) AS TEXT)) || (',"dueAt":')) || (CAST(to_json(c2) AS TEXT)))) || ((((',"offeredAt":') || (coalesce(CAST(to_json(c3) AS TEXT),
        'null'))) || (',"providerCode":')) || ((coalesce(CAST(to_json(c4) AS TEXT), 'null')) || (',"commissionedAt":')))) || (((((coalesce(CAST(to_json(c5) AS TEXT),
        'null')) || (',"conductedAt":')) || (coalesce(CAST(to_json(c6) AS TEXT), 'null'))) || ((',"isIndependent":') || (coalesce(CAST(c7 AS TEXT),
        'null')))) || ((((',"pushReasons":null,"pullReasons":null,"harmDisclosed":null,"narrative":null,"policeExtract":null,"episode":') || (CASE WHEN has10 THEN (('{"reference":') || (coalesce(CAST(to_json(c9) AS TEXT),
        'null'))) || (',"child":null}') ELSE 'null' END)) || (',"withheld":[')) || ((substr(CAST(',{"field":"pushReasons","reason":"NO_GRANT","askBody":"LOCAL_AUTHORITY"},{"field":"pullReasons","reason":"NO_GRANT","askBody":"LOCAL_AUTHORITY"},{"field":"harmDisclosed","reason":"NO_GRANT","askBody":"LOCAL_AUTHORITY"},{"field":"narrative","reason":"NO_GRANT","askBody":"LOCAL_AUTHORITY"},{"field":"policeExtract","reason":"NO_GRANT","askBody":"LOCAL_AUTHORITY"}' AS TEXT),
        2)) || (']}')))), ''), ',') AS face0, string_agg(key11, '') AS key11, string_agg(key8, '') AS key8
FROM (
    SELECT chosen.status AS c0, chosen.found_at AS c1, chosen.due_at AS c2, chosen.offered_at AS c3,
        chosen.provider_code AS c4, chosen.commissioned_at AS c5, chosen.conducted_at AS c6, chosen.is_independent AS c7,
        CAST(missing_episode_1.id AS TEXT) AS key8, missing_episode_1.reference AS c9, missing_episode_1.id IS NOT NULL AS has10,
        CAST(chosen.id AS TEXT) AS key11
    FROM (
        SELECT bounded.id AS id, bounded.episode_id AS episode_id, bounded.status AS status, bounded.found_at AS found_at,
            bounded.due_at AS due_at, bounded.offered_at AS offered_at, bounded.provider_code AS provider_code,
            bounded.commissioned_at AS commissioned_at, bounded.conducted_at AS conducted_at, bounded.is_independent AS is_independent,
            bounded.key0 AS key0, bounded.key1 AS key1
        FROM (
            SELECT return_interview_1.id AS id, return_interview_1.episode_id AS episode_id, return_interview_1.status AS status,
                return_interview_1.found_at AS found_at, return_interview_1.due_at AS due_at, return_interview_1.offered_at AS offered_at,
                return_interview_1.provider_code AS provider_code, return_interview_1.commissioned_at AS commissioned_at,
                return_interview_1.conducted_at AS conducted_at, return_interview_1.is_independent AS is_independent,
                return_interview_1.due_at AS key0, return_interview_1.id AS key1
            FROM register.return_interview AS return_interview_1
            ORDER BY return_interview_1.due_at ASC NULLS LAST, return_interview_1.id ASC NULLS LAST
            LIMIT $1::INTEGER) AS bounded
        LIMIT 101) AS chosen
      LEFT OUTER JOIN register.missing_episode AS missing_episode_1 ON missing_episode_1.id = chosen.episode_id
    ORDER BY chosen.key0 ASC NULLS LAST, chosen.key1 ASC NULLS LAST
    LIMIT ALL OFFSET 0) AS page;
