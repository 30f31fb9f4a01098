/* register_ofsted */
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

/* register_ofsted */
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

/* register_ofsted */ WITH counted AS (
    SELECT CAST(inspection_1.number AS TEXT) AS row_keys, home_1.urn AS homes
    FROM register.inspection AS inspection_1
      LEFT OUTER JOIN register.home AS home_1 ON home_1.id = inspection_1.home_id
    WHERE EXISTS (
        SELECT 1
        FROM register.home AS home_2
          LEFT OUTER JOIN register.home_identity AS home_identity_1 ON home_identity_1.home_id = home_2.id
        WHERE home_identity_1.name IS NOT NULL
            AND (register.folded(home_identity_1.name) ~>=~ (
            SELECT register.folded($1::VARCHAR) AS folded_1))
            AND (register.folded(home_identity_1.name) ~<~ textcat((
            SELECT register.folded($1::VARCHAR) AS folded_1), '􏿿'))
            AND home_2.id = inspection_1.home_id))
SELECT count(*) AS count, count(DISTINCT counted.homes) AS homes, count(*) AS row_count, sum(count(*)) OVER () AS total_count,
    CASE WHEN (row_number() OVER () = 1) THEN (
    SELECT string_agg(sized.row_keys, '') AS row_keys
    FROM (
        SELECT counted.row_keys AS row_keys, count(*) OVER () AS row_count
        FROM counted) AS sized
    WHERE sized.row_count <= 20) END AS row_keys
FROM counted
LIMIT $2::INTEGER + 1;
