/* register_police */
SELECT count(*) AS count, string_agg(coalesce((((((('{"reference":') || (coalesce(CAST(to_json(c0) AS TEXT),
        'null'))) || (',"kind":"')) || ((CAST(upper(c1 COLLATE "C") AS TEXT)) || ('","status":"'))) || (((CAST(upper(c2 COLLATE "C") AS TEXT)) || ('","startedAt":')) || ((CAST(to_json(c3) AS TEXT)) || (',"reportedAt":')))) || ((((coalesce(CAST(to_json(c4) AS TEXT),
        'null')) || (',"foundAt":')) || ((coalesce(CAST(to_json(c5) AS TEXT), 'null')) || (',"endedAt":'))) || (((coalesce(CAST(to_json(c6) AS TEXT),
        'null')) || (',"outcome":')) || ((coalesce(CAST('"' || CAST(upper(c7 COLLATE "C") AS TEXT) || '"' AS TEXT),
        'null')) || (',"home":'))))) || (((((CASE WHEN has12 THEN ((('{"urn":"') || (c9)) || ('","name":')) || ((CASE WHEN sees10 THEN CAST(coalesce(CAST(to_json(c11) AS TEXT),
        'null') AS TEXT) ELSE 'null' END) || ('}')) ELSE 'null' END) || (',"child":')) || ((CASE WHEN has17 THEN ((('{"name":') || (CASE WHEN sees14 THEN CAST(coalesce(CAST(to_json(c15) AS TEXT),
        'null') AS TEXT) ELSE 'null' END)) || (',"dateOfBirth":')) || ((CASE WHEN sees14 THEN CAST(coalesce(CAST('"' || CAST(c16 AS TEXT) || '"' AS TEXT),
        'null') AS TEXT) ELSE 'null' END) || ('}')) ELSE 'null' END) || (',"owningForce":'))) || (((CASE WHEN has19 THEN (('{"name":') || (CAST(to_json(c18) AS TEXT))) || ('}') ELSE 'null' END) || (',"responsibleAuthority":')) || ((CASE WHEN has21 THEN (('{"name":') || (CAST(to_json(c20) AS TEXT))) || ('}') ELSE 'null' END) || (',"risk":')))) || ((((CASE WHEN sees28 THEN CAST(CASE WHEN has27 THEN (((('{"level":"') || (CAST(upper(c23 COLLATE "C") AS TEXT))) || ('","scheme":"')) || ((CAST(upper(c24 COLLATE "C") AS TEXT)) || ('","assessedAt":'))) || (((CAST(to_json(c25) AS TEXT)) || (',"reviewDueAt":')) || ((coalesce(CAST(to_json(c26) AS TEXT),
        'null')) || ('}'))) ELSE 'null' END AS TEXT) ELSE 'null' END) || (',"repeat90d":')) || ((CASE WHEN sees29 THEN CAST(coalesce(CAST(c30 AS TEXT),
        'null') AS TEXT) ELSE 'null' END) || (',"interview":'))) || (((CASE WHEN sees35 THEN CAST(CASE WHEN has34 THEN ((('{"status":"') || (CAST(upper(c32 COLLATE "C") AS TEXT))) || ('","dueAt":')) || ((CAST(to_json(c33) AS TEXT)) || ('}')) ELSE 'null' END AS TEXT) ELSE 'null' END) || (',"withheld":[')) || ((substr(((CASE WHEN sees28 THEN '' ELSE ',{"field":"risk","reason":"OUTSIDE_SCOPE","askBody":"POLICE"}' END) || (CASE WHEN sees29 THEN '' ELSE ',{"field":"repeat90d","reason":"OUTSIDE_SCOPE","askBody":"POLICE"}' END)) || (CASE WHEN sees35 THEN '' ELSE ',{"field":"interview","reason":"OUTSIDE_SCOPE","askBody":"LOCAL_AUTHORITY"}' END),
        2)) || (']}'))))), ''), ',') AS face0, string_agg(key36, '') AS key36, string_agg(key8, '') AS key8,
    string_agg(key13, '') AS key13, string_agg(key22, '') AS key22, string_agg(key31, '') AS key31,
    bool_and(sees10) AS sees10, bool_and(sees14) AS sees14, bool_and(sees28) AS sees28, bool_and(sees29) AS sees29,
    bool_and(sees35) AS sees35
FROM (
    SELECT chosen.reference AS c0, chosen.kind AS c1, chosen.status AS c2, chosen.started_at AS c3, chosen.reported_at AS c4,
        chosen.found_at AS c5, chosen.ended_at AS c6, chosen.outcome AS c7, CAST(home_1.urn AS TEXT) AS key8,
        home_1.urn AS c9, CASE WHEN (home_1.id IS NOT NULL) THEN EXISTS (
        SELECT home_reach_1.home_id
        FROM register.home_reach AS home_reach_1
        WHERE home_reach_1.area_code = $1::VARCHAR
            AND (home_reach_1.valid_to IS NULL OR home_reach_1.valid_to > CAST(now() AS DATE))
            AND home_reach_1.home_id = home_1.id OFFSET 0) END AS sees10, anon_1.name AS c11, home_1.id IS NOT NULL AS has12,
        CAST(anon_2.id AS TEXT) AS key13, CASE WHEN (anon_2.id IS NOT NULL) THEN EXISTS (
        SELECT child_reach_1.child_id
        FROM register.child_reach AS child_reach_1
        WHERE child_reach_1.area_code = $1::VARCHAR
            AND child_reach_1.how IN ('host', 'interest', 'owner', 'shielded_host', 'shielded_owner')
            AND child_reach_1.valid_from <= now()
            AND (child_reach_1.valid_to IS NULL OR child_reach_1.valid_to > now())
            AND child_reach_1.child_id = anon_2.id OFFSET 0) END AS sees14, anon_3.name AS c15, anon_3.date_of_birth AS c16,
        anon_2.id IS NOT NULL AS has17, area_1.name AS c18, area_1.code IS NOT NULL AS has19, area_2.name AS c20,
        area_2.code IS NOT NULL AS has21, CAST(anon_4.id AS TEXT) AS key22, anon_4.level AS c23, anon_4.scheme AS c24,
        anon_4.assessed_at AS c25, anon_4.review_due_at AS c26, anon_4.id IS NOT NULL AS has27, EXISTS (
        SELECT episode_reach_1.episode_id
        FROM register.episode_reach AS episode_reach_1
        WHERE episode_reach_1.area_code = $1::VARCHAR
            AND episode_reach_1.how IN ('interest', 'owner', 'shielded_owner')
            AND episode_reach_1.valid_from <= now()
            AND (episode_reach_1.valid_to IS NULL OR episode_reach_1.valid_to > now())
            AND episode_reach_1.episode_id = chosen.id OFFSET 0) AS sees28, EXISTS (
        SELECT episode_reach_2.episode_id
        FROM register.episode_reach AS episode_reach_2
        WHERE episode_reach_2.area_code = $1::VARCHAR
            AND episode_reach_2.how IN ('interest')
            AND episode_reach_2.valid_from <= now()
            AND (episode_reach_2.valid_to IS NULL OR episode_reach_2.valid_to > now())
            AND episode_reach_2.episode_id = chosen.id OFFSET 0) AS sees29, anon_5.in_90_days AS c30,
        CAST(return_interview_1.id AS TEXT) AS key31, return_interview_1.status AS c32, return_interview_1.due_at AS c33,
        return_interview_1.id IS NOT NULL AS has34, EXISTS (
        SELECT episode_reach_3.episode_id
        FROM register.episode_reach AS episode_reach_3
        WHERE episode_reach_3.area_code = $1::VARCHAR
            AND episode_reach_3.how IN ('interest')
            AND episode_reach_3.valid_from <= now()
            AND (episode_reach_3.valid_to IS NULL OR episode_reach_3.valid_to > now())
            AND episode_reach_3.episode_id = chosen.id OFFSET 0) AS sees35, CAST(chosen.id AS TEXT) AS key36
    FROM (
        SELECT bounded.id AS id, bounded.reference AS reference, bounded.kind AS kind, bounded.status AS status,
            bounded.home_id AS home_id, bounded.owning_force_code AS owning_force_code, bounded.responsible_authority_code AS responsible_authority_code,
            bounded.started_at AS started_at, bounded.reported_at AS reported_at, bounded.found_at AS found_at,
            bounded.ended_at AS ended_at, bounded.outcome AS outcome, bounded.key0 AS key0, bounded.key1 AS key1
        FROM (
            SELECT anon_6.id AS id, anon_6.reference AS reference, anon_6.kind AS kind, anon_6.status AS status,
                anon_6.home_id AS home_id, anon_6.owning_force_code AS owning_force_code, anon_6.responsible_authority_code AS responsible_authority_code,
                anon_6.started_at AS started_at, anon_6.reported_at AS reported_at, anon_6.found_at AS found_at,
                anon_6.ended_at AS ended_at, anon_6.outcome AS outcome, anon_6.started_at AS key0, anon_6.id AS key1
            FROM (
                SELECT missing_episode_1.id AS id, missing_episode_1.reference AS reference, missing_episode_1.kind AS kind,
                    missing_episode_1.status AS status, missing_episode_1.home_id AS home_id, missing_episode_1.owning_force_code AS owning_force_code,
                    missing_episode_1.responsible_authority_code AS responsible_authority_code, missing_episode_1.started_at AS started_at,
                    missing_episode_1.reported_at AS reported_at, missing_episode_1.found_at AS found_at,
                    missing_episode_1.ended_at AS ended_at, missing_episode_1.outcome AS outcome
                FROM register.missing_episode AS missing_episode_1
                WHERE missing_episode_1.id IN (
                    SELECT episode_reach_4.episode_id
                    FROM register.episode_reach AS episode_reach_4
                    WHERE episode_reach_4.area_code = $1::VARCHAR
                        AND episode_reach_4.how IN ('host', 'interest', 'offered', 'owner', 'shielded_host',
                            'shielded_owner')
                        AND episode_reach_4.valid_from <= now()
                        AND (episode_reach_4.valid_to IS NULL OR episode_reach_4.valid_to > now()))
                LIMIT ALL OFFSET 0) AS anon_6
            ORDER BY anon_6.started_at DESC NULLS FIRST, anon_6.id ASC NULLS LAST
            LIMIT $2::INTEGER) AS bounded
        LIMIT 101) AS chosen
      LEFT OUTER JOIN register.home AS home_1 ON home_1.id = chosen.home_id
      LEFT OUTER JOIN LATERAL (
        SELECT home_identity_1.home_id AS home_id, home_identity_1.name AS name, home_identity_1.age_min AS age_min,
            home_identity_1.age_max AS age_max, home_identity_1.sex_admitted AS sex_admitted, home_identity_1.needs AS needs,
            home_identity_1.operational_status AS operational_status, home_identity_1.first_accommodated_on AS first_accommodated_on,
            home_identity_1.secure_approved AS secure_approved, home_identity_1.secure_places AS secure_places,
            home_identity_1.contact_telephone AS contact_telephone
        FROM register.home_identity AS home_identity_1
        WHERE home_identity_1.home_id = home_1.id
        LIMIT ALL OFFSET 0) AS anon_1 ON true
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
            WHERE episode_child_1.episode_id = chosen.id
            LIMIT 1)
        LIMIT ALL OFFSET 0) AS anon_2 ON EXISTS (
        SELECT child_reach_2.child_id
        FROM register.child_reach AS child_reach_2
        WHERE child_reach_2.area_code = $1::VARCHAR
            AND child_reach_2.how IN ('host', 'interest', 'owner', 'shielded_host', 'shielded_owner')
            AND child_reach_2.valid_from <= now()
            AND (child_reach_2.valid_to IS NULL OR child_reach_2.valid_to > now())
            AND child_reach_2.child_id = anon_2.id OFFSET 0)
      LEFT OUTER JOIN LATERAL (
        SELECT child_minimum_1.child_id AS child_id, child_minimum_1.name AS name, child_minimum_1.date_of_birth AS date_of_birth,
            child_minimum_1.sex AS sex
        FROM register.child_minimum AS child_minimum_1
        WHERE child_minimum_1.child_id = anon_2.id
        LIMIT ALL OFFSET 0) AS anon_3 ON true
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
        LIMIT 1) AS anon_4 ON anon_4.episode_id = chosen.id
        AND (EXISTS (
        SELECT episode_reach_5.episode_id
        FROM register.episode_reach AS episode_reach_5
        WHERE episode_reach_5.area_code = $1::VARCHAR
            AND episode_reach_5.how IN ('interest', 'owner', 'shielded_owner')
            AND episode_reach_5.valid_from <= now()
            AND (episode_reach_5.valid_to IS NULL OR episode_reach_5.valid_to > now())
            AND episode_reach_5.episode_id = anon_4.episode_id OFFSET 0))
      LEFT OUTER JOIN LATERAL (
        SELECT episode_repeat_1.episode_id AS episode_id, episode_repeat_1.in_90_days AS in_90_days,
            episode_repeat_1.in_12_months AS in_12_months
        FROM register.episode_repeat AS episode_repeat_1
        WHERE episode_repeat_1.episode_id = chosen.id
        LIMIT ALL OFFSET 0) AS anon_5 ON true
      LEFT OUTER JOIN register.return_interview AS return_interview_1 ON return_interview_1.episode_id = chosen.id
        AND (EXISTS (
        SELECT episode_reach_6.episode_id
        FROM register.episode_reach AS episode_reach_6
        WHERE episode_reach_6.area_code = $1::VARCHAR
            AND episode_reach_6.how IN ('interest')
            AND episode_reach_6.valid_from <= now()
            AND (episode_reach_6.valid_to IS NULL OR episode_reach_6.valid_to > now())
            AND episode_reach_6.episode_id = return_interview_1.episode_id OFFSET 0))
    ORDER BY chosen.key0 DESC NULLS FIRST, chosen.key1 ASC NULLS LAST
    LIMIT ALL OFFSET 0) AS page;
