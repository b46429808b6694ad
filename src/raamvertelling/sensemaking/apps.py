"""The Django app of this room."""

from django.apps import AppConfig


class SensemakingConfig(AppConfig):
    name = "raamvertelling.sensemaking"
    default_auto_field = "django.db.models.BigAutoField"
