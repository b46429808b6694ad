"""The Django app of this room."""

from django.apps import AppConfig


class InquiriesConfig(AppConfig):
    name = "raamvertelling.inquiries"
    default_auto_field = "django.db.models.BigAutoField"
