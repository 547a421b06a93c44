"""The fixtures of the web tests, for tests of the whole house."""

from web.conftest import *  # noqa: F403
