"""The screens as Django finds them."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """The app that carries the screens' templates, styles and translations; it has no tables."""

    name = "zhiyun.web"
    label = "web"
    verbose_name = "知运"
