-- Deadlines (期限): what is due in the cases that a programme may see, and who waits for whom.

CREATE TABLE matter (
    tenant text COLLATE "C" NOT NULL,
    case_id uuid NOT NULL,
    viewer uuid NOT NULL,
    lead_from date[] NOT NULL,
    lead uuid[] NOT NULL,
    named uuid[],
    closed boolean NOT NULL,
    CONSTRAINT matter_once PRIMARY KEY (tenant, case_id, viewer)
);
CREATE TABLE deadline (
    tenant text COLLATE "C" NOT NULL,
    viewer uuid NOT NULL,
    case_id uuid NOT NULL,
    event_id uuid NOT NULL,
    seq bigint NOT NULL,
    kind text COLLATE "C" NOT NULL,
    due date NOT NULL,
    back_at timestamptz,
    waiting_for text COLLATE "C" NOT NULL,
    assignee uuid,
    categories text[] COLLATE "C" NOT NULL,
    CONSTRAINT deadline_once PRIMARY KEY (tenant, viewer, case_id, event_id)
);
CREATE INDEX deadline_next ON deadline (tenant, viewer, due, seq);

ALTER TABLE matter ENABLE ROW LEVEL SECURITY;
ALTER TABLE matter FORCE ROW LEVEL SECURITY;
ALTER TABLE deadline ENABLE ROW LEVEL SECURITY;
ALTER TABLE deadline FORCE ROW LEVEL SECURITY;
CREATE POLICY matter_worker ON matter TO tsunagi_project USING (true) WITH CHECK (true);
CREATE POLICY deadline_worker ON deadline TO tsunagi_project USING (true) WITH CHECK (true);
CREATE POLICY matter_viewer ON matter FOR SELECT TO tsunagi_read
    USING (tenant = (SELECT current_setting('tsunagi.tenant', true))
        AND viewer = (SELECT nullif(current_setting('tsunagi.viewer', true), '')::uuid));
CREATE POLICY deadline_viewer ON deadline FOR SELECT TO tsunagi_read
    USING (tenant = (SELECT current_setting('tsunagi.tenant', true))
        AND viewer = (SELECT nullif(current_setting('tsunagi.viewer', true), '')::uuid));

GRANT SELECT, INSERT, UPDATE, DELETE ON matter, deadline TO tsunagi_project;
GRANT SELECT ON matter, deadline TO tsunagi_read, tsunagi_backup;
