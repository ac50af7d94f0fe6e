from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "loket.lib.audit"
    label = "audit"
