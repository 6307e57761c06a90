// The cards with the sources of facts, by keyboard: Enter opens one, Tab leads into it, Escape closes it again.

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
