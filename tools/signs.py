"""Make the fonts of signs that stand behind every other font, from what the Noto fonts have and Noto Sans KR lacks.

python -m tools.signs FOLDER    (FOLDER holds the unpacked npm packages @expo-google-fonts/noto-sans-kr, -sc, -jp,
noto-sans, noto-sans-symbols, noto-sans-symbols-2, noto-sans-math and noto-emoji; only their .ttf files are read)
"""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path

from fontTools.merge import Merger
from fontTools.misc.timeTools import timestampFromString
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.ttLib.scaleUpem import scale_upem

from courseware.look import fonts

SETS = (("euc_kr", 0xA1, 0xFD), ("gb2312", 0xB0, 0xF7), ("euc_jp", 0xB0, 0xF4), ("big5", 0xA4, 0xC6))
"""KS X 1001, and the hanja of GB 2312 (simplified), JIS X 0208 and the common half of Big5: codec, first, last row."""
NAMES = (
    "镕喆堃赟玥珺晞旻昉昇邨祎翀珮頔垚犇璟瑄瑀琰玘瑨珅玙珑璠璘琎锜镒晳皛偲濛湉潆澍濬煊煜熠燚芃芊苡荇菀蓥韫飏鹓龑婳媖嫄"
    "嬅屾峣崟彧忞怿悫昕昤晗暐楠樾毖洺渼溁灏爻琤瓅禛禤稹筱粲纮绾羿翙耔耘茆莳蔺蕤诒诩谌谡赪轸辂逄郗郜鄢铄锳闫闳阚隽霂韬颀骁鸢"
)
"""Characters of Chinese names that none of these sets has: 朱镕基."""
SIGNS = (
    (0x00A0, 0x02FF), (0x0370, 0x04FF), (0x1E00, 0x1EFF), (0x2010, 0x2064), (0x2070, 0x218F), (0x2190, 0x23FF),
    (0x2460, 0x27FF), (0x2900, 0x2BFF), (0x3000, 0x33FF), (0xF900, 0xFAFF), (0xFF00, 0xFFEF),
)  # fmt: skip
"""Latin letters and sounds, Greek and Cyrillic, punctuation, fractions, arrows, mathematics, boxes, marks, circles."""
EMOJI = (
    "⌚⌛⏰⏳⚠⛔✅✋✍❌❓❔❕❗➕➖➗⭐⭕🌍🌏🍀🎁🎉🎤🎧🎨🎬🎯🎵🏆🏠🏫🏷🐾👀👂👆👇👈👉👋👌👍👎👏👤👥👦👧"
    "👨👩👪💡💪💬💭💯💰📄📅📆📈📉📊📋📌📍📎📏📐📑📒📓📔📕📖📗📘📙📚📛📜📝📞📢📣📦📰📱📷📹🔊🔍🔎🔑🔔🔗🔴🔵"
    "🔶🔷🔸🔹🔺🔻🕐🕒🕘🗂🗒🗓🗝🗞🗣🗳😀😁😂😃😄😅😆😉😊😍😎😐😕😞😟😠😡😢😥😨😭😮😱😴🙁🙂🙋🙌🙏🚀🚩🚫🛑🟠"
    "🟡🟢🟣🟤🟥🟦🟧🟨🟩🤔🤝🧐🧑🧠🧩🪧"
)
"""Those that stand on worksheets; they print in black, as outlines."""
FACES = {
    "Regular": ("NotoSans_400Regular", "NotoSansSC_400Regular", "NotoSansJP_400Regular", "NotoSansSymbols2_400Regular",
                "NotoSansMath_400Regular", "NotoSansSymbols_400Regular", "NotoEmoji_400Regular"),
    "Bold": ("NotoSans_700Bold", "NotoSansSC_700Bold", "NotoSansJP_700Bold", "NotoSansSymbols2_400Regular",
             "NotoSansMath_400Regular", "NotoSansSymbols_700Bold", "NotoEmoji_700Bold"),
}  # fmt: skip
"""In the order in which they are asked for a character; some have no bold."""
FAMILY = fonts.SIGNS
_KEPT = ["cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "name", "OS/2", "post", "cvt ", "fpgm", "prep"]
_UNITS = 1000


def wanted() -> set[str]:
    """All that Noto Sans KR lacks of the sets and ranges above; no marks that combine, which want a typesetter."""
    every = {char for codec, first, last in SETS for char in _rows(codec, first, last)} | set(NAMES) | set(EMOJI)
    every |= {chr(code) for first, last in SIGNS for code in range(first, last + 1)}
    printed = (char for char in every if unicodedata.category(char)[0] not in "CMZ")
    return set(fonts.covers(fonts.shipped(), "".join(printed)))


def _rows(codec: str, first: int, last: int) -> Iterator[str]:
    for row in range(first, last + 1):
        for cell in range(0x40, 0xFF):
            yield from bytes([row, cell]).decode(codec, errors="ignore")


def main(folder: Path) -> None:
    found = {path.stem: path for path in folder.rglob("*.ttf")}
    for weight, names in FACES.items():
        missing, parts, notices = wanted(), [], []
        for name in names:
            font = TTFont(found[name], recalcTimestamp=False)
            took = {char for char in missing if ord(char) in font.getBestCmap()}
            missing -= took
            notices.append(font["name"].getDebugName(0))
            parts.append(_cut(font, took))
        target = fonts.shipped().regular.with_name(f"HandoutSigns-{weight}.ttf")
        _save(_merged(parts), weight, dict.fromkeys(notices), target)
        lacking = "".join(sorted(missing))
        print(f"{target.name}: {target.stat().st_size:,} bytes; no font has {len(lacking)}: {lacking}")


def _cut(font: TTFont, chars: set[str]) -> TTFont:
    """`font` with the outlines of `chars` alone, 1000 units to the em, unhinted."""
    for tag in set(font.keys()) - {*_KEPT, "GlyphOrder"}:
        del font[tag]
    cutter = Subsetter(Options(hinting=False, notdef_outline=True, glyph_names=False, name_IDs=["*"]))
    cutter.populate(unicodes=map(ord, chars))
    cutter.subset(font)
    if font["head"].unitsPerEm != _UNITS:
        scale_upem(font, _UNITS)
    return font


def _merged(parts: list[TTFont]) -> TTFont:
    files = [BytesIO() for _ in parts]
    for part, file in zip(parts, files, strict=True):
        part.save(file)
    return Merger().merge(files)


def _save(font: TTFont, weight: str, notices: Iterable[str], target: Path) -> None:
    """With a name of its own, as the licence asks of a changed font, and the height of the first part."""
    table = font["name"]
    table.names = []
    names = {
        0: "; ".join(notices),
        1: FAMILY,
        2: weight,
        3: f"{FAMILY} {weight}",
        4: f"{FAMILY} {weight}",
        5: "Version 1.0",
        6: f"{FAMILY.replace(' ', '')}-{weight}",
        13: "This Font Software is licensed under the SIL Open Font License, Version 1.1.",
        14: "https://openfontlicense.org",
    }
    for number, text in names.items():
        table.setName(text, number, 3, 1, 0x409)
    font["post"].formatType = 3
    font["head"].created = font["head"].modified = timestampFromString("Thu Jan  1 00:00:00 2026")
    font.recalcTimestamp = False
    font.save(target)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
