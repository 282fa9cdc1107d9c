"""Metrics: how the program is, in counts and codes, for /health and /metrics."""

from prometheus_client import CollectorRegistry, Gauge, generate_latest

from services.db import Databases
from services.views import StorageUnavailable
from services.web.desk import Health
from services.worker import lags


def health(databases: Databases) -> Health:
    """Say whether the database answers, and how many entries each read model is behind."""
    try:
        behind = lags(databases)
    except StorageUnavailable:
        return Health(database=False, lag=())
    return Health(
        database=True,
        lag=tuple((f"{lag.tenant}/{lag.projection}", lag.entries) for lag in behind),
    )


def metrics(databases: Databases) -> bytes:
    """Return the figures in Prometheus' text form."""
    registry = CollectorRegistry()
    now = health(databases)
    up = Gauge("tsunagi_database_up", "Whether the database answers", registry=registry)
    up.set(now.database)
    lag = Gauge(
        "tsunagi_projection_lag_entries",
        "Entries of the log that a read model has not taken in yet",
        ["tenant", "projection"],
        registry=registry,
    )
    for name, entries in now.lag:
        lag.labels(*name.split("/")).set(entries)
    return generate_latest(registry)
