"""A thread for one call: pyHanko runs an event loop of its own at every call, which a thread with one refuses."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import ParamSpec, TypeVar

Given = ParamSpec("Given")
Result = TypeVar("Result")


def in_own_thread(call: Callable[Given, Result], *args: Given.args, **options: Given.kwargs) -> Result:
    """Return what a call returns, or raise what it raises, after making it in a thread that runs nothing else."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(call, *args, **options).result()
