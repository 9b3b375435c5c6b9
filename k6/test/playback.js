import { Playback } from '../lib/playback.js';
import { equal, it } from './expect.js';

/** One track whose media begins at date 10,000 and that is played from there; the viewer comes at 0. */
function playing(mediaMs) {
  const playback = new Playback(1, 10_000, 0);
  playback.append(0, 10_000, mediaMs, 500);
  return playback;
}

export function playbackTests() {
  it('starts when enough lies ahead', () => {
    const playback = new Playback(1, 10_000, 0);
    playback.append(0, 10_000, 200, 100);
    equal([playback.started, playback.waitingMs(150)], [false, 150]);
    playback.append(0, 10_200, 200, 200);
    equal([playback.started, playback.waitingMs(250)], [true, 0]);
  });

  it('waits for the slower of two tracks', () => {
    const playback = new Playback(2, 10_000, 0);
    playback.append(0, 10_000, 2000, 100);
    equal(playback.started, false);
    playback.append(1, 9_900, 2000, 200);
    equal([playback.started, playback.aheadMs()], [true, 1900]);
  });

  it('moves with the clock', () => {
    const playback = playing(2000);
    playback.advance(1500);
    equal([playback.headMs, playback.playedMs, playback.aheadMs()], [11_000, 1000, 1000]);
  });

  it('stands still where the media ends, since that moment', () => {
    const playback = playing(2000);
    playback.advance(3000);
    equal([playback.moving, playback.headMs, playback.waitingMs(3000)], [false, 12_000, 500]);
    equal(playback.stallsUntil(3000), [500]);
  });

  it('goes on when there is enough again, and remembers the stall', () => {
    const playback = playing(2000);
    playback.append(0, 12_000, 200, 3000);
    equal(playback.moving, false);
    playback.append(0, 12_200, 200, 3100);
    equal([playback.moving, playback.stallsUntil(3100)], [true, [600]]);
  });

  it('tells the latency by dates', () => {
    const playback = playing(2000);
    playback.advance(1500);
    equal(playback.latencyMs(1500), 1500 - 11_000);
  });

  it('plays over a gap in time without stopping, and is nearer to live after it', () => {
    const playback = playing(1000);
    playback.append(0, 16_000, 2000, 600);
    playback.advance(1000);
    equal(playback.latencyMs(1000), 1000 - 10_500);
    playback.append(0, 18_000, 2000, 2000);
    playback.append(0, 20_000, 2000, 2100);
    equal([playback.moving, playback.latencyMs(2100)], [true, 2100 - 16_600]);
  });
}
