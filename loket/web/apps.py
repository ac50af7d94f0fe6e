from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "loket.web"
    label = "web"

    def ready(self) -> None:
        """Make the catalogues that Django reads from those that people edit."""
        from django.conf import settings
        from django.utils.translation.reloader import translation_file_changed

        from loket.web import catalogues

        for folder in settings.LOCALE_PATHS:
            for compiled in catalogues.compile_stale(folder):
                translation_file_changed(sender=None, file_path=compiled)
