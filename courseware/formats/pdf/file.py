"""The file itself: ReportLab's objects, packed into object streams.

ISO 32000-1 § 7.5.7 and 7.5.8. A structure tree is hundreds of tiny objects; packed together they shrink to a tenth.
"""

from __future__ import annotations

import hashlib
import zlib

from reportlab.pdfbase.pdfdoc import PDFDocument, PDFStream
from reportlab.pdfbase.pdfdoc import format as written

_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_PACK = 200
"""How many objects go into one stream."""


class File(PDFDocument):
    """A document that knows no clock and is written compactly."""

    def __init__(self) -> None:
        super().__init__(compression=0, invariant=1, pdfVersion=(1, 7))

    def finish(self, catalog: str, info: str) -> bytes:
        """The bytes of the file. `catalog` and `info` are references."""
        out = bytearray(_HEADER)
        rows: dict[int, tuple[int, int, int]] = {0: (0, 0, 65535)}
        small = self._write_streams(out, rows)
        number = self.objectcounter
        for at in range(0, len(small), _PACK):
            pack, number = small[at : at + _PACK], number + 1
            for index, (member, _) in enumerate(pack):
                rows[member] = (2, number, index)
            rows[number] = (1, len(out), 0)
            out += _object(number, *_packed(pack))
        number += 1
        rows[number] = (1, len(out), 0)
        start = len(out)
        key = hashlib.sha256(out).hexdigest()[:32]
        table = b"".join(kind.to_bytes(1, "big") + a.to_bytes(4, "big") + b.to_bytes(2, "big")
                         for kind, a, b in (rows[n] for n in range(number + 1)))  # fmt: skip
        entries = f"/Type/XRef/Size {number + 1}/W[1 4 2]/Root {catalog}/Info {info}/ID[<{key}><{key}>]"
        out += _object(number, entries, table)
        return bytes(out + f"startxref\n{start}\n%%EOF\n".encode("ascii"))

    def _write_streams(self, out: bytearray, rows: dict[int, tuple[int, int, int]]) -> list[tuple[int, bytes]]:
        """Write what has to stand on its own; returns the rest. Writing an object may number another."""
        small: list[tuple[int, bytes]] = []
        number = 0
        while (number := number + 1) in self.numberToId:
            thing = self.idToObject[self.numberToId[number]]
            if isinstance(thing, PDFStream):
                rows[number] = (1, len(out), 0)
                content = written(thing.content, self)
                thing.dictionary["Length"] = len(content)
                out += b"%d 0 obj\n%b\nstream\n%b\nendstream\nendobj\n" % (
                    number,
                    written(thing.dictionary, self),
                    content,
                )
            else:
                small.append((number, written(thing, self, toplevel=1)))
        return small


def _packed(members: list[tuple[int, bytes]]) -> tuple[str, bytes]:
    """The entries and the content of one object stream."""
    index, body = "", b""
    for number, data in members:
        index += f"{number} {len(body)} "
        body += data + b"\n"
    return f"/Type/ObjStm/N {len(members)}/First {len(index)}", index.encode("ascii") + body


def _object(number: int, entries: str, content: bytes) -> bytes:
    packed = zlib.compress(content)
    head = f"{number} 0 obj\n<<{entries}/Filter/FlateDecode/Length {len(packed)}>>\nstream\n"
    return head.encode("ascii") + packed + b"\nendstream\nendobj\n"
