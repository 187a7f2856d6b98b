"""The reports folder is brought into the library and the index; what is unchanged costs nothing."""

from retrieval.sync.summary import Built, Embedded, Event, Failed, Read, SyncSummary
from retrieval.sync.sync import sync
from retrieval.sync.watch import changes

__all__ = ["Built", "Embedded", "Event", "Failed", "Read", "SyncSummary", "changes", "sync"]
