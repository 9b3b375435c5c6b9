/**
 * Keeps playback at a chosen distance from the live edge: by a hair of speed, which nobody hears, or by a jump
 * when it fell far behind. Every stall moves the target back a little, since the network or the machine asked for it.
 */
export class LiveEdge {
  static #TICK_MS = 200;
  static #JUMP_BEYOND_S = 3;
  static #SPEED_GAIN = 0.5;
  static #FASTEST = 1.25;
  static #SLOWEST = 0.94;
  static #CALM_S = 0.12;
  static #LEAST_BUFFER_S = 0.2;

  #video;
  #terms;
  #timer;
  #penaltyS = 0;
  #catchingUp = false;

  /**
   * @param video the media element
   * @param terms `latency()` seconds behind the edge or null; `target()` seconds to stay behind; `mostPenalty` seconds
   *   that stalls may add; `jump(seconds)` called to move forward by that much
   */
  constructor(video, terms) {
    this.#video = video;
    this.#terms = terms;
    this.#timer = setInterval(() => this.#tick(), LiveEdge.#TICK_MS);
  }

  get targetSeconds() {
    return this.#terms.target() + this.#penaltyS;
  }

  stalled() {
    this.#penaltyS = Math.min(this.#terms.mostPenalty, this.#penaltyS + 0.15);
  }

  jumpToLive() {
    const latency = this.#terms.latency();
    if (latency !== null && latency > this.targetSeconds + 0.3) {
      this.#terms.jump(latency - this.targetSeconds);
    }
  }

  stop() {
    clearInterval(this.#timer);
    this.#setSpeed(1);
  }

  #tick() {
    const latency = this.#terms.latency();
    if (latency === null || this.#video.paused || this.#video.seeking) {
      return;
    }
    const late = latency - this.targetSeconds;
    if (late > LiveEdge.#JUMP_BEYOND_S) {
      this.#terms.jump(late);
      this.#setSpeed(1);
      return;
    }
    this.#setSpeed(this.#speedFor(late));
  }

  #speedFor(late) {
    const threshold = this.#catchingUp ? LiveEdge.#CALM_S / 3 : LiveEdge.#CALM_S;
    this.#catchingUp = Math.abs(late) > threshold;
    if (!this.#catchingUp || (late > 0 && bufferedAhead(this.#video) < LiveEdge.#LEAST_BUFFER_S)) {
      return 1;
    }
    const speed = 1 + late * LiveEdge.#SPEED_GAIN;
    return Math.round(Math.min(LiveEdge.#FASTEST, Math.max(LiveEdge.#SLOWEST, speed)) * 50) / 50;
  }

  #setSpeed(speed) {
    if (this.#video.playbackRate !== speed) {
      this.#video.playbackRate = speed;
    }
  }
}

/** Seconds of media that can be played from here without a gap. */
export function bufferedAhead(video) {
  const { buffered, currentTime } = video;
  for (let i = buffered.length - 1; i >= 0; i--) {
    if (buffered.start(i) <= currentTime + 0.1) {
      return Math.max(0, buffered.end(i) - currentTime);
    }
  }
  return 0;
}

/** End of the newest buffered range; null when nothing is buffered. */
export function bufferedEnd(video) {
  return video.buffered.length > 0 ? video.buffered.end(video.buffered.length - 1) : null;
}
