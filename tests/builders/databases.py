"""For classes of tests whose pages ask what the two databases might answer differently."""

import pytest

from registry.config import Config


class OnBothDatabases:
    """Runs every test of a class on SQLite and on PostgreSQL."""

    @pytest.fixture
    def web_config(self, config: Config) -> Config:
        """The configuration of a fresh register on either database."""
        return config
