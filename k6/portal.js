// People in the portal: they sign in, look into every room, follow what is live, and sign out.

import exec from 'k6/execution';
import http from 'k6/http';
import { sleep } from 'k6';
import { Person } from './lib/person.js';
import { audience } from './lib/rehearsal.js';
import { settings } from './lib/settings.js';
import { people, summarize } from './lib/summary.js';
import { portal } from './thresholds.js';

/** A visit takes no longer; one that would not be over in time does not begin. */
const VISIT_MS = 18_000;

export const options = audience(portal, settings.people, '30s');

/** Looks whether there is a portal, and ends the run with a sentence when there is not. */
export function setup() {
  const { url, email } = settings.portal;
  if (url === '' || email === '') {
    exec.test.abort('There is no portal to work in: start ./weir up, or see --portal in ./weir load --help');
  }
  const door = http.get(`${url}/sign-in`, { tags: { name: 'door' } });
  if (door.status !== 200) {
    exec.test.abort(`Nobody answers at ${url} (${door.error || `status ${door.status}`}). Start the server with ./weir up`);
  }
}

export default async function () {
  const remainingMs = exec.scenario.startTime + settings.durationMs - Date.now();
  if (remainingMs < VISIT_MS && exec.vu.iterationInScenario > 0) {
    sleep(Math.max(0, remainingMs) / 1000);
    return;
  }
  await new Person().visit();
}

export function handleSummary(data) {
  return summarize('The portal', people, data);
}
