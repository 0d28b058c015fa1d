import shutil
from collections.abc import Iterable
from pathlib import Path

import pytest


def find_program(name: str, *, package: str, also: Iterable[str] = ()) -> str:
    """The full path of `name`, from PATH or from the first of `also` (globs) that exists."""
    if found := shutil.which(name):
        return found
    for pattern in also:
        if paths := sorted(Path("/").glob(pattern.removeprefix("/"))):
            return str(paths[0])
    pytest.fail(f"{name} is missing: run apt-get install {package}", pytrace=False)
