// Two editions of a page side by side: they scroll together by the anchors of the page, and go to other pages together.
"use strict";
{
  const frames = [...document.querySelectorAll("iframe")];
  let leader = null;

  /** Return the anchors of a page with their distance from its top; the page's own ends are the first and the last. */
  const anchors = (view) => {
    const found = [...view.document.querySelectorAll("main section[id]")]
      .map((each) => [each.id, each.getBoundingClientRect().top + view.scrollY]);
    return new Map([["", 0], ...found, [" ", view.document.documentElement.scrollHeight]]);
  };

  const follow = (from, to) => {
    const [theirs, ours] = [anchors(from), anchors(to)];
    const shared = [...theirs.keys()].filter((id) => ours.has(id));
    const top = from.scrollY;
    const index = shared.findLastIndex((id) => theirs.get(id) <= top);
    const [id, next] = [shared[Math.max(index, 0)], shared[Math.min(Math.max(index, 0) + 1, shared.length - 1)]];
    const length = theirs.get(next) - theirs.get(id);
    const share = length > 0 ? (top - theirs.get(id)) / length : 0;
    to.scrollTo({ top: ours.get(id) + share * (ours.get(next) - ours.get(id)), behavior: "instant" });
  };

  const docname = (frame) => frame.contentWindow.location.pathname.split("/").slice(2).join("/");

  for (const frame of frames) {
    const others = frames.filter((each) => each !== frame);
    const lead = () => { leader = frame; };
    const loaded = () => {
      const view = frame.contentWindow;
      for (const event of ["wheel", "pointerdown", "keydown", "touchstart"]) view.addEventListener(event, lead, { passive: true });
      view.addEventListener("scroll", () => {
        if (leader === frame) others.forEach((other) => follow(view, other.contentWindow));
      }, { passive: true });
      for (const other of others) {
        if (leader === frame && docname(other) !== docname(frame)) {
          other.contentWindow.location.replace(`/${other.dataset.language}/${docname(frame)}`);
          history.replaceState(null, "", `/both/${docname(frame)}`);
        }
      }
    };
    frame.addEventListener("load", loaded);
    if (frame.contentDocument?.readyState === "complete" && frame.contentWindow.location.href !== "about:blank") loaded();
  }
}
