"""The script of the search takes any word, in any language, and stops no browser.

What is run is the script itself, in Node.js, on indexes made here.
"""

import json
import sys
import unicodedata

import pytest
from search_by_hand import INDEX, PACKAGE, answers, ask, node, run

SCRIPTS = sorted(PACKAGE.rglob("*.js"))

# Every name that an object of JavaScript has without being told.
INHERITED = """
const prototypes = [Object, Array, Function, String, Map, Set].map((each) => each.prototype);
const names = prototypes.flatMap((each) => Object.getOwnPropertyNames(each));
console.log(JSON.stringify([...new Set(names)]));
"""
# The search page, as little of it as the script asks for; `broken` names what this browser, or this index, lacks.
PAGE = """
const [script, broken, asked = "asked"] = process.argv.slice(1);
const make = () => ({ dataset: { failed: "failed", none: "none: {words}" }, textContent: "", maxLength: 1000,
  hidden: false, addEventListener() {}, append(...parts) { this.replaceChildren(...parts); },
  replaceChildren(...parts) { this.textContent = parts.map((part) => part.textContent ?? part).join(""); } });
const parts = new Map();
const document = {
  querySelector: (name) => parts.get(name) ?? parts.set(name, make()).get(name),
  createElement: make,
  title: "Search",
  head: { append: (element) => { window.handbookSearchIndex = index; element.onload(); } },
};
const parts_of_index = { v: [], w: [], t: [] };
const spans = broken === "index" ? null : [];
const index = { stop: [], same: [], spans, folder: "", parts: parts_of_index, loaded: {} };
const window = { document, URLSearchParams, addEventListener() {}, String,
  location: { search: `?${new URLSearchParams({ q: asked })}` } };
if (broken === "browser") delete window.addEventListener;
if (broken === "answer") parts.set(".search-results", { ...make(), replaceChildren() { throw new Error("no"); } });
process.on("unhandledRejection", () => {});
try {
  require("vm").runInNewContext(require("fs").readFileSync(script, "utf8"), window);
} catch {}
setTimeout(() => {
  const [failed, status] = [".search-failed", ".search-status"].map(document.querySelector);
  console.log(JSON.stringify([failed.hidden, status.textContent]));
}, 50);
"""
FOLD = "const [search, texts] = process.argv.slice(1); const { fold } = require(search);"
FOLD += "console.log(JSON.stringify(JSON.parse(texts).map(fold)));"


def plain(name):
    """Return a name as it is searched for."""
    return name.strip("_").lower()


@pytest.mark.parametrize("tag", ["en-CA", "fr-CA", "es", "zh-Hans", "constructor", "__proto__"])
def test_a_word_that_every_object_has_is_a_word(tmp_path, tag):
    """On a page and in a query, in every language: also in one that nothing is known of."""
    names = run(INHERITED)
    assert {"constructor", "__proto__", "toString", "hasOwnProperty", "valueOf"} <= set(names)
    first = [names[int(titles[0].removeprefix("Title"))] for titles in ask(tmp_path, tag, names, names)]
    assert [plain(name) for name in first] == [plain(name) for name in names]


# tag, what a page says, what is typed
SPELLINGS = [
    # Letters with points, with hyphens, with signs
    *[("fr-CA", "aux É.-U. depuis", typed) for typed in ("É.-U.", "E.-U.", "EU", "é-u", "ÉU")],
    *[("en-CA", "in the U.S. since", typed) for typed in ("U.S.", "US", "u.s")],
    *[("en-CA", "has a Ph.D. and", typed) for typed in ("PhD", "ph.d.")],
    *[("en-CA", "spent on R&D abroad", typed) for typed in ("R&D", "r&d", "RD")],
    # Digits in groups
    *[("fr-CA", "près de 1\u00a0200 membres", typed) for typed in ("1200", "1 200", "1\u202f200", "1,200", "1’200")],
    *[("en-CA", "about 1,200 members", typed) for typed in ("1200", "1 200", "1,200")],
    *[("en-CA", "in 12 1\u00a0200 stood", typed) for typed in ("1200", "12", "200")],
    *[
        ("en-CA", "call 613 555-0123 now", typed)
        for typed in ("6135550123", "613-555-0123", "613 555 0123", "555-0123")
    ],
    *[("en-CA", "call (613) 555-0123 now", typed) for typed in ("6135550123", "613.555.0123")],
    *[("fr-FR", "appelez le +33 1 23 45 67 89", typed) for typed in ("33123456789", "0123456789"[1:])],
    *[("fr-CA", "soit 12,5 % de", typed) for typed in ("12,5", "12.5", "12,5 %")],
    *[("en-CA", "½ of 5 m² in 1960s", typed) for typed in ("½", "m2", "m²", "1960", "1960s")],
    *[("ar", "منذ ١٩٧٠ في", typed) for typed in ("1970", "١٩٧٠", "۱۹۷۰")],
    *[("en-CA", "a vitamin C tablet", typed) for typed in ("vitamin-C", "vitamin&c", "vitamin-C tablet")],
    # Case and letters
    *[("de", "die Straße und", typed) for typed in ("strasse", "STRASSE", "Straße", "straẞe")],
    *[("tr", "ISPARTA ve ılık İzmir", typed) for typed in ("ısparta", "isparta", "ilik", "ILIK", "izmir", "İZMİR")],
    *[("fr-CA", "cœur et Lætitia", typed) for typed in ("coeur", "CŒUR", "laetitia")],
    *[("pl", "łódź przed", typed) for typed in ("lodz", "ŁÓDŹ")],
    *[("da", "ø og å", typed) for typed in ("o", "Ø", "a")],
    *[("vi", "đồng bằng", typed) for typed in ("dong", "ĐỒNG", "bang")],
    *[("el", "ΟΔΟΣ οδός Ἀθῆναι", typed) for typed in ("οδος", "ΟΔΌΣ", "αθηναι")],
    *[("ru", "ещё ёлка", typed) for typed in ("еще", "ЕЛКА")],
    *[("ar", "إِلَى مَدْرَسَةٍ كـتـاب", typed) for typed in ("الى", "مدرسه", "كتاب", "مدرسة")],
    *[("fa", "کتاب می‌خواهم", typed) for typed in ("كتاب", "می‌خواهم", "میخواهم")],
    *[("he", "שָׁלוֹם תל־אביב", typed) for typed in ("שלום", "תל אביב", "תל-אביב")],
    *[("ja", "ＡＢＣ１２３ ｶﾞｲﾄﾞ", typed) for typed in ("abc123", "ガイド", "ｶﾞｲﾄﾞ")],
    *[("ko", "협동조합은 한국", typed) for typed in ("협동조합", "조합", "협동조합이", "한")],
    *[("hi", "सहकारी समिति", typed) for typed in ("सहकारी", "समिति")],
    *[("haw", "Hawaiʻi", typed) for typed in ("Hawaiʻi", "hawai'i", "Hawai’i")],
    # What has a soft hyphen, a no-break hyphen, a place for a line end
    *[("en-CA", "co\u2011operative be\u00adlong\u200b", typed) for typed in ("cooperative", "co-operative", "belong")],
    *[("th", "สหกรณ์\u200bการเกษตร", typed) for typed in ("สหกรณ์การเกษตร", "การเกษตร", "เกษตร")],
    # Within a compound, and slips
    *[("de", "Wohnungsgenossenschaften", typed) for typed in ("Genossenschaft", "wohnung")],
    *[("en-CA", "the Caribbean", typed) for typed in ("carribean", "caribean", "carribbean")],
    # Words that belong to a word
    *[("en-CA", "the charities", typed) for typed in ("charity", "Charities")],
    *[("es", "las cooperativas", typed) for typed in ("cooperativa", "COOPERATIVAS")],
    *[("fr-CA", "ils coopéraient, l’équité aujourd’hui", typed) for typed in ("coopérer", "d'équité", "aujourd'hui")],
]


def test_every_spelling_finds_the_page(tmp_path):
    """That a reader may type for what a page says; the pages of other languages stand beside it."""
    wrong = []
    for tag in dict.fromkeys(tag for tag, _, _ in SPELLINGS):
        rows = [(text, typed) for each, text, typed in SPELLINGS if each == tag]
        texts = list(dict.fromkeys(text for _, text, _ in SPELLINGS))
        found = ask(tmp_path, tag, texts, [typed for _, typed in rows])
        wrong += [
            (tag, text, typed, titles)
            for (text, typed), titles in zip(rows, found, strict=True)
            if f"Title{texts.index(text)}" not in titles
        ]
    assert wrong == []


@pytest.mark.parametrize(
    ("tag", "says", "typed"),
    [("ja", "か", "が"), ("th", "มา", "ม้า"), ("mr", "कि", "की"), ("en-CA", "1.5", "15"), ("en-CA", "12,5", "125")],
)
def test_what_is_another_word_is_not_found(tmp_path, tag, says, typed):
    """Where a mark is a letter, and where a point is none of thousands."""
    assert ask(tmp_path, tag, [says], [typed]) == [[]]


@pytest.mark.parametrize(
    ("tag", "typed", "first"),
    [
        ("fr-CA", "qu'est-ce qu'une mutuelle", "la mutuelle"),
        ("fr-CA", "est-ce que DID travaille", "DID"),
        ("en-CA", "which of these is rare", "rare"),
        ("es", "qué es una mutual", "mutual"),
    ],
)
def test_words_that_tell_nothing_are_left_out(tmp_path, tag, typed, first):
    """Also those of two parts; alone they are looked for as any other."""
    texts = ["est-ce que c’est une question", "is this one of those", "es que una", first]
    assert ask(tmp_path, tag, texts, [typed]) == [["Title3"]]
    assert ask(tmp_path, "fr-CA", texts, ["est-ce"]) == [["Title0"]]


def test_the_rarest_word_wins(tmp_path):
    """Where no page has all of the words."""
    texts = ["agency here", "agency there", "agency elsewhere", "created in 1970"]
    assert ask(tmp_path, "en-CA", texts, ["which agency started in 1970?"])[0][0] == "Title3"


def test_a_synonym_finds_its_page(tmp_path):
    """A word or several, in any form, also where other pages say it."""
    texts = ["a charitable organization", "credit unions abroad", "one charity", "nothing of it"]
    typed = ["charity", "charities", "caisse populaire", "what is a caisse populaire", "populaire"]
    synonyms = [(0, "charity"), (1, "caisse populaire")]
    found = ask(tmp_path, "en-CA", texts, typed, synonyms=synonyms)
    assert found == [["Title0", "Title2"], ["Title0", "Title2"], *[["Title1"]] * 3]


def test_one_word_may_stand_for_another(tmp_path):
    """On every page, in any form; what says the very word comes first."""
    texts = ["it was created in Ottawa", "nothing of it", "it began in Ottawa"]
    same = [["created", "began", "constructor"]]
    found = ask(tmp_path, "en-CA", texts, ["creating", "began", "constructor", "nothing"], same=same)
    assert found == [["Title0", "Title2"], ["Title2", "Title0"], ["Title0", "Title2"], ["Title1"]]


LONG = [
    "the lamp " * 30,
    "la fédération des É.-U. ",
    "灯台が光る",
    "constructor __proto__ 1 200 zebra",
    "lamps of a zebra",
]


@pytest.mark.parametrize("tag", ["en-CA", "fr-CA", "ja", "constructor"])
def test_an_index_in_parts_answers_as_one_in_one_piece(tmp_path, tag):
    """Whatever is typed, with the same excerpts."""
    texts = [f"{text} number{number}" for number in range(60) for text in LONG]
    typed = [
        "lamp",
        "EU",
        "光る",
        "constructor",
        "1200",
        "zebra lamp",
        "number33",
        "zebar",
        "federatoin",
        "nothing",
    ]
    whole, divided = (tmp_path / name for name in ("whole", "divided"))
    found = [
        answers(folder, tag, texts, typed, most_in_one=most) for folder, most in ((whole, 10**9), (divided, 10_000))
    ]
    assert len(list((divided / "search-index").rglob("*.js"))) > 3 > len(list(whole.glob("*.js"))) > 0
    assert not (whole / "search-index").exists()
    for one, other in zip(*found, strict=True):
        assert (one["count"], one["isPart"]) == (other["count"], other["isPart"])
        assert one["results"][: len(other["results"])] == other["results"]
        assert other["results"] or not one["results"]


def test_the_words_found_are_marked_as_they_stand(tmp_path):
    """Once each, whatever they were found by: pairs of letters that overlap are one mark."""
    texts = ["世界の協同組合の仲間", "près de 1\u00a0200 membres", "a charitable organization"]
    asked = ["協同組合", "1200", "charity organization"]
    found = answers(tmp_path, "fr-CA", texts, asked, synonyms=[(2, "charity")])
    marked = [[text for text, is_hit in answer["results"][0]["passages"][0]["excerpt"] if is_hit] for answer in found]
    assert marked == [["協同組合"], ["1\u00a0200"], ["organization"]]


@pytest.mark.parametrize(
    ("broken", "shown"),
    [
        ("nothing", [True, "none: asked"]),
        ("index", [True, "failed"]),
        ("browser", [False, ""]),
        ("answer", [False, "failed"]),
    ],
)
def test_what_does_not_work_is_said_in_the_page(broken, shown):
    """The page says that the search has not started, until it has; one that stops later says so again."""
    hidden, status = node(PAGE, broken)
    assert [hidden, status] == shown


# What readers type or paste by mistake, or to see what comes of it, and the pages that have the words in it.
WORDS = ("the co-operative lamp", "une fédération et ses constructor", "منارة البحر", "灯台が光る", "1\u00a0200 boats")
LAMP, FEDERATION, TOWER, LIGHT, BOATS = ([f"Title{number}"] for number in range(len(WORDS)))
ODD = {
    "quotes": [('"lamp"', LAMP), ("« fédération »", FEDERATION), ("‘lamp’", LAMP), ("「灯台」", LIGHT), ("“”", [])],
    "emoji": [("❤️ lamp", LAMP), ("lamp👨‍👩‍👧🇨🇦", LAMP), ("😀", []), ("\ud83d", []), ("lamp\udc00", LAMP)],
    "names of objects": [("__proto__", []), ("constructor", FEDERATION), ("toString valueOf", [])],
    "scripts together": [("lampمنارة灯台", LIGHT), ("灯台lamp", LAMP), ("αβγ 漢字 лес", [])],
    "no word": [("!!!", []), ("…", []), ("،؛؟", []), ("。、", []), ("$ % €", []), ("\u200b\u00ad", []), ("\0", [])],
    "signs of direction": [
        *((f"{sign}lamp{sign}", LAMP) for sign in "\u200e\u200f\u202a\u202e\u2066\u2069\u061c\u2060\ufeff"),
        *((f"la{sign}mp", LAMP) for sign in "\u200e\u200f\u202a\u202e\u2066\u2069\u061c\u2060"),
        *((f"من{sign}ارة", TOWER) for sign in "\u200e\u200f\u2067\u2069\u061c"),
        *((f"灯{sign}台", LIGHT) for sign in "\u200e\u200f\u2060"),
        *((f"1{sign}{gap}200", BOATS) for sign in "\u200e\u200f\u2067" for gap in " ,’"),
    ],
    "decomposed": [("fe\u0301de\u0301ration", FEDERATION), ("灯台か\u3099", LIGHT), ("\u0301\u0301", [])],
    "full width": [("ｌａｍｐ", LAMP), ("１，２００", BOATS), ("ＣＯ－ＯＰＥＲＡＴＩＶＥ", LAMP)],
    "patterns": [
        ("lamp.*", LAMP),
        ("(lamp", LAMP),
        ("[", []),
        ("\\", []),
        ("^$", []),
        ("(a+)+$", []),
        ("*", []),
        ("$&", []),
    ],
    "markup": [
        ("<b>lamp</b>", LAMP),
        ("&amp;", []),
        ("<img src=x onerror=alert(x)>", []),
        ("{words}", []),
        ("</bdi>", []),
    ],
    "addresses": [("%E0%A4%A", []), ("%", []), ("#x", []), ("lamp&q=", LAMP), ("lamp?", LAMP)],
}
TAGS = ("en-CA", "fr-CA", "ar", "ja", "es", "qps")


@pytest.mark.parametrize("tag", TAGS)
def test_whatever_is_typed_is_looked_for(tmp_path, tag):
    """What has words finds the page that has them, first; what has none finds none; nothing fails."""
    expected = {text: pages for rows in ODD.values() for text, pages in rows}
    found = ask(tmp_path, tag, WORDS, list(expected))
    assert {text: pages[:1] for text, pages in zip(expected, found, strict=True)} == expected


def test_a_question_as_long_as_a_book_takes_linear_time(tmp_path):
    """Of words with synonyms, of none, of signs: the square of them would outlast the test."""
    signs = ("灯台", "ﷺ", "ก", "e\u0301", "\u0301", "😀", "\u200f", "a\u200f", "1\u200f ", "\ud800", "-", "(1) ")
    typed = ["lamp " * 40_000, *(sign * (10_000 // len(sign)) for sign in signs)]
    found = ask(tmp_path, "en-CA", WORDS, typed, synonyms=[(0, "light of a tower")], same=[["lamp", "lantern"]])
    assert found[:2] == [LAMP, LIGHT]


@pytest.mark.parametrize("kind", [kind for kind, rows in ODD.items() if any(text.isprintable() for text, _ in rows)])
def test_what_was_typed_is_said_as_it_was_typed(kind):
    """Letter by letter, in a text of its own."""
    typed = " ".join(text for text, _ in ODD[kind] if text.isprintable())
    assert node(PAGE, "nothing", typed) == [True, f"none: {typed.strip()}"]


def test_a_question_in_an_address_is_as_long_as_one_that_is_typed():
    """What the field shows is what was looked for."""
    assert node(PAGE, "nothing", "lamp " * 1000) == [True, f"none: {('lamp ' * 200).strip()}"]


def test_digits_of_every_script_are_digits():
    """Each that Unicode has."""
    signs = [sign for sign in map(chr, range(sys.maxunicode)) if unicodedata.category(sign) == "Nd"]
    folded = node(FOLD, json.dumps(signs))
    assert dict(zip(signs, folded, strict=True)) == {sign: str(unicodedata.digit(sign)) for sign in signs}


def test_a_language_without_stemmer_has_its_words_as_they_are(tmp_path):
    """No plural is cut: it would be one by the rules of another language; accents are forgiven in any."""
    texts = ["cooperativas", "cooperativa", "niños"]
    found = ask(tmp_path, "xx", texts, ["cooperativas", "cooperativa", "ninos", "NIÑOS"])
    assert found == [["Title0"], ["Title1", "Title0"], ["Title2"], ["Title2"]]


def test_long_text_takes_linear_time(tmp_path):
    """Numbers, letters with points, and a page without a space: the square of them would outlast the test."""
    texts = [sign * 20_000 for sign in ("1 ", "a.", "协", "ab-", "1.1x")]
    assert len(ask(tmp_path, "en-CA", texts, ["1", "协协", "ab"])) == 3


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_no_script_has_a_look_behind(path):
    """A browser without it (Safari before 16.4) refuses the whole script, wherever in it that stands."""
    text = path.read_text(encoding="utf-8")
    assert [sign for sign in ("(?<=", "(?<!") if sign in text] == []


def test_every_script_is_looked_at():
    """Those of the handbook, and those of its preview."""
    assert {"page.js", "words.js", "reader.js", "preview.js", "both.js"} <= {path.name for path in SCRIPTS}


# The search page with its history: what the address, the title and the field say as it is asked, left and come back to.
# The same with what is heard of, what is loaded, and an address, which begins with a question.
BROWSER = """
const [script, question] = process.argv.slice(1);
const [heard, loads] = [{}, []];
const dataset = { failed: "", none: "none: {words}" };
const make = (name) => ({ dataset, textContent: "", maxLength: 1000, hidden: false,
  addEventListener: (event, act) => (heard[`${name} ${event}`] = act), append() {}, replaceChildren() {}, value: "" });
const parts = new Map();
const part = (name) => parts.get(name) ?? parts.set(name, make(name)).get(name);
const index = { stop: [], same: [], spans: [], folder: "", parts: { v: [], w: [], t: [] }, loaded: {} };
const location = { search: question, pathname: "search.html" };
const states = [location.search];
const go = (address) => (location.search = address.startsWith("?") ? address : "");
const history = {
  pushState: (_, __, address) => states.push(go(address)),
  replaceState: (_, __, address) => (states[states.length - 1] = go(address)),
};
const document = { title: "Search", querySelector: part, createElement: () => make(""),
  head: { append: (element) => { loads.push(element.src); window.handbookSearchIndex = index; element.onload(); } } };
const window = { document, URLSearchParams, String, location, history,
  addEventListener: (event, act) => (heard[event] = act) };
require("vm").runInNewContext(require("fs").readFileSync(script, "utf8"), window);
const input = part(".search-form input");
"""
HISTORY = f"""{BROWSER}
const seen = [];
const see = () => seen.push([input.value, document.title, location.search, states.length]);
see();
input.value = "seco";
heard[".search-form input input"]();
see();
input.value = "second";
heard[".search-form submit"]({{ preventDefault() {{}} }});
see();
states.pop();
location.search = states[0];
heard.popstate();
see();
console.log(JSON.stringify(seen));
"""


def test_a_question_is_kept_in_the_address_and_the_title():
    """So that it can be shared, told among tabs, and is there again on the way back."""
    assert node(HISTORY, "?q=first") == [
        ["first", "first – Search", "?q=first", 1],
        ["seco", "seco – Search", "?q=seco", 1],
        ["second", "second – Search", "?q=second", 2],
        ["seco", "seco – Search", "?q=seco", 1],
    ]


def test_what_is_asked_is_answered_a_part_at_a_time(tmp_path):
    """More than twenty pages are shown by and by, each once, in the order of the whole."""
    texts = [f"lamp {'light ' * number}" for number in range(50)]
    [answer] = answers(tmp_path, "en-CA", texts, ["lamp"])
    assert (answer["count"], len(answer["results"]), answer["next"]) == (50, 20, 20)


FEW = """
const [script, index] = process.argv.slice(1);
const engine = require(script);
require(index);
const prepared = engine.prepare(globalThis.handbookSearchIndex);
const titles = (results) => results.map(({ page }) => page.title);
(async () => {
  const [all, few] = [await engine.search(prepared, "lamp"), await engine.search(prepared, "lamp", 0, 4)];
  console.log(JSON.stringify([titles(all.results), all.rest, titles(few.results), titles(await few.rest())]));
})();
"""


def test_a_screen_of_pages_is_described_before_the_others(tmp_path):
    """Both together are those of one answer, in its order; where there are no others, nothing is waited for."""
    answers(tmp_path, "en-CA", [f"lamp {'light ' * number}" for number in range(15)], [])
    whole, rest, first, others = node(FEW, tmp_path / INDEX)
    assert (len(whole), rest, len(first)) == (15, False, 4)
    assert first + others == whole


FOCUS = f"""{BROWSER}
const seen = [loads.length];
heard[".search-form input focus"]();
heard[".search-form input focus"]();
seen.push(loads.length);
input.value = "seco";
heard[".search-form input input"]();
seen.push(loads.length);
console.log(JSON.stringify(seen));
"""


def test_the_index_is_loaded_before_the_first_key():
    """When the field has the focus, and once."""
    assert node(FOCUS, "") == [0, 1, 1]
