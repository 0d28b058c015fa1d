"""What happens, told to open screens as it does."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from backend.live.hub import Hub
from backend.live.schemas import PlacesTold, Revision
from backend.web.body import operation
from backend.web.events import MEDIA_TYPE, EventStream


def _hub(request: Request) -> Hub:
    found = request.state.hub
    assert isinstance(found, Hub)
    return found


@operation(
    "Follow what happens: the newest revision, and places left at the doors of sessions",
    media_type=MEDIA_TYPE,
    events={"revision": Revision, "places": PlacesTold},
)
async def get_live(request: Request) -> Response:
    """Return a stream that tells the whole first, then only changes."""
    return EventStream(_hub(request).listen())


routes = [Route("/live", get_live, methods=["GET"])]
