"""Topics, which are published, and announcements, which are public once sent."""

from backend.core.records import Collection
from backend.push import models
from backend.push.queries import AnnouncementRecords
from backend.push.schemas import Topic

TOPICS = Collection("topics", Topic, models.Topic)
ANNOUNCEMENTS = AnnouncementRecords()
