/* register_local_authority */
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
        'null'))))) || (((((',"homeUrn":') || (coalesce(CAST('"' || c5 || '"' AS TEXT), 'null'))) || (',"left":')) || ((CAST(left6 AS TEXT)) || (',"home":'))) || (((CASE WHEN has13 THEN ((('{"name":') || (coalesce(CAST(to_json(c8) AS TEXT),
        'null'))) || (',"registeredManager":')) || ((CASE WHEN sees12 THEN CAST(CASE WHEN has11 THEN (('{"name":') || (CAST(to_json(c10) AS TEXT))) || ('}') ELSE 'null' END AS TEXT) ELSE 'null' END) || ('}')) ELSE 'null' END) || (',"provider":')) || ((CASE WHEN has17 THEN ((('{"reference":') || (CAST(to_json(c15) AS TEXT))) || (',"companyNumber":')) || ((coalesce(CAST('"' || c16 || '"' AS TEXT),
        'null')) || ('}')) ELSE 'null' END) || (',"withheld":[]}')))), '')) AS face0, array_agg(sort19) AS order0,
    array_agg(sort20) AS order1, string_agg(key18, '') AS key18, string_agg(key7, '') AS key7, string_agg(key9,
        '') AS key9, string_agg(key14, '') AS key14, array_agg(sees12) AS sees12
FROM (
    SELECT chosen.transaction AS c0, chosen.at AS c1, chosen.entity AS c2, chosen.operation AS c3, CASE WHEN (chosen.columns IS NOT NULL) THEN array((
        SELECT DISTINCT told.name
        FROM unnest(chosen.columns) AS changed(stored)
          JOIN jsonb_array_elements_text(jsonb_extract_path(CAST($3::VARCHAR AS JSONB), chosen.entity || '.' || changed.stored)) AS told(name) ON true
        ORDER BY told.name)) END AS c4, home_1.urn AS c5, chosen.subject_kind = 'home'
        AND NOT (EXISTS (
        SELECT home_reach_1.home_id
        FROM register.home_reach AS home_reach_1
        WHERE home_reach_1.area_code = $4::VARCHAR
            AND home_reach_1.how != 'buffer'
            AND (home_reach_1.valid_to IS NULL OR home_reach_1.valid_to > CAST(now() AS DATE))
            AND home_reach_1.home_id = chosen.subject_id OFFSET 0)) OR chosen.subject_kind = 'child'
        AND NOT (EXISTS (
        SELECT child_reach_1.child_id
        FROM register.child_reach AS child_reach_1
        WHERE child_reach_1.area_code = $4::VARCHAR
            AND child_reach_1.valid_from <= now()
            AND (child_reach_1.valid_to IS NULL OR child_reach_1.valid_to > now())
            AND child_reach_1.area_code = $5::VARCHAR
            AND child_reach_1.how IN ('host', 'responsible', 'shielded_host', 'shielded_responsible')
            AND child_reach_1.child_id = chosen.subject_id OFFSET 0)) OR chosen.subject_kind = 'placement'
        AND NOT (EXISTS (
        SELECT placement_reach_1.placement_id
        FROM register.placement_reach AS placement_reach_1
        WHERE placement_reach_1.area_code = $4::VARCHAR
            AND placement_reach_1.valid_from <= now()
            AND (placement_reach_1.valid_to IS NULL OR placement_reach_1.valid_to > now())
            AND placement_reach_1.area_code = $5::VARCHAR
            AND placement_reach_1.how IN ('host', 'responsible', 'shielded_host', 'shielded_responsible')
            AND placement_reach_1.placement_id = chosen.subject_id OFFSET 0)) OR chosen.subject_kind = 'episode'
        AND NOT (EXISTS (
        SELECT episode_reach_1.episode_id
        FROM register.episode_reach AS episode_reach_1
        WHERE episode_reach_1.area_code = $4::VARCHAR
            AND episode_reach_1.valid_from <= now()
            AND (episode_reach_1.valid_to IS NULL OR episode_reach_1.valid_to > now())
            AND episode_reach_1.area_code = $5::VARCHAR
            AND episode_reach_1.how IN ('host', 'responsible', 'shielded_host', 'shielded_responsible')
            AND episode_reach_1.episode_id = chosen.subject_id OFFSET 0)) AS left6, CAST(home_2.urn AS TEXT) AS key7,
        home_identity_1.name AS c8, CAST(anon_1.id AS TEXT) AS key9, anon_1.name AS c10, anon_1.id IS NOT NULL AS has11,
        CASE WHEN (home_2.id IS NOT NULL) THEN EXISTS (
        SELECT home_reach_2.home_id
        FROM register.home_reach AS home_reach_2
        WHERE home_reach_2.area_code = $5::VARCHAR
            AND (home_reach_2.valid_to IS NULL OR home_reach_2.valid_to > CAST(now() AS DATE))
            AND home_reach_2.home_id = home_2.id OFFSET 0) END AS sees12, home_2.id IS NOT NULL AS has13,
        CAST(provider_1.reference AS TEXT) AS key14, provider_1.reference AS c15, provider_1.company_number AS c16,
        provider_1.id IS NOT NULL AS has17, coalesce(CAST(home_1.urn AS TEXT), CAST(chosen.subject_id AS TEXT),
            CAST(chosen.key AS TEXT)) AS key18, chosen.key0 AS sort19, chosen.key1 AS sort20
    FROM (
        SELECT bounded.number AS number, bounded.at AS at, bounded.transaction AS transaction, bounded.entity AS entity,
            bounded.key AS key, bounded.subject_kind AS subject_kind, bounded.subject_id AS subject_id,
            bounded.operation AS operation, bounded.columns AS columns, bounded.key0 AS key0, bounded.key1 AS key1
        FROM (
            SELECT anon_2.number AS number, anon_2.at AS at, anon_2.transaction AS transaction, anon_2.entity AS entity,
                anon_2.key AS key, anon_2.subject_kind AS subject_kind, anon_2.subject_id AS subject_id,
                anon_2.operation AS operation, anon_2.columns AS columns, anon_2.transaction AS key0,
                anon_2.number AS key1
            FROM (
                SELECT entry_1.number AS number, entry_1.at AS at, entry_1.transaction AS transaction,
                    entry_1.entity AS entity, entry_1.key AS key, entry_1.subject_kind AS subject_kind,
                    entry_1.subject_id AS subject_id, entry_1.operation AS operation, entry_1.columns AS columns
                FROM register.entry AS entry_1
                WHERE (entry_1.transaction, entry_1.number) > ($6::BIGINT, $7::BIGINT)
                    AND entry_1.transaction < $8::BIGINT
                ORDER BY entry_1.transaction, entry_1.number
                LIMIT ALL OFFSET 0) AS anon_2
            WHERE CASE WHEN (anon_2.subject_kind = 'home') THEN (EXISTS (
                SELECT home_area_history_1.home_id
                FROM register.home_area_history AS home_area_history_1
                WHERE home_area_history_1.area_code = $4::VARCHAR
                    AND home_area_history_1.home_id = anon_2.subject_id OFFSET 0)) OR (EXISTS (
                SELECT home_reach_history_1.home_id
                FROM register.home_reach_history AS home_reach_history_1
                WHERE home_reach_history_1.area_code = $4::VARCHAR
                    AND home_reach_history_1.how != 'buffer'
                    AND home_reach_history_1.home_id = anon_2.subject_id OFFSET 0)) WHEN (anon_2.subject_kind = 'provider') THEN EXISTS (
                SELECT home_3.provider_id
                FROM register.home AS home_3
                  JOIN register.home_reach AS home_reach_3 ON home_reach_3.home_id = home_3.id
                WHERE home_reach_3.area_code = $4::VARCHAR
                    AND home_reach_3.how != 'buffer'
                    AND (home_reach_3.valid_to IS NULL OR home_reach_3.valid_to > CAST(now() AS DATE))
                    AND home_3.provider_id IS NOT NULL
                    AND home_3.provider_id = anon_2.subject_id
                LIMIT ALL OFFSET 0) WHEN (anon_2.subject_kind = 'child') THEN EXISTS (
                SELECT child_reach_history_1.child_id
                FROM register.child_reach_history AS child_reach_history_1
                WHERE child_reach_history_1.area_code = $4::VARCHAR
                    AND child_reach_history_1.area_code = $5::VARCHAR
                    AND child_reach_history_1.how IN ('host', 'responsible', 'shielded_host', 'shielded_responsible')
                    AND child_reach_history_1.child_id = anon_2.subject_id OFFSET 0) WHEN (anon_2.subject_kind = 'placement') THEN EXISTS (
                SELECT placement_reach_history_1.placement_id
                FROM register.placement_reach_history AS placement_reach_history_1
                WHERE placement_reach_history_1.area_code = $4::VARCHAR
                    AND placement_reach_history_1.area_code = $5::VARCHAR
                    AND placement_reach_history_1.how IN ('host', 'responsible', 'shielded_host', 'shielded_responsible')
                    AND placement_reach_history_1.placement_id = anon_2.subject_id OFFSET 0) WHEN (anon_2.subject_kind = 'episode') THEN EXISTS (
                SELECT episode_reach_history_1.episode_id
                FROM register.episode_reach_history AS episode_reach_history_1
                WHERE episode_reach_history_1.area_code = $4::VARCHAR
                    AND episode_reach_history_1.area_code = $5::VARCHAR
                    AND episode_reach_history_1.how IN ('host', 'responsible', 'shielded_host', 'shielded_responsible')
                    AND episode_reach_history_1.episode_id = anon_2.subject_id OFFSET 0) ELSE false END
                AND (anon_2.columns IS NULL OR NOT ((anon_2.columns <@ ARRAY['assertion_basis', 'match_id',
                    'merged_from_id', 'parent_id', 'protective_marking', 'quality_flags', 'retention_review_on',
                    'source_agency', 'source_ref', 'source_system', 'version'])) OR cardinality(anon_2.columns) = 0 AND anon_2.entity IN ('child_reach',
                    'episode_reach', 'home_area', 'home_reach', 'placement_reach'))
                AND (CASE WHEN (anon_2.entity IN ('provider_contact')) THEN EXISTS (
                SELECT home_4.provider_id
                FROM register.home AS home_4
                  JOIN register.home_reach AS home_reach_4 ON home_reach_4.home_id = home_4.id
                WHERE home_reach_4.area_code = $5::VARCHAR
                    AND (home_reach_4.valid_to IS NULL OR home_reach_4.valid_to > CAST(now() AS DATE))
                    AND home_4.provider_id IS NOT NULL
                    AND home_4.provider_id = anon_2.subject_id
                LIMIT ALL OFFSET 0) ELSE false END OR CASE WHEN (anon_2.entity IN ('home_person')) THEN EXISTS (
                SELECT home_reach_5.home_id
                FROM register.home_reach AS home_reach_5
                WHERE home_reach_5.area_code = $5::VARCHAR
                    AND (home_reach_5.valid_to IS NULL OR home_reach_5.valid_to > CAST(now() AS DATE))
                    AND home_reach_5.home_id = anon_2.subject_id OFFSET 0) ELSE false END OR CASE WHEN (anon_2.entity IN ('child',
                    'child_minimum', 'episode_child', 'exploitation_flag')) THEN EXISTS (
                SELECT child_reach_2.child_id
                FROM register.child_reach AS child_reach_2
                WHERE child_reach_2.area_code = $5::VARCHAR
                    AND child_reach_2.how IN ('host', 'responsible', 'shielded_host', 'shielded_responsible')
                    AND child_reach_2.valid_from <= now()
                    AND (child_reach_2.valid_to IS NULL OR child_reach_2.valid_to > now())
                    AND child_reach_2.child_id = anon_2.subject_id OFFSET 0) ELSE false END OR CASE WHEN (anon_2.entity IN ('child_reach')) THEN EXISTS (
                SELECT child_reach_history_2.id
                FROM register.child_reach_history AS child_reach_history_2
                WHERE child_reach_history_2.area_code = $5::VARCHAR
                    AND child_reach_history_2.how IN ('host', 'responsible', 'shielded_host', 'shielded_responsible')
                    AND child_reach_history_2.id = CAST(anon_2.key AS UUID) OFFSET 0) ELSE false END OR CASE WHEN (anon_2.entity IN ('placement')) THEN EXISTS (
                SELECT placement_reach_2.placement_id
                FROM register.placement_reach AS placement_reach_2
                WHERE placement_reach_2.area_code = $5::VARCHAR
                    AND placement_reach_2.how IN ('host', 'responsible', 'shielded_host', 'shielded_responsible')
                    AND placement_reach_2.valid_from <= now()
                    AND (placement_reach_2.valid_to IS NULL OR placement_reach_2.valid_to > now())
                    AND placement_reach_2.placement_id = anon_2.subject_id OFFSET 0) ELSE false END OR CASE WHEN (anon_2.entity IN ('placement_reach')) THEN EXISTS (
                SELECT placement_reach_history_2.id
                FROM register.placement_reach_history AS placement_reach_history_2
                WHERE placement_reach_history_2.area_code = $5::VARCHAR
                    AND placement_reach_history_2.how IN ('host', 'responsible', 'shielded_host', 'shielded_responsible')
                    AND placement_reach_history_2.id = CAST(anon_2.key AS UUID) OFFSET 0) ELSE false END OR CASE WHEN (anon_2.entity IN ('missing_episode',
                    'return_interview')) THEN EXISTS (
                SELECT episode_reach_2.episode_id
                FROM register.episode_reach AS episode_reach_2
                WHERE episode_reach_2.area_code = $5::VARCHAR
                    AND episode_reach_2.how IN ('host', 'responsible', 'shielded_host', 'shielded_responsible')
                    AND episode_reach_2.valid_from <= now()
                    AND (episode_reach_2.valid_to IS NULL OR episode_reach_2.valid_to > now())
                    AND episode_reach_2.episode_id = anon_2.subject_id OFFSET 0) ELSE false END OR CASE WHEN (anon_2.entity IN ('episode_reach')) THEN EXISTS (
                SELECT episode_reach_history_2.id
                FROM register.episode_reach_history AS episode_reach_history_2
                WHERE episode_reach_history_2.area_code = $5::VARCHAR
                    AND episode_reach_history_2.how IN ('host', 'responsible', 'shielded_host', 'shielded_responsible')
                    AND episode_reach_history_2.id = CAST(anon_2.key AS UUID) OFFSET 0) ELSE false END OR anon_2.entity IN ('area',
                    'condition', 'condition_detail', 'home', 'home_area', 'home_identity', 'home_reach',
                    'inspection', 'notice', 'notice_detail', 'organisation', 'premises', 'provider') OR CASE WHEN (anon_2.entity IN ('access_exemption',
                    'child_characteristics', 'child_identity', 'child_match', 'child_shield', 'exploitation_detail',
                    'match_decision')) THEN EXISTS (
                SELECT child_reach_3.child_id
                FROM register.child_reach AS child_reach_3
                WHERE child_reach_3.area_code = $5::VARCHAR
                    AND child_reach_3.how IN ('responsible', 'shielded_responsible')
                    AND child_reach_3.valid_from <= now()
                    AND (child_reach_3.valid_to IS NULL OR child_reach_3.valid_to > now())
                    AND child_reach_3.child_id = anon_2.subject_id OFFSET 0) ELSE false END OR CASE WHEN (anon_2.entity IN ('encounter',
                    'episode_harm', 'episode_repeat', 'episode_report', 'interview_narrative', 'interview_themes',
                    'missing_together', 'police_extract', 'prevention_interview', 'risk_assessment',
                    'sighting')) THEN EXISTS (
                SELECT episode_reach_3.episode_id
                FROM register.episode_reach AS episode_reach_3
                WHERE episode_reach_3.area_code = $5::VARCHAR
                    AND episode_reach_3.how IN ('responsible', 'shielded_responsible')
                    AND episode_reach_3.valid_from <= now()
                    AND (episode_reach_3.valid_to IS NULL OR episode_reach_3.valid_to > now())
                    AND episode_reach_3.episode_id = anon_2.subject_id OFFSET 0) ELSE false END OR anon_2.entity IN ('return_duty') AND (EXISTS (
                SELECT CAST(register.return_duty.id AS TEXT) AS id
                FROM register.return_duty
                WHERE register.return_duty.authority_code = $5::VARCHAR
                    AND CAST(register.return_duty.id AS TEXT) = anon_2.key OFFSET 0)) OR CASE WHEN (anon_2.entity IN ('correction_notice')) THEN EXISTS (
                SELECT register.correction_notice.id
                FROM register.correction_notice
                WHERE register.correction_notice.agency = $9::VARCHAR
                    AND register.correction_notice.area IS NOT DISTINCT FROM $5::VARCHAR
                    AND register.correction_notice.organisation IS NOT DISTINCT FROM $10::VARCHAR
                    AND register.correction_notice.id = CAST(anon_2.key AS UUID) OFFSET 0) ELSE false END)
            LIMIT $11::INTEGER + 1) AS bounded
        LIMIT 101) AS chosen
      LEFT OUTER JOIN register.home AS home_1 ON home_1.id = chosen.subject_id
      LEFT OUTER JOIN register.home AS home_2 ON home_2.id = chosen.subject_id
        AND (EXISTS (
        SELECT home_reach_6.home_id
        FROM register.home_reach AS home_reach_6
        WHERE home_reach_6.area_code = $4::VARCHAR
            AND home_reach_6.how != 'buffer'
            AND (home_reach_6.valid_to IS NULL OR home_reach_6.valid_to > CAST(now() AS DATE))
            AND home_reach_6.home_id = chosen.subject_id OFFSET 0))
      LEFT OUTER JOIN register.home_identity AS home_identity_1 ON home_identity_1.home_id = home_2.id
      LEFT OUTER JOIN LATERAL (
        SELECT home_person_1.id AS id, home_person_1.home_id AS home_id, home_person_1.role AS role,
            home_person_1.name AS name, home_person_1.valid_from AS valid_from, home_person_1.valid_to AS valid_to,
            home_person_1.version AS version, home_person_1.source_agency AS source_agency, home_person_1.source_system AS source_system,
            home_person_1.source_ref AS source_ref, home_person_1.assertion_basis AS assertion_basis,
            home_person_1.protective_marking AS protective_marking, home_person_1.quality_flags AS quality_flags,
            home_person_1.retention_review_on AS retention_review_on
        FROM register.home_person AS home_person_1
        WHERE home_person_1.home_id = home_2.id
            AND home_person_1.valid_to IS NULL
            AND home_person_1.role = 'registered_manager'
        ORDER BY home_person_1.valid_from DESC, home_person_1.id DESC
        LIMIT 1) AS anon_1 ON anon_1.home_id = home_2.id
        AND (EXISTS (
        SELECT home_reach_7.home_id
        FROM register.home_reach AS home_reach_7
        WHERE home_reach_7.area_code = $5::VARCHAR
            AND (home_reach_7.valid_to IS NULL OR home_reach_7.valid_to > CAST(now() AS DATE))
            AND home_reach_7.home_id = anon_1.home_id OFFSET 0))
      LEFT OUTER JOIN register.provider AS provider_1 ON provider_1.id = chosen.subject_id
    ORDER BY chosen.key0 ASC NULLS LAST, chosen.key1 ASC NULLS LAST
    LIMIT ALL OFFSET 0) AS page;
