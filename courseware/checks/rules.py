"""Every rule by name. To add one, write a function, and put it here with what it holds and a slip that it finds."""

from __future__ import annotations

from courseware.checks import (
    anchors,
    countries,
    items,
    looks,
    mentions,
    names,
    opens,
    pairs,
    quotations,
    romanised,
    speakers,
    statements,
    terms,
    times,
    verbatim,
    words,
)
from courseware.checks.evidence import Evidence
from courseware.checks.rule import Rule, Slip
from courseware.course.courses import Course
from courseware.errors import N_
from courseware.unit.model import Unit

OPEN_POINTS = "nothing-open"
"""The rule that no course and no `allow` switches off: what is open is printed in a draft only."""

UNIT_RULES: dict[str, Rule[Unit]] = {
    OPEN_POINTS: Rule(
        opens.nothing_open,
        N_("Nothing is left to be written or decided."),
        Slip("actors.yaml", "ko: 블라디미르 푸틴\n", "ko: 〔…〕\n", "open: to be written: name.ko"),
    ),
    "anchors-exist": Rule(
        anchors.exist,
        N_("An item names paragraphs that the article has."),
        Slip("timeline.yaml", "source: [c1, p2]", "source: [c1, p99]", "the article has no paragraph “p99”"),
    ),
    "every-item-sourced": Rule(
        anchors.every_item_sourced,
        N_("Every item names its paragraphs, or says “outside: true” and cites."),
        Slip("timeline.yaml", "    source: [c1, p2]\n", "", "the item does not say where it is from"),
    ),
    "references-exist": Rule(
        names.references_exist,
        N_("Whom a relation or a quotation names is one of the actors."),
        Slip("actors.yaml", "- to: kim-jong-un", "- to: kim-jong-il", "no actor has the id “kim-jong-il”"),
    ),
    "addresses-are-addresses": Rule(
        names.addresses,
        N_("An address begins with https:// or http://."),
        Slip("source.yaml", "url: https://", "url: htps://", "is no address on the web"),
    ),
    "romanisations-together": Rule(
        names.romanisations_together,
        N_("A Korean name has both romanizations or neither."),
        Slip("actors.yaml", "    mr: Kim Chŏngŭn\n", "", "only one of its two romanizations"),
    ),
    "languages-known": Rule(
        names.languages_known,
        N_("The headline is there in the language that it was published in."),
        Slip("source.yaml", "headline_language: en", "headline_language: ja", "no text in “ja”"),
    ),
    "lists-not-empty": Rule(
        items.not_empty,
        N_("No list of a unit is empty."),
        Slip("timeline.yaml", "", "events: []\n", "the list is empty"),
    ),
    "quotations-within-budget": Rule(
        quotations.within_budget,
        N_("Quotations are short, and few."),
        Slip(
            "quotes.yaml",
            "en: this would be a very big mistake",
            "en: this" + " would" * 30,
            "the quotation has 31 words; 25 are allowed",
        ),
    ),
    "quotations-name-their-wording": Rule(
        quotations.wording_named,
        N_("“verbatim” is a language that the quotation has."),
        Slip("quotes.yaml", "verbatim: en", "verbatim: ru", "the quotation has no text in “ru”"),
    ),
    "speakers-are-actors": Rule(
        speakers.is_actor,
        N_("Where “actor” is a person, the speaker has that person's name."),
        Slip(
            "quotes.yaml",
            "en: Russian President Vladimir Putin",
            "en: US State Department spokesperson Matthew Miller",
            "is not called Vladimir Putin, but “actor:” is putin",
        ),
    ),
    "times-in-order": Rule(
        times.in_order,
        N_("Dates run forward."),
        Slip("timeline.yaml", "date: 1961", "date: 2023", "1990-09-30 stands after 2023"),
    ),
    "numbers-in-range": Rule(
        times.numbers_in_range,
        N_("Minutes, lines and other numbers are of a sensible size."),
        Slip("questions.yaml", "lines: 2", "lines: 200", "200 is out of range"),
    ),
    "hanja-fits-hangul": Rule(
        words.hanja_fits_hangul,
        N_("A word has no more hanja than syllables."),
        Slip("vocabulary.yaml", "hanja: 條約", "hanja: 條約條約", "條約條約 has more characters than 조약"),
    ),
    "characters-of-term": Rule(
        words.characters_of_term,
        N_("A character explained beside a term is one of the term's."),
        Slip("vocabulary.yaml", "hanja: 條約", "hanja: 調約", "條 is not in 調約"),
    ),
    "hanja-read-as-hangul": Rule(
        words.hanja_read_as_hangul,
        N_("Each hanja is read as the syllable beside it."),
        Slip("vocabulary.yaml", "hanja: 同盟\n", "hanja: 同明\n", "同明 is not read 동맹: 明 is read 명"),
    ),
    "hanja-known": Rule(
        words.hanja_known,
        N_("The hanja of a term are those of that word in the list of words."),
        Slip("vocabulary.yaml", "hanja: 同盟\n", "hanja: 童盟\n", "동맹 is not known written 童盟"),
    ),
    "terms-used-alike": Rule(
        terms.used_alike,
        N_("A term of the glossary is called the same throughout."),
        Slip(
            "timeline.yaml",
            "조항이 없는 새 조약에",
            "조항이 없는 새 협정에",
            "the English text says “treaty”, but the Korean one does not say “조약”",
        ),
    ),
    "published-names-fit": Rule(
        romanised.published_names_fit,
        N_("A Korean's name as published can be read as its hangul."),
        Slip("actors.yaml", "      ko: 장호진", "      ko: 장호건", "Chang Ho-jin is no usual way to write 장호건"),
    ),
    "romanisations-right": Rule(
        romanised.romanisations_right,
        N_("Romanizations follow their rules."),
        Slip(
            "vocabulary.yaml", "rr: chimnyak", "rr: chimryak", "침략 is not written “chimryak” in Revised Romanization"
        ),
    ),
    "languages-same-facts": Rule(
        pairs.same_facts,
        N_("Korean and English carry the same dates and numbers."),
        Slip(
            "timeline.yaml",
            "안보 협력에 합의했다.",
            "2023년 9월에 안보 협력에 합의했다.",
            "“2023년 9월” stands in the Korean text, and nothing like it in the English one",
        ),
    ),
    "languages-same-people": Rule(
        pairs.same_people,
        N_("Korean and English name the same people."),
        Slip(
            "timeline.yaml",
            "푸틴 대통령이 하노이",
            "미국 대통령이 하노이",
            "Vladimir Putin stands in the English text and not in the Korean one",
        ),
    ),
    "languages-similar-length": Rule(
        pairs.similar_length,
        N_("Neither language says much less than the other."),
        Slip(
            "actors.yaml",
            "회의와 북러 정상회담 뒤에 한국이 러시아를 상대로 외교력을 모두 동원했어야 한다며, 무기 지원을 내비치는",
            "회의 뒤의",
            "the Korean text says much less than the English one",
        ),
    ),
    "time-for-questions": Rule(
        times.time_for_questions,
        N_("The questions fit into the unit's minutes."),
        Slip("source.yaml", "minutes: 270", "minutes: 120", "the questions take 141 minutes"),
    ),
}
"""What a unit shows by itself."""

ARTICLE_RULES: dict[str, Rule[Evidence]] = {
    "article-unchanged": Rule(
        anchors.article_unchanged,
        N_("The article's text is the one that the unit was drawn from."),
        Slip("source.yaml", "paragraphs: 16", "paragraphs: 18", "18 stands here, but the article's text has 16"),
    ),
    "anchors-in-text": Rule(
        anchors.in_text,
        N_("Every paragraph that an item names is in the article's text."),
        Slip("article.txt", "[c1] Passengers", "[c2] Passengers", "the article's text has no part “c1”"),
    ),
    "quotations-verbatim": Rule(
        verbatim.quotations,
        N_("Quotations stand word for word in the paragraphs named."),
        Slip(
            "quotes.yaml",
            "you cannot fill a boat and empty its crew",
            "you cannot fill a ship and empty its crew",
            "does not stand in the article; it departs at “ship”",
        ),
    ),
    "no-long-copies": Rule(
        verbatim.no_long_copies,
        N_("No text repeats the article over 25 words in a row."),
        Slip(
            "actors.yaml",
            "Regards Haesol’s trial as a model.",
            "Haesol County will make all of its inter-island ferries free of charge from April 1, becoming the first "
            "local government on the west coast to do so.",
            "25 words and more from “haesol county will make all”",
        ),
    ),
    "facts-in-article": Rule(
        statements.facts_in_article,
        N_("Dates, times and numbers of an item stand in its paragraphs."),
        Slip("timeline.yaml", "date: 2025-03-26", "date: 2025-03-27", "“2025-03-27” is not in the article"),
    ),
    "names-in-article": Rule(
        mentions.names_in_article,
        N_("Names stand in the article."),
        Slip("actors.yaml", "Regards Haesol’s trial", "Regards Carterville’s trial", "“Carterville” is not in"),
    ),
    "countries-in-article": Rule(
        countries.in_pair_or_paragraphs,
        N_("A country named in one language is meant in the other, or in the item's paragraphs."),
        Slip(
            "background.yaml",
            "해솔군은 ",
            "중국 해솔군은 ",
            "“중국” is in the Korean text, but neither in the English one nor in the article's",
        ),
    ),
    "people-in-paragraphs": Rule(
        mentions.people_in_paragraphs,
        N_("A person whom an item names stands in its paragraphs."),
        Slip("actors.yaml", "source: [p13]", "source: [p4]", "Seo Ra-on stands in p13, not in p4"),
    ),
    "terms-in-article": Rule(
        terms.in_article,
        N_("A term occurs in its paragraphs."),
        Slip("vocabulary.yaml", 'en: "tidal flat"', 'en: "coral reef"', "“coral reef” is not in the article"),
    ),
}
"""What only shows beside the article's text."""

COURSE_RULES: dict[str, Rule[Course]] = {
    "contrast": Rule(
        looks.contrast,
        N_("The course's colors can be read on paper and on screen."),
        Slip(
            "course.yaml",
            "",
            'extends: ir-seminar\nname: {ko: 화요일, en: Tuesday}\ncolors: {accent: "999999"}\n',
            "the color “accent” is too pale to read",
        ),
    ),
    "word-file": Rule(
        looks.word_file,
        N_("Handouts follow everything in the course's Word file."),
        Slip("reference.doc", "", "", "this file is not read; a course takes its look from reference.docx"),
    ),
}
