"""HTML and CSS as the Nu checker reads them."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path
from shutil import which

import pytest

from tests.browser.pages import every_page

NU = Path(__file__).parent / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(300),
    pytest.mark.skipif(not (NU.is_file() and which("java")), reason="needs the Nu checker: scripts/setup test"),
]

UNKNOWN = re.compile("violates Content Security Policy")
"""The checker does not know that a page in a folder and its styles are of one origin; a browser has to show that."""


def test_nothing_is_invalid(real_site: Path, tiny_site: Path) -> None:
    """No page and no style of a site has an error or deserves a warning."""
    files = [site / page for site in (real_site, tiny_site) for page in every_page(site)]
    styles = sorted((real_site / "assets").glob("*.css"))
    command = ["java", "-jar", str(NU), "--format", "json", "--stdout", "--exit-zero-always", "--also-check-css"]
    run = subprocess.run([*command, *map(str, (*files, *styles))], capture_output=True, check=True)
    said = json.loads(run.stdout)["messages"]
    wrong = [(own.get("url"), own.get("lastLine"), own["message"]) for own in said]
    assert [own for own in wrong if not UNKNOWN.search(own[2])] == []
