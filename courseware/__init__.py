"""Bilingual Korean and English handouts, drawn from one article, for many courses."""

__version__ = "0.4.0"
