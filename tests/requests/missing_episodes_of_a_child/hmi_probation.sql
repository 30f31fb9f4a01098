/* register_hmi_probation */
SELECT count(*) AS count, string_agg(coalesce(((((('{"reference":') || (coalesce(CAST(to_json(c0) AS TEXT),
        'null'))) || ((',"kind":"') || (CAST(upper(c1 COLLATE "C") AS TEXT)))) || ((('","status":"') || (CAST(upper(c2 COLLATE "C") AS TEXT))) || (('","startedAt":') || (CAST(to_json(c3) AS TEXT))))) || ((((',"reportedAt":') || (coalesce(CAST(to_json(c4) AS TEXT),
        'null'))) || ((',"foundAt":') || (coalesce(CAST(to_json(c5) AS TEXT), 'null')))) || (((',"endedAt":') || (coalesce(CAST(to_json(c6) AS TEXT),
        'null'))) || (',"outcome":')))) || (((((coalesce(CAST('"' || CAST(upper(c7 COLLATE "C") AS TEXT) || '"' AS TEXT),
        'null')) || (',"home":')) || ((CASE WHEN has10 THEN (('{"urn":"') || (c9)) || ('","name":null}') ELSE 'null' END) || (',"child":null,"owningForce":'))) || (((CASE WHEN has12 THEN (('{"name":') || (CAST(to_json(c11) AS TEXT))) || ('}') ELSE 'null' END) || (',"responsibleAuthority":')) || (CASE WHEN has14 THEN (('{"name":') || (CAST(to_json(c13) AS TEXT))) || ('}') ELSE 'null' END))) || ((((',"risk":') || (CASE WHEN sees21 THEN CAST(CASE WHEN has20 THEN (((('{"level":"') || (CAST(upper(c16 COLLATE "C") AS TEXT))) || ('","scheme":"')) || ((CAST(upper(c17 COLLATE "C") AS TEXT)) || ('","assessedAt":'))) || (((CAST(to_json(c18) AS TEXT)) || (',"reviewDueAt":')) || ((coalesce(CAST(to_json(c19) AS TEXT),
        'null')) || ('}'))) ELSE 'null' END AS TEXT) ELSE 'null' END)) || ((',"repeat90d":null,"interview":') || (CASE WHEN sees26 THEN CAST(CASE WHEN has25 THEN ((('{"status":"') || (CAST(upper(c23 COLLATE "C") AS TEXT))) || ('","dueAt":')) || ((CAST(to_json(c24) AS TEXT)) || ('}')) ELSE 'null' END AS TEXT) ELSE 'null' END))) || (((',"withheld":[') || (substr(((',{"field":"child","reason":"NO_GRANT","askBody":"LOCAL_AUTHORITY"},{"field":"repeat90d","reason":"NO_GRANT","askBody":"POLICE"}') || (CASE WHEN sees21 THEN '' ELSE ',{"field":"risk","reason":"OUTSIDE_SCOPE","askBody":"POLICE"}' END)) || (CASE WHEN sees26 THEN '' ELSE ',{"field":"interview","reason":"OUTSIDE_SCOPE","askBody":"LOCAL_AUTHORITY"}' END),
        2))) || (']}')))), ''), ',') AS face0, string_agg(key27, '') AS key27, string_agg(key8, '') AS key8,
    string_agg(key15, '') AS key15, string_agg(key22, '') AS key22, bool_and(sees21) AS sees21, bool_and(sees26) AS sees26
FROM (
    SELECT chosen.reference AS c0, chosen.kind AS c1, chosen.status AS c2, chosen.started_at AS c3, chosen.reported_at AS c4,
        chosen.found_at AS c5, chosen.ended_at AS c6, chosen.outcome AS c7, CAST(home_1.urn AS TEXT) AS key8,
        home_1.urn AS c9, home_1.id IS NOT NULL AS has10, area_1.name AS c11, area_1.code IS NOT NULL AS has12,
        area_2.name AS c13, area_2.code IS NOT NULL AS has14, CAST(anon_1.id AS TEXT) AS key15, anon_1.level AS c16,
        anon_1.scheme AS c17, anon_1.assessed_at AS c18, anon_1.review_due_at AS c19, anon_1.id IS NOT NULL AS has20,
        EXISTS (
        SELECT episode_reach_1.episode_id
        FROM register.episode_reach AS episode_reach_1
        WHERE episode_reach_1.area_code = any($1::TEXT[])
            AND episode_reach_1.how IN ('host', 'owner', 'responsible')
            AND episode_reach_1.valid_from <= now()
            AND (episode_reach_1.valid_to IS NULL OR episode_reach_1.valid_to > now())
            AND episode_reach_1.episode_id = chosen.id OFFSET 0) AS sees21, CAST(return_interview_1.id AS TEXT) AS key22,
        return_interview_1.status AS c23, return_interview_1.due_at AS c24, return_interview_1.id IS NOT NULL AS has25,
        EXISTS (
        SELECT episode_reach_2.episode_id
        FROM register.episode_reach AS episode_reach_2
        WHERE episode_reach_2.area_code = any($1::TEXT[])
            AND episode_reach_2.how IN ('host', 'owner', 'responsible')
            AND episode_reach_2.valid_from <= now()
            AND (episode_reach_2.valid_to IS NULL OR episode_reach_2.valid_to > now())
            AND episode_reach_2.episode_id = chosen.id OFFSET 0) AS sees26, CAST(chosen.id AS TEXT) AS key27
    FROM (
        SELECT bounded.id AS id, bounded.reference AS reference, bounded.kind AS kind, bounded.status AS status,
            bounded.home_id AS home_id, bounded.owning_force_code AS owning_force_code, bounded.responsible_authority_code AS responsible_authority_code,
            bounded.started_at AS started_at, bounded.reported_at AS reported_at, bounded.found_at AS found_at,
            bounded.ended_at AS ended_at, bounded.outcome AS outcome, bounded.key0 AS key0, bounded.key1 AS key1
        FROM (
            SELECT anon_2.id AS id, anon_2.reference AS reference, anon_2.kind AS kind, anon_2.status AS status,
                anon_2.home_id AS home_id, anon_2.owning_force_code AS owning_force_code, anon_2.responsible_authority_code AS responsible_authority_code,
                anon_2.started_at AS started_at, anon_2.reported_at AS reported_at, anon_2.found_at AS found_at,
                anon_2.ended_at AS ended_at, anon_2.outcome AS outcome, anon_2.started_at AS key0, anon_2.id AS key1
            FROM (
                SELECT missing_episode_1.id AS id, missing_episode_1.reference AS reference, missing_episode_1.kind AS kind,
                    missing_episode_1.status AS status, missing_episode_1.home_id AS home_id, missing_episode_1.owning_force_code AS owning_force_code,
                    missing_episode_1.responsible_authority_code AS responsible_authority_code, missing_episode_1.started_at AS started_at,
                    missing_episode_1.reported_at AS reported_at, missing_episode_1.found_at AS found_at,
                    missing_episode_1.ended_at AS ended_at, missing_episode_1.outcome AS outcome
                FROM register.missing_episode AS missing_episode_1
                WHERE missing_episode_1.id IN (
                    SELECT episode_reach_3.episode_id
                    FROM register.episode_reach AS episode_reach_3
                    WHERE episode_reach_3.area_code = any($1::TEXT[])
                        AND episode_reach_3.how IN ('host', 'owner', 'responsible')
                        AND episode_reach_3.valid_from <= now()
                        AND (episode_reach_3.valid_to IS NULL OR episode_reach_3.valid_to > now()))
                LIMIT ALL OFFSET 0) AS anon_2
            ORDER BY anon_2.started_at DESC NULLS FIRST, anon_2.id ASC NULLS LAST
            LIMIT $2::INTEGER) AS bounded
        LIMIT 101) AS chosen
      LEFT OUTER JOIN register.home AS home_1 ON home_1.id = chosen.home_id
      LEFT OUTER JOIN register.area AS area_1 ON area_1.code = chosen.owning_force_code
      LEFT OUTER JOIN register.area AS area_2 ON area_2.code = chosen.responsible_authority_code
      LEFT OUTER JOIN LATERAL (
        SELECT risk_assessment_1.id AS id, risk_assessment_1.episode_id AS episode_id, risk_assessment_1.scheme AS scheme,
            risk_assessment_1.level AS level, risk_assessment_1.assessed_at AS assessed_at, risk_assessment_1.review_due_at AS review_due_at,
            risk_assessment_1.version AS version, risk_assessment_1.source_agency AS source_agency, risk_assessment_1.source_system AS source_system,
            risk_assessment_1.source_ref AS source_ref, risk_assessment_1.assertion_basis AS assertion_basis,
            risk_assessment_1.protective_marking AS protective_marking, risk_assessment_1.quality_flags AS quality_flags,
            risk_assessment_1.retention_review_on AS retention_review_on
        FROM register.risk_assessment AS risk_assessment_1
        WHERE risk_assessment_1.episode_id = chosen.id
        ORDER BY risk_assessment_1.assessed_at DESC, risk_assessment_1.id DESC
        LIMIT 1) AS anon_1 ON anon_1.episode_id = chosen.id
        AND (EXISTS (
        SELECT episode_reach_4.episode_id
        FROM register.episode_reach AS episode_reach_4
        WHERE episode_reach_4.area_code = any($1::TEXT[])
            AND episode_reach_4.how IN ('host', 'owner', 'responsible')
            AND episode_reach_4.valid_from <= now()
            AND (episode_reach_4.valid_to IS NULL OR episode_reach_4.valid_to > now())
            AND episode_reach_4.episode_id = anon_1.episode_id OFFSET 0))
      LEFT OUTER JOIN register.return_interview AS return_interview_1 ON return_interview_1.episode_id = chosen.id
        AND (EXISTS (
        SELECT episode_reach_5.episode_id
        FROM register.episode_reach AS episode_reach_5
        WHERE episode_reach_5.area_code = any($1::TEXT[])
            AND episode_reach_5.how IN ('host', 'owner', 'responsible')
            AND episode_reach_5.valid_from <= now()
            AND (episode_reach_5.valid_to IS NULL OR episode_reach_5.valid_to > now())
            AND episode_reach_5.episode_id = return_interview_1.episode_id OFFSET 0))
    ORDER BY chosen.key0 DESC NULLS FIRST, chosen.key1 ASC NULLS LAST
    LIMIT ALL OFFSET 0) AS page;
