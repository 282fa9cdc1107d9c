-- Disclosure ledger (開示台帳): which look showed whom what of another programme's records, for both.

CREATE TABLE pinned (
    tenant text COLLATE "C" NOT NULL,
    provision_id uuid NOT NULL,
    event_id uuid NOT NULL,
    part integer NOT NULL,
    person_id uuid NOT NULL,
    category text COLLATE "C" NOT NULL,
    kind text COLLATE "C" NOT NULL,
    told_on date NOT NULL,
    case_id uuid NOT NULL,
    CONSTRAINT pinned_once PRIMARY KEY (tenant, provision_id, event_id, part)
);

CREATE TABLE disclosure (
    tenant text COLLATE "C" NOT NULL,
    viewer uuid NOT NULL,
    seq bigint NOT NULL,
    at timestamptz NOT NULL,
    provider uuid,
    recipient uuid NOT NULL,
    staff uuid,
    role text COLLATE "C" NOT NULL,
    provision_id uuid,
    case_id uuid,
    purpose text COLLATE "C" NOT NULL,
    basis text COLLATE "C" NOT NULL,
    policy text COLLATE "C" NOT NULL,
    rule text COLLATE "C" NOT NULL,
    CONSTRAINT disclosure_once PRIMARY KEY (tenant, viewer, seq)
);
CREATE INDEX disclosure_of_case ON disclosure (tenant, viewer, case_id, seq DESC);

CREATE TABLE item (
    tenant text COLLATE "C" NOT NULL,
    viewer uuid NOT NULL,
    seq bigint NOT NULL,
    event_id uuid NOT NULL,
    part integer NOT NULL,
    item_seq bigint NOT NULL,
    person_id uuid,
    category text COLLATE "C" NOT NULL,
    kind text COLLATE "C" NOT NULL,
    told_on date,
    CONSTRAINT item_once PRIMARY KEY (tenant, viewer, seq, event_id, part)
);
CREATE INDEX item_by_person ON item (tenant, viewer, person_id, seq);

ALTER TABLE pinned ENABLE ROW LEVEL SECURITY;
ALTER TABLE pinned FORCE ROW LEVEL SECURITY;
CREATE POLICY pinned_worker ON pinned TO tsunagi_project USING (true) WITH CHECK (true);
ALTER TABLE disclosure ENABLE ROW LEVEL SECURITY;
ALTER TABLE disclosure FORCE ROW LEVEL SECURITY;
CREATE POLICY disclosure_worker ON disclosure TO tsunagi_project USING (true) WITH CHECK (true);
CREATE POLICY disclosure_viewer ON disclosure FOR SELECT TO tsunagi_read, tsunagi_audit
    USING (tenant = (SELECT current_setting('tsunagi.tenant', true))
        AND viewer = (SELECT nullif(current_setting('tsunagi.viewer', true), '')::uuid));
ALTER TABLE item ENABLE ROW LEVEL SECURITY;
ALTER TABLE item FORCE ROW LEVEL SECURITY;
CREATE POLICY item_worker ON item TO tsunagi_project USING (true) WITH CHECK (true);
CREATE POLICY item_viewer ON item FOR SELECT TO tsunagi_read, tsunagi_audit
    USING (tenant = (SELECT current_setting('tsunagi.tenant', true))
        AND viewer = (SELECT nullif(current_setting('tsunagi.viewer', true), '')::uuid));

GRANT SELECT, INSERT, UPDATE, DELETE ON pinned, disclosure, item TO tsunagi_project;
GRANT SELECT ON disclosure, item TO tsunagi_read, tsunagi_audit;
GRANT SELECT ON pinned, disclosure, item TO tsunagi_backup;
