"""What people type about themselves: addresses, secrets and codes, each with what browsers should offer."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class PlainForm(forms.Form):
    """A form whose faults say what to write."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.error_messages["required"] = _("请填写这一项")


def email_field(**attributes: Any) -> forms.EmailField:
    """A field for an e-mail address, at most as long as is kept."""
    widget = forms.EmailInput(attrs={"autocomplete": "username", "class": "wide"})
    wrong = {"invalid": _("请写完整的电子邮箱，如 zhangsan@example.cn")}
    return forms.EmailField(
        label=attributes.pop("label", _("电子邮箱")),
        max_length=150,
        widget=widget,
        error_messages=wrong,
        **attributes,
    )


def password_field(autocomplete: str = "current-password", **attributes: Any) -> forms.CharField:
    """A field for a password; what is typed is never shown again."""
    widget = forms.PasswordInput(attrs={"autocomplete": autocomplete, "class": "wide"})
    return forms.CharField(
        label=attributes.pop("label", _("密码")), max_length=200, strip=False, widget=widget, **attributes
    )


def code_field(**attributes: Any) -> forms.CharField:
    """A field for a one-time code of six digits."""
    widget = forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "class": "few"})
    return forms.CharField(label=_("动态码"), max_length=10, widget=widget, **attributes)


class LoginForm(PlainForm):
    """E-mail and password."""

    email = email_field()
    password = password_field()


class CodeForm(PlainForm):
    """The six digits an authenticator shows."""

    code = code_field(help_text=_("打开手机上的验证器，输入当前显示的六位数字。"))


class RecoveryForm(PlainForm):
    """A recovery code instead."""

    code = forms.CharField(
        label=_("恢复码"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "class": "wide"}),
        help_text=_("启用动态码时给出的十个恢复码之一，每个只能用一次。"),
    )


class ConfirmForm(PlainForm):
    """The password once more, and the code where one is used."""

    password = password_field()
    code = code_field()

    def __init__(self, *args: Any, asks_code: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not asks_code:
            del self.fields["code"]


class EnrolForm(PlainForm):
    """The first code of a new authenticator."""

    code = code_field(help_text=_("扫描后，输入验证器显示的六位数字。"))
