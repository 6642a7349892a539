"""The task book (任务书): written in versions by both sides, signed by both, and from then on the ground of Article 14's bar."""

from zhiyun.casework.task_books.standing import Centre, dated, dates, files, on_file, standing

__all__ = ["Centre", "dated", "dates", "files", "on_file", "standing"]
