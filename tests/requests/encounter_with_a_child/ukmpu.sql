savepoint before_change;

/* register_ukmpu */
SELECT register.change_request.id, register.change_request.subject, register.change_request.agency, register.change_request.area,
    register.change_request.organisation, register.change_request.idempotency_key, register.change_request.command,
    register.change_request.digest, register.change_request.entity_key, register.change_request.problems,
    register.change_request.told, register.change_request.recorded_at
FROM register.change_request
WHERE register.change_request.idempotency_key = $1::VARCHAR
    AND register.change_request.agency = $2::VARCHAR
    AND register.change_request.area IS NOT DISTINCT FROM $3::VARCHAR
    AND register.change_request.organisation IS NOT DISTINCT FROM $4::VARCHAR
    AND register.change_request.subject = $5::VARCHAR
ORDER BY register.change_request.id FOR UPDATE;

/* register_ukmpu */ select encounter_id, episode_reference, force_code, risk_level from register.meet_child(cast($1::VARCHAR as text),
        cast($2::DATE as date), cast($3 as text), cast($4 as text), cast($5::TIMESTAMP WITH TIME ZONE as timestamptz),
        cast($6 as double precision), cast($7 as double precision));

/* register_ukmpu */ INSERT INTO register.change_request (subject, agency, area, organisation, idempotency_key,
        command, digest, entity_key, problems, told, recorded_at) VALUES ($1::VARCHAR, $2::VARCHAR, $3::VARCHAR,
        $4::VARCHAR, $5::VARCHAR, $6::VARCHAR, $7::VARCHAR, $8::VARCHAR, $9::JSONB, $10::JSONB, $11::TIMESTAMP WITH TIME ZONE) RETURNING register.change_request.id;
