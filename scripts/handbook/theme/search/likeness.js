// Which words will do for a word that is typed: itself, its forms, what it begins, what it is a slip of.

// The most words that a word begins and that are looked for: of one that no page has, and of one that some have.
const [MOST_BEGUN, MOST_LONGER] = [20, 8];

// What is looked for: for each word of a query, the words that will do, how well, and those that are forms of it.
async function wanted(engine, query) {
  const [words, tokens] = [new Map(), new Map(telling(engine.read(query)).map((token) => [token.whole, token]))];
  for (const { whole, parts, forms } of tokens.values()) {
    const isThere = !parts.length || (parts.length === 1 && parts[0] === whole) || (await like(engine, whole, forms.get(whole))).length;
    for (const form of isThere ? [whole] : parts) words.set(form, forms.get(form));
  }
  return Promise.all([...words].map(async ([word, stems]) => ({ word, ...(await alternatives(engine, word, stems)) })));
}

// The words of the pages that are a word, or other forms of it.
async function like(engine, word, stems) {
  const signs = new Set([word, ...stems].filter(Boolean).map((each) => [...each].slice(0, 2).join("")));
  const entries = (await Promise.all([...signs].map((sign) => engine.vocabulary(sign)))).flat();
  const isLike = (entry) => entry.form === word || entry.stems().some((each) => stems.includes(each));
  return [...new Set(entries.filter(isLike).map(({ form }) => form))];
}

const firstOf = (word) => String.fromCodePoint(word.codePointAt(0));

async function alternatives(engine, word, stems) {
  const [family, shares] = [await like(engine, word, stems), new Map()];
  for (const each of family) shares.set(each, each === word ? 1 : 0.9 * likeness(word, each) ** 3);
  for (const other of engine.others(stems)) {
    for (const each of await like(engine, other.whole, other.stems)) {
      shares.set(each, Math.max(OTHER_WORD, shares.get(each) ?? 0));
    }
  }
  const neighbours = (await engine.vocabulary(firstOf(word))).map(({ form }) => form).filter((form) => !shares.has(form));
  if (word.length > 2) {
    const begun = neighbours.filter((form) => form.startsWith(word)).sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
    for (const each of begun.slice(0, shares.size ? MOST_LONGER : MOST_BEGUN)) {
      shares.set(each, (0.5 * word.length) / each.length);
    }
  }
  const result = { shares, family: new Set(family) };
  if (shares.size || word.length < 4 || /\d/.test(word)) return result;
  // A slip, two in a long word; or within a compound.
  if (word.length > 5) {
    for (const each of neighbours) if (isSlip(word, each, word.length < 8 ? 1 : 2)) shares.set(each, 0.3);
  }
  if (shares.size) return result;
  const longer = (await engine.vocabulary()).map(({ form }) => form).filter((form) => form.includes(word));
  for (const each of longer.slice(0, MOST_BEGUN)) shares.set(each, (0.4 * word.length) / each.length);
  return result;
}

// How much of the longer of two words is the beginning of both, from 0 to 1.
function likeness(one, other) {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at += 1;
  return at / Math.max(one.length, other.length);
}

// Whether so many slips at most part two words: a letter changed, one too many, one missing, two that changed places.
function isSlip(one, other, most) {
  if (Math.abs(one.length - other.length) > most || one[0] !== other[0]) return false;
  let [before, last] = [[], [...Array(other.length + 1).keys()]];
  for (let at = 1; at <= one.length; at += 1) {
    const row = [at];
    for (let to = 1; to <= other.length; to += 1) {
      const changed = last[to - 1] + (one[at - 1] === other[to - 1] ? 0 : 1);
      const isSwapped = at > 1 && to > 1 && one[at - 1] === other[to - 2] && one[at - 2] === other[to - 1];
      row.push(Math.min(changed, last[to] + 1, row[to - 1] + 1, isSwapped ? before[to - 2] + 1 : Infinity));
    }
    if (Math.min(...row) > most) return false;
    [before, last] = [last, row];
  }
  return last[other.length] <= most;
}
