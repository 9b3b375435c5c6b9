// Somebody at the door with a signed URL (type A), right or wrong; what is right is known here, by
// a signature that is made without any code of the server's.

import crypto from 'k6/crypto';
import http from 'k6/http';
import { metrics } from './metrics.js';
import { settings } from './settings.js';

const TIMEOUT = '20s';

/** Longer than any domain's validity. */
const LONG_AGO_MS = 400 * 24 * 3_600_000;

/** Who guesses too often from one address is told so. */
const TOO_MANY_GUESSES = 429;

/** Guests that are told when something is wrong, for each of k6's virtual users. */
const MAX_TOLD = 2;
let told = 0;

/** What a guest may have: how its URL is made, and what the door has to say. */
const KINDS = {
  valid: { url: () => sign(settings.door.page, Date.now()), status: 200, word: '<html' },
  again: { url: () => remembered(), status: 200, word: '<html' },
  expired: {
    url: () => sign(settings.door.page, Date.now() - LONG_AGO_MS),
    status: 403,
    word: 'SIGNATURE_EXPIRED',
  },
  wrong: {
    url: () => sign(settings.door.page, Date.now(), `${settings.door.key}x`),
    status: 403,
    word: 'SIGNATURE_WRONG',
  },
  replayed: {
    url: () => sign(settings.door.page, Date.now()).replace('.html?', '.m3u8?'),
    status: 403,
    word: 'SIGNATURE_WRONG',
  },
};

/** Half of the guests are let in. */
const TURNS = ['valid', 'expired', 'valid', 'wrong', 'again', 'replayed'];

/** A URL is used again for so long. */
const REMEMBERED_MS = 60_000;

/** What this virtual user asks again with. */
let known = { url: '', atMs: 0 };

function remembered() {
  const nowMs = Date.now();
  if (nowMs - known.atMs > REMEMBERED_MS) {
    known = { url: sign(settings.door.page, nowMs), atMs: nowMs };
  }
  return known.url;
}

/** The address with its signature, made at a moment. */
export function sign(page, nowMs, key = settings.door.key) {
  const path = page.replace(/^https?:\/\/[^/]+/, '');
  const fields = `${Math.floor(nowMs / 1000)}-0-0`;
  return `${page}?auth_key=${fields}-${crypto.md5(`${path}-${fields}-${key}`, 'hex')}`;
}

export class Guest {
  /** @param number of this guest: they take turns in what they have */
  constructor(number) {
    this.kind = TURNS[number % TURNS.length];
  }

  /** One visit; what it meets is measured, nothing is thrown for it. */
  knock() {
    metrics.guests.arrived.add(1);
    const { url, status, word } = KINDS[this.kind];
    const answer = http.get(url(), {
      responseType: 'text',
      timeout: TIMEOUT,
      tags: { name: this.kind },
      responseCallback: http.expectedStatuses(200, 403, TOO_MANY_GUESSES),
    });
    const guessing = answer.status === TOO_MANY_GUESSES && status === 403;
    const right = guessing || (answer.status === status && answer.body.includes(word));
    const outcome = right ? 'judged' : answer.status === 0 ? 'unanswered' : 'misjudged';
    metrics.guests[outcome].add(1);
    metrics.guests.content.add(right);
    metrics.door[this.kind].add(answer.timings.duration);
    metrics.door[status === 200 ? 'welcome' : 'refusal'].add(answer.timings.duration);
    if (!right && told++ < MAX_TOLD) {
      console.warn(`A guest with a URL that is ${this.kind} met ${answer.status || answer.error}`);
    }
  }
}
