"""Between the pages that are open and those who make them: what was saved is made anew, and shown where it is open.

Everything here happens on the loop; whatever takes time is done in threads and processes of its own, so that no page
waits for another kind of work: units in one thread, overviews in one, documents in one, gathering in processes.
"""

from __future__ import annotations

import asyncio
import os
import traceback
from collections.abc import Callable, Coroutine
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Protocol

from site_builder.preview.base import Standing, touched
from site_builder.preview.desk import Desk
from site_builder.preview.gathering import Gathered, Gathering
from site_builder.preview.overview import Batch, Overview, is_overview
from site_builder.preview.page import Answer, Frame, Plain
from site_builder.preview.panel import Panel
from site_builder.preview.printing import Printing
from site_builder.preview.watching import Watch
from site_builder.publish.workers import serve_only_the_living
from site_builder.site.theme import theme
from site_builder.terminal import say
from site_builder.values.finding import BuildError

BATCH = 4
"""Units that are gathered together."""

_MOMENT = 0.1
"""Seconds within which whoever has waited for the preview asks for a page."""


class Open(Protocol):
    """A page that is open in a browser."""

    address: str
    """What it shows."""
    mark: str
    """The mark of what it shows."""

    def show_anew(self) -> None:
        """Have the browser ask for it again."""


class Showing:
    """What is shown to whom."""

    def __init__(self, content: Path, port: int, loop: asyncio.AbstractEventLoop) -> None:
        """Nothing is read before something is asked, and nothing is watched before a page is open."""
        self._content, self._port, self._loop = content, port, loop
        gathering, self._standing = Gathering(), Standing(content)
        self._printing = Printing(self._came_on)
        self._desk = Desk(self._standing, port, self._printing, gathering.others)
        self._overview = Overview(self._standing, port, gathering)
        self._units, self._overviews = ThreadPoolExecutor(1), ThreadPoolExecutor(1)
        self._watch: Watch | None = None
        self._open: set[Open] = set()
        self._due, self._making_up = set[Open](), set[Open]()
        self._is_gathering = False
        self._tasks: set[asyncio.Task[None]] = set()

    def warm(self) -> None:
        """Get ready for the first page while nobody waits for it."""
        self._loop.call_later(_MOMENT, self._units.submit, self._desk.warm)

    async def answer(self, address: str) -> Answer:
        """What is shown at an address, whatever is wrong with the content."""
        thread, make = (self._units, self._desk.answer)
        if is_overview(address):
            thread, make = (self._overviews, self._overview.answer)
        answer = await self._loop.run_in_executor(thread, self._answered, make, address)
        if answer.unfinished and not self._is_gathering:
            self._is_gathering = True
            self._begin(self._gather())
        return answer

    def opened(self, page: Open) -> None:
        """A page is open from now on; what was saved while it was loaded is made up for."""
        self._open.add(page)
        if self._watch is None:
            built_in = theme(self._content).places[-1]
            folders = (self._content.absolute(), built_in / "templates", built_in / "assets")
            self._watch = Watch(folders, self._watched, self._saved)
        self._make_up(page)

    def closed(self, page: Open) -> None:
        """A page is not open any more."""
        self._open.discard(page)

    def stop(self) -> None:
        """Leave off."""
        if self._watch:
            self._watch.stop()
        self._printing.stop()
        for thread in (self._units, self._overviews):
            thread.shutdown(cancel_futures=True)

    def _watched(self) -> None:
        """Told whenever watching begins, also anew."""
        self._overviews.submit(self._overview.look, is_watched=True)
        self._came_on()

    def _saved(self, paths: frozenset[Path]) -> None:
        self._loop.call_soon_threadsafe(self._note, touched(self._content, paths))

    def _came_on(self) -> None:
        self._loop.call_soon_threadsafe(self._note, frozenset[str]())

    def _note(self, folders: frozenset[str]) -> None:
        """Forget what was touched, then have every open page made up: each thread works in the order it is told."""
        if "" in folders:
            self._standing.forget()
        if folders:
            self._units.submit(self._desk.forget, folders)
            self._overviews.submit(self._overview.forget, folders)
        for page in self._open:
            self._make_up(page)

    def _make_up(self, page: Open) -> None:
        """Have a page made up once more, after whatever is noted by now."""
        self._due.add(page)
        if page not in self._making_up:
            self._making_up.add(page)
            self._begin(self._made_up(page))

    async def _made_up(self, page: Open) -> None:
        try:
            while page in self._due:
                self._due.discard(page)
                await self._compare(page)
        finally:
            self._making_up.discard(page)

    async def _compare(self, page: Open) -> None:
        """Have an open page asked for again, if it would show something else."""
        answer = await self.answer(page.address)
        if answer.mark != page.mark and page in self._open:
            page.mark = answer.mark
            page.show_anew()
            say(f"已更新 {page.address}{'：' if answer.said else ''}{answer.said}")

    async def _gather(self) -> None:
        jobs = max(1, (os.cpu_count() or 1) - 1)
        pool = ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_stand_back)
        try:
            await asyncio.gather(*(self._gather_in(pool) for _ in range(jobs)))
        finally:
            pool.shutdown(wait=False, cancel_futures=True)
            self._is_gathering = False
            self._note(frozenset())

    async def _gather_in(self, pool: ProcessPoolExecutor) -> None:
        while batch := await self._loop.run_in_executor(self._overviews, self._overview.batch, BATCH):
            gathered: dict[str, Gathered] = {}
            try:
                gathered = await self._loop.run_in_executor(pool, Batch.gathered, batch)
            finally:
                await self._loop.run_in_executor(self._overviews, self._overview.take, batch, gathered)

    def _begin(self, work: Coroutine[None, None, None]) -> None:
        task = self._loop.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _answered(self, make: Callable[[str], Answer], address: str) -> Answer:
        """An answer even where something is wrong that no finding tells of."""
        try:
            return make(address)
        except (BuildError, OSError) as error:
            reason = str(error)
        except Exception:  # noqa: BLE001 - a fault of the program stops no preview
            reason = "程序出错了，详情在运行预览的窗口里。"
            traceback.print_exc()
        page = Plain("这一页现在生成不了", reason)
        return Frame(theme(self._content), self._port).plain(address, page, Panel(), 500)


def _stand_back() -> None:
    """Whoever gathers gives way to whoever answers, and is stopped by nobody else."""
    if hasattr(os, "nice"):
        os.nice(10)
    serve_only_the_living()
