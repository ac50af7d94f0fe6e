from django.apps import AppConfig


class LiveConfig(AppConfig):
    name = "loket.lib.live"
    label = "live"
