// Which words will do for a word that is typed: itself, its forms, what it begins, what it is a slip of.

// What is looked for: for each word of a query, the words that will do, and how well.
function wanted(engine, query) {
  const words = new Map();
  for (const { whole, parts, forms } of telling(engine.read(query).tokens)) {
    const isThere = engine.postings.has(whole) || forms.get(whole).some((stem) => engine.families.has(stem));
    for (const form of isThere || !parts.length ? [whole] : parts) words.set(form, forms.get(form));
  }
  return [...words].map(([word, stems]) => alternatives(engine, word, stems));
}

function alternatives({ postings, families }, word, stems) {
  const shares = new Map();
  for (const stem of stems) {
    for (const each of families.get(stem) ?? []) shares.set(each, 0.9 * likeness(word, each) ** 2);
  }
  if (postings.has(word)) shares.set(word, 1);
  const add = (fits, share) => {
    for (const each of postings.keys()) if (!shares.has(each) && fits(each)) shares.set(each, share(each));
  };
  if (word.length > 2) add((each) => each.startsWith(word), (each) => (0.5 * word.length) / each.length);
  if (shares.size || word.length < 4 || /\d/.test(word)) return shares;
  // Within a compound; or a slip, two in a long word.
  add((each) => each.includes(word), (each) => (0.4 * word.length) / each.length);
  if (word.length > 5) add((each) => isSlip(word, each, word.length < 8 ? 1 : 2), () => 0.3);
  return shares;
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
