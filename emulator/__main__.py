"""
`python -m emulator`: a stand-in for the WhatsApp platform, for training and tests.

Prints `ready http://HOST:PORT` when it listens, and stops on SIGINT or SIGTERM.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import signal
import sys
from collections.abc import Sequence
from dataclasses import fields
from typing import Any

import msgspec
import uvloop
from aiohttp import web

from emulator.app import build, is_loopback
from emulator.platform import Platform
from emulator.settings import Settings

# Options that describe the number we play: the fields of Settings.
HELP = {
    "webhook": "address that gets the deliveries",
    "app_secret": "signs the deliveries",
    "verify_token": "repeated when a webhook is verified",
    "token": "bearer token that offices must show",
    "phone_number_id": "id of the business number",
    "waba_id": "id of the business account",
    "display_number": "the business number as people write it",
    "name": "verified name of the business",
}


def read_arguments(words: Sequence[str]) -> argparse.Namespace:
    """Return the options; each may also be set as EMULATOR_<NAME>."""
    parser = argparse.ArgumentParser(prog="python -m emulator", description=__doc__)
    port = int(os.environ.get("EMULATOR_PORT", "8001"))
    host = os.environ.get("EMULATOR_HOST", "127.0.0.1")
    parser.add_argument("--port", type=int, default=port, help="0 takes a free one")
    parser.add_argument("--host", default=host)
    parser.add_argument(
        "--allow-remote",
        action="store_true",
        help="permit a host that others can reach; nothing here is protected",
    )
    parser.add_argument(
        "--switches",
        type=json.loads,
        default=os.environ.get("EMULATOR_SWITCHES", "{}"),
        help="first positions, as JSON: '{\"duplicate\": 0.2}'",
    )
    for field in fields(Settings):
        flag = "--" + field.name.replace("_", "-")
        default = os.environ.get(f"EMULATOR_{field.name.upper()}", field.default)
        parser.add_argument(flag, default=default, help=HELP[field.name])
    return parser.parse_args(words)


async def serve(arguments: argparse.Namespace) -> None:
    """Listen until told to stop."""
    values = {field.name: getattr(arguments, field.name) for field in fields(Settings)}
    switches: dict[str, Any] = arguments.switches
    platform = Platform(Settings(**values), switches)
    app = build(platform, allow_remote=arguments.allow_remote)
    runner = web.AppRunner(
        app, access_log=None, handler_cancellation=True, shutdown_timeout=1.0
    )
    await runner.setup()
    stop = asyncio.Event()
    for signal_ in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(signal_, stop.set)
    try:
        await web.TCPSite(runner, arguments.host, arguments.port).start()
        host, port = runner.addresses[0][:2]
        name = f"[{host}]" if ":" in host else host
        sys.stdout.write(f"ready http://{name}:{port}\n")
        sys.stdout.flush()
        await stop.wait()
    finally:
        await runner.cleanup()


def main(words: Sequence[str] | None = None) -> int:
    """Run the command; the exit status."""
    arguments = read_arguments(sys.argv[1:] if words is None else words)
    if not arguments.allow_remote and not is_loopback(arguments.host):
        sys.stderr.write(
            f"{arguments.host} can be reached from outside, and nothing here is "
            "protected. Use 127.0.0.1, or add --allow-remote if you mean it.\n"
        )
        return 2
    try:
        uvloop.run(serve(arguments))
    except OSError as problem:
        sys.stderr.write(f"Cannot listen on port {arguments.port}: {problem}\n")
        return 1
    except msgspec.ValidationError as problem:
        sys.stderr.write(f"--switches: {problem}\n")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
