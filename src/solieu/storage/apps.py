"""The Django application of the tables."""

from django.apps import AppConfig


class StorageConfig(AppConfig):
    name = "solieu.storage"
    label = "storage"
    verbose_name = "Số liệu"
