-- Shared with us (情報提供): what one programme proposed to show another, and what was seen of it.

CREATE TABLE provision (
    tenant text COLLATE "C" NOT NULL,
    viewer uuid NOT NULL,
    provision_id uuid NOT NULL,
    seq bigint NOT NULL,
    event_id uuid NOT NULL,
    provider uuid NOT NULL,
    recipient uuid NOT NULL,
    case_id uuid NOT NULL,
    person_id uuid NOT NULL,
    purpose text COLLATE "C" NOT NULL,
    proposed_at timestamptz NOT NULL,
    staff uuid NOT NULL,
    reply_by date NOT NULL,
    records jsonb NOT NULL,
    version integer NOT NULL,
    stage text COLLATE "C" NOT NULL,
    outcome text COLLATE "C" NOT NULL,
    step text COLLATE "C" NOT NULL,
    channel text COLLATE "C" NOT NULL,
    read_back boolean NOT NULL,
    said_on date,
    answer_id uuid,
    answer_seq bigint,
    CONSTRAINT provision_once PRIMARY KEY (tenant, viewer, provision_id)
);
CREATE INDEX provision_by_id ON provision (tenant, provision_id);
CREATE INDEX provision_latest ON provision (tenant, viewer, recipient, seq DESC);
CREATE INDEX provision_of_case ON provision (tenant, viewer, case_id, seq DESC);

-- Proposals that nobody answered, for the secretariat that was told: only which.
CREATE TABLE unanswered (
    tenant text COLLATE "C" NOT NULL,
    viewer uuid NOT NULL,
    provision_id uuid NOT NULL,
    CONSTRAINT unanswered_once PRIMARY KEY (tenant, viewer, provision_id)
);
CREATE INDEX unanswered_by_id ON unanswered (tenant, provision_id);

CREATE TABLE disclosed (
    tenant text COLLATE "C" NOT NULL,
    viewer uuid NOT NULL,
    provision_id uuid NOT NULL,
    event_id uuid NOT NULL,
    part integer NOT NULL,
    recipient uuid NOT NULL,
    first_seq bigint NOT NULL,
    first_at timestamptz NOT NULL,
    CONSTRAINT disclosed_once PRIMARY KEY (tenant, viewer, provision_id, event_id, part)
);

ALTER TABLE provision ENABLE ROW LEVEL SECURITY;
ALTER TABLE provision FORCE ROW LEVEL SECURITY;
CREATE POLICY provision_worker ON provision TO tsunagi_project USING (true) WITH CHECK (true);
CREATE POLICY provision_viewer ON provision FOR SELECT TO tsunagi_read
    USING (tenant = (SELECT current_setting('tsunagi.tenant', true))
        AND viewer = (SELECT nullif(current_setting('tsunagi.viewer', true), '')::uuid));
ALTER TABLE unanswered ENABLE ROW LEVEL SECURITY;
ALTER TABLE unanswered FORCE ROW LEVEL SECURITY;
CREATE POLICY unanswered_worker ON unanswered TO tsunagi_project USING (true) WITH CHECK (true);
CREATE POLICY unanswered_viewer ON unanswered FOR SELECT TO tsunagi_read
    USING (tenant = (SELECT current_setting('tsunagi.tenant', true))
        AND viewer = (SELECT nullif(current_setting('tsunagi.viewer', true), '')::uuid));
ALTER TABLE disclosed ENABLE ROW LEVEL SECURITY;
ALTER TABLE disclosed FORCE ROW LEVEL SECURITY;
CREATE POLICY disclosed_worker ON disclosed TO tsunagi_project USING (true) WITH CHECK (true);
CREATE POLICY disclosed_viewer ON disclosed FOR SELECT TO tsunagi_read
    USING (tenant = (SELECT current_setting('tsunagi.tenant', true))
        AND viewer = (SELECT nullif(current_setting('tsunagi.viewer', true), '')::uuid));

GRANT SELECT, INSERT, UPDATE, DELETE ON provision, unanswered, disclosed TO tsunagi_project;
GRANT SELECT ON provision, unanswered, disclosed TO tsunagi_read, tsunagi_backup;
