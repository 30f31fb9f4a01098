/* register_interview_provider */
SELECT count(*) AS count, array_agg(coalesce((((('{"id":"') || (CAST(c0 AS TEXT))) || (('","name":') || (CASE WHEN sees1 THEN CAST(coalesce(CAST(to_json(c2) AS TEXT),
        'null') AS TEXT) ELSE 'null' END))) || (((',"dateOfBirth":') || (CASE WHEN sees1 THEN CAST(coalesce(CAST('"' || CAST(c3 AS TEXT) || '"' AS TEXT),
        'null') AS TEXT) ELSE 'null' END)) || (',"sex":'))) || ((((CASE WHEN sees1 THEN CAST(coalesce(CAST('"' || CAST(upper(c4 COLLATE "C") AS TEXT) || '"' AS TEXT),
        'null') AS TEXT) ELSE 'null' END) || (',"aliases":null,"careStatus":null,"ethnicity":null,"responsibleAuthority":')) || (CASE WHEN has6 THEN (('{"name":') || (CAST(to_json(c5) AS TEXT))) || ('}') ELSE 'null' END)) || (((',"placements":null,"missingEpisodes":␁0␁,"exploitationFlags":null,"withheld":[') || (substr((',{"field":"aliases","reason":"NO_GRANT","askBody":"LOCAL_AUTHORITY"},{"field":"careStatus","reason":"NO_GRANT","askBody":"LOCAL_AUTHORITY"},{"field":"ethnicity","reason":"NO_GRANT","askBody":"LOCAL_AUTHORITY"},{"field":"placements","reason":"NO_GRANT","askBody":"LOCAL_AUTHORITY"},{"field":"exploitationFlags","reason":"NO_GRANT","askBody":"LOCAL_AUTHORITY"}') || (CASE WHEN sees1 THEN '' ELSE ',{"field":"name","reason":"OUTSIDE_SCOPE","askBody":"LOCAL_AUTHORITY"},{"field":"dateOfBirth","reason":"OUTSIDE_SCOPE","askBody":"LOCAL_AUTHORITY"},{"field":"sex","reason":"OUTSIDE_SCOPE","askBody":"LOCAL_AUTHORITY"}' END),
        2))) || (']}'))), '')) AS face0, string_agg(key7, '') AS key7, CAST(array_agg(c0) AS TEXT) AS c0,
    array_agg(sees1) AS sees1
FROM (
    SELECT chosen.id AS c0, EXISTS (
        SELECT child_reach_1.child_id
        FROM register.child_reach AS child_reach_1
        WHERE child_reach_1.organisation = $1::VARCHAR
            AND child_reach_1.how IN ('case')
            AND child_reach_1.valid_from <= now()
            AND (child_reach_1.valid_to IS NULL OR child_reach_1.valid_to > now())
            AND child_reach_1.child_id = chosen.id OFFSET 0) AS sees1, anon_1.name AS c2, anon_1.date_of_birth AS c3,
        anon_1.sex AS c4, area_1.name AS c5, area_1.code IS NOT NULL AS has6, CAST(chosen.id AS TEXT) AS key7
    FROM (
        SELECT anon_2.id AS id, anon_2.responsible_authority_code AS responsible_authority_code, anon_2.id AS key0
        FROM (
            SELECT child_1.id AS id, child_1.responsible_authority_code AS responsible_authority_code
            FROM (
                SELECT anon_4.id AS id
                FROM (
                    SELECT $2::UUID AS id) AS anon_4
                WHERE EXISTS (
                    SELECT child_reach_2.child_id
                    FROM register.child_reach AS child_reach_2
                    WHERE child_reach_2.organisation = $1::VARCHAR
                        AND child_reach_2.how IN ('case')
                        AND child_reach_2.valid_from <= now()
                        AND (child_reach_2.valid_to IS NULL OR child_reach_2.valid_to > now())
                        AND child_reach_2.child_id = anon_4.id OFFSET 0)
                LIMIT ALL OFFSET 0) AS anon_3
              JOIN register.child AS child_1 ON child_1.id = anon_3.id
            LIMIT ALL OFFSET 0) AS anon_2
        WHERE anon_2.id = $2::UUID
        ORDER BY anon_2.id ASC NULLS LAST
        LIMIT 1) AS chosen
      LEFT OUTER JOIN LATERAL (
        SELECT child_minimum_1.child_id AS child_id, child_minimum_1.name AS name, child_minimum_1.date_of_birth AS date_of_birth,
            child_minimum_1.sex AS sex
        FROM register.child_minimum AS child_minimum_1
        WHERE child_minimum_1.child_id = chosen.id
        LIMIT ALL OFFSET 0) AS anon_1 ON true
      LEFT OUTER JOIN register.area AS area_1 ON area_1.code = chosen.responsible_authority_code
    ORDER BY chosen.key0 ASC NULLS LAST
    LIMIT ALL OFFSET 0) AS page;

/* register_interview_provider */
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
                    WHERE episode_reach_1.organisation = $2::VARCHAR
                        AND episode_reach_1.how IN ('case')
                        AND episode_reach_1.valid_from <= now()
                        AND (episode_reach_1.valid_to IS NULL OR episode_reach_1.valid_to > now())
                        AND episode_reach_1.episode_id = missing_episode_1.id OFFSET 0))
                LIMIT ALL OFFSET 0) AS anon_2
            ORDER BY anon_2.started_at DESC NULLS FIRST, anon_2.id ASC NULLS LAST
            LIMIT $3::INTEGER) AS chosen
        ORDER BY chosen.key0 DESC NULLS FIRST, chosen.key1 ASC NULLS LAST
        LIMIT ALL OFFSET 0) AS page) AS answered ON true
ORDER BY anon_1.n;
