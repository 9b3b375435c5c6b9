// Viewers of low-latency HLS: parts, as they are made, about a second behind.

import { open, options as optionsOf, visit } from './lib/rehearsal.js';
import { summarize, viewers } from './lib/summary.js';
import { LowLatencyTrack } from './lib/track.js';
import { lowLatency } from './thresholds.js';

export const options = optionsOf(lowLatency);

export function setup() {
  open();
}

export default async function () {
  await visit(LowLatencyTrack);
}

export function handleSummary(data) {
  return summarize('Low-latency HLS', viewers, data);
}
