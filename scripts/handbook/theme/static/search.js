// Searches the handbook in the browser. The index is search-index.js, made by handbook.search.
"use strict";
(() => {
  const WORD = /[\p{L}\p{N}\p{M}]+(?:[-\u00AD\u2010\u2011][\p{L}\p{N}\p{M}]+)*/gu;
  const HYPHENS = /[-\u00AD\u2010\u2011]/u;
  // The same word to a reader, though no rule makes them alike. A Map, for an object has a "constructor".
  const SAME = new Map([["coop", "cooperative"], ["coops", "cooperative"]]);

  // --- Folding: one form for all spellings of a word -------------------------------------------------------------

  function fold(text) {
    return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/œ/g, "oe").replace(/æ/g, "ae");
  }

  // Plural, and in French gender: little enough that no two words of the field fall together; in other languages, none.
  // No lookbehind in these: Safari before 16.4 would drop the whole script.
  const STEMS = new Map([
    ["en", (word) => word
        .replace(/isation(s?)$/, "ization$1")
        .replace(/^programme(s?)$/, "program$1")
        .replace(/(...)ies$/, "$1y")
        .replace(/(ss|x|ch|sh)es$/, "$1")
        .replace(/(..[^sui])s$/, "$1")],
    ["fr", (word) => word
        .replace(/eaux$/, "eau")
        .replace(/(..)aux$/, "$1al")
        .replace(/(..[^s])[sx]$/, "$1")
        .replace(/(...)e$/, "$1")
        .replace(/([lnt])\1$/, "$1")
        .replace(/if$/, "iv")],
  ]);

  const stem = (word, language) => (STEMS.get(language) ?? String)(SAME.get(word) ?? word);

  // A hyphen joins: co-op is coop, but also co and op.
  function reading(word, language) {
    const parts = fold(word).split(HYPHENS);
    const whole = parts.join("");
    return { whole, parts, stems: [...new Set([whole, ...parts].map((part) => stem(part, language)))] };
  }

  const readings = new Map(); // by language and word: most words stand on many pages

  // The words of a text: where each stands, and its stems.
  function tokens(text, language) {
    const found = [];
    for (const { 0: word, index: start } of text.matchAll(WORD)) {
      const key = `${language} ${word}`;
      const read = readings.get(key) ?? readings.set(key, reading(word, language)).get(key);
      if (read.whole.length < 2 && !/\d/.test(read.whole)) continue; // left by an apostrophe: l’Afrique, Canada’s
      found.push({ start, end: start + word.length, ...read });
    }
    return found;
  }

  // --- The index in memory: for each stem, the passages that have it, and how prominently -------------------------

  const [IN_TITLE, IN_NAME, IN_HEADING, USUAL_SIZE] = [10, 8, 5, 50];

  function prepare(index) {
    const { language } = index;
    const [stop, passages, postings] = [new Set(index.stop), [], new Map()];
    const add = (id, text, weight) => {
      for (const token of tokens(text, language)) {
        passages[id].size += 1;
        for (const each of token.stems) {
          const of = postings.get(each) ?? postings.set(each, new Map()).get(each);
          const { prominence, count } = of.get(id) ?? { prominence: 0, count: 0 };
          of.set(id, { prominence: Math.max(prominence, weight), count: count + 1 });
        }
      }
    };
    const key = (text) => telling(tokens(text, language), stop).map((token) => token.stems[0]).join(" ");
    for (const page of index.pages) {
      page.passages.forEach(([anchor, heading, numbers], position) => {
        const lines = numbers.map((number) => index.lines[number]);
        const id = passages.length;
        const called = position ? [heading] : [heading, ...page.names];
        passages.push({ page, anchor, heading, lines, keys: new Set(called.map(key)), isFirst: !position, size: 0 });
        called.forEach((name, rank) => add(id, name, position ? IN_HEADING : rank ? IN_NAME : IN_TITLE));
        lines.forEach((line) => add(id, line, 0));
      });
    }
    return { language, stop, passages, postings, key };
  }

  // Without the words that tell nothing, unless there are no others.
  function telling(words, stop) {
    const kept = words.filter((token) => !stop.has(token.whole));
    return kept.length ? kept : words;
  }

  // --- Ranking ----------------------------------------------------------------------------------------------------

  // What is looked for: a list of words, each with the stems that will do and how well.
  function wanted(engine, query) {
    const words = telling(tokens(query, engine.language), engine.stop).flatMap((token) => {
      const isKnown = token.parts.length === 1 || engine.postings.has(token.stems[0]);
      return isKnown ? [token.whole] : token.parts.filter((part) => part.length > 1);
    });
    return [...new Set(words)].map((word) => alternatives(engine, word));
  }

  function alternatives(engine, word) {
    const exact = stem(word, engine.language);
    const stems = new Map(engine.postings.has(exact) ? [[exact, 1]] : []);
    if (word.length > 2) {
      for (const each of engine.postings.keys()) {
        const isLonger = each !== exact && (each.startsWith(word) || each.startsWith(exact));
        if (isLonger) stems.set(each, (0.5 * exact.length) / each.length);
      }
    }
    if (!stems.size && word.length > 4) {
      for (const each of engine.postings.keys()) if (isSlip(exact, each)) stems.set(each, 0.3);
    }
    return stems;
  }

  // Whether two words differ by one letter: another, one too many, one missing, or two that changed places.
  function isSlip(one, other) {
    if (Math.abs(one.length - other.length) > 1 || one[0] !== other[0]) return false;
    let at = 0;
    while (at < one.length && one[at] === other[at]) at += 1;
    const [a, b] = [one.slice(at), other.slice(at)];
    const isSwapped = a.length > 1 && a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2);
    return a.slice(1) === b.slice(1) || a.slice(1) === b || a === b.slice(1) || isSwapped;
  }

  // The pages that have the words, best first: all of the words or, where no page has (`isPart`), the most of them.
  function search(engine, query, limit = 20) {
    const words = wanted(engine, query);
    const scores = new Map();
    words.forEach((stems, number) => {
      for (const [each, share] of stems) {
        const of = engine.postings.get(each);
        const rarity = Math.log(1 + engine.passages.length / of.size);
        for (const [id, { prominence, count }] of of) {
          const often = (3 * count) / (count + 0.5 + engine.passages[id].size / USUAL_SIZE);
          const score = share * rarity * (prominence + often);
          const best = scores.get(id) ?? scores.set(id, new Map()).get(id);
          best.set(number, Math.max(best.get(number) ?? 0, score));
        }
      }
    });
    const [asked, pages] = [engine.key(query), new Map()];
    for (const [id, best] of scores) {
      const passage = engine.passages[id];
      const called = passage.keys.has(asked) ? (passage.isFirst ? 200 : 100) : 0;
      const score = called + [...best.values()].reduce((sum, each) => sum + each, 0) * (best.size / words.length);
      const found = pages.get(passage.page) ?? { page: passage.page, words: new Set(), passages: [] };
      best.forEach((_, number) => found.words.add(number));
      found.passages.push({ passage, score });
      pages.set(passage.page, found);
    }
    const most = Math.max(0, ...[...pages.values()].map((found) => found.words.size));
    const stems = new Set(words.flatMap((each) => [...each.keys()]));
    // A page is worth its best passage, and something of the others.
    for (const found of pages.values()) {
      found.passages.sort((a, b) => b.score - a.score);
      found.score = found.passages.reduceRight((rest, { score }) => score + 0.4 * rest, 0);
    }
    const found = [...pages.values()].filter((each) => each.words.size === most);
    found.sort((a, b) => b.score - a.score || (a.page.href < b.page.href ? -1 : 1));
    const read = ({ passage }) => ({ passage, excerpt: excerpt(engine, passage.lines, stems) });
    const result = ({ page, passages }) => ({ page, passages: passages.slice(0, 3).map(read) });
    return { count: found.length, isPart: most < words.length, results: found.slice(0, limit).map(result) };
  }

  // The line of a passage that has most of the words, cut to fit, as [text, is it one of the words] pairs.
  function excerpt(engine, lines, stems, length = 220) {
    const read = lines.map((line) => {
      const hits = tokens(line, engine.language).filter((token) => token.stems.some((each) => stems.has(each)));
      return { line, hits, kinds: new Set(hits.map((token) => token.stems[0])).size };
    });
    const nothing = { line: "", hits: [], kinds: -1 };
    const { line, hits } = read.reduce((best, each) => (each.kinds > best.kinds ? each : best), nothing);
    const first = hits.length ? hits[0].start : 0;
    const from = line.length <= length || first < length / 2 ? 0 : line.lastIndexOf(" ", first - length / 4) + 1;
    const to = line.length - from <= length ? line.length : line.lastIndexOf(" ", from + length);
    const pieces = [[from ? "… " : "", false]];
    let at = from;
    for (const hit of hits.filter((each) => each.start >= from && each.end <= to)) {
      pieces.push([line.slice(at, hit.start), false], [line.slice(hit.start, hit.end), true]);
      at = hit.end;
    }
    pieces.push([line.slice(at, Math.max(at, to)) + (to < line.length ? " …" : ""), false]);
    return pieces.filter(([piece]) => piece);
  }

  // --- The page: no text becomes markup on its way there ------------------------------------------------------------

  function element(name, attributes, ...children) {
    const made = Object.assign(document.createElement(name), attributes);
    made.append(...children);
    return made;
  }

  function shown({ page, passages }) {
    const item = element("li", {}, element("h2", {}, element("a", { href: page.href }, page.title)));
    // The top of the page comes first: it has no heading of its own.
    for (const { passage, excerpt: pieces } of passages.sort((a, b) => b.passage.isFirst - a.passage.isFirst)) {
      const text = element("p", {}, ...pieces.map(([piece, isHit]) => (isHit ? element("mark", {}, piece) : piece)));
      const href = passage.anchor ? `${page.href}#${encodeURIComponent(passage.anchor)}` : page.href;
      const where = passage.isFirst ? [] : [element("h3", {}, element("a", { href }, passage.heading))];
      item.append(...where, text);
    }
    return item;
  }

  function told({ count, isPart }, { none, some, one, many }) {
    return !count ? none : isPart ? some : count === 1 ? `1 ${one}` : `${count} ${many}`;
  }

  async function load(src) {
    await new Promise((done) => document.head.append(element("script", { src, onload: done, onerror: done })));
    return globalThis.handbookSearchIndex ? prepare(globalThis.handbookSearchIndex) : null;
  }

  function start() {
    const parts = [".search-form", ".search-form input", ".search-status", ".search-results"];
    const [form, input, status, results] = parts.map((each) => document.querySelector(each));
    let index = null; // loaded with the first query
    const show = async () => {
      if (input.value.trim()) index ??= load(form.dataset.index);
      const engine = await index;
      index = engine && index; // what did not load is asked for again
      const query = input.value.trim();
      const found = query && engine ? search(engine, query) : { results: [] };
      status.textContent = !query ? "" : engine ? `${told(found, status.dataset)} ${query}` : status.dataset.failed;
      results.replaceChildren(...found.results.map(shown));
    };
    const read = () => {
      input.value = new URLSearchParams(location.search).get("q") ?? "";
      show();
    };
    // The address follows what is asked, so that it can be shared; a browser that forbids it loads the page anew.
    form.addEventListener("submit", (event) => {
      history.pushState(null, "", `?${new URLSearchParams({ q: input.value.trim() })}`);
      event.preventDefault();
      show();
    });
    input.addEventListener("input", show);
    addEventListener("popstate", read);
    read();
  }

  if (typeof module === "object") module.exports = { fold, prepare, search };
  else start();
})();
