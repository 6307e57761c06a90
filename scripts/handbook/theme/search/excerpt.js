// What is shown of a passage.

const lettersOf = (text) => text.replace(/[^\p{L}\p{N}]+/gu, "");

// The line of a passage that has most of the words, cut to fit, as [text, is it one of the words] pairs.
function excerpt(engine, lines, wordsWanted, length = 220) {
  const isHit = ({ forms }) => [...forms.keys()].some((form) => wordsWanted.has(form));
  const letters = [...wordsWanted].map(lettersOf);
  const read = lines.map((line) => {
    const all = lettersOf(fold(line)); // a line without the letters of any word is not read: reading takes longer
    const hits = letters.some((each) => all.includes(each)) ? engine.read(line).filter(isHit) : [];
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
