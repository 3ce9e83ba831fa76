"""The one seam for workers: here, in processes of this machine, or on a cluster, the same work on the same values."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import partial
from gc import set_threshold
from itertools import islice
from multiprocessing import active_children, get_context, parent_process
from pathlib import Path
from pkgutil import resolve_name
from signal import SIG_IGN, SIGINT, signal
from threading import Thread
from typing import Any, TypeVar

from site_builder import SELDOM
from site_builder.values.finding import BuildError

_Task = TypeVar("_Task")
_Answer = TypeVar("_Answer")
_Unit = TypeVar("_Unit")
Through = Callable[[Callable[[Any], Any], Iterable[Any]], Iterator[Any]]
"""A piece of work and its tasks → the answers."""

Told = Callable[[str, int, int], None]
"""Is told what is done, how many of it, and of how many."""

_MOST = 61  # Windows waits for no more

BATCH = 40
"""Units that travel to a worker together."""
FEW = 60
"""Units that are made here before a worker process has even started."""
AHEAD = 2
"""Tasks that wait for each worker: enough that none is idle, few enough that work can be called off."""


def quiet(what: str, done: int, of: int) -> None:
    """Say nothing of what is done."""


@dataclass(frozen=True, slots=True)
class Hands:
    """Workers that are ready."""

    through: Through
    """Puts tasks through a piece of work and gives the answers as they come."""
    count: int
    """How many tasks are done at once."""
    shares: bool
    """Whether they see the folder where files wait."""

    def tasks(self, units: Sequence[_Unit], most: int = BATCH) -> Iterator[Sequence[_Unit]]:
        """Units in tasks of `most` at the most; of few units so many that every worker has some."""
        size = max(1, min(most, len(units) // (4 * self.count)))
        return (units[start : start + size] for start in range(0, len(units), size))


@dataclass(frozen=True, slots=True)
class Crew:
    """Who does the work."""

    jobs: int = 1
    """Processes of this machine."""
    cluster: str = ""
    """Address of a Dask scheduler whose workers do it instead; blank if there is none."""

    @contextmanager
    def at_work(self, identity: Callable[[], str], content: Path, staging: Path, *, pays: bool) -> Iterator[Hands]:
        """The workers, until the work is done. Where it would not pay to start others, it is done here.

        `identity` tells by what a worker could make other bytes. Raises `BuildError` if a cluster cannot be used.
        """
        if self.cluster:
            with _cluster()(self.cluster, identity, content, staging) as found:
                yield Hands(partial(_through, found.executor, found.threads), found.threads, found.shares)
        else:
            with self.at_work_here(pays=pays) as hands:
                yield hands

    @contextmanager
    def at_work_here(self, *, pays: bool) -> Iterator[Hands]:
        """The workers of this machine, until the work is done; none but this process where others would not pay."""
        if self.jobs < 2 or not pays:
            yield Hands(map, 1, shares=True)
        else:
            with ProcessPoolExecutor(min(self.jobs, _MOST), get_context("spawn"), _begin) as pool:
                try:
                    yield Hands(partial(_through, pool, self.jobs), self.jobs, shares=True)
                except KeyboardInterrupt:
                    # Else the pool would wait until all that was handed out is done.
                    for worker in active_children():
                        worker.terminate()
                    raise


def _begin() -> None:
    """A worker looks for garbage as seldom as its command, which alone is told of Ctrl+C."""
    set_threshold(SELDOM)
    serve_only_the_living()


def serve_only_the_living() -> None:
    """Leave Ctrl+C to whoever started this process, and end with it, however that ends.

    What is still made would be put where another build has long been done.
    """
    signal(SIGINT, SIG_IGN)
    Thread(target=_end_with, args=(parent_process(),), daemon=True).start()


def _end_with(parent: Any) -> None:  # noqa: ANN401 - None in a process that nobody started
    if parent:
        parent.join()
        os._exit(1)


def _cluster() -> Callable[..., AbstractContextManager[Any]]:
    """Named, not imported: only a cluster needs what it takes."""
    try:
        opened: Callable[..., AbstractContextManager[Any]] = resolve_name("site_builder.publish.cluster:cluster")
    except ImportError as error:
        message = f"用集群要先装上它的组件（缺 {error.name}）：pip install 'gongkai[cluster]'。"
        raise BuildError(message) from error
    return opened


ALONE = Crew()
"""All work is done here."""


def _through(
    executor: Executor, jobs: int, work: Callable[[_Task], _Answer], tasks: Iterable[_Task]
) -> Iterator[_Answer]:
    """Tasks are asked for only when a worker is about to be free. Raises `BuildError` if a process was killed."""
    coming, waited = iter(tasks), set[Future[_Answer]]()
    try:
        while waited := waited | {executor.submit(work, own) for own in islice(coming, AHEAD * jobs - len(waited))}:
            done, waited = wait(waited, return_when=FIRST_COMPLETED)
            yield from (own.result() for own in done)
    except BrokenProcessPool as error:
        message = "一个工作进程被系统终止，多半是内存不足。请用 --jobs 1 再试。"
        raise BuildError(message) from error
    finally:
        for own in waited:
            own.cancel()
