/* register_dfe_statistics */
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

/* register_dfe_statistics */
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
