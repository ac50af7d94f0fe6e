"""
The pages of `docs/reference`, made from the code so that they cannot lie.

Each module returns one page as text. The same code always gives the same text: no
dates, no paths of this machine, nothing read from a database.
"""

from __future__ import annotations

import os

import django
from django.apps import apps

# The tables that are described stand beside models, which need Django to be ready.
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "loket.config.settings")
if not apps.ready:
    django.setup()
