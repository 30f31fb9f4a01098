SELECT count(*) AS total
FROM (
    SELECT home_1.id AS id, home_1.urn AS urn, home_1.previous_urn AS previous_urn, home_1.kind AS kind,
        home_1.sector AS sector, home_1.registration_status AS registration_status, home_1.registered_on AS registered_on,
        home_1.ceased_on AS ceased_on, home_1.places AS places, home_1.short_breaks_only AS short_breaks_only,
        home_1.provider_id AS provider_id, home_1.authority_code AS authority_code, home_1.force_code AS force_code,
        home_1.region_code AS region_code, home_1.version AS version, home_1.source_agency AS source_agency,
        home_1.source_system AS source_system, home_1.source_ref AS source_ref, home_1.assertion_basis AS assertion_basis,
        home_1.protective_marking AS protective_marking, home_1.quality_flags AS quality_flags, home_1.retention_review_on AS retention_review_on
    FROM register.home AS home_1
    WHERE home_1.id = any(array((
        SELECT premises_1.home_id
        FROM register.premises AS premises_1
        WHERE ST_Covers(ST_GeomFromEWKB($1::BYTEA), premises_1.point_27700)
            AND premises_1.valid_to IS NULL)))
    LIMIT ALL OFFSET 0) AS anon_1;

SELECT count(*) AS count, string_agg(format('{"urn":"%s","name":%s,"postcode":%s,"withheld":[]}', c0,
        coalesce(CAST(to_json(c1) AS TEXT), 'null'), coalesce(CAST('"' || c2 || '"' AS TEXT), 'null')),
        ',') AS face0, string_agg(key3, '') AS key3
FROM (
    SELECT anon_1.urn AS c0, home_identity_1.name AS c1, premises_1.postcode AS c2, CAST(anon_1.urn AS TEXT) AS key3
    FROM (
        SELECT home_1.id AS id, home_1.urn AS urn, home_1.previous_urn AS previous_urn, home_1.kind AS kind,
            home_1.sector AS sector, home_1.registration_status AS registration_status, home_1.registered_on AS registered_on,
            home_1.ceased_on AS ceased_on, home_1.places AS places, home_1.short_breaks_only AS short_breaks_only,
            home_1.provider_id AS provider_id, home_1.authority_code AS authority_code, home_1.force_code AS force_code,
            home_1.region_code AS region_code, home_1.version AS version, home_1.source_agency AS source_agency,
            home_1.source_system AS source_system, home_1.source_ref AS source_ref, home_1.assertion_basis AS assertion_basis,
            home_1.protective_marking AS protective_marking, home_1.quality_flags AS quality_flags, home_1.retention_review_on AS retention_review_on
        FROM register.home AS home_1
        WHERE home_1.id = any(array((
            SELECT premises_2.home_id
            FROM register.premises AS premises_2
            WHERE ST_Covers(ST_GeomFromEWKB($1::BYTEA), premises_2.point_27700)
                AND premises_2.valid_to IS NULL)))
        LIMIT ALL OFFSET 0) AS anon_1
      LEFT OUTER JOIN register.home_identity AS home_identity_1 ON home_identity_1.home_id = anon_1.id
      LEFT OUTER JOIN register.premises AS premises_1 ON premises_1.home_id = anon_1.id
        AND premises_1.is_main
        AND premises_1.valid_to IS NULL
    ORDER BY anon_1.urn ASC NULLS LAST
    LIMIT $2::INTEGER) AS page;
