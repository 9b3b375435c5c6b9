// Numbers as people write them.

export function percent(value) {
  return `${value.toFixed(value === 0 || value === 100 ? 0 : 2)} %`;
}

export function time(ms) {
  if (Math.abs(ms) >= 1000) return `${(ms / 1000).toFixed(2)} s`;
  return `${ms.toFixed(Math.abs(ms) < 10 ? 1 : 0)} ms`;
}

export function rate(bitsPerSecond) {
  const mega = bitsPerSecond / 1e6;
  return mega >= 1000 ? `${(mega / 1000).toFixed(2)} Gbit/s` : `${mega.toFixed(1)} Mbit/s`;
}

/** In one sentence, how a rehearsal went. */
export function verdict({ promises }) {
  const broken = promises.filter((promise) => !promise.kept).length;
  return broken === 0 ? 'all promises kept' : `${broken} of ${promises.length} promises broken`;
}
