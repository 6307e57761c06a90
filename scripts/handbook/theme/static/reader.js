// What pages remember, in the reader’s browser alone. Loaded before they are shown: no light flashes in the dark.
"use strict";
(() => {
  const root = document.documentElement;

  // A browser may refuse.
  function kept(act) {
    try { return act(localStorage); } catch { return null; }
  }
  const recall = (key) => kept((store) => store.getItem(`handbook-${key}`));
  const remember = (key, value) => kept((store) => store.setItem(`handbook-${key}`, value));

  function paint(scheme) {
    const chosen = ["light", "dark"].includes(scheme) ? scheme : "";
    root.dataset.scheme = chosen; // even if empty: that shows the control
    const control = document.getElementById("scheme");
    if (control) control.value = chosen;
    const slash = document.getElementById("slash");
    if (slash) slash.checked = recall("slash") !== "off";
  }

  // The same place in the other language, and the same question to its search.
  function carry({ target }) {
    const link = target.closest?.("a.language");
    if (!link) return;
    const asked = document.querySelector(".search-form input")?.value.trim();
    link.search = asked ? new URLSearchParams({ q: asked }) : "";
    link.hash = location.hash;
  }

  // The button that has opened the menu closes it.
  function closeMenu(event) {
    const button = event.target.closest?.(".to-contents a");
    if (!button || location.hash !== button.hash) return;
    event.preventDefault();
    location.hash = "content";
  }

  // A card makes way for its fact.
  let ring;
  function makeWay({ target: card, newState }) {
    if (!ring || newState !== "open" || !card.matches(".card")) return;
    card.classList.remove("above");
    const [fact, box] = [ring.closest("[data-fact]"), card].map((each) => each.getBoundingClientRect());
    card.classList.toggle("above", fact.bottom > box.top && fact.right > box.left);
  }

  // The welcome page offers first what was read last.
  function welcomeBack() {
    const cards = [...document.querySelectorAll(".welcome section")];
    const last = cards.find((card) => card.lang === recall("language"));
    if (!last) return;
    const enter = last.querySelector(".enter");
    enter.textContent = enter.dataset.again;
    cards[0].before(last);
  }

  // From an old address to where its page is now, or the place on it.
  function leadOn() {
    const hashOf = ({ id }) => new URL(`#${id}`, location).hash;
    const place = [...document.querySelectorAll(".place-moved")].find((each) => hashOf(each) === location.hash);
    const link = place ? place.querySelector("a") : document.querySelector(".moved-to");
    if (!link) return;
    if (!place && !link.hash) link.hash = location.hash;
    location.replace(link.href);
  }

  // To the field of the search, but for a key that writes something, or that the browser or the reader means otherwise.
  function lookUp(event) {
    const { key, target, ctrlKey, metaKey, altKey, isComposing, defaultPrevented } = event;
    const isWriting = target.closest?.("input, textarea, select, [contenteditable]");
    const isControl = ctrlKey || metaKey;
    const isMeant = isControl ? key.toLowerCase() === "k" : key === "/" && !isWriting && recall("slash") !== "off";
    const field = document.getElementById("search-words");
    if (!field || altKey || isComposing || defaultPrevented || !isMeant) return;
    event.preventDefault();
    field.focus();
    field.select();
  }

  // The terms of a glossary that have, or whose equivalents have, what is typed: accents and capitals aside.
  function filterTerms() {
    const box = document.querySelector(".term-filter");
    if (!box) return;
    const [field, status] = ["input", "p"].map((each) => box.querySelector(each));
    const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/œ/g, "oe");
    const letters = document.querySelector(".initials");
    const show = () => {
      const asked = plain(field.value.trim());
      let [count, terms] = [0, []];
      for (const each of document.querySelectorAll(".glossary > dt, .glossary > dd")) {
        terms.push(each);
        if (each.localName === "dt") continue;
        const names = [...terms.slice(0, -1), ...each.querySelectorAll(".equivalent [lang]")];
        const isHit = names.some((name) => plain(name.textContent).includes(asked));
        for (const part of terms) part.hidden = !isHit;
        count += isHit;
        terms = [];
      }
      if (letters) letters.hidden = Boolean(asked);
      status.textContent = asked && status.dataset.count.replace("{count}", count);
    };
    box.hidden = false;
    field.addEventListener("input", show);
    field.addEventListener("focus", () => setTimeout(() => field.scrollIntoView({ block: "nearest" }))); // WebKit scrolls to the caret
    addEventListener("hashchange", () => { // a link may lead to a term that is not shown
      const term = document.querySelector(":target");
      if (!term?.hidden) return;
      field.value = "";
      show();
      term.scrollIntoView();
    });
  }

  paint(recall("scheme"));
  addEventListener("keydown", lookUp);
  addEventListener("DOMContentLoaded", () => {
    paint(root.dataset.scheme);
    filterTerms();
    // As much room above what is scrolled to as the bar takes: its title is as long as it is, and as large as readers set it.
    const bar = document.querySelector("header.site");
    if (bar) new ResizeObserver(() => root.style.setProperty("--high", `${bar.offsetHeight}px`)).observe(bar);
    if (document.body.matches(".welcome:not(.moved)")) welcomeBack();
    else remember("language", root.lang);
    leadOn();
  });
  addEventListener("hashchange", leadOn);
  addEventListener("pageshow", ({ persisted }) => persisted && paint(recall("scheme")));
  addEventListener("change", ({ target }) => {
    if (target.id === "slash") remember("slash", target.checked ? "on" : "off"); // one key alone may be struck by mistake
    if (target.id !== "scheme") return;
    remember("scheme", target.value);
    paint(target.value);
  });
  for (const each of ["pointerdown", "click"]) addEventListener(each, carry);
  addEventListener("click", closeMenu);
  addEventListener("click", ({ target }) => { ring = target.closest?.(".source-of button"); });
  addEventListener("toggle", makeWay, true);
})();
