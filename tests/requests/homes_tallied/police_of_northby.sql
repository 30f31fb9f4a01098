/* register_police */
SELECT counted.sector, counted.judgement, count(*) AS count, sum(counted.places) AS places, count(*) AS row_count,
    sum(count(*)) OVER () AS total_count
FROM (
    SELECT CAST(home_1.urn AS TEXT) AS row_keys, CAST(home_1.sector AS TEXT) COLLATE "C" AS sector, CAST(anon_1.overall_experiences_and_progress AS TEXT) COLLATE "C" AS judgement,
        home_1.places AS places
    FROM register.home AS home_1
      LEFT OUTER JOIN LATERAL (
        SELECT inspection_1.id AS id, inspection_1.number AS number, inspection_1.home_id AS home_id,
            inspection_1.merged_from_id AS merged_from_id, inspection_1.kind AS kind, inspection_1.started_on AS started_on,
            inspection_1.ended_on AS ended_on, inspection_1.published_on AS published_on, inspection_1.overall_experiences_and_progress AS overall_experiences_and_progress,
            inspection_1.helped_and_protected AS helped_and_protected, inspection_1.leaders_and_managers AS leaders_and_managers,
            inspection_1.education_and_learning AS education_and_learning, inspection_1.health AS health,
            inspection_1.version AS version, inspection_1.source_agency AS source_agency, inspection_1.source_system AS source_system,
            inspection_1.source_ref AS source_ref, inspection_1.assertion_basis AS assertion_basis, inspection_1.protective_marking AS protective_marking,
            inspection_1.quality_flags AS quality_flags, inspection_1.retention_review_on AS retention_review_on
        FROM register.inspection AS inspection_1
        WHERE inspection_1.home_id = home_1.id
            AND inspection_1.overall_experiences_and_progress IN ('outstanding', 'good', 'requires_improvement',
                'inadequate')
        ORDER BY inspection_1.started_on DESC, inspection_1.id DESC
        LIMIT 1) AS anon_1 ON anon_1.home_id = home_1.id
    WHERE home_1.merged_into_id IS NULL) AS counted
GROUP BY counted.sector, counted.judgement
ORDER BY counted.sector ASC, counted.judgement ASC
LIMIT $1::INTEGER + 1;

/* register_police */
SELECT string_agg(sized.row_keys, '') AS row_keys
FROM (
    SELECT counted.row_keys AS row_keys, count(*) OVER (PARTITION BY counted.sector, counted.judgement) AS row_count
    FROM (
        SELECT CAST(home_1.urn AS TEXT) AS row_keys, CAST(home_1.sector AS TEXT) COLLATE "C" AS sector,
            CAST(anon_1.overall_experiences_and_progress AS TEXT) COLLATE "C" AS judgement, home_1.places AS places
        FROM register.home AS home_1
          LEFT OUTER JOIN LATERAL (
            SELECT inspection_1.id AS id, inspection_1.number AS number, inspection_1.home_id AS home_id,
                inspection_1.merged_from_id AS merged_from_id, inspection_1.kind AS kind, inspection_1.started_on AS started_on,
                inspection_1.ended_on AS ended_on, inspection_1.published_on AS published_on, inspection_1.overall_experiences_and_progress AS overall_experiences_and_progress,
                inspection_1.helped_and_protected AS helped_and_protected, inspection_1.leaders_and_managers AS leaders_and_managers,
                inspection_1.education_and_learning AS education_and_learning, inspection_1.health AS health,
                inspection_1.version AS version, inspection_1.source_agency AS source_agency, inspection_1.source_system AS source_system,
                inspection_1.source_ref AS source_ref, inspection_1.assertion_basis AS assertion_basis,
                inspection_1.protective_marking AS protective_marking, inspection_1.quality_flags AS quality_flags,
                inspection_1.retention_review_on AS retention_review_on
            FROM register.inspection AS inspection_1
            WHERE inspection_1.home_id = home_1.id
                AND inspection_1.overall_experiences_and_progress IN ('outstanding', 'good', 'requires_improvement',
                    'inadequate')
            ORDER BY inspection_1.started_on DESC, inspection_1.id DESC
            LIMIT 1) AS anon_1 ON anon_1.home_id = home_1.id
        WHERE home_1.merged_into_id IS NULL) AS counted) AS sized
WHERE sized.row_count <= 20;

/* register_police */ WITH counted AS (
    SELECT CAST(anon_1.urn AS TEXT) AS row_keys, CAST(area_1.code AS TEXT) COLLATE "C" AS force, CAST(area_1.name AS TEXT) COLLATE "C" AS "forceName"
    FROM (
        SELECT home_1.id AS id, home_1.urn AS urn, home_1.previous_urn AS previous_urn, home_1.kind AS kind,
            home_1.sector AS sector, home_1.registration_status AS registration_status, home_1.application_received_on AS application_received_on,
            home_1.registered_on AS registered_on, home_1.ceased_on AS ceased_on, home_1.places AS places,
            home_1.short_breaks_only AS short_breaks_only, home_1.provider_id AS provider_id, home_1.authority_code AS authority_code,
            home_1.force_code AS force_code, home_1.region_code AS region_code, home_1.merged_into_id AS merged_into_id,
            home_1.version AS version, home_1.source_agency AS source_agency, home_1.source_system AS source_system,
            home_1.source_ref AS source_ref, home_1.assertion_basis AS assertion_basis, home_1.protective_marking AS protective_marking,
            home_1.quality_flags AS quality_flags, home_1.retention_review_on AS retention_review_on
        FROM register.home AS home_1
        WHERE home_1.id IN (
            SELECT anon_2.home_id
            FROM (
                SELECT home_reach_1.home_id AS home_id
                FROM register.home_reach AS home_reach_1
                WHERE home_reach_1.area_code = $1::VARCHAR
                    AND home_reach_1.how != 'buffer'
                    AND (home_reach_1.valid_to IS NULL OR home_reach_1.valid_to > CAST(now() AS DATE))
                    AND home_reach_1.area_code = $2::VARCHAR UNION ALL
                SELECT home_area_1.home_id AS home_id
                FROM register.home_area AS home_area_1
                WHERE home_area_1.area_code = $1::VARCHAR
                    AND (home_area_1.valid_to IS NULL OR home_area_1.valid_to > CAST(now() AS DATE))
                    AND ($1::VARCHAR = $2::VARCHAR) IS NOT true) AS anon_2)
        LIMIT ALL OFFSET 0) AS anon_1
      LEFT OUTER JOIN register.area AS area_1 ON area_1.code = anon_1.force_code
    WHERE anon_1.merged_into_id IS NULL
        AND anon_1.registration_status IN ('registered', 'suspended'))
SELECT counted.force, counted."forceName", count(*) AS count, count(*) AS row_count, sum(count(*)) OVER () AS total_count,
    CASE WHEN (row_number() OVER (ORDER BY counted.force ASC, counted."forceName" ASC) = 1) THEN (
    SELECT string_agg(sized.row_keys, '') AS row_keys
    FROM (
        SELECT counted.row_keys AS row_keys, count(*) OVER (PARTITION BY counted.force, counted."forceName") AS row_count
        FROM counted) AS sized
    WHERE sized.row_count <= 20) END AS row_keys
FROM counted
GROUP BY counted.force, counted."forceName"
ORDER BY counted.force ASC, counted."forceName" ASC
LIMIT $3::INTEGER + 1;

/* register_police */ WITH counted AS (
    SELECT CAST(anon_1.urn AS TEXT) AS row_keys, CAST(anon_2.operational_status AS TEXT) COLLATE "C" AS "operationalStatus"
    FROM (
        SELECT home_1.id AS id, home_1.urn AS urn, home_1.previous_urn AS previous_urn, home_1.kind AS kind,
            home_1.sector AS sector, home_1.registration_status AS registration_status, home_1.application_received_on AS application_received_on,
            home_1.registered_on AS registered_on, home_1.ceased_on AS ceased_on, home_1.places AS places,
            home_1.short_breaks_only AS short_breaks_only, home_1.provider_id AS provider_id, home_1.authority_code AS authority_code,
            home_1.force_code AS force_code, home_1.region_code AS region_code, home_1.merged_into_id AS merged_into_id,
            home_1.version AS version, home_1.source_agency AS source_agency, home_1.source_system AS source_system,
            home_1.source_ref AS source_ref, home_1.assertion_basis AS assertion_basis, home_1.protective_marking AS protective_marking,
            home_1.quality_flags AS quality_flags, home_1.retention_review_on AS retention_review_on
        FROM register.home AS home_1
        WHERE home_1.id IN (
            SELECT home_reach_1.home_id
            FROM register.home_reach AS home_reach_1
            WHERE home_reach_1.area_code = $1::VARCHAR
                AND (home_reach_1.valid_to IS NULL OR home_reach_1.valid_to > CAST(now() AS DATE)))
        LIMIT ALL OFFSET 0) AS anon_1
      LEFT OUTER JOIN LATERAL (
        SELECT home_identity_1.operational_status AS operational_status
        FROM register.home_identity AS home_identity_1
        WHERE home_identity_1.home_id = anon_1.id
        LIMIT ALL OFFSET 0) AS anon_2 ON true
    WHERE anon_1.merged_into_id IS NULL
        AND anon_1.registration_status IN ('registered', 'suspended'))
SELECT counted."operationalStatus", count(*) AS count, count(*) AS row_count, sum(count(*)) OVER () AS total_count,
    CASE WHEN (row_number() OVER (ORDER BY count(*) DESC, counted."operationalStatus" ASC) = 1) THEN (
    SELECT string_agg(sized.row_keys, '') AS row_keys
    FROM (
        SELECT counted.row_keys AS row_keys, count(*) OVER (PARTITION BY counted."operationalStatus") AS row_count
        FROM counted) AS sized
    WHERE sized.row_count <= 20) END AS row_keys
FROM counted
GROUP BY counted."operationalStatus"
ORDER BY count(*) DESC, counted."operationalStatus" ASC
LIMIT $2::INTEGER + 1;
