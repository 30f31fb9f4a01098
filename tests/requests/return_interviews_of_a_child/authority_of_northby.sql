/* register_local_authority */
SELECT count(*) AS count, string_agg(coalesce(((((('{"status":"') || (CAST(upper(c0 COLLATE "C") AS TEXT))) || (('","foundAt":') || (CAST(to_json(c1) AS TEXT)))) || (((',"dueAt":') || (CAST(to_json(c2) AS TEXT))) || ((',"offeredAt":') || (coalesce(CAST(to_json(c3) AS TEXT),
        'null'))))) || ((((',"providerCode":') || (coalesce(CAST(to_json(c4) AS TEXT), 'null'))) || ((',"commissionedAt":') || (coalesce(CAST(to_json(c5) AS TEXT),
        'null')))) || (((',"conductedAt":') || (coalesce(CAST(to_json(c6) AS TEXT), 'null'))) || ((',"isIndependent":') || (coalesce(CAST(c7 AS TEXT),
        'null')))))) || (((((',"pushReasons":') || (CASE WHEN sees8 THEN CAST(coalesce(upper(CAST(to_json(c9) AS TEXT) COLLATE "C"),
        'null') AS TEXT) ELSE 'null' END)) || ((',"pullReasons":') || (CASE WHEN sees8 THEN CAST(coalesce(upper(CAST(to_json(c10) AS TEXT) COLLATE "C"),
        'null') AS TEXT) ELSE 'null' END))) || (((',"harmDisclosed":') || (CASE WHEN sees8 THEN CAST(coalesce(CAST(c11 AS TEXT),
        'null') AS TEXT) ELSE 'null' END)) || ((',"narrative":') || (CASE WHEN sees12 THEN CAST(coalesce('' || c13 || '',
        'null') AS TEXT) ELSE 'null' END)))) || ((((',"policeExtract":') || (CASE WHEN sees14 THEN CAST(coalesce('' || c15 || '',
        'null') AS TEXT) ELSE 'null' END)) || ((',"episode":') || (CASE WHEN sees23 THEN CAST(CASE WHEN has22 THEN ((('{"reference":') || (coalesce(CAST(to_json(c17) AS TEXT),
        'null'))) || (',"child":')) || ((CASE WHEN has21 THEN (('{"name":') || (CASE WHEN sees19 THEN CAST(coalesce(CAST(to_json(c20) AS TEXT),
        'null') AS TEXT) ELSE 'null' END)) || ('}') ELSE 'null' END) || ('}')) ELSE 'null' END AS TEXT) ELSE 'null' END))) || (((',"withheld":[') || (substr(((CASE WHEN sees8 THEN '' ELSE ',{"field":"pushReasons","reason":"OUTSIDE_SCOPE","askBody":"LOCAL_AUTHORITY"},{"field":"pullReasons","reason":"OUTSIDE_SCOPE","askBody":"LOCAL_AUTHORITY"},{"field":"harmDisclosed","reason":"OUTSIDE_SCOPE","askBody":"LOCAL_AUTHORITY"}' END) || (CASE WHEN sees12 THEN '' ELSE ',{"field":"narrative","reason":"OUTSIDE_SCOPE","askBody":"LOCAL_AUTHORITY"}' END)) || ((CASE WHEN sees14 THEN '' ELSE ',{"field":"policeExtract","reason":"OUTSIDE_SCOPE","askBody":"LOCAL_AUTHORITY"}' END) || (CASE WHEN sees23 THEN '' ELSE ',{"field":"episode","reason":"OUTSIDE_SCOPE","askBody":"POLICE"}' END)),
        2))) || (']}')))), ''), ',') AS face0, string_agg(key24, '') AS key24, string_agg(key16, '') AS key16,
    string_agg(key18, '') AS key18, bool_and(sees8) AS sees8, bool_and(sees12) AS sees12, bool_and(sees14) AS sees14,
    bool_and(sees19) AS sees19, bool_and(sees23) AS sees23
FROM (
    SELECT chosen.status AS c0, chosen.found_at AS c1, chosen.due_at AS c2, chosen.offered_at AS c3,
        chosen.provider_code AS c4, chosen.commissioned_at AS c5, chosen.conducted_at AS c6, chosen.is_independent AS c7,
        EXISTS (
        SELECT episode_reach_1.episode_id
        FROM register.episode_reach AS episode_reach_1
        WHERE episode_reach_1.area_code = $1::VARCHAR
            AND episode_reach_1.how IN ('responsible', 'shielded_responsible')
            AND episode_reach_1.valid_from <= now()
            AND (episode_reach_1.valid_to IS NULL OR episode_reach_1.valid_to > now())
            AND episode_reach_1.episode_id = chosen.episode_id OFFSET 0) AS sees8, anon_1.push_reasons AS c9,
        anon_1.pull_reasons AS c10, anon_1.harm_disclosed AS c11, EXISTS (
        SELECT episode_reach_2.episode_id
        FROM register.episode_reach AS episode_reach_2
        WHERE episode_reach_2.area_code = $1::VARCHAR
            AND episode_reach_2.how IN ('responsible', 'shielded_responsible')
            AND episode_reach_2.valid_from <= now()
            AND (episode_reach_2.valid_to IS NULL OR episode_reach_2.valid_to > now())
            AND episode_reach_2.episode_id = chosen.episode_id OFFSET 0) AS sees12, anon_2.ciphertext AS c13,
        EXISTS (
        SELECT episode_reach_3.episode_id
        FROM register.episode_reach AS episode_reach_3
        WHERE episode_reach_3.area_code = $1::VARCHAR
            AND episode_reach_3.how IN ('responsible', 'shielded_responsible')
            AND episode_reach_3.valid_from <= now()
            AND (episode_reach_3.valid_to IS NULL OR episode_reach_3.valid_to > now())
            AND episode_reach_3.episode_id = chosen.episode_id OFFSET 0) AS sees14, anon_3.ciphertext AS c15,
        CAST(missing_episode_1.id AS TEXT) AS key16, missing_episode_1.reference AS c17, CAST(anon_4.id AS TEXT) AS key18,
        CASE WHEN (anon_4.id IS NOT NULL) THEN EXISTS (
        SELECT child_reach_1.child_id
        FROM register.child_reach AS child_reach_1
        WHERE child_reach_1.area_code = $1::VARCHAR
            AND child_reach_1.how IN ('host', 'responsible', 'shielded_host', 'shielded_responsible')
            AND child_reach_1.valid_from <= now()
            AND (child_reach_1.valid_to IS NULL OR child_reach_1.valid_to > now())
            AND child_reach_1.child_id = anon_4.id OFFSET 0) END AS sees19, anon_5.name AS c20, anon_4.id IS NOT NULL AS has21,
        missing_episode_1.id IS NOT NULL AS has22, EXISTS (
        SELECT episode_reach_4.episode_id
        FROM register.episode_reach AS episode_reach_4
        WHERE episode_reach_4.area_code = $1::VARCHAR
            AND episode_reach_4.how IN ('host', 'responsible', 'shielded_host', 'shielded_responsible')
            AND episode_reach_4.valid_from <= now()
            AND (episode_reach_4.valid_to IS NULL OR episode_reach_4.valid_to > now())
            AND episode_reach_4.episode_id = chosen.episode_id OFFSET 0) AS sees23, CAST(chosen.id AS TEXT) AS key24
    FROM (
        SELECT bounded.id AS id, bounded.episode_id AS episode_id, bounded.status AS status, bounded.found_at AS found_at,
            bounded.due_at AS due_at, bounded.offered_at AS offered_at, bounded.provider_code AS provider_code,
            bounded.commissioned_at AS commissioned_at, bounded.conducted_at AS conducted_at, bounded.is_independent AS is_independent,
            bounded.key0 AS key0, bounded.key1 AS key1
        FROM (
            SELECT anon_6.id AS id, anon_6.episode_id AS episode_id, anon_6.status AS status, anon_6.found_at AS found_at,
                anon_6.due_at AS due_at, anon_6.offered_at AS offered_at, anon_6.provider_code AS provider_code,
                anon_6.commissioned_at AS commissioned_at, anon_6.conducted_at AS conducted_at, anon_6.is_independent AS is_independent,
                anon_6.due_at AS key0, anon_6.id AS key1
            FROM (
                SELECT return_interview_1.id AS id, return_interview_1.episode_id AS episode_id, return_interview_1.status AS status,
                    return_interview_1.found_at AS found_at, return_interview_1.due_at AS due_at, return_interview_1.offered_at AS offered_at,
                    return_interview_1.provider_code AS provider_code, return_interview_1.commissioned_at AS commissioned_at,
                    return_interview_1.conducted_at AS conducted_at, return_interview_1.is_independent AS is_independent
                FROM register.return_interview AS return_interview_1
                WHERE return_interview_1.episode_id IN (
                    SELECT episode_reach_5.episode_id
                    FROM register.episode_reach AS episode_reach_5
                    WHERE episode_reach_5.area_code = $1::VARCHAR
                        AND episode_reach_5.how IN ('host', 'responsible', 'shielded_host', 'shielded_responsible')
                        AND episode_reach_5.valid_from <= now()
                        AND (episode_reach_5.valid_to IS NULL OR episode_reach_5.valid_to > now()))
                LIMIT ALL OFFSET 0) AS anon_6
            ORDER BY anon_6.due_at ASC NULLS LAST, anon_6.id ASC NULLS LAST
            LIMIT $2::INTEGER) AS bounded
        LIMIT 101) AS chosen
      LEFT OUTER JOIN LATERAL (
        SELECT interview_themes_1.interview_id AS interview_id, interview_themes_1.episode_id AS episode_id,
            interview_themes_1.push_reasons AS push_reasons, interview_themes_1.pull_reasons AS pull_reasons,
            interview_themes_1.actions AS actions, interview_themes_1.harm_disclosed AS harm_disclosed,
            interview_themes_1.exploitation_indicated AS exploitation_indicated
        FROM register.interview_themes AS interview_themes_1
        WHERE interview_themes_1.interview_id = chosen.id
        LIMIT ALL OFFSET 0) AS anon_1 ON true
      LEFT OUTER JOIN LATERAL (
        SELECT interview_narrative_1.interview_id AS interview_id, interview_narrative_1.episode_id AS episode_id,
            interview_narrative_1.ciphertext AS ciphertext
        FROM register.interview_narrative AS interview_narrative_1
        WHERE interview_narrative_1.interview_id = chosen.id
        LIMIT ALL OFFSET 0) AS anon_2 ON true
      LEFT OUTER JOIN LATERAL (
        SELECT police_extract_1.interview_id AS interview_id, police_extract_1.episode_id AS episode_id,
            police_extract_1.ciphertext AS ciphertext, police_extract_1.approved_at AS approved_at
        FROM register.police_extract AS police_extract_1
        WHERE police_extract_1.interview_id = chosen.id
        LIMIT ALL OFFSET 0) AS anon_3 ON true
      LEFT OUTER JOIN register.missing_episode AS missing_episode_1 ON missing_episode_1.id = chosen.episode_id
        AND (EXISTS (
        SELECT episode_reach_6.episode_id
        FROM register.episode_reach AS episode_reach_6
        WHERE episode_reach_6.area_code = $1::VARCHAR
            AND episode_reach_6.how IN ('host', 'responsible', 'shielded_host', 'shielded_responsible')
            AND episode_reach_6.valid_from <= now()
            AND (episode_reach_6.valid_to IS NULL OR episode_reach_6.valid_to > now())
            AND episode_reach_6.episode_id = missing_episode_1.id OFFSET 0))
      LEFT OUTER JOIN LATERAL (
        SELECT child_1.id AS id, child_1.responsible_authority_code AS responsible_authority_code, child_1.version AS version,
            child_1.source_agency AS source_agency, child_1.source_system AS source_system, child_1.source_ref AS source_ref,
            child_1.assertion_basis AS assertion_basis, child_1.protective_marking AS protective_marking,
            child_1.quality_flags AS quality_flags, child_1.retention_review_on AS retention_review_on,
            child_1.merged_into_id AS merged_into_id
        FROM register.child AS child_1
        WHERE child_1.id = (
            SELECT episode_child_1.child_id
            FROM register.episode_child AS episode_child_1
            WHERE episode_child_1.episode_id = missing_episode_1.id
            LIMIT 1)
        LIMIT ALL OFFSET 0) AS anon_4 ON EXISTS (
        SELECT child_reach_2.child_id
        FROM register.child_reach AS child_reach_2
        WHERE child_reach_2.area_code = $1::VARCHAR
            AND child_reach_2.how IN ('host', 'responsible', 'shielded_host', 'shielded_responsible')
            AND child_reach_2.valid_from <= now()
            AND (child_reach_2.valid_to IS NULL OR child_reach_2.valid_to > now())
            AND child_reach_2.child_id = anon_4.id OFFSET 0)
      LEFT OUTER JOIN LATERAL (
        SELECT child_minimum_1.child_id AS child_id, child_minimum_1.name AS name, child_minimum_1.date_of_birth AS date_of_birth,
            child_minimum_1.sex AS sex
        FROM register.child_minimum AS child_minimum_1
        WHERE child_minimum_1.child_id = anon_4.id
        LIMIT ALL OFFSET 0) AS anon_5 ON true
    ORDER BY chosen.key0 ASC NULLS LAST, chosen.key1 ASC NULLS LAST
    LIMIT ALL OFFSET 0) AS page;
