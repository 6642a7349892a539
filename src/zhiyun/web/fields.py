"""Form fields for what the office writes in its own way."""

from __future__ import annotations

from typing import Any

from django import forms

from zhiyun.kernel.money import Money
from zhiyun.kernel.money_text import NotMoney, read_money


class MoneyField(forms.CharField):
    """An amount as people write it: 37500000.00, 37,500,000 or 3750万元; nothing written is None."""

    widget = forms.TextInput(attrs={"class": "money", "inputmode": "decimal", "autocomplete": "off"})

    def clean(self, value: Any) -> Money | None:
        """Read the amount; what is not one is a fault that says what to write."""
        text = str(super().clean(value)).strip()
        if not text:
            return None
        try:
            return read_money(text)
        except NotMoney as fault:
            raise forms.ValidationError(str(fault)) from fault
