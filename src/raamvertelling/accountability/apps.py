"""The Django app of this room."""

from django.apps import AppConfig


class AccountabilityConfig(AppConfig):
    name = "raamvertelling.accountability"
    default_auto_field = "django.db.models.BigAutoField"
