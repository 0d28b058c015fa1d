"""The awards' collections of the sync document: the catalogue and the lists, never who won."""

from backend.awards import models
from backend.awards.schemas import Awards, Innovation
from backend.core.records import Collection, Reference

INNOVATIONS = Collection("innovations", Innovation, models.Innovation, [Reference("exhibitor", "exhibitors")])
AWARDS = Collection("awards", Awards, models.Awards, [Reference("lists.session", "sessions")])
