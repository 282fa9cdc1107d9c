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
    n integer := coalesce(cardinality(p_lines), 0);
    line jsonb;
    part jsonb;
    line2 text;
    line2_prefix text;
    fits boolean := true;  -- every entry and part is what line 1 says
    read integer := cardinality(p_streams);  -- how many were only read; those written to follow
    moved bigint;
    earlier boolean;
    -- Of each entry:
    logs text[] := '{}';
    ids uuid[] := '{}';
    streams uuid[] := '{}';
    versions integer[] := '{}';
    types text[] := '{}';
    lines2 text[] := '{}';
    -- Of each part:
    kept integer := 0;
    of_line integer[] := '{}';
    numbers smallint[] := '{}';
    categories text[] := '{}';
    keys uuid[] := '{}';
BEGIN
    IF current_setting('transaction_isolation') <> 'read committed' THEN
        RAISE EXCEPTION 'append runs in READ COMMITTED' USING ERRCODE = 'TS008';
    END IF;

    -- All that needs no head, before others have to wait for it.
    FOR i IN 1 .. n LOOP
        line := p_lines[i]::jsonb;
        logs[i] := line ->> 'log';
        ids[i] := line ->> 'id';
        streams[i] := line ->> 'stream';
        versions[i] := line ->> 'sv';
        types[i] := line ->> 'type';
        -- Versions are gapless: the one before stands earlier in the batch, mostly just before, or in
        -- the log. One that is there already is refused by the table's key.
        IF versions[i] <> 1
            AND (streams[i] = streams[i - 1] AND versions[i] = versions[i - 1] + 1) IS NOT TRUE THEN
            earlier := false;
            IF i > 2 THEN
                earlier := EXISTS (
                    SELECT FROM unnest(streams[:i - 1], versions[:i - 1]) AS b (stream, version)
                    WHERE b.stream = streams[i] AND b.version = versions[i] - 1);
            END IF;
            IF NOT earlier THEN
                p_streams := p_streams || streams[i];
                p_versions := p_versions || versions[i] - 1;
            END IF;
        END IF;
        FOR k IN 0 .. coalesce(jsonb_array_length(line -> 'parts'), 0) - 1 LOOP
            part := line -> 'parts' -> k;
            kept := kept + 1;
            of_line[kept] := i;
            numbers[kept] := k;
            categories[kept] := part ->> 'cat';
            keys[kept] := part ->> 'key';
            fits := fits AND (part ->> 'n')::bigint = k
                AND part ->> 'ct' = encode(
                    sha256(convert_to(part ->> 'alg', 'UTF8') || p_sealed[kept]), 'base64')
                AND part ->> 'dig' IS NOT DISTINCT FROM encode(sha256(p_digests[kept]), 'base64');
        END LOOP;
    END LOOP;
    fits := fits AND n > 0 AND cardinality(p_sealed) = kept;

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

    -- The streams that were read come first, so that theirs is the answer when both have moved.
    SELECT min(x.i) INTO moved
        FROM unnest(p_streams, p_versions) WITH ORDINALITY AS x (stream, version, i),
            LATERAL (
                SELECT coalesce(max(e.sv), 0) AS sv FROM log.entry e
                WHERE e.tenant = p_tenant AND e.stream = x.stream
            ) AS newest
        WHERE x.version IS NULL OR newest.sv < x.version
            OR newest.sv > x.version AND (x.i <= read OR x.version < 1);
    IF moved <= read THEN
        RAISE EXCEPTION 'a stream that was read has moved' USING ERRCODE = 'TS002';
    END IF;

    result.at := greatest(head.last_at, clock_timestamp());
    IF result.at > p_not_after THEN
        RAISE EXCEPTION 'a fact that this rests on has ended' USING ERRCODE = 'TS003';
    END IF;
    result.replayed := false;
    result.first_seq := head.size;
    result.n := n;
    result.leaves := '{}';
    line2_prefix := '{"at":"' || to_char(result.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
        || '","seq":';
    FOR i IN 1 .. n LOOP
        line2 := line2_prefix || (head.size + i - 1) || '}';
        lines2[i] := line2;
        result.leaves[i] := sha256(
            '\x00'::bytea || convert_to(p_lines[i] || E'\n' || line2 || E'\n', 'UTF8'));
        -- 65,533 with the two line feeds: an entry's length must fit 16 bits (tlog-tiles).
        fits := fits AND logs[i] = head.origin
            AND octet_length(p_lines[i]) + octet_length(line2) <= 65533;
    END LOOP;
    IF fits IS NOT TRUE THEN
        RAISE EXCEPTION 'an entry or a part is not what line 1 says' USING ERRCODE = 'TS005';
    END IF;
    IF moved IS NOT NULL THEN
        RAISE EXCEPTION 'a stream is not at the version that was seen' USING ERRCODE = 'TS001';
    END IF;

    INSERT INTO log.entry (tenant, seq, event_id, stream, sv, type, line1, line2, leaf)
        SELECT p_tenant, head.size + i - 1, ids[i], streams[i], versions[i], types[i], p_lines[i],
            lines2[i], result.leaves[i]
        FROM generate_series(1, n) AS i;
    IF kept > 0 THEN
        INSERT INTO log.part (tenant, seq, part_no, category, key_id, sealed, digests)
            SELECT p_tenant, head.size + of_line[k] - 1, numbers[k], categories[k], keys[k],
                p_sealed[k], p_digests[k]
            FROM generate_series(1, kept) AS k;
    END IF;
    UPDATE log.head h
        SET size = head.size + n,
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
