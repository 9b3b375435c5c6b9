import {
  endMs, nextOf, parseMedia, parseMultivariant, pieces, placeAt, PlaylistFault, resolve, settled,
  StaleUpdate,
} from '../lib/playlist.js';
import { equal, fails, it } from './expect.js';

const URL = 'http://play.example/live/~session/demo01/video.m3u8';

const FULL = `#EXTM3U
#EXT-X-VERSION:9
#EXT-X-TARGETDURATION:2
#EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES,CAN-SKIP-UNTIL=12.0,HOLD-BACK=6.0,PART-HOLD-BACK=1.000
#EXT-X-PART-INF:PART-TARGET=0.200
#EXT-X-MEDIA-SEQUENCE:7
#EXT-X-MAP:URI="init.mp4"
#EXT-X-PROGRAM-DATE-TIME:2026-01-01T00:00:00.000Z
#EXTINF:2.000,
video-7.m4s
#EXTINF:2.000,
video-8.m4s
#EXT-X-PROGRAM-DATE-TIME:2026-01-01T00:00:04.000Z
#EXT-X-PART:DURATION=0.200,URI="part-1.m4s",INDEPENDENT=YES
#EXT-X-PART:DURATION=0.200,URI="part-2.m4s"
#EXTINF:0.400,
video-9.m4s
#EXT-X-PROGRAM-DATE-TIME:2026-01-01T00:00:04.400Z
#EXT-X-PART:DURATION=0.200,URI="part-3.m4s",INDEPENDENT=YES
#EXT-X-PRELOAD-HINT:TYPE=PART,URI="part-4.m4s"
`;

const DELTA = `#EXTM3U
#EXT-X-TARGETDURATION:2
#EXT-X-MEDIA-SEQUENCE:8
#EXT-X-SKIP:SKIPPED-SEGMENTS=2
#EXT-X-MAP:URI="init.mp4"
#EXT-X-PROGRAM-DATE-TIME:2026-01-01T00:00:04.400Z
#EXT-X-PART:DURATION=0.200,URI="part-3.m4s",INDEPENDENT=YES
#EXT-X-PART:DURATION=0.200,URI="part-4.m4s"
`;

const MIDNIGHT = Date.parse('2026-01-01T00:00:00Z');
const full = () => parseMedia(FULL, URL);
const names = (found) => found.map((piece) => piece.url.split('/').at(-1));

export function playlistTests() {
  it('resolves references as a browser does', () => {
    equal(resolve(URL, 'a.m4s'), 'http://play.example/live/~session/demo01/a.m4s');
    equal(resolve(`${URL}?auth_key=1-0/0`, 'a.m4s'), 'http://play.example/live/~session/demo01/a.m4s');
    equal(resolve(URL, '/a.m4s'), 'http://play.example/a.m4s');
    equal(resolve(URL, 'https://cdn.example/a'), 'https://cdn.example/a');
  });

  it('reads variants with their sound', () => {
    const text = `#EXTM3U
#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="a",NAME="x, y",DEFAULT=YES,URI="audio.m3u8"
#EXT-X-STREAM-INF:BANDWIDTH=2000,CODECS="avc1,mp4a",AUDIO="a"
video.m3u8
#EXT-X-STREAM-INF:BANDWIDTH=900
small.m3u8
`;
    const variants = parseMultivariant(text, 'http://h/live/s.m3u8?auth_key=1');
    equal(variants, [
      { url: 'http://h/live/video.m3u8', bandwidth: 2000, audioUrl: 'http://h/live/audio.m3u8' },
      { url: 'http://h/live/small.m3u8', bandwidth: 900, audioUrl: undefined },
    ]);
  });

  it('reads what the server offers', () => {
    const { targetMs, partTargetMs, holdBackMs, partHoldBackMs, canBlock, canSkipMs } = full();
    equal([targetMs, partTargetMs], [2000, 200]);
    equal([holdBackMs, partHoldBackMs], [6000, 1000]);
    equal([canBlock, canSkipMs], [true, 12_000]);
  });

  it('numbers and dates each segment', () => {
    const row = ({ sequence, dateMs, complete }) => [sequence, dateMs - MIDNIGHT, complete];
    equal(full().segments.map(row), [[7, 0, true], [8, 2000, true], [9, 4000, true], [10, 4400, false]]);
    equal(endMs(full()) - MIDNIGHT, 4600);
  });

  it('lists whole segments where they are complete, parts where they are not', () => {
    const fromEight = pieces(full(), { sequence: 8, part: 0 }, true);
    equal(names(fromEight), ['video-8.m4s', 'video-9.m4s', 'part-3.m4s']);
    equal(names(pieces(full(), { sequence: 9, part: 1 }, true)), ['part-2.m4s', 'part-3.m4s']);
    equal(names(pieces(full(), { sequence: 9, part: 0 }, false)), ['video-9.m4s']);
  });

  it('fetches a segment whole when the rest of its parts is no longer listed', () => {
    const [rest] = pieces(full(), { sequence: 8, part: 4, dateMs: MIDNIGHT + 2800 }, true);
    equal([names([rest]), rest.dateMs - MIDNIGHT, rest.durationMs], [['video-8.m4s'], 2800, 1200]);
    equal(rest.next, { sequence: 9, part: 0 });
  });

  it('goes on with the next segment after the last part', () => {
    const [part] = pieces(full(), { sequence: 9, part: 1 }, true);
    equal(part.next, { sequence: 10, part: 0 });
    equal(settled(full(), { sequence: 9, part: 2 }), { sequence: 10, part: 0 });
    equal(settled(full(), { sequence: 10, part: 1 }), { sequence: 10, part: 1 });
  });

  it('begins at the last independent piece before a date', () => {
    equal(placeAt(full(), MIDNIGHT + 3000, true), { sequence: 8, part: 0 });
    equal(placeAt(full(), MIDNIGHT + 4500, true), { sequence: 10, part: 0 });
    equal(placeAt(full(), MIDNIGHT + 4500, false), { sequence: 9, part: 0 });
    equal(placeAt(full(), MIDNIGHT - 9000, true), { sequence: 7, part: 0 });
  });

  it('asks for the piece after the last', () => {
    equal(nextOf(full()), { sequence: 10, part: 1 });
  });

  it('completes an update from what it had', () => {
    const update = parseMedia(DELTA, URL, full());
    equal(update.segments.map((segment) => segment.sequence), [8, 9, 10]);
    equal(endMs(update) - MIDNIGHT, 4800);
    equal(nextOf(update), { sequence: 10, part: 2 });
  });

  it('does not take an update of what it does not have', () => {
    fails(() => parseMedia(DELTA, URL), StaleUpdate);
  });

  it('refuses what is no playlist', () => {
    fails(() => parseMedia('<html>', URL), PlaylistFault);
    fails(() => parseMedia('#EXTM3U\n#EXT-X-TARGETDURATION:2\na.m4s', URL), PlaylistFault);
    fails(() => parseMultivariant('#EXTM3U\n', URL), PlaylistFault);
  });
}
