// The choice among maps: Tab reaches it, an arrow key picks the next map and shows that one only, Tab leads into it.

/** Return what is wrong with the choice on a page; a page without one has nothing wrong. */
export async function chooseMap(page, address) {
  await page.goto(address);
  if (!await page.locator("fieldset.region-maps").count()) return [];
  const start = await page.evaluate(choice);
  for (let stops = 0; stops < 300 && !await page.evaluate(isOnRadio); stops += 1) await page.keyboard.press("Tab");
  if (!await page.evaluate(isOnRadio)) return ["Tab does not reach the choice of a map"];
  await page.keyboard.press("ArrowDown");
  const picked = await page.evaluate(choice);
  await page.keyboard.press("Tab");
  await page.emulateMedia({ media: "print" });
  const printed = await page.evaluate(choice);
  await page.emulateMedia({ media: null });
  const isInside = await page.evaluate(() => Boolean(document.activeElement.closest("fieldset.region-maps figure a")));
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("ArrowUp");
  const back = await page.evaluate(choice);
  return [
    ...(picked.maps.length === 1 && picked.maps[0] === picked.label ? [] : [`“${picked.label}” is chosen and shown is: ${picked.maps.join(", ")}`]),
    ...(printed.maps.length === printed.all ? [] : [`on paper there is only: ${printed.maps.join(", ")}`]),
    ...(isInside ? [] : ["Tab does not lead from the choice to the link of its map"]),
    ...(back.maps.join() === start.maps.join() ? [] : ["the arrow back does not show what was shown before"]),
  ];
}

// In the page: whether the focus is on a radio button of the choice.
function isOnRadio() {
  return document.activeElement.matches("fieldset.region-maps input[type=radio]");
}

// In the page: the name that is chosen, and the names of the maps that are shown.
function choice() {
  const box = document.querySelector("fieldset.region-maps");
  const shown = [...box.querySelectorAll("figure")].filter((each) => each.checkVisibility());
  return {
    label: box.querySelector("label:has(:checked)").textContent.trim(),
    all: box.querySelectorAll("figure").length,
    maps: shown.map((each) => each.querySelector("strong").textContent.trim()),
  };
}
