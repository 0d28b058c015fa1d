"""A worker's place among the processes of a machine: behind those that somebody waits for."""

import os
import sys
from contextlib import suppress
from typing import Final

# On a machine they share, a web that answers a phone has its turn before a worker that sends.
NICENESS: Final = 5


def give_way() -> None:
    """Lower this process's priority and schedule it as a batch (sched(7)); call it before threads start.

    A batch process waits for its turn when it wakes, so that neither the transport's thread interrupts the
    encryption for each answer, nor one worker another.
    """
    os.nice(NICENESS)
    if sys.platform == "linux":
        # A sandbox may forbid it: then priority alone has to do.
        with suppress(OSError):
            os.sched_setscheduler(0, os.SCHED_BATCH, os.sched_param(0))
