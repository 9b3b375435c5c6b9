// Guests with signed URLs of the watch page: right ones, the same ones again, expired ones, wrong
// ones, and ones whose signature was taken from another path.

import exec from 'k6/execution';
import http from 'k6/http';
import { sleep } from 'k6';
import { Guest, sign } from './lib/guest.js';
import { audience } from './lib/rehearsal.js';
import { settings } from './lib/settings.js';
import { guests, summarize } from './lib/summary.js';
import { tokens } from './thresholds.js';

/** Guests rest between two visits, and stay away when one would not be over in time. */
const SHORTEST_REST_S = 0.2;
const LONGEST_REST_S = 0.6;
const VISIT_MS = 2_000;

export const options = audience(tokens, settings.viewers, '10s');

/** Looks whether the key is the domain's, and ends the run with a sentence when it is not. */
export function setup() {
  const { page, key } = settings.door;
  if (page === '' || key === '') {
    exec.test.abort('There is no door to knock at: start ./weir up, or see --url in ./weir load --help');
  }
  const answer = http.get(sign(page, Date.now()), { responseType: 'text', tags: { name: 'door' } });
  if (answer.status === 0) exec.test.abort(`Nobody answers at ${page} (${answer.error}). Start the server with ./weir up`);
  if (answer.status !== 200) exec.test.abort(`A URL signed with the key is refused. ${answer.body.trim()}`);
}

export default function () {
  const remainingMs = exec.scenario.startTime + settings.durationMs - Date.now();
  if (remainingMs < VISIT_MS && exec.vu.iterationInScenario > 0) {
    sleep(Math.max(0, remainingMs) / 1000);
    return;
  }
  new Guest(exec.vu.iterationInScenario).knock();
  sleep(SHORTEST_REST_S + Math.random() * (LONGEST_REST_S - SHORTEST_REST_S));
}

export function handleSummary(data) {
  return summarize('Signed URLs', guests, data);
}
