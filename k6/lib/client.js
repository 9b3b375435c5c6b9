// Requests of one viewer. Each has a name, so that metrics speak of five kinds and not of every URL.

import http from 'k6/http';
import { setTimeout } from 'k6/timers';
import { metrics } from './metrics.js';

const TIMEOUT = '20s';
const RETRY_MS = 500;

/** Answers that no repetition changes: not allowed, not in this form. */
const FINAL = [400, 401, 403, 406, 451];

/** Answers that say that a file is not there, or no longer. */
const ABSENT = [404, 410];

export const sleep = (ms) => new Promise((wake) => setTimeout(wake, Math.max(0, ms)));

export class Client {
  /** @param viewer asked whether it is still there, and told when a refusal ends its visit */
  constructor(viewer) {
    this.viewer = viewer;
  }

  /** The first playlist: here a viewer is let in or not. */
  async enter(url) {
    const response = await this.persist('multivariant', url, 'text', []);
    return response?.body;
  }

  /** A media playlist; undefined when the viewer has left meanwhile. */
  async playlist(url, query) {
    const response = await this.persist('playlist', query ? `${url}?${query}` : url, 'text', []);
    return response?.body;
  }

  /** Media; false when it is not to be had. */
  async media(kind, url) {
    const response = await this.persist(kind, url, 'none', ABSENT);
    if (response === undefined || response.status !== 200) return false;
    metrics.mediaBytes.add(Number(response.headers['Content-Length'] ?? 0));
    return true;
  }

  /** Asks until there is an answer to go on with: success, one of `settled`, or the visit's end. */
  async persist(name, url, responseType, settled) {
    while (!this.viewer.over) {
      const response = await http.asyncRequest('GET', url, null, {
        responseType,
        timeout: TIMEOUT,
        tags: { name },
        headers: responseType === 'text' ? { 'Accept-Encoding': 'gzip' } : {},
      });
      if (response.error_code === 0 && response.status === 200) {
        metrics.answer[name].add(response.timings.duration);
        return response;
      }
      if (settled.includes(response.status)) return response;
      this.judge(name, response);
      if (!this.viewer.over) await sleep(RETRY_MS);
    }
    return undefined;
  }

  judge(name, response) {
    const what = `${name}: ${sentence(response)}`;
    if (response.status === 503 && name === 'multivariant') this.viewer.leave('refused', what);
    else if (response.status === 410) this.viewer.leave('ended', what);
    else if (FINAL.includes(response.status)) this.viewer.leave('failed', what);
  }
}

/** An answer in words. */
export function sentence(response) {
  if (response.status === 0) return response.error;
  return String(response.body ?? '').trim() || `status ${response.status}`;
}
