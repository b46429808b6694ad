"""The Django app of this room."""

from django.apps import AppConfig


class StoriesConfig(AppConfig):
    name = "raamvertelling.stories"
    default_auto_field = "django.db.models.BigAutoField"
