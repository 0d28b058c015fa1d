"""`docker-compose.yml` as a compose client reads it, and `infra/env.example` as an operator fills it in."""

import os
import re
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from tests.e2e.programs import find_program

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "infra" / "env.example"

_ENTRY = re.compile(r"(?P<hash>#?)(?P<name>[A-Z][A-Z0-9_]*)=(?P<value>.*)")


@dataclass(frozen=True)
class Entry:
    """One line of the pattern; `sentence` is the comment above it, a required one has no default."""

    name: str
    value: str
    sentence: str
    is_required: bool


def entries() -> list[Entry]:
    """Return the settings of `infra/env.example` in order."""
    found, before = [], ""
    for line in EXAMPLE.read_text().splitlines():
        if match := _ENTRY.fullmatch(line):
            found.append(Entry(match["name"], match["value"], before.removeprefix("# "), not match["hash"]))
        before = line
    return found


def filled_in(given: Mapping[str, str]) -> str:
    """Return `infra/env.example` with values for some of its settings; raises `KeyError` for others."""
    missing = set(given)

    def line(text: str) -> str:
        match = _ENTRY.fullmatch(text)
        if match is None or match["name"] not in given:
            return text
        missing.remove(match["name"])
        return f"{match['name']}={given[match['name']]}"

    filled = "\n".join(map(line, EXAMPLE.read_text().splitlines()))
    if missing:
        raise KeyError(f"not in env.example: {sorted(missing)}")
    return filled + "\n"


@dataclass(frozen=True)
class Service:
    """A service with every variable filled in."""

    name: str
    content: Mapping[str, Any]

    @property
    def environment(self) -> dict[str, str]:
        return {name: _unescaped(str(value)) for name, value in self.content.get("environment", {}).items()}

    @property
    def command(self) -> list[str]:
        """The command, with the paths of mounted files as they are outside."""
        mounted = {inside: outside for outside, inside in self._mounts() if outside.startswith("/")}
        return [mounted.get(part, part) for part in map(_unescaped, self.content["command"])]

    @property
    def health(self) -> list[str]:
        kind, *rest = map(_unescaped, self.content["healthcheck"]["test"])
        return ["sh", "-c", *rest] if kind == "CMD-SHELL" else rest

    @property
    def stop_seconds(self) -> int:
        return seconds(self.content["stop_grace_period"])

    def _mounts(self) -> list[tuple[str, str]]:
        pairs = (str(volume).split(":") for volume in self.content.get("volumes", []))
        return [(outside, inside) for outside, inside, *_ in pairs]


def seconds(text: str) -> int:
    """Return a duration of whole minutes and seconds, such as `1m` or `20s`, in seconds."""
    match = re.fullmatch(r"(?:(\d+)m)?(?:(\d+)s)?", text)
    assert match is not None, text
    return 60 * int(match[1] or 0) + int(match[2] or 0)


def _unescaped(text: str) -> str:
    return text.replace("$$", "$")


def client(env: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the compose client on our file with an operator's `.env`, which needs no engine for what we ask."""
    program = find_program("docker-compose", package="docker-compose")
    return subprocess.run(
        [program, "--env-file", str(env), *arguments],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        check=False,
    )


def services(env: Path) -> dict[str, Service]:
    """Return the services as the compose client understands them; raises `ValueError` with what it says."""
    done = client(env, "config")
    if done.returncode != 0:
        raise ValueError(done.stderr)
    return {name: Service(name, content) for name, content in yaml.safe_load(done.stdout)["services"].items()}


def written() -> dict[str, Any]:
    """Return the file as it is written, with its anchors resolved and its variables in place."""
    content = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
    assert isinstance(content, dict)
    return content


def stages() -> dict[str, list[Sequence[str]]]:
    """Return the Dockerfile's instructions by stage, each as its words."""
    found: dict[str, list[Sequence[str]]] = {}
    text = (ROOT / "infra" / "docker" / "Dockerfile").read_text().replace("\\\n", " ")
    stage = ""
    for line in text.splitlines():
        words = line.split()
        if not words or words[0].startswith("#"):
            continue
        if words[0] == "FROM":
            stage = words[3]
        found.setdefault(stage, []).append(words)
    return found
