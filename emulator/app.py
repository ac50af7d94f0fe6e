"""The emulator as one aiohttp application, and what guards its door."""

from __future__ import annotations

import ipaddress
from collections.abc import AsyncIterator, Awaitable, Callable

from aiohttp import hdrs, web
from aiohttp.typedefs import Middleware

from emulator.control import routes as control
from emulator.graph import routes as graph
from emulator.limits import MEGABYTE
from emulator.phone import routes as phone
from emulator.platform import PLATFORM, Platform

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

LARGEST_BODY = 8 * MEGABYTE
READING = frozenset({hdrs.METH_GET, hdrs.METH_HEAD})


def is_loopback(host: str) -> bool:
    """Test if a host name or address can only be this machine."""
    name = host.strip("[]")
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return name == "localhost"


def build(platform: Platform, *, allow_remote: bool = False) -> web.Application:
    """Return the whole application. Unless remote is allowed, only loopback names."""
    middlewares: list[Middleware] = [] if allow_remote else [_only_from_here]
    app = web.Application(middlewares=middlewares, client_max_size=LARGEST_BODY)
    app[PLATFORM] = platform
    control.add_routes(app)
    graph.add_routes(app)
    phone.add_routes(app)
    app.cleanup_ctx.append(_carry)
    app.on_shutdown.append(_let_go)
    return app


@web.middleware
async def _only_from_here(request: web.Request, handler: Handler) -> web.StreamResponse:
    # The name is checked too: a page elsewhere may point its own name at 127.0.0.1.
    host = request.url.host or ""
    if not is_loopback(host):
        raise web.HTTPForbidden(text="The emulator answers to this machine only.\n")
    origin = request.headers.get(hdrs.ORIGIN)
    is_ours = origin in (None, f"{request.scheme}://{request.host}")
    if not is_ours and request.method not in READING:
        raise web.HTTPForbidden(text="Only the emulator's own pages may do this.\n")
    return await handler(request)


async def _carry(app: web.Application) -> AsyncIterator[None]:
    platform = app[PLATFORM]
    await platform.courier.start()
    yield
    await platform.courier.stop()


async def _let_go(app: web.Application) -> None:
    app[PLATFORM].release()
    app[PLATFORM].room.dismiss()
