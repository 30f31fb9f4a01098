/* register_police */
SELECT count(*) AS count, string_agg(coalesce(((('{"urn":"') || (c0)) || ('","name":')) || ((CASE WHEN sees1 THEN CAST(coalesce(CAST(to_json(c2) AS TEXT),
        'null') AS TEXT) ELSE 'null' END) || ('}')), ''), ',') AS face0, string_agg(key3, '') AS key3,
    bool_and(sees1) AS sees1
FROM (
    SELECT chosen.urn AS c0, EXISTS (
        SELECT home_reach_1.home_id
        FROM register.home_reach AS home_reach_1
        WHERE home_reach_1.area_code = $1::VARCHAR
            AND (home_reach_1.valid_to IS NULL OR home_reach_1.valid_to > CAST(now() AS DATE))
            AND home_reach_1.home_id = chosen.id OFFSET 0) AS sees1, anon_1.name AS c2, CAST(chosen.urn AS TEXT) AS key3
    FROM (
        SELECT bounded.id AS id, bounded.urn AS urn, bounded.key0 AS key0
        FROM (
            SELECT home_1.id AS id, home_1.urn AS urn, home_1.urn AS key0
            FROM register.home AS home_1
            WHERE home_1.merged_into_id IS NULL
                AND home_1.registration_status IN ('registered', 'suspended')
                AND (EXISTS (
                SELECT 1
                FROM LATERAL (
                    SELECT inspection_1.id AS id, inspection_1.number AS number, inspection_1.home_id AS home_id,
                        inspection_1.merged_from_id AS merged_from_id, inspection_1.kind AS kind, inspection_1.started_on AS started_on,
                        inspection_1.ended_on AS ended_on, inspection_1.published_on AS published_on,
                        inspection_1.overall_experiences_and_progress AS overall_experiences_and_progress,
                        inspection_1.helped_and_protected AS helped_and_protected, inspection_1.leaders_and_managers AS leaders_and_managers,
                        inspection_1.education_and_learning AS education_and_learning, inspection_1.health AS health,
                        inspection_1.version AS version, inspection_1.source_agency AS source_agency,
                        inspection_1.source_system AS source_system, inspection_1.source_ref AS source_ref,
                        inspection_1.assertion_basis AS assertion_basis, inspection_1.protective_marking AS protective_marking,
                        inspection_1.quality_flags AS quality_flags, inspection_1.retention_review_on AS retention_review_on
                    FROM register.inspection AS inspection_1
                    WHERE inspection_1.home_id = home_1.id
                    ORDER BY inspection_1.started_on DESC, inspection_1.id DESC
                    LIMIT 1) AS anon_2
                WHERE anon_2.overall_experiences_and_progress = $2::VARCHAR
                    AND anon_2.home_id = home_1.id))
            ORDER BY home_1.urn ASC NULLS LAST
            LIMIT $3::INTEGER) AS bounded
        LIMIT 101) AS chosen
      LEFT OUTER JOIN LATERAL (
        SELECT home_identity_1.home_id AS home_id, home_identity_1.name AS name, home_identity_1.age_min AS age_min,
            home_identity_1.age_max AS age_max, home_identity_1.sex_admitted AS sex_admitted, home_identity_1.needs AS needs,
            home_identity_1.operational_status AS operational_status, home_identity_1.first_accommodated_on AS first_accommodated_on,
            home_identity_1.secure_approved AS secure_approved, home_identity_1.secure_places AS secure_places,
            home_identity_1.contact_telephone AS contact_telephone
        FROM register.home_identity AS home_identity_1
        WHERE home_identity_1.home_id = chosen.id
        LIMIT ALL OFFSET 0) AS anon_1 ON true
    ORDER BY chosen.key0 ASC NULLS LAST
    LIMIT ALL OFFSET 0) AS page;

/* register_police */
SELECT count(*) AS count, string_agg(coalesce(((('{"urn":"') || (c0)) || ('","name":')) || ((CASE WHEN sees1 THEN CAST(coalesce(CAST(to_json(c2) AS TEXT),
        'null') AS TEXT) ELSE 'null' END) || ('}')), ''), ',') AS face0, string_agg(key3, '') AS key3,
    bool_and(sees1) AS sees1
FROM (
    SELECT chosen.urn AS c0, EXISTS (
        SELECT home_reach_1.home_id
        FROM register.home_reach AS home_reach_1
        WHERE home_reach_1.area_code = $1::VARCHAR
            AND (home_reach_1.valid_to IS NULL OR home_reach_1.valid_to > CAST(now() AS DATE))
            AND home_reach_1.home_id = chosen.id OFFSET 0) AS sees1, anon_1.name AS c2, CAST(chosen.urn AS TEXT) AS key3
    FROM (
        SELECT bounded.id AS id, bounded.urn AS urn, bounded.key0 AS key0
        FROM (
            SELECT home_1.id AS id, home_1.urn AS urn, home_1.urn AS key0
            FROM register.home AS home_1
            WHERE home_1.merged_into_id IS NULL
                AND home_1.registration_status IN ('registered', 'suspended')
                AND (EXISTS (
                SELECT 1
                FROM register.inspection AS inspection_1
                WHERE inspection_1.started_on < $2::DATE
                    AND inspection_1.home_id = home_1.id))
            ORDER BY home_1.urn ASC NULLS LAST
            LIMIT $3::INTEGER) AS bounded
        LIMIT 101) AS chosen
      LEFT OUTER JOIN LATERAL (
        SELECT home_identity_1.home_id AS home_id, home_identity_1.name AS name, home_identity_1.age_min AS age_min,
            home_identity_1.age_max AS age_max, home_identity_1.sex_admitted AS sex_admitted, home_identity_1.needs AS needs,
            home_identity_1.operational_status AS operational_status, home_identity_1.first_accommodated_on AS first_accommodated_on,
            home_identity_1.secure_approved AS secure_approved, home_identity_1.secure_places AS secure_places,
            home_identity_1.contact_telephone AS contact_telephone
        FROM register.home_identity AS home_identity_1
        WHERE home_identity_1.home_id = chosen.id
        LIMIT ALL OFFSET 0) AS anon_1 ON true
    ORDER BY chosen.key0 ASC NULLS LAST
    LIMIT ALL OFFSET 0) AS page;

/* register_police */
SELECT count(*) AS count, string_agg(coalesce(((('{"urn":"') || (c0)) || ('","name":')) || ((CASE WHEN sees1 THEN CAST(coalesce(CAST(to_json(c2) AS TEXT),
        'null') AS TEXT) ELSE 'null' END) || ('}')), ''), ',') AS face0, string_agg(key3, '') AS key3,
    bool_and(sees1) AS sees1
FROM (
    SELECT chosen.urn AS c0, EXISTS (
        SELECT home_reach_1.home_id
        FROM register.home_reach AS home_reach_1
        WHERE home_reach_1.area_code = $1::VARCHAR
            AND (home_reach_1.valid_to IS NULL OR home_reach_1.valid_to > CAST(now() AS DATE))
            AND home_reach_1.home_id = chosen.id OFFSET 0) AS sees1, anon_1.name AS c2, CAST(chosen.urn AS TEXT) AS key3
    FROM (
        SELECT bounded.id AS id, bounded.urn AS urn, bounded.key0 AS key0
        FROM (
            SELECT home_1.id AS id, home_1.urn AS urn, home_1.urn AS key0
            FROM register.home AS home_1
            WHERE home_1.merged_into_id IS NULL
                AND home_1.registration_status IN ('registered', 'suspended')
                AND NOT coalesce(EXISTS (
                SELECT 1
                FROM register.inspection AS inspection_1
                WHERE inspection_1.started_on >= $2::DATE
                    AND inspection_1.home_id = home_1.id), false)
            ORDER BY home_1.urn ASC NULLS LAST
            LIMIT $3::INTEGER) AS bounded
        LIMIT 101) AS chosen
      LEFT OUTER JOIN LATERAL (
        SELECT home_identity_1.home_id AS home_id, home_identity_1.name AS name, home_identity_1.age_min AS age_min,
            home_identity_1.age_max AS age_max, home_identity_1.sex_admitted AS sex_admitted, home_identity_1.needs AS needs,
            home_identity_1.operational_status AS operational_status, home_identity_1.first_accommodated_on AS first_accommodated_on,
            home_identity_1.secure_approved AS secure_approved, home_identity_1.secure_places AS secure_places,
            home_identity_1.contact_telephone AS contact_telephone
        FROM register.home_identity AS home_identity_1
        WHERE home_identity_1.home_id = chosen.id
        LIMIT ALL OFFSET 0) AS anon_1 ON true
    ORDER BY chosen.key0 ASC NULLS LAST
    LIMIT ALL OFFSET 0) AS page;

/* register_police */
SELECT count(*) AS count, string_agg(coalesce(((('{"urn":"') || (c0)) || ('","name":')) || ((CASE WHEN sees1 THEN CAST(coalesce(CAST(to_json(c2) AS TEXT),
        'null') AS TEXT) ELSE 'null' END) || ('}')), ''), ',') AS face0, string_agg(key3, '') AS key3,
    bool_and(sees1) AS sees1
FROM (
    SELECT chosen.urn AS c0, EXISTS (
        SELECT home_reach_1.home_id
        FROM register.home_reach AS home_reach_1
        WHERE home_reach_1.area_code = $1::VARCHAR
            AND (home_reach_1.valid_to IS NULL OR home_reach_1.valid_to > CAST(now() AS DATE))
            AND home_reach_1.home_id = chosen.id OFFSET 0) AS sees1, anon_1.name AS c2, CAST(chosen.urn AS TEXT) AS key3
    FROM (
        SELECT bounded.id AS id, bounded.urn AS urn, bounded.key0 AS key0
        FROM (
            SELECT home_1.id AS id, home_1.urn AS urn, home_1.urn AS key0
            FROM register.home AS home_1
            WHERE home_1.merged_into_id IS NULL
                AND home_1.registration_status IN ('registered', 'suspended')
                AND (EXISTS (
                SELECT 1
                FROM register.area AS area_1
                WHERE area_1.name IS NOT NULL
                    AND register.folded(area_1.name) = (
                    SELECT register.folded($2::VARCHAR) AS folded_1)
                    AND area_1.code = home_1.force_code))
            ORDER BY home_1.urn ASC NULLS LAST
            LIMIT $3::INTEGER) AS bounded
        LIMIT 101) AS chosen
      LEFT OUTER JOIN LATERAL (
        SELECT home_identity_1.home_id AS home_id, home_identity_1.name AS name, home_identity_1.age_min AS age_min,
            home_identity_1.age_max AS age_max, home_identity_1.sex_admitted AS sex_admitted, home_identity_1.needs AS needs,
            home_identity_1.operational_status AS operational_status, home_identity_1.first_accommodated_on AS first_accommodated_on,
            home_identity_1.secure_approved AS secure_approved, home_identity_1.secure_places AS secure_places,
            home_identity_1.contact_telephone AS contact_telephone
        FROM register.home_identity AS home_identity_1
        WHERE home_identity_1.home_id = chosen.id
        LIMIT ALL OFFSET 0) AS anon_1 ON true
    ORDER BY chosen.key0 ASC NULLS LAST
    LIMIT ALL OFFSET 0) AS page;

/* register_police */
SELECT count(*) AS count, string_agg(coalesce(((('{"urn":"') || (c0)) || ('","name":')) || ((CASE WHEN sees1 THEN CAST(coalesce(CAST(to_json(c2) AS TEXT),
        'null') AS TEXT) ELSE 'null' END) || ('}')), ''), ',') AS face0, string_agg(key3, '') AS key3,
    bool_and(sees1) AS sees1
FROM (
    SELECT chosen.urn AS c0, EXISTS (
        SELECT home_reach_1.home_id
        FROM register.home_reach AS home_reach_1
        WHERE home_reach_1.area_code = $1::VARCHAR
            AND (home_reach_1.valid_to IS NULL OR home_reach_1.valid_to > CAST(now() AS DATE))
            AND home_reach_1.home_id = chosen.id OFFSET 0) AS sees1, anon_1.name AS c2, CAST(chosen.urn AS TEXT) AS key3
    FROM (
        SELECT bounded.id AS id, bounded.urn AS urn, bounded.key0 AS key0
        FROM (
            SELECT anon_2.id AS id, anon_2.urn AS urn, anon_2.urn AS key0
            FROM (
                SELECT home_1.id AS id, anon_3.urn AS urn, home_1.registration_status AS registration_status,
                    home_1.provider_id AS provider_id, home_1.merged_into_id AS merged_into_id
                FROM (
                    SELECT DISTINCT home_finder_1.urn AS urn, home_finder_1.home_id AS home_id
                    FROM register.home_finder AS home_finder_1
                    WHERE home_finder_1.area_code = $1::VARCHAR
                        AND (home_finder_1.valid_to IS NULL OR home_finder_1.valid_to > CAST(now() AS DATE))
                    ORDER BY home_finder_1.urn ASC NULLS LAST, home_finder_1.home_id ASC NULLS LAST) AS anon_3
                  JOIN register.home AS home_1 ON home_1.id = anon_3.home_id
                ORDER BY anon_3.urn ASC NULLS LAST
                LIMIT ALL OFFSET 0) AS anon_2
            WHERE anon_2.merged_into_id IS NULL
                AND anon_2.registration_status IN ('registered', 'suspended')
                AND (EXISTS (
                SELECT 1
                FROM register.provider AS provider_1
                  LEFT OUTER JOIN LATERAL (
                    SELECT provider_contact_1.individual_name AS individual_name
                    FROM register.provider_contact AS provider_contact_1
                    WHERE provider_contact_1.provider_id = provider_1.id
                    LIMIT ALL OFFSET 0) AS anon_4 ON true
                WHERE anon_4.individual_name IS NOT NULL
                    AND (register.folded(anon_4.individual_name) ~>=~ (
                    SELECT register.folded($2::VARCHAR) AS folded_1))
                    AND (register.folded(anon_4.individual_name) ~<~ textcat((
                    SELECT register.folded($2::VARCHAR) AS folded_1), '􏿿'))
                    AND provider_1.id = anon_2.provider_id))
            ORDER BY anon_2.urn ASC NULLS LAST
            LIMIT $3::INTEGER) AS bounded
        LIMIT 101) AS chosen
      LEFT OUTER JOIN LATERAL (
        SELECT home_identity_1.home_id AS home_id, home_identity_1.name AS name, home_identity_1.age_min AS age_min,
            home_identity_1.age_max AS age_max, home_identity_1.sex_admitted AS sex_admitted, home_identity_1.needs AS needs,
            home_identity_1.operational_status AS operational_status, home_identity_1.first_accommodated_on AS first_accommodated_on,
            home_identity_1.secure_approved AS secure_approved, home_identity_1.secure_places AS secure_places,
            home_identity_1.contact_telephone AS contact_telephone
        FROM register.home_identity AS home_identity_1
        WHERE home_identity_1.home_id = chosen.id
        LIMIT ALL OFFSET 0) AS anon_1 ON true
    ORDER BY chosen.key0 ASC NULLS LAST
    LIMIT ALL OFFSET 0) AS page;

/* register_police */
SELECT count(*) AS count, string_agg(coalesce(((('{"urn":"') || (c0)) || ('","name":')) || ((CASE WHEN sees1 THEN CAST(coalesce(CAST(to_json(c2) AS TEXT),
        'null') AS TEXT) ELSE 'null' END) || ('}')), ''), ',') AS face0, string_agg(key3, '') AS key3,
    bool_and(sees1) AS sees1
FROM (
    SELECT chosen.urn AS c0, EXISTS (
        SELECT home_reach_1.home_id
        FROM register.home_reach AS home_reach_1
        WHERE home_reach_1.area_code = $1::VARCHAR
            AND (home_reach_1.valid_to IS NULL OR home_reach_1.valid_to > CAST(now() AS DATE))
            AND home_reach_1.home_id = chosen.id OFFSET 0) AS sees1, anon_1.name AS c2, CAST(chosen.urn AS TEXT) AS key3
    FROM (
        SELECT bounded.id AS id, bounded.urn AS urn, bounded.key0 AS key0
        FROM (
            SELECT anon_2.id AS id, anon_2.urn AS urn, anon_2.urn AS key0
            FROM (
                SELECT home_1.id AS id, anon_3.urn AS urn, home_1.registration_status AS registration_status,
                    home_1.merged_into_id AS merged_into_id
                FROM (
                    SELECT DISTINCT home_finder_1.urn AS urn, home_finder_1.home_id AS home_id
                    FROM register.home_finder AS home_finder_1
                    WHERE home_finder_1.area_code = $1::VARCHAR
                        AND (home_finder_1.valid_to IS NULL OR home_finder_1.valid_to > CAST(now() AS DATE))
                    ORDER BY home_finder_1.urn ASC NULLS LAST, home_finder_1.home_id ASC NULLS LAST) AS anon_3
                  JOIN register.home AS home_1 ON home_1.id = anon_3.home_id
                ORDER BY anon_3.urn ASC NULLS LAST
                LIMIT ALL OFFSET 0) AS anon_2
            WHERE anon_2.merged_into_id IS NULL
                AND anon_2.registration_status IN ('registered', 'suspended')
                AND (EXISTS (
                SELECT 1
                FROM LATERAL (
                    SELECT premises_1.id AS id, premises_1.home_id AS home_id, premises_1.postcode AS postcode
                    FROM register.premises AS premises_1
                    WHERE premises_1.home_id = anon_2.id
                        AND premises_1.valid_to IS NULL
                        AND (EXISTS (
                        SELECT home_reach_2.premises_id
                        FROM register.home_reach AS home_reach_2
                        WHERE home_reach_2.area_code = $1::VARCHAR
                            AND (home_reach_2.valid_to IS NULL OR home_reach_2.valid_to > CAST(now() AS DATE))
                            AND home_reach_2.premises_id = premises_1.id OFFSET 0))
                    LIMIT ALL OFFSET 0) AS anon_4
                WHERE anon_4.postcode = $2::VARCHAR
                    AND true))
            ORDER BY anon_2.urn ASC NULLS LAST
            LIMIT $3::INTEGER) AS bounded
        LIMIT 101) AS chosen
      LEFT OUTER JOIN LATERAL (
        SELECT home_identity_1.home_id AS home_id, home_identity_1.name AS name, home_identity_1.age_min AS age_min,
            home_identity_1.age_max AS age_max, home_identity_1.sex_admitted AS sex_admitted, home_identity_1.needs AS needs,
            home_identity_1.operational_status AS operational_status, home_identity_1.first_accommodated_on AS first_accommodated_on,
            home_identity_1.secure_approved AS secure_approved, home_identity_1.secure_places AS secure_places,
            home_identity_1.contact_telephone AS contact_telephone
        FROM register.home_identity AS home_identity_1
        WHERE home_identity_1.home_id = chosen.id
        LIMIT ALL OFFSET 0) AS anon_1 ON true
    ORDER BY chosen.key0 ASC NULLS LAST
    LIMIT ALL OFFSET 0) AS page;

/* register_police */
SELECT count(*) AS count, string_agg(coalesce(((('{"urn":"') || (c0)) || ('","name":')) || ((CASE WHEN sees1 THEN CAST(coalesce(CAST(to_json(c2) AS TEXT),
        'null') AS TEXT) ELSE 'null' END) || ('}')), ''), ',') AS face0, string_agg(key3, '') AS key3,
    bool_and(sees1) AS sees1
FROM (
    SELECT chosen.urn AS c0, EXISTS (
        SELECT home_reach_1.home_id
        FROM register.home_reach AS home_reach_1
        WHERE home_reach_1.area_code = $1::VARCHAR
            AND (home_reach_1.valid_to IS NULL OR home_reach_1.valid_to > CAST(now() AS DATE))
            AND home_reach_1.home_id = chosen.id OFFSET 0) AS sees1, anon_1.name AS c2, CAST(chosen.urn AS TEXT) AS key3
    FROM (
        SELECT bounded.id AS id, bounded.urn AS urn, bounded.key0 AS key0
        FROM (
            SELECT anon_2.id AS id, anon_2.urn AS urn, anon_2.urn AS key0
            FROM (
                SELECT home_1.id AS id, anon_3.urn AS urn, home_1.registration_status AS registration_status,
                    home_1.merged_into_id AS merged_into_id
                FROM (
                    SELECT DISTINCT home_finder_1.urn AS urn, home_finder_1.home_id AS home_id
                    FROM register.home_finder AS home_finder_1
                    WHERE home_finder_1.area_code = $1::VARCHAR
                        AND (home_finder_1.valid_to IS NULL OR home_finder_1.valid_to > CAST(now() AS DATE))
                    ORDER BY home_finder_1.urn ASC NULLS LAST, home_finder_1.home_id ASC NULLS LAST) AS anon_3
                  JOIN register.home AS home_1 ON home_1.id = anon_3.home_id
                ORDER BY anon_3.urn ASC NULLS LAST
                LIMIT ALL OFFSET 0) AS anon_2
            WHERE anon_2.merged_into_id IS NULL
                AND anon_2.registration_status IN ('registered', 'suspended')
                AND NOT coalesce(EXISTS (
                SELECT 1
                FROM LATERAL (
                    SELECT premises_1.id AS id, premises_1.home_id AS home_id, premises_1.postcode AS postcode
                    FROM register.premises AS premises_1
                    WHERE premises_1.home_id = anon_2.id
                        AND premises_1.valid_to IS NULL
                        AND (EXISTS (
                        SELECT home_reach_2.premises_id
                        FROM register.home_reach AS home_reach_2
                        WHERE home_reach_2.area_code = $1::VARCHAR
                            AND (home_reach_2.valid_to IS NULL OR home_reach_2.valid_to > CAST(now() AS DATE))
                            AND home_reach_2.premises_id = premises_1.id OFFSET 0))
                    LIMIT ALL OFFSET 0) AS anon_4
                WHERE anon_4.postcode = $2::VARCHAR
                    AND true), false)
            ORDER BY anon_2.urn ASC NULLS LAST
            LIMIT $3::INTEGER) AS bounded
        LIMIT 101) AS chosen
      LEFT OUTER JOIN LATERAL (
        SELECT home_identity_1.home_id AS home_id, home_identity_1.name AS name, home_identity_1.age_min AS age_min,
            home_identity_1.age_max AS age_max, home_identity_1.sex_admitted AS sex_admitted, home_identity_1.needs AS needs,
            home_identity_1.operational_status AS operational_status, home_identity_1.first_accommodated_on AS first_accommodated_on,
            home_identity_1.secure_approved AS secure_approved, home_identity_1.secure_places AS secure_places,
            home_identity_1.contact_telephone AS contact_telephone
        FROM register.home_identity AS home_identity_1
        WHERE home_identity_1.home_id = chosen.id
        LIMIT ALL OFFSET 0) AS anon_1 ON true
    ORDER BY chosen.key0 ASC NULLS LAST
    LIMIT ALL OFFSET 0) AS page;

/* register_police */
SELECT count(*) AS count, string_agg(coalesce(((('{"urn":"') || (c0)) || ('","name":')) || ((CASE WHEN sees1 THEN CAST(coalesce(CAST(to_json(c2) AS TEXT),
        'null') AS TEXT) ELSE 'null' END) || ('}')), ''), ',') AS face0, string_agg(key3, '') AS key3,
    bool_and(sees1) AS sees1
FROM (
    SELECT chosen.urn AS c0, EXISTS (
        SELECT home_reach_1.home_id
        FROM register.home_reach AS home_reach_1
        WHERE home_reach_1.area_code = $1::VARCHAR
            AND (home_reach_1.valid_to IS NULL OR home_reach_1.valid_to > CAST(now() AS DATE))
            AND home_reach_1.home_id = chosen.id OFFSET 0) AS sees1, anon_1.name AS c2, CAST(chosen.urn AS TEXT) AS key3
    FROM (
        SELECT bounded.id AS id, bounded.urn AS urn, bounded.key0 AS key0
        FROM (
            SELECT anon_2.id AS id, anon_2.urn AS urn, anon_2.urn AS key0
            FROM (
                SELECT home_1.id AS id, anon_3.urn AS urn, home_1.registration_status AS registration_status,
                    home_1.merged_into_id AS merged_into_id
                FROM (
                    SELECT DISTINCT home_finder_1.urn AS urn, home_finder_1.home_id AS home_id
                    FROM register.home_finder AS home_finder_1
                    WHERE home_finder_1.area_code = $1::VARCHAR
                        AND (home_finder_1.valid_to IS NULL OR home_finder_1.valid_to > CAST(now() AS DATE))
                    ORDER BY home_finder_1.urn ASC NULLS LAST, home_finder_1.home_id ASC NULLS LAST) AS anon_3
                  JOIN register.home AS home_1 ON home_1.id = anon_3.home_id
                ORDER BY anon_3.urn ASC NULLS LAST
                LIMIT ALL OFFSET 0) AS anon_2
            WHERE anon_2.merged_into_id IS NULL
                AND anon_2.registration_status IN ('registered', 'suspended')
                AND (EXISTS (
                SELECT 1
                FROM LATERAL (
                    SELECT anon_5.id AS id, anon_5.home_id AS home_id, anon_5.name AS name
                    FROM LATERAL (
                        SELECT home_person_1.id AS id, home_person_1.home_id AS home_id, home_person_1.role AS role,
                            home_person_1.name AS name, home_person_1.valid_from AS valid_from, home_person_1.valid_to AS valid_to,
                            home_person_1.version AS version, home_person_1.source_agency AS source_agency,
                            home_person_1.source_system AS source_system, home_person_1.source_ref AS source_ref,
                            home_person_1.assertion_basis AS assertion_basis, home_person_1.protective_marking AS protective_marking,
                            home_person_1.quality_flags AS quality_flags, home_person_1.retention_review_on AS retention_review_on
                        FROM register.home_person AS home_person_1
                        WHERE home_person_1.home_id = anon_2.id
                            AND home_person_1.valid_to IS NULL
                            AND home_person_1.role = 'registered_manager'
                        ORDER BY home_person_1.valid_from DESC, home_person_1.id DESC
                        LIMIT 1) AS anon_5
                    WHERE anon_5.home_id = anon_2.id
                        AND (EXISTS (
                        SELECT home_reach_2.home_id
                        FROM register.home_reach AS home_reach_2
                        WHERE home_reach_2.area_code = $1::VARCHAR
                            AND (home_reach_2.valid_to IS NULL OR home_reach_2.valid_to > CAST(now() AS DATE))
                            AND home_reach_2.home_id = anon_5.home_id OFFSET 0))
                    LIMIT ALL OFFSET 0) AS anon_4
                WHERE anon_4.name IS NOT NULL
                    AND (register.folded(anon_4.name) ~>=~ (
                    SELECT register.folded($2::VARCHAR) AS folded_1))
                    AND (register.folded(anon_4.name) ~<~ textcat((
                    SELECT register.folded($2::VARCHAR) AS folded_1), '􏿿'))
                    AND true))
            ORDER BY anon_2.urn ASC NULLS LAST
            LIMIT $3::INTEGER) AS bounded
        LIMIT 101) AS chosen
      LEFT OUTER JOIN LATERAL (
        SELECT home_identity_1.home_id AS home_id, home_identity_1.name AS name, home_identity_1.age_min AS age_min,
            home_identity_1.age_max AS age_max, home_identity_1.sex_admitted AS sex_admitted, home_identity_1.needs AS needs,
            home_identity_1.operational_status AS operational_status, home_identity_1.first_accommodated_on AS first_accommodated_on,
            home_identity_1.secure_approved AS secure_approved, home_identity_1.secure_places AS secure_places,
            home_identity_1.contact_telephone AS contact_telephone
        FROM register.home_identity AS home_identity_1
        WHERE home_identity_1.home_id = chosen.id
        LIMIT ALL OFFSET 0) AS anon_1 ON true
    ORDER BY chosen.key0 ASC NULLS LAST
    LIMIT ALL OFFSET 0) AS page;

/* register_police */
SELECT count(*) AS count, string_agg(coalesce(((('{"number":"') || (c0)) || ('","home":')) || ((CASE WHEN has5 THEN ((('{"urn":"') || (c2)) || ('","name":')) || ((CASE WHEN sees3 THEN CAST(coalesce(CAST(to_json(c4) AS TEXT),
        'null') AS TEXT) ELSE 'null' END) || ('}')) ELSE 'null' END) || ('}')), ''), ',') AS face0, string_agg(key6,
        '') AS key6, string_agg(key1, '') AS key1, bool_and(sees3) AS sees3
FROM (
    SELECT chosen.number AS c0, CAST(home_1.urn AS TEXT) AS key1, home_1.urn AS c2, CASE WHEN (home_1.id IS NOT NULL) THEN EXISTS (
        SELECT home_reach_1.home_id
        FROM register.home_reach AS home_reach_1
        WHERE home_reach_1.area_code = $1::VARCHAR
            AND (home_reach_1.valid_to IS NULL OR home_reach_1.valid_to > CAST(now() AS DATE))
            AND home_reach_1.home_id = home_1.id OFFSET 0) END AS sees3, anon_1.name AS c4, home_1.id IS NOT NULL AS has5,
        CAST(chosen.number AS TEXT) AS key6
    FROM (
        SELECT bounded.id AS id, bounded.number AS number, bounded.home_id AS home_id, bounded.key0 AS key0,
            bounded.key1 AS key1
        FROM (
            SELECT anon_2.id AS id, anon_2.number AS number, anon_2.home_id AS home_id, anon_2.started_on AS key0,
                anon_2.id AS key1
            FROM (
                SELECT inspection_1.id AS id, inspection_1.number AS number, inspection_1.home_id AS home_id,
                    inspection_1.started_on AS started_on
                FROM register.inspection AS inspection_1
                WHERE inspection_1.home_id IN (
                    SELECT home_reach_2.home_id
                    FROM register.home_reach AS home_reach_2
                    WHERE home_reach_2.area_code = $1::VARCHAR
                        AND (home_reach_2.valid_to IS NULL OR home_reach_2.valid_to > CAST(now() AS DATE)))
                LIMIT ALL OFFSET 0) AS anon_2
            WHERE EXISTS (
                SELECT 1
                FROM register.home AS home_2
                  LEFT OUTER JOIN LATERAL (
                    SELECT home_identity_1.name AS name
                    FROM register.home_identity AS home_identity_1
                    WHERE home_identity_1.home_id = home_2.id
                    LIMIT ALL OFFSET 0) AS anon_3 ON true
                WHERE anon_3.name IS NOT NULL
                    AND (register.folded(anon_3.name) ~>=~ (
                    SELECT register.folded($2::VARCHAR) AS folded_1))
                    AND (register.folded(anon_3.name) ~<~ textcat((
                    SELECT register.folded($2::VARCHAR) AS folded_1), '􏿿'))
                    AND home_2.id = anon_2.home_id)
            ORDER BY anon_2.started_on DESC NULLS FIRST, anon_2.id DESC NULLS FIRST
            LIMIT $3::INTEGER) AS bounded
        LIMIT 101) AS chosen
      LEFT OUTER JOIN register.home AS home_1 ON home_1.id = chosen.home_id
      LEFT OUTER JOIN LATERAL (
        SELECT home_identity_2.home_id AS home_id, home_identity_2.name AS name, home_identity_2.age_min AS age_min,
            home_identity_2.age_max AS age_max, home_identity_2.sex_admitted AS sex_admitted, home_identity_2.needs AS needs,
            home_identity_2.operational_status AS operational_status, home_identity_2.first_accommodated_on AS first_accommodated_on,
            home_identity_2.secure_approved AS secure_approved, home_identity_2.secure_places AS secure_places,
            home_identity_2.contact_telephone AS contact_telephone
        FROM register.home_identity AS home_identity_2
        WHERE home_identity_2.home_id = home_1.id
        LIMIT ALL OFFSET 0) AS anon_1 ON true
    ORDER BY chosen.key0 DESC NULLS FIRST, chosen.key1 DESC NULLS FIRST
    LIMIT ALL OFFSET 0) AS page;
