"""
The second wall: PostgreSQL itself shows the pages only rows of the offices at which
somebody works.

The first wall is the policy of each view. This one stands behind it, for the day on
which a query forgets to ask whose rows it reads. Pages run as a role of their own that
owns nothing; who asks is told to the database once a request. The worker, the way in
and the commands own the tables, and no wall stands in their path.
"""

from loket.lib.walls.declared import (
    AGENCY,
    ALL,
    OFFICE,
    Wall,
    by_agency,
    by_office,
    hidden,
    locked,
    through,
    view,
    without,
)
from loket.lib.walls.scope import NOTHING, Scope, lifted, raised, show, shown

__all__ = [
    "AGENCY",
    "ALL",
    "NOTHING",
    "OFFICE",
    "Scope",
    "Wall",
    "by_agency",
    "by_office",
    "hidden",
    "lifted",
    "locked",
    "raised",
    "show",
    "shown",
    "through",
    "view",
    "without",
]
