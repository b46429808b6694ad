"""The Django app of this room."""

from django.apps import AppConfig


class TellingConfig(AppConfig):
    name = "raamvertelling.telling"
    default_auto_field = "django.db.models.BigAutoField"
