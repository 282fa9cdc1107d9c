-- Roster (体制の索引): posts by agency, persons without an account by programme.

CREATE TABLE post (
    tenant text COLLATE "C" NOT NULL,
    post_id uuid NOT NULL,
    agency_id uuid NOT NULL,
    CONSTRAINT post_once PRIMARY KEY (tenant, post_id)
);
CREATE TABLE partner (
    tenant text COLLATE "C" NOT NULL,
    partner_id uuid NOT NULL,
    programme_id uuid NOT NULL,
    CONSTRAINT partner_once PRIMARY KEY (tenant, partner_id)
);

ALTER TABLE post ENABLE ROW LEVEL SECURITY;
ALTER TABLE post FORCE ROW LEVEL SECURITY;
ALTER TABLE partner ENABLE ROW LEVEL SECURITY;
ALTER TABLE partner FORCE ROW LEVEL SECURITY;

CREATE POLICY post_worker ON post TO tsunagi_project USING (true) WITH CHECK (true);
CREATE POLICY partner_worker ON partner TO tsunagi_project USING (true) WITH CHECK (true);
CREATE POLICY post_tenant ON post FOR SELECT TO tsunagi_read
    USING (tenant = (SELECT current_setting('tsunagi.tenant', true)));
CREATE POLICY partner_tenant ON partner FOR SELECT TO tsunagi_read
    USING (tenant = (SELECT current_setting('tsunagi.tenant', true)));

GRANT SELECT, INSERT, UPDATE, DELETE ON post, partner TO tsunagi_project;
GRANT SELECT ON post, partner TO tsunagi_read, tsunagi_backup;
