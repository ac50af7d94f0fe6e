from django.apps import AppConfig


class Partners(AppConfig):
    """Other systems: how they come in, and what they are told."""

    name = "loket.partners"
    label = "partners"
