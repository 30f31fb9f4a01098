/* register_auditor */
SELECT count(*) AS count, array_agg(format('{"id":"%s","at":%s,"request":%s,"subject":%s,"agency":"%s","area":%s,"purpose":%s,"operation":%s,"root":%s,"outcome":%s,"refusal":%s,"rowCount":%s,"groups":%s,"nodes":%s,"nodeSizes":%s,"keys":%s,"policyVersion":%s}',
        CAST(c0 AS TEXT), CAST(to_json(c1) AS TEXT), CAST(to_json(c2) AS TEXT), CAST(to_json(c3) AS TEXT),
        CAST(upper(c4 COLLATE "C") AS TEXT), coalesce(CAST(to_json(c5) AS TEXT), 'null'), coalesce(CAST(to_json(c6) AS TEXT),
        'null'), coalesce(CAST(to_json(c7) AS TEXT), 'null'), CAST(to_json(c8) AS TEXT), CAST(to_json(c9) AS TEXT),
        coalesce(CAST(to_json(c10) AS TEXT), 'null'), CAST(c11 AS TEXT), CAST(to_json(c12) AS TEXT),
        CAST(to_json(c13) AS TEXT), CAST(to_json(c14) AS TEXT), CAST(to_json(c15) AS TEXT), CAST(to_json(c16) AS TEXT))) AS face0,
    string_agg(key17, '') AS key17
FROM (
    SELECT access_log_1.id AS c0, access_log_1.at AS c1, access_log_1.request AS c2, access_log_1.subject AS c3,
        access_log_1.agency AS c4, access_log_1.area AS c5, access_log_1.purpose AS c6, access_log_1.operation AS c7,
        access_log_1.root AS c8, access_log_1.outcome AS c9, access_log_1.refusal AS c10, access_log_1.row_count AS c11,
        access_log_1.groups AS c12, access_log_1.nodes AS c13, access_log_1.node_sizes AS c14, access_log_1.keys[1:$1::INTEGER] AS c15,
        access_log_1.policy_version AS c16, CAST(access_log_1.id AS TEXT) AS key17
    FROM register.access_log AS access_log_1
    ORDER BY access_log_1.id DESC NULLS FIRST
    LIMIT $2::INTEGER + 1) AS page;
