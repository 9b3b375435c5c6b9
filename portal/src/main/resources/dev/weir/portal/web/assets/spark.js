// <svg data-spark="number"> draws how its number went while the page was open.

const POINTS = 60;
const HEIGHT = 24;
const LEAST_POINTS = 3;
const FEW_POINTS = 20;
const WIDTH = 120;
const history = new WeakMap();

function line(values) {
  const most = Math.max(...values, 1);
  // Fills the box from the left, and draws together once there is much to show.
  const step = WIDTH / (Math.max(values.length, FEW_POINTS) - 1);
  return values
    .map((value, i) => `${(i * step).toFixed(1)},${(HEIGHT - 2 - (value / most) * (HEIGHT - 6)).toFixed(1)}`)
    .join(" ");
}

export function draw(root) {
  for (const svg of root.querySelectorAll("svg[data-spark]")) {
    const values = history.get(svg) ?? [];
    values.push(Number(svg.dataset.spark));
    values.splice(0, values.length - POINTS);
    history.set(svg, values);
    if (values.length < LEAST_POINTS) {
      continue;
    }
    let polyline = svg.firstElementChild;
    if (!polyline) {
      polyline = document.createElementNS("http://www.w3.org/2000/svg", "polyline");
      polyline.setAttribute("vector-effect", "non-scaling-stroke");
      svg.append(polyline);
    }
    polyline.setAttribute("points", line(values));
  }
}
