"""A phone introduces itself, says what its visitor wants, asks for all that is kept, or for its end."""

from starlette.requests import Request
from starlette.routing import Route

from backend.accounts.guard import signed_in
from backend.devices import commands, queries
from backend.devices.guard import device
from backend.devices.schemas import DeviceExport, Introduced, Preferences, Stars
from backend.event.queries import zone
from backend.web.body import operation
from backend.web.state import client_address, now


@operation("Introduce a phone", status=201)
async def post_devices(request: Request) -> Introduced:
    """Return the new device's id and token."""
    request.state.device_limit.admit(client_address(request), now(request))
    return await commands.introduce(now=now(request))


@operation("Keep what the visitor wants", security="device")
async def put_preferences(request: Request, body: Preferences) -> None:
    """Keep the fields given."""
    caller = await device(request)
    await commands.keep_preferences(caller, body, topics=await request.state.known_topics(), now=now(request))


@operation("Export all that is kept about this phone", security="device")
async def get_device(request: Request) -> DeviceExport:
    """Return all that is kept."""
    return await commands.export(await device(request), request.state.personal_data, await zone())


@operation("Erase all that is kept about this phone", security="device")
async def delete_device(request: Request) -> None:
    """Delete it at once."""
    await commands.erase(await device(request), request.state.personal_data)


@operation("The visitor's stars, as all their phones made them", security="device")
async def get_stars(request: Request) -> Stars:
    """Return them, those taken back included."""
    caller = await device(request)
    return Stars(await queries.stars(caller.visitor_id, await zone()))


@operation("Link this phone to who is signed in on it", security="device")
async def put_person(request: Request) -> None:
    """Link it: the cookie says who, the bearer token which phone."""
    person = await signed_in(request)
    await commands.link_person(await device(request), person.id)


@operation("Unlink this phone from its person", security="device")
async def delete_person(request: Request) -> None:
    """Unlink it."""
    await commands.unlink_person(await device(request))


routes = [
    Route("/devices", post_devices, methods=["POST"]),
    Route("/device/preferences", put_preferences, methods=["PUT"]),
    Route("/device/stars", get_stars, methods=["GET"]),
    Route("/device/person", put_person, methods=["PUT"]),
    Route("/device/person", delete_person, methods=["DELETE"]),
    Route("/device", get_device, methods=["GET"]),
    Route("/device", delete_device, methods=["DELETE"]),
]
