"""Names of organisations, places and points of the plan → the records that they mean, in three scripts.

Precision comes first: a name that may mean several records, or none, is not given to one of them. See ``docs/matching.md``.
"""

from rjdata.resolve.match import Candidate, Match
from rjdata.resolve.names import resolve_actor, resolve_place, resolve_sector
from rjdata.resolve.series import resolve_actors, resolve_places, resolve_sectors

__all__ = ["Candidate", "Match", "resolve_actor", "resolve_actors", "resolve_place", "resolve_places", "resolve_sector", "resolve_sectors"]
