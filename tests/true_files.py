"""Where the true bytes of large files lie, beside some checkouts only: they are not ours to ship."""

from pathlib import Path
from urllib.parse import unquote, urlsplit

from rjdata.remote import RemoteFile

SHARED = Path(__file__).parent.parent.parent / "shared"
MIRROR = SHARED / "mirror"
RESEARCH = SHARED / "research" / "large_sources.json"


def true_path(file: RemoteFile) -> Path:
    """Return where the true bytes of a file lie, if they do."""
    owner, repository, commit, *path = urlsplit(file.address).path.strip("/").split("/")
    return MIRROR / f"{owner}__{repository}" / commit[:12] / unquote("/".join(path))
