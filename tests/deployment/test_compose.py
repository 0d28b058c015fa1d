"""The compose file, its settings and its images, as far as they can be judged without an engine."""

import ast
import subprocess
from hashlib import sha512
from pathlib import Path
from typing import Any

import msgspec
import pytest

from backend.core.database import configuration
from backend.settings import PREFIX, Settings
from tests.deployment import compose
from tests.deployment.compose import ROOT, Service

OURS = {"web", "worker", "migrate"}
LASTING = {"edge", "web", "worker", "database", "broker"}
GIVEN = {entry.name: f"given-{entry.name.lower()}" for entry in compose.entries() if entry.is_required}


@pytest.fixture(scope="module")
def env(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("compose") / "env"
    path.write_text(compose.filled_in(GIVEN))
    return path


@pytest.fixture(scope="module")
def services(env: Path) -> dict[str, Service]:
    return compose.services(env)


def defaults() -> dict[str, str]:
    return {PREFIX + field.name.upper(): str(field.default) for field in msgspec.structs.fields(Settings)}


def test_a_compose_client_accepts_the_file(services: dict[str, Service]) -> None:
    assert set(services) == OURS | LASTING


@pytest.mark.parametrize("name", GIVEN)
def test_a_compose_client_asks_for_what_must_be_given(name: str, tmp_path: Path) -> None:
    path = tmp_path / "env"
    path.write_text(compose.filled_in({**GIVEN, name: ""}))

    done = compose.client(path, "config", "--quiet")

    assert done.returncode != 0
    assert f"{name} must be given" in done.stderr


def test_env_example_has_every_setting_with_its_default() -> None:
    told = {entry.name: entry.value for entry in compose.entries() if entry.name in defaults()}

    assert told == defaults()


def test_env_example_tells_each_setting_in_a_sentence_and_no_other() -> None:
    entries = compose.entries()
    written = (ROOT / "docker-compose.yml").read_text()

    assert [entry.name for entry in entries if not entry.sentence.endswith(".")] == []
    unknown = [entry.name for entry in entries if entry.name not in defaults() and entry.name not in written]
    assert unknown == []


def test_the_defaults_of_compose_alone_are_those_of_env_example() -> None:
    text = (ROOT / "docker-compose.yml").read_text()
    own = [entry for entry in compose.entries() if entry.name not in defaults() and not entry.is_required]

    assert [entry.name for entry in own if f"${{{entry.name}:-{entry.value}}}" not in text] == []


def test_every_setting_reaches_every_process_of_ours(services: dict[str, Service]) -> None:
    for name in OURS:
        assert {key for key in services[name].environment if key.startswith(PREFIX)} == set(defaults())


def test_what_an_operator_sets_reaches_the_processes(tmp_path: Path) -> None:
    fixed = {PREFIX + name for name in ("HOST", "PORT", "DATA_DIR", "DATABASE_URL", "BROKER_URL")}
    wanted = {name: f"set-{name.lower()}" for name in defaults() if name not in fixed}
    path = tmp_path / "env"
    path.write_text(compose.filled_in(GIVEN | wanted))

    environment = compose.services(path)["worker"].environment

    assert {name: environment[name] for name in wanted} == wanted


def test_as_many_webs_and_workers_run_as_the_operator_wants() -> None:
    written = compose.written()["services"]

    assert {name: written[name]["deploy"]["replicas"] for name in ("web", "worker")} == {
        "web": "${WEB_REPLICAS:-2}",
        "worker": "${WORKER_REPLICAS:-2}",
    }
    assert [name for name in written if "container_name" in written[name]] == []


def test_only_the_edge_can_be_reached_from_outside(services: dict[str, Service]) -> None:
    published = {name: one.content["ports"] for name, one in services.items() if "ports" in one.content}
    networks: dict[str, Any] = compose.written()["networks"]

    ports = {f"{port['published']}/{port['protocol']}" for port in map(_port, published.pop("edge"))}
    assert (ports, published) == ({"80/tcp", "443/tcp", "443/udp"}, {})
    assert {name for name, network in networks.items() if not network.get("internal")} == {
        "public",
        "outside",
    }
    assert set(services["database"].content["networks"]) == set(services["broker"].content["networks"])
    assert set(services["database"].content["networks"]) == {"data"}
    assert set(services["web"].content["networks"]) == {"inside", "data"}


def _port(port: Any) -> dict[str, str]:
    if isinstance(port, dict):
        return {name: str(value) for name, value in port.items()}
    address, _, protocol = str(port).partition("/")
    return {"published": address.split(":")[0], "protocol": protocol}


def test_every_container_may_do_as_little_as_possible(services: dict[str, Service]) -> None:
    for one in services.values():
        assert one.content["read_only"] is True
        assert one.content["cap_drop"] == ["ALL"]
        assert one.content["security_opt"] == ["no-new-privileges:true"]
        assert "privileged" not in one.content
        assert "cap_add" not in one.content


def test_what_lasts_is_watched_and_started_again(services: dict[str, Service]) -> None:
    for name in LASTING:
        content = services[name].content
        assert content["restart"] == "unless-stopped"
        check = content["healthcheck"]
        assert compose.seconds(check["timeout"]) <= compose.seconds(check["interval"])
        assert check["retries"] >= 3
    assert services["migrate"].content["restart"] == "no"


def test_nothing_starts_before_what_it_needs(services: dict[str, Service]) -> None:
    needed = {
        name: {other: needs["condition"] for other, needs in one.content.get("depends_on", {}).items()}
        for name, one in services.items()
    }
    process = {
        "migrate": "service_completed_successfully",
        "database": "service_healthy",
        "broker": "service_healthy",
    }

    assert needed == {
        "edge": {"web": "service_healthy"},
        "web": process,
        "worker": process,
        "migrate": {"database": "service_healthy"},
        "database": {},
        "broker": {},
    }


def test_a_stop_gives_what_is_in_flight_its_time(services: dict[str, Service]) -> None:
    assert services["web"].stop_seconds > _streams_end_after()
    # The broker is asked in intervals of five seconds, a push in flight takes its time-out at most.
    assert services["worker"].stop_seconds >= Settings().push_timeout_seconds + 2 * 5
    assert f"grace_period {services['edge'].stop_seconds // 2}s" in (ROOT / "infra" / "Caddyfile").read_text()


def _streams_end_after() -> int:
    """Return the literal that the server's source gives open streams at a stop, in seconds."""
    tree = ast.parse((ROOT / "backend" / "__main__.py").read_text())
    (found,) = (
        node.value.value
        for node in ast.walk(tree)
        if isinstance(node, ast.keyword)
        and node.arg == "workers_kill_timeout"
        and isinstance(node.value, ast.Constant)
    )
    assert isinstance(found, int)
    return found


def test_the_database_has_a_connection_for_every_process(services: dict[str, Service]) -> None:
    (limit,) = (
        int(part.partition("=")[2])
        for part in services["database"].command
        if part.startswith("max_connections=")
    )
    pool = configuration("postgres://localhost/x", [])["connections"]["default"]["credentials"]["maxsize"]

    # A web listens on a connection of its own beside its pool. Ten of each fit, and a person.
    assert 2 * 10 * (pool + 1) + 10 <= limit


def test_each_image_runs_as_nobody_special(services: dict[str, Service]) -> None:
    stages = compose.stages()
    targets = {
        name: one.content["build"]["target"] for name, one in services.items() if "build" in one.content
    }

    users = {name: [words[1] for words in stages[name] if words[0] == "USER"] for name in targets.values()}
    assert users == {"backend": ["10001:10001"], "edge": ["10001:10001"], "broker": ["10001:10001"]}
    assert {name for name in services if name not in targets} == {"database"}
    assert services["database"].content["user"] == "postgres"


def test_images_start_from_named_versions_and_locked_packages() -> None:
    stages = compose.stages()

    bases = [words[1] for stage in stages.values() for words in stage if words[0] == "FROM"]
    assert [base for base in bases if ":" not in base or base.endswith(":latest")] == []
    installs = [" ".join(words) for words in stages["packages"] if " install " in " ".join(words)]
    assert ["--require-hashes -r requirements.lock" in text or "--no-deps" in text for text in installs] == [
        True
    ] * len(installs)
    assert len(installs) == 2


def test_images_are_made_of_files_that_exist_and_are_let_in(tmp_path: Path) -> None:
    copied = {
        source
        for stage in compose.stages().values()
        for words in stage
        if words[0] == "COPY" and not words[1].startswith("--from")
        for source in words[1:-1]
    }
    let_in = [line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")]

    assert [source for source in copied if not (ROOT / source).exists()] == []
    assert [source for source in copied if not any(Path(source).is_relative_to(one) for one in let_in)] == []


def test_assets_are_packed_where_that_makes_them_smaller(tmp_path: Path) -> None:
    assets, out = tmp_path / "dist" / "assets", tmp_path / "out"
    assets.mkdir(parents=True)
    (assets / "index-abcdefgh.js").write_text("export const text = 'again';\n" * 100)
    (assets / "font-abcdefgh.woff2").write_bytes(b"".join(sha512(bytes([n])).digest() for n in range(9)))
    pack = ROOT / "infra" / "docker" / "pack-assets.mjs"

    subprocess.run(["node", pack, tmp_path / "dist", out], check=True, timeout=60)

    assert sorted(path.name for path in (out / "assets").iterdir()) == [
        "font-abcdefgh.woff2",
        "index-abcdefgh.js",
        "index-abcdefgh.js.br",
        "index-abcdefgh.js.gz",
    ]
