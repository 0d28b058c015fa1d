"""What phones write while offline."""

from typing import Annotated, Any

import msgspec
from starlette.requests import Request
from starlette.routing import Route

from backend.devices.guard import device
from backend.sync import actions
from backend.sync.schemas import ActionAnswer
from backend.web.body import operation
from backend.web.state import now

# Read one by one: an action that a newer app invented must not keep back the others.
Batch = Annotated[list[dict[str, Any]], msgspec.Meta(max_length=200)]


@operation("Apply a batch of actions that a phone made, each once", security="device", max_body=256 * 1024)
async def post_actions(request: Request, body: Batch) -> list[ActionAnswer]:
    """Answer each action, in the order they came."""
    return await actions.apply(await device(request), body, now=now(request))


routes = [Route("/device/actions", post_actions, methods=["POST"])]
