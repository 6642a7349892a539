"""The one app that has tables."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    """All of zhiyun's tables, in one line of migrations."""

    name = "zhiyun.records"
    label = "records"
    verbose_name = "案卷"
