"""Answers: what proofreading found, for a terminal, for machines, as a page, as comments in the same Word file."""

from solieu.proofread.answers.answer import Answer, exit_status, refused, settled

__all__ = ["Answer", "exit_status", "refused", "settled"]
