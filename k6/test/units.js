// Tests of what needs no server: `k6 run k6/test/units.js`.

import { report } from './expect.js';
import { playbackTests } from './playback.js';
import { playlistTests } from './playlist.js';

export const options = { iterations: 1 };

export function setup() {
  playlistTests();
  playbackTests();
  report();
}

export default function () {}

export function handleSummary() {
  return {};
}
