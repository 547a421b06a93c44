"""Papers drawn by many threads at once are the papers drawn one by one."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from builders.papers import a_star_certificate

import certificates

# «Ω» is outside the alphabet of the fast press, so these papers take the plain one.
NAMES = {"fast press": "Chè Shan tuyết", "plain press": "Chè Ω Shan tuyết"}


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES.keys())
def test_threads_do_not_disturb_each_other(name: str) -> None:
    contents = [replace(a_star_certificate(), product_name=f"{name} {order}") for order in range(24)]
    one_by_one = [certificates.draw_star_certificate(content) for content in contents]

    with ThreadPoolExecutor(12) as threads:
        at_once = list(threads.map(certificates.draw_star_certificate, contents))

    assert at_once == one_by_one
