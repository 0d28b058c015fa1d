"""Reading devices and what their visitors want."""

from backend.core.ids import hash_token
from backend.devices.models import Device, Visitor, VisitorTopic
from backend.devices.rules import KnownDevice
from backend.devices.schemas import QuietHours


async def device_of_token(token: str) -> KnownDevice | None:
    """Return the device that holds `token`."""
    rows = await Device.filter(token_hash=hash_token(token)).values_list("id", "visitor_id")
    return KnownDevice(str(rows[0][0]), str(rows[0][1])) if rows else None


async def visitor(visitor_id: str) -> Visitor:
    """Return the visitor's row."""
    return await Visitor.get(id=visitor_id)


async def chosen_topics(found: Visitor) -> list[str] | None:
    """Return the topics a visitor chose, or nothing while the defaults hold."""
    if not found.topics_chosen:
        return None
    topics = await VisitorTopic.filter(visitor_id=found.id).order_by("topic").values_list("topic", flat=True)
    return [str(topic) for topic in topics]


def quiet_hours(found: Visitor) -> QuietHours | None:
    """Return the visitor's quiet hours."""
    if found.quiet_from is None or found.quiet_to is None:
        return None
    return QuietHours(start=found.quiet_from, end=found.quiet_to)
