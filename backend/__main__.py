"""The command line: `companion`, or `python -m backend`."""

import asyncio
import gc
import json
import signal
import sys
from datetime import date
from pathlib import Path
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import typer
import uvloop
from granian import Granian
from granian.constants import HTTPModes, Interfaces, Loops
from granian.server.common import AbstractServer

from backend.accounts import sign_in
from backend.accounts.rules import SYSTEM, Role
from backend.app import Companion, describe
from backend.core.clock import utc_now
from backend.core.database import database, migrate
from backend.core.errors import CompanionError
from backend.publishing import load
from backend.publishing.interchange import FORMATS, read_schedule
from backend.publishing.publish import publish
from backend.publishing.seed import Document, read_event_file, shift
from backend.push.keys import subscriptions_by_key
from backend.push.vapid import generate_private_key, load_private_key, write_public_key
from backend.settings import Settings, SettingsError, load_settings
from backend.web.log import configure_logging
from backend.wiring import MODELS, rotate_kept_key, services, vapid_private_keys
from backend.worker.priority import give_way
from backend.worker.run import calling, embedded, work

cli = typer.Typer(
    help="The IPS Forum companion: agenda, map, awards and push notifications, offline first.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
vapid = typer.Typer(help="The key that identifies this server to push services.", no_args_is_help=True)
organizer = typer.Typer(help="People who may publish and announce.", no_args_is_help=True)
cli.add_typer(vapid, name="vapid")
cli.add_typer(organizer, name="organizer")


def asgi() -> Companion:
    """Return the application for a server process; sends by itself when the broker is in memory."""
    settings = load_settings()
    configure_logging(settings.log_format)
    _keep_what_is_loaded()
    return Companion(settings, embedded if settings.embedded_worker else calling)


def _keep_what_is_loaded() -> None:
    """Leave modules and models out of the garbage collector's walks: a full one stops requests for 50 ms."""
    gc.collect()
    gc.freeze()


@cli.command()
def web() -> None:
    """Serve API and app; with the default broker also send what is due."""
    settings = load_settings()
    server("backend.__main__:asgi", host=settings.host, port=settings.port).serve()


def server(target: str, *, host: str, port: int) -> AbstractServer[Any]:
    """Return the HTTP server for the application that the factory `target` (`module:name`) makes."""
    return Granian(
        target,
        factory=True,
        address=host,
        port=port,
        interface=Interfaces.ASGI,
        http=HTTPModes.http1,
        loop=Loops.uvloop,
        backlog=4096,
        # At its default of 1,024 further requests hang.
        backpressure=8192,
        # An answer that nobody ends would else hold a stop up for ever; ours end by themselves (web.stop).
        workers_kill_timeout=10,
        websockets=False,
        log_access=False,
    )


@cli.command()
def worker() -> None:
    """Take jobs from the shared broker and send what is due."""
    settings = load_settings()
    configure_logging(settings.log_format)
    if settings.embedded_worker:
        raise SettingsError("COMPANION_BROKER_URL: a worker of its own needs a broker such as nats://")
    _keep_what_is_loaded()
    give_way()

    async def run() -> None:
        stop = asyncio.Event()
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, stop.set)
        async with services(settings) as parts:
            await work(parts, stop)

    uvloop.run(run())


@cli.command("migrate")
def migrate_command() -> None:
    """Bring the database to the newest form; safe to call at every start."""
    asyncio.run(migrate(load_settings().database, MODELS))


@cli.command("seed")
def seed_command(
    shift_to: Annotated[
        str | None, typer.Option(help="Move the event so that day 1 is `today` or a date such as 2026-11-24.")
    ] = None,
    if_empty: Annotated[
        bool, typer.Option("--if-empty", help="Do nothing where an event is published already.")
    ] = False,
) -> None:
    """Load the sample event; over an older programme this replaces it on every phone."""
    settings = load_settings()

    async def run() -> None:
        async with database(settings.database, MODELS):
            if if_empty and not await load.is_empty():
                return
            published = await load.seed(_sample_event(shift_to), now=utc_now())
        total = sum(map(len, published.written.values()))
        typer.echo(f"Seeded {total} records as revision {published.revision}.")

    asyncio.run(run())


def _sample_event(shift_to: str | None) -> Document:
    document = read_event_file()
    if shift_to is None:
        return document
    zone = ZoneInfo(load.DEFAULT_ZONE)
    try:
        day = utc_now().astimezone(zone).date() if shift_to == "today" else date.fromisoformat(shift_to)
    except ValueError as error:
        raise typer.BadParameter("`today` or a date such as 2026-11-24", param_hint="--shift-to") from error
    return shift(document, day)


@cli.command("import")
def import_command(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="A schedule as XML or JSON.")],
    format_name: Annotated[str, typer.Option("--format", help=f"auto, {', '.join(FORMATS)}.")] = "auto",
    zone: Annotated[
        str | None, typer.Option(help="The venue's time zone, where the file does not say it.")
    ] = None,
    publish_it: Annotated[
        bool, typer.Option("--publish", help="Publish what was read; else it is only shown.")
    ] = False,
) -> None:
    """Read a frab schedule XML or schedule JSON v1 and show, or publish, what it brings."""
    settings = load_settings()
    draft = read_schedule(file.read_bytes(), format_name=format_name, zone=zone)

    async def run() -> None:
        async with database(settings.database, MODELS):
            changes = await load.import_changes(draft)
            told = await load.differences(changes)
            published = None
            if publish_it:
                published = await publish(SYSTEM, changes, note=f"import of {file.name}", now=utc_now())
        for warning in draft.warnings:
            typer.echo(f"warning: {warning.where}: {warning.what}; {warning.done}", err=True)
        for name, (new, changed) in told.items():
            typer.echo(f"{name}: {new} new, {changed} changed")
        typer.echo(f"Published as revision {published.revision}." if published else "Nothing published yet.")

    asyncio.run(run())


@cli.command()
def start() -> None:
    """Migrate, seed the sample event where there is none, print a sign-in link for the owner, serve."""
    settings = load_settings()
    asyncio.run(migrate(settings.database, MODELS))
    seed_command(shift_to="today", if_empty=True)

    async def owner() -> str | None:
        async with database(settings.database, MODELS):
            return await sign_in.owner_link(now=utc_now())

    token = asyncio.run(owner())
    typer.echo(f"\nThe app:       {settings.origin}/")
    if token:
        typer.echo(f"Organizer:     {link(settings, token)}\n               (once, within 24 hours)\n")
    web()


@cli.command()
def openapi() -> None:
    """Print the API's OpenAPI document."""
    typer.echo(json.dumps(describe(), indent=1, ensure_ascii=False))


@vapid.command("generate")
def vapid_generate() -> None:
    """Print a new key pair for COMPANION_VAPID_PRIVATE_KEY."""
    private = generate_private_key()
    typer.echo(f"COMPANION_VAPID_PRIVATE_KEY={private}")
    typer.echo(f"# public: {write_public_key(load_private_key(private))}")


@vapid.command("rotate")
def vapid_rotate(
    force: Annotated[
        bool, typer.Option("--force", help="Even if phones still hold the key that was retired before.")
    ] = False,
) -> None:
    """Make a new key; the one in use goes on being served until the last phone has subscribed anew."""
    settings = load_settings()
    current, previous = vapid_private_keys(settings)

    async def holders() -> int:
        async with database(settings.database, MODELS):
            counted = await subscriptions_by_key()
            return counted.get(write_public_key(load_private_key(previous)), 0) if previous else 0

    left = asyncio.run(holders())
    if left and not force:
        typer.echo(
            f"{left} phones still hold the key that was retired before; they would be lost."
            " Wait until they have opened the app, or use --force.",
            err=True,
        )
        raise typer.Exit(1)
    if settings.vapid_private_key:
        typer.echo(f"COMPANION_VAPID_PRIVATE_KEY={generate_private_key()}")
        typer.echo(f"COMPANION_VAPID_PREVIOUS_PRIVATE_KEY={current}")
        typer.echo("Set both for every process and restart them.", err=True)
        return
    made = rotate_kept_key(settings)
    typer.echo(f"The key is now {write_public_key(load_private_key(made))}; restart to use it.")


@organizer.command("add")
def organizer_add(
    email: Annotated[str, typer.Argument(help="The address to sign in with.")],
    password_stdin: Annotated[
        bool, typer.Option("--password-stdin", help="Read the password from standard input.")
    ] = False,
) -> None:
    """Add an owner; without a password print a one-time link to sign in with."""
    settings = load_settings()
    password = sys.stdin.readline().rstrip("\n") if password_stdin else None

    async def run() -> str | None:
        async with database(settings.database, MODELS):
            person = await sign_in.add_person(email, Role.OWNER, password=password, now=utc_now())
            return None if password else await sign_in.make_link(person, now=utc_now())

    token = asyncio.run(run())
    typer.echo(f"{email} is an owner.")
    if token:
        typer.echo(link(settings, token))


def link(settings: Settings, token: str) -> str:
    """Return the address that signs in once; the token stands after the hash, which no server logs."""
    return f"{settings.origin}/organizer/sign-in#token={token}"


def main() -> None:
    """Run the command line; a wrong setting or a refused wish ends it with one sentence."""
    try:
        cli()
    except (SettingsError, CompanionError) as error:
        typer.echo(str(error), err=True)
        raise SystemExit(2) from error


if __name__ == "__main__":
    main()
