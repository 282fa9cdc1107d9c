-- Consents due (同意の期限): which papers are awaited and which consents end, for who keeps the person.

CREATE TABLE keeper (
    tenant text COLLATE "C" NOT NULL,
    person_id uuid NOT NULL,
    viewer uuid NOT NULL,
    CONSTRAINT keeper_once PRIMARY KEY (tenant, person_id)
);
CREATE TABLE due (
    tenant text COLLATE "C" NOT NULL,
    viewer uuid NOT NULL,
    person_id uuid NOT NULL,
    consent uuid NOT NULL,
    seq bigint NOT NULL,
    paper boolean NOT NULL,
    day date NOT NULL,
    CONSTRAINT due_once PRIMARY KEY (tenant, viewer, consent, paper)
);
CREATE INDEX due_by_consent ON due (tenant, consent);
CREATE INDEX due_by_person ON due (tenant, person_id);
CREATE INDEX due_next ON due (tenant, viewer, day);

ALTER TABLE keeper ENABLE ROW LEVEL SECURITY;
ALTER TABLE keeper FORCE ROW LEVEL SECURITY;
ALTER TABLE due ENABLE ROW LEVEL SECURITY;
ALTER TABLE due FORCE ROW LEVEL SECURITY;
CREATE POLICY keeper_worker ON keeper TO tsunagi_project USING (true) WITH CHECK (true);
CREATE POLICY due_worker ON due TO tsunagi_project USING (true) WITH CHECK (true);
CREATE POLICY due_viewer ON due FOR SELECT TO tsunagi_read
    USING (tenant = (SELECT current_setting('tsunagi.tenant', true))
        AND viewer = (SELECT nullif(current_setting('tsunagi.viewer', true), '')::uuid));

GRANT SELECT, INSERT, UPDATE, DELETE ON keeper, due TO tsunagi_project;
GRANT SELECT ON due TO tsunagi_read;
GRANT SELECT ON keeper, due TO tsunagi_backup;
