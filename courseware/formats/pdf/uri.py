"""Web addresses as PDF wants them."""

from __future__ import annotations

from urllib.parse import quote


def ascii_uri(address: str) -> str:
    """`address` in 7-bit ASCII (ISO 32000-1 § 12.6.4.7), Korean letters percent-encoded; what is encoded stays."""
    return quote(address.strip(), safe="!#$%&'()*+,/:;=?@[]~-._")
