"""Where finance keeps the ledger and pays."""

from django.urls import path

from zhiyun.web.bureau import bank_files, budgets, ledger, payee_accounts, payments

ledger_urls = [
    path("", ledger.ledger, name="ledger"),
    path("budget/", budgets.enter, name="ledger-budget"),
    path("budget/<int:number>/", budgets.check, name="ledger-budget-check"),
    path("<slug:pot>/<int:year>/", ledger.book, name="ledger-book"),
    path("<slug:pot>/<int:year>/export/", ledger.export, name="ledger-export"),
    path("<slug:pot>/<int:year>/issue/", ledger.issue, name="ledger-issue"),
]
payment_urls = [
    path("", payments.payments, name="payments"),
    path("cases/<str:reference>/", payments.prepare, name="payment-prepare"),
    path("orders/<str:order>/", payments.order, name="payment-order"),
    path("orders/<str:order>/<slug:deed>/", payments.act, name="payment-act"),
    path("accounts/", payee_accounts.accounts, name="payment-accounts"),
    path("accounts/cooling/", payee_accounts.cooling, name="payment-cooling"),
    path("accounts/<int:account>/", payee_accounts.verify, name="payment-account"),
    path("send/", bank_files.send, name="payment-send"),
    path("receipts/", bank_files.receipts, name="payment-receipts"),
    path("files/<str:file>/", bank_files.download, name="payment-file"),
]
