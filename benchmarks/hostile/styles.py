"""YAML as people write it: the same data in any style that YAML has, with remarks, quotes, brackets, anchors and odd spaces."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from random import Random

import yaml

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_REMARKS = [
    "# 여기에 적음",
    "# my own remark: keep it",
    "#",
    "# - id: not-an-item",
    "# events: []",
    "#events:",
    "# “x” ' \" [ { : - # &a *a",
    "#\ttab",
    "# TODO 이름 확인!!",
]


@dataclass
class Style:
    """How odd a file is: chances of each habit. `behind`: remarks stand behind values, too, which `check` refuses in texts."""

    random: Random
    quotes: float = 0.0
    flow: float = 0.0
    remarks: float = 0.0
    anchors: float = 0.0
    dashes: float = 0.0
    blocks: float = 0.0
    spaces: float = 0.0
    step: int = 2
    indented: bool = True
    behind: bool = True
    _count: int = 0

    def dump(self, text: str) -> str:
        """`text` again, in this style."""
        node = yaml.compose(text, Loader=_LOADER)
        return "\n".join(self._mapping(node, 0)) + "\n"

    def _chance(self, share: float) -> bool:
        return self.random.random() < share

    def _remark(self, indent: int) -> list[str]:
        if not self._chance(self.remarks):
            return []
        at = self.random.choice((indent, indent, 0, indent + 2, indent + 5))
        return [" " * at + self.random.choice(_REMARKS)]

    def _end(self) -> str:
        if self.behind and self._chance(self.remarks / 3):
            return f"{self.random.choice((' ', '  ', chr(9)))}{self.random.choice(_REMARKS)}"
        return self.random.choice((" ", "   ", "\t")) if self._chance(self.spaces / 3) else ""

    def _mapping(self, node: yaml.Node, indent: int) -> list[str]:
        lines: list[str] = []
        for key, value in node.value:
            lines += self._remark(indent)
            if self._chance(self.spaces / 4):
                lines.append("")
            lines += self._pair(key.value, value, indent)
        return lines

    def _pair(self, key: str, value: yaml.Node, indent: int) -> list[str]:
        written = f'"{key}"' if self._chance(self.quotes) else f"'{key}'" if self._chance(self.quotes / 2) else key
        lead = f"{' ' * indent}{written}{' ' if self._chance(self.spaces / 4) else ''}:"
        if self._chance(self.dashes / 12) and not isinstance(value, yaml.ScalarNode):
            lead = f"{' ' * indent}? {written}\n{' ' * indent}:"
        gap = self.random.choice((" ", "  ", "     ")) if self._chance(self.spaces) else " "
        if isinstance(value, yaml.ScalarNode):
            return self._scalar_lines(lead, gap, value, indent)
        anchor = self._anchor()
        if not value.value or self._chance(self.flow):
            text = self._flow(value)
            if self._chance(self.dashes / 3):
                return [f"{lead}{anchor}{self._end()}", f"{' ' * (indent + 2)}{text}{self._end()}"]
            return [f"{lead}{anchor}{gap}{text}{self._end()}"]
        inner = self._block(value, indent)
        return [f"{lead}{anchor}{self._end()}", *inner]

    def _block(self, value: yaml.Node, indent: int) -> list[str]:
        if isinstance(value, yaml.MappingNode):
            return self._mapping(value, indent + self.step)
        return self._sequence(value, indent + (self.step if self.indented else 0))

    def _anchor(self) -> str:
        if not self._chance(self.anchors):
            return ""
        self._count += 1
        return f" &{self.random.choice('abcx')}{self._count}"

    def _sequence(self, node: yaml.Node, indent: int) -> list[str]:
        lines: list[str] = []
        for item in node.value:
            lines += self._remark(indent)
            if self._chance(self.spaces / 4):
                lines.append("")
            lines += self._item(item, indent)
        return lines + self._remark(indent)

    def _item(self, item: yaml.Node, indent: int) -> list[str]:
        dash = " " * indent + "-"
        anchor = self._anchor()
        if isinstance(item, yaml.ScalarNode):
            return self._scalar_lines(dash, " ", item, indent)
        if not item.value or self._chance(self.flow / 2) or isinstance(item, yaml.SequenceNode):
            return [f"{dash}{anchor} {self._flow(item)}{self._end()}"]
        gap = self.random.choice((1, 2, 3)) if self._chance(self.spaces) else 1
        inner = self._mapping(item, indent + 1 + gap)
        if anchor or self._chance(self.dashes) or not inner[0].strip() or inner[0].lstrip().startswith(("#", "?")):
            return [f"{dash}{anchor}{self._end()}", *inner]
        return [f"{dash}{' ' * gap}{inner[0].lstrip()}", *inner[1:]]

    def _flow(self, node: yaml.Node) -> str:
        comma = self.random.choice((", ", ",  ", " , ")) if self._chance(self.spaces) else ", "
        if isinstance(node, yaml.MappingNode):
            pairs = [f"{key.value}: {self._inline(value)}" for key, value in node.value]
            return "{" + comma.join(pairs) + "}"
        if isinstance(node, yaml.SequenceNode):
            if not node.value and self._chance(self.spaces):
                return "[ ]"
            return "[" + comma.join(self._inline(one) for one in node.value) + "]"
        return self._inline(node)

    def _inline(self, node: yaml.Node) -> str:
        if not isinstance(node, yaml.ScalarNode):
            return self._flow(node)
        return self._quoted(node.value) if node.tag.endswith(":str") and not _bare(node.value) else node.value

    def _quoted(self, text: str) -> str:
        if self._chance(0.5) and "\n" not in text:
            return "'" + text.replace("'", "''") + "'"
        return json.dumps(text, ensure_ascii=False)

    def _scalar_lines(self, lead: str, gap: str, node: yaml.ScalarNode, indent: int) -> list[str]:
        text = node.value
        if not node.tag.endswith(":str"):
            return [f"{lead}{gap}{text or 'null'}{self._end()}"]
        if self._chance(self.blocks) and text.strip() == text and len(text) > 8 and "\n" not in text:
            sign = self.random.choice((">-", "|-", ">-  ", "|-"))
            return [f"{lead} {sign}", " " * (indent + 2 + self.step) + text]
        if self._chance(self.blocks / 2) and " " in text and "\n" not in text and "  " not in text:
            first, rest = text.split(" ", 1)
            return [
                f"{lead}{gap}{json.dumps(first, ensure_ascii=False)[:-1]}",
                " " * (indent + 4) + json.dumps(rest, ensure_ascii=False)[1:],
            ]
        if _bare(text) and not self._chance(self.quotes):
            return [f"{lead}{gap}{text}{self._end()}"]
        return [f"{lead}{gap}{self._quoted(text)}{self._end()}"]


def _bare(text: str) -> bool:
    return re.fullmatch(r"[A-Za-z가-힣][A-Za-z가-힣0-9-]*", text) is not None and text.lower() not in (
        "no",
        "yes",
        "on",
        "off",
        "null",
        "true",
        "false",
        "y",
        "n",
    )


def style(random: Random, mild: bool = False) -> Style:
    """Some habits, few of them at once."""
    chance = lambda: random.choice((0.0, 0.0, 0.15, 0.5, 1.0))  # noqa: E731 - said once, used in each line below
    if mild:
        return Style(
            random,
            behind=False,
            flow=chance(),
            remarks=chance() / 2,
            blocks=chance(),
            spaces=chance() / 2,
            step=random.choice((2, 2, 4)),
            indented=random.random() < 0.7,
        )
    return Style(
        random,
        quotes=chance(),
        flow=chance(),
        remarks=chance(),
        anchors=chance() / 2,
        dashes=chance(),
        blocks=chance(),
        spaces=chance(),
        step=random.choice((2, 2, 4, 3, 1)),
        indented=random.random() < 0.6,
    )


def wrapped(random: Random, text: str) -> bytes:
    """How a file is saved: ends of lines, marks, a last line without an end, odd characters."""
    import unicodedata

    kind = random.randrange(14)
    if kind == 0:
        text = text.rstrip("\n")
    elif kind == 1:
        text += "\n" * random.choice((1, 3)) + random.choice(("", "# the end", "  # the end\n", "...\n"))
    elif kind == 2:
        text = f"---\n{text}"
    elif kind == 3:
        text = (
            f"# yaml-language-server: $schema=x\n\n%YAML 1.1\n---\n{text}"
            if random.random() < 0.3
            else f"# 머리말\n\n{text}"
        )
    elif kind == 4:
        text = unicodedata.normalize("NFD", text)
    elif kind == 5:
        text = text.replace(" ", " \u200b", 1) if random.random() < 0.5 else text.replace("가", "\u200b가", 1)
    elif kind == 6:
        return text.replace("\n", "\r").encode()
    data = text.encode()
    if random.random() < 0.2:
        data = data.replace(b"\n", b"\r\n")
    elif random.random() < 0.05:
        lines = data.split(b"\n")
        data = b"".join(line + random.choice((b"\n", b"\r\n")) for line in lines)
    if random.random() < 0.15:
        data = b"\xef\xbb\xbf" + data
    return data
