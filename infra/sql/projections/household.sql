-- Household (世帯): persons, where they are, who lives with whom, and which cases they have.

CREATE TABLE known_person (
    tenant text COLLATE "C" NOT NULL,
    viewer uuid NOT NULL,
    person_id uuid NOT NULL,
    version integer NOT NULL,
    event_id uuid NOT NULL,
    seq bigint NOT NULL,
    id_part smallint NOT NULL,
    contact_part smallint NOT NULL,
    id_key uuid NOT NULL,
    CONSTRAINT known_person_once PRIMARY KEY (tenant, viewer, person_id)
);
CREATE INDEX known_person_by_id ON known_person (tenant, person_id);
CREATE TABLE person_record (
    tenant text COLLATE "C" NOT NULL,
    viewer uuid NOT NULL,
    person_id uuid NOT NULL,
    event_id uuid NOT NULL,
    seq bigint NOT NULL,
    kind text COLLATE "C" NOT NULL,
    category text COLLATE "C" NOT NULL,
    key_id uuid NOT NULL,
    valid_at timestamptz NOT NULL,
    staff uuid NOT NULL,
    other uuid,
    marks jsonb NOT NULL,
    CONSTRAINT person_record_once PRIMARY KEY (tenant, viewer, person_id, seq)
);
CREATE INDEX person_record_by_event ON person_record (tenant, event_id);
CREATE TABLE home (
    tenant text COLLATE "C" NOT NULL,
    viewer uuid NOT NULL,
    household_id uuid NOT NULL,
    around uuid NOT NULL,
    version integer NOT NULL,
    CONSTRAINT home_once PRIMARY KEY (tenant, viewer, household_id)
);
CREATE INDEX home_by_id ON home (tenant, household_id);
CREATE TABLE home_member (
    tenant text COLLATE "C" NOT NULL,
    viewer uuid NOT NULL,
    household_id uuid NOT NULL,
    person_id uuid NOT NULL,
    event_id uuid NOT NULL,
    seq bigint NOT NULL,
    marks jsonb NOT NULL,
    left_event uuid,
    left_seq bigint,
    left_marks jsonb,
    CONSTRAINT home_member_once PRIMARY KEY (tenant, viewer, household_id, event_id)
);
CREATE INDEX home_member_by_person ON home_member (tenant, viewer, person_id);
CREATE TABLE known_case (
    tenant text COLLATE "C" NOT NULL,
    viewer uuid NOT NULL,
    case_id uuid NOT NULL,
    person_id uuid NOT NULL,
    CONSTRAINT known_case_once PRIMARY KEY (tenant, viewer, case_id)
);
CREATE INDEX known_case_by_person ON known_case (tenant, viewer, person_id);

ALTER TABLE known_person ENABLE ROW LEVEL SECURITY;
ALTER TABLE known_person FORCE ROW LEVEL SECURITY;
ALTER TABLE person_record ENABLE ROW LEVEL SECURITY;
ALTER TABLE person_record FORCE ROW LEVEL SECURITY;
ALTER TABLE home ENABLE ROW LEVEL SECURITY;
ALTER TABLE home FORCE ROW LEVEL SECURITY;
ALTER TABLE home_member ENABLE ROW LEVEL SECURITY;
ALTER TABLE home_member FORCE ROW LEVEL SECURITY;
ALTER TABLE known_case ENABLE ROW LEVEL SECURITY;
ALTER TABLE known_case FORCE ROW LEVEL SECURITY;
CREATE POLICY known_person_worker ON known_person TO tsunagi_project USING (true) WITH CHECK (true);
CREATE POLICY person_record_worker ON person_record TO tsunagi_project USING (true) WITH CHECK (true);
CREATE POLICY home_worker ON home TO tsunagi_project USING (true) WITH CHECK (true);
CREATE POLICY home_member_worker ON home_member TO tsunagi_project USING (true) WITH CHECK (true);
CREATE POLICY known_case_worker ON known_case TO tsunagi_project USING (true) WITH CHECK (true);
CREATE POLICY known_person_viewer ON known_person FOR SELECT TO tsunagi_read
    USING (tenant = (SELECT current_setting('tsunagi.tenant', true))
        AND viewer = (SELECT nullif(current_setting('tsunagi.viewer', true), '')::uuid));
CREATE POLICY person_record_viewer ON person_record FOR SELECT TO tsunagi_read
    USING (tenant = (SELECT current_setting('tsunagi.tenant', true))
        AND viewer = (SELECT nullif(current_setting('tsunagi.viewer', true), '')::uuid));
CREATE POLICY home_viewer ON home FOR SELECT TO tsunagi_read
    USING (tenant = (SELECT current_setting('tsunagi.tenant', true))
        AND viewer = (SELECT nullif(current_setting('tsunagi.viewer', true), '')::uuid));
CREATE POLICY home_member_viewer ON home_member FOR SELECT TO tsunagi_read
    USING (tenant = (SELECT current_setting('tsunagi.tenant', true))
        AND viewer = (SELECT nullif(current_setting('tsunagi.viewer', true), '')::uuid));
CREATE POLICY known_case_viewer ON known_case FOR SELECT TO tsunagi_read
    USING (tenant = (SELECT current_setting('tsunagi.tenant', true))
        AND viewer = (SELECT nullif(current_setting('tsunagi.viewer', true), '')::uuid));

GRANT SELECT, INSERT, UPDATE, DELETE ON known_person, person_record, home, home_member, known_case TO tsunagi_project;
GRANT SELECT ON known_person, person_record, home, home_member, known_case TO tsunagi_read, tsunagi_backup;
