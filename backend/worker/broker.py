"""The broker by its URL: in this process, or NATS JetStream shared by many machines."""

from datetime import timedelta
from urllib.parse import urlsplit

from nats.js.api import AckPolicy, ConsumerConfig, RetentionPolicy, StreamConfig
from taskiq import AsyncBroker, InMemoryBroker, SimpleRetryMiddleware
from taskiq_nats import PullBasedJetStreamBroker

from backend.settings import Settings

STREAM = "companion"
SUBJECT = "companion.jobs"
DURABLE = "companion-workers"
# A job in progress may take as long as a batch's lease; only then is its message offered again.
_ACK_MARGIN = timedelta(seconds=30)


def make_broker(settings: Settings) -> AsyncBroker:
    """Return the broker that `broker_url` names, not started."""
    if urlsplit(settings.broker_url).scheme == "memory":
        return InMemoryBroker(await_inplace=False)
    broker = PullBasedJetStreamBroker(
        settings.broker_url,
        subject=SUBJECT,
        stream_name=STREAM,
        durable=DURABLE,
        stream_config=StreamConfig(name=STREAM, subjects=[SUBJECT], retention=RetentionPolicy.WORK_QUEUE),
        consumer_config=ConsumerConfig(
            durable_name=DURABLE,
            ack_policy=AckPolicy.EXPLICIT,
            ack_wait=settings.push_lease_seconds + _ACK_MARGIN.total_seconds(),
        ),
        # Without it the consumer waits for ever and does not notice that it should stop.
        pull_consume_timeout=5,
        # By default the client gives up after some minutes, and the process would never come back.
        max_reconnect_attempts=-1,
    )
    # A failed task is acknowledged, so without a retry its message would be lost until the next look.
    return broker.with_middlewares(SimpleRetryMiddleware(default_retry_count=3))
