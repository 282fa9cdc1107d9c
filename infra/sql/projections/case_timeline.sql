-- Case timeline (支援の経過): the records of a case.

CREATE TABLE viewer (
    tenant text COLLATE "C" NOT NULL,
    case_id uuid NOT NULL,
    viewer uuid NOT NULL,
    CONSTRAINT viewer_once PRIMARY KEY (tenant, case_id, viewer)
);
CREATE TABLE item (
    tenant text COLLATE "C" NOT NULL,
    viewer uuid NOT NULL,
    case_id uuid NOT NULL,
    event_id uuid NOT NULL,
    seq bigint NOT NULL,
    version integer NOT NULL,
    kind text COLLATE "C" NOT NULL,
    valid_at timestamptz NOT NULL,
    recorded_at timestamptz NOT NULL,
    staff uuid NOT NULL,
    role text COLLATE "C" NOT NULL,
    marks jsonb NOT NULL,
    categories text[] COLLATE "C" NOT NULL,
    keys uuid[] NOT NULL,
    superseded boolean NOT NULL DEFAULT false,
    CONSTRAINT item_once PRIMARY KEY (tenant, viewer, case_id, seq)
);
CREATE INDEX item_newest ON item (tenant, viewer, case_id, valid_at DESC, seq DESC)
    WHERE NOT superseded;

ALTER TABLE viewer ENABLE ROW LEVEL SECURITY;
ALTER TABLE viewer FORCE ROW LEVEL SECURITY;
ALTER TABLE item ENABLE ROW LEVEL SECURITY;
ALTER TABLE item FORCE ROW LEVEL SECURITY;
CREATE POLICY viewer_worker ON viewer TO tsunagi_project USING (true) WITH CHECK (true);
CREATE POLICY item_worker ON item TO tsunagi_project USING (true) WITH CHECK (true);
CREATE POLICY item_viewer ON item FOR SELECT TO tsunagi_read
    USING (tenant = (SELECT current_setting('tsunagi.tenant', true))
        AND viewer = (SELECT nullif(current_setting('tsunagi.viewer', true), '')::uuid));

GRANT SELECT, INSERT, UPDATE, DELETE ON viewer, item TO tsunagi_project;
GRANT SELECT ON item TO tsunagi_read;
GRANT SELECT ON viewer, item TO tsunagi_backup;
