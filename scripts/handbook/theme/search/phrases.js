// Phrases: the words of a text that say what it is about, and the synonyms of them.

// Without the words that say nothing of what is looked for, unless there are no others.
function telling(tokens) {
  const kept = tokens.filter((token) => !token.isLittle);
  return kept.length ? kept : tokens.filter((token) => token.whole);
}

const stemOf = (token) => token.forms.get(token.whole)[0];
const keyOf = (tokens) => telling(tokens).map((token) => token.whole).join(" ");
const stemsOf = (tokens) => telling(tokens).map(stemOf).join(" ");

// What marks, in a text, the phrases of which a reader may type another: `synonyms` are groups of such phrases.
function synonymist(read, synonyms) {
  const phrases = new Map(); // by their first stem
  for (const group of synonyms) {
    const spoken = group.map((phrase) => telling(read(phrase))).filter((tokens) => tokens.length);
    for (const tokens of spoken) {
      const others = spoken.filter((each) => each !== tokens);
      const forms = new Map(others.flat().map((token) => [token.whole, token.forms.get(token.whole)]));
      const [first, ...rest] = tokens.map(stemOf);
      phrases.set(first, [...(phrases.get(first) ?? []), { rest, forms, others }]);
    }
  }
  return (tokens) => {
    const spoken = tokens.filter((token) => !token.isLittle);
    const replaced = [];
    spoken.forEach((token, at) => {
      for (const { rest, forms, others } of phrases.get(stemOf(token)) ?? []) {
        if (rest.some((stem, step) => !spoken[at + 1 + step] || stemOf(spoken[at + 1 + step]) !== stem)) continue;
        const end = at + 1 + rest.length;
        for (const each of spoken.slice(at, end)) each.also = new Map([...(each.also ?? []), ...forms]);
        replaced.push({ at, end, others });
      }
    });
    // Made where they are asked for: in a long text they would take the square of its length.
    const variants = () => replaced.flatMap(({ at, end, others }) =>
      others.map((other) => [...spoken.slice(0, at), ...other, ...spoken.slice(end)]));
    return { tokens, variants };
  };
}
