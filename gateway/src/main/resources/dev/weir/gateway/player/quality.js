/**
 * How well it plays here, told to the server every ten seconds, and when the page is left: the time to the first
 * picture, stalls, latency, bit rate, errors, and how long pictures ran. What the viewer does (a pause, a jump, a tab
 * in the background) stops all clocks, and what the encoder does (it is away) is nobody's stall. Nothing in it says who
 * the viewer is.
 */
const TELL_EVERY_MS = 10_000;
const TELL_AGAIN_MS = 1_000;
const UNSURE_MS = 4_000;
const AFTER_JUMP_MS = 1_000;
const LONGEST_STEP_MS = 20_000;
const MOST_STARTUP_MS = 120_000;
const LEAST_BETWEEN_MS = 3_000;
const MOST_OF_A_KIND = 10;

const nothing = () => ({ watchedMs: 0, stalledMs: 0, stalls: 0, switches: 0, errors: {} });

export class Quality {
  #url;
  #facts;
  #video;
  #told = nothing();
  #mode = 'idle';
  #modeSinceMs = performance.now();
  #clockMs = performance.now();
  #toldAtMs = performance.now();
  #stallInReportMs = 0;
  #state = 'idle';
  #play = null;
  #jumpedAtMs = -Infinity;
  #jumping = false;
  #excused = false;
  #timer;

  /**
   * @param url where beacons go; empty for nowhere
   * @param video the media element
   * @param facts tells `{protocol, rendition, bitsPerSecond, latencySeconds}` of what plays now
   */
  constructor(url, video, facts) {
    this.#url = url;
    this.#video = video;
    this.#facts = facts;
    if (!url || !navigator.sendBeacon) {
      return;
    }
    video.addEventListener('seeking', () => { this.#jumpedAtMs = performance.now(); });
    video.addEventListener('playing', () => { this.#jumping = false; });
    document.addEventListener('visibilitychange', () => this.#shown());
    window.addEventListener('pagehide', () => this.#left());
    this.#plan(TELL_EVERY_MS);
  }

  /** A play sets out, unless one is on its way: its start is timed from here. */
  setOut() {
    this.#play ??= { beganMs: performance.now(), timed: !document.hidden, started: false, failed: false, stalled: false };
  }

  /** What the player shows now: the state of its curtain. */
  became(state) {
    if (this.#state === 'paused') {
      this.#jumpedAtMs = performance.now();
    }
    if (state === 'offline') {
      this.excused();
      this.#play = null;
    }
    this.#state = state;
    if (state === 'connecting') {
      this.setOut();
    }
    if (state === 'playing') {
      this.#excused = false;
      this.#jumping = false;
      this.#started();
    } else if (state === 'refused' || state === 'unsupported') {
      this.failed(state);
    } else if (state === 'paused') {
      this.#untimed();
    }
    this.#enter(this.#modeNow());
  }

  /** The viewer wants another place or way: until its picture comes, nobody waits for us. */
  jumped() {
    this.tell();
    this.#jumping = true;
    this.#enter(this.#modeNow());
  }

  /** The viewer chose another way of delivery: that is another play. */
  chosen() {
    this.tell();
    this.#play = null;
    this.#enter('idle');
  }

  /** The encoder is away: what the picture waits for is not the way to here. */
  excused() {
    if (this.#excused) {
      return;
    }
    this.#settle();
    this.#excused = true;
    if (this.#mode === 'stalled') {
      this.#told.stalledMs = Math.max(0, this.#told.stalledMs - this.#stallInReportMs);
      this.#told.stalls = Math.max(0, this.#told.stalls - 1);
      if (this.#told.firstStall) {
        delete this.#told.firstStall;
        this.#play.stalled = false;
      }
    }
    if (this.#play && !this.#play.started) {
      this.#play = null;
    }
    this.#enter(this.#modeNow());
  }

  /** It cannot go on: `network`, `timeout`, `media`, `refused` or `unsupported`. Before the first picture the play failed. */
  failed(kind) {
    const play = this.#play;
    if (play?.failed && (kind === 'refused' || kind === 'unsupported')) {
      return;
    }
    this.#told.errors[kind] = Math.min(MOST_OF_A_KIND, (this.#told.errors[kind] ?? 0) + 1);
    if (play && !play.started && !play.failed) {
      play.failed = true;
      play.timed = false;
      this.#told.failed = true;
    }
  }

  /** Another rendition comes from here on. */
  switched() {
    if (performance.now() - this.#toldAtMs > LEAST_BETWEEN_MS) {
      this.tell();
    }
    this.#told.switches = Math.min(MOST_OF_A_KIND, this.#told.switches + 1);
  }

  /** Tells what is not told yet. */
  tell() {
    this.#settle();
    const told = this.#told;
    const said = told.started || told.failed || told.abandoned || told.stalls || told.switches
      || told.watchedMs >= 1 || told.stalledMs >= 1 || Object.keys(told.errors).length > 0;
    if (!said || !this.#url || !navigator.sendBeacon) {
      return;
    }
    const { protocol, rendition, bitsPerSecond, latencySeconds } = this.#facts();
    if (!protocol) {
      return;
    }
    const report = { ...told, protocol, watchedMs: Math.round(told.watchedMs), stalledMs: Math.round(told.stalledMs) };
    if (rendition) {
      report.rendition = rendition;
    }
    if (told.watchedMs >= 1 && bitsPerSecond > 0) {
      report.bitsPerSecond = Math.round(bitsPerSecond);
    }
    if (told.watchedMs >= 1 && this.#mode === 'playing' && latencySeconds !== null && protocol !== 'time-shift') {
      report.latencyMs = Math.round(Math.min(600, latencySeconds) * 1000);
    }
    navigator.sendBeacon(this.#url, new Blob([JSON.stringify(report)], { type: 'application/json' }));
    this.#told = nothing();
    this.#stallInReportMs = 0;
    this.#toldAtMs = performance.now();
  }

  #plan(delayMs) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      // Whether a young stall is the encoder's is found out in a moment.
      const unsure = this.#mode === 'stalled' && performance.now() - this.#modeSinceMs < UNSURE_MS;
      if (!unsure) {
        this.tell();
      }
      this.#plan(unsure ? TELL_AGAIN_MS : TELL_EVERY_MS);
    }, delayMs);
  }

  #modeNow() {
    if (document.hidden && !document.pictureInPictureElement) {
      return 'held';
    }
    switch (this.#state) {
      case 'playing':
        return 'playing';
      case 'buffering': {
        const byJump = this.#jumping || performance.now() - this.#jumpedAtMs < AFTER_JUMP_MS || this.#mode === 'held';
        return this.#excused || byJump ? 'held' : 'stalled';
      }
      case 'connecting':
      case 'trouble':
        return !this.#play?.started ? 'starting' : this.#jumping || this.#excused ? 'held' : 'stalled';
      default:
        return 'idle';
    }
  }

  #enter(mode) {
    this.#settle();
    if (mode === 'stalled' && this.#mode !== 'stalled') {
      this.#told.stalls++;
      this.#stallInReportMs = 0;
      if (this.#play && !this.#play.stalled) {
        this.#play.stalled = true;
        this.#told.firstStall = true;
      }
    }
    if (mode !== this.#mode) {
      this.#mode = mode;
      this.#modeSinceMs = performance.now();
    }
  }

  /** Puts the time since the last look where it belongs. A machine that slept has not watched. */
  #settle() {
    const nowMs = performance.now();
    const stepMs = Math.min(LONGEST_STEP_MS, nowMs - this.#clockMs);
    this.#clockMs = nowMs;
    if (this.#mode === 'playing') {
      this.#told.watchedMs += stepMs;
    } else if (this.#mode === 'stalled') {
      this.#told.stalledMs += stepMs;
      this.#stallInReportMs += stepMs;
    }
  }

  #started() {
    const play = this.#play;
    if (!play || play.started) {
      return;
    }
    play.started = true;
    this.#told.started = true;
    if (play.timed) {
      this.#told.startupMs = Math.round(Math.min(MOST_STARTUP_MS, performance.now() - play.beganMs));
    }
  }

  #untimed() {
    if (this.#play && !this.#play.started) {
      this.#play.timed = false;
    }
  }

  #shown() {
    if (document.hidden) {
      this.#untimed();
      this.#enter(this.#modeNow());
      this.tell();
    } else {
      this.#jumpedAtMs = performance.now();
      this.#enter(this.#modeNow());
    }
  }

  #left() {
    const play = this.#play;
    if (this.#mode === 'starting' && play?.timed && !play.failed) {
      this.#told.abandoned = true;
      this.#play = null;
    }
    this.tell();
  }
}
