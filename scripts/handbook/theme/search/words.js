// Words, numbers, and text without spaces between words.

// Scripts whose words are not set apart, or have particles attached (Hangul), are read in pairs of letters: how
// Intl.Segmenter divides them depends on the browser, and on what stands around a word.
const SCRIPTS = ["Han", "Hira", "Kana", "Bopo", "Hang", "Thai", "Laoo", "Khmr", "Mymr"];
const JOINED = `[${SCRIPTS.map((script) => `\\p{scx=${script}}`).join("")}]`;
// A letter with what belongs to it: marks, in Katakana of half width too, and the vowel am of Thai and Lao.
const ATTACHED = "(?:[\\u0E4D\\u0ECD][\\u0E32\\u0EB2]|[\\p{M}\\u0E33\\u0EB3\\uFF9E\\uFF9F])*";
const UNIT = `(?=[\\p{L}\\p{N}])${JOINED}${ATTACHED}`;
// Signs of no width, which come along with what is copied: for the direction of text, or against a line break.
const UNSEEN = "[\\u061C\\u200E\\u200F\\u202A-\\u202E\\u2060\\u2066-\\u2069]";
const APART = `(?:${UNSEEN}|[\\u00AD\\u200B-\\u200D])*`; // or a place for a line to break, or what keeps letters apart
const LATIN = "[0-9A-Za-z\\u00C0-\\u00D6\\u00D8-\\u00F6\\u00F8-\\u02AF]"; // tried first: it is most of most texts
const SIGN = `(?:${LATIN}|(?!${JOINED}|[\\u02BB\\u02BC])[\\p{L}\\p{N}\\p{M}])`;
// A hyphen joins: co-op is coop, but also co and op. So do the points of É.-U. and the sign of R&D.
const JOINT = "(?:\\.?[-\\u00AD\\u058A\\u05BE\\u200C\\u200D\\u2010\\u2011\\uFF0D]|[.&])";
// 1 200 is 1200; 613 555-0123 is one number, and three.
const GAP = "(?:\\)\\s?|[\\s.,'’/\\u066B\\u066C\\u2010\\u2011\\u2044\\uFF0C-\\uFF0E-])";
const LETTERS_OF_WORD = `${SIGN}(?:${UNSEEN}*${SIGN})*`;
const TOKEN = new RegExp(
  [
    `(\\p{Nd}+(?:${UNSEEN}*${GAP}${UNSEEN}*\\p{Nd}+)+(?!${SIGN}))`,
    `(?:${LETTERS_OF_WORD}(?:${JOINT}${LETTERS_OF_WORD})*)`,
    `((?:${UNIT}${APART})+)`,
  ].join("|"),
  "gu",
);
const [UNITS, JOINTS, ALL_UNSEEN] = [new RegExp(UNIT, "gu"), new RegExp(JOINT, "u"), new RegExp(UNSEEN, "gu")];
const MOST_GROUPS = 6; // of digits in one number: +33 1 23 45 67 89

const isLong = (word) => /\d/.test(word) || [...word].length > 1;

// The stems of a word as it is, and as it is without its accents, which a reader may leave out; a number has none.
function stemsBy(stem) {
  return (word, folded) =>
    stem && !/\d/.test(folded) ? [...new Set([fold(stem(word.normalize("NFC").toLowerCase())), stem(folded)])] : [folded];
}

// What reads texts in the language of an index; handbook.search.tokens reads pages in the same way, for the index.
function reader({ stop, stem }) {
  const [little, readings, stems] = [new Set(stop.map(fold)), new Map(), stemsBy(stem)];

  function ofWord(word) {
    const parts = word.split(JOINTS);
    const folded = parts.map(fold);
    const whole = folded.join("");
    const forms = new Map([[whole, stems(parts.join(""), whole)]]);
    if (parts.length > 1) folded.forEach((part, at) => isLong(part) && forms.set(part, stems(parts[at], part)));
    const isLittle = !isLong(whole) || little.has(whole) || folded.every((part) => little.has(part));
    // DID among small letters is a name, and no little word.
    const isName = isLong(whole) && /^\p{Lu}[\p{Lu}\p{N}]+$/u.test(parts.join(""));
    return { whole, isLittle, isName, parts: folded.filter(isLong), forms };
  }

  // Of digits in groups: each group, and what several together may be. The last may be decimals, 1,5 as 1.5.
  function ofNumber(number) {
    const [groups, gaps] = [fold(number).match(/\d+/g), number.normalize("NFKC").split(/\p{Nd}+/u).slice(1, -1)];
    const joined = (from, to) => {
      const point = /^[.,\u066B]$/.test(gaps[to - 1]) && groups[to].length !== 3 ? gaps[to - 1] : null;
      const isDecimal = point && to > from && !gaps.slice(from, to - 1).includes(point);
      return isDecimal ? `${groups.slice(from, to).join("")}.${groups[to]}` : groups.slice(from, to + 1).join("");
    };
    const whole = joined(0, groups.length - 1);
    const forms = new Map([[whole, [whole]]]);
    groups.forEach((_, from) => {
      for (let to = from; to < Math.min(groups.length, from + MOST_GROUPS); to += 1) {
        forms.set(joined(from, to), [joined(from, to)]);
      }
    });
    return { whole, isLittle: false, parts: groups, forms };
  }

  // Each letter, and each pair of neighbours; in a query only pairs are looked for, where there are any.
  function ofRun(run, start) {
    const units = [...run.matchAll(UNITS)].map(({ 0: unit, index }) => ({
      start: start + index, end: start + index + unit.length, form: fold(unit),
    }));
    const token = (first, last, form, whole) => ({
      start: first.start, end: last.end, whole, isLittle: !whole, parts: [form], forms: new Map([[form, [form]]]),
    });
    return units.flatMap((unit, at) => {
      const [next, letter] = [units[at + 1], token(unit, unit, unit.form, units.length > 1 ? "" : unit.form)];
      return next ? [letter, token(unit, next, unit.form + next.form, unit.form + next.form)] : [letter];
    });
  }

  // The words of a text: where each stands, its whole, its parts, and its forms with the stems of each.
  return (text) => {
    const [tokens, isShouted] = [[], text === text.toUpperCase()];
    for (const match of text.normalize().matchAll(TOKEN)) {
      const [[sign, number, run], start] = [match, match.index];
      if (run) for (const token of ofRun(run, start)) tokens.push(token);
      else {
        const read = () => (number ? ofNumber : ofWord)(sign.replace(ALL_UNSEEN, ""));
        const reading = readings.get(sign) ?? readings.set(sign, read()).get(sign);
        const { whole, isName, parts, forms } = reading;
        const isLittle = reading.isLittle && !(isName && !isShouted);
        if (whole) tokens.push({ start, end: start + sign.length, whole, isLittle, parts, forms });
      }
    }
    return tokens;
  };
}
