"""
The library in SQLite, vectors, and Chroma in generations.

Importing this is cheap: chromadb, onnxruntime and tokenizers are loaded when they are first used.
"""

from retrieval.index.backup import BackupFailed, backup, restore
from retrieval.index.chroma import Chroma, ChromaAway
from retrieval.index.database import LibraryDamaged
from retrieval.index.embedded import EmbeddedChroma
from retrieval.index.embedder import Embedder, MiniLM, Vectors
from retrieval.index.generations import Generations, index_digest
from retrieval.index.handle import Index, NotIndexed
from retrieval.index.library import FileState, Library
from retrieval.index.server import ChromaServer

__all__ = [
    "BackupFailed",
    "Chroma",
    "ChromaAway",
    "ChromaServer",
    "EmbeddedChroma",
    "Embedder",
    "FileState",
    "Generations",
    "Index",
    "Library",
    "LibraryDamaged",
    "MiniLM",
    "NotIndexed",
    "Vectors",
    "backup",
    "index_digest",
    "restore",
]
