"""The patents of an installation: Parquet files that are the record of truth, and a manifest that says which count."""

from zhiyun.gateways.patent_shelf.manifest import Batch, Manifest, NewerShelf, Source
from zhiyun.gateways.patent_shelf.shelf import Put, Shelf

__all__ = ["Batch", "Manifest", "NewerShelf", "Put", "Shelf", "Source"]
