-- The key ring: a database of its own, with its own credentials and backups (architecture §5).

CREATE SCHEMA ring;
REVOKE ALL ON SCHEMA ring FROM PUBLIC;

-- Key-encryption keys, each wrapped by the root key; the newest wraps everything. An older one is
-- destroyed in the transaction that opens the next, and its row stays.
CREATE TABLE ring.epoch (
    epoch integer NOT NULL,
    wrapped bytea,
    opened_at timestamptz NOT NULL DEFAULT now(),
    destroyed_at timestamptz,
    CONSTRAINT epoch_once PRIMARY KEY (epoch),
    CONSTRAINT epoch_destroyed_is_gone CHECK ((wrapped IS NULL) = (destroyed_at IS NOT NULL))
);

-- One data key for each (tenant, data subject, file, programme). Rows are never deleted: a
-- destroyed key stays as a tombstone, so that nobody makes its scope a new one.
CREATE TABLE ring.key (
    key_id uuid NOT NULL,
    tenant text NOT NULL,
    subject uuid NOT NULL,
    file text NOT NULL,
    programme uuid NOT NULL,
    epoch integer NOT NULL,
    wrapped bytea,
    check_value bytea NOT NULL,
    destroyed_at timestamptz,
    purged boolean NOT NULL DEFAULT false,
    CONSTRAINT key_once PRIMARY KEY (key_id),
    CONSTRAINT key_scope_once UNIQUE (tenant, subject, file, programme),
    CONSTRAINT key_epoch_known FOREIGN KEY (epoch) REFERENCES ring.epoch (epoch),
    CONSTRAINT key_destroyed_is_gone CHECK ((wrapped IS NULL) = (destroyed_at IS NOT NULL))
);

-- One secret for each municipality, from which digest, alias and token keys are derived; the one of
-- the installation itself stands under ''.
CREATE TABLE ring.secret (
    tenant text NOT NULL,
    epoch integer NOT NULL,
    wrapped bytea NOT NULL,
    CONSTRAINT secret_once PRIMARY KEY (tenant),
    CONSTRAINT secret_epoch_known FOREIGN KEY (epoch) REFERENCES ring.epoch (epoch)
);

-- Receipts that were used: each entry opens its parts once.
CREATE TABLE ring.receipt (
    tenant text NOT NULL,
    seq bigint NOT NULL,
    used_at timestamptz NOT NULL,
    CONSTRAINT receipt_once PRIMARY KEY (tenant, seq)
);

CREATE FUNCTION ring.refuse() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RAISE EXCEPTION 'the ring keeps its tombstones: % on % refused', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'TS009';
END
$$;

-- A living key changes in two ways: it is destroyed, or wrapped anew under a later epoch.
CREATE FUNCTION ring.only_destroy() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF (NEW.key_id, NEW.tenant, NEW.subject, NEW.file, NEW.programme, NEW.check_value)
        <> (OLD.key_id, OLD.tenant, OLD.subject, OLD.file, OLD.programme, OLD.check_value)
        OR (OLD.wrapped IS NULL AND NEW.wrapped IS NOT NULL)
        OR (NEW.wrapped IS NULL AND NEW.epoch <> OLD.epoch)
        OR (NEW.wrapped IS NOT NULL AND NEW.epoch < OLD.epoch)
        OR (NEW.wrapped <> OLD.wrapped AND NEW.epoch = OLD.epoch) THEN
        RAISE EXCEPTION 'a key can only be destroyed, or wrapped under a later epoch'
            USING ERRCODE = 'TS009';
    END IF;
    RETURN NEW;
END
$$;

CREATE FUNCTION ring.only_rewrap() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF NEW.tenant <> OLD.tenant OR NEW.epoch <= OLD.epoch THEN
        RAISE EXCEPTION 'a secret can only be wrapped under a later epoch' USING ERRCODE = 'TS009';
    END IF;
    RETURN NEW;
END
$$;

CREATE FUNCTION ring.only_end() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF NEW.epoch <> OLD.epoch OR NEW.opened_at <> OLD.opened_at
        OR OLD.wrapped IS NULL OR NEW.wrapped IS NOT NULL THEN
        RAISE EXCEPTION 'an epoch can only be ended, once' USING ERRCODE = 'TS009';
    END IF;
    RETURN NEW;
END
$$;

CREATE TRIGGER key_is_only_destroyed BEFORE UPDATE ON ring.key
    FOR EACH ROW EXECUTE FUNCTION ring.only_destroy();
CREATE TRIGGER key_stays BEFORE DELETE ON ring.key
    FOR EACH ROW EXECUTE FUNCTION ring.refuse();
CREATE TRIGGER key_is_not_emptied BEFORE TRUNCATE ON ring.key
    FOR EACH STATEMENT EXECUTE FUNCTION ring.refuse();
CREATE TRIGGER secret_is_only_rewrapped BEFORE UPDATE ON ring.secret
    FOR EACH ROW EXECUTE FUNCTION ring.only_rewrap();
CREATE TRIGGER secret_stays BEFORE DELETE ON ring.secret
    FOR EACH ROW EXECUTE FUNCTION ring.refuse();
CREATE TRIGGER secret_is_not_emptied BEFORE TRUNCATE ON ring.secret
    FOR EACH STATEMENT EXECUTE FUNCTION ring.refuse();
CREATE TRIGGER epoch_only_ends BEFORE UPDATE ON ring.epoch
    FOR EACH ROW EXECUTE FUNCTION ring.only_end();
CREATE TRIGGER epoch_stays BEFORE DELETE ON ring.epoch
    FOR EACH ROW EXECUTE FUNCTION ring.refuse();
CREATE TRIGGER epoch_is_not_emptied BEFORE TRUNCATE ON ring.epoch
    FOR EACH STATEMENT EXECUTE FUNCTION ring.refuse();
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA ring FROM PUBLIC;

GRANT USAGE ON SCHEMA ring TO tsunagi_unwrap, tsunagi_destroy, tsunagi_backup;
GRANT SELECT, INSERT ON ring.epoch, ring.key, ring.secret TO tsunagi_unwrap;
GRANT SELECT, INSERT, DELETE ON ring.receipt TO tsunagi_unwrap;
-- Renewing wraps every living key anew; what stands there is of no use without the root key.
GRANT SELECT ON ring.epoch, ring.key, ring.secret TO tsunagi_destroy;
GRANT INSERT (epoch, wrapped), UPDATE (wrapped, destroyed_at) ON ring.epoch TO tsunagi_destroy;
GRANT UPDATE (epoch, wrapped, destroyed_at, purged) ON ring.key TO tsunagi_destroy;
GRANT UPDATE (epoch, wrapped) ON ring.secret TO tsunagi_destroy;
GRANT SELECT ON ALL TABLES IN SCHEMA ring TO tsunagi_backup;
