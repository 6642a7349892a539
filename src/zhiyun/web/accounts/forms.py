"""What people type about themselves: addresses, secrets and codes, each with what browsers should offer."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from zhiyun.casework.districts import DISTRICTS
from zhiyun.casework.roles import Role


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


class NothingForm(PlainForm):
    """A verb alone."""


class NewPasswordForm(PlainForm):
    """A new password, twice."""

    password = password_field(
        "new-password", label=_("新密码"), help_text=_("至少12个字符；不要用姓名、邮箱、常见密码或者全数字。")
    )
    again = password_field("new-password", label=_("再输入一次"))

    def __init__(self, *args: Any, person: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person

    def clean(self) -> dict[str, Any]:
        """Find what is wrong with the password itself, and whether the two differ."""
        given: dict[str, Any] = super().clean() or {}
        first, again = given.get("password"), given.get("again")
        if first:
            try:
                validate_password(first, self.person)
            except forms.ValidationError as weak:
                self.add_error("password", weak)
        if first and again and first != again:
            self.add_error("again", _("两次输入的密码不一样"))
        return given


class EmailForm(PlainForm):
    """An address alone."""

    email = email_field()

    def clean_email(self) -> str:
        """Read it as it is kept."""
        return str(self.cleaned_data["email"]).lower()


class PhoneForm(PlainForm):
    """A telephone number, or none."""

    phone = forms.RegexField(
        r"^[0-9+() -]*$",
        label=_("联系电话"),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel", "class": "wide"}),
        error_messages={"invalid": _("只能填写数字、空格和 + ( ) -")},
        help_text=_("只给市局联系您时使用；不填写的，留空。"),
    )


class NewPersonForm(NewPasswordForm):
    """A name and a password: a new account."""

    name = forms.CharField(
        label=_("姓名"),
        max_length=50,
        widget=forms.TextInput(attrs={"autocomplete": "name", "class": "wide"}),
    )
    field_order = ("name", "password", "again")


class RegisterForm(NewPasswordForm):
    """An applicant and its legal representative."""

    body = forms.CharField(label=_("单位名称"), max_length=100, help_text=_("与营业执照或法人证书上一致。"))
    credit_code = forms.CharField(
        label=_("统一社会信用代码"), max_length=30, help_text=_("18位，校验位会当场核对。")
    )
    district = forms.ChoiceField(
        label=_("注册地"), choices=[("", _("请选择")), *((each, each) for each in DISTRICTS)]
    )
    person_name = forms.CharField(
        label=_("法定代表人姓名"), max_length=50, help_text=_("由法定代表人本人注册，之后可以邀请经办人。")
    )
    field_order = ("body", "credit_code", "district", "person_name", "password", "again")

    def clean_credit_code(self) -> str:
        """Read it without spaces and in capitals."""
        return "".join(str(self.cleaned_data["credit_code"]).split()).upper()


class BureauForm(PlainForm):
    """A district's bureau."""

    name = forms.CharField(label=_("机关名称"), max_length=100)
    credit_code = forms.CharField(label=_("统一社会信用代码"), max_length=30)
    district = forms.ChoiceField(
        label=_("区县"), choices=[("", _("请选择")), *((each, each) for each in DISTRICTS)]
    )

    def clean_credit_code(self) -> str:
        """Read it without spaces and in capitals."""
        return "".join(str(self.cleaned_data["credit_code"]).split()).upper()


class ReasonForm(PlainForm):
    """Why, for the record."""

    because = forms.CharField(
        label=_("理由"),
        max_length=200,
        help_text=_("会写入记录。"),
        widget=forms.TextInput(attrs={"class": "wide"}),
    )


class MemberForm(PlainForm):
    """One of a list of members."""

    to = forms.TypedChoiceField(label=_("移交给"), coerce=int, widget=forms.RadioSelect)

    def __init__(self, *args: Any, members: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = members


class RoleForm(PlainForm):
    """A role of a body; ``asks_email`` where nobody is there yet to take it."""

    email = email_field()
    role = forms.ChoiceField(label=_("身份"))

    def __init__(self, *args: Any, roles: list[tuple[str, str]], asks_email: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [("", _("请选择")), *roles]
        if not asks_email:
            del self.fields["email"]

    def clean_email(self) -> str:
        """Read it as it is kept."""
        return str(self.cleaned_data["email"]).lower()

    def clean_role(self) -> tuple[int, Role]:
        """Read a body and its role."""
        body, _separator, role = str(self.cleaned_data["role"]).partition("-")
        return int(body), Role(role)


class ProfileForm(PlainForm):
    """What the bureau must know of an expert."""

    employer = forms.CharField(label=_("工作单位"), max_length=100)
    employer_code = forms.CharField(
        label=_("工作单位信用代码"),
        max_length=18,
        required=False,
        help_text=_("填写后才能自动核对与申报单位的回避关系。"),
    )
    title = forms.CharField(label=_("职称"), max_length=50, required=False)
    fields_known = forms.CharField(
        label=_("专业领域"), max_length=200, help_text=_("多个领域用、分开，如：专利运营、技术转移。")
    )


def posted(request: HttpRequest) -> Any:
    """Give what was sent, be it nothing at all; None while a form is only looked at."""
    return request.POST if request.method == "POST" else None
