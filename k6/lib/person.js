// Somebody who works in the portal as a browser would: cookies, hidden fields, links, one line open.

import http from 'k6/http';
import { sleep } from 'k6';
import { metrics } from './metrics.js';
import { settings } from './settings.js';

const TIMEOUT = '20s';

/** A line for news is open for a whole visit, and a little longer than its session. */
const LINE_TIMEOUT = '60s';
const LAST_WORDS = 'event: ended';

/** People read before they go on. */
const SHORTEST_READING_S = 0.5;
const LONGEST_READING_S = 2;

/** Told to come back later: the portal's limits on signing in. */
const TURNED_AWAY = 429;

/** Visits that are told when something is wrong, for each of k6's virtual users; all are counted. */
const MAX_TOLD = 2;
let told = 0;

/** What is wrong with an answer; ends the visit. */
class Setback extends Error {
  constructor(outcome, message) {
    super(message);
    this.outcome = outcome;
  }
}

export class Person {
  /** One visit from the door to the door; what it meets is measured, nothing is thrown for it. */
  async visit() {
    metrics.people.arrived.add(1);
    const outcome = await this.outcome();
    metrics.people[outcome].add(1);
    metrics.people.content.add(outcome === 'done');
  }

  async outcome() {
    try {
      let page = this.signIn();
      const line = this.follow('/streams/events');
      for (const [name, path] of rooms()) {
        this.read();
        page = this.look(name, path);
      }
      this.read();
      this.signOut(page);
      this.judge(await line);
      return 'done';
    } catch (setback) {
      if (!(setback instanceof Setback)) throw setback;
      if (told++ < MAX_TOLD) console.warn(`Somebody could not go on: ${setback.message}`);
      return setback.outcome;
    }
  }

  read() {
    sleep(SHORTEST_READING_S + Math.random() * (LONGEST_READING_S - SHORTEST_READING_S));
  }

  /** The door gives a cookie and, in its form, the token that belongs to it. */
  signIn() {
    const door = http.get(settings.portal.url + '/sign-in', params('door'));
    require(door, 'door', '/sign-in');
    const page = door.submitForm({
      formSelector: 'form[action="/sign-in"]',
      fields: { email: settings.portal.email, password: settings.portal.password },
      params: params('signIn'),
    });
    require(page, 'signIn', '/sign-out');
    metrics.answer.signIn.add(page.timings.duration);
    return page;
  }

  look(name, path) {
    const page = http.get(settings.portal.url + path, params(name));
    require(page, name, '/sign-out');
    metrics.answer[name].add(page.timings.duration);
    metrics.page.add(page.timings.duration);
    return page;
  }

  /** Opens the line that a page keeps open for news. It ends with the session: nobody hangs up. */
  follow(path) {
    return http.asyncRequest('GET', settings.portal.url + path, null, {
      ...params('events'),
      headers: { Accept: 'text/event-stream' },
      timeout: LINE_TIMEOUT,
    });
  }

  judge(line) {
    if (line.status !== 200 || !line.body.includes(LAST_WORDS)) {
      throw new Setback('failed', `events: ${line.error || 'the line did not end with its session'}`);
    }
    metrics.answer.events.add(line.timings.waiting);
  }

  signOut(page) {
    const door = page.submitForm({
      formSelector: 'form[action="/sign-out"]',
      params: params('signOut'),
    });
    require(door, 'signOut', '/sign-in');
    metrics.answer.signOut.add(door.timings.duration);
  }
}

/** What everybody looks at, in this order; the stream's page where it is known which. */
function rooms() {
  return [
    ['streams', '/streams'],
    ['stream', settings.portal.stream],
    ['domains', '/domains'],
    ['audit', '/audit'],
    ['account', '/account'],
  ].filter(([, path]) => path !== '');
}

function params(name) {
  return { timeout: TIMEOUT, tags: { name }, responseType: 'text' };
}

/** A page counts when it is one, and has the form that only its side of the door has. */
function require(page, name, action) {
  if (page.status === TURNED_AWAY) throw new Setback('turnedAway', `${name}: too many attempts`);
  if (page.status !== 200) {
    throw new Setback('failed', `${name}: ${page.status === 0 ? page.error : `status ${page.status}`}`);
  }
  if (!page.body.includes(`action="${action}"`)) {
    throw new Setback('failed', `${name}: the page is not the one that was asked for`);
  }
}
