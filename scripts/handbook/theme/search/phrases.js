// Phrases: the words of a text that say what it is about, and the names among them.

// Without the words that say nothing of what is looked for, unless there are no others.
function telling(tokens) {
  const kept = tokens.filter((token) => !token.isLittle);
  return kept.length ? kept : tokens.filter((token) => token.whole);
}

const [LIKELY, BY_STEM] = [20, 0.8]; // what a unit of likelihood in the index is worth; the same by its forms only

// How likely it is that passages are meant, since some words of a query are a name of theirs: by passage, up to 100.
// `known` is what is known of the words, `families` the words of the same stem as each of the tokens, `rarities` how rare
// each is: who names a thing in a question means it the more, the less there is besides.
function named(tokens, families, known, rarities) {
  const meant = new Map();
  const weigh = (some) => some.reduce((sum, { whole }) => sum + (rarities.get(whole) ?? 0), 0);
  const all = weigh(tokens);
  const isSame = (word, token) => word === token.whole || families.get(token.whole)?.has(word);
  tokens.forEach((token, at) => {
    for (const first of new Set([token.whole, ...(families.get(token.whole) ?? [])])) {
      for (const [rest, passages] of known.get(first)?.called ?? []) {
        const words = rest ? rest.split(" ") : [];
        const following = tokens.slice(at + 1, at + 1 + words.length);
        // The whole of a name, or its beginning where nothing else is asked.
        const isBeginning = following.length < words.length && at === 0 && following.length > 0;
        if (following.length < words.length && !isBeginning) continue;
        if (!following.every((each, step) => isSame(words[step], each))) continue;
        const isExact = first === token.whole && following.every((each, step) => each.whole === words[step]);
        const share = (weigh([token, ...following]) / all) * ((1 + following.length) / (1 + words.length));
        const likely = pairs(passages);
        for (let each = 0; each < likely.length; each += 2) {
          const worth = LIKELY * likely[each + 1] * share ** 3 * (isExact ? 1 : BY_STEM);
          meant.set(likely[each], Math.max(worth, meant.get(likely[each]) ?? 0));
        }
      }
    }
  });
  return meant;
}
