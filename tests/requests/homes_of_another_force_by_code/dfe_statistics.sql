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
        SELECT home_area_1.home_id
        FROM register.home_area AS home_area_1
        WHERE home_area_1.area_code = $1::VARCHAR
            AND home_area_1.valid_to IS NULL)))
    LIMIT ALL OFFSET 0) AS anon_1;

SELECT count(*) AS count, string_agg(format('{"urn":"%s","places":%s,"name":null,"postcode":null,"uprn":null,"onEdge":null,"location":null,"address":null,"premises":null,"force":%s,"withheld":[%s]}',
        c0, coalesce(CAST(c1 AS TEXT), 'null'), CASE WHEN has3 THEN format('{"name":%s}', CAST(to_json(c2) AS TEXT)) ELSE 'null' END,
        substr(CAST(',{"field":"name","reason":"NO_GRANT"},{"field":"postcode","reason":"NO_GRANT"},{"field":"uprn","reason":"NO_GRANT"},{"field":"onEdge","reason":"NO_GRANT"},{"field":"location","reason":"NO_GRANT"},{"field":"address","reason":"NO_GRANT"},{"field":"premises","reason":"NO_GRANT"}' AS TEXT),
        2)), ',') AS face0, string_agg(key4, '') AS key4
FROM (
    SELECT anon_1.urn AS c0, anon_1.places AS c1, area_1.name AS c2, area_1.code IS NOT NULL AS has3,
        CAST(anon_1.urn AS TEXT) AS key4
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
            SELECT home_area_1.home_id
            FROM register.home_area AS home_area_1
            WHERE home_area_1.area_code = $1::VARCHAR
                AND home_area_1.valid_to IS NULL)))
        LIMIT ALL OFFSET 0) AS anon_1
      LEFT OUTER JOIN register.area AS area_1 ON area_1.code = anon_1.force_code
    ORDER BY anon_1.urn ASC NULLS LAST
    LIMIT $2::INTEGER) AS page;
