"""Workers of a Dask cluster. The only module that imports distributed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Executor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from distributed import Client, KilledWorker
from distributed.comm.core import CommClosedError

from site_builder.values.finding import BuildError

_PATIENCE = "20s"


@dataclass(frozen=True, slots=True)
class Cluster:
    """Workers that are ready and alike."""

    executor: Executor
    """Takes tasks for them; one that a dying worker leaves is done by another."""
    threads: int
    """How many tasks they do at once."""
    shares: bool
    """Whether they see the folder where files wait, so that results need not travel."""


@contextmanager
def cluster(address: str, identity: Callable[[], str], content: Path, staging: Path) -> Iterator[Cluster]:
    """The workers of a scheduler, once it is known that they would make the same bytes.

    Raises `BuildError` if there are none, if one of them has another program, other fonts or libraries, or if one
    cannot read the content.
    """
    try:
        client = Client(address, timeout=_PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        message = f"连不上集群“{address}”：{str(error) or '没有回答'}。"
        raise BuildError(message) from error
    with client:
        threads = client.nthreads()
        if not threads:
            message = f"集群“{address}”里没有工作进程。"
            raise BuildError(message)
        _refuse_others(client, identity)
        if missing := _without(client, content):
            message = f"这些工作进程读不到内容文件夹“{content}”：{'、'.join(missing)}。它要放在各台机器都看得到的位置。"
            raise BuildError(message)
        shares = not _without(client, staging)
        try:
            yield Cluster(client.get_executor(pure=False), sum(threads.values()), shares)
        except (KilledWorker, CommClosedError, CancelledError) as error:
            message = f"集群“{address}”中途断了：{str(error) or type(error).__name__}。请再运行一次。"
            raise BuildError(message) from error


def _refuse_others(client: Client, identity: Callable[[], str]) -> None:
    here = identity()
    others = sorted(worker for worker, theirs in client.run(identity, on_error="return").items() if theirs != here)
    if others:
        message = f"这些工作进程的程序、字体或者组件版本与本机不同：{'、'.join(others)}。请在各台机器装上同样的版本。"
        raise BuildError(message)


def _without(client: Client, folder: Path) -> list[str]:
    """The workers that do not see a folder, but none or another one at the same place."""
    here, place = _sees(str(folder.absolute())), str(folder.absolute())
    return sorted(worker for worker, sees in client.run(_sees, place).items() if sees != here)


def _sees(folder: str) -> tuple[int, int]:
    """By what a folder is told from another machine's."""
    try:
        told = Path(folder).stat()
    except OSError:
        return -1, 0
    return told.st_ino, told.st_mtime_ns
