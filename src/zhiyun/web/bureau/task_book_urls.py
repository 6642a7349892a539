"""Where the bureau works on task books; each is known by the reference of its application."""

from django.urls import path

from zhiyun.web.bureau import task_books

urlpatterns = [
    path("", task_books.task_books, name="task-books"),
    path("<slug:reference>/", task_books.book, name="bureau-task-book"),
    path("<slug:reference>/begin/", task_books.begin, name="task-book-begin"),
    path("<slug:reference>/propose/", task_books.propose, name="bureau-task-book-propose"),
    path("<slug:reference>/differences/", task_books.differences, name="bureau-task-book-differences"),
    path("<slug:reference>/sign/", task_books.sign, name="bureau-task-book-sign"),
    path("<slug:reference>/draft.docx", task_books.docx, name="bureau-task-book-docx"),
    path("<slug:reference>/changes/ask/", task_books.change_ask, name="bureau-task-book-change-ask"),
    path("<slug:reference>/changes/<int:number>/", task_books.change, name="bureau-task-book-change"),
    path(
        "<slug:reference>/changes/<int:number>/propose/",
        task_books.change_propose,
        name="bureau-task-book-change-propose",
    ),
    path(
        "<slug:reference>/changes/<int:number>/sign/",
        task_books.change_sign,
        name="bureau-task-book-change-sign",
    ),
    path(
        "<slug:reference>/changes/<int:number>/end/",
        task_books.change_end,
        name="bureau-task-book-change-end",
    ),
    path("<slug:reference>/tranches/<int:number>/", task_books.release, name="tranche-release"),
    path(
        "<slug:reference>/tranches/<int:number>/files/<int:place>/",
        task_books.tranche_file,
        name="tranche-file",
    ),
]
