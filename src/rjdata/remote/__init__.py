"""Files that are too large to ship, or not ours to: listed in a release, fetched where they are needed, kept in a cache.

A file is named by its digest, in the cache and in a mirror alike: ``<base>/<sha256>/<file name>``. So a cache can be served as a mirror,
and no mirror can put other bytes into a cache.
"""

from rjdata.remote.cache import CachedFile, find_cache, list_cache, prune_cache, verify_cache
from rjdata.remote.fetch import fetch_file
from rjdata.remote.mirror import write_mirror
from rjdata.remote.registry import RemoteFile, list_files

__all__ = [
    "CachedFile",
    "RemoteFile",
    "fetch_file",
    "find_cache",
    "list_cache",
    "list_files",
    "prune_cache",
    "verify_cache",
    "write_mirror",
]
