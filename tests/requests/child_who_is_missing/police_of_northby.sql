/* register_police */
SELECT count(*) AS count, array_agg(coalesce(((((('{"id":"') || (CAST(c0 AS TEXT))) || ('","name":')) || (((CASE WHEN sees1 THEN CAST(coalesce(CAST(to_json(c2) AS TEXT),
        'null') AS TEXT) ELSE 'null' END) || (',"dateOfBirth":')) || (CASE WHEN sees1 THEN CAST(coalesce(CAST('"' || CAST(c3 AS TEXT) || '"' AS TEXT),
        'null') AS TEXT) ELSE 'null' END))) || ((((',"sex":') || (CASE WHEN sees1 THEN CAST(coalesce(CAST('"' || CAST(upper(c4 COLLATE "C") AS TEXT) || '"' AS TEXT),
        'null') AS TEXT) ELSE 'null' END)) || (',"aliases":')) || ((CASE WHEN sees5 THEN CAST(coalesce(CAST(to_json(c6) AS TEXT),
        'null') AS TEXT) ELSE 'null' END) || (',"careStatus":')))) || (((((CASE WHEN sees7 THEN CAST(coalesce(CAST('"' || CAST(upper(c8 COLLATE "C") AS TEXT) || '"' AS TEXT),
        'null') AS TEXT) ELSE 'null' END) || (',"ethnicity":')) || (CASE WHEN sees7 THEN CAST(coalesce(CAST(to_json(c9) AS TEXT),
        'null') AS TEXT) ELSE 'null' END)) || ((',"responsibleAuthority":') || (CASE WHEN has11 THEN (('{"name":') || (CAST(to_json(c10) AS TEXT))) || ('}') ELSE 'null' END))) || ((((',"placements":␁0␁,"missingEpisodes":␁1␁,"exploitationFlags":') || (CASE WHEN sees12 THEN CAST('␁2␁' AS TEXT) ELSE 'null' END)) || (',"withheld":[')) || ((substr(((CASE WHEN sees1 THEN '' ELSE ',{"field":"name","reason":"OUTSIDE_SCOPE","askBody":"LOCAL_AUTHORITY"},{"field":"dateOfBirth","reason":"OUTSIDE_SCOPE","askBody":"LOCAL_AUTHORITY"},{"field":"sex","reason":"OUTSIDE_SCOPE","askBody":"LOCAL_AUTHORITY"}' END) || (CASE WHEN sees5 THEN '' ELSE ',{"field":"aliases","reason":"OUTSIDE_SCOPE","askBody":"LOCAL_AUTHORITY"}' END)) || ((CASE WHEN sees7 THEN '' ELSE ',{"field":"careStatus","reason":"OUTSIDE_SCOPE","askBody":"LOCAL_AUTHORITY"},{"field":"ethnicity","reason":"OUTSIDE_SCOPE","askBody":"LOCAL_AUTHORITY"}' END) || (CASE WHEN sees12 THEN '' ELSE ',{"field":"exploitationFlags","reason":"OUTSIDE_SCOPE","askBody":"LOCAL_AUTHORITY"}' END)),
        2)) || (']}')))), '')) AS face0, string_agg(key13, '') AS key13, CAST(array_agg(c0) AS TEXT) AS c0,
    array_agg(sees1) AS sees1, array_agg(sees5) AS sees5, array_agg(sees7) AS sees7, array_agg(sees12) AS sees12
FROM (
    SELECT chosen.id AS c0, EXISTS (
        SELECT child_reach_1.child_id
        FROM register.child_reach AS child_reach_1
        WHERE child_reach_1.area_code = $1::VARCHAR
            AND child_reach_1.how IN ('host', 'interest', 'owner', 'shielded_host', 'shielded_owner')
            AND child_reach_1.valid_from <= now()
            AND (child_reach_1.valid_to IS NULL OR child_reach_1.valid_to > now())
            AND child_reach_1.child_id = chosen.id OFFSET 0) AS sees1, anon_1.name AS c2, anon_1.date_of_birth AS c3,
        anon_1.sex AS c4, EXISTS (
        SELECT child_reach_2.child_id
        FROM register.child_reach AS child_reach_2
        WHERE child_reach_2.area_code = $1::VARCHAR
            AND child_reach_2.how IN ('interest', 'owner', 'shielded_owner')
            AND child_reach_2.valid_from <= now()
            AND (child_reach_2.valid_to IS NULL OR child_reach_2.valid_to > now())
            AND child_reach_2.child_id = chosen.id OFFSET 0) AS sees5, anon_2.aliases AS c6, EXISTS (
        SELECT child_reach_3.child_id
        FROM register.child_reach AS child_reach_3
        WHERE child_reach_3.area_code = $1::VARCHAR
            AND child_reach_3.how IN ('interest')
            AND child_reach_3.valid_from <= now()
            AND (child_reach_3.valid_to IS NULL OR child_reach_3.valid_to > now())
            AND child_reach_3.child_id = chosen.id OFFSET 0) AS sees7, anon_3.care_status AS c8, anon_3.ethnicity AS c9,
        area_1.name AS c10, area_1.code IS NOT NULL AS has11, EXISTS (
        SELECT child_reach_4.child_id
        FROM register.child_reach AS child_reach_4
        WHERE child_reach_4.area_code = $1::VARCHAR
            AND child_reach_4.how IN ('host', 'interest', 'shielded_host')
            AND child_reach_4.valid_from <= now()
            AND (child_reach_4.valid_to IS NULL OR child_reach_4.valid_to > now())
            AND child_reach_4.child_id = chosen.id OFFSET 0) AS sees12, CAST(chosen.id AS TEXT) AS key13
    FROM (
        SELECT anon_4.id AS id, anon_4.responsible_authority_code AS responsible_authority_code, anon_4.id AS key0
        FROM (
            SELECT child_1.id AS id, child_1.responsible_authority_code AS responsible_authority_code
            FROM (
                SELECT anon_6.id AS id
                FROM (
                    SELECT $2::UUID AS id) AS anon_6
                WHERE EXISTS (
                    SELECT child_reach_5.child_id
                    FROM register.child_reach AS child_reach_5
                    WHERE child_reach_5.area_code = $1::VARCHAR
                        AND child_reach_5.how IN ('host', 'interest', 'owner', 'shielded_host', 'shielded_owner')
                        AND child_reach_5.valid_from <= now()
                        AND (child_reach_5.valid_to IS NULL OR child_reach_5.valid_to > now())
                        AND child_reach_5.child_id = anon_6.id OFFSET 0)
                LIMIT ALL OFFSET 0) AS anon_5
              JOIN register.child AS child_1 ON child_1.id = anon_5.id
            LIMIT ALL OFFSET 0) AS anon_4
        WHERE anon_4.id = $2::UUID
        ORDER BY anon_4.id ASC NULLS LAST
        LIMIT 1) AS chosen
      LEFT OUTER JOIN LATERAL (
        SELECT child_minimum_1.child_id AS child_id, child_minimum_1.name AS name, child_minimum_1.date_of_birth AS date_of_birth,
            child_minimum_1.sex AS sex
        FROM register.child_minimum AS child_minimum_1
        WHERE child_minimum_1.child_id = chosen.id
        LIMIT ALL OFFSET 0) AS anon_1 ON true
      LEFT OUTER JOIN LATERAL (
        SELECT child_identity_1.child_id AS child_id, child_identity_1.aliases AS aliases, child_identity_1.nhs_number AS nhs_number,
            child_identity_1.upn AS upn, child_identity_1.authority_reference AS authority_reference
        FROM register.child_identity AS child_identity_1
        WHERE child_identity_1.child_id = chosen.id
        LIMIT ALL OFFSET 0) AS anon_2 ON true
      LEFT OUTER JOIN LATERAL (
        SELECT child_characteristics_1.child_id AS child_id, child_characteristics_1.care_status AS care_status,
            child_characteristics_1.ethnicity AS ethnicity, child_characteristics_1.is_disabled AS is_disabled,
            child_characteristics_1.is_unaccompanied AS is_unaccompanied
        FROM register.child_characteristics AS child_characteristics_1
        WHERE child_characteristics_1.child_id = chosen.id
        LIMIT ALL OFFSET 0) AS anon_3 ON true
      LEFT OUTER JOIN register.area AS area_1 ON area_1.code = chosen.responsible_authority_code
    ORDER BY chosen.key0 ASC NULLS LAST
    LIMIT ALL OFFSET 0) AS page;

/* register_police */
SELECT answered.count, answered.face0, answered.key9, answered.key4, answered.sees6
FROM unnest(CAST($1::VARCHAR AS UUID[])) WITH ORDINALITY AS anon_1(id, n)
  JOIN LATERAL (
    SELECT count(*) AS count, string_agg(coalesce((((('{"kind":"') || (CAST(upper(c0 COLLATE "C") AS TEXT))) || ('","startedOn":"')) || ((CAST(c1 AS TEXT)) || ('","hostAuthority":'))) || (((CASE WHEN has3 THEN (('{"name":') || (CAST(to_json(c2) AS TEXT))) || ('}') ELSE 'null' END) || (',"home":')) || ((CASE WHEN has8 THEN ((('{"urn":"') || (c5)) || ('","name":')) || ((CASE WHEN sees6 THEN CAST(coalesce(CAST(to_json(c7) AS TEXT),
            'null') AS TEXT) ELSE 'null' END) || ('}')) ELSE 'null' END) || ('}'))), ''), ',') AS face0,
        string_agg(key9, '') AS key9, string_agg(key4, '') AS key4, bool_and(sees6) AS sees6
    FROM (
        SELECT chosen.kind AS c0, chosen.started_on AS c1, area_1.name AS c2, area_1.code IS NOT NULL AS has3,
            CAST(home_1.urn AS TEXT) AS key4, home_1.urn AS c5, CASE WHEN (home_1.id IS NOT NULL) THEN EXISTS (
            SELECT home_reach_1.home_id
            FROM register.home_reach AS home_reach_1
            WHERE home_reach_1.area_code = $2::VARCHAR
                AND (home_reach_1.valid_to IS NULL OR home_reach_1.valid_to > CAST(now() AS DATE))
                AND home_reach_1.home_id = home_1.id OFFSET 0) END AS sees6, anon_2.name AS c7, home_1.id IS NOT NULL AS has8,
            CAST(chosen.id AS TEXT) AS key9
        FROM LATERAL (
            SELECT anon_3.id AS id, anon_3.kind AS kind, anon_3.home_id AS home_id, anon_3.host_authority_code AS host_authority_code,
                anon_3.started_on AS started_on, anon_3.started_on AS key0, anon_3.id AS key1
            FROM LATERAL (
                SELECT placement_1.id AS id, placement_1.kind AS kind, placement_1.home_id AS home_id,
                    placement_1.host_authority_code AS host_authority_code, placement_1.started_on AS started_on
                FROM register.placement AS placement_1
                WHERE placement_1.child_id = anon_1.id
                    AND (EXISTS (
                    SELECT placement_reach_1.placement_id
                    FROM register.placement_reach AS placement_reach_1
                    WHERE placement_reach_1.area_code = $2::VARCHAR
                        AND placement_reach_1.how IN ('host', 'interest', 'shielded_host')
                        AND placement_reach_1.valid_from <= now()
                        AND (placement_reach_1.valid_to IS NULL OR placement_reach_1.valid_to > now())
                        AND placement_reach_1.placement_id = placement_1.id OFFSET 0))
                LIMIT ALL OFFSET 0) AS anon_3
            ORDER BY anon_3.started_on DESC NULLS FIRST, anon_3.id ASC NULLS LAST
            LIMIT $3::INTEGER) AS chosen
          LEFT OUTER JOIN register.area AS area_1 ON area_1.code = chosen.host_authority_code
          LEFT OUTER JOIN register.home AS home_1 ON home_1.id = chosen.home_id
          LEFT OUTER JOIN LATERAL (
            SELECT home_identity_1.home_id AS home_id, home_identity_1.name AS name, home_identity_1.age_min AS age_min,
                home_identity_1.age_max AS age_max, home_identity_1.sex_admitted AS sex_admitted, home_identity_1.needs AS needs,
                home_identity_1.operational_status AS operational_status, home_identity_1.first_accommodated_on AS first_accommodated_on,
                home_identity_1.secure_approved AS secure_approved, home_identity_1.secure_places AS secure_places,
                home_identity_1.contact_telephone AS contact_telephone
            FROM register.home_identity AS home_identity_1
            WHERE home_identity_1.home_id = home_1.id
            LIMIT ALL OFFSET 0) AS anon_2 ON true
        ORDER BY chosen.key0 DESC NULLS FIRST, chosen.key1 ASC NULLS LAST
        LIMIT ALL OFFSET 0) AS page) AS answered ON true
ORDER BY anon_1.n;

/* register_police */
SELECT answered.count, answered.face0, answered.key2
FROM unnest(CAST($1::VARCHAR AS UUID[])) WITH ORDINALITY AS anon_1(id, n)
  JOIN LATERAL (
    SELECT count(*) AS count, string_agg(coalesce(((('{"reference":') || (coalesce(CAST(to_json(c0) AS TEXT),
            'null'))) || (',"status":"')) || ((CAST(upper(c1 COLLATE "C") AS TEXT)) || ('"}')), ''),
            ',') AS face0, string_agg(key2, '') AS key2
    FROM (
        SELECT chosen.reference AS c0, chosen.status AS c1, CAST(chosen.id AS TEXT) AS key2
        FROM LATERAL (
            SELECT anon_2.id AS id, anon_2.reference AS reference, anon_2.status AS status, anon_2.started_at AS key0,
                anon_2.id AS key1
            FROM LATERAL (
                SELECT missing_episode_1.id AS id, missing_episode_1.reference AS reference, missing_episode_1.status AS status,
                    missing_episode_1.started_at AS started_at
                FROM register.missing_episode AS missing_episode_1
                WHERE missing_episode_1.id IN (
                    SELECT episode_child_1.episode_id
                    FROM register.episode_child AS episode_child_1
                    WHERE episode_child_1.child_id = anon_1.id)
                    AND (EXISTS (
                    SELECT episode_reach_1.episode_id
                    FROM register.episode_reach AS episode_reach_1
                    WHERE episode_reach_1.area_code = $2::VARCHAR
                        AND episode_reach_1.how IN ('host', 'interest', 'offered', 'owner', 'shielded_host',
                            'shielded_owner')
                        AND episode_reach_1.valid_from <= now()
                        AND (episode_reach_1.valid_to IS NULL OR episode_reach_1.valid_to > now())
                        AND episode_reach_1.episode_id = missing_episode_1.id OFFSET 0))
                LIMIT ALL OFFSET 0) AS anon_2
            ORDER BY anon_2.started_at DESC NULLS FIRST, anon_2.id ASC NULLS LAST
            LIMIT $3::INTEGER) AS chosen
        ORDER BY chosen.key0 DESC NULLS FIRST, chosen.key1 ASC NULLS LAST
        LIMIT ALL OFFSET 0) AS page) AS answered ON true
ORDER BY anon_1.n;

/* register_police */
SELECT answered.count, answered.face0, answered.key4, answered.sees1
FROM unnest(CAST($1::VARCHAR AS UUID[])) WITH ORDINALITY AS anon_1(id, n)
  JOIN LATERAL (
    SELECT count(*) AS count, string_agg(coalesce(((('{"raisedOn":"') || (CAST(c0 AS TEXT))) || (('","kind":') || (CASE WHEN sees1 THEN CAST(coalesce(CAST('"' || CAST(upper(c2 COLLATE "C") AS TEXT) || '"' AS TEXT),
            'null') AS TEXT) ELSE 'null' END))) || (((',"status":') || (CASE WHEN sees1 THEN CAST(coalesce(CAST('"' || CAST(upper(c3 COLLATE "C") AS TEXT) || '"' AS TEXT),
            'null') AS TEXT) ELSE 'null' END)) || ('}')), ''), ',') AS face0, string_agg(key4, '') AS key4,
        bool_and(sees1) AS sees1
    FROM (
        SELECT chosen.raised_on AS c0, EXISTS (
            SELECT child_reach_1.child_id
            FROM register.child_reach AS child_reach_1
            WHERE child_reach_1.area_code = $2::VARCHAR
                AND child_reach_1.how IN ('interest')
                AND child_reach_1.valid_from <= now()
                AND (child_reach_1.valid_to IS NULL OR child_reach_1.valid_to > now())
                AND child_reach_1.child_id = chosen.child_id OFFSET 0) AS sees1, anon_2.kind AS c2, anon_2.status AS c3,
            CAST(chosen.id AS TEXT) AS key4
        FROM LATERAL (
            SELECT anon_3.id AS id, anon_3.child_id AS child_id, anon_3.raised_on AS raised_on, anon_3.raised_on AS key0,
                anon_3.id AS key1
            FROM LATERAL (
                SELECT exploitation_flag_1.id AS id, exploitation_flag_1.child_id AS child_id, exploitation_flag_1.raised_on AS raised_on
                FROM register.exploitation_flag AS exploitation_flag_1
                WHERE exploitation_flag_1.child_id = anon_1.id
                    AND (EXISTS (
                    SELECT child_reach_2.child_id
                    FROM register.child_reach AS child_reach_2
                    WHERE child_reach_2.area_code = $2::VARCHAR
                        AND child_reach_2.how IN ('host', 'interest', 'shielded_host')
                        AND child_reach_2.valid_from <= now()
                        AND (child_reach_2.valid_to IS NULL OR child_reach_2.valid_to > now())
                        AND child_reach_2.child_id = exploitation_flag_1.child_id OFFSET 0))
                LIMIT ALL OFFSET 0) AS anon_3
            ORDER BY anon_3.raised_on DESC NULLS FIRST, anon_3.id ASC NULLS LAST
            LIMIT 100) AS chosen
          LEFT OUTER JOIN LATERAL (
            SELECT exploitation_detail_1.flag_id AS flag_id, exploitation_detail_1.child_id AS child_id,
                exploitation_detail_1.kind AS kind, exploitation_detail_1.status AS status
            FROM register.exploitation_detail AS exploitation_detail_1
            WHERE exploitation_detail_1.flag_id = chosen.id
            LIMIT ALL OFFSET 0) AS anon_2 ON true
        ORDER BY chosen.key0 DESC NULLS FIRST, chosen.key1 ASC NULLS LAST
        LIMIT ALL OFFSET 0) AS page) AS answered ON true
ORDER BY anon_1.n;
