-- Directory (名簿): agencies, programmes and accounts by name.

CREATE TABLE agency (
    tenant text COLLATE "C" NOT NULL,
    agency_id uuid NOT NULL,
    name text COLLATE "C" NOT NULL,
    kind text COLLATE "C" NOT NULL,
    CONSTRAINT agency_once PRIMARY KEY (tenant, agency_id)
);
CREATE TABLE programme (
    tenant text COLLATE "C" NOT NULL,
    programme_id uuid NOT NULL,
    name text COLLATE "C" NOT NULL,
    agency_id uuid NOT NULL,
    CONSTRAINT programme_once PRIMARY KEY (tenant, programme_id)
);
CREATE TABLE staff (
    tenant text COLLATE "C" NOT NULL,
    staff_id uuid NOT NULL,
    name text COLLATE "C" NOT NULL,
    active boolean NOT NULL,
    CONSTRAINT staff_once PRIMARY KEY (tenant, staff_id)
);

ALTER TABLE agency ENABLE ROW LEVEL SECURITY;
ALTER TABLE agency FORCE ROW LEVEL SECURITY;
ALTER TABLE programme ENABLE ROW LEVEL SECURITY;
ALTER TABLE programme FORCE ROW LEVEL SECURITY;
ALTER TABLE staff ENABLE ROW LEVEL SECURITY;
ALTER TABLE staff FORCE ROW LEVEL SECURITY;

CREATE POLICY agency_worker ON agency TO tsunagi_project USING (true) WITH CHECK (true);
CREATE POLICY programme_worker ON programme TO tsunagi_project USING (true) WITH CHECK (true);
CREATE POLICY staff_worker ON staff TO tsunagi_project USING (true) WITH CHECK (true);
CREATE POLICY agency_tenant ON agency FOR SELECT TO tsunagi_read, tsunagi_audit
    USING (tenant = (SELECT current_setting('tsunagi.tenant', true)));
CREATE POLICY programme_tenant ON programme FOR SELECT TO tsunagi_read, tsunagi_audit
    USING (tenant = (SELECT current_setting('tsunagi.tenant', true)));
CREATE POLICY staff_tenant ON staff FOR SELECT TO tsunagi_read, tsunagi_audit
    USING (tenant = (SELECT current_setting('tsunagi.tenant', true)));

GRANT SELECT, INSERT, UPDATE, DELETE ON agency, programme, staff TO tsunagi_project;
GRANT SELECT ON agency, programme, staff TO tsunagi_read, tsunagi_audit, tsunagi_backup;
