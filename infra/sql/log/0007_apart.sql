-- Whom a record keeps a person from is asked with who may know of a case: from the streams.

CREATE INDEX entry_of_apart ON log.entry (tenant, stream) WHERE type = 'record.kept';
