/**
 * The watch page: asks whether the stream is live, plays it, and begins again after whatever went wrong.
 * `window.weirPlayer` tells scripts and tests how it goes.
 */
import { Controls } from './controls.js';
import { bufferedAhead } from './live-edge.js';
import { Quality } from './quality.js';
import { Rewind, clock } from './rewind.js';
import { open, playable } from './sources.js';

const OFFLINE_POLL_MS = 2000;
const STARTING_POLL_MS = 400;
const BACK_OFF_MS = [500, 1000, 2000, 4000, 8000];
const CALM_AFTER_MS = 10_000;
const FACTS_EVERY_MS = 500;
const START_PATIENCE_MS = 20_000;
const UNSUPPORTED_POLL_MS = 15_000;
const MEDIA_FAILURES_LIMIT = 2;
const STALL_PATIENCE_MS = 2500;
const STALL_LIMIT_MS = 12_000;
const PAST_EVERY_MS = 30_000;
const PAUSE_KEPT_MS = 5_000;
const PAST_FAILURES_LIMIT = 4;

const ENCODER_AWAY = { title: 'The encoder is reconnecting', text: 'The picture comes back by itself.' };

class Player {
  #root = document.getElementById('player');
  #video = document.getElementById('video');
  #controls = new Controls(this.#root, this.#video, {
    jumpToLive: () => this.#goLive(),
    resume: () => this.#resume(),
    move: (seconds) => this.#rewind.move(seconds),
    choose: (protocol) => this.#choose(protocol),
    retry: () => this.#connect(),
  });

  #rewind = new Rewind((seconds) => this.#goBack(seconds));

  #quality = new Quality(this.#root.dataset.beacon, this.#video, () => ({
    protocol: this.#behindSeconds > 0 ? 'time-shift' : this.#protocol,
    rendition: this.#source?.rendition ?? '',
    bitsPerSecond: this.#source?.bitsPerSecond ?? null,
    latencySeconds: this.#source?.latencySeconds ?? null,
  }));

  #protocols = playable(this.#video);
  #protocol = this.#protocols[0];
  #source = null;
  #attempt = 0;
  #failures = 0;
  #mediaFailures = 0;
  #failedProtocols = new Set();
  #timer = 0;
  #playingSinceMs = 0;
  #seekedAtMs = -Infinity;
  #behindSeconds = 0;
  #clockSkewMs = 0;
  #pausedAtMs = 0;
  #stalls = 0;
  #errors = [];

  start() {
    const wished = new URLSearchParams(location.search).get('protocol');
    if (this.#protocols.includes(wished)) {
      this.#protocol = wished;
    }
    this.#controls.offer(this.#protocols, this.#protocol);
    this.#watchMedia();
    window.addEventListener('online', () => this.#hurry());
    document.addEventListener('visibilitychange', () => document.hidden || this.#hurry());
    setInterval(() => this.#tellFacts(), FACTS_EVERY_MS);
    this.#expose();
    this.#lookBack();
    if (this.#protocols.length === 0) {
      this.#curtain('unsupported', 'This browser cannot play live video', 'A current Chrome, Edge, Firefox or Safari can.');
    } else {
      this.#connect();
    }
  }

  async #connect() {
    const attempt = this.#begin();
    if (this.#root.dataset.state !== 'offline') {
      this.#curtain('connecting', 'Connecting…');
    }
    if (this.#behindSeconds > 0) {
      this.#playPast();
      return;
    }
    let status;
    try {
      status = await this.#askStatus();
    } catch {
      status = { state: 'unreachable' };
    }
    if (attempt === this.#attempt) {
      this.#follow(status);
    }
  }

  #follow(status) {
    switch (status.state) {
      case 'live':
        this.#play(status);
        break;
      case 'starting':
        this.#quality.excused();
        this.#later(STARTING_POLL_MS);
        break;
      case 'interrupted':
        this.#wait(ENCODER_AWAY.title, ENCODER_AWAY.text);
        break;
      case 'offline':
        this.#wait(`${this.#root.dataset.stream} is offline`, 'It starts here by itself as soon as it goes live.');
        break;
      case 'refused':
        this.#curtain('refused', 'This link does not open the stream', status.reason);
        break;
      default:
        this.#retryLater();
    }
  }

  #wait(title, text) {
    this.#failures = 0;
    this.#curtain('offline', title, text);
    this.#later(OFFLINE_POLL_MS);
  }

  async #askStatus() {
    const sentAt = Date.now();
    const answer = await fetch(this.#root.dataset.status, { cache: 'no-store', headers: { Accept: 'application/json' } });
    if (answer.ok) {
      const status = await answer.json();
      status.clockSkewMs = status.serverTimeMs - (sentAt + Date.now()) / 2;
      this.#clockSkewMs = status.clockSkewMs;
      return status;
    }
    const refused = answer.status >= 400 && answer.status < 500 && answer.status !== 429 && answer.status !== 408;
    if (!refused) {
      return { state: 'unreachable' };
    }
    const fault = await answer.json().catch(() => ({}));
    return { state: 'refused', reason: fault.message ?? fault.sentence ?? 'Ask for a new one.' };
  }

  #play(status) {
    const missing = this.#undecodable(status.tracks);
    if (missing.length > 0) {
      this.#curtain('unsupported', 'This browser cannot decode the stream', `It is coded as ${missing.join(' and ')}.`);
      this.#later(UNSUPPORTED_POLL_MS);
      return;
    }
    const setup = {
      hlsUrl: this.#root.dataset.hls,
      flvUrl: this.#root.dataset.flv,
      clockSkewMs: status.clockSkewMs,
      hasVideo: status.tracks.some((track) => track.kind === 'video'),
      hasAudio: status.tracks.some((track) => track.kind === 'audio'),
    };
    this.#root.dataset.picture = String(setup.hasVideo);
    this.#run(this.#protocol, setup);
  }

  /** What the stream was so long ago comes as HLS, whatever the live picture comes as. */
  #playPast() {
    const hlsUrl = `${this.#root.dataset.hls}?offset=${this.#behindSeconds.toFixed(3)}`;
    delete this.#root.dataset.picture;
    this.#run('hls', { hlsUrl, clockSkewMs: this.#clockSkewMs, isPast: true });
  }

  #run(protocol, setup) {
    const attempt = this.#attempt;
    const current = (handler) => (...told) => attempt === this.#attempt && handler(...told);
    const events = {
      onTrouble: current((trouble) => this.#troubled(trouble)),
      onRepair: current((detail) => this.#note('media', detail)),
      onSwitch: current(() => this.#quality.switched()),
      onEnd: current(() => this.#connect()),
    };
    this.#quality.setOut();
    this.#timer = setTimeout(() => events.onTrouble({ kind: 'timeout', detail: 'no picture' }), START_PATIENCE_MS);
    this.#source = open(protocol, this.#video, setup, events);
    try {
      this.#source.start();
      this.#controls.play();
    } catch (failure) {
      events.onTrouble({ kind: 'media', detail: String(failure) });
    }
  }

  #undecodable(tracks) {
    const mediaSource = window.ManagedMediaSource ?? window.MediaSource;
    return mediaSource
      ? tracks.map((track) => track.codec).filter((codec, i) => !mediaSource.isTypeSupported(`${tracks[i].kind}/mp4; codecs="${codec}"`))
      : [];
  }

  #troubled({ kind, detail }) {
    this.#note(kind, detail);
    this.#quality.failed(kind);
    if (this.#behindSeconds > 0 && this.#failures >= PAST_FAILURES_LIMIT) {
      this.#leavePast();
    }
    if (kind !== 'media' || ++this.#mediaFailures < MEDIA_FAILURES_LIMIT) {
      this.#retryLater();
      return;
    }
    this.#begin();
    this.#failedProtocols.add(this.#protocol);
    const other = this.#protocols.find((protocol) => !this.#failedProtocols.has(protocol));
    if (other) {
      this.#controls.offer(this.#protocols, other);
      this.#switchTo(other);
    } else {
      this.#failedProtocols.clear();
      this.#curtain('unsupported', 'This browser cannot play the stream', 'Another browser or the VLC player can.');
      this.#later(UNSUPPORTED_POLL_MS);
    }
  }

  #retryLater() {
    const played = this.#playingSinceMs > 0 && performance.now() - this.#playingSinceMs > CALM_AFTER_MS;
    if (played) {
      this.#failures = 0;
      this.#mediaFailures = 0;
    }
    const delayMs = BACK_OFF_MS[Math.min(this.#failures++, BACK_OFF_MS.length - 1)] * (0.8 + Math.random() * 0.4);
    this.#begin();
    this.#curtain('trouble', 'Reconnecting…', this.#failures > 3 ? 'The server cannot be reached. We keep trying.' : '', this.#failures > 3);
    this.#later(delayMs);
  }

  /** Tells how far back there is anything, now and then. */
  async #lookBack() {
    const windowSeconds = Number(this.#root.dataset.window);
    if (!(windowSeconds > 0) || !this.#protocols.includes('hls')) {
      return;
    }
    try {
      const answer = await fetch(this.#root.dataset.past, { cache: 'no-store' });
      if (answer.ok) {
        const { nowMs, runs } = await answer.json();
        this.#rewind.offer(runs.length > 0 ? (nowMs - runs[0].startMs) / 1000 : 0);
      }
    } catch {
      // The bar stays as it is.
    }
    setTimeout(() => this.#lookBack(), PAST_EVERY_MS);
  }

  #goBack(seconds) {
    if (seconds === 0) {
      this.#goLive();
      return;
    }
    this.#quality.jumped();
    this.#behindSeconds = seconds;
    this.#root.dataset.behind = '';
    this.#failures = 0;
    this.#connect();
  }

  #goLive() {
    this.#quality.jumped();
    if (this.#behindSeconds === 0) {
      this.#source?.jumpToLive();
      return;
    }
    this.#leavePast();
    this.#connect();
  }

  #leavePast() {
    this.#behindSeconds = 0;
    delete this.#root.dataset.behind;
    this.#rewind.show(0);
  }

  /** Who paused what is live goes on with what is live; who had gone back goes on where the pause began. */
  #resume() {
    if (this.#behindSeconds === 0) {
      this.#source?.jumpToLive();
    } else if (performance.now() - this.#pausedAtMs > PAUSE_KEPT_MS) {
      this.#goBack(this.#behindSeconds + (performance.now() - this.#pausedAtMs) / 1000);
    }
  }

  /** Ends what runs now; what it still has to say no longer counts. */
  #begin() {
    clearTimeout(this.#timer);
    this.#source?.stop();
    this.#source = null;
    this.#playingSinceMs = 0;
    return ++this.#attempt;
  }

  #later(delayMs, action = () => this.#connect()) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(action, delayMs);
  }

  /** The network or the viewer is back: why wait? */
  #hurry() {
    if (this.#source === null && this.#root.dataset.state !== 'refused') {
      this.#connect();
    }
  }

  #choose(protocol) {
    this.#quality.chosen();
    this.#leavePast();
    this.#failedProtocols.clear();
    this.#switchTo(protocol);
  }

  #switchTo(protocol) {
    this.#protocol = protocol;
    this.#failures = 0;
    this.#mediaFailures = 0;
    this.#connect();
  }

  #watchMedia() {
    const video = this.#video;
    video.addEventListener('playing', () => {
      clearTimeout(this.#timer);
      this.#playingSinceMs ||= performance.now();
      this.#curtain('playing', '');
    });
    video.addEventListener('waiting', () => this.#starved());
    video.addEventListener('seeking', () => { this.#seekedAtMs = performance.now(); });
    video.addEventListener('pause', () => { this.#pausedAtMs = performance.now(); });
    video.addEventListener('pause', () => this.#source && !video.ended && this.#curtain('paused', ''));
    video.addEventListener('play', () => this.#root.dataset.state === 'paused' && this.#curtain('playing', ''));
  }

  /** Running dry counts as a stall, unless the player has just been asked to jump. */
  #starved() {
    if (this.#root.dataset.state !== 'playing' || this.#video.seeking) {
      return;
    }
    if (performance.now() - this.#seekedAtMs > 1000) {
      this.#stalls++;
      this.#source?.stalled();
    }
    this.#curtain('buffering', 'Waiting for more…');
    const current = this.#attempt;
    this.#later(STALL_PATIENCE_MS, () => this.#look(current, performance.now()));
  }

  /** Nothing comes: is the encoder away, is the stream over, or is it us? */
  async #look(attempt, sinceMs) {
    const status = this.#behindSeconds > 0 ? { state: 'past' } : await this.#askStatus().catch(() => ({ state: 'unreachable' }));
    if (attempt !== this.#attempt || this.#root.dataset.state !== 'buffering') {
      return;
    }
    if (status.state === 'offline' || status.state === 'refused') {
      this.#begin();
      this.#follow(status);
    } else if (status.state !== 'interrupted' && performance.now() - sinceMs > STALL_LIMIT_MS) {
      this.#troubled({ kind: 'timeout', detail: 'stalled' });
    } else {
      if (status.state === 'interrupted') {
        this.#quality.excused();
        this.#curtain('buffering', ENCODER_AWAY.title, ENCODER_AWAY.text);
      }
      this.#later(STALL_PATIENCE_MS, () => this.#look(attempt, status.state === 'interrupted' ? performance.now() : sinceMs));
    }
  }

  #curtain(state, title, text = '', canRetry = false) {
    this.#quality.became(state);
    this.#controls.curtain(state, title, text, canRetry);
  }

  #note(kind, detail) {
    this.#errors.push({ kind, detail, atMs: Math.round(performance.now()) });
    this.#errors.splice(0, this.#errors.length - 50);
  }

  #tellFacts() {
    const { videoWidth, videoHeight } = this.#video;
    const playing = this.#root.dataset.state === 'playing';
    const latency = this.#source ? this.#source.latencySeconds : null;
    const bits = this.#source?.bitsPerSecond ?? null;
    if (playing && this.#behindSeconds > 0 && latency !== null) {
      this.#behindSeconds = Math.max(latency, 0.001);
      this.#rewind.show(latency);
    }
    this.#controls.latency(playing ? latency : null, playing && this.#behindSeconds === 0);
    this.#controls.facts({
      protocol: this.#controls.protocolLabel(),
      latency: !playing || latency === null ? '–' : latency < 60 ? `${latency.toFixed(2)} s` : clock(latency),
      picture: playing && videoWidth > 0 ? `${videoWidth} × ${videoHeight}` : playing ? 'Sound only' : '–',
      bitrate: playing && bits ? `${(bits / 1e6).toFixed(2)} Mbit/s` : '–',
    });
  }

  #expose() {
    const player = this;
    window.weirPlayer = Object.freeze({
      get state() { return player.#root.dataset.state; },
      get protocol() { return player.#protocol; },
      get latencySeconds() { return player.#source?.latencySeconds ?? null; },
      get bufferSeconds() { return bufferedAhead(player.#video); },
      get stalls() { return player.#stalls; },
      get errors() { return player.#errors.map((error) => ({ ...error })); },
      get currentTime() { return player.#video.currentTime; },
      get playbackRate() { return player.#video.playbackRate; },
      get behindSeconds() { return player.#behindSeconds; },
      get muted() { return player.#video.muted; },
      goBack(seconds) { player.#goBack(seconds); },
      choose(protocol) { player.#controls.offer(player.#protocols, protocol); player.#choose(protocol); },
    });
  }
}

new Player().start();
