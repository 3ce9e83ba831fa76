"""The memo: what earlier builds made of which inputs, so that what has not changed is neither read nor rendered.

It may be lost at any time: then the next build looks at everything again, and renders nothing that is published.
"""

from __future__ import annotations

import pickle
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from sys import intern
from typing import Any

from site_builder.values.finding import BuildError

_TABLES = """
CREATE TABLE IF NOT EXISTS ground (digest TEXT);
CREATE TABLE IF NOT EXISTS value (name TEXT PRIMARY KEY, data BLOB, digest TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS piece (digest TEXT PRIMARY KEY, data BLOB) WITHOUT ROWID;
"""


class _Pickler(pickle.Pickler):
    """Tells each text by itself, so that it can be held once."""

    def persistent_id(self, own: object) -> str | None:
        return own if type(own) is str else None


class _Unpickler(pickle.Unpickler):
    """Holds a text once, however many units say it."""

    def persistent_load(self, text: str) -> str:
        return intern(text)


class Memo:
    """Values by name, and pieces of bytes by their digests."""

    def __init__(self, connection: sqlite3.Connection, ground: str) -> None:
        """Open a memo that holds for a ground: of another one nothing is remembered."""
        self._connection = connection
        connection.executescript(_TABLES)
        if connection.execute("SELECT digest FROM ground").fetchall() != [(ground,)]:
            connection.executescript("DELETE FROM ground; DELETE FROM value; DELETE FROM piece;")
            connection.execute("INSERT INTO ground VALUES (?)", (ground,))

    def get(self, name: str) -> Any:  # noqa: ANN401 - whoever put it knows what it is
        """The value of a name; None if there is none, or it is not as it was put."""
        row = self._connection.execute("SELECT data, digest FROM value WHERE name = ?", (name,)).fetchone()
        return _Unpickler(BytesIO(row[0])).load() if row and _digest(row[0]) == row[1] else None

    def put(self, name: str, value: object) -> None:
        """Remember a value."""
        pickled = BytesIO()
        _Pickler(pickled).dump(value)
        data = pickled.getvalue()
        self._connection.execute("REPLACE INTO value VALUES (?, ?, ?)", (name, data, _digest(data)))

    def piece(self, digest: str) -> bytes:
        """The bytes of a digest. Raises `DatabaseError` if they are not remembered, or not as they were put."""
        row = self._connection.execute("SELECT data FROM piece WHERE digest = ?", (digest,)).fetchone()
        if row is None or _digest(row[0]) != digest:
            raise sqlite3.DatabaseError(digest)
        return bytes(row[0])

    def put_piece(self, digest: str, data: bytes) -> None:
        """Remember bytes by their digest."""
        self._connection.execute("INSERT OR IGNORE INTO piece VALUES (?, ?)", (digest, data))

    def keep(self, names: Iterable[str], digests: Iterable[str]) -> None:
        """Write it down, and forget everything else."""
        for table, column, kept in (("value", "name", names), ("piece", "digest", digests)):
            held = set(kept)
            gone = [row for row in self._connection.execute(f"SELECT {column} FROM {table}") if row[0] not in held]  # noqa: S608
            self._connection.executemany(f"DELETE FROM {table} WHERE {column} = ?", gone)  # noqa: S608
        self._connection.commit()


def _digest(data: bytes) -> str:
    """The database itself does not notice a byte that has changed."""
    return sha256(data).hexdigest()


@contextmanager
def memo(folder: Path, ground: str) -> Iterator[Memo]:
    """The memo in a folder; what was not written down when the block ends is forgotten.

    Raises `BuildError` if its file cannot be written, or is damaged, and is then removed.
    """
    path = folder / "memo.sqlite"
    try:
        with closing(sqlite3.connect(path)) as connection:
            yield Memo(connection, ground)
    except sqlite3.OperationalError as error:
        message = f"写不进“{path}”：{error}。"
        raise BuildError(message) from error
    except sqlite3.DatabaseError as error:
        path.unlink(missing_ok=True)
        message = f"“{path}”坏了（{error}），已经删除，它只记着做过什么。请再运行一次。"
        raise BuildError(message) from error
