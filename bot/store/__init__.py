"""Interactions: events seen, questions taken and finished, messages owed, threads, feedback. SQLite or PostgreSQL."""

from bot.store.database import StoreUnusable, open_engine
from bot.store.feedback import FeedbackLog
from bot.store.outbox import LostClaim, Outbox
from bot.store.questions import QuestionLog
from bot.store.records import Feedback, NewQuestion, Post, PostState, Question, State, Thread, Verdict
from bot.store.retention import Forgotten
from bot.store.store import Store
from bot.store.threads import ThreadLog

__all__ = [
    "Feedback",
    "FeedbackLog",
    "Forgotten",
    "LostClaim",
    "NewQuestion",
    "Outbox",
    "Post",
    "PostState",
    "Question",
    "QuestionLog",
    "State",
    "Store",
    "StoreUnusable",
    "Thread",
    "ThreadLog",
    "Verdict",
    "open_engine",
]
