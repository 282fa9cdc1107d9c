"""Metrics (Prometheus): how the program is, in counts and codes, for a collector beside it."""

from collections.abc import Generator, Iterator
from contextlib import contextmanager
from typing import Final

from prometheus_client import CollectorRegistry, start_http_server
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from services.db import Databases
from services.refusals import StorageUnavailable
from services.worker import Lag, lags

THIS_MACHINE: Final = "127.0.0.1"


def answers(databases: Databases) -> bool:
    """Say whether the database answers."""
    return _behind(databases) is not None


@contextmanager
def served(databases: Databases, port: int) -> Generator[int]:
    """
    Serve the figures at /metrics to this machine meanwhile; give the port, which 0 leaves open.

    Raises:
        OSError: when the port is taken.
    """
    registry = CollectorRegistry()
    registry.register(_Figures(databases))
    server, thread = start_http_server(port, addr=THIS_MACHINE, registry=registry)
    try:
        yield server.server_port
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Figures(Collector):
    """Looks when it is asked."""

    def __init__(self, databases: Databases) -> None:
        self._databases = databases

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Give each figure."""
        behind = _behind(self._databases)
        yield GaugeMetricFamily(
            "tsunagi_database_up", "Whether the database answers", value=behind is not None
        )
        lag = GaugeMetricFamily(
            "tsunagi_projection_lag_entries",
            "Entries of the log that a read model has not taken in yet",
            labels=["tenant", "projection"],
        )
        for one in behind or ():
            lag.add_metric([one.tenant, one.projection], one.entries)
        yield lag


def _behind(databases: Databases) -> list[Lag] | None:
    try:
        return list(lags(databases))
    except StorageUnavailable:
        return None
