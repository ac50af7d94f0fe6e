"""Templates as an office makes, lists, changes and deletes them."""

from __future__ import annotations

from aiohttp import web

from emulator import errors
from emulator.errors import Refusal
from emulator.graph.door import read_fields, require_account
from emulator.graph.fields import chosen
from emulator.graph.paging import page_of
from emulator.platform import Platform
from emulator.templates import USUAL_FIELDS
from emulator.wire import Json

FILTERS = ("name", "status", "language", "category")

# How many an account that is not verified may have. Source: open-source clients.
MOST_TEMPLATES = 250

# What may be asked beside the usual fields; nothing else of a template is anybody's.
MORE_FIELDS = ("quality_score", "rejected_reason")


async def listed(platform: Platform, request: web.Request, node: str) -> Json:
    """Return a page of templates, perhaps only those of a name or status."""
    require_account(platform, request, node)
    query = request.query
    found = [
        template
        for template in platform.templates.all()
        if all(template[name] == query[name] for name in FILTERS if name in query)
    ]
    wanted = query.get("fields", "")
    page = page_of(request, [shown(template, wanted) for template in found])
    if "summary" in query:
        page["summary"] = _summary(query["summary"], len(found))
    return page


def _summary(names: str, count: int) -> Json:
    known = {
        "total_count": count,
        "message_template_count": count,
        "message_template_limit": MOST_TEMPLATES,
        "are_translations_complete": True,
    }
    return {name: known[name] for name in names.split(",") if name in known}


def shown(template: Json, fields: str) -> Json:
    """Return the wanted fields of a template, or the usual ones."""
    names = (*USUAL_FIELDS, *MORE_FIELDS)
    known = {name: template[name] for name in names if name in template}
    return chosen(known, fields or ",".join(USUAL_FIELDS), "template")


async def create(platform: Platform, request: web.Request, node: str) -> Json:
    """Add a template, which is reviewed as the switches want it."""
    require_account(platform, request, node)
    template = platform.templates.create(await read_fields(request))
    platform.reviewer.look_at(template)
    return {name: template[name] for name in ("id", "status", "category")}


async def change(platform: Platform, request: web.Request, node: str) -> Json:
    """Change a template by its id; it is reviewed again."""
    template = platform.templates.with_id(node)
    if template is None:
        raise errors.missing_object(node, request.method)
    platform.templates.change(template, await read_fields(request))
    platform.reviewer.tell_changed(template)
    platform.reviewer.look_at(template)
    return {"success": True}


async def delete(platform: Platform, request: web.Request, node: str) -> Json:
    """Remove a template in all languages, or only the one with `hsm_id`."""
    require_account(platform, request, node)
    name, identifier = request.query.get("name", ""), request.query.get("hsm_id", "")
    if not platform.templates.remove(name, identifier):
        raise Refusal(100, "Template name does not exist.", subcode=2593002)
    return {"success": True}
