-- Emergencies (緊急開示): which there are, for both parties; their streams tell the rest.

CREATE TABLE emergency (
    tenant text COLLATE "C" NOT NULL,
    viewer uuid NOT NULL,
    emergency_id uuid NOT NULL,
    seq bigint NOT NULL,
    provider uuid NOT NULL,
    recipient uuid NOT NULL,
    case_id uuid NOT NULL,
    version integer NOT NULL,
    reviewed boolean NOT NULL,
    CONSTRAINT emergency_once PRIMARY KEY (tenant, viewer, emergency_id)
);
CREATE INDEX emergency_by_id ON emergency (tenant, emergency_id);
CREATE INDEX emergency_latest ON emergency (tenant, viewer, reviewed, seq DESC);
CREATE INDEX emergency_of_case ON emergency (tenant, viewer, case_id, seq DESC);

ALTER TABLE emergency ENABLE ROW LEVEL SECURITY;
ALTER TABLE emergency FORCE ROW LEVEL SECURITY;
CREATE POLICY emergency_worker ON emergency TO tsunagi_project USING (true) WITH CHECK (true);
CREATE POLICY emergency_viewer ON emergency FOR SELECT TO tsunagi_read
    USING (tenant = (SELECT current_setting('tsunagi.tenant', true))
        AND viewer = (SELECT nullif(current_setting('tsunagi.viewer', true), '')::uuid));

GRANT SELECT, INSERT, UPDATE, DELETE ON emergency TO tsunagi_project;
GRANT SELECT ON emergency TO tsunagi_read, tsunagi_backup;
