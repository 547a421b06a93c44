"""Award events: what is announced, in which order, who was handed what."""

from registry.web.staff.awards import calling, downloads, events, handing
from registry.web.staff.awards.blueprint import pages

__all__ = ["calling", "downloads", "events", "handing", "pages"]
