"""Server processes of a benchmark: started on free loopback ports, asked, and ended with the block."""

import http.client
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Reply:
    """One answer with the milliseconds it took."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    ms: float


@dataclass(frozen=True)
class Server:
    """A running server: its port, and the process whose children do the work."""

    port: int
    pid: int

    def cpu(self) -> float:
        """Return the seconds of CPU used so far (proc_pid_stat(5), fields 14 and 15), workers included."""
        children = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()
        return sum((_cpu(pid) for pid in [self.pid, *map(int, children)]), 0.0)


def _cpu(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def environment(**settings: str) -> dict[str, str]:
    """Return this process's environment with these settings of the companion and no others."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("COMPANION_")}
    return kept | {"PYTHONPATH": str(ROOT)} | {f"COMPANION_{name}": value for name, value in settings.items()}


def run_companion(command: str, folder: Path, env: Mapping[str, str]) -> None:
    """Run one of our commands to its end; `folder` is where no `.env` lies."""
    subprocess.run(
        [sys.executable, "-m", "backend", command], cwd=folder, env=env, check=True, capture_output=True
    )


@contextmanager
def serving(
    arguments: list[str], port: int, folder: Path, env: Mapping[str, str], path: str
) -> Iterator[Server]:
    """Yield the server that `python -m arguments` is, from its first good answer at `path` on.

    Ends the program with what the server wrote where it does not start.
    """
    log = folder / f"{port}.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", *arguments], cwd=folder, env=env, stdout=output, stderr=output
        )
    try:
        _wait_until_good(process, port, path, log)
        yield Server(port, process.pid)
    finally:
        process.terminate()
        process.wait(30)


def _wait_until_good(process: subprocess.Popen[bytes], port: int, path: str, log: Path) -> None:
    deadline = time.monotonic() + 30
    while process.poll() is None and time.monotonic() < deadline:
        try:
            if ask(port, path).status == 200:
                return
        except OSError:
            pass
        time.sleep(0.05)
    sys.exit(f"the server did not start:\n{log.read_text()[-2000:]}")


def ask(port: int, path: str, headers: Mapping[str, str] | None = None) -> Reply:
    """Return the answer to one GET; the time counts from the open connection to the last byte."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.connect()
        begun = time.perf_counter()
        connection.request("GET", path, headers=dict(headers or {}))
        answer = connection.getresponse()
        body = answer.read()
        ms = (time.perf_counter() - begun) * 1000
        return Reply(answer.status, {name.lower(): value for name, value in answer.getheaders()}, body, ms)
    finally:
        connection.close()
