"""What a database holds, table by table, to show that nothing was stored."""

from tortoise import Tortoise

from backend.core.database import APP


async def row_counts() -> dict[str, int]:
    """Return how many rows each table has that has any."""
    assert Tortoise.apps is not None
    counts = {name: await model.all().count() for name, model in Tortoise.apps[APP].items()}
    return {name: count for name, count in counts.items() if count}
