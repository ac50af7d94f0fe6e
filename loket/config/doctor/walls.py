"""The second wall: does the database itself hold foreign offices' rows back?"""

from __future__ import annotations

from loket.config.doctor.findings import Finding, bad, good
from loket.lib.walls import build
from loket.web.walls import WALLS

WHAT = "walls"


def look() -> Finding:
    """
    Look whether the pages' role can be taken, and the walls are those of this version.

    :raises django.db.OperationalError: if the database cannot be reached
    """
    if build.stand(WALLS):
        return good(WHAT, f"{len(WALLS)} tables show pages only their own rows.")
    if build.can_take_role():
        return bad(WHAT, "They are not those of this version.", "Run `loket migrate`.")
    statements = "; ".join(build.ROLE_STATEMENTS).replace("current_user", _me())
    return bad(
        WHAT,
        "Pages have no role of their own in this database, and we may not make one.",
        f"Let an administrator of the database run `{statements}`, then `loket "
        "migrate`.",
    )


def _me() -> str:
    from django.db import connection

    return str(connection.settings_dict["USER"])
