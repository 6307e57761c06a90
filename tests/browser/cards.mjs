// The cards with the sources of facts. By keyboard: Enter opens one, Tab leads into it, Escape closes it again. On a
// phone: a card leaves to be seen what it is about.
import { openWindow } from "./site.mjs";

/** Return what is wrong with the first marker of a page; nothing of a page without one. */
export async function openCard(page, address) {
  await page.goto(address);
  const marker = page.locator(".source-of button").first();
  if (!await marker.count()) return [];
  const card = page.locator(`[id="${await marker.getAttribute("popovertarget")}"]`);
  await marker.focus();
  await page.keyboard.press("Enter");
  if (!await card.isVisible()) return ["the marker of a fact opens no card with Enter"];
  await page.keyboard.press("Tab");
  const messages = [];
  if (!await card.evaluate((each) => each.contains(document.activeElement))) messages.push("Tab does not lead into the card that is open");
  await page.keyboard.press("Escape");
  if (await card.isVisible()) messages.push("Escape does not close the card");
  else if (!await marker.evaluate((each) => each === document.activeElement)) messages.push("the card does not give the focus back to its marker");
  return messages;
}

// Where a ring may be on the screen of a phone when it is touched, from its upper edge.
const PLACES = [0.2, 0.6, 0.95];
// What an older browser does not know; under a name that nobody knows, this browser does not either.
const ANCHORED = /@supports \(position-area: bottom\)/g;

/** Return the verdict on all rings of all pages, on a phone, with and without the placing by rings of newer browsers. */
export async function cardsOnPhones({ browser, address, pages }) {
  const verdict = { name: "cards on a phone", pages: 0, passed: 0, broken: [] };
  const options = { viewport: { width: 360, height: 740 }, reducedMotion: "reduce" };
  const windows = await Promise.all([false, true].map(async (isOlder) => {
    const window = await openWindow(browser, address, options);
    if (isOlder) await window.page.route("**/*.css", async (route) => {
      const sheet = await route.fetch();
      await route.fulfill({ response: sheet, body: (await sheet.text()).replace(ANCHORED, "@supports (lacking: bottom)") });
    });
    return { ...window, how: isOlder ? "an older browser" : "a browser of today" };
  }));
  for (const name of pages) {
    const messages = [];
    await Promise.all(windows.map(async ({ page, how }) => {
      await page.goto(address + name);
      const covered = await page.evaluate(coveredFacts, PLACES);
      messages.push(...covered.map((each) => `${each}, in ${how}`));
    }));
    verdict.pages += 1;
    verdict.passed += messages.length ? 0 : 1;
    verdict.broken.push(...messages.map((message) => ({ page: name, message, rule: "card-covers-fact" })));
  }
  await Promise.all(windows.map((each) => each.close()));
  return verdict;
}

// In the page: open the card of each ring at each place; one line for each that lies on its fact or is not all there.
async function coveredFacts(places) {
  const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  // Room above and below, so that the first and the last ring can be anywhere too.
  document.body.style.paddingBlock = "740px";
  const found = [];
  for (const ring of document.querySelectorAll(".source-of button")) {
    for (const place of places) {
      scrollBy(0, ring.getBoundingClientRect().top - place * innerHeight);
      ring.click();
      const card = document.getElementById(ring.getAttribute("popovertarget"));
      await frame();
      await frame();
      const box = card.getBoundingClientRect();
      const range = document.createRange();
      range.selectNodeContents(ring.closest("[data-fact]"));
      const name = `“${ring.getAttribute("aria-label")}” at ${place}`;
      const isCovered = [...range.getClientRects()].some((line) =>
        line.bottom > box.top + 1 && line.top < box.bottom - 1 && line.right > box.left && line.left < box.right);
      if (!card.matches(":popover-open")) found.push(`no card opens: ${name}`);
      else if (isCovered) found.push(`the card covers its fact: ${name}`);
      if (box.top < -1 || box.bottom > innerHeight + 1 || box.left < -1 || box.right > innerWidth + 1) found.push(`the card leaves the screen: ${name}`);
      card.hidePopover();
    }
  }
  return found.slice(0, 5);
}
