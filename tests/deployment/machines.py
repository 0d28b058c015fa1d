"""The whole deployment on this machine without containers: every process that the compose file names.

Commands, environments and checks are the file's own; only values of the environment are put in place of
others: ports that are free, folders of this test, and loopback addresses for the names of machines.
"""

import shutil
import ssl
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import asyncpg
import httpx

from backend.push.vapid import generate_private_key
from tests.bench.push_double import PushDouble, push_double
from tests.deployment import compose
from tests.deployment.compose import ROOT, Service
from tests.deployment.names import name_server
from tests.deployment.processes import Running, given_to, run, started, told
from tests.factories.phones import PushPhone
from tests.ports import free_port

EMAIL, PASSWORD = "owner@example.org", "correct horse battery staple"
METRICS_TOKEN = "a-token-for-metrics"

# PostgreSQL refuses root; any other account will do.
_ACCOUNT = "postgres"


@dataclass
class Machines:
    """A deployment that runs. `webs` and `workers` are by number; every web has an address of its own."""

    services: Mapping[str, Service]
    folder: Path
    origin: str
    ports: Mapping[str, int]
    push: PushDouble
    names: list[str]
    stack: AsyncExitStack
    webs: dict[int, Running] = field(default_factory=dict)
    workers: dict[int, Running] = field(default_factory=dict)

    @property
    def tls(self) -> ssl.SSLContext:
        """A context that trusts the edge's own authority and nobody else."""
        authority = self.folder / "caddy" / "pki" / "authorities" / "local" / "root.crt"
        return ssl.create_default_context(cafile=str(authority))

    def visitor(self, **headers: str) -> httpx.AsyncClient:
        """A client that knows the edge only."""
        return httpx.AsyncClient(base_url=self.origin, verify=self.tls, headers=headers, timeout=30)

    @asynccontextmanager
    async def organizer(self) -> AsyncIterator[httpx.AsyncClient]:
        """A client that is signed in as the owner."""
        async with self.visitor(origin=self.origin) as client:
            answer = await client.post("/api/v1/auth/sign-in", json={"email": EMAIL, "password": PASSWORD})
            assert answer.status_code == 204, answer.text
            yield client

    async def subscribe(self, client: httpx.AsyncClient, number: int) -> PushPhone:
        """Introduce a phone that takes its pushes at the double."""
        phone = PushPhone(number, f"http://127.0.0.1:{self.push.port}")
        introduced = await client.post("/api/v1/devices")
        assert introduced.status_code == 201, introduced.text
        bearer = {"authorization": f"Bearer {introduced.json()['token']}"}
        kept = await client.put("/api/v1/device/subscription", json=phone.body(), headers=bearer)
        assert kept.is_success, kept.text
        return phone

    async def start_web(self, number: int) -> None:
        """Start a web at an address of its own, which the name `web` then has too."""
        address = f"127.0.0.{number + 1}"
        changes = {"COMPANION_HOST": address, "COMPANION_PORT": str(self.ports["web"])}
        self.webs[number] = await self._start("web", number, changes)
        if address not in self.names:
            self.names.append(address)

    async def start_worker(self, number: int) -> None:
        self.workers[number] = await self._start("worker", number, {})

    async def command(self, *arguments: str, given: str = "") -> None:
        """Run the command line beside the processes, with the environment of `migrate`."""
        migrate = self.services["migrate"].environment
        code, output = await told(
            ["companion", *arguments], migrate | self._moved(migrate), self.folder, given=given
        )
        assert code == 0, output

    async def _start(self, name: str, number: int, changes: dict[str, str]) -> Running:
        service = self.services[name]
        moved = self._moved(service.environment) | changes
        running = await self.stack.enter_async_context(
            started(service, self.folder, changes=moved, number=number)
        )
        await running.healthy()
        return running

    def _moved(self, environment: Mapping[str, str]) -> dict[str, str]:
        """Return the addresses of database and broker as they are on this machine."""
        return {
            name: value.replace("@database:5432", f"@127.0.0.1:{self.ports['database']}").replace(
                "@broker:4222", f"@127.0.0.1:{self.ports['broker']}"
            )
            for name, value in environment.items()
            if name in {"COMPANION_DATABASE_URL", "COMPANION_BROKER_URL"}
        }

    async def start_all(self) -> None:
        """Start everything in the order that the file asks for, and fill the database."""
        await self._start_database()
        broker = {
            "NATS_LISTEN": f"127.0.0.1:{self.ports['broker']}",
            "NATS_MONITOR": f"127.0.0.1:{self.ports['monitor']}",
            "NATS_STORE": str(self.folder / "nats"),
        }
        await self._start("broker", 1, broker)
        await self.command(*self.services["migrate"].command[1:])
        await self.command("seed", "--shift-to", "today")
        await self.command("organizer", "add", EMAIL, "--password-stdin", given=f"{PASSWORD}\n")
        for number in (1, 2):
            await self.start_web(number)
            await self.start_worker(number)
        await self._start_edge()

    async def _start_database(self) -> None:
        service = self.services["database"]
        # Not below the test's own folder, which the other account may not enter.
        data = Path(mkdtemp(prefix="companion-machines-"))
        self.stack.callback(shutil.rmtree, data)
        given_to(_ACCOUNT, data)
        changes = {"PGDATA": str(data), "PGPORT": str(self.ports["database"])}
        await _make_cluster(service.environment | changes, data)
        running = await self.stack.enter_async_context(
            started(service, self.folder, changes=changes, account=_ACCOUNT)
        )
        await running.healthy()
        await _make_database(service.environment, self.ports["database"])

    async def _start_edge(self) -> None:
        packed = self.folder / "packed"
        pack = ["node", str(ROOT / "infra" / "docker" / "pack-assets.mjs"), str(ROOT / "pwa" / "dist")]
        assert await run([*pack, str(packed)], {}, self.folder) == 0
        changes = {
            "EDGE_HTTP_PORT": str(self.ports["http"]),
            "EDGE_HEALTH_PORT": str(self.ports["health"]),
            "EDGE_ROOT": str(packed),
            "EDGE_UPSTREAM_PORT": str(self.ports["web"]),
            "EDGE_RESOLVER": f"udp/127.0.0.1:{self.ports['names']}",
            "XDG_DATA_HOME": str(self.folder),
            "XDG_CONFIG_HOME": str(self.folder),
        }
        await self._start("edge", 1, changes)


@asynccontextmanager
async def machines(folder: Path) -> AsyncIterator[Machines]:
    """Yield a deployment with the sample event, an owner, two webs and two workers."""
    async with AsyncExitStack() as stack:
        push = await stack.enter_async_context(push_double())
        names: list[str] = []
        resolver = await stack.enter_async_context(name_server("web", names))
        free = ("https", "http", "health", "web", "database", "broker", "monitor")
        ports = {name: free_port() for name in free} | {"names": resolver}
        origin = f"https://localhost:{ports['https']}"
        env = folder / "env"
        env.write_text(compose.filled_in(_operator(origin, push.port)))
        deployed = Machines(compose.services(env), folder, origin, ports, push, names, stack)
        await deployed.start_all()
        yield deployed


def _operator(origin: str, push_port: int) -> dict[str, str]:
    return {
        "COMPANION_PUBLIC_URL": origin,
        "COMPANION_SECRET_KEY": "secret-of-the-deployment-test",
        "COMPANION_VAPID_PRIVATE_KEY": generate_private_key(),
        "COMPANION_VAPID_SUBJECT": "mailto:owner@example.org",
        "COMPANION_METRICS_TOKEN": METRICS_TOKEN,
        "COMPANION_PUSH_HOSTS": f"http://127.0.0.1:{push_port}",
        "COMPANION_TRUSTED_PROXIES": "127.0.0.0/8",
        # Both workers share a fan-out of some hundred, and a dead one's part is soon taken over.
        "COMPANION_PUSH_BATCH": "40",
        "COMPANION_PUSH_FLIGHT": "8",
        "COMPANION_PUSH_LEASE_SECONDS": "9",
        "COMPANION_PUSH_TIMEOUT_SECONDS": "4",
        # A server that reads numbers where it can must not trip over it.
        "POSTGRES_PASSWORD": "1e5",
        "NATS_PASSWORD": "1e5",
    }


async def _make_cluster(environment: Mapping[str, str], data: Path) -> None:
    """Do what the image's entry point does with an empty volume."""
    password = data.with_name(f"{data.name}-password")
    password.write_text(environment["POSTGRES_PASSWORD"])
    given_to(_ACCOUNT, password)
    initdb = ["initdb", "-U", environment["POSTGRES_USER"], "-A", "scram-sha-256", "--pwfile", str(password)]
    code, output = await told([*initdb, "-N", "-E", "UTF8"], environment, data, account=_ACCOUNT)
    password.unlink()
    assert code == 0, output
    with (data / "postgresql.conf").open("a") as file:
        file.write("unix_socket_directories = ''\nfsync = off\n")


async def _make_database(environment: Mapping[str, str], port: int) -> None:
    user, password = environment["POSTGRES_USER"], environment["POSTGRES_PASSWORD"]
    connection: Any = await asyncpg.connect(
        host="127.0.0.1", port=port, user=user, password=password, database="postgres"
    )
    await connection.execute(f'CREATE DATABASE "{environment["POSTGRES_DB"]}"')
    await connection.close()
