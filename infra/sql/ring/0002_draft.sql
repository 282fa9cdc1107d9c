-- What the key of a draft is made of, with the municipality's secret; gone with the draft, so that
-- no backup of the log opens it any more.

CREATE TABLE ring.draft (
    tenant text NOT NULL,
    draft_id uuid NOT NULL,
    salt bytea NOT NULL,
    CONSTRAINT draft_once PRIMARY KEY (tenant, draft_id),
    CONSTRAINT draft_salt_is_whole CHECK (octet_length(salt) = 32)
);

GRANT SELECT, INSERT, DELETE ON ring.draft TO tsunagi_unwrap;
GRANT SELECT ON ring.draft TO tsunagi_backup;
