-- Made by `make db-dump`: what all migrations make together. A test compares the two.

CREATE SCHEMA ring;

ALTER SCHEMA ring OWNER TO tsunagi_migrate;

CREATE FUNCTION ring.only_destroy() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    IF (NEW.key_id, NEW.tenant, NEW.subject, NEW.file, NEW.programme, NEW.epoch, NEW.check_value)
        <> (OLD.key_id, OLD.tenant, OLD.subject, OLD.file, OLD.programme, OLD.epoch, OLD.check_value)
        OR (OLD.wrapped IS NULL AND NEW.wrapped IS NOT NULL)
        OR (NEW.wrapped IS NOT NULL AND NEW.wrapped <> OLD.wrapped) THEN
        RAISE EXCEPTION 'a key can only be destroyed' USING ERRCODE = 'TS009';
    END IF;
    RETURN NEW;
END
$$;

ALTER FUNCTION ring.only_destroy() OWNER TO tsunagi_migrate;

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

CREATE TABLE ring.epoch (
    epoch integer NOT NULL,
    wrapped bytea NOT NULL,
    opened_at timestamp with time zone DEFAULT now() NOT NULL
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

CREATE TRIGGER key_is_not_emptied BEFORE TRUNCATE ON ring.key FOR EACH STATEMENT EXECUTE FUNCTION ring.refuse();

CREATE TRIGGER key_is_only_destroyed BEFORE UPDATE ON ring.key FOR EACH ROW EXECUTE FUNCTION ring.only_destroy();

CREATE TRIGGER key_stays BEFORE DELETE ON ring.key FOR EACH ROW EXECUTE FUNCTION ring.refuse();

ALTER TABLE ONLY ring.key
    ADD CONSTRAINT key_epoch_known FOREIGN KEY (epoch) REFERENCES ring.epoch(epoch);

ALTER TABLE ONLY ring.secret
    ADD CONSTRAINT secret_epoch_known FOREIGN KEY (epoch) REFERENCES ring.epoch(epoch);

GRANT USAGE ON SCHEMA ring TO tsunagi_unwrap;
GRANT USAGE ON SCHEMA ring TO tsunagi_destroy;
GRANT USAGE ON SCHEMA ring TO tsunagi_backup;

REVOKE ALL ON FUNCTION ring.only_destroy() FROM PUBLIC;

REVOKE ALL ON FUNCTION ring.refuse() FROM PUBLIC;

GRANT SELECT ON TABLE public.schema_version TO tsunagi_backup;

GRANT SELECT,INSERT ON TABLE ring.epoch TO tsunagi_unwrap;
GRANT SELECT ON TABLE ring.epoch TO tsunagi_backup;

GRANT SELECT,INSERT ON TABLE ring.key TO tsunagi_unwrap;
GRANT SELECT ON TABLE ring.key TO tsunagi_backup;

GRANT SELECT(key_id) ON TABLE ring.key TO tsunagi_destroy;

GRANT SELECT(tenant) ON TABLE ring.key TO tsunagi_destroy;

GRANT UPDATE(wrapped) ON TABLE ring.key TO tsunagi_destroy;

GRANT SELECT(check_value) ON TABLE ring.key TO tsunagi_destroy;

GRANT SELECT(destroyed_at),UPDATE(destroyed_at) ON TABLE ring.key TO tsunagi_destroy;

GRANT SELECT(purged),UPDATE(purged) ON TABLE ring.key TO tsunagi_destroy;

GRANT SELECT,INSERT,DELETE ON TABLE ring.receipt TO tsunagi_unwrap;
GRANT SELECT ON TABLE ring.receipt TO tsunagi_backup;

GRANT SELECT,INSERT ON TABLE ring.secret TO tsunagi_unwrap;
GRANT SELECT ON TABLE ring.secret TO tsunagi_backup;
