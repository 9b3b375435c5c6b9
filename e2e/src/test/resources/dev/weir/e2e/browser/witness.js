/** Sees what a viewer of the watch page sees. Words in capitals are filled in by WatchPage. */
(() => {
  const EVERY_MS = 200;
  let errors = [];
  let startErrors = [];
  let samples = [];
  let events = {};
  let before = {};

  function note(...words) {
    errors.push(`after ${(performance.now() / 1000).toFixed(1)} s: ${words.join(' ')}`);
  }

  /** Every error event of the two players counts, also those that they get over by themselves. */
  function listenTo(name, wrap) {
    let library;
    Object.defineProperty(window, name, {
      configurable: true,
      get: () => library,
      set: (value) => { library = wrap(value); },
    });
  }

  listenTo('Hls', (Hls) => class extends Hls {
    constructor(config) {
      super(config);
      this.on(Hls.Events.ERROR, (_, error) => note('hls.js', error.details, error.fatal ? 'fatal' : 'passing', error.reason ?? error.error?.message ?? '', error.url ?? ''));
    }
  });

  listenTo('mpegts', (mpegts) => ({
    ...mpegts,
    createPlayer(...setup) {
      const player = mpegts.createPlayer(...setup);
      player.on(mpegts.Events.ERROR, (type, detail) => note('mpegts.js', type, detail));
      return player;
    },
  }));

  const canvas = new OffscreenCanvas(LEFT + BITS * STEP, BAR_HEIGHT);
  const pen = canvas.getContext('2d', { willReadFrequently: true });

  /** The number that FrameCounter has drawn into the picture. */
  function frameNumber(video) {
    pen.drawImage(video, 0, 0, canvas.width, BAR_HEIGHT, 0, 0, canvas.width, BAR_HEIGHT);
    const row = pen.getImageData(0, BAR_HEIGHT / 2, canvas.width, 1).data;
    let number = 0;
    for (let bit = 0; bit < BITS; bit++) {
      const middle = LEFT + bit * STEP + 16;
      number |= (row[4 * middle] > 127 ? 1 : 0) << bit;
    }
    return number;
  }

  function totals(video) {
    const quality = video.getVideoPlaybackQuality();
    return {
      frames: quality.totalVideoFrames,
      droppedFrames: quality.droppedVideoFrames,
      soundBytes: video.webkitAudioDecodedByteCount,
      stalls: window.weirPlayer.stalls,
    };
  }

  function sample(video) {
    if (video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA) {
      samples.push({
        atMs: Date.now(),
        frame: frameNumber(video),
        latencySeconds: window.weirPlayer.latencySeconds,
        state: window.weirPlayer.state,
        rate: video.playbackRate,
      });
    }
  }

  addEventListener('DOMContentLoaded', () => {
    const video = document.querySelector('video');
    if (!video) {
      return;
    }
    for (const name of ['waiting', 'stalled', 'error', 'pause', 'seeking', 'emptied', 'ended']) {
      video.addEventListener(name, () => { events[name] = (events[name] ?? 0) + 1; });
    }
    setInterval(() => sample(video), EVERY_MS);
    window.witness = {
      begin() {
        startErrors = errors;
        errors = [];
        samples = [];
        events = {};
        before = totals(video);
      },
      report() {
        const now = totals(video);
        const grown = Object.fromEntries(Object.keys(now).map((name) => [name, now[name] - before[name]]));
        return { ...grown, startErrors, errors, pageErrors: window.weirPlayer.errors, events, samples };
      },
    };
  });
})();
