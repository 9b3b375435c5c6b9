// Programs at the API: they take a token, look around page by page, label a stream, and are refused
// what they may not.

import exec from 'k6/execution';
import http from 'k6/http';
import { sleep } from 'k6';
import { Program } from './lib/program.js';
import { audience } from './lib/rehearsal.js';
import { settings } from './lib/settings.js';
import { programs, summarize } from './lib/summary.js';
import { api } from './thresholds.js';

/** A journey takes no longer; one that would not be over in time does not begin. */
const JOURNEY_MS = 20_000;

export const options = audience(api, settings.programs, '30s');

/** Looks whether there is an API that knows the key, and ends the run with a sentence when not. */
export function setup() {
  const { url, key } = settings.portal;
  if (url === '' || key === '') {
    exec.test.abort('There is no API to work with: start ./weir up, or see --portal in ./weir load --help');
  }
  const me = http.get(`${url}/api/v1/me`, {
    headers: { Authorization: `Bearer ${key}` },
    tags: { name: 'door' },
    responseType: 'text',
    responseCallback: http.expectedStatuses(200, 401),
  });
  if (me.status === 401) exec.test.abort('The API key is not known there.');
  if (me.status !== 200) {
    exec.test.abort(`Nobody answers at ${url} (${me.error || `status ${me.status}`}). Start the server with ./weir up`);
  }
}

export default function () {
  const remainingMs = exec.scenario.startTime + settings.durationMs - Date.now();
  if (remainingMs < JOURNEY_MS && exec.vu.iterationInScenario > 0) {
    sleep(Math.max(0, remainingMs) / 1000);
    return;
  }
  new Program(exec.vu.idInTest).journey();
}

export function handleSummary(data) {
  return summarize('The API', programs, data);
}
