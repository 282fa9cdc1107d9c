-- People (本人の索引): which persons a programme may search, by pointer and digest.

CREATE TABLE person (
    tenant text COLLATE "C" NOT NULL,
    viewer uuid NOT NULL,
    person_id uuid NOT NULL,
    event_id uuid NOT NULL,
    seq bigint NOT NULL,
    part_no smallint NOT NULL,
    id_key uuid NOT NULL,
    contact_key uuid NOT NULL,
    name_digest bytea,
    name_and_birth_digest bytea,
    phone_digest bytea,
    CONSTRAINT person_once PRIMARY KEY (tenant, viewer, person_id)
);
CREATE INDEX person_by_name ON person (tenant, viewer, name_digest);
CREATE INDEX person_by_name_and_birth ON person (tenant, viewer, name_and_birth_digest);
CREATE INDEX person_by_phone ON person (tenant, viewer, phone_digest);

ALTER TABLE person ENABLE ROW LEVEL SECURITY;
ALTER TABLE person FORCE ROW LEVEL SECURITY;
CREATE POLICY person_worker ON person TO tsunagi_project USING (true) WITH CHECK (true);
CREATE POLICY person_viewer ON person FOR SELECT TO tsunagi_read
    USING (tenant = (SELECT current_setting('tsunagi.tenant', true))
        AND viewer = (SELECT nullif(current_setting('tsunagi.viewer', true), '')::uuid));

GRANT SELECT, INSERT, UPDATE, DELETE ON person TO tsunagi_project;
GRANT SELECT ON person TO tsunagi_read, tsunagi_backup;
