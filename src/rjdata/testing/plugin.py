"""A pytest plugin that blocks fetching: ``pytest -p rjdata.testing.plugin``, or ``pytest_plugins = ["rjdata.testing.plugin"]``.

In every test ``RJDATA_OFFLINE`` is set, so that what would be fetched raises :class:`~rjdata.errors.OfflineError`; files that are already
in the cache stay readable. A test that is to fetch says so with ``@pytest.mark.rjdata_fetch``.
"""

from collections.abc import Iterator

import pytest


def pytest_configure(config: pytest.Config) -> None:
    """Make the mark known."""
    config.addinivalue_line("markers", "rjdata_fetch: the test may fetch files of rjdata")


@pytest.fixture(autouse=True)
def _rjdata_offline(request: pytest.FixtureRequest) -> Iterator[None]:
    if request.node.get_closest_marker("rjdata_fetch") is not None:
        yield
        return
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RJDATA_OFFLINE", "1")
        yield
