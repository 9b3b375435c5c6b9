// <a data-swap="id id"> loads its page, but only takes the elements with these ids from it: the player goes on playing.

import { refresh } from "./clock.js";

function swap(here, next) {
  // What was unfolded stays unfolded.
  const unfolded = [...here.querySelectorAll("details")].map((details) => details.open);
  [...next.querySelectorAll("details")].forEach((details, i) => {
    details.open = unfolded[i] ?? false;
  });
  here.replaceWith(next);
  refresh(next);
}

document.addEventListener("click", async (event) => {
  const link = event.target.closest("a[data-swap]");
  const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
  if (!link || !plain) {
    return;
  }
  event.preventDefault();
  try {
    const answer = await fetch(link.href, { headers: { Accept: "text/html" } });
    if (!answer.ok || answer.redirected) {
      throw new Error("the page is not to be had");
    }
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const id of link.dataset.swap.split(" ")) {
      swap(document.getElementById(id), page.getElementById(id));
    }
    history.replaceState(null, "", link.href);
    document.querySelector(`a[data-swap][href="${CSS.escape(link.getAttribute("href"))}"]`)?.focus();
  } catch {
    location.assign(link.href);
  }
});
