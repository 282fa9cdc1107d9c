-- The log: one append-only Merkle log for each municipality (architecture §4, audit-log §7.3).

CREATE SCHEMA log;
REVOKE ALL ON SCHEMA log FROM PUBLIC;

CREATE TABLE log.head (
    tenant text NOT NULL,
    origin text NOT NULL,
    epoch integer NOT NULL DEFAULT 1,
    size bigint NOT NULL DEFAULT 0,
    frontier bytea NOT NULL DEFAULT '',
    last_at timestamptz NOT NULL DEFAULT 'epoch',
    CONSTRAINT head_tenant_once PRIMARY KEY (tenant),
    CONSTRAINT head_origin_once UNIQUE (origin),
    CONSTRAINT head_tenant_is_a_code CHECK (tenant ~ '^lg-[0-9]{6}$'),
    -- One 32-byte hash for each set bit of the size, the largest subtree first.
    CONSTRAINT head_frontier_fits CHECK (octet_length(frontier) = 32 * bit_count(size::bit(64)))
);

CREATE TABLE log.entry (
    tenant text NOT NULL,
    seq bigint NOT NULL,
    event_id uuid NOT NULL,
    stream uuid NOT NULL,
    sv integer NOT NULL,
    type text NOT NULL,
    line1 text NOT NULL,
    line2 text NOT NULL,
    leaf bytea NOT NULL,
    CONSTRAINT entry_seq_once PRIMARY KEY (tenant, seq),
    CONSTRAINT entry_version_once UNIQUE (tenant, stream, sv),
    CONSTRAINT entry_event_once UNIQUE (tenant, event_id)
);

-- The life of keys is looked up at every start: which is the newest, which are to be destroyed.
CREATE INDEX entry_of_keys ON log.entry (tenant, seq)
    WHERE type IN ('key.created', 'key.destruction-ordered', 'key.destroyed');

CREATE TABLE log.command (
    tenant text NOT NULL,
    command_id uuid NOT NULL,
    digest bytea NOT NULL,
    first_seq bigint NOT NULL,
    n integer NOT NULL,
    CONSTRAINT command_once PRIMARY KEY (tenant, command_id)
);

-- `sealed` is nonce ‖ ciphertext ‖ tag; `digests` are the search digests of the same content, each a
-- byte for the field and 32 bytes of HMAC. Both go to NULL together, once, when the key is gone.
CREATE TABLE log.part (
    tenant text NOT NULL,
    seq bigint NOT NULL,
    part_no smallint NOT NULL,
    category text NOT NULL,
    key_id uuid NOT NULL,
    sealed bytea,
    digests bytea,
    CONSTRAINT part_once PRIMARY KEY (tenant, seq, part_no),
    CONSTRAINT part_digests_go_with_it CHECK (sealed IS NOT NULL OR digests IS NULL)
);

-- Sealed bytes do not compress; trying costs time at every append.
ALTER TABLE log.part ALTER COLUMN sealed SET STORAGE EXTERNAL;

CREATE FUNCTION log.refuse() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RAISE EXCEPTION 'the log is append-only: % on % refused', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'TS009';
END
$$;

CREATE FUNCTION log.only_grow() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF NEW.tenant <> OLD.tenant OR NEW.origin <> OLD.origin OR NEW.epoch <> OLD.epoch
        OR NEW.size <= OLD.size OR NEW.last_at < OLD.last_at THEN
        RAISE EXCEPTION 'a head only grows' USING ERRCODE = 'TS009';
    END IF;
    RETURN NEW;
END
$$;

CREATE FUNCTION log.only_purge() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
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

CREATE TRIGGER head_only_grows BEFORE UPDATE ON log.head
    FOR EACH ROW EXECUTE FUNCTION log.only_grow();
CREATE TRIGGER head_stays BEFORE DELETE ON log.head
    FOR EACH ROW EXECUTE FUNCTION log.refuse();
CREATE TRIGGER head_is_not_emptied BEFORE TRUNCATE ON log.head
    FOR EACH STATEMENT EXECUTE FUNCTION log.refuse();
CREATE TRIGGER entry_stays BEFORE UPDATE OR DELETE ON log.entry
    FOR EACH ROW EXECUTE FUNCTION log.refuse();
CREATE TRIGGER entry_is_not_emptied BEFORE TRUNCATE ON log.entry
    FOR EACH STATEMENT EXECUTE FUNCTION log.refuse();
CREATE TRIGGER command_stays BEFORE UPDATE OR DELETE ON log.command
    FOR EACH ROW EXECUTE FUNCTION log.refuse();
CREATE TRIGGER command_is_not_emptied BEFORE TRUNCATE ON log.command
    FOR EACH STATEMENT EXECUTE FUNCTION log.refuse();
CREATE TRIGGER part_is_only_purged BEFORE UPDATE ON log.part
    FOR EACH ROW EXECUTE FUNCTION log.only_purge();
CREATE TRIGGER part_stays BEFORE DELETE ON log.part
    FOR EACH ROW EXECUTE FUNCTION log.refuse();
CREATE TRIGGER part_is_not_emptied BEFORE TRUNCATE ON log.part
    FOR EACH STATEMENT EXECUTE FUNCTION log.refuse();
