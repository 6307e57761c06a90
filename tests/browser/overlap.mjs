// Text that lies on other text, or that is cut off. Boxes that can be scrolled may hide what they hold; nothing else may.

// In the page: one line for each two pieces of text that overlap, and for each that is cut off; ten at most.
export function troubles() {
  const pieces = [];
  const found = [];
  const words = (piece) => `“${piece.text.slice(0, 40)}”`;
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const node = texts.currentNode;
    if (!node.data.trim() || !node.parentElement.checkVisibility() || node.parentElement.closest("script, style, title, desc")) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const { left, top, right, bottom } of range.getClientRects()) {
      // A font's box is higher than its letters: what is left of it is where they are.
      const inset = (bottom - top) * 0.22;
      const piece = { text: node.data.trim(), left: left + 1, right: right - 1, top: top + inset, bottom: bottom - inset };
      const shown = visible(piece, node.parentElement);
      if (shown === "cut") found.push(`${words(piece)} is cut off`);
      else if (shown && shown.right > shown.left && shown.bottom > shown.top) pieces.push({ ...piece, ...shown });
    }
  }
  pieces.sort((a, b) => a.top - b.top);
  pieces.forEach((one, index) => {
    for (let next = index + 1; next < pieces.length && pieces[next].top < one.bottom; next += 1) {
      const other = pieces[next];
      if (other.left < one.right && one.left < other.right) found.push(`${words(one)} and ${words(other)} overlap`);
    }
  });
  return [...new Set(found)].slice(0, 10);

  /** Return what is seen of a piece through the boxes around it; "cut" where one hides a part of it for good. */
  function visible(piece, element) {
    let seen = piece;
    for (let box = element; box && box !== document.documentElement; box = box.parentElement) {
      const style = getComputedStyle(box);
      const isSvg = box instanceof SVGElement && !(box instanceof SVGSVGElement);
      if (isSvg || (style.overflowX === "visible" && style.overflowY === "visible")) continue;
      const edge = box.getBoundingClientRect();
      if (edge.width <= 1 && edge.height <= 1) return null; // for screen readers only
      const isInside = piece.left >= edge.left - 1 && piece.right <= edge.right + 1 && piece.top >= edge.top - 1 && piece.bottom <= edge.bottom + 1;
      const canScroll = [style.overflowX, style.overflowY].some((each) => each === "auto" || each === "scroll");
      if (!isInside && !canScroll) return "cut";
      seen = {
        left: Math.max(seen.left, edge.left), right: Math.min(seen.right, edge.right),
        top: Math.max(seen.top, edge.top), bottom: Math.min(seen.bottom, edge.bottom),
      };
      if (seen.right <= seen.left || seen.bottom <= seen.top) return null;
    }
    // What waits outside for the keyboard, before the start of the lines.
    const isTurned = document.documentElement.dir === "rtl";
    if (isTurned ? piece.left >= document.documentElement.clientWidth : piece.right <= 0) return null;
    return seen.left < 0 || seen.right > document.documentElement.clientWidth ? "cut" : seen;
  }
}
