"""The ledger: the only place that knows the eventsourcing library."""
