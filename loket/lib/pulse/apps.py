from django.apps import AppConfig


class PulseConfig(AppConfig):
    name = "loket.lib.pulse"
    label = "pulse"
