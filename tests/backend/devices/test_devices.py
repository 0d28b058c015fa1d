"""Phones introduce themselves, say what they want, take their data and leave."""

from tests.apps import App
from tests.factories.contents import row_counts


async def test_a_phone_introduces_itself_without_saying_who_it_is(app: App) -> None:
    answer = await app.client.post("/api/v1/devices")

    assert (answer.status_code, sorted(answer.json())) == (201, ["device_id", "token"])
    assert await row_counts() == {"Visitor": 1, "Device": 1, "JournalState": 1}
