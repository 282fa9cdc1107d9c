-- Desk notes (窓口の控え): what was noted at the desk and is no case yet, by pointer.

CREATE TABLE note (
    tenant text COLLATE "C" NOT NULL,
    viewer uuid NOT NULL,
    note_id uuid NOT NULL,
    kind text COLLATE "C" NOT NULL,
    event_id uuid NOT NULL,
    seq bigint NOT NULL,
    valid_at timestamptz NOT NULL,
    untimed boolean NOT NULL,
    staff uuid NOT NULL,
    route text COLLATE "C" NOT NULL,
    topic text COLLATE "C" NOT NULL,
    categories text[] COLLATE "C" NOT NULL,
    open boolean NOT NULL,
    CONSTRAINT note_once PRIMARY KEY (tenant, viewer, note_id)
);
CREATE INDEX note_by_id ON note (tenant, note_id);
CREATE INDEX note_latest ON note (tenant, viewer, kind, open, seq DESC);

ALTER TABLE note ENABLE ROW LEVEL SECURITY;
ALTER TABLE note FORCE ROW LEVEL SECURITY;
CREATE POLICY note_worker ON note TO tsunagi_project USING (true) WITH CHECK (true);
CREATE POLICY note_viewer ON note FOR SELECT TO tsunagi_read
    USING (tenant = (SELECT current_setting('tsunagi.tenant', true))
        AND viewer = (SELECT nullif(current_setting('tsunagi.viewer', true), '')::uuid));

GRANT SELECT, INSERT, UPDATE, DELETE ON note TO tsunagi_project;
GRANT SELECT ON note TO tsunagi_read, tsunagi_backup;
