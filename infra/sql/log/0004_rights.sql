-- Who may touch what: row-level security is a wall against our own mistakes, grants are the floor.

-- Only its new owner may be given a function, and only where it may create one: for this moment.
GRANT CREATE ON SCHEMA log TO tsunagi_log_definer;
ALTER FUNCTION log.append(text, uuid, bytea, uuid[], integer[], text[], bytea[], bytea[], timestamptz)
    OWNER TO tsunagi_log_definer;
ALTER FUNCTION log.purge(text, bigint) OWNER TO tsunagi_log_definer;
REVOKE CREATE ON SCHEMA log FROM tsunagi_log_definer;

GRANT USAGE ON SCHEMA log TO tsunagi_log_definer, tsunagi_append, tsunagi_project, tsunagi_read,
    tsunagi_audit, tsunagi_unwrap, tsunagi_destroy, tsunagi_backup;
GRANT SELECT, UPDATE ON log.head TO tsunagi_log_definer;
GRANT SELECT, INSERT ON log.entry, log.command, log.part TO tsunagi_log_definer;
GRANT UPDATE (sealed, digests) ON log.part TO tsunagi_log_definer;
GRANT EXECUTE ON FUNCTION log.fold(bytea, bigint, bytea[]) TO tsunagi_log_definer;

GRANT EXECUTE ON FUNCTION
    log.append(text, uuid, bytea, uuid[], integer[], text[], bytea[], bytea[], timestamptz)
    TO tsunagi_append;
GRANT EXECUTE ON FUNCTION log.purge(text, bigint) TO tsunagi_destroy;

GRANT SELECT ON log.head, log.entry TO tsunagi_project, tsunagi_read, tsunagi_audit,
    tsunagi_unwrap, tsunagi_destroy;
GRANT SELECT ON log.command TO tsunagi_read;
GRANT SELECT (tenant, seq, part_no, category, key_id, digests) ON log.part TO tsunagi_project;
GRANT SELECT ON log.part TO tsunagi_unwrap;

GRANT USAGE ON SCHEMA account TO tsunagi_login, tsunagi_unwrap, tsunagi_backup;
GRANT SELECT, INSERT, UPDATE ON account.credential, account.factor, account.code, account.session
    TO tsunagi_login;
GRANT SELECT, INSERT, UPDATE, DELETE ON account.attempt TO tsunagi_login;
-- What the keys service needs to see for itself that a session is genuine and still open.
GRANT SELECT (session_id, token_hash, tenant, staff, assurance, opened_at, seen_at, ended_at, mac)
    ON account.session TO tsunagi_unwrap;

GRANT USAGE ON SCHEMA worker TO tsunagi_project, tsunagi_read, tsunagi_backup;
GRANT SELECT, INSERT, UPDATE ON worker.tracking TO tsunagi_project;
GRANT SELECT ON worker.tracking TO tsunagi_read;

GRANT SELECT ON ALL TABLES IN SCHEMA log, account, worker TO tsunagi_backup;

ALTER TABLE log.head ENABLE ROW LEVEL SECURITY;
ALTER TABLE log.head FORCE ROW LEVEL SECURITY;
ALTER TABLE log.entry ENABLE ROW LEVEL SECURITY;
ALTER TABLE log.entry FORCE ROW LEVEL SECURITY;
ALTER TABLE log.command ENABLE ROW LEVEL SECURITY;
ALTER TABLE log.command FORCE ROW LEVEL SECURITY;
ALTER TABLE log.part ENABLE ROW LEVEL SECURITY;
ALTER TABLE log.part FORCE ROW LEVEL SECURITY;

-- Opening a log is an operator's act, done as the owner.
CREATE POLICY head_opened ON log.head TO tsunagi_migrate USING (true) WITH CHECK (true);

CREATE POLICY head_definer ON log.head TO tsunagi_log_definer USING (true) WITH CHECK (true);
CREATE POLICY entry_definer ON log.entry TO tsunagi_log_definer USING (true) WITH CHECK (true);
CREATE POLICY command_definer ON log.command TO tsunagi_log_definer USING (true) WITH CHECK (true);
CREATE POLICY part_definer ON log.part TO tsunagi_log_definer USING (true) WITH CHECK (true);

-- The worker serves every municipality; the heads tell it where there is something to do.
CREATE POLICY head_worker ON log.head FOR SELECT TO tsunagi_project USING (true);
CREATE POLICY entry_worker ON log.entry FOR SELECT TO tsunagi_project USING (true);
CREATE POLICY part_worker ON log.part FOR SELECT TO tsunagi_project USING (true);

CREATE POLICY head_tenant ON log.head FOR SELECT
    TO tsunagi_read, tsunagi_audit, tsunagi_unwrap, tsunagi_destroy
    USING (tenant = (SELECT current_setting('tsunagi.tenant', true)));
CREATE POLICY entry_tenant ON log.entry FOR SELECT
    TO tsunagi_read, tsunagi_audit, tsunagi_unwrap, tsunagi_destroy
    USING (tenant = (SELECT current_setting('tsunagi.tenant', true)));
CREATE POLICY command_tenant ON log.command FOR SELECT TO tsunagi_read
    USING (tenant = (SELECT current_setting('tsunagi.tenant', true)));
CREATE POLICY part_tenant ON log.part FOR SELECT TO tsunagi_unwrap
    USING (tenant = (SELECT current_setting('tsunagi.tenant', true)));
