"""Putting files in place: what is staged is renamed, and the manifest comes last."""

from __future__ import annotations

import os
import sys
from collections.abc import Collection
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from site_builder.publish.manifest import NAME, Manifest, write_manifest
from site_builder.publish.staging import stage, unwritable
from site_builder.values.finding import BuildError


def publish(staged: Collection[str], before: Manifest, after: Manifest, staging: Path, output: Path) -> None:
    """Rename staged files into place and take down what is planned no more. Nothing old is touched until this.

    A build that is killed leaves the old files, or some new ones that the next build recognises by their digests.
    Raises `BuildError` if the output folder cannot be written.
    """
    gone = sorted(set(before.entries) - set(after.entries))
    _must_be_free([output / path for path in (*staged, *gone)], output)
    try:
        # Announced before any is in place: what a killed build has put there is known to the next one.
        _write(replace(after, entries={**before.entries, **after.entries}), staging, output)
        for path in staged:
            target = output / path
            target.parent.mkdir(parents=True, exist_ok=True)
            (staging / path).replace(target)
        for path in gone:
            (output / path).unlink(missing_ok=True)
            _prune((output / path).parent, output)
        _write(after, staging, output)
    except OSError as error:
        raise unwritable(output, error) from error


def _must_be_free(targets: Collection[Path], output: Path) -> None:
    """Somebody else's folder is not removed for a file of ours, nor a file of theirs for a folder."""
    holders = {own for target in targets for own in target.parents if own.is_relative_to(output)}
    wrong = [own for own in targets if own.is_dir()] + [own for own in sorted(holders) if own.is_file()]
    if wrong:
        message = f"“{wrong[0]}”不是程序放的，占了要写的位置。请移走它，再运行一次。"
        raise BuildError(message)


def _write(manifest: Manifest, staging: Path, output: Path) -> None:
    """The manifest, once everything that it follows is on the disk."""
    stage(staging, NAME, write_manifest(manifest))
    if sys.platform != "win32":
        os.sync()
    (staging / NAME).replace(output / NAME)


def _prune(folder: Path, top: Path) -> None:
    """Remove folders that became empty, up to the site's top."""
    while folder != top:
        # A killed build may have removed the lower ones; one that is not empty refuses by itself.
        with suppress(OSError):
            folder.rmdir()
        folder = folder.parent
