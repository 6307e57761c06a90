// The index in memory: for each word, the passages that have it, and how prominently.

const [IN_TITLE, IN_NAME, IN_HEADING, IN_LABEL, SYNONYM] = [10, 8, 5, 1.15, 0.5];
const USUAL_SIZE = 60; // of a passage, in words

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
    const { tokens } = read(text);
    const prominence = weight / (telling(tokens).length || 1); // of one word among those of a heading
    for (const { whole, forms, also } of tokens) {
      if (whole) passages[id].size += 1;
      forms.forEach((stems, form) => post(id, form, stems, prominence, 1));
      also?.forEach((stems, form) => post(id, form, stems, SYNONYM * prominence, SYNONYM));
    }
  };
  // What may be typed for the whole of a name, and how likely it is that this very name is meant.
  const keysOf = (name) => {
    const { tokens, variants } = read(name);
    const others = variants().flatMap((each) => [[keyOf(each), 60], [stemsOf(each), 60]]);
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
        add(id, name, position ? IN_HEADING : rank ? IN_NAME : IN_TITLE);
        keysOf(name).forEach(([key, likely]) => passage.keys.set(key, Math.max(likely, passage.keys.get(key) ?? 0)));
      });
      lines.forEach((line, at) => add(id, line, labels.includes(at) ? IN_LABEL : 0));
    });
  }
  return { read, passages, postings, families };
}
