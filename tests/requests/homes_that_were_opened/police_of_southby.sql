/* register_police */
SELECT count(*) AS count, string_agg(coalesce((((('{"openedByAgency":"') || (CAST(upper(c0 COLLATE "C") AS TEXT))) || (('","openedByArea":') || (coalesce(CAST(to_json(c1) AS TEXT),
        'null')))) || (((',"purpose":"') || (CAST(upper(c2 COLLATE "C") AS TEXT))) || ('","incident":'))) || ((((CAST(to_json(c3) AS TEXT)) || (',"reviewedAt":')) || (coalesce(CAST(to_json(c4) AS TEXT),
        'null'))) || (((',"home":') || (CASE WHEN has9 THEN ((('{"urn":"') || (c6)) || (('","name":') || (CASE WHEN sees7 THEN CAST(coalesce(CAST(to_json(c8) AS TEXT),
        'null') AS TEXT) ELSE 'null' END))) || (((',"withheld":[') || (substr(CAST(CASE WHEN sees7 THEN '' ELSE ',{"field":"name","reason":"OUTSIDE_SCOPE"}' END AS TEXT),
        2))) || (']}')) ELSE 'null' END)) || ('}'))), ''), ',') AS face0, string_agg(key10, '') AS key10,
    string_agg(key5, '') AS key5, bool_and(sees7) AS sees7
FROM (
    SELECT chosen.holder_agency AS c0, chosen.holder_area AS c1, chosen.purpose AS c2, chosen.incident AS c3,
        chosen.reviewed_at AS c4, CAST(home_1.urn AS TEXT) AS key5, home_1.urn AS c6, CASE WHEN (home_1.id IS NOT NULL) THEN EXISTS (
        SELECT home_reach_1.home_id
        FROM register.home_reach AS home_reach_1
        WHERE home_reach_1.area_code = $1::VARCHAR
            AND (home_reach_1.valid_to IS NULL OR home_reach_1.valid_to > CAST(now() AS DATE))
            AND home_reach_1.home_id = home_1.id OFFSET 0) END AS sees7, anon_1.name AS c8, home_1.id IS NOT NULL AS has9,
        CAST(chosen.id AS TEXT) AS key10
    FROM (
        SELECT bounded.id AS id, bounded.home_id AS home_id, bounded.holder_agency AS holder_agency,
            bounded.holder_area AS holder_area, bounded.purpose AS purpose, bounded.incident AS incident,
            bounded.reviewed_at AS reviewed_at, bounded.key0 AS key0, bounded.key1 AS key1
        FROM (
            SELECT anon_2.id AS id, anon_2.home_id AS home_id, anon_2.holder_agency AS holder_agency,
                anon_2.holder_area AS holder_area, anon_2.purpose AS purpose, anon_2.incident AS incident,
                anon_2.reviewed_at AS reviewed_at, anon_2.opened_at AS key0, anon_2.id AS key1
            FROM (
                SELECT opening_1.id AS id, opening_1.home_id AS home_id, opening_1.holder_agency AS holder_agency,
                    opening_1.holder_area AS holder_area, opening_1.purpose AS purpose, opening_1.incident AS incident,
                    opening_1.opened_at AS opened_at, opening_1.reviewed_at AS reviewed_at
                FROM register.opening AS opening_1
                WHERE opening_1.home_id IN (
                    SELECT home_reach_2.home_id
                    FROM register.home_reach AS home_reach_2
                    WHERE home_reach_2.area_code = $1::VARCHAR
                        AND (home_reach_2.valid_to IS NULL OR home_reach_2.valid_to > CAST(now() AS DATE)))
                    AND opening_1.reviewed_at IS NULL
                LIMIT ALL OFFSET 0) AS anon_2
            WHERE anon_2.reviewed_at IS NULL
            ORDER BY anon_2.opened_at DESC NULLS FIRST, anon_2.id DESC NULLS FIRST
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
    ORDER BY chosen.key0 DESC NULLS FIRST, chosen.key1 DESC NULLS FIRST
    LIMIT ALL OFFSET 0) AS page;
