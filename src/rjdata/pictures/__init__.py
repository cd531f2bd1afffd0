"""Pictures of frames: trade as both sides report it, projects over time, the story of one project, places on a graticule.

Each function draws on the Axes given or on a new figure, and returns the Axes, so that everything can be changed afterwards. Each
picture states under its axis what it was drawn from: statistic, data version, head of the digest. Shades come with markers or
hatches, so that a picture keeps its meaning without colour. Needs the extra ``plot``: ``pip install 'rjdata[plot]'``.

``df.rj.plot`` has the same functions as methods, see :class:`rjdata.accessor.RjPlots`.
"""

from rjdata.pictures.places import plot_places
from rjdata.pictures.projects import plot_projects
from rjdata.pictures.timeline import plot_timeline
from rjdata.pictures.trade import plot_trade

__all__ = ["plot_places", "plot_projects", "plot_timeline", "plot_trade"]
