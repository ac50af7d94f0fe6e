"""The control API by address."""

from __future__ import annotations

from aiohttp import web

from emulator.control import citizens, desk, identities, platform, staff


def add_routes(app: web.Application) -> None:
    """Add the control API to an app."""
    person = "/control/citizens/{key}"
    app.router.add_routes(
        [
            web.get("/control/health", desk.health),
            web.get("/control/switches", desk.switches),
            web.patch("/control/switches", desk.turn_switches),
            web.get("/control/log", desk.log),
            web.get("/control/idle", desk.idle),
            web.post("/control/retries", desk.retry),
            web.post("/control/reset", desk.reset),
            web.put("/control/webhook", desk.set_webhook),
            web.get("/control/clock", platform.clock),
            web.post("/control/leaps", platform.leap),
            web.get("/control/templates", platform.templates),
            web.post("/control/templates", platform.add_template),
            web.post("/control/templates/{template_id}/verdicts", platform.judge),
            web.get("/control/events", platform.events),
            web.post("/control/events", platform.announce),
            web.get("/control/citizens", citizens.everyone),
            web.put(person, citizens.put),
            web.delete(person, citizens.remove),
            web.post(person + "/messages", citizens.say),
            web.get(person + "/messages", citizens.hear),
            web.post(person + "/reads", citizens.read_all),
            web.post(person + "/identities", identities.change),
            web.post(person + "/calls", staff.ring),
            web.post(person + "/echoes", staff.echo),
            web.post(person + "/preferences", identities.prefer),
            web.post("/control/messages", citizens.say_many),
            web.post("/control/deliveries", citizens.say_together),
            web.get("/control/media/{media_id}", citizens.show_media),
        ]
    )
