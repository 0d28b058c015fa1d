"""Reading the award lists, as far as other domains ask."""

import msgspec

from backend.awards.models import Awards
from backend.awards.schemas import AwardList


async def ceremony_sessions() -> list[str]:
    """Return the ids of the sessions in which lists are announced, each once, in the lists' order."""
    lists = await Awards.all().order_by("id").values_list("lists", flat=True)
    found = [msgspec.convert(each, list[AwardList]) for each in lists]
    return list(dict.fromkeys(award.session for each in found for award in each))
