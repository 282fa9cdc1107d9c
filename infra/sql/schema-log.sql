-- Made by `make db-dump`: what all migrations make together. A test compares the two.

CREATE SCHEMA access_ledger;

ALTER SCHEMA access_ledger OWNER TO tsunagi_migrate;

CREATE SCHEMA account;

ALTER SCHEMA account OWNER TO tsunagi_migrate;

CREATE SCHEMA case_timeline;

ALTER SCHEMA case_timeline OWNER TO tsunagi_migrate;

CREATE SCHEMA caseload;

ALTER SCHEMA caseload OWNER TO tsunagi_migrate;

CREATE SCHEMA consents_due;

ALTER SCHEMA consents_due OWNER TO tsunagi_migrate;

CREATE SCHEMA deadlines;

ALTER SCHEMA deadlines OWNER TO tsunagi_migrate;

CREATE SCHEMA desk_notes;

ALTER SCHEMA desk_notes OWNER TO tsunagi_migrate;

CREATE SCHEMA directory;

ALTER SCHEMA directory OWNER TO tsunagi_migrate;

CREATE SCHEMA disclosure_ledger;

ALTER SCHEMA disclosure_ledger OWNER TO tsunagi_migrate;

CREATE SCHEMA draft;

ALTER SCHEMA draft OWNER TO tsunagi_migrate;

CREATE SCHEMA emergencies;

ALTER SCHEMA emergencies OWNER TO tsunagi_migrate;

CREATE SCHEMA household;

ALTER SCHEMA household OWNER TO tsunagi_migrate;

CREATE SCHEMA log;

ALTER SCHEMA log OWNER TO tsunagi_migrate;

CREATE SCHEMA people;

ALTER SCHEMA people OWNER TO tsunagi_migrate;

CREATE SCHEMA roster;

ALTER SCHEMA roster OWNER TO tsunagi_migrate;

CREATE SCHEMA shared_with_us;

ALTER SCHEMA shared_with_us OWNER TO tsunagi_migrate;

CREATE SCHEMA worker;

ALTER SCHEMA worker OWNER TO tsunagi_migrate;

CREATE TYPE log.appended AS (
	replayed boolean,
	first_seq bigint,
	n integer,
	at timestamp with time zone,
	leaves bytea[]
);

ALTER TYPE log.appended OWNER TO tsunagi_migrate;

CREATE FUNCTION log.append(p_tenant text, p_command uuid, p_digest bytea, p_streams uuid[], p_versions integer[], p_lines text[], p_sealed bytea[], p_digests bytea[], p_not_after timestamp with time zone) RETURNS log.appended
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    SET enable_seqscan TO 'off'
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

ALTER FUNCTION log.append(p_tenant text, p_command uuid, p_digest bytea, p_streams uuid[], p_versions integer[], p_lines text[], p_sealed bytea[], p_digests bytea[], p_not_after timestamp with time zone) OWNER TO tsunagi_log_definer;

CREATE FUNCTION log.fold(frontier bytea, size bigint, leaves bytea[]) RETURNS bytea
    LANGUAGE plpgsql IMMUTABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
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

ALTER FUNCTION log.fold(frontier bytea, size bigint, leaves bytea[]) OWNER TO tsunagi_migrate;

CREATE FUNCTION log.only_grow() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    IF NEW.tenant <> OLD.tenant OR NEW.origin <> OLD.origin OR NEW.epoch <> OLD.epoch
        OR NEW.size <= OLD.size OR NEW.last_at < OLD.last_at THEN
        RAISE EXCEPTION 'a head only grows' USING ERRCODE = 'TS009';
    END IF;
    RETURN NEW;
END
$$;

ALTER FUNCTION log.only_grow() OWNER TO tsunagi_migrate;

CREATE FUNCTION log.only_purge() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    IF OLD.sealed IS NULL OR NEW.sealed IS NOT NULL OR NEW.digests IS NOT NULL
        OR (NEW.tenant, NEW.seq, NEW.part_no, NEW.category, NEW.key_id)
            <> (OLD.tenant, OLD.seq, OLD.part_no, OLD.category, OLD.key_id) THEN
        RAISE EXCEPTION 'a part can only be purged, once' USING ERRCODE = 'TS009';
    END IF;
    RETURN NEW;
END
$$;

ALTER FUNCTION log.only_purge() OWNER TO tsunagi_migrate;

CREATE FUNCTION log.purge(p_tenant text, p_seq bigint) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
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

ALTER FUNCTION log.purge(p_tenant text, p_seq bigint) OWNER TO tsunagi_log_definer;

CREATE FUNCTION log.refuse() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    RAISE EXCEPTION 'the log is append-only: % on % refused', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'TS009';
END
$$;

ALTER FUNCTION log.refuse() OWNER TO tsunagi_migrate;

CREATE TABLE access_ledger.look (
    tenant text NOT NULL COLLATE pg_catalog."C",
    seq bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    kind text NOT NULL COLLATE pg_catalog."C",
    staff uuid,
    programme uuid,
    role text NOT NULL COLLATE pg_catalog."C",
    purpose text NOT NULL COLLATE pg_catalog."C",
    basis text NOT NULL COLLATE pg_catalog."C",
    surface text NOT NULL COLLATE pg_catalog."C",
    case_id uuid,
    items integer NOT NULL,
    rule text NOT NULL COLLATE pg_catalog."C"
);

ALTER TABLE ONLY access_ledger.look FORCE ROW LEVEL SECURITY;

ALTER TABLE access_ledger.look OWNER TO tsunagi_migrate;

CREATE TABLE account.attempt (
    tried_hash bytea NOT NULL,
    failures integer NOT NULL,
    locked_until timestamp with time zone NOT NULL,
    last_at timestamp with time zone NOT NULL,
    known boolean DEFAULT false NOT NULL
);

ALTER TABLE account.attempt OWNER TO tsunagi_migrate;

CREATE TABLE account.code (
    tenant text NOT NULL,
    factor_id uuid NOT NULL,
    mark bytea NOT NULL,
    used_at timestamp with time zone
);

ALTER TABLE account.code OWNER TO tsunagi_migrate;

CREATE TABLE account.credential (
    tenant text NOT NULL,
    staff uuid NOT NULL,
    login text NOT NULL,
    password_hash text NOT NULL,
    mac bytea NOT NULL
);

ALTER TABLE account.credential OWNER TO tsunagi_migrate;

CREATE TABLE account.factor (
    tenant text NOT NULL,
    factor_id uuid NOT NULL,
    staff uuid NOT NULL,
    sealed bytea NOT NULL,
    last_step bigint NOT NULL
);

ALTER TABLE account.factor OWNER TO tsunagi_migrate;

CREATE TABLE account.session (
    session_id uuid NOT NULL,
    token_hash bytea NOT NULL,
    tenant text NOT NULL,
    staff uuid NOT NULL,
    assurance smallint NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    seen_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    programme uuid,
    role text,
    mac bytea NOT NULL
);

ALTER TABLE account.session OWNER TO tsunagi_migrate;

CREATE TABLE case_timeline.item (
    tenant text NOT NULL COLLATE pg_catalog."C",
    viewer uuid NOT NULL,
    case_id uuid NOT NULL,
    event_id uuid NOT NULL,
    seq bigint NOT NULL,
    version integer NOT NULL,
    kind text NOT NULL COLLATE pg_catalog."C",
    valid_at timestamp with time zone NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    staff uuid NOT NULL,
    role text NOT NULL COLLATE pg_catalog."C",
    marks jsonb NOT NULL,
    categories text[] NOT NULL COLLATE pg_catalog."C",
    keys uuid[] NOT NULL,
    superseded boolean DEFAULT false NOT NULL
);

ALTER TABLE ONLY case_timeline.item FORCE ROW LEVEL SECURITY;

ALTER TABLE case_timeline.item OWNER TO tsunagi_migrate;

CREATE TABLE case_timeline.viewer (
    tenant text NOT NULL COLLATE pg_catalog."C",
    case_id uuid NOT NULL,
    viewer uuid NOT NULL
);

ALTER TABLE ONLY case_timeline.viewer FORCE ROW LEVEL SECURITY;

ALTER TABLE case_timeline.viewer OWNER TO tsunagi_migrate;

CREATE TABLE caseload.cover (
    tenant text NOT NULL COLLATE pg_catalog."C",
    viewer uuid NOT NULL,
    case_id uuid NOT NULL,
    event_id uuid NOT NULL,
    staff uuid NOT NULL,
    since date NOT NULL,
    until date NOT NULL,
    reason text NOT NULL COLLATE pg_catalog."C"
);

ALTER TABLE ONLY caseload.cover FORCE ROW LEVEL SECURITY;

ALTER TABLE caseload.cover OWNER TO tsunagi_migrate;

CREATE TABLE caseload.matter (
    tenant text NOT NULL COLLATE pg_catalog."C",
    viewer uuid NOT NULL,
    case_id uuid NOT NULL,
    person_id uuid NOT NULL,
    lead_from date[] NOT NULL,
    lead uuid[] NOT NULL,
    named uuid[],
    opened_at timestamp with time zone NOT NULL,
    opened_on date NOT NULL,
    last_at timestamp with time zone NOT NULL,
    closed boolean NOT NULL,
    route text NOT NULL COLLATE pg_catalog."C",
    caller text NOT NULL COLLATE pg_catalog."C",
    topics text[] NOT NULL COLLATE pg_catalog."C",
    main_topic text NOT NULL COLLATE pg_catalog."C",
    urgency text NOT NULL COLLATE pg_catalog."C",
    sharing text NOT NULL COLLATE pg_catalog."C",
    standing text NOT NULL COLLATE pg_catalog."C"
);

ALTER TABLE ONLY caseload.matter FORCE ROW LEVEL SECURITY;

ALTER TABLE caseload.matter OWNER TO tsunagi_migrate;

CREATE TABLE caseload.sheet (
    tenant text NOT NULL COLLATE pg_catalog."C",
    viewer uuid NOT NULL,
    person_id uuid NOT NULL,
    event_id uuid NOT NULL,
    seq bigint NOT NULL,
    id_part smallint NOT NULL,
    contact_part smallint NOT NULL,
    id_key uuid NOT NULL
);

ALTER TABLE ONLY caseload.sheet FORCE ROW LEVEL SECURITY;

ALTER TABLE caseload.sheet OWNER TO tsunagi_migrate;

CREATE TABLE consents_due.due (
    tenant text NOT NULL COLLATE pg_catalog."C",
    viewer uuid NOT NULL,
    person_id uuid NOT NULL,
    consent uuid NOT NULL,
    seq bigint NOT NULL,
    paper boolean NOT NULL,
    day date NOT NULL
);

ALTER TABLE ONLY consents_due.due FORCE ROW LEVEL SECURITY;

ALTER TABLE consents_due.due OWNER TO tsunagi_migrate;

CREATE TABLE consents_due.keeper (
    tenant text NOT NULL COLLATE pg_catalog."C",
    person_id uuid NOT NULL,
    viewer uuid NOT NULL
);

ALTER TABLE ONLY consents_due.keeper FORCE ROW LEVEL SECURITY;

ALTER TABLE consents_due.keeper OWNER TO tsunagi_migrate;

CREATE TABLE deadlines.deadline (
    tenant text NOT NULL COLLATE pg_catalog."C",
    viewer uuid NOT NULL,
    case_id uuid NOT NULL,
    event_id uuid NOT NULL,
    seq bigint NOT NULL,
    kind text NOT NULL COLLATE pg_catalog."C",
    due date NOT NULL,
    back_at timestamp with time zone,
    waiting_for text NOT NULL COLLATE pg_catalog."C",
    assignee uuid,
    categories text[] NOT NULL COLLATE pg_catalog."C"
);

ALTER TABLE ONLY deadlines.deadline FORCE ROW LEVEL SECURITY;

ALTER TABLE deadlines.deadline OWNER TO tsunagi_migrate;

CREATE TABLE deadlines.matter (
    tenant text NOT NULL COLLATE pg_catalog."C",
    case_id uuid NOT NULL,
    viewer uuid NOT NULL,
    lead_from date[] NOT NULL,
    lead uuid[] NOT NULL,
    named uuid[],
    closed boolean NOT NULL
);

ALTER TABLE ONLY deadlines.matter FORCE ROW LEVEL SECURITY;

ALTER TABLE deadlines.matter OWNER TO tsunagi_migrate;

CREATE TABLE desk_notes.note (
    tenant text NOT NULL COLLATE pg_catalog."C",
    viewer uuid NOT NULL,
    note_id uuid NOT NULL,
    kind text NOT NULL COLLATE pg_catalog."C",
    event_id uuid NOT NULL,
    seq bigint NOT NULL,
    valid_at timestamp with time zone NOT NULL,
    untimed boolean NOT NULL,
    staff uuid NOT NULL,
    route text NOT NULL COLLATE pg_catalog."C",
    topic text NOT NULL COLLATE pg_catalog."C",
    categories text[] NOT NULL COLLATE pg_catalog."C",
    open boolean NOT NULL
);

ALTER TABLE ONLY desk_notes.note FORCE ROW LEVEL SECURITY;

ALTER TABLE desk_notes.note OWNER TO tsunagi_migrate;

CREATE TABLE directory.agency (
    tenant text NOT NULL COLLATE pg_catalog."C",
    agency_id uuid NOT NULL,
    name text NOT NULL COLLATE pg_catalog."C",
    kind text NOT NULL COLLATE pg_catalog."C"
);

ALTER TABLE ONLY directory.agency FORCE ROW LEVEL SECURITY;

ALTER TABLE directory.agency OWNER TO tsunagi_migrate;

CREATE TABLE directory.programme (
    tenant text NOT NULL COLLATE pg_catalog."C",
    programme_id uuid NOT NULL,
    name text NOT NULL COLLATE pg_catalog."C",
    agency_id uuid NOT NULL
);

ALTER TABLE ONLY directory.programme FORCE ROW LEVEL SECURITY;

ALTER TABLE directory.programme OWNER TO tsunagi_migrate;

CREATE TABLE directory.staff (
    tenant text NOT NULL COLLATE pg_catalog."C",
    staff_id uuid NOT NULL,
    name text NOT NULL COLLATE pg_catalog."C",
    active boolean NOT NULL
);

ALTER TABLE ONLY directory.staff FORCE ROW LEVEL SECURITY;

ALTER TABLE directory.staff OWNER TO tsunagi_migrate;

CREATE TABLE disclosure_ledger.disclosure (
    tenant text NOT NULL COLLATE pg_catalog."C",
    viewer uuid NOT NULL,
    seq bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    provider uuid,
    recipient uuid NOT NULL,
    staff uuid,
    role text NOT NULL COLLATE pg_catalog."C",
    provision_id uuid,
    case_id uuid,
    purpose text NOT NULL COLLATE pg_catalog."C",
    basis text NOT NULL COLLATE pg_catalog."C",
    policy text NOT NULL COLLATE pg_catalog."C",
    rule text NOT NULL COLLATE pg_catalog."C"
);

ALTER TABLE ONLY disclosure_ledger.disclosure FORCE ROW LEVEL SECURITY;

ALTER TABLE disclosure_ledger.disclosure OWNER TO tsunagi_migrate;

CREATE TABLE disclosure_ledger.item (
    tenant text NOT NULL COLLATE pg_catalog."C",
    viewer uuid NOT NULL,
    seq bigint NOT NULL,
    event_id uuid NOT NULL,
    part integer NOT NULL,
    item_seq bigint NOT NULL,
    person_id uuid,
    category text NOT NULL COLLATE pg_catalog."C",
    kind text NOT NULL COLLATE pg_catalog."C",
    told_on date
);

ALTER TABLE ONLY disclosure_ledger.item FORCE ROW LEVEL SECURITY;

ALTER TABLE disclosure_ledger.item OWNER TO tsunagi_migrate;

CREATE TABLE disclosure_ledger.pinned (
    tenant text NOT NULL COLLATE pg_catalog."C",
    provision_id uuid NOT NULL,
    event_id uuid NOT NULL,
    part integer NOT NULL,
    person_id uuid NOT NULL,
    category text NOT NULL COLLATE pg_catalog."C",
    kind text NOT NULL COLLATE pg_catalog."C",
    told_on date NOT NULL,
    case_id uuid NOT NULL
);

ALTER TABLE ONLY disclosure_ledger.pinned FORCE ROW LEVEL SECURITY;

ALTER TABLE disclosure_ledger.pinned OWNER TO tsunagi_migrate;

CREATE TABLE draft.draft (
    tenant text NOT NULL,
    draft_id uuid NOT NULL,
    author uuid NOT NULL,
    programme uuid NOT NULL,
    form text NOT NULL,
    case_id uuid,
    sealed bytea NOT NULL,
    saved_at timestamp with time zone NOT NULL
);

ALTER TABLE ONLY draft.draft FORCE ROW LEVEL SECURITY;

ALTER TABLE draft.draft OWNER TO tsunagi_migrate;

CREATE TABLE emergencies.emergency (
    tenant text NOT NULL COLLATE pg_catalog."C",
    viewer uuid NOT NULL,
    emergency_id uuid NOT NULL,
    seq bigint NOT NULL,
    provider uuid NOT NULL,
    recipient uuid NOT NULL,
    case_id uuid NOT NULL,
    version integer NOT NULL,
    reviewed boolean NOT NULL
);

ALTER TABLE ONLY emergencies.emergency FORCE ROW LEVEL SECURITY;

ALTER TABLE emergencies.emergency OWNER TO tsunagi_migrate;

CREATE TABLE household.home (
    tenant text NOT NULL COLLATE pg_catalog."C",
    viewer uuid NOT NULL,
    household_id uuid NOT NULL,
    around uuid NOT NULL,
    version integer NOT NULL
);

ALTER TABLE ONLY household.home FORCE ROW LEVEL SECURITY;

ALTER TABLE household.home OWNER TO tsunagi_migrate;

CREATE TABLE household.home_member (
    tenant text NOT NULL COLLATE pg_catalog."C",
    viewer uuid NOT NULL,
    household_id uuid NOT NULL,
    person_id uuid NOT NULL,
    event_id uuid NOT NULL,
    seq bigint NOT NULL,
    marks jsonb NOT NULL,
    left_event uuid,
    left_seq bigint,
    left_marks jsonb
);

ALTER TABLE ONLY household.home_member FORCE ROW LEVEL SECURITY;

ALTER TABLE household.home_member OWNER TO tsunagi_migrate;

CREATE TABLE household.known_case (
    tenant text NOT NULL COLLATE pg_catalog."C",
    viewer uuid NOT NULL,
    case_id uuid NOT NULL,
    person_id uuid NOT NULL
);

ALTER TABLE ONLY household.known_case FORCE ROW LEVEL SECURITY;

ALTER TABLE household.known_case OWNER TO tsunagi_migrate;

CREATE TABLE household.known_person (
    tenant text NOT NULL COLLATE pg_catalog."C",
    viewer uuid NOT NULL,
    person_id uuid NOT NULL,
    version integer NOT NULL,
    event_id uuid NOT NULL,
    seq bigint NOT NULL,
    id_part smallint NOT NULL,
    contact_part smallint NOT NULL,
    id_key uuid NOT NULL
);

ALTER TABLE ONLY household.known_person FORCE ROW LEVEL SECURITY;

ALTER TABLE household.known_person OWNER TO tsunagi_migrate;

CREATE TABLE household.person_record (
    tenant text NOT NULL COLLATE pg_catalog."C",
    viewer uuid NOT NULL,
    person_id uuid NOT NULL,
    event_id uuid NOT NULL,
    seq bigint NOT NULL,
    kind text NOT NULL COLLATE pg_catalog."C",
    category text NOT NULL COLLATE pg_catalog."C",
    key_id uuid NOT NULL,
    valid_at timestamp with time zone NOT NULL,
    staff uuid NOT NULL,
    other uuid,
    marks jsonb NOT NULL
);

ALTER TABLE ONLY household.person_record FORCE ROW LEVEL SECURITY;

ALTER TABLE household.person_record OWNER TO tsunagi_migrate;

CREATE TABLE log.command (
    tenant text NOT NULL,
    command_id uuid NOT NULL,
    digest bytea NOT NULL,
    first_seq bigint NOT NULL,
    n integer NOT NULL
);

ALTER TABLE ONLY log.command FORCE ROW LEVEL SECURITY;

ALTER TABLE log.command OWNER TO tsunagi_migrate;

CREATE TABLE log.entry (
    tenant text NOT NULL,
    seq bigint NOT NULL,
    event_id uuid NOT NULL,
    stream uuid NOT NULL,
    sv integer NOT NULL,
    type text NOT NULL,
    line1 text NOT NULL,
    line2 text NOT NULL,
    leaf bytea NOT NULL
);

ALTER TABLE ONLY log.entry FORCE ROW LEVEL SECURITY;

ALTER TABLE log.entry OWNER TO tsunagi_migrate;

CREATE TABLE log.head (
    tenant text NOT NULL,
    origin text NOT NULL,
    epoch integer DEFAULT 1 NOT NULL,
    size bigint DEFAULT 0 NOT NULL,
    frontier bytea DEFAULT '\x'::bytea NOT NULL,
    last_at timestamp with time zone DEFAULT '1970-01-01 00:00:00+00'::timestamp with time zone NOT NULL,
    CONSTRAINT head_frontier_fits CHECK ((octet_length(frontier) = (32 * bit_count((size)::bit(64))))),
    CONSTRAINT head_tenant_is_a_code CHECK ((tenant ~ '^lg-[0-9]{6}$'::text))
);

ALTER TABLE ONLY log.head FORCE ROW LEVEL SECURITY;

ALTER TABLE log.head OWNER TO tsunagi_migrate;

CREATE TABLE log.part (
    tenant text NOT NULL,
    seq bigint NOT NULL,
    part_no smallint NOT NULL,
    category text NOT NULL,
    key_id uuid NOT NULL,
    sealed bytea,
    digests bytea,
    CONSTRAINT part_digests_go_with_it CHECK (((sealed IS NOT NULL) OR (digests IS NULL)))
);
ALTER TABLE ONLY log.part ALTER COLUMN sealed SET STORAGE EXTERNAL;

ALTER TABLE ONLY log.part FORCE ROW LEVEL SECURITY;

ALTER TABLE log.part OWNER TO tsunagi_migrate;

CREATE TABLE people.person (
    tenant text NOT NULL COLLATE pg_catalog."C",
    viewer uuid NOT NULL,
    person_id uuid NOT NULL,
    event_id uuid NOT NULL,
    seq bigint NOT NULL,
    part_no smallint NOT NULL,
    id_key uuid NOT NULL,
    contact_key uuid NOT NULL,
    name_digest bytea,
    name_and_birth_digest bytea,
    phone_digest bytea
);

ALTER TABLE ONLY people.person FORCE ROW LEVEL SECURITY;

ALTER TABLE people.person OWNER TO tsunagi_migrate;

CREATE TABLE public.schema_version (
    version integer NOT NULL,
    name text NOT NULL,
    applied_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    sha256 bytea NOT NULL
);

ALTER TABLE public.schema_version OWNER TO tsunagi_migrate;

CREATE TABLE roster.partner (
    tenant text NOT NULL COLLATE pg_catalog."C",
    partner_id uuid NOT NULL,
    programme_id uuid NOT NULL
);

ALTER TABLE ONLY roster.partner FORCE ROW LEVEL SECURITY;

ALTER TABLE roster.partner OWNER TO tsunagi_migrate;

CREATE TABLE roster.post (
    tenant text NOT NULL COLLATE pg_catalog."C",
    post_id uuid NOT NULL,
    agency_id uuid NOT NULL
);

ALTER TABLE ONLY roster.post FORCE ROW LEVEL SECURITY;

ALTER TABLE roster.post OWNER TO tsunagi_migrate;

CREATE TABLE shared_with_us.disclosed (
    tenant text NOT NULL COLLATE pg_catalog."C",
    viewer uuid NOT NULL,
    provision_id uuid NOT NULL,
    event_id uuid NOT NULL,
    part integer NOT NULL,
    recipient uuid NOT NULL,
    first_seq bigint NOT NULL,
    first_at timestamp with time zone NOT NULL
);

ALTER TABLE ONLY shared_with_us.disclosed FORCE ROW LEVEL SECURITY;

ALTER TABLE shared_with_us.disclosed OWNER TO tsunagi_migrate;

CREATE TABLE shared_with_us.provision (
    tenant text NOT NULL COLLATE pg_catalog."C",
    viewer uuid NOT NULL,
    provision_id uuid NOT NULL,
    seq bigint NOT NULL,
    event_id uuid NOT NULL,
    provider uuid NOT NULL,
    recipient uuid NOT NULL,
    case_id uuid NOT NULL,
    person_id uuid NOT NULL,
    purpose text NOT NULL COLLATE pg_catalog."C",
    proposed_at timestamp with time zone NOT NULL,
    staff uuid NOT NULL,
    reply_by date NOT NULL,
    records jsonb NOT NULL,
    version integer NOT NULL,
    stage text NOT NULL COLLATE pg_catalog."C",
    outcome text NOT NULL COLLATE pg_catalog."C",
    step text NOT NULL COLLATE pg_catalog."C",
    channel text NOT NULL COLLATE pg_catalog."C",
    read_back boolean NOT NULL,
    said_on date,
    answer_id uuid,
    answer_seq bigint
);

ALTER TABLE ONLY shared_with_us.provision FORCE ROW LEVEL SECURITY;

ALTER TABLE shared_with_us.provision OWNER TO tsunagi_migrate;

CREATE TABLE shared_with_us.unanswered (
    tenant text NOT NULL COLLATE pg_catalog."C",
    viewer uuid NOT NULL,
    provision_id uuid NOT NULL
);

ALTER TABLE ONLY shared_with_us.unanswered FORCE ROW LEVEL SECURITY;

ALTER TABLE shared_with_us.unanswered OWNER TO tsunagi_migrate;

CREATE TABLE worker.tracking (
    tenant text NOT NULL,
    projection text NOT NULL,
    "position" bigint NOT NULL
);

ALTER TABLE worker.tracking OWNER TO tsunagi_migrate;

ALTER TABLE ONLY access_ledger.look
    ADD CONSTRAINT look_once PRIMARY KEY (tenant, seq);

ALTER TABLE ONLY account.attempt
    ADD CONSTRAINT attempt_once PRIMARY KEY (tried_hash);

ALTER TABLE ONLY account.code
    ADD CONSTRAINT code_once PRIMARY KEY (tenant, factor_id, mark);

ALTER TABLE ONLY account.credential
    ADD CONSTRAINT credential_login_once UNIQUE (login);

ALTER TABLE ONLY account.credential
    ADD CONSTRAINT credential_staff_once PRIMARY KEY (tenant, staff);

ALTER TABLE ONLY account.factor
    ADD CONSTRAINT factor_once PRIMARY KEY (tenant, factor_id);

ALTER TABLE ONLY account.session
    ADD CONSTRAINT session_once PRIMARY KEY (session_id);

ALTER TABLE ONLY account.session
    ADD CONSTRAINT session_token_once UNIQUE (token_hash);

ALTER TABLE ONLY case_timeline.item
    ADD CONSTRAINT item_once PRIMARY KEY (tenant, viewer, case_id, seq);

ALTER TABLE ONLY case_timeline.viewer
    ADD CONSTRAINT viewer_once PRIMARY KEY (tenant, case_id, viewer);

ALTER TABLE ONLY caseload.cover
    ADD CONSTRAINT cover_once PRIMARY KEY (tenant, viewer, case_id, event_id);

ALTER TABLE ONLY caseload.matter
    ADD CONSTRAINT matter_once PRIMARY KEY (tenant, viewer, case_id);

ALTER TABLE ONLY caseload.sheet
    ADD CONSTRAINT sheet_once PRIMARY KEY (tenant, viewer, person_id);

ALTER TABLE ONLY consents_due.due
    ADD CONSTRAINT due_once PRIMARY KEY (tenant, viewer, consent, paper);

ALTER TABLE ONLY consents_due.keeper
    ADD CONSTRAINT keeper_once PRIMARY KEY (tenant, person_id);

ALTER TABLE ONLY deadlines.deadline
    ADD CONSTRAINT deadline_once PRIMARY KEY (tenant, viewer, case_id, event_id);

ALTER TABLE ONLY deadlines.matter
    ADD CONSTRAINT matter_once PRIMARY KEY (tenant, case_id, viewer);

ALTER TABLE ONLY desk_notes.note
    ADD CONSTRAINT note_once PRIMARY KEY (tenant, viewer, note_id);

ALTER TABLE ONLY directory.agency
    ADD CONSTRAINT agency_once PRIMARY KEY (tenant, agency_id);

ALTER TABLE ONLY directory.programme
    ADD CONSTRAINT programme_once PRIMARY KEY (tenant, programme_id);

ALTER TABLE ONLY directory.staff
    ADD CONSTRAINT staff_once PRIMARY KEY (tenant, staff_id);

ALTER TABLE ONLY disclosure_ledger.disclosure
    ADD CONSTRAINT disclosure_once PRIMARY KEY (tenant, viewer, seq);

ALTER TABLE ONLY disclosure_ledger.item
    ADD CONSTRAINT item_once PRIMARY KEY (tenant, viewer, seq, event_id, part);

ALTER TABLE ONLY disclosure_ledger.pinned
    ADD CONSTRAINT pinned_once PRIMARY KEY (tenant, provision_id, event_id, part);

ALTER TABLE ONLY draft.draft
    ADD CONSTRAINT draft_once PRIMARY KEY (tenant, draft_id);

ALTER TABLE ONLY emergencies.emergency
    ADD CONSTRAINT emergency_once PRIMARY KEY (tenant, viewer, emergency_id);

ALTER TABLE ONLY household.home_member
    ADD CONSTRAINT home_member_once PRIMARY KEY (tenant, viewer, household_id, event_id);

ALTER TABLE ONLY household.home
    ADD CONSTRAINT home_once PRIMARY KEY (tenant, viewer, household_id);

ALTER TABLE ONLY household.known_case
    ADD CONSTRAINT known_case_once PRIMARY KEY (tenant, viewer, case_id);

ALTER TABLE ONLY household.known_person
    ADD CONSTRAINT known_person_once PRIMARY KEY (tenant, viewer, person_id);

ALTER TABLE ONLY household.person_record
    ADD CONSTRAINT person_record_once PRIMARY KEY (tenant, viewer, person_id, seq);

ALTER TABLE ONLY log.command
    ADD CONSTRAINT command_once PRIMARY KEY (tenant, command_id);

ALTER TABLE ONLY log.entry
    ADD CONSTRAINT entry_event_once UNIQUE (tenant, event_id);

ALTER TABLE ONLY log.entry
    ADD CONSTRAINT entry_seq_once PRIMARY KEY (tenant, seq);

ALTER TABLE ONLY log.entry
    ADD CONSTRAINT entry_version_once UNIQUE (tenant, stream, sv);

ALTER TABLE ONLY log.head
    ADD CONSTRAINT head_origin_once UNIQUE (origin);

ALTER TABLE ONLY log.head
    ADD CONSTRAINT head_tenant_once PRIMARY KEY (tenant);

ALTER TABLE ONLY log.part
    ADD CONSTRAINT part_once PRIMARY KEY (tenant, seq, part_no);

ALTER TABLE ONLY people.person
    ADD CONSTRAINT person_once PRIMARY KEY (tenant, viewer, person_id);

ALTER TABLE ONLY public.schema_version
    ADD CONSTRAINT schema_version_once PRIMARY KEY (version);

ALTER TABLE ONLY roster.partner
    ADD CONSTRAINT partner_once PRIMARY KEY (tenant, partner_id);

ALTER TABLE ONLY roster.post
    ADD CONSTRAINT post_once PRIMARY KEY (tenant, post_id);

ALTER TABLE ONLY shared_with_us.disclosed
    ADD CONSTRAINT disclosed_once PRIMARY KEY (tenant, viewer, provision_id, event_id, part);

ALTER TABLE ONLY shared_with_us.provision
    ADD CONSTRAINT provision_once PRIMARY KEY (tenant, viewer, provision_id);

ALTER TABLE ONLY shared_with_us.unanswered
    ADD CONSTRAINT unanswered_once PRIMARY KEY (tenant, viewer, provision_id);

ALTER TABLE ONLY worker.tracking
    ADD CONSTRAINT tracking_once PRIMARY KEY (tenant, projection);

CREATE INDEX look_by_case ON access_ledger.look USING btree (tenant, case_id, seq DESC);

CREATE INDEX look_newest ON access_ledger.look USING btree (tenant, programme, seq DESC);

CREATE INDEX attempt_oldest ON account.attempt USING btree (last_at);

CREATE INDEX item_newest ON case_timeline.item USING btree (tenant, viewer, case_id, valid_at DESC, seq DESC) WHERE (NOT superseded);

CREATE INDEX cover_until ON caseload.cover USING btree (tenant, viewer, until);

CREATE INDEX matter_by_case ON caseload.matter USING btree (tenant, case_id);

CREATE INDEX matter_latest ON caseload.matter USING btree (tenant, viewer, closed, last_at DESC, case_id);

CREATE INDEX due_by_consent ON consents_due.due USING btree (tenant, consent);

CREATE INDEX due_by_person ON consents_due.due USING btree (tenant, person_id);

CREATE INDEX due_next ON consents_due.due USING btree (tenant, viewer, day);

CREATE INDEX deadline_next ON deadlines.deadline USING btree (tenant, viewer, due, seq);

CREATE INDEX note_by_id ON desk_notes.note USING btree (tenant, note_id);

CREATE INDEX note_latest ON desk_notes.note USING btree (tenant, viewer, kind, open, seq DESC);

CREATE INDEX disclosure_of_case ON disclosure_ledger.disclosure USING btree (tenant, viewer, case_id, seq DESC);

CREATE INDEX item_by_person ON disclosure_ledger.item USING btree (tenant, viewer, person_id, seq);

CREATE INDEX draft_of_author ON draft.draft USING btree (tenant, author, saved_at DESC);

CREATE INDEX draft_oldest ON draft.draft USING btree (tenant, saved_at);

CREATE INDEX emergency_by_id ON emergencies.emergency USING btree (tenant, emergency_id);

CREATE INDEX emergency_latest ON emergencies.emergency USING btree (tenant, viewer, reviewed, seq DESC);

CREATE INDEX emergency_of_case ON emergencies.emergency USING btree (tenant, viewer, case_id, seq DESC);

CREATE INDEX home_by_id ON household.home USING btree (tenant, household_id);

CREATE INDEX home_member_by_person ON household.home_member USING btree (tenant, viewer, person_id);

CREATE INDEX known_case_by_person ON household.known_case USING btree (tenant, viewer, person_id);

CREATE INDEX known_person_by_id ON household.known_person USING btree (tenant, person_id);

CREATE INDEX person_record_by_event ON household.person_record USING btree (tenant, event_id);

CREATE INDEX entry_of_apart ON log.entry USING btree (tenant, stream) WHERE (type = 'record.kept'::text);

CREATE INDEX entry_of_keeping ON log.entry USING btree (tenant, stream) WHERE (type = ANY (ARRAY['assignment.lead-handed-over'::text, 'restriction.case-restricted'::text, 'restriction.lifted'::text, 'withholding.sheet-withheld'::text, 'withholding.sheet-released'::text]));

CREATE INDEX entry_of_keys ON log.entry USING btree (tenant, seq) WHERE (type = ANY (ARRAY['key.created'::text, 'key.destruction-ordered'::text, 'key.destroyed'::text]));

CREATE INDEX person_by_name ON people.person USING btree (tenant, viewer, name_digest);

CREATE INDEX person_by_name_and_birth ON people.person USING btree (tenant, viewer, name_and_birth_digest);

CREATE INDEX person_by_phone ON people.person USING btree (tenant, viewer, phone_digest);

CREATE INDEX provision_by_id ON shared_with_us.provision USING btree (tenant, provision_id);

CREATE INDEX provision_latest ON shared_with_us.provision USING btree (tenant, viewer, recipient, seq DESC);

CREATE INDEX provision_of_case ON shared_with_us.provision USING btree (tenant, viewer, case_id, seq DESC);

CREATE INDEX unanswered_by_id ON shared_with_us.unanswered USING btree (tenant, provision_id);

CREATE TRIGGER command_is_not_emptied BEFORE TRUNCATE ON log.command FOR EACH STATEMENT EXECUTE FUNCTION log.refuse();

CREATE TRIGGER command_stays BEFORE DELETE OR UPDATE ON log.command FOR EACH ROW EXECUTE FUNCTION log.refuse();

CREATE TRIGGER entry_is_not_emptied BEFORE TRUNCATE ON log.entry FOR EACH STATEMENT EXECUTE FUNCTION log.refuse();

CREATE TRIGGER entry_stays BEFORE DELETE OR UPDATE ON log.entry FOR EACH ROW EXECUTE FUNCTION log.refuse();

CREATE TRIGGER head_is_not_emptied BEFORE TRUNCATE ON log.head FOR EACH STATEMENT EXECUTE FUNCTION log.refuse();

CREATE TRIGGER head_only_grows BEFORE UPDATE ON log.head FOR EACH ROW EXECUTE FUNCTION log.only_grow();

CREATE TRIGGER head_stays BEFORE DELETE ON log.head FOR EACH ROW EXECUTE FUNCTION log.refuse();

CREATE TRIGGER part_is_not_emptied BEFORE TRUNCATE ON log.part FOR EACH STATEMENT EXECUTE FUNCTION log.refuse();

CREATE TRIGGER part_is_only_purged BEFORE UPDATE ON log.part FOR EACH ROW EXECUTE FUNCTION log.only_purge();

CREATE TRIGGER part_stays BEFORE DELETE ON log.part FOR EACH ROW EXECUTE FUNCTION log.refuse();

ALTER TABLE access_ledger.look ENABLE ROW LEVEL SECURITY;

CREATE POLICY look_viewer ON access_ledger.look FOR SELECT TO tsunagi_audit USING (((tenant = ( SELECT current_setting('tsunagi.tenant'::text, true) AS current_setting)) AND (programme = ( SELECT (NULLIF(current_setting('tsunagi.viewer'::text, true), ''::text))::uuid AS "nullif"))));

CREATE POLICY look_worker ON access_ledger.look TO tsunagi_project USING (true) WITH CHECK (true);

ALTER TABLE case_timeline.item ENABLE ROW LEVEL SECURITY;

CREATE POLICY item_viewer ON case_timeline.item FOR SELECT TO tsunagi_read USING (((tenant = ( SELECT current_setting('tsunagi.tenant'::text, true) AS current_setting)) AND (viewer = ( SELECT (NULLIF(current_setting('tsunagi.viewer'::text, true), ''::text))::uuid AS "nullif"))));

CREATE POLICY item_worker ON case_timeline.item TO tsunagi_project USING (true) WITH CHECK (true);

ALTER TABLE case_timeline.viewer ENABLE ROW LEVEL SECURITY;

CREATE POLICY viewer_worker ON case_timeline.viewer TO tsunagi_project USING (true) WITH CHECK (true);

ALTER TABLE caseload.cover ENABLE ROW LEVEL SECURITY;

CREATE POLICY cover_viewer ON caseload.cover FOR SELECT TO tsunagi_read USING (((tenant = ( SELECT current_setting('tsunagi.tenant'::text, true) AS current_setting)) AND (viewer = ( SELECT (NULLIF(current_setting('tsunagi.viewer'::text, true), ''::text))::uuid AS "nullif"))));

CREATE POLICY cover_worker ON caseload.cover TO tsunagi_project USING (true) WITH CHECK (true);

ALTER TABLE caseload.matter ENABLE ROW LEVEL SECURITY;

CREATE POLICY matter_viewer ON caseload.matter FOR SELECT TO tsunagi_read USING (((tenant = ( SELECT current_setting('tsunagi.tenant'::text, true) AS current_setting)) AND (viewer = ( SELECT (NULLIF(current_setting('tsunagi.viewer'::text, true), ''::text))::uuid AS "nullif"))));

CREATE POLICY matter_worker ON caseload.matter TO tsunagi_project USING (true) WITH CHECK (true);

ALTER TABLE caseload.sheet ENABLE ROW LEVEL SECURITY;

CREATE POLICY sheet_viewer ON caseload.sheet FOR SELECT TO tsunagi_read USING (((tenant = ( SELECT current_setting('tsunagi.tenant'::text, true) AS current_setting)) AND (viewer = ( SELECT (NULLIF(current_setting('tsunagi.viewer'::text, true), ''::text))::uuid AS "nullif"))));

CREATE POLICY sheet_worker ON caseload.sheet TO tsunagi_project USING (true) WITH CHECK (true);

ALTER TABLE consents_due.due ENABLE ROW LEVEL SECURITY;

CREATE POLICY due_viewer ON consents_due.due FOR SELECT TO tsunagi_read USING (((tenant = ( SELECT current_setting('tsunagi.tenant'::text, true) AS current_setting)) AND (viewer = ( SELECT (NULLIF(current_setting('tsunagi.viewer'::text, true), ''::text))::uuid AS "nullif"))));

CREATE POLICY due_worker ON consents_due.due TO tsunagi_project USING (true) WITH CHECK (true);

ALTER TABLE consents_due.keeper ENABLE ROW LEVEL SECURITY;

CREATE POLICY keeper_worker ON consents_due.keeper TO tsunagi_project USING (true) WITH CHECK (true);

ALTER TABLE deadlines.deadline ENABLE ROW LEVEL SECURITY;

CREATE POLICY deadline_viewer ON deadlines.deadline FOR SELECT TO tsunagi_read USING (((tenant = ( SELECT current_setting('tsunagi.tenant'::text, true) AS current_setting)) AND (viewer = ( SELECT (NULLIF(current_setting('tsunagi.viewer'::text, true), ''::text))::uuid AS "nullif"))));

CREATE POLICY deadline_worker ON deadlines.deadline TO tsunagi_project USING (true) WITH CHECK (true);

ALTER TABLE deadlines.matter ENABLE ROW LEVEL SECURITY;

CREATE POLICY matter_viewer ON deadlines.matter FOR SELECT TO tsunagi_read USING (((tenant = ( SELECT current_setting('tsunagi.tenant'::text, true) AS current_setting)) AND (viewer = ( SELECT (NULLIF(current_setting('tsunagi.viewer'::text, true), ''::text))::uuid AS "nullif"))));

CREATE POLICY matter_worker ON deadlines.matter TO tsunagi_project USING (true) WITH CHECK (true);

ALTER TABLE desk_notes.note ENABLE ROW LEVEL SECURITY;

CREATE POLICY note_viewer ON desk_notes.note FOR SELECT TO tsunagi_read USING (((tenant = ( SELECT current_setting('tsunagi.tenant'::text, true) AS current_setting)) AND (viewer = ( SELECT (NULLIF(current_setting('tsunagi.viewer'::text, true), ''::text))::uuid AS "nullif"))));

CREATE POLICY note_worker ON desk_notes.note TO tsunagi_project USING (true) WITH CHECK (true);

ALTER TABLE directory.agency ENABLE ROW LEVEL SECURITY;

CREATE POLICY agency_tenant ON directory.agency FOR SELECT TO tsunagi_read, tsunagi_audit USING ((tenant = ( SELECT current_setting('tsunagi.tenant'::text, true) AS current_setting)));

CREATE POLICY agency_worker ON directory.agency TO tsunagi_project USING (true) WITH CHECK (true);

ALTER TABLE directory.programme ENABLE ROW LEVEL SECURITY;

CREATE POLICY programme_tenant ON directory.programme FOR SELECT TO tsunagi_read, tsunagi_audit USING ((tenant = ( SELECT current_setting('tsunagi.tenant'::text, true) AS current_setting)));

CREATE POLICY programme_worker ON directory.programme TO tsunagi_project USING (true) WITH CHECK (true);

ALTER TABLE directory.staff ENABLE ROW LEVEL SECURITY;

CREATE POLICY staff_tenant ON directory.staff FOR SELECT TO tsunagi_read, tsunagi_audit USING ((tenant = ( SELECT current_setting('tsunagi.tenant'::text, true) AS current_setting)));

CREATE POLICY staff_worker ON directory.staff TO tsunagi_project USING (true) WITH CHECK (true);

ALTER TABLE disclosure_ledger.disclosure ENABLE ROW LEVEL SECURITY;

CREATE POLICY disclosure_viewer ON disclosure_ledger.disclosure FOR SELECT TO tsunagi_read, tsunagi_audit USING (((tenant = ( SELECT current_setting('tsunagi.tenant'::text, true) AS current_setting)) AND (viewer = ( SELECT (NULLIF(current_setting('tsunagi.viewer'::text, true), ''::text))::uuid AS "nullif"))));

CREATE POLICY disclosure_worker ON disclosure_ledger.disclosure TO tsunagi_project USING (true) WITH CHECK (true);

ALTER TABLE disclosure_ledger.item ENABLE ROW LEVEL SECURITY;

CREATE POLICY item_viewer ON disclosure_ledger.item FOR SELECT TO tsunagi_read, tsunagi_audit USING (((tenant = ( SELECT current_setting('tsunagi.tenant'::text, true) AS current_setting)) AND (viewer = ( SELECT (NULLIF(current_setting('tsunagi.viewer'::text, true), ''::text))::uuid AS "nullif"))));

CREATE POLICY item_worker ON disclosure_ledger.item TO tsunagi_project USING (true) WITH CHECK (true);

ALTER TABLE disclosure_ledger.pinned ENABLE ROW LEVEL SECURITY;

CREATE POLICY pinned_worker ON disclosure_ledger.pinned TO tsunagi_project USING (true) WITH CHECK (true);

ALTER TABLE draft.draft ENABLE ROW LEVEL SECURITY;

CREATE POLICY draft_tenant ON draft.draft TO tsunagi_unwrap USING ((tenant = ( SELECT current_setting('tsunagi.tenant'::text, true) AS current_setting))) WITH CHECK ((tenant = ( SELECT current_setting('tsunagi.tenant'::text, true) AS current_setting)));

ALTER TABLE emergencies.emergency ENABLE ROW LEVEL SECURITY;

CREATE POLICY emergency_viewer ON emergencies.emergency FOR SELECT TO tsunagi_read USING (((tenant = ( SELECT current_setting('tsunagi.tenant'::text, true) AS current_setting)) AND (viewer = ( SELECT (NULLIF(current_setting('tsunagi.viewer'::text, true), ''::text))::uuid AS "nullif"))));

CREATE POLICY emergency_worker ON emergencies.emergency TO tsunagi_project USING (true) WITH CHECK (true);

ALTER TABLE household.home ENABLE ROW LEVEL SECURITY;

ALTER TABLE household.home_member ENABLE ROW LEVEL SECURITY;

CREATE POLICY home_member_viewer ON household.home_member FOR SELECT TO tsunagi_read USING (((tenant = ( SELECT current_setting('tsunagi.tenant'::text, true) AS current_setting)) AND (viewer = ( SELECT (NULLIF(current_setting('tsunagi.viewer'::text, true), ''::text))::uuid AS "nullif"))));

CREATE POLICY home_member_worker ON household.home_member TO tsunagi_project USING (true) WITH CHECK (true);

CREATE POLICY home_viewer ON household.home FOR SELECT TO tsunagi_read USING (((tenant = ( SELECT current_setting('tsunagi.tenant'::text, true) AS current_setting)) AND (viewer = ( SELECT (NULLIF(current_setting('tsunagi.viewer'::text, true), ''::text))::uuid AS "nullif"))));

CREATE POLICY home_worker ON household.home TO tsunagi_project USING (true) WITH CHECK (true);

ALTER TABLE household.known_case ENABLE ROW LEVEL SECURITY;

CREATE POLICY known_case_viewer ON household.known_case FOR SELECT TO tsunagi_read USING (((tenant = ( SELECT current_setting('tsunagi.tenant'::text, true) AS current_setting)) AND (viewer = ( SELECT (NULLIF(current_setting('tsunagi.viewer'::text, true), ''::text))::uuid AS "nullif"))));

CREATE POLICY known_case_worker ON household.known_case TO tsunagi_project USING (true) WITH CHECK (true);

ALTER TABLE household.known_person ENABLE ROW LEVEL SECURITY;

CREATE POLICY known_person_viewer ON household.known_person FOR SELECT TO tsunagi_read USING (((tenant = ( SELECT current_setting('tsunagi.tenant'::text, true) AS current_setting)) AND (viewer = ( SELECT (NULLIF(current_setting('tsunagi.viewer'::text, true), ''::text))::uuid AS "nullif"))));

CREATE POLICY known_person_worker ON household.known_person TO tsunagi_project USING (true) WITH CHECK (true);

ALTER TABLE household.person_record ENABLE ROW LEVEL SECURITY;

CREATE POLICY person_record_viewer ON household.person_record FOR SELECT TO tsunagi_read USING (((tenant = ( SELECT current_setting('tsunagi.tenant'::text, true) AS current_setting)) AND (viewer = ( SELECT (NULLIF(current_setting('tsunagi.viewer'::text, true), ''::text))::uuid AS "nullif"))));

CREATE POLICY person_record_worker ON household.person_record TO tsunagi_project USING (true) WITH CHECK (true);

ALTER TABLE log.command ENABLE ROW LEVEL SECURITY;

CREATE POLICY command_definer ON log.command TO tsunagi_log_definer USING (true) WITH CHECK (true);

CREATE POLICY command_tenant ON log.command FOR SELECT TO tsunagi_read USING ((tenant = ( SELECT current_setting('tsunagi.tenant'::text, true) AS current_setting)));

ALTER TABLE log.entry ENABLE ROW LEVEL SECURITY;

CREATE POLICY entry_definer ON log.entry TO tsunagi_log_definer USING (true) WITH CHECK (true);

CREATE POLICY entry_tenant ON log.entry FOR SELECT TO tsunagi_read, tsunagi_audit, tsunagi_unwrap, tsunagi_destroy USING ((tenant = ( SELECT current_setting('tsunagi.tenant'::text, true) AS current_setting)));

CREATE POLICY entry_worker ON log.entry FOR SELECT TO tsunagi_project USING (true);

ALTER TABLE log.head ENABLE ROW LEVEL SECURITY;

CREATE POLICY head_definer ON log.head TO tsunagi_log_definer USING (true) WITH CHECK (true);

CREATE POLICY head_opened ON log.head TO tsunagi_migrate USING (true) WITH CHECK (true);

CREATE POLICY head_tenant ON log.head FOR SELECT TO tsunagi_read, tsunagi_audit, tsunagi_unwrap, tsunagi_destroy USING ((tenant = ( SELECT current_setting('tsunagi.tenant'::text, true) AS current_setting)));

CREATE POLICY head_worker ON log.head FOR SELECT TO tsunagi_project USING (true);

ALTER TABLE log.part ENABLE ROW LEVEL SECURITY;

CREATE POLICY part_definer ON log.part TO tsunagi_log_definer USING (true) WITH CHECK (true);

CREATE POLICY part_tenant ON log.part FOR SELECT TO tsunagi_unwrap USING ((tenant = ( SELECT current_setting('tsunagi.tenant'::text, true) AS current_setting)));

CREATE POLICY part_worker ON log.part FOR SELECT TO tsunagi_project USING (true);

ALTER TABLE people.person ENABLE ROW LEVEL SECURITY;

CREATE POLICY person_viewer ON people.person FOR SELECT TO tsunagi_read USING (((tenant = ( SELECT current_setting('tsunagi.tenant'::text, true) AS current_setting)) AND (viewer = ( SELECT (NULLIF(current_setting('tsunagi.viewer'::text, true), ''::text))::uuid AS "nullif"))));

CREATE POLICY person_worker ON people.person TO tsunagi_project USING (true) WITH CHECK (true);

ALTER TABLE roster.partner ENABLE ROW LEVEL SECURITY;

CREATE POLICY partner_tenant ON roster.partner FOR SELECT TO tsunagi_read USING ((tenant = ( SELECT current_setting('tsunagi.tenant'::text, true) AS current_setting)));

CREATE POLICY partner_worker ON roster.partner TO tsunagi_project USING (true) WITH CHECK (true);

ALTER TABLE roster.post ENABLE ROW LEVEL SECURITY;

CREATE POLICY post_tenant ON roster.post FOR SELECT TO tsunagi_read USING ((tenant = ( SELECT current_setting('tsunagi.tenant'::text, true) AS current_setting)));

CREATE POLICY post_worker ON roster.post TO tsunagi_project USING (true) WITH CHECK (true);

ALTER TABLE shared_with_us.disclosed ENABLE ROW LEVEL SECURITY;

CREATE POLICY disclosed_viewer ON shared_with_us.disclosed FOR SELECT TO tsunagi_read USING (((tenant = ( SELECT current_setting('tsunagi.tenant'::text, true) AS current_setting)) AND (viewer = ( SELECT (NULLIF(current_setting('tsunagi.viewer'::text, true), ''::text))::uuid AS "nullif"))));

CREATE POLICY disclosed_worker ON shared_with_us.disclosed TO tsunagi_project USING (true) WITH CHECK (true);

ALTER TABLE shared_with_us.provision ENABLE ROW LEVEL SECURITY;

CREATE POLICY provision_viewer ON shared_with_us.provision FOR SELECT TO tsunagi_read USING (((tenant = ( SELECT current_setting('tsunagi.tenant'::text, true) AS current_setting)) AND (viewer = ( SELECT (NULLIF(current_setting('tsunagi.viewer'::text, true), ''::text))::uuid AS "nullif"))));

CREATE POLICY provision_worker ON shared_with_us.provision TO tsunagi_project USING (true) WITH CHECK (true);

ALTER TABLE shared_with_us.unanswered ENABLE ROW LEVEL SECURITY;

CREATE POLICY unanswered_viewer ON shared_with_us.unanswered FOR SELECT TO tsunagi_read USING (((tenant = ( SELECT current_setting('tsunagi.tenant'::text, true) AS current_setting)) AND (viewer = ( SELECT (NULLIF(current_setting('tsunagi.viewer'::text, true), ''::text))::uuid AS "nullif"))));

CREATE POLICY unanswered_worker ON shared_with_us.unanswered TO tsunagi_project USING (true) WITH CHECK (true);

GRANT USAGE ON SCHEMA access_ledger TO tsunagi_project;
GRANT USAGE ON SCHEMA access_ledger TO tsunagi_read;
GRANT USAGE ON SCHEMA access_ledger TO tsunagi_audit;
GRANT USAGE ON SCHEMA access_ledger TO tsunagi_backup;

GRANT USAGE ON SCHEMA account TO tsunagi_login;
GRANT USAGE ON SCHEMA account TO tsunagi_unwrap;
GRANT USAGE ON SCHEMA account TO tsunagi_backup;

GRANT USAGE ON SCHEMA case_timeline TO tsunagi_project;
GRANT USAGE ON SCHEMA case_timeline TO tsunagi_read;
GRANT USAGE ON SCHEMA case_timeline TO tsunagi_audit;
GRANT USAGE ON SCHEMA case_timeline TO tsunagi_backup;

GRANT USAGE ON SCHEMA caseload TO tsunagi_project;
GRANT USAGE ON SCHEMA caseload TO tsunagi_read;
GRANT USAGE ON SCHEMA caseload TO tsunagi_audit;
GRANT USAGE ON SCHEMA caseload TO tsunagi_backup;

GRANT USAGE ON SCHEMA consents_due TO tsunagi_project;
GRANT USAGE ON SCHEMA consents_due TO tsunagi_read;
GRANT USAGE ON SCHEMA consents_due TO tsunagi_audit;
GRANT USAGE ON SCHEMA consents_due TO tsunagi_backup;

GRANT USAGE ON SCHEMA deadlines TO tsunagi_project;
GRANT USAGE ON SCHEMA deadlines TO tsunagi_read;
GRANT USAGE ON SCHEMA deadlines TO tsunagi_audit;
GRANT USAGE ON SCHEMA deadlines TO tsunagi_backup;

GRANT USAGE ON SCHEMA desk_notes TO tsunagi_project;
GRANT USAGE ON SCHEMA desk_notes TO tsunagi_read;
GRANT USAGE ON SCHEMA desk_notes TO tsunagi_audit;
GRANT USAGE ON SCHEMA desk_notes TO tsunagi_backup;

GRANT USAGE ON SCHEMA directory TO tsunagi_project;
GRANT USAGE ON SCHEMA directory TO tsunagi_read;
GRANT USAGE ON SCHEMA directory TO tsunagi_audit;
GRANT USAGE ON SCHEMA directory TO tsunagi_backup;

GRANT USAGE ON SCHEMA disclosure_ledger TO tsunagi_project;
GRANT USAGE ON SCHEMA disclosure_ledger TO tsunagi_read;
GRANT USAGE ON SCHEMA disclosure_ledger TO tsunagi_audit;
GRANT USAGE ON SCHEMA disclosure_ledger TO tsunagi_backup;

GRANT USAGE ON SCHEMA draft TO tsunagi_unwrap;
GRANT USAGE ON SCHEMA draft TO tsunagi_backup;

GRANT USAGE ON SCHEMA emergencies TO tsunagi_project;
GRANT USAGE ON SCHEMA emergencies TO tsunagi_read;
GRANT USAGE ON SCHEMA emergencies TO tsunagi_audit;
GRANT USAGE ON SCHEMA emergencies TO tsunagi_backup;

GRANT USAGE ON SCHEMA household TO tsunagi_project;
GRANT USAGE ON SCHEMA household TO tsunagi_read;
GRANT USAGE ON SCHEMA household TO tsunagi_audit;
GRANT USAGE ON SCHEMA household TO tsunagi_backup;

GRANT USAGE ON SCHEMA log TO tsunagi_log_definer;
GRANT USAGE ON SCHEMA log TO tsunagi_append;
GRANT USAGE ON SCHEMA log TO tsunagi_project;
GRANT USAGE ON SCHEMA log TO tsunagi_read;
GRANT USAGE ON SCHEMA log TO tsunagi_audit;
GRANT USAGE ON SCHEMA log TO tsunagi_unwrap;
GRANT USAGE ON SCHEMA log TO tsunagi_destroy;
GRANT USAGE ON SCHEMA log TO tsunagi_backup;

GRANT USAGE ON SCHEMA people TO tsunagi_project;
GRANT USAGE ON SCHEMA people TO tsunagi_read;
GRANT USAGE ON SCHEMA people TO tsunagi_audit;
GRANT USAGE ON SCHEMA people TO tsunagi_backup;

GRANT USAGE ON SCHEMA roster TO tsunagi_project;
GRANT USAGE ON SCHEMA roster TO tsunagi_read;
GRANT USAGE ON SCHEMA roster TO tsunagi_audit;
GRANT USAGE ON SCHEMA roster TO tsunagi_backup;

GRANT USAGE ON SCHEMA shared_with_us TO tsunagi_project;
GRANT USAGE ON SCHEMA shared_with_us TO tsunagi_read;
GRANT USAGE ON SCHEMA shared_with_us TO tsunagi_audit;
GRANT USAGE ON SCHEMA shared_with_us TO tsunagi_backup;

GRANT USAGE ON SCHEMA worker TO tsunagi_project;
GRANT USAGE ON SCHEMA worker TO tsunagi_read;
GRANT USAGE ON SCHEMA worker TO tsunagi_backup;

REVOKE ALL ON FUNCTION log.append(p_tenant text, p_command uuid, p_digest bytea, p_streams uuid[], p_versions integer[], p_lines text[], p_sealed bytea[], p_digests bytea[], p_not_after timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION log.append(p_tenant text, p_command uuid, p_digest bytea, p_streams uuid[], p_versions integer[], p_lines text[], p_sealed bytea[], p_digests bytea[], p_not_after timestamp with time zone) TO tsunagi_append;

REVOKE ALL ON FUNCTION log.fold(frontier bytea, size bigint, leaves bytea[]) FROM PUBLIC;
GRANT ALL ON FUNCTION log.fold(frontier bytea, size bigint, leaves bytea[]) TO tsunagi_log_definer;

REVOKE ALL ON FUNCTION log.only_grow() FROM PUBLIC;

REVOKE ALL ON FUNCTION log.only_purge() FROM PUBLIC;

REVOKE ALL ON FUNCTION log.purge(p_tenant text, p_seq bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION log.purge(p_tenant text, p_seq bigint) TO tsunagi_destroy;

REVOKE ALL ON FUNCTION log.refuse() FROM PUBLIC;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE access_ledger.look TO tsunagi_project;
GRANT SELECT ON TABLE access_ledger.look TO tsunagi_audit;
GRANT SELECT ON TABLE access_ledger.look TO tsunagi_backup;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE account.attempt TO tsunagi_login;
GRANT SELECT ON TABLE account.attempt TO tsunagi_backup;

GRANT SELECT,INSERT,UPDATE ON TABLE account.code TO tsunagi_login;
GRANT SELECT ON TABLE account.code TO tsunagi_backup;

GRANT SELECT,INSERT,UPDATE ON TABLE account.credential TO tsunagi_login;
GRANT SELECT ON TABLE account.credential TO tsunagi_backup;

GRANT SELECT,INSERT,UPDATE ON TABLE account.factor TO tsunagi_login;
GRANT SELECT ON TABLE account.factor TO tsunagi_backup;

GRANT SELECT,INSERT,UPDATE ON TABLE account.session TO tsunagi_login;
GRANT SELECT ON TABLE account.session TO tsunagi_backup;

GRANT SELECT(session_id) ON TABLE account.session TO tsunagi_unwrap;

GRANT SELECT(token_hash) ON TABLE account.session TO tsunagi_unwrap;

GRANT SELECT(tenant) ON TABLE account.session TO tsunagi_unwrap;

GRANT SELECT(staff) ON TABLE account.session TO tsunagi_unwrap;

GRANT SELECT(assurance) ON TABLE account.session TO tsunagi_unwrap;

GRANT SELECT(opened_at) ON TABLE account.session TO tsunagi_unwrap;

GRANT SELECT(seen_at) ON TABLE account.session TO tsunagi_unwrap;

GRANT SELECT(ended_at) ON TABLE account.session TO tsunagi_unwrap;

GRANT SELECT(mac) ON TABLE account.session TO tsunagi_unwrap;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE case_timeline.item TO tsunagi_project;
GRANT SELECT ON TABLE case_timeline.item TO tsunagi_read;
GRANT SELECT ON TABLE case_timeline.item TO tsunagi_backup;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE case_timeline.viewer TO tsunagi_project;
GRANT SELECT ON TABLE case_timeline.viewer TO tsunagi_backup;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE caseload.cover TO tsunagi_project;
GRANT SELECT ON TABLE caseload.cover TO tsunagi_read;
GRANT SELECT ON TABLE caseload.cover TO tsunagi_backup;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE caseload.matter TO tsunagi_project;
GRANT SELECT ON TABLE caseload.matter TO tsunagi_read;
GRANT SELECT ON TABLE caseload.matter TO tsunagi_backup;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE caseload.sheet TO tsunagi_project;
GRANT SELECT ON TABLE caseload.sheet TO tsunagi_read;
GRANT SELECT ON TABLE caseload.sheet TO tsunagi_backup;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE consents_due.due TO tsunagi_project;
GRANT SELECT ON TABLE consents_due.due TO tsunagi_read;
GRANT SELECT ON TABLE consents_due.due TO tsunagi_backup;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE consents_due.keeper TO tsunagi_project;
GRANT SELECT ON TABLE consents_due.keeper TO tsunagi_backup;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE deadlines.deadline TO tsunagi_project;
GRANT SELECT ON TABLE deadlines.deadline TO tsunagi_read;
GRANT SELECT ON TABLE deadlines.deadline TO tsunagi_backup;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE deadlines.matter TO tsunagi_project;
GRANT SELECT ON TABLE deadlines.matter TO tsunagi_read;
GRANT SELECT ON TABLE deadlines.matter TO tsunagi_backup;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE desk_notes.note TO tsunagi_project;
GRANT SELECT ON TABLE desk_notes.note TO tsunagi_read;
GRANT SELECT ON TABLE desk_notes.note TO tsunagi_backup;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE directory.agency TO tsunagi_project;
GRANT SELECT ON TABLE directory.agency TO tsunagi_read;
GRANT SELECT ON TABLE directory.agency TO tsunagi_audit;
GRANT SELECT ON TABLE directory.agency TO tsunagi_backup;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE directory.programme TO tsunagi_project;
GRANT SELECT ON TABLE directory.programme TO tsunagi_read;
GRANT SELECT ON TABLE directory.programme TO tsunagi_audit;
GRANT SELECT ON TABLE directory.programme TO tsunagi_backup;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE directory.staff TO tsunagi_project;
GRANT SELECT ON TABLE directory.staff TO tsunagi_read;
GRANT SELECT ON TABLE directory.staff TO tsunagi_audit;
GRANT SELECT ON TABLE directory.staff TO tsunagi_backup;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE disclosure_ledger.disclosure TO tsunagi_project;
GRANT SELECT ON TABLE disclosure_ledger.disclosure TO tsunagi_read;
GRANT SELECT ON TABLE disclosure_ledger.disclosure TO tsunagi_audit;
GRANT SELECT ON TABLE disclosure_ledger.disclosure TO tsunagi_backup;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE disclosure_ledger.item TO tsunagi_project;
GRANT SELECT ON TABLE disclosure_ledger.item TO tsunagi_read;
GRANT SELECT ON TABLE disclosure_ledger.item TO tsunagi_audit;
GRANT SELECT ON TABLE disclosure_ledger.item TO tsunagi_backup;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE disclosure_ledger.pinned TO tsunagi_project;
GRANT SELECT ON TABLE disclosure_ledger.pinned TO tsunagi_backup;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE draft.draft TO tsunagi_unwrap;
GRANT SELECT ON TABLE draft.draft TO tsunagi_backup;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE emergencies.emergency TO tsunagi_project;
GRANT SELECT ON TABLE emergencies.emergency TO tsunagi_read;
GRANT SELECT ON TABLE emergencies.emergency TO tsunagi_backup;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE household.home TO tsunagi_project;
GRANT SELECT ON TABLE household.home TO tsunagi_read;
GRANT SELECT ON TABLE household.home TO tsunagi_backup;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE household.home_member TO tsunagi_project;
GRANT SELECT ON TABLE household.home_member TO tsunagi_read;
GRANT SELECT ON TABLE household.home_member TO tsunagi_backup;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE household.known_case TO tsunagi_project;
GRANT SELECT ON TABLE household.known_case TO tsunagi_read;
GRANT SELECT ON TABLE household.known_case TO tsunagi_backup;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE household.known_person TO tsunagi_project;
GRANT SELECT ON TABLE household.known_person TO tsunagi_read;
GRANT SELECT ON TABLE household.known_person TO tsunagi_backup;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE household.person_record TO tsunagi_project;
GRANT SELECT ON TABLE household.person_record TO tsunagi_read;
GRANT SELECT ON TABLE household.person_record TO tsunagi_backup;

GRANT SELECT,INSERT ON TABLE log.command TO tsunagi_log_definer;
GRANT SELECT ON TABLE log.command TO tsunagi_read;
GRANT SELECT ON TABLE log.command TO tsunagi_backup;

GRANT SELECT,INSERT ON TABLE log.entry TO tsunagi_log_definer;
GRANT SELECT ON TABLE log.entry TO tsunagi_project;
GRANT SELECT ON TABLE log.entry TO tsunagi_read;
GRANT SELECT ON TABLE log.entry TO tsunagi_audit;
GRANT SELECT ON TABLE log.entry TO tsunagi_unwrap;
GRANT SELECT ON TABLE log.entry TO tsunagi_destroy;
GRANT SELECT ON TABLE log.entry TO tsunagi_backup;

GRANT SELECT,UPDATE ON TABLE log.head TO tsunagi_log_definer;
GRANT SELECT ON TABLE log.head TO tsunagi_project;
GRANT SELECT ON TABLE log.head TO tsunagi_read;
GRANT SELECT ON TABLE log.head TO tsunagi_audit;
GRANT SELECT ON TABLE log.head TO tsunagi_unwrap;
GRANT SELECT ON TABLE log.head TO tsunagi_destroy;
GRANT SELECT ON TABLE log.head TO tsunagi_backup;

GRANT SELECT,INSERT ON TABLE log.part TO tsunagi_log_definer;
GRANT SELECT ON TABLE log.part TO tsunagi_unwrap;
GRANT SELECT ON TABLE log.part TO tsunagi_backup;

GRANT SELECT(tenant) ON TABLE log.part TO tsunagi_project;

GRANT SELECT(seq) ON TABLE log.part TO tsunagi_project;

GRANT SELECT(part_no) ON TABLE log.part TO tsunagi_project;

GRANT SELECT(category) ON TABLE log.part TO tsunagi_project;

GRANT SELECT(key_id) ON TABLE log.part TO tsunagi_project;

GRANT UPDATE(sealed) ON TABLE log.part TO tsunagi_log_definer;

GRANT UPDATE(digests) ON TABLE log.part TO tsunagi_log_definer;
GRANT SELECT(digests) ON TABLE log.part TO tsunagi_project;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE people.person TO tsunagi_project;
GRANT SELECT ON TABLE people.person TO tsunagi_read;
GRANT SELECT ON TABLE people.person TO tsunagi_backup;

GRANT SELECT ON TABLE public.schema_version TO tsunagi_backup;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE roster.partner TO tsunagi_project;
GRANT SELECT ON TABLE roster.partner TO tsunagi_read;
GRANT SELECT ON TABLE roster.partner TO tsunagi_backup;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE roster.post TO tsunagi_project;
GRANT SELECT ON TABLE roster.post TO tsunagi_read;
GRANT SELECT ON TABLE roster.post TO tsunagi_backup;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE shared_with_us.disclosed TO tsunagi_project;
GRANT SELECT ON TABLE shared_with_us.disclosed TO tsunagi_read;
GRANT SELECT ON TABLE shared_with_us.disclosed TO tsunagi_backup;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE shared_with_us.provision TO tsunagi_project;
GRANT SELECT ON TABLE shared_with_us.provision TO tsunagi_read;
GRANT SELECT ON TABLE shared_with_us.provision TO tsunagi_backup;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE shared_with_us.unanswered TO tsunagi_project;
GRANT SELECT ON TABLE shared_with_us.unanswered TO tsunagi_read;
GRANT SELECT ON TABLE shared_with_us.unanswered TO tsunagi_backup;

GRANT SELECT,INSERT,UPDATE ON TABLE worker.tracking TO tsunagi_project;
GRANT SELECT ON TABLE worker.tracking TO tsunagi_read;
GRANT SELECT ON TABLE worker.tracking TO tsunagi_backup;
