// The live preview on a page: shows what was saved, keeps the place, says what is wrong and what is left to translate.
"use strict";
{
  const here = document.currentScript.dataset;
  const state = { version: Number(here.version), told: null };

  /** Make an element: properties, then children. */
  const make = (name, properties, ...children) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  };

  /** Put values in the places that a text names, as in "{count} of {all}". */
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (gap, name) => (Object.hasOwn(values, name) ? values[name] : gap));

  // What they say may run the other way than the page.
  const panel = make("aside", { className: "preview-panel", dir: "auto" });
  const status = make("p", { className: "preview-status", role: "status", dir: "auto" });

  // Where the reader is: the first element with an anchor in the window, so that what grows above it moves nothing that is
  // read; else the last one above it. And how far the top of the window is below that.
  const place = () => {
    // What is not displayed, as the card of a fact, is nowhere, and would say that it is at the top.
    const displayed = [...document.querySelectorAll("main [id]")].filter((each) => each.getClientRects().length);
    const anchors = displayed.map((each) => [each, each.getBoundingClientRect().top]);
    const [anchor, top] = anchors.find(([, top]) => top >= 0 && top < innerHeight) ?? anchors.findLast(([, top]) => top < 0) ?? [];
    return { id: anchor?.id, below: anchor ? -top : scrollY };
  };
  const goTo = ({ id, below }) => {
    const top = id ? document.getElementById(id)?.getBoundingClientRect().top + scrollY : 0;
    if (!Number.isNaN(top)) scrollTo({ top: top + below, behavior: "instant" });
  };

  // The page is loaded anew, with whatever scripts it has; what the reader had before them is kept meanwhile.
  const KEPT = `handbook-preview ${location.pathname}`;
  const renew = () => {
    const opened = [...panel.querySelectorAll("details")].map((each) => [each.dataset.list, each.open]);
    sessionStorage.setItem(KEPT, JSON.stringify({ place: place(), focus: document.activeElement?.id, opened }));
    location.reload();
  };
  const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? "{}");
  sessionStorage.removeItem(KEPT);
  const opened = new Map(kept.opened);
  // A browser that keeps places by itself puts the reader elsewhere, after us.
  history.scrollRestoration = "manual";
  const resume = () => {
    if (kept.place) goTo(kept.place);
    if (kept.focus) document.getElementById(kept.focus)?.focus({ preventScroll: true });
  };

  const restyle = (theme) => {
    for (const link of document.querySelectorAll('link[rel="stylesheet"]')) {
      const fresh = link.cloneNode();
      fresh.href = link.href.replace(/\?.*|$/, `?${theme}`);
      fresh.addEventListener("load", () => link.remove());
      link.after(fresh);
    }
  };

  const copy = async (text) => {
    await navigator.clipboard.writeText(text);
    status.textContent = fill(state.told.words.copied, { place: text });
    setTimeout(() => { status.textContent = ""; }, 4000);
  };

  const marked = () => {
    for (const each of document.querySelectorAll("[data-po]")) {
      each.tabIndex = 0;
      each.title = each.dataset.po;
    }
  };
  const copyFrom = (event) => {
    const passage = event.target.closest("[data-po]");
    if (!passage) return;
    event.preventDefault();
    copy(passage.dataset.po);
  };
  addEventListener("click", (event) => { if (event.altKey) copyFrom(event); }, true);
  addEventListener("keydown", (event) => { if (event.key === "Enter" && event.target.dataset?.po) copyFrom(event); });

  const passage = (each, words) => {
    const shown = document.querySelector(`[data-po="${CSS.escape(each.place)}"]`);
    const go = shown ? [make("button", {
      type: "button", textContent: "↧", title: words.show, ariaLabel: `${words.show}: ${each.place}`,
      onclick: () => { shown.scrollIntoView({ block: "center" }); shown.focus({ preventScroll: true }); },
    })] : [];
    return make("li", {},
      make("span", { className: `preview-state preview-${each.state}`, textContent: words[each.state] }), ` ${each.text} `,
      make("button", { type: "button", textContent: each.place, title: words.copy, onclick: () => copy(each.place) }), ...go);
  };

  const list = (name, title, items) => {
    const element = make("details", { open: opened.get(name) ?? name === "errors" },
      make("summary", { textContent: title }), make("ul", {}, ...items));
    element.dataset.list = name;
    element.addEventListener("toggle", () => opened.set(name, element.open));
    return element;
  };

  const show = ({ findings, more, left, messages, words }) => {
    const errors = findings.map((each) => make("li", { textContent: each }));
    if (more) errors.push(make("li", { textContent: fill(words.more, { count: more }) }));
    panel.ariaLabel = words.preview;
    panel.classList.toggle("preview-wrong", errors.length > 0);
    panel.replaceChildren();
    if (errors.length) panel.append(list("errors", fill(words.errors, { count: findings.length + more }), errors));
    else panel.append(make("p", { textContent: words.none }));
    if (left.length) {
      const items = left.map((each) => passage(each, words));
      panel.append(list("left", fill(words.left, { count: left.length, all: messages }), items));
    }
    if (document.querySelector("[data-po]")) panel.append(make("p", { className: "preview-hint", textContent: words.hint }));
    if (here.both && parent === window) panel.append(make("a", { href: here.both, textContent: words.both }));
  };

  const hear = ({ data }) => {
    const told = JSON.parse(data);
    if (told.version !== state.version) {
      renew();
      return;
    }
    if (state.told && told.theme !== state.told.theme) restyle(told.theme);
    state.told = told;
    status.textContent = "";
    show(told);
  };

  document.body.append(panel, status);
  marked();
  resume();
  const query = new URLSearchParams({ language: here.language, page: here.page });
  const events = new EventSource(`/_preview/events?${query}`);
  events.onmessage = hear;
  events.onerror = () => { if (state.told) status.textContent = state.told.words.lost; };
}
