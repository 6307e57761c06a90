// The page: no text becomes markup on its way there.

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
    const asked = new URLSearchParams(location.search).get("q") ?? "";
    input.value = input.maxLength > 0 ? asked.slice(0, input.maxLength) : asked; // as if it had been typed
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
