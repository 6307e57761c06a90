// Ranking: which pages come first.

// What a page has of its passages but the best; what a page with some of the words has to be worth of the best.
const [OTHERS, PARTLY, OTHER_WORD] = [0.45, 0.3, 0.5];
const IMPACT = 8; // units of the index in one of ours
// The most pages that are shown at once, the most parts of texts loaded for them, the most passages shown of each.
const [MOST_PAGES, MOST_TEXTS, MOST_PASSAGES] = [20, 10, 3];

// The pages that have the words, best first, from place `from` on: what is shown of each, and at which place the next
// comes. With `isPart`, some of them have only some of the words. `results` are the first few; `rest` gives the others, where there are any.
async function search(engine, query, from = 0, first = MOST_PAGES) {
  const words = await wanted(engine, query);
  const known = await engine.known(new Set(words.flatMap(({ shares }) => [...shares.keys()])));
  const { scores, rarities } = scored(engine, words, known);
  const families = new Map(words.map(({ word, family }) => [word, family]));
  const rare = new Map(words.map(({ word }, number) => [word, rarities[number]]));
  const pages = paged(engine, scores, rarities, named(telling(engine.read(query)), families, known, rare));
  const most = Math.max(0, ...pages.map((page) => page.score));
  const rarest = rarities.indexOf(Math.max(...rarities));
  const isWhole = (page) => page.words.size === words.length;
  // A page that has the rarest word may be what is looked for, whatever else it lacks.
  const kept = pages.filter((page) => isWhole(page) || page.words.has(rarest) || page.score >= PARTLY * most);
  kept.sort((a, b) => b.score - a.score || a.number - b.number);
  const now = shownAtOnce(engine, kept.slice(from, from + MOST_PAGES));
  const forms = new Set(words.flatMap(({ shares }) => [...shares.keys()]));
  const allOf = (some) => Promise.all(some.map((page) => described(engine, page, forms)));
  const next = from + now.length < kept.length ? from + now.length : null;
  const rest = now.length > first && (() => allOf(now.slice(first)));
  return { count: kept.length, isPart: !kept.every(isWhole), results: await allOf(now.slice(0, first)), rest, next };
}

// What each passage has of each word, and how rare each word is.
function scored(engine, words, known) {
  const scores = new Map();
  const rarities = words.map(({ shares }, number) => {
    const there = [...shares].flatMap(([word, share]) => (known.has(word) ? [[known.get(word).passages, share]] : []));
    const union = new Set();
    for (const [passages] of there) for (let at = 0; at < passages.length; at += 2) union.add(passages[at]);
    const rarity = union.size ? Math.max(...shares.values()) * Math.log(1 + engine.count / union.size) : 0;
    for (const [passages, share] of there) {
      for (let at = 0; at < passages.length; at += 2) {
        const best = scores.get(passages[at]) ?? scores.set(passages[at], new Map()).get(passages[at]);
        best.set(number, Math.max(best.get(number) ?? 0, (share * rarity * passages[at + 1]) / IMPACT));
      }
    }
    return rarity;
  });
  return { scores, rarities };
}

// The pages of the passages: a page is worth its best passage, and something of the others.
function paged(engine, scores, rarities, meant) {
  const all = rarities.reduce((sum, rarity) => sum + rarity, 0);
  const worth = (numbers) => {
    let sum = 0;
    for (const number of numbers) sum += rarities[number];
    return sum / all;
  };
  const pages = new Map();
  for (const [id, best] of scores) {
    const called = (engine.isFirst(id) ? 2 : 1) * (meant.get(id) ?? 0);
    let score = 0;
    for (const each of best.values()) score += each;
    score = called + score * worth(best.keys());
    const number = engine.pageOf(id);
    const page = pages.get(number) ?? pages.set(number, { number, words: new Set(), passages: [] }).get(number);
    for (const each of best.keys()) page.words.add(each);
    page.passages.push({ id, score });
  }
  for (const page of pages.values()) {
    page.passages.sort((a, b) => b.score - a.score || a.id - b.id);
    page.score = page.passages.reduceRight((rest, { score }) => score + OTHERS * rest, 0) * worth(page.words);
  }
  return [...pages.values()];
}

// As many of the pages as can be described by few parts of an index that is divided.
function shownAtOnce(engine, pages) {
  if (engine.isWhole) return pages;
  const parts = new Set();
  const isTooMuch = ({ passages }) => {
    for (const { id } of passages.slice(0, MOST_PASSAGES)) parts.add(engine.textPart(id));
    return parts.size > MOST_TEXTS;
  };
  const end = pages.findIndex((page, at) => isTooMuch(page) && at > 0);
  return end < 0 ? pages : pages.slice(0, end);
}

async function described(engine, { passages }, forms) {
  const read = await Promise.all(passages.slice(0, MOST_PASSAGES).map(({ id }) => engine.passage(id)));
  const shown = read.map(({ passage }) => ({ passage, excerpt: excerpt(engine, passage.lines, forms) }));
  return { page: read[0].page, passages: shown };
}
