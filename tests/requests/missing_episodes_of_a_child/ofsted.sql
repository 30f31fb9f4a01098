/* register_ofsted */
SELECT count(*) AS count, string_agg(coalesce(((((('{"reference":') || (coalesce(CAST(to_json(c0) AS TEXT),
        'null'))) || ((',"kind":"') || (CAST(upper(c1 COLLATE "C") AS TEXT)))) || ((('","status":"') || (CAST(upper(c2 COLLATE "C") AS TEXT))) || (('","startedAt":') || (CAST(to_json(c3) AS TEXT))))) || ((((',"reportedAt":') || (coalesce(CAST(to_json(c4) AS TEXT),
        'null'))) || ((',"foundAt":') || (coalesce(CAST(to_json(c5) AS TEXT), 'null')))) || (((',"endedAt":') || (coalesce(CAST(to_json(c6) AS TEXT),
        'null'))) || (',"outcome":')))) || (((((coalesce(CAST('"' || CAST(upper(c7 COLLATE "C") AS TEXT) || '"' AS TEXT),
        'null')) || (',"home":')) || ((CASE WHEN has11 THEN ((('{"urn":"') || (c9)) || ('","name":')) || ((coalesce(CAST(to_json(c10) AS TEXT),
        'null')) || ('}')) ELSE 'null' END) || (',"child":null,"owningForce":'))) || (((CASE WHEN has13 THEN (('{"name":') || (CAST(to_json(c12) AS TEXT))) || ('}') ELSE 'null' END) || (',"responsibleAuthority":')) || (CASE WHEN has15 THEN (('{"name":') || (CAST(to_json(c14) AS TEXT))) || ('}') ELSE 'null' END))) || ((((',"risk":') || (CASE WHEN has21 THEN (((('{"level":"') || (CAST(upper(c17 COLLATE "C") AS TEXT))) || ('","scheme":"')) || ((CAST(upper(c18 COLLATE "C") AS TEXT)) || ('","assessedAt":'))) || (((CAST(to_json(c19) AS TEXT)) || (',"reviewDueAt":')) || ((coalesce(CAST(to_json(c20) AS TEXT),
        'null')) || ('}'))) ELSE 'null' END)) || ((',"repeat90d":null,"interview":') || (CASE WHEN has25 THEN ((('{"status":"') || (CAST(upper(c23 COLLATE "C") AS TEXT))) || ('","dueAt":')) || ((CAST(to_json(c24) AS TEXT)) || ('}')) ELSE 'null' END))) || (((',"withheld":[') || (substr(CAST(',{"field":"child","reason":"NO_GRANT","askBody":"LOCAL_AUTHORITY"},{"field":"repeat90d","reason":"NO_GRANT","askBody":"POLICE"}' AS TEXT),
        2))) || (']}')))), ''), ',') AS face0, string_agg(key26, '') AS key26, string_agg(key8, '') AS key8,
    string_agg(key16, '') AS key16, string_agg(key22, '') AS key22
FROM (
    SELECT chosen.reference AS c0, chosen.kind AS c1, chosen.status AS c2, chosen.started_at AS c3, chosen.reported_at AS c4,
        chosen.found_at AS c5, chosen.ended_at AS c6, chosen.outcome AS c7, CAST(home_1.urn AS TEXT) AS key8,
        home_1.urn AS c9, home_identity_1.name AS c10, home_1.id IS NOT NULL AS has11, area_1.name AS c12,
        area_1.code IS NOT NULL AS has13, area_2.name AS c14, area_2.code IS NOT NULL AS has15, CAST(anon_1.id AS TEXT) AS key16,
        anon_1.level AS c17, anon_1.scheme AS c18, anon_1.assessed_at AS c19, anon_1.review_due_at AS c20,
        anon_1.id IS NOT NULL AS has21, CAST(return_interview_1.id AS TEXT) AS key22, return_interview_1.status AS c23,
        return_interview_1.due_at AS c24, return_interview_1.id IS NOT NULL AS has25, CAST(chosen.id AS TEXT) AS key26
    FROM (
        SELECT bounded.id AS id, bounded.reference AS reference, bounded.kind AS kind, bounded.status AS status,
            bounded.home_id AS home_id, bounded.owning_force_code AS owning_force_code, bounded.responsible_authority_code AS responsible_authority_code,
            bounded.started_at AS started_at, bounded.reported_at AS reported_at, bounded.found_at AS found_at,
            bounded.ended_at AS ended_at, bounded.outcome AS outcome, bounded.key0 AS key0, bounded.key1 AS key1
        FROM (
            SELECT missing_episode_1.id AS id, missing_episode_1.reference AS reference, missing_episode_1.kind AS kind,
                missing_episode_1.status AS status, missing_episode_1.home_id AS home_id, missing_episode_1.owning_force_code AS owning_force_code,
                missing_episode_1.responsible_authority_code AS responsible_authority_code, missing_episode_1.started_at AS started_at,
                missing_episode_1.reported_at AS reported_at, missing_episode_1.found_at AS found_at,
                missing_episode_1.ended_at AS ended_at, missing_episode_1.outcome AS outcome, missing_episode_1.started_at AS key0,
                missing_episode_1.id AS key1
            FROM register.missing_episode AS missing_episode_1
            ORDER BY missing_episode_1.started_at DESC NULLS FIRST, missing_episode_1.id ASC NULLS LAST
            LIMIT $1::INTEGER) AS bounded
        LIMIT 101) AS chosen
      LEFT OUTER JOIN register.home AS home_1 ON home_1.id = chosen.home_id
      LEFT OUTER JOIN register.home_identity AS home_identity_1 ON home_identity_1.home_id = home_1.id
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
        LIMIT 1) AS anon_1 ON true
      LEFT OUTER JOIN register.return_interview AS return_interview_1 ON return_interview_1.episode_id = chosen.id
    ORDER BY chosen.key0 DESC NULLS FIRST, chosen.key1 ASC NULLS LAST
    LIMIT ALL OFFSET 0) AS page;
