-- Drafts (下書き): what somebody has begun to write, sealed; no part of the history (architecture §3).

CREATE SCHEMA draft;
REVOKE ALL ON SCHEMA draft FROM PUBLIC;

-- `sealed` is nonce ‖ ciphertext ‖ tag; what opens it comes from the ring and goes with the draft.
CREATE TABLE draft.draft (
    tenant text NOT NULL,
    draft_id uuid NOT NULL,
    author uuid NOT NULL,
    programme uuid NOT NULL,
    form text NOT NULL,
    case_id uuid,
    sealed bytea NOT NULL,
    saved_at timestamptz NOT NULL,
    CONSTRAINT draft_once PRIMARY KEY (tenant, draft_id)
);
CREATE INDEX draft_of_author ON draft.draft (tenant, author, saved_at DESC);
CREATE INDEX draft_oldest ON draft.draft (tenant, saved_at);

ALTER TABLE draft.draft ENABLE ROW LEVEL SECURITY;
ALTER TABLE draft.draft FORCE ROW LEVEL SECURITY;
CREATE POLICY draft_tenant ON draft.draft TO tsunagi_unwrap
    USING (tenant = (SELECT current_setting('tsunagi.tenant', true)))
    WITH CHECK (tenant = (SELECT current_setting('tsunagi.tenant', true)));

GRANT USAGE ON SCHEMA draft TO tsunagi_unwrap, tsunagi_backup;
GRANT SELECT, INSERT, UPDATE, DELETE ON draft.draft TO tsunagi_unwrap;
GRANT SELECT ON draft.draft TO tsunagi_backup;
