-- The roles of the cluster, re-runnable; passwords are set apart from here (architecture §4 Roles).

DO $$
DECLARE
    wanted text;
BEGIN
    FOREACH wanted IN ARRAY ARRAY[
        'tsunagi_migrate', 'tsunagi_log_definer', 'tsunagi_append', 'tsunagi_project', 'tsunagi_read',
        'tsunagi_audit', 'tsunagi_sign', 'tsunagi_unwrap', 'tsunagi_destroy', 'tsunagi_login',
        'tsunagi_backup'
    ] LOOP
        IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles r WHERE r.rolname = wanted) THEN
            EXECUTE format('CREATE ROLE %I', wanted);
        END IF;
    END LOOP;
END
$$;

-- Owns schemas and tables; no running process uses it. Inherits, so that it can replace what the definer owns.
ALTER ROLE tsunagi_migrate NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS INHERIT LOGIN;
-- Owns log.append and log.purge; nobody can log in as it.
ALTER ROLE tsunagi_log_definer NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS NOINHERIT NOLOGIN;
GRANT tsunagi_log_definer TO tsunagi_migrate;

ALTER ROLE tsunagi_append NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS NOINHERIT LOGIN;
ALTER ROLE tsunagi_project NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS NOINHERIT LOGIN;
ALTER ROLE tsunagi_read NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS NOINHERIT LOGIN;
ALTER ROLE tsunagi_audit NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS NOINHERIT LOGIN;
ALTER ROLE tsunagi_sign NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS NOINHERIT LOGIN;
ALTER ROLE tsunagi_unwrap NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS NOINHERIT LOGIN;
ALTER ROLE tsunagi_destroy NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS NOINHERIT LOGIN;
ALTER ROLE tsunagi_login NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS NOINHERIT LOGIN;
-- Dumps must hold every municipality's rows.
ALTER ROLE tsunagi_backup NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION BYPASSRLS NOINHERIT LOGIN;

-- Names in a schema that somebody else may write are never looked up (CVE-2018-1058).
DO $$
DECLARE
    one record;
BEGIN
    FOR one IN SELECT * FROM (VALUES
        ('tsunagi_append', '5s', '15s', '30s'),
        ('tsunagi_project', '5s', '5min', '5min'),
        ('tsunagi_read', '2s', '15s', '60s'),
        ('tsunagi_audit', '2s', '10min', '5min'),
        ('tsunagi_sign', '5s', '60s', '60s'),
        ('tsunagi_unwrap', '5s', '15s', '60s'),
        ('tsunagi_destroy', '5s', '5min', '60s'),
        ('tsunagi_login', '2s', '5s', '30s')
    ) AS limits (role, lock_timeout, statement_timeout, idle_timeout) LOOP
        EXECUTE format('ALTER ROLE %I SET lock_timeout = %L', one.role, one.lock_timeout);
        EXECUTE format('ALTER ROLE %I SET statement_timeout = %L', one.role, one.statement_timeout);
        EXECUTE format('ALTER ROLE %I SET idle_in_transaction_session_timeout = %L', one.role, one.idle_timeout);
        EXECUTE format('ALTER ROLE %I SET search_path = pg_catalog, pg_temp', one.role);
        EXECUTE format('ALTER ROLE %I SET timezone = %L', one.role, 'UTC');
    END LOOP;
END
$$;

ALTER ROLE tsunagi_migrate SET timezone = 'UTC';
ALTER ROLE tsunagi_migrate SET search_path = pg_catalog, pg_temp;
ALTER ROLE tsunagi_backup SET lock_timeout = '60s';
