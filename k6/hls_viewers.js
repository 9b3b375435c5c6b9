// Viewers of plain HLS: whole segments, several seconds behind.

import { open, options as optionsOf, visit } from './lib/rehearsal.js';
import { summarize, viewers } from './lib/summary.js';
import { PlainTrack } from './lib/track.js';
import { plain } from './thresholds.js';

export const options = optionsOf(plain);

export function setup() {
  open();
}

export default async function () {
  await visit(PlainTrack);
}

export function handleSummary(data) {
  return summarize('Plain HLS', viewers, data);
}
