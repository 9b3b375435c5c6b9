// What a viewer sees: a playhead that moves with the clock while every track has media ahead of it.
// Pure; all times are milliseconds. Media is laid end to end per track, as a decoder plays it; dates
// (PROGRAM-DATE-TIME) are remembered beside, so that the playhead can be told as a date.

/** Media that must lie ahead of the playhead before it starts to move, at first and after a stall. */
const READY_MS = 300;

export class Playback {
  /**
   * @param tracks number of tracks; track 0 tells the date
   * @param startMs the date at which to begin
   * @param arrivedMs since when the viewer waits for the picture
   */
  constructor(tracks, startMs, arrivedMs) {
    this.ends = new Array(tracks).fill(undefined);
    this.dates = [];
    this.headMs = startMs;
    this.nowMs = arrivedMs;
    this.moving = false;
    this.started = false;
    this.waitingSinceMs = arrivedMs;
    this.playedMs = 0;
    this.stalls = [];
  }

  /** Media has arrived. */
  append(track, dateMs, durationMs, nowMs) {
    this.advance(nowMs);
    const beginMs = this.ends[track] ?? dateMs;
    this.ends[track] = beginMs + durationMs;
    if (track === 0) this.remember(beginMs, dateMs - beginMs);
    if (!this.moving && this.aheadMs() >= READY_MS) this.move(nowMs);
  }

  /** The clock has gone on: the playhead too, as far as there is media. */
  advance(nowMs) {
    const passedMs = nowMs - this.nowMs;
    this.nowMs = nowMs;
    if (!this.moving) return;
    const stepMs = Math.min(passedMs, Math.max(0, this.aheadMs()));
    this.headMs += stepMs;
    this.playedMs += stepMs;
    if (stepMs < passedMs) {
      this.moving = false;
      this.waitingSinceMs = nowMs - (passedMs - stepMs);
    }
  }

  move(nowMs) {
    if (this.started) this.stalls.push(nowMs - this.waitingSinceMs);
    this.started = true;
    this.moving = true;
  }

  /** How long the picture has been waited for, at first or again; 0 while it moves. */
  waitingMs(nowMs) {
    return this.moving ? 0 : nowMs - this.waitingSinceMs;
  }

  /** Media that every track has ahead of the playhead. */
  aheadMs() {
    return this.ends.includes(undefined) ? 0 : Math.min(...this.ends) - this.headMs;
  }

  /** How far the playhead is behind the live moment. */
  latencyMs(nowMs) {
    return nowMs - this.headMs - (this.dates[0]?.shiftMs ?? 0);
  }

  /** How long each stall took, the one that goes on included. */
  stallsUntil(nowMs) {
    return this.moving || !this.started ? this.stalls : [...this.stalls, this.waitingMs(nowMs)];
  }

  /** Dates move against media where the timeline has a gap; only such moments are kept. */
  remember(fromMs, shiftMs) {
    if (this.dates.at(-1)?.shiftMs !== shiftMs) this.dates.push({ fromMs, shiftMs });
    while (this.dates.length > 1 && this.dates[1].fromMs <= this.headMs) this.dates.shift();
  }
}
