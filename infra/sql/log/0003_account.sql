-- Accounts: passwords, second factors and sessions (R75), and how far each read model has come.
--
-- `mac` is an HMAC under a key of the ring: a row that somebody else put here, or changed, counts as
-- none. The database cannot compute it.

CREATE SCHEMA account;
REVOKE ALL ON SCHEMA account FROM PUBLIC;

CREATE TABLE account.credential (
    tenant text NOT NULL,
    staff uuid NOT NULL,
    login text NOT NULL,
    password_hash text NOT NULL,
    mac bytea NOT NULL,
    CONSTRAINT credential_staff_once PRIMARY KEY (tenant, staff),
    CONSTRAINT credential_login_once UNIQUE (login)
);

-- A telephone's secret, sealed under a key of the ring; empty for a printed sheet. What counts is what
-- the account's stream in the log names; `last_step` is the last time step whose code was used.
CREATE TABLE account.factor (
    tenant text NOT NULL,
    factor_id uuid NOT NULL,
    staff uuid NOT NULL,
    sealed bytea NOT NULL,
    last_step bigint NOT NULL,
    CONSTRAINT factor_once PRIMARY KEY (tenant, factor_id)
);

-- The codes of a printed sheet, as HMACs under a key of the ring; each is good once.
CREATE TABLE account.code (
    tenant text NOT NULL,
    factor_id uuid NOT NULL,
    mark bytea NOT NULL,
    used_at timestamptz,
    CONSTRAINT code_once PRIMARY KEY (tenant, factor_id, mark)
);

-- Log-ins tried, by a keyed hash of the name typed, known or not, and of the address it came from.
-- A try counts from before its password is looked at; `known` = one from there has succeeded.
CREATE TABLE account.attempt (
    tried_hash bytea NOT NULL,
    failures integer NOT NULL,
    locked_until timestamptz NOT NULL,
    last_at timestamptz NOT NULL,
    known boolean NOT NULL DEFAULT false,
    CONSTRAINT attempt_once PRIMARY KEY (tried_hash)
);
CREATE INDEX attempt_oldest ON account.attempt (last_at);

-- The cookie's token is never stored, only its SHA-256.
CREATE TABLE account.session (
    session_id uuid NOT NULL,
    token_hash bytea NOT NULL,
    tenant text NOT NULL,
    staff uuid NOT NULL,
    assurance smallint NOT NULL,
    opened_at timestamptz NOT NULL,
    seen_at timestamptz NOT NULL,
    ended_at timestamptz,
    programme uuid,
    role text,
    mac bytea NOT NULL,
    CONSTRAINT session_once PRIMARY KEY (session_id),
    CONSTRAINT session_token_once UNIQUE (token_hash)
);

CREATE SCHEMA worker;
REVOKE ALL ON SCHEMA worker FROM PUBLIC;

CREATE TABLE worker.tracking (
    tenant text NOT NULL,
    projection text NOT NULL,
    position bigint NOT NULL,
    CONSTRAINT tracking_once PRIMARY KEY (tenant, projection)
);
