// Searches the handbook in the browser. The index is search-index.js, made by handbook.search: the pages, and what
// there is to know of their language. Nothing here knows a language; scripts are told apart as Unicode has them.
"use strict";
(() => {
  // --- Folding: one form for all spellings of a word -------------------------------------------------------------

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

  // --- Words, numbers, and text without spaces between words ------------------------------------------------------

  // Scripts whose words are not set apart, or have particles attached (Hangul), are read in pairs of letters: how
  // Intl.Segmenter divides them depends on the browser, and on what stands around a word.
  const SCRIPTS = ["Han", "Hira", "Kana", "Bopo", "Hang", "Thai", "Laoo", "Khmr", "Mymr"];
  const JOINED = `[${SCRIPTS.map((script) => `\\p{scx=${script}}`).join("")}]`;
  // A letter with what belongs to it: marks, in Katakana of half width too, and the vowel am of Thai and Lao.
  const ATTACHED = "(?:[\\u0E4D\\u0ECD][\\u0E32\\u0EB2]|[\\p{M}\\u0E33\\u0EB3\\uFF9E\\uFF9F])*";
  const UNIT = `(?=[\\p{L}\\p{N}])${JOINED}${ATTACHED}`;
  const UNSEEN = "[\\u00AD\\u200B-\\u200D\\u2060]*"; // a place for a line to break, or a sign that keeps letters apart
  const LATIN = "[0-9A-Za-z\\u00C0-\\u00D6\\u00D8-\\u00F6\\u00F8-\\u02AF]"; // tried first: it is most of most texts
  const SIGN = `(?:${LATIN}|(?!${JOINED}|[\\u02BB\\u02BC])[\\p{L}\\p{N}\\p{M}])`;
  // A hyphen joins: co-op is coop, but also co and op. So do the points of É.-U. and the sign of R&D.
  const JOINT = "(?:\\.?[-\\u00AD\\u058A\\u05BE\\u200C\\u200D\\u2010\\u2011]|[.&])";
  // 1 200 is 1200; 613 555-0123 is one number, and three.
  const GAP = "(?:\\)\\s?|[\\s.,'’/\\u066B\\u066C\\u2010\\u2011\\u2044-])";
  const TOKEN = new RegExp(
    [
      `(\\p{Nd}+(?:${GAP}\\p{Nd}+)+(?!${SIGN}))`,
      `(?:${SIGN}+(?:${JOINT}${SIGN}+)*)`,
      `((?:${UNIT}${UNSEEN})+)`,
    ].join("|"),
    "gu",
  );
  const [UNITS, JOINTS] = [new RegExp(UNIT, "gu"), new RegExp(JOINT, "u")];
  const MOST_GROUPS = 6; // of digits in one number: +33 1 23 45 67 89

  const isLong = (word) => /\d/.test(word) || [...word].length > 1;

  // What reads texts in the language of an index: all texts that follow, for most words stand on many pages.
  function reader({ stop, stem }) {
    const [little, readings] = [new Set(stop.map(fold)), new Map()];

    // The stems of a word as it is, and as it is without its accents, which a reader may leave out.
    function stems(word, folded) {
      if (!stem) return [folded];
      const both = [fold(stem(word.normalize("NFC").toLowerCase())), stem(folded)];
      return [...new Set(both)];
    }

    function ofWord(word) {
      const parts = word.split(JOINTS);
      const folded = parts.map(fold);
      const whole = folded.join("");
      const forms = new Map([[whole, stems(parts.join(""), whole)]]);
      if (parts.length > 1) folded.forEach((part, at) => isLong(part) && forms.set(part, stems(parts[at], part)));
      const isLittle = !isLong(whole) || little.has(whole) || folded.every((part) => little.has(part));
      return { whole, isLittle, parts: folded.filter(isLong), forms };
    }

    // Of digits in groups: each group, and what several together may be. The last may be decimals, 1,5 as 1.5.
    function ofNumber(number) {
      const [groups, gaps] = [fold(number).match(/\d+/g), number.split(/\p{Nd}+/u).slice(1, -1)];
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
      const tokens = [];
      for (const match of text.normalize().matchAll(TOKEN)) {
        const [[sign, number, run], start] = [match, match.index];
        if (run) for (const token of ofRun(run, start)) tokens.push(token);
        else {
          const reading = readings.get(sign) ?? readings.set(sign, (number ? ofNumber : ofWord)(sign)).get(sign);
          const { whole, isLittle, parts, forms } = reading;
          if (whole) tokens.push({ start, end: start + sign.length, whole, isLittle, parts, forms, also: null });
        }
      }
      return tokens;
    };
  }

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
      const variants = [];
      spoken.forEach((token, at) => {
        for (const { rest, forms, others } of phrases.get(stemOf(token)) ?? []) {
          if (rest.some((stem, step) => !spoken[at + 1 + step] || stemOf(spoken[at + 1 + step]) !== stem)) continue;
          const end = at + 1 + rest.length;
          for (const each of spoken.slice(at, end)) each.also = new Map([...(each.also ?? []), ...forms]);
          variants.push(...others.map((other) => [...spoken.slice(0, at), ...other, ...spoken.slice(end)]));
        }
      });
      return { tokens, variants };
    };
  }

  // --- The index in memory: for each word, the passages that have it, and how prominently -------------------------

  const [IN_TITLE, IN_NAME, IN_HEADING, IN_LABEL, SYNONYM] = [10, 8, 5, 1.15, 0.5];
  const USUAL_SIZE = 60; // of a passage, in words
  const [OTHERS, PARTLY] = [0.45, 0.5];

  function prepare(index) {
    const reading = reader(index);
    const mark = synonymist(reading, index.synonyms ?? []);
    const [passages, postings, families] = [[], new Map(), new Map()];
    const read = (text) => mark(reading(text));
    const post = (id, form, stems, prominence, count) => {
      if (!postings.has(form)) {
        postings.set(form, new Map());
        for (const stem of stems) (families.get(stem) ?? families.set(stem, []).get(stem)).push(form);
      }
      const of = postings.get(form);
      const posting = of.get(id) ?? of.set(id, { prominence: 0, count: 0 }).get(id);
      posting.prominence = Math.max(posting.prominence, prominence);
      posting.count += count;
    };
    const add = (id, text, weight) => {
      const { tokens, variants } = read(text);
      const prominence = weight / (telling(tokens).length || 1); // of one word among those of a heading
      for (const { whole, forms, also } of tokens) {
        if (whole) passages[id].size += 1;
        forms.forEach((stems, form) => post(id, form, stems, prominence, 1));
        also?.forEach((stems, form) => post(id, form, stems, SYNONYM * prominence, SYNONYM));
      }
      const others = variants.flatMap((each) => [[keyOf(each), 60], [stemsOf(each), 60]]);
      return [[keyOf(tokens), 100], [stemsOf(tokens), 80], ...others];
    };
    for (const page of index.pages) {
      page.passages.forEach(([anchor, heading, numbers, labels = []], position) => {
        const id = passages.length;
        const lines = numbers.map((number) => index.lines[number].normalize());
        const called = position ? [heading] : [heading, ...page.names];
        const passage = { page, anchor, heading, lines, keys: new Map(), isFirst: !position, size: 0 };
        passages.push(passage);
        called.forEach((name, rank) => {
          const keys = add(id, name, position ? IN_HEADING : rank ? IN_NAME : IN_TITLE);
          keys.forEach(([key, likely]) => passage.keys.set(key, Math.max(likely, passage.keys.get(key) ?? 0)));
        });
        lines.forEach((line, at) => add(id, line, labels.includes(at) ? IN_LABEL : 0));
      });
    }
    return { read, passages, postings, families };
  }

  // --- Ranking ----------------------------------------------------------------------------------------------------

  // What is looked for: for each word of a query, the words that will do, and how well.
  function wanted(engine, query) {
    const words = new Map();
    for (const { whole, parts, forms } of telling(engine.read(query).tokens)) {
      const isThere = engine.postings.has(whole) || forms.get(whole).some((stem) => engine.families.has(stem));
      const isWhole = parts.length < 2 || isThere;
      for (const form of isWhole ? [whole] : parts) words.set(form, forms.get(form));
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

  // The line of a passage that has most of the words, cut to fit, as [text, is it one of the words] pairs.
  function excerpt(engine, lines, wordsWanted, length = 220) {
    const isHit = ({ forms, also }) => [...forms.keys(), ...(also?.keys() ?? [])].some((form) => wordsWanted.has(form));
    const read = lines.map((line) => {
      const hits = engine.read(line).tokens.filter(isHit);
      return { line, hits, kinds: new Set(hits.map((token) => [...token.forms.values()][0][0])).size };
    });
    const nothing = { line: "", hits: [], kinds: -1 };
    const { line, hits } = read.reduce((best, each) => (each.kinds > best.kinds ? each : best), nothing);
    const first = hits.length ? hits[0].start : 0;
    // Cut at a space, or within text that has none.
    const spaceBefore = (at) => (line.lastIndexOf(" ", at) > at - 40 ? line.lastIndexOf(" ", at) : at);
    const from = line.length <= length || first < length / 2 ? 0 : spaceBefore(first - length / 4) + 1;
    const to = line.length - from <= length ? line.length : spaceBefore(from + length);
    const pieces = [[from ? "… " : "", false]];
    let at = from;
    for (const hit of hits.filter((each) => each.start >= from && each.end <= to && each.end > from)) {
      if (hit.end <= at) continue;
      const start = Math.max(hit.start, at);
      const last = pieces[pieces.length - 1];
      if (start === at && last[1]) last[0] += line.slice(start, hit.end); // pairs of letters are one mark
      else pieces.push([line.slice(at, start), false], [line.slice(start, hit.end), true]);
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

  // What came of a query, in the words of the page. The number stands beside its noun, which is then the same for any;
  // what was typed may run the other way than the sentence.
  function summary({ count, isPart }, { none, some, whole }, query) {
    const said = !count ? none : isPart ? some : whole;
    return said.split(/(\{\w+\})/).map((part) =>
      part === "{words}" ? element("bdi", {}, query) : part === "{count}" ? String(count) : part);
  }

  async function load(src) {
    await new Promise((done) => document.head.append(element("script", { src, onload: done, onerror: done })));
    return globalThis.handbookSearchIndex ? prepare(globalThis.handbookSearchIndex) : null;
  }

  function start() {
    const parts = [".search-form", ".search-form input", ".search-status", ".search-results", ".search-failed"];
    const [form, input, status, results, failed] = parts.map((each) => document.querySelector(each));
    let index = null; // loaded with the first query
    const show = async () => {
      if (input.value.trim()) index ??= load(form.dataset.index).catch(() => null);
      const engine = await index;
      index = engine && index; // what did not load is asked for again
      const query = input.value.trim();
      try {
        const answer = query && engine ? search(engine, query) : { results: [] };
        const said = engine ? summary(answer, status.dataset, query) : [status.dataset.failed];
        status.replaceChildren(...(query ? said : []));
        results.replaceChildren(...answer.results.map(shown));
      } catch (error) {
        [status.textContent, failed.hidden] = [status.dataset.failed, false];
        throw error;
      }
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
    failed.hidden = true; // it stands in the page for whoever has no script, or one that ends before it comes here
  }

  if (typeof module === "object") module.exports = { fold, prepare, search };
  else start();
})();
