-- Made by `make db-dump`: what all migrations make together. A test compares the two.

CREATE SCHEMA ring;

ALTER SCHEMA ring OWNER TO tsunagi_migrate;

CREATE FUNCTION ring.only_destroy() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
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

ALTER FUNCTION ring.only_destroy() OWNER TO tsunagi_migrate;

CREATE FUNCTION ring.only_end() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    IF NEW.epoch <> OLD.epoch OR NEW.opened_at <> OLD.opened_at
        OR OLD.wrapped IS NULL OR NEW.wrapped IS NOT NULL THEN
        RAISE EXCEPTION 'an epoch can only be ended, once' USING ERRCODE = 'TS009';
    END IF;
    RETURN NEW;
END
$$;

ALTER FUNCTION ring.only_end() OWNER TO tsunagi_migrate;

CREATE FUNCTION ring.only_rewrap() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    IF NEW.tenant <> OLD.tenant OR NEW.epoch <= OLD.epoch THEN
        RAISE EXCEPTION 'a secret can only be wrapped under a later epoch' USING ERRCODE = 'TS009';
    END IF;
    RETURN NEW;
END
$$;

ALTER FUNCTION ring.only_rewrap() OWNER TO tsunagi_migrate;

CREATE FUNCTION ring.refuse() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    RAISE EXCEPTION 'the ring keeps its tombstones: % on % refused', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'TS009';
END
$$;

ALTER FUNCTION ring.refuse() OWNER TO tsunagi_migrate;

CREATE TABLE public.schema_version (
    version integer NOT NULL,
    name text NOT NULL,
    applied_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    sha256 bytea NOT NULL
);

ALTER TABLE public.schema_version OWNER TO tsunagi_migrate;

CREATE TABLE ring.draft (
    tenant text NOT NULL,
    draft_id uuid NOT NULL,
    salt bytea NOT NULL,
    CONSTRAINT draft_salt_is_whole CHECK ((octet_length(salt) = 32))
);

ALTER TABLE ring.draft OWNER TO tsunagi_migrate;

CREATE TABLE ring.epoch (
    epoch integer NOT NULL,
    wrapped bytea,
    opened_at timestamp with time zone DEFAULT now() NOT NULL,
    destroyed_at timestamp with time zone,
    CONSTRAINT epoch_destroyed_is_gone CHECK (((wrapped IS NULL) = (destroyed_at IS NOT NULL)))
);

ALTER TABLE ring.epoch OWNER TO tsunagi_migrate;

CREATE TABLE ring.key (
    key_id uuid NOT NULL,
    tenant text NOT NULL,
    subject uuid NOT NULL,
    file text NOT NULL,
    programme uuid NOT NULL,
    epoch integer NOT NULL,
    wrapped bytea,
    check_value bytea NOT NULL,
    destroyed_at timestamp with time zone,
    purged boolean DEFAULT false NOT NULL,
    CONSTRAINT key_destroyed_is_gone CHECK (((wrapped IS NULL) = (destroyed_at IS NOT NULL)))
);

ALTER TABLE ring.key OWNER TO tsunagi_migrate;

CREATE TABLE ring.receipt (
    tenant text NOT NULL,
    seq bigint NOT NULL,
    used_at timestamp with time zone NOT NULL
);

ALTER TABLE ring.receipt OWNER TO tsunagi_migrate;

CREATE TABLE ring.secret (
    tenant text NOT NULL,
    epoch integer NOT NULL,
    wrapped bytea NOT NULL
);

ALTER TABLE ring.secret OWNER TO tsunagi_migrate;

ALTER TABLE ONLY public.schema_version
    ADD CONSTRAINT schema_version_once PRIMARY KEY (version);

ALTER TABLE ONLY ring.draft
    ADD CONSTRAINT draft_once PRIMARY KEY (tenant, draft_id);

ALTER TABLE ONLY ring.epoch
    ADD CONSTRAINT epoch_once PRIMARY KEY (epoch);

ALTER TABLE ONLY ring.key
    ADD CONSTRAINT key_once PRIMARY KEY (key_id);

ALTER TABLE ONLY ring.key
    ADD CONSTRAINT key_scope_once UNIQUE (tenant, subject, file, programme);

ALTER TABLE ONLY ring.receipt
    ADD CONSTRAINT receipt_once PRIMARY KEY (tenant, seq);

ALTER TABLE ONLY ring.secret
    ADD CONSTRAINT secret_once PRIMARY KEY (tenant);

CREATE TRIGGER epoch_is_not_emptied BEFORE TRUNCATE ON ring.epoch FOR EACH STATEMENT EXECUTE FUNCTION ring.refuse();

CREATE TRIGGER epoch_only_ends BEFORE UPDATE ON ring.epoch FOR EACH ROW EXECUTE FUNCTION ring.only_end();

CREATE TRIGGER epoch_stays BEFORE DELETE ON ring.epoch FOR EACH ROW EXECUTE FUNCTION ring.refuse();

CREATE TRIGGER key_is_not_emptied BEFORE TRUNCATE ON ring.key FOR EACH STATEMENT EXECUTE FUNCTION ring.refuse();

CREATE TRIGGER key_is_only_destroyed BEFORE UPDATE ON ring.key FOR EACH ROW EXECUTE FUNCTION ring.only_destroy();

CREATE TRIGGER key_stays BEFORE DELETE ON ring.key FOR EACH ROW EXECUTE FUNCTION ring.refuse();

CREATE TRIGGER secret_is_not_emptied BEFORE TRUNCATE ON ring.secret FOR EACH STATEMENT EXECUTE FUNCTION ring.refuse();

CREATE TRIGGER secret_is_only_rewrapped BEFORE UPDATE ON ring.secret FOR EACH ROW EXECUTE FUNCTION ring.only_rewrap();

CREATE TRIGGER secret_stays BEFORE DELETE ON ring.secret FOR EACH ROW EXECUTE FUNCTION ring.refuse();

ALTER TABLE ONLY ring.key
    ADD CONSTRAINT key_epoch_known FOREIGN KEY (epoch) REFERENCES ring.epoch(epoch);

ALTER TABLE ONLY ring.secret
    ADD CONSTRAINT secret_epoch_known FOREIGN KEY (epoch) REFERENCES ring.epoch(epoch);

GRANT USAGE ON SCHEMA ring TO tsunagi_unwrap;
GRANT USAGE ON SCHEMA ring TO tsunagi_destroy;
GRANT USAGE ON SCHEMA ring TO tsunagi_backup;

REVOKE ALL ON FUNCTION ring.only_destroy() FROM PUBLIC;

REVOKE ALL ON FUNCTION ring.only_end() FROM PUBLIC;

REVOKE ALL ON FUNCTION ring.only_rewrap() FROM PUBLIC;

REVOKE ALL ON FUNCTION ring.refuse() FROM PUBLIC;

GRANT SELECT ON TABLE public.schema_version TO tsunagi_backup;

GRANT SELECT,INSERT,DELETE ON TABLE ring.draft TO tsunagi_unwrap;
GRANT SELECT ON TABLE ring.draft TO tsunagi_backup;

GRANT SELECT,INSERT ON TABLE ring.epoch TO tsunagi_unwrap;
GRANT SELECT ON TABLE ring.epoch TO tsunagi_destroy;
GRANT SELECT ON TABLE ring.epoch TO tsunagi_backup;

GRANT INSERT(epoch) ON TABLE ring.epoch TO tsunagi_destroy;

GRANT INSERT(wrapped),UPDATE(wrapped) ON TABLE ring.epoch TO tsunagi_destroy;

GRANT UPDATE(destroyed_at) ON TABLE ring.epoch TO tsunagi_destroy;

GRANT SELECT,INSERT ON TABLE ring.key TO tsunagi_unwrap;
GRANT SELECT ON TABLE ring.key TO tsunagi_destroy;
GRANT SELECT ON TABLE ring.key TO tsunagi_backup;

GRANT UPDATE(epoch) ON TABLE ring.key TO tsunagi_destroy;

GRANT UPDATE(wrapped) ON TABLE ring.key TO tsunagi_destroy;

GRANT UPDATE(destroyed_at) ON TABLE ring.key TO tsunagi_destroy;

GRANT UPDATE(purged) ON TABLE ring.key TO tsunagi_destroy;

GRANT SELECT,INSERT,DELETE ON TABLE ring.receipt TO tsunagi_unwrap;
GRANT SELECT ON TABLE ring.receipt TO tsunagi_backup;

GRANT SELECT,INSERT ON TABLE ring.secret TO tsunagi_unwrap;
GRANT SELECT ON TABLE ring.secret TO tsunagi_destroy;
GRANT SELECT ON TABLE ring.secret TO tsunagi_backup;

GRANT UPDATE(epoch) ON TABLE ring.secret TO tsunagi_destroy;

GRANT UPDATE(wrapped) ON TABLE ring.secret TO tsunagi_destroy;
