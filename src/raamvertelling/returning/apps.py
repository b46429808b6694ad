"""The Django app of this room."""

from django.apps import AppConfig


class ReturningConfig(AppConfig):
    name = "raamvertelling.returning"
    default_auto_field = "django.db.models.BigAutoField"
