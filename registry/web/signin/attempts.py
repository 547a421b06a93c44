"""How often sign-in may fail: enough for forgetful people, too few for guessing, and nobody shut out by a stranger."""

import time
from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

WINDOW_SECONDS = 60 * 60
MOST_KEYS = 50_000
PER_ACCOUNT_AND_ADDRESS = 10
PER_ACCOUNT = 20
PER_ADDRESS = 60
PER_ACCOUNT_AND_BROWSER = 10
SLOW_SECONDS = 30
"""What lies between two attempts at an account at which strangers have failed too often."""

_Key = tuple[str, str]


@dataclass(frozen=True, kw_only=True)
class Try:
    """Whose secret is tried, and from where."""

    account: str
    address: str
    browser: str | None = None
    """Name of a browser in which the account was signed in to before; None for any other."""

    def limits(self) -> tuple[tuple[_Key, int], ...]:
        """Return what failures are counted by, and how many there may be of each in an hour.

        A browser that is known counts by itself: failures made elsewhere are none of its.
        """
        if self.browser is not None:
            return (((self.account, f"browser {self.browser}"), PER_ACCOUNT_AND_BROWSER),)
        return (((self.account, self.address), PER_ACCOUNT_AND_ADDRESS), (("", self.address), PER_ADDRESS))

    def slows(self) -> _Key | None:
        """Return what makes attempts slow but never impossible: failures at the account from anywhere."""
        return None if self.browser is not None else (self.account, "")


class Attempts:
    """Failed attempts of the last hour, kept in the memory of the serving process."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._lock = Lock()
        self._failed: OrderedDict[_Key, deque[float]] = OrderedDict()

    def seconds_to_wait(self, tried: Try) -> int:
        """Return how long this may not be tried again; 0 if it may be now."""
        with self._lock:
            waits = [self._wait(key, most) for key, most in tried.limits()]
            slowing = tried.slows()
            return max(*waits, self._pause(slowing) if slowing else 0)

    def failed(self, tried: Try) -> None:
        """Count one failure."""
        with self._lock:
            for key in _keys(tried):
                times = self._failed.setdefault(key, deque(maxlen=PER_ADDRESS))
                times.append(self._now())
                self._failed.move_to_end(key)
            while len(self._failed) > MOST_KEYS:
                self._failed.popitem(last=False)

    def succeeded(self, tried: Try) -> None:
        """Forget this person's failures from here."""
        own, *others = _keys(tried)
        with self._lock:
            forgiven = self._failed.pop(own, None)
            for key in others:
                times = self._failed.get(key)
                for _ in forgiven or ():
                    if times:
                        times.pop()

    def _wait(self, key: _Key, most: int) -> int:
        times = self._recent(key)
        if len(times) < most:
            return 0
        return max(1, round(times[len(times) - most] - self._now() + WINDOW_SECONDS))

    def _pause(self, key: _Key) -> int:
        times = self._recent(key)
        if len(times) < PER_ACCOUNT:
            return 0
        left = times[-1] - self._now() + SLOW_SECONDS
        return max(1, round(left)) if left > 0 else 0

    def _recent(self, key: _Key) -> deque[float]:
        times = self._failed.get(key, deque())
        while times and times[0] <= self._now() - WINDOW_SECONDS:
            times.popleft()
        return times


def _keys(tried: Try) -> list[_Key]:
    """What failures are counted by, that of this person from here first."""
    slowing = tried.slows()
    return [*(key for key, _ in tried.limits()), *([slowing] if slowing else [])]
