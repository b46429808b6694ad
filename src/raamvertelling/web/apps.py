"""The Django app of this room."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "raamvertelling.web"
    default_auto_field = "django.db.models.BigAutoField"
