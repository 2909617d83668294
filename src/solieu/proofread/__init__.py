"""Proofreading of any report: find every figure, make claims of what is said of it, recompute, answer."""

from solieu.proofread.model import Coverage, NotJudged, Proofreading
from solieu.proofread.proofreading import proofread

__all__ = ["Coverage", "NotJudged", "Proofreading", "proofread"]
