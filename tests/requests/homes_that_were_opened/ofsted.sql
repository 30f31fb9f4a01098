/* register_ofsted */
SELECT count(*) AS count, string_agg(coalesce((((('{"openedByAgency":"') || (CAST(upper(c0 COLLATE "C") AS TEXT))) || (('","openedByArea":') || (coalesce(CAST(to_json(c1) AS TEXT),
        'null')))) || (((',"purpose":"') || (CAST(upper(c2 COLLATE "C") AS TEXT))) || ('","incident":'))) || ((((CAST(to_json(c3) AS TEXT)) || (',"reviewedAt":')) || (coalesce(CAST(to_json(c4) AS TEXT),
        'null'))) || (((',"home":') || (CASE WHEN has8 THEN ((('{"urn":"') || (c6)) || ('","name":')) || ((coalesce(CAST(to_json(c7) AS TEXT),
        'null')) || (',"withheld":[]}')) ELSE 'null' END)) || ('}'))), ''), ',') AS face0, string_agg(key9,
        '') AS key9, string_agg(key5, '') AS key5
FROM (
    SELECT chosen.holder_agency AS c0, chosen.holder_area AS c1, chosen.purpose AS c2, chosen.incident AS c3,
        chosen.reviewed_at AS c4, CAST(home_1.urn AS TEXT) AS key5, home_1.urn AS c6, home_identity_1.name AS c7,
        home_1.id IS NOT NULL AS has8, CAST(chosen.id AS TEXT) AS key9
    FROM (
        SELECT bounded.id AS id, bounded.home_id AS home_id, bounded.holder_agency AS holder_agency,
            bounded.holder_area AS holder_area, bounded.purpose AS purpose, bounded.incident AS incident,
            bounded.reviewed_at AS reviewed_at, bounded.key0 AS key0, bounded.key1 AS key1
        FROM (
            SELECT anon_1.id AS id, anon_1.home_id AS home_id, anon_1.holder_agency AS holder_agency,
                anon_1.holder_area AS holder_area, anon_1.purpose AS purpose, anon_1.incident AS incident,
                anon_1.reviewed_at AS reviewed_at, anon_1.opened_at AS key0, anon_1.id AS key1
            FROM (
                SELECT opening_1.id AS id, opening_1.home_id AS home_id, opening_1.holder_agency AS holder_agency,
                    opening_1.holder_area AS holder_area, opening_1.purpose AS purpose, opening_1.incident AS incident,
                    opening_1.opened_at AS opened_at, opening_1.reviewed_at AS reviewed_at
                FROM register.opening AS opening_1
                WHERE opening_1.reviewed_at IS NULL
                LIMIT ALL OFFSET 0) AS anon_1
            WHERE anon_1.reviewed_at IS NULL
            ORDER BY anon_1.opened_at DESC NULLS FIRST, anon_1.id DESC NULLS FIRST
            LIMIT $1::INTEGER) AS bounded
        LIMIT 101) AS chosen
      LEFT OUTER JOIN register.home AS home_1 ON home_1.id = chosen.home_id
      LEFT OUTER JOIN register.home_identity AS home_identity_1 ON home_identity_1.home_id = home_1.id
    ORDER BY chosen.key0 DESC NULLS FIRST, chosen.key1 DESC NULLS FIRST
    LIMIT ALL OFFSET 0) AS page;
