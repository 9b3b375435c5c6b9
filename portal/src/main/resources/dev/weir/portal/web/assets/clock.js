// <time data-since> counts up; <time data-local> is told in the reader's own time zone.

const started = Date.now();
const ahead = started - Number(document.documentElement.dataset.now || started);

function lasting(seconds) {
  const days = Math.floor(seconds / 86400);
  const hours = Math.floor((seconds % 86400) / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  if (days > 0) {
    return `${days} d ${hours} h`;
  }
  if (hours > 0) {
    return `${hours} h ${minutes} min`;
  }
  return minutes > 0 ? `${minutes} min ${seconds % 60} s` : `${seconds} s`;
}

function write(element, text) {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

function tick(root) {
  for (const time of root.querySelectorAll("time[data-since]")) {
    const seconds = Math.floor((Date.now() - ahead - Date.parse(time.dataset.since)) / 1000);
    write(time, lasting(Math.max(0, seconds)));
  }
}

const minute = new Intl.DateTimeFormat(undefined, { timeStyle: "short" });
const dayAndMinute = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });

function local(when) {
  const today = when.toDateString() === new Date().toDateString();
  return (today ? minute : dayAndMinute).format(when);
}

export function refresh(root) {
  for (const time of root.querySelectorAll("time[data-local]")) {
    write(time, local(new Date(time.dateTime)));
  }
  tick(root);
}

setInterval(() => tick(document), 1000);
