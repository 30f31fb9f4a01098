/* register_police */
SELECT counted."homeSector", counted."startedFinancialYear", count(*) AS count, count(DISTINCT counted.homes) AS homes,
    percentile_cont(0.5) WITHIN GROUP (ORDER BY counted."daysToPublishMedian") AS "daysToPublishMedian",
    count(*) AS row_count, sum(count(*)) OVER () AS total_count
FROM (
    SELECT CAST(inspection_1.number AS TEXT) AS row_keys, CAST(home_1.sector AS TEXT) COLLATE "C" AS "homeSector",
        CAST(date_trunc('year', inspection_1.started_on - interval '3 months') + interval '3 months' AS DATE) AS "startedFinancialYear",
        home_1.urn AS homes, inspection_1.published_on - inspection_1.started_on AS "daysToPublishMedian"
    FROM register.inspection AS inspection_1
      LEFT OUTER JOIN register.home AS home_1 ON home_1.id = inspection_1.home_id) AS counted
GROUP BY counted."homeSector", counted."startedFinancialYear"
ORDER BY counted."homeSector" ASC, counted."startedFinancialYear" ASC
LIMIT $1::INTEGER + 1;

/* register_police */
SELECT string_agg(sized.row_keys, '') AS row_keys
FROM (
    SELECT counted.row_keys AS row_keys, count(*) OVER (PARTITION BY counted."homeSector", counted."startedFinancialYear") AS row_count
    FROM (
        SELECT CAST(inspection_1.number AS TEXT) AS row_keys, CAST(home_1.sector AS TEXT) COLLATE "C" AS "homeSector",
            CAST(date_trunc('year', inspection_1.started_on - interval '3 months') + interval '3 months' AS DATE) AS "startedFinancialYear",
            home_1.urn AS homes, inspection_1.published_on - inspection_1.started_on AS "daysToPublishMedian"
        FROM register.inspection AS inspection_1
          LEFT OUTER JOIN register.home AS home_1 ON home_1.id = inspection_1.home_id) AS counted) AS sized
WHERE sized.row_count <= 20;

/* register_police */ WITH counted AS (
    SELECT CAST(anon_1.number AS TEXT) AS row_keys, home_1.urn AS homes
    FROM (
        SELECT inspection_1.id AS id, inspection_1.number AS number, inspection_1.home_id AS home_id,
            inspection_1.merged_from_id AS merged_from_id, inspection_1.kind AS kind, inspection_1.started_on AS started_on,
            inspection_1.ended_on AS ended_on, inspection_1.published_on AS published_on, inspection_1.overall_experiences_and_progress AS overall_experiences_and_progress,
            inspection_1.helped_and_protected AS helped_and_protected, inspection_1.leaders_and_managers AS leaders_and_managers,
            inspection_1.education_and_learning AS education_and_learning, inspection_1.health AS health,
            inspection_1.version AS version, inspection_1.source_agency AS source_agency, inspection_1.source_system AS source_system,
            inspection_1.source_ref AS source_ref, inspection_1.assertion_basis AS assertion_basis, inspection_1.protective_marking AS protective_marking,
            inspection_1.quality_flags AS quality_flags, inspection_1.retention_review_on AS retention_review_on
        FROM register.inspection AS inspection_1
        WHERE inspection_1.home_id IN (
            SELECT home_reach_1.home_id
            FROM register.home_reach AS home_reach_1
            WHERE home_reach_1.area_code = $1::VARCHAR
                AND (home_reach_1.valid_to IS NULL OR home_reach_1.valid_to > CAST(now() AS DATE)))
        LIMIT ALL OFFSET 0) AS anon_1
      LEFT OUTER JOIN register.home AS home_1 ON home_1.id = anon_1.home_id
    WHERE EXISTS (
        SELECT 1
        FROM register.home AS home_2
          LEFT OUTER JOIN LATERAL (
            SELECT home_identity_1.name AS name
            FROM register.home_identity AS home_identity_1
            WHERE home_identity_1.home_id = home_2.id
            LIMIT ALL OFFSET 0) AS anon_2 ON true
        WHERE anon_2.name IS NOT NULL
            AND (register.folded(anon_2.name) ~>=~ (
            SELECT register.folded($2::VARCHAR) AS folded_1))
            AND (register.folded(anon_2.name) ~<~ textcat((
            SELECT register.folded($2::VARCHAR) AS folded_1), '􏿿'))
            AND home_2.id = anon_1.home_id))
SELECT count(*) AS count, count(DISTINCT counted.homes) AS homes, count(*) AS row_count, sum(count(*)) OVER () AS total_count,
    CASE WHEN (row_number() OVER () = 1) THEN (
    SELECT string_agg(sized.row_keys, '') AS row_keys
    FROM (
        SELECT counted.row_keys AS row_keys, count(*) OVER () AS row_count
        FROM counted) AS sized
    WHERE sized.row_count <= 20) END AS row_keys
FROM counted
LIMIT $3::INTEGER + 1;
