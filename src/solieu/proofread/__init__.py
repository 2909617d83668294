"""Proofreading of any report: find every figure, make claims of what is said of it, recompute, answer."""
