// One viewer: comes, watches, leaves. What it meets is measured; nothing is thrown for it.

import { Client, sleep } from './client.js';
import { metrics } from './metrics.js';
import { Playback } from './playback.js';
import { endMs, parseMultivariant, PlaylistFault } from './playlist.js';

const TICK_MS = 1000;

/** What is told on the console of visits that end otherwise than they were meant to. */
const WORDS = {
  gaveUp: 'gave up',
  refused: 'was refused',
  failed: 'could not go on',
  ended: 'saw the end',
};

/** Visits that are told, for each of k6's virtual users; all are counted. */
const MAX_TOLD = 2;
let told = 0;

export class Viewer {
  /**
   * @param Manner the kind of track: PlainTrack or LowLatencyTrack
   * @param settings what the rehearsal is told
   * @param leaveMs when this viewer has seen enough
   */
  constructor(Manner, settings, leaveMs) {
    this.Manner = Manner;
    this.settings = settings;
    this.leaveMs = leaveMs;
    this.arrivedMs = Date.now();
    this.client = new Client(this);
    this.playback = undefined;
    this.outcome = undefined;
    this.wasStarted = false;
  }

  get over() {
    return this.outcome !== undefined;
  }

  async watch() {
    metrics.arrived.add(1);
    await Promise.all([this.play(), this.live()]);
    this.account();
  }

  /** Ends the visit; the first reason counts. */
  leave(outcome, why) {
    if (this.over) return;
    this.outcome = outcome;
    if (outcome !== 'left' && told++ < MAX_TOLD) console.warn(`A viewer ${WORDS[outcome]}: ${why}`);
  }

  async play() {
    const text = await this.client.enter(this.settings.url);
    if (text === undefined) return;
    const tracks = this.tracksOf(text);
    const loaded = await Promise.all(tracks.map((track) => track.load()));
    if (loaded.includes(false) || this.over) return;
    const fromMs = Math.min(...tracks.map((track) => endMs(track.playlist) - track.holdBackMs()));
    this.playback = new Playback(tracks.length, fromMs, this.arrivedMs);
    await Promise.all(tracks.map((track) => track.follow(fromMs)));
    this.leave('ended', 'the stream is over');
  }

  tracksOf(text) {
    try {
      const variant = this.choose(parseMultivariant(text, this.settings.url));
      return [variant.url, variant.audioUrl]
        .filter((url) => url !== undefined)
        .map((url, index) => new this.Manner(this, index, url));
    } catch (fault) {
      if (!(fault instanceof PlaylistFault)) throw fault;
      metrics.playlistFaults.add(1);
      this.leave('failed', `multivariant: ${fault.message}`);
      return [];
    }
  }

  choose(variants) {
    const byBandwidth = [...variants].sort((a, b) => a.bandwidth - b.bandwidth);
    switch (this.settings.variant) {
      case 'lowest': return byBandwidth[0];
      case 'any': return byBandwidth[Math.floor(Math.random() * byBandwidth.length)];
      default: return byBandwidth.at(-1);
    }
  }

  /** A piece of media has arrived. */
  see(track, piece) {
    const nowMs = Date.now();
    this.playback.append(track, piece.dateMs, piece.durationMs, nowMs);
    if (this.playback.started && !this.wasStarted) {
      this.wasStarted = true;
      metrics.startup.add(nowMs - this.arrivedMs);
    }
  }

  /** Sleeps, but not beyond the end of the visit. */
  rest(ms) {
    return sleep(Math.min(ms, this.leaveMs - Date.now()));
  }

  /** Looks at the picture once a second, with a viewer's patience. */
  async live() {
    while (!this.over) {
      await this.rest(TICK_MS);
      if (!this.over) this.look(Date.now());
    }
  }

  look(nowMs) {
    const playback = this.playback;
    playback?.advance(nowMs);
    const waitedMs = playback?.waitingMs(nowMs) ?? nowMs - this.arrivedMs;
    if (waitedMs > this.settings.patienceMs) {
      const what = this.wasStarted ? 'for the picture to go on' : 'for a picture';
      this.leave('gaveUp', `waited ${Math.round(waitedMs / 1000)} s ${what}`);
    } else if (nowMs >= this.leaveMs) {
      this.leave('left');
    } else if (playback?.moving) {
      metrics.latency.add(playback.latencyMs(nowMs));
    }
  }

  account() {
    metrics[this.outcome].add(1);
    // Who left before a patient viewer would have complained has no opinion.
    const stayedMs = this.leaveMs - this.arrivedMs;
    if (this.outcome !== 'left' || this.wasStarted || stayedMs > this.settings.patienceMs) {
      metrics.satisfied.add(this.outcome === 'left' && this.wasStarted);
    }
    if (this.wasStarted) this.accountStalls(Date.now());
  }

  accountStalls(nowMs) {
    const playback = this.playback;
    playback.advance(nowMs);
    const stalls = playback.stallsUntil(nowMs);
    const stalledMs = stalls.reduce((sum, ms) => sum + ms, 0);
    stalls.forEach((ms) => metrics.stall.add(ms));
    metrics.stallShare.add((100 * stalledMs) / Math.max(1, stalledMs + playback.playedMs));
  }
}
