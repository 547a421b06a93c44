"""How often sign-in may fail: enough for forgetful people, too few for guessing."""

import time
from collections import OrderedDict, deque
from collections.abc import Callable
from threading import Lock

WINDOW_SECONDS = 60 * 60
MOST_KEYS = 50_000
PER_ACCOUNT_AND_ADDRESS = 10
PER_ACCOUNT = 20
PER_ADDRESS = 60


class Attempts:
    """Failed attempts of the last hour, kept in the memory of the serving process."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._lock = Lock()
        self._failed: OrderedDict[tuple[str, str], deque[float]] = OrderedDict()

    def seconds_to_wait(self, *, account: str, address: str) -> int:
        """Return how long this account may not be tried from this address; 0 if it may be now."""
        with self._lock:
            waits = [self._wait(key, most) for key, most in _limits(account, address)]
        return max(waits)

    def failed(self, *, account: str, address: str) -> None:
        """Count one failure."""
        with self._lock:
            for key, _ in _limits(account, address):
                times = self._failed.setdefault(key, deque(maxlen=PER_ADDRESS))
                times.append(self._now())
                self._failed.move_to_end(key)
            while len(self._failed) > MOST_KEYS:
                self._failed.popitem(last=False)

    def succeeded(self, *, account: str, address: str) -> None:
        """Forget this person's failures from this address."""
        with self._lock:
            forgiven = self._failed.pop((account, address), None)
            for key in ((account, ""), ("", address)):
                times = self._failed.get(key)
                for _ in forgiven or ():
                    if times:
                        times.pop()

    def _wait(self, key: tuple[str, str], most: int) -> int:
        times = self._failed.get(key)
        if not times:
            return 0
        start = self._now() - WINDOW_SECONDS
        while times and times[0] <= start:
            times.popleft()
        if len(times) < most:
            return 0
        return max(1, round(times[len(times) - most] - start))


def _limits(account: str, address: str) -> tuple[tuple[tuple[str, str], int], ...]:
    return (
        ((account, address), PER_ACCOUNT_AND_ADDRESS),
        ((account, ""), PER_ACCOUNT),
        (("", address), PER_ADDRESS),
    )
