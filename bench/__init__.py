"""Ratios against plain libraries and peers, both sides measured in turn in one run: ``make bench``."""
