"""Japanese as a language of the tests: the program knows nothing of it but this object."""

from __future__ import annotations

from courseware.languages import Language

JAPANESE = Language(
    tag="ja",
    name="Japanese",
    region="ja-JP",
    letters="々぀-ヿㇰ-ㇿ㐀-䶿一-鿿豈-﫿",
    script="ぁ-ヿ",
    eastern=True,
    spaced=False,
    comma="、",
)
