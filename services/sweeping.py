"""
Sweeping (後始末): what an erasure leaves in the data files is given back, by the tables' owner.

PostgreSQL keeps a changed row's old version until it is vacuumed. The small table of epochs is
written afresh, so that an ended key-encryption key is in no data file any more; of the large ones
the dead versions are freed, to be overwritten.
"""

from typing import Final, LiteralString

import psycopg

from services.db import Database, Databases, storage_errors

SWEEPS: Final[dict[Database, tuple[LiteralString, ...]]] = {
    "log": ("VACUUM log.part", "VACUUM people.person"),
    "ring": ("VACUUM FULL ring.epoch", "VACUUM ring.key", "VACUUM ring.secret"),
}


def sweep(databases: Databases) -> None:
    """
    Vacuum what an erasure or a renewal has touched; for an operator, who has the owner's password.

    Raises:
        SecretMissing: when whoever runs this has not.
        StorageUnavailable: when the server cannot do it now; doing it later is as good.
    """
    for database, statements in SWEEPS.items():
        conninfo = databases.conninfo("migrate", database)
        with storage_errors(), psycopg.connect(conninfo, autocommit=True) as owner:
            for statement in statements:
                owner.execute(statement)
