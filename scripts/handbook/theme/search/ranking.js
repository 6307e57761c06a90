// Ranking: which pages come first.

// What a page has of its passages but the best; what a page with some of the words has to be worth of the best.
const [OTHERS, PARTLY] = [0.45, 0.5];

// The pages that have the words, best first; with `isPart`, some of them have only some of the words.
function search(engine, query, limit = 20) {
  const words = wanted(engine, query);
  const scores = new Map();
  const rarities = words.map((shares, number) => {
    const union = new Set([...shares.keys()].flatMap((word) => [...engine.postings.get(word).keys()]));
    const rarity = union.size ? Math.max(...shares.values()) * Math.log(1 + engine.passages.length / union.size) : 0;
    for (const [word, share] of shares) {
      for (const [id, { prominence, count }] of engine.postings.get(word)) {
        const often = (3 * count) / (count + 0.5 + engine.passages[id].size / USUAL_SIZE);
        const best = scores.get(id) ?? scores.set(id, new Map()).get(id);
        best.set(number, Math.max(best.get(number) ?? 0, share * rarity * (prominence + often)));
      }
    }
    return rarity;
  });
  const all = rarities.reduce((sum, rarity) => sum + rarity, 0);
  const worth = (numbers) => [...numbers].reduce((sum, number) => sum + rarities[number], 0) / all;
  const [{ tokens: asked }, pages] = [engine.read(query), new Map()];
  for (const [id, best] of scores) {
    const passage = engine.passages[id];
    const likely = passage.keys.get(keyOf(asked)) ?? passage.keys.get(stemsOf(asked)) ?? 0;
    const called = passage.isFirst ? 2 * likely : likely;
    const score = called + [...best.values()].reduce((sum, each) => sum + each, 0) * worth(best.keys());
    const result = pages.get(passage.page) ?? { page: passage.page, words: new Set(), passages: [] };
    best.forEach((_, number) => result.words.add(number));
    result.passages.push({ passage, score });
    pages.set(passage.page, result);
  }
  // A page is worth its best passage, and something of the others.
  for (const result of pages.values()) {
    result.passages.sort((a, b) => b.score - a.score);
    result.worth = worth(result.words);
    result.score = result.passages.reduceRight((rest, { score }) => score + OTHERS * rest, 0) * result.worth;
  }
  const most = Math.max(0, ...[...pages.values()].map((result) => result.score));
  const isKept = (result) => result.words.size === words.length || result.score >= PARTLY * most;
  const kept = [...pages.values()].filter(isKept);
  kept.sort((a, b) => b.score - a.score || (a.page.href < b.page.href ? -1 : 1));
  const shares = new Set(words.flatMap((each) => [...each.keys()]));
  const read = ({ passage }) => ({ passage, excerpt: excerpt(engine, passage.lines, shares) });
  const shown = ({ page, passages }) => ({ page, passages: passages.slice(0, 3).map(read) });
  const isPart = kept.some((result) => result.words.size < words.length);
  return { count: kept.length, isPart, results: kept.slice(0, limit).map(shown) };
}
