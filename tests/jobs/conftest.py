"""A worker's turn, taken by the test itself: the same queue, the same task, no process beside it."""

from collections.abc import Callable

import pytest
from flask import Flask

from registry.jobs.queue import queue


@pytest.fixture
def take_turns(app: Flask) -> Callable[[], int]:
    """Do whatever waits in the queue and return how many messages there were."""

    def work() -> int:
        huey = queue().huey
        huey.storage.blocking = False  # whoever puts something in is here: nothing comes while one waits
        count = 0
        while (task := huey.dequeue()) is not None:
            huey.execute(task)
            count += 1
        return count

    yield work
    queue().huey.storage.close()
