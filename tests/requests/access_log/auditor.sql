/* register_auditor */
SELECT count(*) AS count, array_agg(coalesce((((((('{"id":"') || (CAST(c0 AS TEXT))) || ('","at":')) || ((CAST(to_json(c1) AS TEXT)) || (',"request":'))) || (((CAST(to_json(c2) AS TEXT)) || (',"subject":')) || ((CAST(to_json(c3) AS TEXT)) || (',"agency":"')))) || (((((CAST(upper(c4 COLLATE "C") AS TEXT)) || ('","area":')) || (coalesce(CAST(to_json(c5) AS TEXT),
        'null'))) || ((',"purpose":') || (coalesce(CAST('"' || CAST(upper(c6 COLLATE "C") AS TEXT) || '"' AS TEXT),
        'null')))) || (((',"operation":') || (coalesce(CAST(to_json(c7) AS TEXT), 'null'))) || ((',"root":') || (CAST(to_json(c8) AS TEXT)))))) || ((((((',"outcome":"') || (CAST(upper(c9 COLLATE "C") AS TEXT))) || ('","refusal":')) || ((coalesce(CAST(to_json(c10) AS TEXT),
        'null')) || (',"rowCount":'))) || (((CAST(c11 AS TEXT)) || (',"groups":')) || ((CAST(to_json(c12) AS TEXT)) || (',"nodes":')))) || ((((CAST(to_json(c13) AS TEXT)) || (',"nodeSizes":')) || ((CAST(to_json(c14) AS TEXT)) || (',"keys":'))) || (((CAST(to_json(c15) AS TEXT)) || (',"policyVersion":')) || ((CAST(to_json(c16) AS TEXT)) || ('}'))))),
        '')) AS face0, string_agg(key17, '') AS key17
FROM (
    SELECT chosen.id AS c0, chosen.at AS c1, chosen.request AS c2, chosen.subject AS c3, chosen.agency AS c4,
        chosen.area AS c5, chosen.purpose AS c6, chosen.operation AS c7, chosen.root AS c8, chosen.outcome AS c9,
        chosen.refusal AS c10, chosen.row_count AS c11, chosen.groups AS c12, chosen.nodes AS c13, chosen.node_sizes AS c14,
        chosen.keys[1:$1::INTEGER] AS c15, chosen.policy_version AS c16, CAST(chosen.id AS TEXT) AS key17
    FROM (
        SELECT bounded.id AS id, bounded.at AS at, bounded.request AS request, bounded.subject AS subject,
            bounded.agency AS agency, bounded.area AS area, bounded.purpose AS purpose, bounded.operation AS operation,
            bounded.root AS root, bounded.outcome AS outcome, bounded.refusal AS refusal, bounded.groups AS groups,
            bounded.row_count AS row_count, bounded.nodes AS nodes, bounded.node_sizes AS node_sizes,
            bounded.keys AS keys, bounded.policy_version AS policy_version, bounded.key0 AS key0
        FROM (
            SELECT access_log_1.id AS id, access_log_1.at AS at, access_log_1.request AS request, access_log_1.subject AS subject,
                access_log_1.agency AS agency, access_log_1.area AS area, access_log_1.purpose AS purpose,
                access_log_1.operation AS operation, access_log_1.root AS root, access_log_1.outcome AS outcome,
                access_log_1.refusal AS refusal, access_log_1.groups AS groups, access_log_1.row_count AS row_count,
                access_log_1.nodes AS nodes, access_log_1.node_sizes AS node_sizes, access_log_1.keys AS keys,
                access_log_1.policy_version AS policy_version, access_log_1.id AS key0
            FROM register.access_log AS access_log_1
            ORDER BY access_log_1.id DESC NULLS FIRST
            LIMIT $2::INTEGER + 1) AS bounded
        LIMIT 101) AS chosen
    ORDER BY chosen.key0 DESC NULLS FIRST
    LIMIT ALL OFFSET 0) AS page;
