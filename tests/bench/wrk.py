"""Load over HTTP/1.1 from a process of its own: wrk, which is light enough to leave a core to the server."""

import math
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass

from tests.bench.servers import ROOT

_REPORT = """
done = function(summary, latency, requests)
  local e = summary.errors
  io.write(string.format("\\nresult %d %d %d %d %d\\n", summary.requests, summary.duration,
    latency:percentile(50), latency:percentile(99), e.connect + e.read + e.write + e.status + e.timeout))
end
"""


@dataclass(frozen=True)
class Load:
    """What one run told: `share` is the part of a core that the load itself took."""

    requests: int
    rate: float
    p50_ms: float
    p99_ms: float
    share: float


def provide_wrk() -> None:
    """Install wrk where it is missing; ends the program where that cannot be done."""
    if shutil.which("wrk") is None:
        installed = subprocess.run([ROOT / "infra/setup/apt.sh", "wrk"], check=False)
        if installed.returncode:
            sys.exit("wrk is missing")


def run_wrk(url: str, headers: Mapping[str, str], *, connections: int, seconds: float) -> Load:
    """Return what `connections` kept open and always asking reached.

    Ends the program where a request failed, since a rate of failures tells nothing.
    """
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        script.write(_REPORT)
        script.flush()
        command = ["wrk", "-t1", f"-c{connections}", f"-d{math.ceil(seconds) + 1}s", "-s", script.name]
        for name, value in headers.items():
            command += ["-H", f"{name}: {value}"]
        before = _children_cpu()
        told = _interrupted([*command, url], seconds)
        cpu = _children_cpu() - before
    line = next((line for line in told.splitlines() if line.startswith("result ")), None)
    if line is None:
        sys.exit(f"wrk told no result for {url}: {told}")
    requests, microseconds, p50, p99, failed = map(int, line.split()[1:])
    if failed or not requests:
        sys.exit(f"{failed} of {requests} requests to {url} failed")
    took = microseconds / 1e6
    return Load(requests, requests / took, p50 / 1000, p99 / 1000, cpu / took)


def _interrupted(command: list[str], seconds: float) -> str:
    # wrk counts in whole seconds; interrupted it reports what was until then. Short turns see the same noise.
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        try:
            return process.communicate(timeout=seconds)[0]
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGINT)
            return process.communicate()[0]


def _children_cpu() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime
