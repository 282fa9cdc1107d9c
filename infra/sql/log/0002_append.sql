-- The one door into the log: log.append, and log.purge for what was erased (architecture §4).

CREATE TYPE log.appended AS (replayed boolean, first_seq bigint, n integer, at timestamptz, leaves bytea[]);

CREATE FUNCTION log.fold(frontier bytea, size bigint, leaves bytea[]) RETURNS bytea
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$
-- Add leaves to an RFC 6962 tree of `size` leaves, of which only the complete subtrees are kept.
DECLARE
    node bytea;
    i bigint;
    kept integer;
BEGIN
    FOREACH node IN ARRAY leaves LOOP
        i := size;
        kept := octet_length(frontier);
        WHILE i & 1 = 1 LOOP
            node := sha256('\x01'::bytea || substr(frontier, kept - 31, 32) || node);
            kept := kept - 32;
            i := i >> 1;
        END LOOP;
        frontier := substr(frontier, 1, kept) || node;
        size := size + 1;
    END LOOP;
    RETURN frontier;
END
$$;

-- Generic plans: the statements are short and planning them afresh costs more than running them; no
-- sequential scan, since a plan made while the log is empty stays until the table is analysed.
CREATE FUNCTION log.append(
    p_tenant text,
    p_command uuid,          -- NULL: not a command (an access entry); never looked up
    p_digest bytea,          -- HMAC of the command's body
    p_streams uuid[],        -- streams that were only read, and
    p_versions integer[],    -- the versions they were read at; 0 = no such stream
    p_lines text[],          -- line 1 of each entry, canonical
    p_sealed bytea[],        -- the parts that the lines name, in their order
    p_digests bytea[],       -- their search digests, or NULL
    p_not_after timestamptz  -- the earliest end of any fact used
) RETURNS log.appended
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off
AS $$
DECLARE
    head log.head;
    done log.command;
    result log.appended;
    line2_prefix text;
    lines jsonb[];
    named bigint;
    kept bigint;
BEGIN
    IF current_setting('transaction_isolation') <> 'read committed' THEN
        RAISE EXCEPTION 'append runs in READ COMMITTED' USING ERRCODE = 'TS008';
    END IF;

    SELECT * INTO head FROM log.head h WHERE h.tenant = p_tenant FOR UPDATE;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'no such log' USING ERRCODE = 'TS007';
    END IF;

    -- Only under the lock: a first attempt may have been committed while this one waited.
    IF p_command IS NOT NULL THEN
        SELECT * INTO done FROM log.command c
            WHERE c.tenant = p_tenant AND c.command_id = p_command;
        IF FOUND THEN
            IF done.digest IS DISTINCT FROM p_digest THEN
                RAISE EXCEPTION 'command id used with another body' USING ERRCODE = 'TS004';
            END IF;
            SELECT true, done.first_seq, done.n,
                    (max(e.line2)::jsonb ->> 'at')::timestamptz, array_agg(e.leaf ORDER BY e.seq)
                INTO result FROM log.entry e
                WHERE e.tenant = p_tenant AND e.seq >= done.first_seq
                    AND e.seq < done.first_seq + done.n;
            RETURN result;
        END IF;
    END IF;

    IF EXISTS (
        SELECT FROM unnest(p_streams, p_versions) AS x (stream, version)
        WHERE x.version IS DISTINCT FROM coalesce(
            (SELECT max(e.sv) FROM log.entry e WHERE e.tenant = p_tenant AND e.stream = x.stream), 0)
    ) THEN
        RAISE EXCEPTION 'a stream that was read has moved' USING ERRCODE = 'TS002';
    END IF;

    result.at := greatest(head.last_at, clock_timestamp());
    IF result.at > p_not_after THEN
        RAISE EXCEPTION 'a fact that this rests on has ended' USING ERRCODE = 'TS003';
    END IF;
    result.replayed := false;
    result.first_seq := head.size;
    result.n := cardinality(p_lines);
    line2_prefix := '{"at":"' || to_char(result.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
        || '","seq":';
    lines := p_lines::jsonb[];

    WITH line AS (
        SELECT l.line1, l.j, l.i, line2_prefix || (head.size + l.i - 1) || '}' AS line2
        FROM unnest(p_lines, lines) WITH ORDINALITY AS l (line1, j, i)
    ), entry AS (
        INSERT INTO log.entry (tenant, seq, event_id, stream, sv, type, line1, line2, leaf)
        SELECT p_tenant, head.size + i - 1, (j ->> 'id')::uuid, (j ->> 'stream')::uuid,
            (j ->> 'sv')::integer, j ->> 'type', line1, line2,
            sha256('\x00'::bytea || convert_to(line1 || E'\n' || line2 || E'\n', 'UTF8'))
        FROM line
        -- 65,533 with the two line feeds: an entry's length must fit 16 bits (tlog-tiles).
        WHERE j ->> 'log' = head.origin AND octet_length(line1) + octet_length(line2) <= 65533
        RETURNING seq, leaf
    )
    SELECT array_agg(leaf ORDER BY seq) INTO result.leaves FROM entry;
    named := (SELECT coalesce(sum(jsonb_array_length(l.j -> 'parts')), 0) FROM unnest(lines) AS l (j));
    kept := 0;
    IF named > 0 THEN
        INSERT INTO log.part (tenant, seq, part_no, category, key_id, sealed, digests)
        SELECT p_tenant, head.size + i - 1, k - 1, q ->> 'cat', (q ->> 'key')::uuid,
            p_sealed[ord], p_digests[ord]
        FROM (
            SELECT l.i, p.k, p.q, row_number() OVER (ORDER BY l.i, p.k) AS ord
            FROM unnest(lines) WITH ORDINALITY AS l (j, i),
                jsonb_array_elements(l.j -> 'parts') WITH ORDINALITY AS p (q, k)
        ) AS part
        WHERE (q ->> 'n')::bigint = k - 1
            AND q ->> 'ct' = encode(sha256(convert_to(q ->> 'alg', 'UTF8') || p_sealed[ord]), 'base64')
            AND q ->> 'dig' IS NOT DISTINCT FROM encode(sha256(p_digests[ord]), 'base64');
        GET DIAGNOSTICS kept = ROW_COUNT;
    END IF;
    IF cardinality(result.leaves) IS DISTINCT FROM result.n
        OR cardinality(p_sealed) IS DISTINCT FROM named OR kept <> named THEN
        RAISE EXCEPTION 'an entry or a part is not what line 1 says' USING ERRCODE = 'TS005';
    END IF;

    -- Versions are gapless: each new entry follows one that is there.
    IF EXISTS (
        SELECT FROM log.entry e
        WHERE e.tenant = p_tenant AND e.seq >= head.size AND (e.sv < 1 OR e.sv > 1 AND NOT EXISTS (
            SELECT FROM log.entry b
            WHERE b.tenant = p_tenant AND b.stream = e.stream AND b.sv = e.sv - 1 AND b.seq < e.seq))
    ) THEN
        RAISE EXCEPTION 'a stream is not at the version that was seen' USING ERRCODE = 'TS001';
    END IF;

    UPDATE log.head h
        SET size = head.size + result.n,
            frontier = log.fold(head.frontier, head.size, result.leaves),
            last_at = result.at
        WHERE h.tenant = p_tenant;
    IF p_command IS NOT NULL THEN
        INSERT INTO log.command (tenant, command_id, digest, first_seq, n)
            VALUES (p_tenant, p_command, p_digest, result.first_seq, result.n);
    END IF;
    RETURN result;
END
$$;

CREATE FUNCTION log.purge(p_tenant text, p_seq bigint) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
-- Take away the bytes that a destroyed key had sealed, against the committed entry that says so: in
-- the key's own stream, after its creation and an order that somebody else approved.
DECLARE
    destroyed uuid;
    purged integer;
BEGIN
    SELECT gone.stream INTO destroyed
        FROM log.entry gone
        JOIN log.entry made ON made.tenant = gone.tenant AND made.stream = gone.stream
            AND made.sv = 1 AND made.type = 'key.created'
        JOIN log.entry told ON told.tenant = gone.tenant AND told.stream = gone.stream
            AND told.sv < gone.sv AND told.type = 'key.destruction-ordered'
        WHERE gone.tenant = p_tenant AND gone.seq = p_seq AND gone.type = 'key.destroyed'
            AND gone.line1::jsonb #>> '{data,key_id}' = gone.stream::text
            AND told.line1::jsonb #>> '{data,key_id}' = gone.stream::text
            AND made.line1::jsonb -> 'data' = gone.line1::jsonb -> 'data'
            AND told.line1::jsonb #>> '{actor,staff}' <> told.line1::jsonb #>> '{data,approved_by}';
    IF NOT FOUND THEN
        RAISE EXCEPTION 'no entry says that a key was destroyed' USING ERRCODE = 'TS006';
    END IF;
    UPDATE log.part p SET sealed = NULL, digests = NULL
        WHERE p.tenant = p_tenant AND p.key_id = destroyed AND p.sealed IS NOT NULL;
    GET DIAGNOSTICS purged = ROW_COUNT;
    RETURN purged;
END
$$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA log FROM PUBLIC;
