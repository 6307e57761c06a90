// The page: no text becomes markup on its way there.

const FIRST = 4; // pages that a screen has room for

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

// What a script sets, once it has run.
function run(src) {
  return new Promise((done) => document.head.append(element("script", { src, onload: done, onerror: done })));
}

async function open(src) {
  delete globalThis.handbookSearchIndex;
  await run(src);
  const index = globalThis.handbookSearchIndex;
  return prepare(index, (name) => run(`${index.folder}/${name}.js`));
}

function start() {
  const parts = [".search-form", ".search-form input", ".search-status", ".search-results", ".search-more", ".search-failed"];
  const [form, input, status, results, more, failed] = parts.map((each) => document.querySelector(each));
  const title = document.title;
  let index = null; // loaded with the first query
  let asked = 0; // an answer that comes late is none
  let next = null; // the place of the first page that is not shown

  const opened = () => (index ??= open(form.dataset.index));

  // What is found from a place on, given to `put`, unless something else has been asked meanwhile: the first few before the
  // others, which are read once those are painted.
  async function answer(query, from, put) {
    const turn = (asked += 1);
    let engine = null;
    try {
      engine = query && (await opened());
      const found = query ? await search(engine, query, from, FIRST) : { results: [], next: null };
      if (turn !== asked) return;
      put(found, found.results.map(shown));
      more.hidden = true;
      if (found.rest) {
        await new Promise((painted) => requestAnimationFrame(() => setTimeout(painted)));
        const others = turn === asked && (await found.rest());
        if (turn !== asked) return;
        results.append(...others.map(shown));
      }
      ({ next } = found);
      more.hidden = next === null;
    } catch (error) {
      index = null; // what did not load is asked for again
      const isLoading = engine === null || error === NOT_LOADED;
      if (turn === asked) [status.textContent, more.hidden, failed.hidden] = [status.dataset.failed, true, isLoading];
      throw error;
    }
  }

  function show() {
    const query = input.value.trim();
    document.title = query ? `${query} – ${title}` : title;
    return answer(query, 0, (found, items) => {
      status.replaceChildren(...(query ? summary(found, status.dataset, query) : []));
      results.replaceChildren(...items);
      failed.hidden = true;
    });
  }

  const showMore = () => answer(input.value.trim(), next, (_, items) => {
    results.append(...items);
    items[0].querySelector("a").focus(); // where the reader goes on
  });

  const address = (query) => `?${new URLSearchParams({ q: query })}`;
  const read = () => {
    const typed = new URLSearchParams(location.search).get("q") ?? "";
    input.value = input.maxLength > 0 ? typed.slice(0, input.maxLength) : typed; // as if it had been typed
    return show();
  };
  // The address follows what is asked, so that it can be shared, and is there again on the way back.
  form.addEventListener("submit", (event) => {
    history.pushState(null, "", address(input.value.trim()));
    event.preventDefault();
    show();
  });
  // The index is there before the first key; what does not load is asked for again then.
  input.addEventListener("focus", () => opened().catch(() => { index = null; }));
  input.addEventListener("input", () => {
    const query = input.value.trim();
    try { history.replaceState(null, "", query ? address(query) : location.pathname); } catch { /* too often, or not allowed */ }
    show();
  });
  more.addEventListener("click", showMore);
  addEventListener("popstate", read);
  read();
  failed.hidden = true; // it stands in the page for whoever has no script, or one that ends before it comes here
}

if (typeof module === "object") module.exports = { fold, prepare, reader, search };
else start();
