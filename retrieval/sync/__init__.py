"""The reports folder is brought into the library and the index; what is unchanged costs nothing."""

from retrieval.sync.summary import Built, Embedded, Event, Failed, Read, SyncSummary
from retrieval.sync.sync import sync

__all__ = ["Built", "Embedded", "Event", "Failed", "Read", "SyncSummary", "sync"]
