// One rendition as a player follows it: its playlist, and its media in order. Two manners, by the
// same steps: PlainTrack asks again after a while, LowLatencyTrack asks for what comes next and is
// answered when it is there.

import { metrics } from './metrics.js';
import {
  endMs, nextOf, parseMedia, pieces, placeAt, PlaylistFault, settled, StaleUpdate,
} from './playlist.js';

/** Announced parts that were asked for and not listed yet; the oldest beyond these is forgotten. */
const MAX_HINTED = 4;

class Track {
  constructor(viewer, index, url) {
    this.viewer = viewer;
    this.client = viewer.client;
    this.index = index;
    this.url = url;
    this.playlist = undefined;
    this.loadedMs = 0;
    this.place = undefined;
    this.map = undefined;
  }

  /** Loads the playlist; false when the visit ended over it. */
  async load(query = '') {
    const text = await this.client.playlist(this.url, query);
    if (text === undefined) return false;
    try {
      this.playlist = this.read(text);
      this.loadedMs = Date.now();
    } catch (fault) {
      // An update that comes late leaves out what has gone from memory: the whole one tells it all.
      if (fault instanceof StaleUpdate) return this.load();
      if (!(fault instanceof PlaylistFault)) throw fault;
      metrics.playlistFaults.add(1);
      this.viewer.leave('failed', `playlist: ${fault.message}`);
      return false;
    }
    return true;
  }

  read(text) {
    const playlist = parseMedia(text, this.url, this.playlist);
    if (this.playlist !== undefined && endMs(playlist) < endMs(this.playlist)) {
      throw new PlaylistFault('it has gone back');
    }
    return playlist;
  }

  /** Fetches all that a playlist lists and that is not fetched yet, one piece after the other. */
  async fetchListed(playlist) {
    this.place = settled(playlist, this.place);
    for (const piece of pieces(playlist, this.place, this.inParts)) {
      if (this.viewer.over) return;
      await this.fetch(piece);
    }
  }

  async fetch(piece) {
    if (piece.sequence > this.place.sequence) metrics.gaps.add(1);
    this.place = piece.next;
    if (piece.map !== undefined && piece.map !== this.map) {
      this.map = piece.map;
      await this.client.media('init', piece.map);
    }
    if (await this.arrived(piece)) {
      this.viewer.see(this.index, piece);
    } else if (!this.viewer.over) {
      metrics.gaps.add(1);
    }
  }

  arrived(piece) {
    return this.client.media(piece.kind, piece.url);
  }
}

/** Whole segments, and a playlist that is asked for at the pace of RFC 8216, 6.3.4. */
export class PlainTrack extends Track {
  inParts = false;

  /** How far behind the end of the playlist to begin. */
  holdBackMs() {
    return this.playlist.holdBackMs ?? 3 * this.playlist.targetMs;
  }

  /** Plays from a date on, until the visit or the stream is over. */
  async follow(fromMs) {
    this.place = placeAt(this.playlist, fromMs, this.inParts);
    let pauseMs = this.playlist.targetMs;
    while (!this.viewer.over) {
      const before = this.playlist;
      await this.fetchListed(before);
      if (before.ended) return;
      await this.viewer.rest(this.loadedMs + pauseMs - Date.now());
      if (!(await this.load())) return;
      // One that has not changed is late, so it is asked for sooner.
      const changed = endMs(this.playlist) > endMs(before);
      pauseMs = changed ? this.playlist.targetMs : this.playlist.targetMs / 2;
    }
  }
}

/** Parts, the announced one asked for at once; playlists that wait for news, as updates. */
export class LowLatencyTrack extends Track {
  inParts = true;
  hinted = new Map();
  askedMs = 0;

  /** How far behind the end of the playlist to begin. */
  holdBackMs() {
    const { partHoldBackMs, holdBackMs, targetMs } = this.playlist;
    return partHoldBackMs ?? holdBackMs ?? 3 * targetMs;
  }

  /** Plays from a date on, until the visit or the stream is over. */
  async follow(fromMs) {
    if (!this.playlist.canBlock) {
      this.viewer.leave('failed', 'playlist: the server does not offer low latency');
      return;
    }
    this.askedMs = Date.now();
    this.place = placeAt(this.playlist, fromMs, this.inParts);
    while (!this.viewer.over) {
      const shown = this.playlist;
      this.askFor(shown.hint);
      const news = shown.ended ? undefined : this.load(this.directives());
      await this.fetchListed(shown);
      if (!(await news)) return;
      metrics.playlistAge.add(this.loadedMs - endMs(this.playlist));
    }
  }

  askFor(hint) {
    if (hint === undefined || this.hinted.has(hint)) return;
    while (this.hinted.size >= MAX_HINTED) this.hinted.delete(this.hinted.keys().next().value);
    this.hinted.set(hint, this.announced(hint));
  }

  async announced(url) {
    const here = await this.client.media('part', url);
    return { here, atMs: Date.now() };
  }

  async arrived(piece) {
    const announced = this.hinted.get(piece.url);
    if (announced === undefined) return super.arrived(piece);
    this.hinted.delete(piece.url);
    const { here, atMs } = await announced;
    if (!here) return super.arrived(piece);
    metrics.partAge.add(atMs - piece.dateMs - piece.durationMs);
    return true;
  }

  /** What the reload waits for, and that an update will do while the last one is recent (6.2.5.1). */
  directives() {
    const { sequence, part } = nextOf(this.playlist);
    const nowMs = Date.now();
    const recent = nowMs - this.askedMs < this.playlist.canSkipMs / 2;
    this.askedMs = nowMs;
    return `_HLS_msn=${sequence}&_HLS_part=${part}${recent ? '&_HLS_skip=YES' : ''}`;
  }
}
