// The index in memory, and its parts, which are loaded as they are asked for.
//
// A part is of one of three kinds. `v` has words: each with its spellings. `w` has what is known of words: the passages
// that have them, and the names that begin with them. `t` has texts: the passages of pages. Words stand in the order of
// their UTF-16 units, and `index.parts.v` and `.w` list the word that each part begins with, `index.parts.t` the passage.

const SIGNS = []; // by their code
[..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"].forEach((sign, at) => { SIGNS[sign.charCodeAt(0)] = at; });
const NOT_LOADED = new Error("a part of the index");
const LAST = "\uffff"; // behind every word that begins in the same way

// Numbers, in units of five bits, the lowest first; each unit but the last of a number has 32 added to it.
function numbers(text) {
  const made = [];
  let [value, place] = [0, 1];
  for (let at = 0; at < text.length; at += 1) {
    const unit = SIGNS[text.charCodeAt(at)];
    value += (unit % 32) * place;
    place *= 32;
    if (unit < 32) {
      made.push(value);
      [value, place] = [0, 1];
    }
  }
  return made;
}

// Passages, each before what it is worth; of each passage the steps from the one before it are written.
function pairs(text) {
  const all = numbers(text);
  for (let [at, id] = [0, -1]; at < all.length; at += 2) all[at] = id += all[at];
  return all;
}

// How many of a sorted list come before `sign`, or are it.
function placeIn(sorted, sign) {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] <= sign) low = middle + 1;
    else high = middle;
  }
  return low;
}

// `load` takes the name of a part, and returns a promise that is kept when the part is among `index.loaded`.
function prepare(index, load) {
  const [read, stems] = [reader(index), stemsBy(index.stem)];
  const [waited, made] = [new Map(), new Map()];
  const [starts, pageOf] = [[], []]; // the first passage of each page, and the page of each passage
  // Words that editors say are the same: by the stem of one, the others.
  const same = index.same.map((group) => group.flatMap((word) => read(word)).map(({ whole, forms }) => ({ whole, stems: forms.get(whole) })));
  for (const [number, span] of index.spans.entries()) {
    starts.push(pageOf.length);
    for (let each = 0; each < span; each += 1) pageOf.push(number);
  }

  function part(name) {
    const wait = async () => {
      if (!index.loaded[name]) await load(name);
      if (!index.loaded[name]) throw NOT_LOADED;
      return index.loaded[name];
    };
    if (!waited.has(name)) {
      const promise = wait();
      promise.catch(() => waited.delete(name)); // what did not load is asked for again
      waited.set(name, promise);
    }
    return waited.get(name);
  }

  // What `make` makes of a part, which is kept.
  async function of(name, make) {
    const data = await part(name);
    return made.get(name) ?? made.set(name, make(data)).get(name);
  }

  // The parts of a kind that hold what lies between two signs.
  function names(kind, from, to) {
    const [first, last] = [placeIn(index.parts[kind], from) - 1, placeIn(index.parts[kind], to) - 1];
    return Array.from({ length: last - Math.max(first, 0) + 1 }, (_, at) => `${kind}${Math.max(first, 0) + at}`);
  }

  const spelled = (data) => data.split(" ").map((entry) => {
    const [form, ...spellings] = entry.split("|");
    let made = null; // few of them are asked for
    return { form, stems: () => (made ??= [...new Set([form, ...spellings].flatMap((each) => stems(each, form)))]) };
  });
  const filed = (data) => new Map(data.map(([form, passages, ...called]) => {
    let made = null; // few of them are asked for
    return [form, { passages: () => (made ??= pairs(passages)), called }];
  }));

  return {
    read,
    others: (asked) => same.filter((group) => group.some((each) => each.stems.some((stem) => asked.includes(stem)))).flat(),
    count: pageOf.length,
    isWhole: !index.folder,
    // Each word of the pages that begins with some letters, or each word, and its stems.
    async vocabulary(sign = "") {
      const parts = sign ? names("v", sign, sign + LAST) : index.parts.v.map((_, at) => `v${at}`);
      const entries = (await Promise.all(parts.map((name) => of(name, spelled)))).flat();
      return sign ? entries.filter(({ form }) => form.startsWith(sign)) : entries;
    },
    // What is known of words: by each, the passages that have it, and the names that begin with it.
    async known(forms) {
      const asked = new Set([...forms].flatMap((form) => names("w", form, form)));
      const files = await Promise.all([...asked].map((name) => of(name, filed)));
      const there = [...forms].flatMap((form) => files.filter((file) => file.has(form)).map((file) => [form, file.get(form)]));
      return new Map(there.map(([form, { passages, called }]) => [form, { passages: passages(), called }]));
    },
    pageOf: (id) => pageOf[id],
    isFirst: (id) => starts[pageOf[id]] === id,
    textPart: (id) => placeIn(index.parts.t, id) - 1,
    // A passage, and the page that it stands on.
    async passage(id) {
      const at = placeIn(index.parts.t, id) - 1;
      const { pages, passages } = await part(`t${at}`);
      const [anchor, heading, lines] = passages[id - index.parts.t[at]];
      const [, href, title] = pages.find(([each]) => each === pageOf[id]);
      const isFirst = starts[pageOf[id]] === id;
      return { page: { href, title }, passage: { anchor, heading, lines: lines.map((line) => line.normalize()), isFirst } };
    },
  };
}
