"""Putting files in place: everything is staged first, then renamed, and the manifest comes last."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from tempfile import mkdtemp

from site_builder.publish.manifest import NAME, Entry, Manifest, Selection, write_manifest
from site_builder.publish.render import Rendered
from site_builder.values.finding import BuildError

_STAGING = ".staging-"


def publish(
    rendered: Iterable[Rendered],
    selection: Selection,
    keys: Mapping[str, str],
    before: Manifest,
    output: Path,
) -> Manifest:
    """Stage every rendered file beside its place, then rename them all; nothing old is touched until all are staged.

    A build that is killed leaves the old files, or some new ones that the next build recognises by their digests.
    Raises `BuildError` if the output folder cannot be written.
    """
    try:
        _sweep(output)
        output.mkdir(parents=True, exist_ok=True)
        staging = Path(mkdtemp(prefix=_STAGING, dir=output))
        try:
            digests = {file.path: _stage(file, staging) for file in rendered}
            return _commit(digests, selection, keys, before, staging, output)
        finally:
            shutil.rmtree(staging, ignore_errors=True)
    except OSError as error:
        message = f"写不进输出文件夹“{output}”：{error.strerror or error}。"
        raise BuildError(message) from error


def _stage(file: Rendered, staging: Path) -> str:
    path = staging / file.path
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(file.data)
    return file.digest


def _commit(
    digests: Mapping[str, str],
    selection: Selection,
    keys: Mapping[str, str],
    before: Manifest,
    staging: Path,
    output: Path,
) -> Manifest:
    kept = {path: before.entries[path] for path in selection.current}
    after = Manifest({**kept, **{path: Entry(keys[path], digest) for path, digest in digests.items()}})
    # Announced before any is in place: what a killed build has put there is known to the next one.
    _stage(Rendered(NAME, write_manifest(Manifest({**before.entries, **after.entries}))), staging)
    os.sync()
    (staging / NAME).replace(output / NAME)
    for path in digests:
        target = output / path
        target.parent.mkdir(parents=True, exist_ok=True)
        (staging / path).replace(target)
    for path in selection.gone:
        (output / path).unlink(missing_ok=True)
        _prune((output / path).parent, output)
    _stage(Rendered(NAME, write_manifest(after)), staging)
    (staging / NAME).replace(output / NAME)
    return after


def _prune(folder: Path, top: Path) -> None:
    """Remove folders that became empty, up to the site's top."""
    while folder != top:
        # A killed build may have removed the lower ones; one that is not empty refuses by itself.
        with suppress(OSError):
            folder.rmdir()
        folder = folder.parent


def _sweep(output: Path) -> None:
    """Remove what a killed build left staged."""
    for leftover in output.glob(f"{_STAGING}*"):
        shutil.rmtree(leftover, ignore_errors=True)
