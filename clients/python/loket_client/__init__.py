"""Speak with a Loket desk from your own system."""

from loket_client.operations import Loket
from loket_client.transport import Problem
from loket_client.types import *  # noqa: F403 every body and answer

__all__ = ["Loket", "Problem"]
