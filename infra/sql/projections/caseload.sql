-- Caseload (担当一覧): the cases that a programme may see.

CREATE TABLE sheet (
    tenant text COLLATE "C" NOT NULL,
    viewer uuid NOT NULL,
    person_id uuid NOT NULL,
    event_id uuid NOT NULL,
    seq bigint NOT NULL,
    id_part smallint NOT NULL,
    contact_part smallint NOT NULL,
    id_key uuid NOT NULL,
    CONSTRAINT sheet_once PRIMARY KEY (tenant, viewer, person_id)
);
CREATE TABLE matter (
    tenant text COLLATE "C" NOT NULL,
    viewer uuid NOT NULL,
    case_id uuid NOT NULL,
    person_id uuid NOT NULL,
    lead_from date[] NOT NULL,
    lead uuid[] NOT NULL,
    named uuid[],
    opened_at timestamptz NOT NULL,
    opened_on date NOT NULL,
    last_at timestamptz NOT NULL,
    closed boolean NOT NULL,
    route text COLLATE "C" NOT NULL,
    caller text COLLATE "C" NOT NULL,
    topics text[] COLLATE "C" NOT NULL,
    main_topic text COLLATE "C" NOT NULL,
    urgency text COLLATE "C" NOT NULL,
    sharing text COLLATE "C" NOT NULL,
    standing text COLLATE "C" NOT NULL,
    CONSTRAINT matter_once PRIMARY KEY (tenant, viewer, case_id)
);
CREATE TABLE cover (
    tenant text COLLATE "C" NOT NULL,
    viewer uuid NOT NULL,
    case_id uuid NOT NULL,
    event_id uuid NOT NULL,
    staff uuid NOT NULL,
    since date NOT NULL,
    until date NOT NULL,
    reason text COLLATE "C" NOT NULL,
    CONSTRAINT cover_once PRIMARY KEY (tenant, viewer, case_id, event_id)
);
CREATE INDEX cover_until ON cover (tenant, viewer, until);
CREATE INDEX matter_by_case ON matter (tenant, case_id);
CREATE INDEX matter_latest ON matter (tenant, viewer, closed, last_at DESC, case_id);

ALTER TABLE sheet ENABLE ROW LEVEL SECURITY;
ALTER TABLE sheet FORCE ROW LEVEL SECURITY;
ALTER TABLE matter ENABLE ROW LEVEL SECURITY;
ALTER TABLE matter FORCE ROW LEVEL SECURITY;
ALTER TABLE cover ENABLE ROW LEVEL SECURITY;
ALTER TABLE cover FORCE ROW LEVEL SECURITY;
CREATE POLICY sheet_worker ON sheet TO tsunagi_project USING (true) WITH CHECK (true);
CREATE POLICY matter_worker ON matter TO tsunagi_project USING (true) WITH CHECK (true);
CREATE POLICY cover_worker ON cover TO tsunagi_project USING (true) WITH CHECK (true);
CREATE POLICY sheet_viewer ON sheet FOR SELECT TO tsunagi_read
    USING (tenant = (SELECT current_setting('tsunagi.tenant', true))
        AND viewer = (SELECT nullif(current_setting('tsunagi.viewer', true), '')::uuid));
CREATE POLICY matter_viewer ON matter FOR SELECT TO tsunagi_read
    USING (tenant = (SELECT current_setting('tsunagi.tenant', true))
        AND viewer = (SELECT nullif(current_setting('tsunagi.viewer', true), '')::uuid));
CREATE POLICY cover_viewer ON cover FOR SELECT TO tsunagi_read
    USING (tenant = (SELECT current_setting('tsunagi.tenant', true))
        AND viewer = (SELECT nullif(current_setting('tsunagi.viewer', true), '')::uuid));

GRANT SELECT, INSERT, UPDATE, DELETE ON sheet, matter, cover TO tsunagi_project;
GRANT SELECT ON sheet, matter, cover TO tsunagi_read, tsunagi_backup;
