"""reference.docx: flipped bytes, tricks of zip and XML, outside entities, bombs, circles of styles, values out of bounds."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from functools import cache
from random import Random

from benchmarks.hostile import odd, sheets
from benchmarks.hostile.families.pictures import png
from benchmarks.hostile.nouns import Case
from benchmarks.hostile.stage import ROOT

NAME = "templates/tiny/reference.docx"


@cache
def originals() -> list[dict[str, bytes]]:
    """Word files of the tests, and the program's own specimen: part -> bytes."""
    from courseware.course import word_look
    from courseware.look import fonts
    from courseware.look.style import Choices, make

    files = [path.read_bytes() for path in sorted((ROOT / "tests" / "data" / "reference").glob("*.docx"))]
    own = fonts.shipped()
    files.append(word_look.specimen_of(make(Choices(), fonts.backed(own, own, []))))
    return [parts(data) for data in files]


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def packed(files: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as package:
        for name, data in files.items():
            package.writestr(name, data)
    return out.getvalue()


def cases(random: Random) -> Case:
    make = random.choice(
        (
            _flipped,
            _flipped,
            _flipped_part,
            _flipped_part,
            _zip,
            _zip,
            _xml,
            _xml,
            _styles,
            _styles,
            _values,
            _values,
            _values,
            _gone,
            _relations,
            _other,
        )
    )
    data = make(random)
    course = random.choice(
        (
            sheets.course(formats=random.choice(("docx", "pdf"))),
            b"extends: korean-reading\nlanguages: [en]\neditions: [student]\nformats: [docx]\nsections: [all]\n",
        )
    )
    commands = (
        random.choice(
            (("build",), ("build",), ("check",), ("list",), ("new", "course", "other", "--like", "tiny", "--specimen"))
        ),
    )
    return Case(
        kind=make.__name__.strip("_"),
        commands=commands,
        files={NAME: data, sheets.COURSE_FILE: course},
        blames=r"reference\.docx|course\.yaml|handout\.md",
    )


def _flipped(random: Random) -> bytes:
    return odd.flipped(random, packed(random.choice(originals())))


def _flipped_part(random: Random) -> bytes:
    found = dict(random.choice(originals()))
    name = random.choice([name for name in found if name.endswith((".xml", ".rels"))])
    found[name] = odd.flipped(random, found[name], random.choice((1, 1, 3)))
    return packed(found)


def _part(random: Random) -> tuple[dict[str, bytes], str]:
    found = dict(random.choice(originals()))
    names = [
        name
        for name in (
            "word/styles.xml",
            "word/document.xml",
            "word/theme/theme1.xml",
            "word/numbering.xml",
            "word/settings.xml",
            "[Content_Types].xml",
            "_rels/.rels",
            "word/_rels/document.xml.rels",
        )
        if name in found
    ]
    return found, random.choice(names)


def _zip(random: Random) -> bytes:
    found = dict(random.choice(originals()))
    data = packed(found)
    kind = random.randrange(14)
    if kind == 0:
        return packed({**found, "word/media/image1.png": bytes(300_000_000 if random.random() < 0.3 else 60_000_000)})
    if kind == 1:
        return packed({**found, **{f"word/x{n}.xml": b"<x/>" for n in range(8_000)}})
    if kind == 2:
        return packed(
            {
                **found,
                random.choice(
                    ("../../../evil.txt", "/tmp/evil.txt", "C:\\evil.txt", "word/../../evil.txt", "con", "a" * 60_000)
                ): b"x",
            }
        )
    if kind == 3:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as package, warnings.catch_warnings(action="ignore"):
            for name, part in [*found.items(), *found.items()]:
                package.writestr(name, part)
        return out.getvalue()
    if kind == 4:
        return data.replace(b"PK\x01\x02", b"PK\x01\x03", 1)
    if kind == 5:
        return _marked(data, 6, 1)
    if kind == 6:
        return _marked(data, 8, random.choice((1, 6, 9, 12, 14, 93, 97, 99)))
    if kind == 7:
        return data[: random.randrange(len(data))]
    if kind == 8:
        return random.randbytes(40) + data
    if kind == 9:
        return packed(found, random.choice((zipfile.ZIP_STORED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)))
    if kind == 10:
        return packed(dict.fromkeys(found, data))
    if kind == 11:
        return packed(
            {
                **found,
                "word/styles.xml": b"<?xml version='1.0'?><w:styles xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'>"
                + b"<w:style/>" * 4_000_000
                + b"</w:styles>",
            }
        )
    if kind == 12:
        return packed({name.upper(): part for name, part in found.items()})
    return packed({name.replace("/", "\\"): part for name, part in found.items()})


def _marked(data: bytes, offset: int, value: int) -> bytes:
    """A field of every local header and of every row of the directory set to a value."""
    found = bytearray(data)
    for mark, more in ((b"PK\x03\x04", 0), (b"PK\x01\x02", 2)):
        at = found.find(mark)
        while at >= 0:
            found[at + offset + more] = value
            at = found.find(mark, at + 4)
    return bytes(found)


def _xml(random: Random) -> bytes:
    """Document types, entities, depth, encodings."""
    found, name = _part(random)
    text = found[name].decode("utf-8", "replace")
    text = re.sub(r"^<\?xml[^>]*\?>\s*", "", text)
    root = re.match(r"<[\w:]+", text)
    first = text.find(">") + 1
    outside = "file:///etc/passwd"
    kinds = [
        f'<!DOCTYPE x [<!ENTITY e SYSTEM "{outside}">]>{text[:first]}&e;{text[first:]}',
        f'<!DOCTYPE x [<!ENTITY % e SYSTEM "{outside}">%e;]>{text}',
        f'<!DOCTYPE x SYSTEM "{outside}">{text}',
        f'<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">{text}',
        "<!DOCTYPE x [<!ENTITY a0 'xxxxxxxxxx'>"
        + "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 10))
        + f"]>{text[:first]}&a9;{text[first:]}",
        f"<!DOCTYPE x [<!ENTITY a '{'x' * 50_000}'>]>{text[:first]}{'&a;' * 2_000}{text[first:]}",
        f"{text[:first]}{'<w:p>' * 9_000}{'</w:p>' * 9_000}{text[first:]}",
        f"{text[:first]}{'<x>' * 300_000}",
        f'{text[:first]}<w:p w:a="{"x" * 12_000_000}"/>{text[first:]}',
        text[: len(text) // 2],
        "",
        "<x/>",
        "x",
        f"{text}{text}",
        f"\ufeff{text}",
        text.replace("w:", "v:"),
        text.replace("http://schemas.openxmlformats.org", "http://purl.oclc.org"),
        f"{text[:first]}<xi:include xmlns:xi='http://www.w3.org/2001/XInclude' href='{outside}' parse='text'/>{text[first:]}",
        f"<?xml-stylesheet href='{outside}'?>{text}",
        f"{text[:first]}<![CDATA[{'x' * 900}]]>{text[first:]}",
        f"{text[:first]}{'<!-- x -->' * 90_000}{text[first:]}",
        f"{text[:first]}<?php x?>{text[first:]}",
        re.sub(r"<w:", "<", text, count=1),
        f"{root[0] if root else '<x'} {' '.join(f'a{n}=' + chr(34) + chr(34) for n in range(20_000))}>",
    ]
    made = random.choice(kinds)
    declared = random.choice(
        (
            '<?xml version="1.0" encoding="UTF-8"?>',
            '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>',
            "",
            '<?xml version="1.1"?>',
            '<?xml version="1.0" encoding="UTF-16"?>',
            '<?xml version="1.0" encoding="x-unknown"?>',
            '<?xml version="9"?>',
        )
    )
    data = (declared + made).encode("utf-8", "replace")
    if random.random() < 0.1:
        data = made.encode(random.choice(("utf-16", "utf-32", "cp949", "latin-1")), "replace")
    return packed({**found, name: data})


def _styles(random: Random) -> bytes:
    """Styles in circles and long chains, twice, without names, of unknown kinds."""
    found = dict(random.choice(originals()))
    text = found["word/styles.xml"].decode("utf-8")
    count = random.choice((2, 3, 400, 3_000))
    style = '<w:style w:type="{kind}" w:styleId="{id}"><w:name w:val="{name}"/><w:basedOn w:val="{base}"/><w:link w:val="{base}"/><w:next w:val="{base}"/></w:style>'
    kind = random.choice(("paragraph", "character", "table", "numbering", "x", ""))
    circle = "".join(
        style.format(
            kind=kind,
            id=f"S{n}",
            name=random.choice((f"s{n}", "heading 1", "Normal", "", "Title")),
            base=f"S{(n + 1) % count}",
        )
        for n in range(count)
    )
    own = style.format(
        kind="paragraph", id="Normal", name="Normal", base=random.choice(("Normal", "Heading1", "S0", ""))
    )
    ways = [
        text.replace("</w:styles>", circle + "</w:styles>"),
        text.replace("</w:styles>", own + "</w:styles>"),
        re.sub(r'<w:basedOn w:val="[^"]*"/>', '<w:basedOn w:val="Heading1"/>', text),
        re.sub(r'w:styleId="[^"]*"', 'w:styleId="x"', text),
        re.sub(r'<w:name w:val="[^"]*"/>', "", text),
        re.sub(r"<w:style .*</w:style>", "", text, flags=re.DOTALL),
        re.sub(
            r'(<w:name w:val=")[^"]*"',
            lambda m: f'{m[1]}{random.choice(odd.WORDS[:20]).replace("&", "").replace("<", "").replace(chr(34), "")}"',
            text,
        ),
        re.sub(r"<w:docDefaults>.*</w:docDefaults>", "", text, flags=re.DOTALL),
        text.replace('w:type="paragraph"', f'w:type="{kind}"'),
        re.sub(r'<w:name w:val="[^"]*"/>', "<w:name/>", text),
        re.sub(r"<w:basedOn [^>]*>", "<w:basedOn/>", text),
    ]
    return packed({**found, "word/styles.xml": random.choice(ways).encode()})


_BAD = [
    "",
    "x",
    "-1",
    "-99999",
    "0",
    "1",
    "99999999",
    "1e9",
    "NaN",
    "1.5",
    "9" * 400,
    "0x10",
    "auto",
    "none",
    "#FFFFFF",
    "FFFFFFFFFF",
    "GGGGGG",
    "١٢",
    "true",
    " 12 ",
    "12pt",
    "-0",
    "2147483648",
    "{page}",
    "\u202e",
]


def _values(random: Random) -> bytes:
    """One value, or every value of one name, out of all bounds."""
    found = dict(random.choice(originals()))
    name = random.choice([name for name in found if name.startswith("word/") and name.endswith(".xml")])
    text = found[name].decode("utf-8")
    places = list(re.finditer(r'\b[\w:]+="([^"]*)"', text))
    places = [place for place in places if not place[0].startswith("xmlns")]
    if not places:
        return packed(found)
    new = random.choice(_BAD)
    if random.random() < 0.5:
        chosen = random.choice(places)
        text = text[: chosen.start(1)] + new + text[chosen.end(1) :]
    else:
        key = random.choice(places)[0].split("=")[0]
        text = re.sub(rf'\b{key}="[^"]*"', f'{key}="{new}"', text)
    if random.random() < 0.2:
        tag = random.choice(re.findall(r"<([\w:]+)[ />]", text))
        text = re.sub(rf"<{tag}\b[^>]*/>", f"<{tag}/>", text)
    return packed({**found, name: text.encode()})


def _gone(random: Random) -> bytes:
    found = dict(random.choice(originals()))
    for name in random.sample(sorted(found), random.choice((1, 1, 2, min(5, len(found))))):
        if random.random() < 0.7:
            del found[name]
        else:
            found[name] = random.choice((b"", b"<x/>", b"\0", found[random.choice(sorted(found))]))
    return packed(found)


def _relations(random: Random) -> bytes:
    """Relations to nowhere, to outside, in circles; pictures in the header that are none."""
    found = dict(originals()[-1] if random.random() < 0.5 else random.choice(originals()))
    name = random.choice([name for name in found if name.endswith(".rels")])
    text = found[name].decode()
    target = random.choice(
        (
            "../../../../etc/passwd",
            "file:///etc/passwd",
            "http://127.0.0.1:9/x",
            "/word/document.xml",
            "nowhere.xml",
            "",
            "\\\\host\\share",
            "styles.xml",
            "../_rels/.rels",
            "a" * 9000,
        )
    )
    there = target.replace("\\", "\\\\")
    text = random.choice(
        (
            re.sub(r'Target="[^"]*"', f'Target="{there}"', text),
            re.sub(r'Target="[^"]*"', f'Target="{there}" TargetMode="External"', text),
            re.sub(r'Id="[^"]*"', 'Id="rId1"', text),
            text.replace(
                "</Relationships>",
                "".join(
                    f'<Relationship Id="z{n}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/header" Target="{target}"/>'
                    for n in range(random.choice((1, 900)))
                )
                + "</Relationships>",
            ),
            re.sub(r'Type="[^"]*/(\w+)"', lambda m: f'Type="x/{m[1]}"', text, count=random.choice((0, 1))),
        )
    )
    picture = random.choice(
        (
            b"",
            odd.flipped(random, png()),
            png(12_000, 12_000, colour=0, depth=1),
            b"%!PS",
            b"<svg/>",
            b"\xd7\xcd\xc6\x9a" + b"\0" * 40,
            b"\1\0\0\0" + b"\0" * 40,
        )
    )
    media = {inner: picture for inner in found if "media/" in inner}
    return packed({**found, **media, name: text.encode()})


def _other(random: Random) -> bytes:
    return random.choice(
        (
            b"",
            b"x",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4000),
            b"%PDF-1.4",
            b"PK\3\4",
            b"PK\5\6" + bytes(18),
            packed({}),
            packed({"x": b"y"}),
            packed({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<x/>"}),
            packed({"mimetype": b"application/hwp+zip"}),
            packed({"[Content_Types].xml": b"<Types/>"}),
            b"{\\rtf1}",
            b"<html>",
            random.randbytes(9000),
            packed(originals()[0]) + bytes(1_000_000),
        )
    )
