"""The pages by address."""

from __future__ import annotations

from pathlib import Path

from aiohttp import web

from emulator.phone import events, pages, panel

STATIC = Path(__file__).parent / "static"

# The house's typeface, if the checkout has it; else the page takes the system's.
FONTS = (
    Path(__file__).parents[2]
    / "node_modules/@fontsource-variable/plus-jakarta-sans/files"
)


def add_routes(app: web.Application) -> None:
    """Add the pages to an app."""
    app.router.add_get("/", pages.room)
    app.router.add_get("/phone/{key}", pages.single)
    app.router.add_get("/switches", panel.show)
    app.router.add_get("/events", events.stream)
    app.router.add_static("/static/", STATIC)
    if FONTS.is_dir():
        app.router.add_static("/fonts/", FONTS)
