"""What every descriptor says of a release as a whole, from its manifest and from how it is cited."""

import rjdata
from rjdata.release import Release
from rjdata.schema import Licence

NAME = "rjdata"


def title(release: Release) -> str:
    """Name the data version, and the day of a vintage."""
    vintage = f", as of {release.known_on}" if release.known_on else ""
    return f"{NAME}, data version {release.version}{vintage}"


def description() -> str:
    """Say what the data is, as the package says it of itself."""
    return (rjdata.__doc__ or "").splitlines()[0]


def licence_address(licence: Licence) -> str:
    """Return the page of a licence in the SPDX list, whose short names the manifest uses."""
    return f"https://spdx.org/licenses/{licence.name}.html"
