// A program at work with the API: a token for its key, lists page by page, what it holds already,
// a change that is sent twice, and what it is refused.

import http from 'k6/http';
import { sleep } from 'k6';
import { metrics } from './metrics.js';
import { settings } from './settings.js';

const TIMEOUT = '20s';

/** A tenant may ask 20 times a second for long: programs leave each other room. */
const SHORTEST_PAUSE_S = 0.5;
const LONGEST_PAUSE_S = 1.5;

/** Pages of the history that are read, and how much stands on one. */
const PAGES = 3;
const PER_PAGE = 5;

const OK = [200];

/** Told to come back later: more than a tenant may ask. */
const TURNED_AWAY = 429;

/** Journeys that are told when something is wrong, for each of k6's virtual users. */
const MAX_TOLD = 2;
let told = 0;

/** What is wrong with an answer; ends the journey. */
class Setback extends Error {
  constructor(outcome, message) {
    super(message);
    this.outcome = outcome;
  }
}

export class Program {
  /** @param number of this program: each labels a stream of its own, live or not */
  constructor(number) {
    this.stream = `load-${number}`;
    this.run = `${number}-${Date.now()}`;
    this.bearer = settings.portal.key;
  }

  /** One journey; what it meets is measured, nothing is thrown for it. */
  journey() {
    metrics.programs.arrived.add(1);
    const outcome = this.outcome();
    metrics.programs[outcome].add(1);
    metrics.programs.content.add(outcome === 'done');
  }

  outcome() {
    try {
      this.takeToken();
      const domain = this.firstPushDomain();
      this.sign(domain);
      this.watchTheList();
      this.readTheHistory();
      this.label(domain);
      this.meetRefusals();
      return 'done';
    } catch (setback) {
      if (!(setback instanceof Setback)) throw setback;
      if (told++ < MAX_TOLD) console.warn(`A program could not go on: ${setback.message}`);
      return setback.outcome;
    }
  }

  /** A connection that breaks is no reason to have two tokens: the second answer is the first. */
  takeToken() {
    const body = { validSeconds: 300 };
    const name = { 'Idempotency-Key': `token-${this.run}` };
    const first = this.ask('token', 'POST', '/tokens', { body, headers: name, expected: [201] });
    const again = this.ask('token', 'POST', '/tokens', { body, headers: name, expected: [201] });
    requireThat(again.body === first.body, 'token', 'the repeated request got another token');
    this.bearer = first.json('token');
  }

  firstPushDomain() {
    const list = this.ask('domains', 'GET', '/domains?limit=1');
    const name = list.json('domains.0.name');
    requireThat(name !== undefined, 'domains', 'the tenant has none');
    const domain = this.ask('domains', 'GET', `/domains/${encodeURIComponent(name)}`);
    requireThat(domain.headers.Etag !== undefined, 'domains', 'no ETag');
    const app = domain.json('push.apps.0');
    requireThat(app !== undefined, 'domains', `${name} takes no publishers`);
    return { name, app };
  }

  sign({ name, app }) {
    const query = `app=${app}&stream=${this.stream}&domain=${encodeURIComponent(name)}&valid=90m`;
    const urls = this.ask('urls', 'GET', `/urls?${query}`);
    requireThat(urls.json('push.rtmp').startsWith('rtmp://'), 'urls', 'no push address');
  }

  /** The list, and the list again for who holds it: the same is not sent twice. */
  watchTheList() {
    const list = this.ask('list', 'GET', '/streams');
    const held = { 'If-None-Match': list.headers.Etag };
    const again = this.ask('list', 'GET', '/streams', { headers: held, expected: [200, 304] });
    const honest = again.status === 304 ? again.body === null || again.body === '' : again.headers.Etag !== list.headers.Etag;
    requireThat(honest, 'list', 'the same list was sent again');
  }

  readTheHistory() {
    let cursor = '';
    for (let page = 0; page < PAGES; page++) {
      const answer = this.ask('history', 'GET', `/history?limit=${PER_PAGE}${cursor}`);
      const next = answer.json('next');
      if (next === undefined) return;
      cursor = `&cursor=${next}`;
    }
  }

  /** Labels a stream, has the request repeated, and takes the label away. */
  label({ name, app }) {
    const path = `/streams/${app}/${this.stream}/labels?domain=${encodeURIComponent(name)}`;
    const body = { labels: { load: this.run } };
    const headers = { 'Idempotency-Key': `label-${this.run}` };
    this.ask('label', 'PUT', path, { body, headers });
    const again = this.ask('label', 'PUT', path, { body, headers });
    requireThat(again.headers['Idempotency-Replayed'] === 'true', 'label', 'the repeated request was done again');
    this.ask('label', 'PUT', path, { body: { labels: {} } });
  }

  /** Each refusal has its status and its code, and the wrong field is named. */
  meetRefusals() {
    const missing = this.ask('refusal', 'GET', '/domains/nobody.example.org', { expected: [404] });
    requireThat(missing.json('code') === 'NOT_FOUND', 'refusal', 'another code than NOT_FOUND');
    const wrong = this.ask('refusal', 'GET', '/streams?limit=0', { expected: [400] });
    requireThat(wrong.json('errors.0.pointer') === '/query/limit', 'refusal', 'the wrong field is not named');
    this.bearer = `${this.bearer}x`;
    const stranger = this.ask('refusal', 'GET', '/me', { expected: [401] });
    requireThat(stranger.json('code') === 'UNAUTHENTICATED', 'refusal', 'another code than UNAUTHENTICATED');
  }

  ask(name, method, path, { body, headers = {}, expected = OK } = {}) {
    sleep(SHORTEST_PAUSE_S + Math.random() * (LONGEST_PAUSE_S - SHORTEST_PAUSE_S));
    const answer = http.request(method, `${settings.portal.url}/api/v1${path}`, body ? JSON.stringify(body) : null, {
      headers: {
        Authorization: `Bearer ${this.bearer}`,
        ...(body ? { 'Content-Type': 'application/json' } : {}),
        ...headers,
      },
      timeout: TIMEOUT,
      tags: { name },
      responseType: 'text',
      responseCallback: http.expectedStatuses(...expected, TURNED_AWAY),
    });
    if (answer.status === TURNED_AWAY) throw new Setback('turnedAway', `${name}: too many requests`);
    requireThat(expected.includes(answer.status), name, answer.status === 0 ? answer.error : `status ${answer.status}`);
    metrics.api[name].add(answer.timings.duration);
    metrics.api.any.add(answer.timings.duration);
    return answer;
  }
}

function requireThat(holds, name, otherwise) {
  if (!holds) throw new Setback('failed', `${name}: ${otherwise}`);
}
