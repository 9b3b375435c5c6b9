// A page with data-live follows the server-sent events of that address. Each event has some elements of the page, by
// id, as they should be now; only what differs is changed, so that focus, selection and the player are left alone.

import { refresh } from "./clock.js";
import { draw } from "./spark.js";

const RETRY_MS = 5000;

function sameKind(a, b) {
  return a.nodeType === b.nodeType && a.nodeName === b.nodeName
    && (a.nodeType !== Node.ELEMENT_NODE || a.id === b.id && a.dataset?.key === b.dataset?.key);
}

function morph(from, to) {
  if (from.nodeType !== Node.ELEMENT_NODE) {
    if (from.nodeValue !== to.nodeValue) {
      from.nodeValue = to.nodeValue;
    }
    return;
  }
  // What is kept was set up once: a player that plays, an address that somebody is copying.
  if (from.hasAttribute("data-keep") && to.hasAttribute("data-keep")) {
    return;
  }
  for (const { name } of [...from.attributes]) {
    if (!to.hasAttribute(name)) {
      from.removeAttribute(name);
    }
  }
  for (const { name, value } of to.attributes) {
    if (from.getAttribute(name) !== value) {
      from.setAttribute(name, value);
    }
  }
  // A drawing belongs to its script.
  if (!from.hasAttribute("data-spark")) {
    morphChildren(from, to);
  }
}

function morphChildren(from, to) {
  const wanted = [...to.childNodes];
  wanted.forEach((want, at) => {
    let have = from.childNodes[at];
    if (have && !sameKind(have, want)) {
      have = [...from.childNodes].slice(at + 1).find((later) => later.dataset?.key && sameKind(later, want));
      if (have) {
        from.insertBefore(have, from.childNodes[at]);
      }
    }
    if (have) {
      morph(have, want);
    } else {
      from.insertBefore(want, from.childNodes[at] ?? null);
    }
  });
  while (from.childNodes.length > wanted.length) {
    from.lastChild.remove();
  }
}

function show(html) {
  for (const next of [...new DOMParser().parseFromString(html, "text/html").body.children]) {
    const here = document.getElementById(next.id);
    if (here) {
      morph(here, next);
      refresh(here);
      draw(here);
    }
  }
}

function connect(element) {
  const events = new EventSource(element.dataset.live);
  events.addEventListener("message", (event) => show(event.data));
  events.addEventListener("ended", () => location.reload());
  events.addEventListener("error", () => {
    // A refusal ends an event source for good; a broken line does not.
    if (events.readyState === EventSource.CLOSED) {
      setTimeout(() => location.reload(), RETRY_MS);
    }
  });
  return events;
}

export function follow() {
  let open = [];
  const begin = () => {
    open = [...document.querySelectorAll("[data-live]")].map(connect);
  };
  const end = () => {
    open.forEach((events) => events.close());
    open = [];
  };
  document.querySelectorAll("[data-live]").forEach(draw);
  // A page that nobody looks at costs nobody anything.
  document.addEventListener("visibilitychange", () => {
    end();
    if (!document.hidden) {
      begin();
    }
  });
  addEventListener("pagehide", end);
  begin();
}
