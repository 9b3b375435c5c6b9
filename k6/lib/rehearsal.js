// A rehearsal: an audience that arrives over a while and is kept at its size, each viewer on
// connections of its own. Scripts differ in how a track is followed, and in what they promise.

import exec from 'k6/execution';
import http from 'k6/http';
import { sentence, sleep } from './client.js';
import { settings } from './settings.js';
import { Viewer } from './viewer.js';

/** A visit that would be shorter than this is none. */
const SHORTEST_VISIT_MS = 1000;

/** k6's options for an audience of viewers. */
export function options(thresholds) {
  return audience(thresholds, settings.viewers, '10s');
}

/**
 * k6's options for an audience.
 *
 * @param size how many at once
 * @param patience how long whoever is there at the end may go on
 */
export function audience(thresholds, size, patience) {
  const restMs = Math.max(0, settings.durationMs - settings.arrivalMs);
  return {
    thresholds,
    scenarios: {
      audience: {
        executor: 'ramping-vus',
        startVUs: 0,
        stages: [
          { duration: `${settings.arrivalMs}ms`, target: size },
          { duration: `${restMs}ms`, target: size },
        ],
        gracefulStop: patience,
      },
    },
    // Each viewer is somebody else.
    noVUConnectionReuse: true,
    insecureSkipTLSVerify: settings.insecure,
    userAgent: 'weir-load',
    summaryTrendStats: ['count', 'min', 'avg', 'med', 'p(90)', 'p(95)', 'p(99)', 'max'],
    // URLs are many; names are five.
    systemTags: ['name', 'status', 'error_code', 'proto', 'scenario', 'expected_response'],
  };
}

/** Looks whether there is something to watch, and ends the run with a sentence when there is not. */
export function open() {
  if (settings.url === '') {
    exec.test.abort('There is nothing to watch: start ./weir up, or name a playlist with --url');
  }
  const response = http.get(settings.url, { responseType: 'text', tags: { name: 'multivariant' } });
  if (response.status !== 200) exec.test.abort(diagnosis(response));
}

function diagnosis(response) {
  const said = sentence(response);
  switch (response.status) {
    case 0: return `Nobody answers at ${place()} (${said}). Start the server with ./weir up`;
    case 403: return `The URL is refused. ${said}`;
    case 404:
    case 410: return `The stream is not live; ./weir demo pushes one. ${said}`;
    default: return `The playlist cannot be had. ${said}`;
  }
}

/** The address without its signature. */
function place() {
  return settings.url.split('?')[0];
}

/** One visit. */
export async function visit(Manner) {
  const endMs = exec.scenario.startTime + settings.durationMs;
  const remainingMs = endMs - Date.now();
  if (remainingMs < SHORTEST_VISIT_MS) {
    await sleep(remainingMs);
    return;
  }
  const leaveMs = Math.min(endMs, Date.now() + stayMs());
  await new Viewer(Manner, settings, leaveMs).watch();
}

/** People leave at any moment with the same likelihood: times are exponential around their mean. */
function stayMs() {
  return SHORTEST_VISIT_MS - Math.log(1 - Math.random()) * settings.stayMs;
}
