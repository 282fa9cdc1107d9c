-- Access ledger (参照記録): who looked at what; read by the audit role only.

CREATE TABLE look (
    tenant text COLLATE "C" NOT NULL,
    seq bigint NOT NULL,
    at timestamptz NOT NULL,
    kind text COLLATE "C" NOT NULL,
    staff uuid,
    programme uuid,
    role text COLLATE "C" NOT NULL,
    purpose text COLLATE "C" NOT NULL,
    basis text COLLATE "C" NOT NULL,
    surface text COLLATE "C" NOT NULL,
    case_id uuid,
    items integer NOT NULL,
    rule text COLLATE "C" NOT NULL,
    CONSTRAINT look_once PRIMARY KEY (tenant, seq)
);
CREATE INDEX look_newest ON look (tenant, programme, seq DESC);
CREATE INDEX look_by_case ON look (tenant, case_id, seq DESC);

ALTER TABLE look ENABLE ROW LEVEL SECURITY;
ALTER TABLE look FORCE ROW LEVEL SECURITY;
CREATE POLICY look_worker ON look TO tsunagi_project USING (true) WITH CHECK (true);
CREATE POLICY look_viewer ON look FOR SELECT TO tsunagi_audit
    USING (tenant = (SELECT current_setting('tsunagi.tenant', true))
        AND programme = (SELECT nullif(current_setting('tsunagi.viewer', true), '')::uuid));

GRANT SELECT, INSERT, UPDATE, DELETE ON look TO tsunagi_project;
GRANT SELECT ON look TO tsunagi_audit, tsunagi_backup;
