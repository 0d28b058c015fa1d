"""The exhibition's and the venue's collections of the sync document."""

from backend.core.records import Collection, Reference
from backend.expo import models
from backend.expo.schemas import Booth, Exhibitor, Floor, Service, Walks

FLOORS = Collection("floors", Floor, models.Floor)
WALKS = Collection("walks", Walks, models.Walks, [Reference("nodes.floor", "floors")])
BOOTHS = Collection(
    "booths", Booth, models.Booth, [Reference("floor", "floors"), Reference("exhibitor", "exhibitors")]
)
EXHIBITORS = Collection(
    "exhibitors",
    Exhibitor,
    models.Exhibitor,
    [
        Reference("booths", "booths"),
        Reference("innovations", "innovations"),
        Reference("services", "services"),
    ],
)
SERVICES = Collection(
    "services",
    Service,
    models.Service,
    [Reference("exhibitor", "exhibitors"), Reference("hours.day", "days")],
)
