"""The letters that lists are numbered with, each row in its order."""

from __future__ import annotations

LATIN = "abcdefghijklmnopqrstuvwxyz"
SYLLABLES = "가나다라마바사아자차카타파하"
CONSONANTS = "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ"
