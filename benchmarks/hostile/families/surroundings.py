"""The world around the program: terminals, locales, closed streams, full devices, folders that are gone, low limits."""

from __future__ import annotations

from random import Random

from benchmarks.hostile.nouns import Case, Command
from benchmarks.hostile.stage import article

_COMMANDS: list[Command] = [
    ("list",),
    ("build",),
    ("check",),
    ("--help",),
    ("build", "--help"),
    ("new", "unit", "fresh"),
    ("draft", "ferry"),
    ("show", "ferry", "-c", "tiny", "-l", "en"),
    ("nothing",),
    ("--version",),
    ("check", "--format", "json"),
    ("completion", "bash"),
    ("new", "unit", "fresh", "--from", "-"),
]
_SHELLS = [
    *(
        "{run} >&-",
        "{run} 2>&-",
        "{run} <&-",
        "{run} >/dev/full",
        "{run} 2>/dev/full",
        "{run} | true",
        "{run} | head -c 1",
        "{run} 2>&1 | head -n 1",
        "{run} </dev/full",
        "{run} <seeds",
    ),
    *(
        "mkdir gone && cd gone && rmdir ../gone && {run}",
        "rm -r seeds; {run}",
        "cd seeds/ferry && {run}",
        "cd / && {run}",
        "mkdir x && cd x && chmod 0 ../x && {run}; code=$?; chmod 700 ../x; rmdir ../x; exit $code",
        "cd ../outside && {run}",
        "mv seeds other; mkdir seeds; cd other; rm -r ../seeds ../other; {run}",
    ),
    *(
        "ulimit -n 6; {run}",
        "ulimit -n 12; {run}",
        "ulimit -n 24; {run}",
        "ulimit -f 0; {run}",
        "ulimit -f 1; {run}",
        "umask 777; {run}",
        "umask 0; {run}",
        "ulimit -s 256; {run}",
        "ulimit -v 400000; {run}",
    ),
    *(
        'script -qec "stty cols 1; {run}" /dev/null',
        'script -qec "stty cols 0 rows 0; {run}" /dev/null',
        'script -qec "{run}" /dev/null',
        "{run} & wait $!",
        "nohup {run}",
        "exec {run}",
        "trap '' PIPE; {run} | true",
    ),
]
_ENVIRONMENTS: list[dict[str, str | None]] = [
    *({"COLUMNS": value} for value in ("1", "0", "-5", "2", "3", "9", "abc", "999999999", "1e9", "")),
    *(
        {"LANG": value, "LC_ALL": value}
        for value in (
            "C",
            "POSIX",
            "ko_KR.eucKR",
            "ko_KR.UTF-8",
            "xx_YY",
            "",
            "a" * 9000,
            "../../x",
            "en_US.UTF-16",
            "ko",
        )
    ),
    *({"PYTHONIOENCODING": value} for value in ("ascii", "cp949", "utf-16", "latin-1:strict", "utf-8:surrogateescape")),
    *(
        {"PYTHONUTF8": "0", "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONWARNINGS": "error"},
        {"PYTHONWARNINGS": "default"},
        {"PYTHONDEVMODE": "1"},
        {"PYTHONOPTIMIZE": "2"},
        {"PYTHONHASHSEED": "7"},
        {"PYTHONDONTWRITEBYTECODE": "1"},
        {"PYTHONUNBUFFERED": "1"},
    ),
    *({"HOME": value} for value in (None, "", "/nowhere", "/dev/null", "relative")),
    *({"TMPDIR": value, "TEMP": value, "TMP": value} for value in ("/nowhere", "/dev/null", "")),
    *({"TERM": value} for value in (None, "dumb", "xterm-256color", "x" * 900)),
    *(
        {"NO_COLOR": "1"},
        {"FORCE_COLOR": "1"},
        {"TZ": "Nowhere/X"},
        {"TZ": ":/etc/passwd"},
        {"_COURSEWARE_COMPLETE": "bash_source"},
        {"_COURSEWARE_COMPLETE": "bash_complete", "COMP_WORDS": "courseware build \ud800x", "COMP_CWORD": "2"},
        {"_COURSEWARE_COMPLETE": "x"},
        {"SOURCE_DATE_EPOCH": "x"},
        {"USER": None, "LOGNAME": None},
        {"LINES": "0"},
        {"PAGER": "x"},
    ),
]


def cases(random: Random) -> Case:
    command = random.choice(_COMMANDS)
    with_shell = random.random() < 0.6
    shell = random.choice(_SHELLS) if with_shell else "{run}"
    environment = {} if with_shell and random.random() < 0.7 else random.choice(_ENVIRONMENTS)
    environment = {
        name: value if value is None else value.replace("\ud800", "x") for name, value in environment.items()
    }
    kind = shell if with_shell else ",".join(f"{name}={(value or '')[:12]}" for name, value in environment.items())
    stdin = article() if command[-1] == "-" else b""
    return Case(
        kind=kind,
        commands=(command,),
        files={"seeds/ferry/article.txt": article()},
        shell=shell,
        environment=environment,
        stdin=stdin,
    )
