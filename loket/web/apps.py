from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "loket.web"
    label = "web"

    def ready(self) -> None:
        """Make the catalogues from those that people edit; build walls that miss."""
        from django.conf import settings
        from django.db.models.signals import post_migrate
        from django.utils.translation.reloader import translation_file_changed

        from loket.web import catalogues, walls
        from loket.web.signin import noted

        for folder in settings.LOCALE_PATHS:
            for compiled in catalogues.compile_stale(folder):
                translation_file_changed(sender=None, file_path=compiled)
        post_migrate.connect(walls.raise_all, sender=self, dispatch_uid="walls")
        noted.listen()
