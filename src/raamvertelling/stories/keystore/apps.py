"""The keystore as a Django app of its own."""

from django.apps import AppConfig


class KeystoreConfig(AppConfig):
    name = "raamvertelling.stories.keystore"
    label = "keystore"
    default_auto_field = "django.db.models.BigAutoField"
