/* register_dfe_statistics */
SELECT count(*) AS count, array_agg(coalesce(((((('{"change":"') || (encode(substr(sha256($1::BYTEA || sha256($2::BYTEA || convert_to(CAST(c0 AS TEXT) || ' transaction',
        'UTF8'))), 1, 16), 'hex'))) || ('","at":')) || ((CAST(to_json(c1) AS TEXT)) || (',"kind":"'))) || ((((coalesce(CASE WHEN (c2 IN ('home')) THEN 'HOME' WHEN (c2 IN ('home_identity')) THEN 'IDENTITY' WHEN (c2 IN ('premises')) THEN 'PREMISES' WHEN (c2 IN ('home_person')) THEN 'PERSON' WHEN (c2 IN ('provider',
        'provider_contact')) THEN 'PROVIDER' WHEN (c2 IN ('home_area', 'home_reach')) THEN 'LINK' WHEN (c2 IN ('inspection')) THEN 'INSPECTION' WHEN (c2 IN ('condition',
        'condition_detail')) THEN 'CONDITION' WHEN (c2 IN ('notice', 'notice_detail')) THEN 'NOTICE' WHEN (c2 IN ('child',
        'child_minimum', 'child_identity', 'child_characteristics', 'access_exemption', 'child_match',
        'match_decision', 'child_shield')) THEN 'CHILD' WHEN (c2 IN ('placement')) THEN 'PLACEMENT' WHEN (c2 IN ('missing_episode',
        'episode_child', 'episode_harm', 'episode_repeat', 'episode_report', 'missing_together', 'prevention_interview')) THEN 'EPISODE' WHEN (c2 IN ('risk_assessment')) THEN 'RISK_ASSESSMENT' WHEN (c2 IN ('sighting')) THEN 'SIGHTING' WHEN (c2 IN ('encounter')) THEN 'ENCOUNTER' WHEN (c2 IN ('exploitation_flag',
        'exploitation_detail')) THEN 'EXPLOITATION_FLAG' WHEN (c2 IN ('return_interview', 'interview_themes',
        'interview_narrative', 'police_extract')) THEN 'RETURN_INTERVIEW' WHEN (c2 IN ('return_duty')) THEN 'RETURN_DUTY' WHEN (c2 IN ('correction_notice')) THEN 'CORRECTION' WHEN (c2 IN ('child_reach',
        'episode_reach', 'placement_reach')) THEN 'CHILD_LINK' WHEN (c2 IN ('area')) THEN 'AREA' WHEN (c2 IN ('organisation')) THEN 'ORGANISATION' WHEN (c2 IN ('live_grant',
        'appointment', 'suspension', 'opening')) THEN 'ACCESS' END, '')) || ('","operation":"')) || (CAST(upper(c3 COLLATE "C") AS TEXT))) || (('","fields":') || (coalesce(CAST(to_json(c4) AS TEXT),
        'null'))))) || (((((',"homeUrn":') || (coalesce(CAST('"' || c5 || '"' AS TEXT), 'null'))) || (',"left":')) || ((CAST(left6 AS TEXT)) || (',"home":'))) || (((CASE WHEN has8 THEN CAST('{"name":null,"registeredManager":null}' AS TEXT) ELSE 'null' END) || (',"provider":')) || ((CASE WHEN has12 THEN ((('{"reference":') || (CAST(to_json(c10) AS TEXT))) || (',"companyNumber":')) || ((coalesce(CAST('"' || c11 || '"' AS TEXT),
        'null')) || ('}')) ELSE 'null' END) || (',"withheld":[]}')))), '')) AS face0, array_agg(sort14) AS order0,
    array_agg(sort15) AS order1, string_agg(key13, '') AS key13, string_agg(key7, '') AS key7, string_agg(key9,
        '') AS key9
FROM (
    SELECT chosen.transaction AS c0, chosen.at AS c1, chosen.entity AS c2, chosen.operation AS c3, CASE WHEN (chosen.columns IS NOT NULL) THEN array((
        SELECT DISTINCT told.name
        FROM unnest(chosen.columns) AS changed(stored)
          JOIN jsonb_array_elements_text(jsonb_extract_path(CAST($3::VARCHAR AS JSONB), chosen.entity || '.' || changed.stored)) AS told(name) ON true
        ORDER BY told.name)) END AS c4, home_1.urn AS c5, chosen.subject_kind = 'home'
        AND NOT (EXISTS (
        SELECT home_area_1.home_id
        FROM register.home_area AS home_area_1
        WHERE home_area_1.area_code = $4::VARCHAR
            AND (home_area_1.valid_to IS NULL OR home_area_1.valid_to > CAST(now() AS DATE))
            AND home_area_1.home_id = chosen.subject_id OFFSET 0)) AS left6, CAST(home_2.urn AS TEXT) AS key7,
        home_2.id IS NOT NULL AS has8, CAST(provider_1.reference AS TEXT) AS key9, provider_1.reference AS c10,
        provider_1.company_number AS c11, provider_1.id IS NOT NULL AS has12, coalesce(CAST(home_1.urn AS TEXT),
            CAST(chosen.subject_id AS TEXT), CAST(chosen.key AS TEXT)) AS key13, chosen.key0 AS sort14,
        chosen.key1 AS sort15
    FROM (
        SELECT bounded.number AS number, bounded.at AS at, bounded.transaction AS transaction, bounded.entity AS entity,
            bounded.key AS key, bounded.subject_kind AS subject_kind, bounded.subject_id AS subject_id,
            bounded.operation AS operation, bounded.columns AS columns, bounded.key0 AS key0, bounded.key1 AS key1
        FROM (
            SELECT anon_1.number AS number, anon_1.at AS at, anon_1.transaction AS transaction, anon_1.entity AS entity,
                anon_1.key AS key, anon_1.subject_kind AS subject_kind, anon_1.subject_id AS subject_id,
                anon_1.operation AS operation, anon_1.columns AS columns, anon_1.transaction AS key0,
                anon_1.number AS key1
            FROM (
                SELECT entry_1.number AS number, entry_1.at AS at, entry_1.transaction AS transaction,
                    entry_1.entity AS entity, entry_1.key AS key, entry_1.subject_kind AS subject_kind,
                    entry_1.subject_id AS subject_id, entry_1.operation AS operation, entry_1.columns AS columns
                FROM register.entry AS entry_1
                WHERE (entry_1.transaction, entry_1.number) > ($5::BIGINT, $6::BIGINT)
                    AND entry_1.transaction < $7::BIGINT
                ORDER BY entry_1.transaction, entry_1.number
                LIMIT ALL OFFSET 0) AS anon_1
            WHERE CASE WHEN (anon_1.subject_kind = 'home') THEN EXISTS (
                SELECT home_area_history_1.home_id
                FROM register.home_area_history AS home_area_history_1
                WHERE home_area_history_1.area_code = $4::VARCHAR
                    AND home_area_history_1.home_id = anon_1.subject_id OFFSET 0) WHEN (anon_1.subject_kind = 'provider') THEN EXISTS (
                SELECT home_3.provider_id
                FROM register.home AS home_3
                  JOIN register.home_area AS home_area_2 ON home_area_2.home_id = home_3.id
                WHERE home_area_2.area_code = $4::VARCHAR
                    AND (home_area_2.valid_to IS NULL OR home_area_2.valid_to > CAST(now() AS DATE))
                    AND home_3.provider_id IS NOT NULL
                    AND home_3.provider_id = anon_1.subject_id
                LIMIT ALL OFFSET 0) ELSE false END
                AND (anon_1.columns IS NULL OR NOT ((anon_1.columns <@ ARRAY['assertion_basis', 'match_id',
                    'merged_from_id', 'parent_id', 'protective_marking', 'quality_flags', 'retention_review_on',
                    'source_agency', 'source_ref', 'source_system', 'version'])) OR cardinality(anon_1.columns) = 0 AND anon_1.entity IN ('child_reach',
                    'episode_reach', 'home_area', 'home_reach', 'placement_reach'))
                AND anon_1.entity IN ('area', 'home', 'home_area', 'inspection', 'organisation', 'provider')
            LIMIT $8::INTEGER + 1) AS bounded
        LIMIT 101) AS chosen
      LEFT OUTER JOIN register.home AS home_1 ON home_1.id = chosen.subject_id
      LEFT OUTER JOIN register.home AS home_2 ON home_2.id = chosen.subject_id
        AND (EXISTS (
        SELECT home_area_3.home_id
        FROM register.home_area AS home_area_3
        WHERE home_area_3.area_code = $4::VARCHAR
            AND (home_area_3.valid_to IS NULL OR home_area_3.valid_to > CAST(now() AS DATE))
            AND home_area_3.home_id = chosen.subject_id OFFSET 0))
      LEFT OUTER JOIN register.provider AS provider_1 ON provider_1.id = chosen.subject_id
    ORDER BY chosen.key0 ASC NULLS LAST, chosen.key1 ASC NULLS LAST
    LIMIT ALL OFFSET 0) AS page;
