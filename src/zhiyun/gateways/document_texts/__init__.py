"""The text of a document somebody hands in, for finding what is like it; nothing of the document is kept."""

from zhiyun.gateways.document_texts.reading import text_of

__all__ = ["text_of"]
