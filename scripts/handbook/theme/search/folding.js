// Folding: one form for all spellings of a word.

// Accents and points that a reader may leave out. In other scripts a mark is a letter: a vowel, a tone, か or が.
const MARK = /(?![\u3099\u309A])(?=\p{M})[\p{sc=Zinh}\p{sc=Arab}\p{sc=Cyrl}\p{sc=Hebr}\p{sc=Syrc}]|[\u0640\u2044]/gu;
// Letters of their own to Unicode, and to a reader spellings of the same.
const LETTERS = new Map(
  "œ=oe æ=ae ø=o ł=l đ=d ð=d þ=th ħ=h ŧ=t ς=σ ٱ=ا ى=ي ی=ي ة=ه ک=ك".split(" ").map((pair) => pair.split("=")),
);
const LETTER = new RegExp(`[${[...LETTERS.keys()].join("")}]`, "gu");

// Digits stand in tens, from nought on: ٣ is 3.
function digit(sign) {
  let value = 0;
  while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(sign.codePointAt(0) - value - 1))) value += 1;
  return String(value);
}

// By way of capitals: they make SS of ß, and I of the dotless ı.
function fold(text) {
  return text.normalize("NFKD").replace(MARK, "").toUpperCase().toLowerCase()
    .replace(LETTER, (letter) => LETTERS.get(letter)).replace(/(?![0-9])\p{Nd}/gu, digit).normalize("NFC");
}
