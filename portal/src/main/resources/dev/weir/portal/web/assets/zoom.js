// <figure data-zoom="id of its table"> tells of the point below the pointer, in the words of the table's row, and looks
// closer at a span that is drawn across it. With the keyboard: arrows move, Shift and arrows choose, Enter looks closer.

const LEAST_STEPS = 2;
const FAR = 10;

function setUp(figure) {
  const rows = [...document.querySelectorAll(`#${figure.dataset.zoom} tbody tr`)];
  const heads = [...document.querySelectorAll(`#${figure.dataset.zoom} thead th`)].map((head) => head.textContent);
  const plot = figure.querySelector(".plot");
  const steps = plot.querySelector("svg").viewBox.baseVal.width;
  if (rows.length === 0) {
    return;
  }
  let at = rows.length - 1;
  let begin = null;

  const element = (name) => {
    const made = document.createElement("div");
    made.className = name;
    made.hidden = true;
    plot.append(made);
    return made;
  };
  const here = element("here");
  const chosen = element("chosen");
  const tip = element("tip");

  const said = () => {
    const cells = [...rows[at].cells].map((cell) => cell.textContent);
    return [cells[0], ...cells.slice(1).map((cell, i) => `${heads[i + 1]}: ${cell}`)];
  };
  const percent = (step) => (Math.min(Math.max(step / steps, 0), 1) * 100).toFixed(3);
  const show = () => {
    here.hidden = tip.hidden = false;
    here.style.left = `${percent(at)}%`;
    tip.textContent = said().join("\n");
    const right = at > steps / 2;
    tip.style.left = right ? "auto" : `calc(${percent(at)}% + 0.75rem)`;
    tip.style.right = right ? `calc(${100 - percent(at)}% + 0.75rem)` : "auto";
    chosen.hidden = begin === null || begin === at;
    chosen.style.left = `${percent(Math.min(begin ?? at, at))}%`;
    chosen.style.right = `${100 - percent(Math.max(begin ?? at, at))}%`;
    plot.setAttribute("aria-valuenow", at);
    plot.setAttribute("aria-valuetext", said().join(", "));
  };
  const hide = () => {
    here.hidden = tip.hidden = chosen.hidden = true;
    begin = null;
  };
  const closer = () => {
    const first = Math.min(begin, at);
    const last = Math.max(begin, at);
    if (last - first < LEAST_STEPS) {
      begin = null;
      show();
      return;
    }
    const moment = (step) => new Date(Number(figure.dataset.from) + step * Number(figure.dataset.step)).toISOString();
    location.assign(`${figure.dataset.to}&from=${moment(first)}&to=${moment(last + 1)}`);
  };
  const under = (event) => {
    const box = plot.getBoundingClientRect();
    const step = Math.round(((event.clientX - box.left) / box.width) * steps);
    return Math.min(Math.max(step, 0), rows.length - 1);
  };

  plot.tabIndex = 0;
  plot.setAttribute("role", "slider");
  plot.setAttribute("aria-label", plot.querySelector("svg").getAttribute("aria-label"));
  plot.setAttribute("aria-valuemin", 0);
  plot.setAttribute("aria-valuemax", rows.length - 1);
  show();
  hide();

  plot.addEventListener("pointermove", (event) => {
    at = under(event);
    show();
  });
  plot.addEventListener("pointerdown", (event) => {
    if (event.button === 0) {
      at = begin = under(event);
      plot.setPointerCapture(event.pointerId);
      show();
    }
  });
  plot.addEventListener("pointerup", () => {
    if (begin !== null) {
      closer();
    }
  });
  plot.addEventListener("pointerleave", () => {
    if (begin === null) {
      hide();
    }
  });
  plot.addEventListener("pointercancel", hide);
  plot.addEventListener("blur", hide);
  plot.addEventListener("focus", show);
  plot.addEventListener("keydown", (event) => {
    const moves = { ArrowLeft: -1, ArrowRight: 1, PageUp: -FAR, PageDown: FAR, Home: -rows.length, End: rows.length };
    if (event.key in moves) {
      begin = event.shiftKey ? (begin ?? at) : null;
      at = Math.min(Math.max(at + moves[event.key], 0), rows.length - 1);
      show();
    } else if (event.key === "Enter" && begin !== null) {
      closer();
    } else if (event.key === "Escape") {
      begin = null;
      show();
    } else {
      return;
    }
    event.preventDefault();
  });
}

document.querySelectorAll("figure[data-zoom]").forEach(setUp);
document.querySelectorAll("[data-zoom-hint]").forEach((hint) => {
  hint.hidden = false;
});
