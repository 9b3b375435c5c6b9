// Playlists as a player reads them (RFC 8216 and its second edition, draft-pantos-hls-rfc8216bis).
// Pure: text in, plain objects out. What a player must not go on with is thrown as a PlaylistFault.

export class PlaylistFault extends Error {}

/** A delta update of a playlist that is no longer known. */
export class StaleUpdate extends PlaylistFault {}

/** Attributes of a tag: NAME=value or NAME="value", as strings. */
export function attributes(text) {
  const found = {};
  for (const [, name, quoted, plain] of text.matchAll(/([A-Z0-9-]+)=(?:"([^"]*)"|([^",]*))/g)) {
    found[name] = quoted ?? plain;
  }
  return found;
}

/** A reference from a playlist to a file, as an absolute URL. */
export function resolve(base, reference) {
  if (/^[a-z]+:\/\//i.test(reference)) return reference;
  const [, origin, path] = /^([a-z]+:\/\/[^/?#]+)([^?#]*)/i.exec(base);
  if (reference.startsWith('/')) return origin + reference;
  return origin + path.slice(0, path.lastIndexOf('/') + 1) + reference;
}

/** The multivariant playlist: variants as listed, each with the URL of its sound where that is apart. */
export function parseMultivariant(text, url) {
  const lines = linesOf(text);
  const sounds = lines
    .filter((line) => line.startsWith('#EXT-X-MEDIA:'))
    .map((line) => attributes(line))
    .filter((sound) => sound.TYPE === 'AUDIO' && sound.URI !== undefined);
  const variants = [];
  lines.forEach((line, i) => {
    if (!line.startsWith('#EXT-X-STREAM-INF:')) return;
    const variant = attributes(line);
    const reference = lines[i + 1];
    if (reference === undefined || reference.startsWith('#')) {
      throw new PlaylistFault('a variant has no address');
    }
    variants.push({
      url: resolve(url, reference),
      bandwidth: Number(variant.BANDWIDTH),
      audioUrl: soundOf(variant.AUDIO, sounds, url),
    });
  });
  if (variants.length === 0) throw new PlaylistFault('there is no variant');
  return variants;
}

function soundOf(group, sounds, url) {
  const members = sounds.filter((sound) => sound['GROUP-ID'] === group);
  const chosen = members.find((sound) => sound.DEFAULT === 'YES') ?? members[0];
  return chosen && resolve(url, chosen.URI);
}

/**
 * A media playlist. Times are milliseconds; `dateMs` is PROGRAM-DATE-TIME, continued by durations.
 *
 * @param previous what this player had of the same playlist; a delta update is completed from it
 */
export function parseMedia(text, url, previous) {
  const reader = new MediaReader(url);
  linesOf(text).forEach((line) => reader.take(line));
  const playlist = reader.finish();
  if (playlist.skipped > 0) carryOver(playlist, previous);
  continueDates(playlist.segments);
  return playlist;
}

function linesOf(text) {
  const lines = text.split(/\r?\n/).filter((line) => line !== '');
  if (lines[0] !== '#EXTM3U') throw new PlaylistFault('it does not begin with #EXTM3U');
  return lines;
}

class MediaReader {
  constructor(url) {
    this.url = url;
    this.map = undefined;
    this.open = newSegment();
    this.playlist = {
      targetMs: 0,
      partTargetMs: 0,
      holdBackMs: undefined,
      partHoldBackMs: undefined,
      canBlock: false,
      canSkipMs: 0,
      mediaSequence: 0,
      skipped: 0,
      segments: [],
      hint: undefined,
      ended: false,
    };
  }

  take(line) {
    if (!line.startsWith('#')) {
      this.close(line);
      return;
    }
    const colon = line.indexOf(':');
    const tag = colon < 0 ? line : line.slice(0, colon);
    this.tag(tag, colon < 0 ? '' : line.slice(colon + 1));
  }

  tag(tag, value) {
    switch (tag) {
      case '#EXT-X-TARGETDURATION': this.playlist.targetMs = seconds(value); break;
      case '#EXT-X-MEDIA-SEQUENCE': this.playlist.mediaSequence = Number(value); break;
      case '#EXT-X-SERVER-CONTROL': this.control(attributes(value)); break;
      case '#EXT-X-PART-INF':
        this.playlist.partTargetMs = seconds(attributes(value)['PART-TARGET']);
        break;
      case '#EXT-X-SKIP':
        this.playlist.skipped = Number(attributes(value)['SKIPPED-SEGMENTS']);
        break;
      case '#EXT-X-MAP': this.map = resolve(this.url, attributes(value).URI); break;
      case '#EXT-X-PROGRAM-DATE-TIME': this.open.dateMs = Date.parse(value); break;
      case '#EXT-X-DISCONTINUITY': this.open.discontinuity = true; break;
      case '#EXTINF': this.open.durationMs = seconds(value.split(',')[0]); break;
      case '#EXT-X-PART': this.part(attributes(value)); break;
      case '#EXT-X-PRELOAD-HINT': this.hint(attributes(value)); break;
      case '#EXT-X-ENDLIST': this.playlist.ended = true; break;
      case '#EXT-X-BYTERANGE': throw new PlaylistFault('byte ranges are not followed');
      default: // A player leaves alone what it does not know.
    }
  }

  control(values) {
    const playlist = this.playlist;
    playlist.canBlock = values['CAN-BLOCK-RELOAD'] === 'YES';
    playlist.canSkipMs = seconds(values['CAN-SKIP-UNTIL'] ?? '0');
    if (values['HOLD-BACK']) playlist.holdBackMs = seconds(values['HOLD-BACK']);
    if (values['PART-HOLD-BACK']) playlist.partHoldBackMs = seconds(values['PART-HOLD-BACK']);
  }

  part(values) {
    if (values.BYTERANGE) throw new PlaylistFault('byte ranges are not followed');
    this.open.parts.push({
      url: resolve(this.url, values.URI),
      durationMs: seconds(values.DURATION),
      independent: values.INDEPENDENT === 'YES',
    });
  }

  hint(values) {
    if (values.TYPE === 'PART') this.playlist.hint = resolve(this.url, values.URI);
  }

  close(reference) {
    if (this.open.durationMs === undefined) throw new PlaylistFault('a segment has no duration');
    this.add({ ...this.open, url: resolve(this.url, reference), complete: true });
    this.open = newSegment();
  }

  add(segment) {
    const playlist = this.playlist;
    const sequence = playlist.mediaSequence + playlist.skipped + playlist.segments.length;
    playlist.segments.push({ ...segment, sequence, map: this.map });
  }

  finish() {
    if (this.playlist.targetMs === 0) throw new PlaylistFault('there is no target duration');
    if (this.open.parts.length > 0) {
      const durationMs = this.open.parts.reduce((sum, part) => sum + part.durationMs, 0);
      this.add({ ...this.open, durationMs, complete: false });
    }
    return this.playlist;
  }
}

function newSegment() {
  return { dateMs: undefined, durationMs: undefined, discontinuity: false, parts: [] };
}

/** EXTINF and its like are decimal seconds; whole milliseconds are as fine as they are written. */
function seconds(text) {
  const ms = Math.round(Number(text) * 1000);
  if (!Number.isFinite(ms)) throw new PlaylistFault(`'${text}' is no number of seconds`);
  return ms;
}

/** Puts in front what a delta update leaves out (6.2.5.1). */
function carryOver(playlist, previous) {
  const first = playlist.mediaSequence;
  const known = (previous?.segments ?? []).filter(
    (segment) => segment.sequence >= first && segment.sequence < first + playlist.skipped,
  );
  if (known.length !== playlist.skipped) {
    throw new StaleUpdate(`${playlist.skipped} segments are skipped, ${known.length} are known`);
  }
  playlist.segments.unshift(...known);
}

function continueDates(segments) {
  segments.forEach((segment, i) => {
    const before = segments[i - 1];
    if (segment.dateMs === undefined && before !== undefined) {
      segment.dateMs = before.dateMs + before.durationMs;
    }
    if (segment.dateMs === undefined) throw new PlaylistFault('there is no PROGRAM-DATE-TIME');
  });
}

/** Where the listed media ends, as a date. */
export function endMs(playlist) {
  const last = playlist.segments.at(-1);
  if (last === undefined) throw new PlaylistFault('nothing is listed');
  return last.dateMs + last.durationMs;
}

/**
 * The media from a place in the timeline on, in order: whole segments where they are complete and
 * wanted from their beginning, parts otherwise.
 *
 * @param from `{sequence, part}`, the first piece that is wanted; with its `dateMs` within a segment
 */
export function pieces(playlist, from, inParts) {
  const wanted = playlist.segments.filter((segment) => segment.sequence >= from.sequence);
  return wanted.flatMap((segment) => {
    const first = segment.sequence === from.sequence ? from.part : 0;
    if (first === 0 && segment.complete) return [wholeSegment(segment)];
    if (segment.complete && segment.parts.length === 0) return [restOf(segment, from.dateMs)];
    return inParts ? partsOf(segment, first) : [];
  });
}

function wholeSegment(segment) {
  const { url, map, sequence, dateMs, durationMs } = segment;
  const next = { sequence: sequence + 1, part: 0 };
  return { kind: 'segment', url, map, dateMs, durationMs, sequence, part: 0, next };
}

/** What remains of a segment whose parts are no longer listed: it is fetched whole. */
function restOf(segment, dateMs) {
  const durationMs = segment.dateMs + segment.durationMs - dateMs;
  return { ...wholeSegment(segment), dateMs, durationMs };
}

function partsOf(segment, first) {
  const { map, sequence } = segment;
  let endsMs = segment.dateMs;
  return segment.parts
    .map((listed, part) => {
      const dateMs = endsMs;
      endsMs += listed.durationMs;
      const next = settledIn(segment, { sequence, part: part + 1, dateMs: endsMs });
      return { kind: 'part', ...listed, map, dateMs, sequence, part, next };
    })
    .slice(first);
}

/** The place of the last piece that can be decoded by itself and begins at a date or before. */
export function placeAt(playlist, dateMs, inParts) {
  const starts = playlist.segments.flatMap((segment) => [
    ...(segment.complete ? [wholeSegment(segment)] : []),
    ...(inParts ? partsOf(segment, 0).filter((part) => part.independent) : []),
  ]);
  if (starts.length === 0) throw new PlaylistFault('nothing to begin with is listed');
  const { sequence, part } = starts.findLast((start) => start.dateMs <= dateMs) ?? starts[0];
  return { sequence, part };
}

/** The same place, as the next segment's beginning when its own segment has turned out to be whole. */
export function settled(playlist, place) {
  const segment = playlist.segments.find((candidate) => candidate.sequence === place.sequence);
  return segment === undefined ? place : settledIn(segment, place);
}

function settledIn(segment, place) {
  const passed = segment.complete && place.part > 0 && place.part === segment.parts.length;
  return passed ? { sequence: place.sequence + 1, part: 0 } : place;
}

/** What a blocking reload asks for: the piece after the last one that is listed. */
export function nextOf(playlist) {
  const last = playlist.segments.at(-1);
  return last.complete
    ? { sequence: last.sequence + 1, part: 0 }
    : { sequence: last.sequence, part: last.parts.length };
}
