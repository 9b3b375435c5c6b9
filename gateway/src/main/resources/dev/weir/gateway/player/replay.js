/**
 * The page of a recording: plays its segments, or its one file where it has none. The browser's own controls are enough
 * for what has a beginning and an end. `window.weirReplay` tells scripts and tests how it goes.
 */
const { Hls } = window;

const NETWORK_REPAIRS = 3;
const CALM_AFTER_MS = 10_000;

class Replay {
  #player = document.getElementById('player');
  #video = document.getElementById('video');
  #trouble = document.getElementById('trouble');
  #hls = null;
  #form = '';
  #repairs = 0;
  #repairedAtMs = -Infinity;

  start() {
    document.getElementById('retry').addEventListener('click', () => this.#open());
    this.#video.addEventListener('error', () => this.#hls || this.#give('This browser cannot play the recording'));
    this.#video.addEventListener('play', () => this.#video.removeAttribute('poster'), { once: true });
    this.#expose();
    this.#open();
  }

  async #open() {
    this.#player.dataset.state = 'playing';
    this.#hls?.destroy();
    this.#hls = null;
    this.#repairs = 0;
    const { forms, hls, mp4, poster } = this.#video.dataset;
    const { status, formats, picture } = await Replay.#ask(forms).catch(() => ({ status: 0, formats: [] }));
    const segments = formats.includes('hls');
    if (picture) {
      this.#video.poster = poster;
    }
    if (segments && Hls?.isSupported()) {
      this.#playSegments(hls);
    } else if (segments || formats.includes('mp4')) {
      this.#form = segments ? 'native' : 'mp4';
      this.#video.src = segments ? hls : mp4;
    } else if (formats.length > 0) {
      this.#give('This browser cannot play the recording');
    } else {
      this.#give(status === 404 ? 'There is no such recording' : 'The recording cannot be opened');
    }
  }

  /** What there is of the recording; nothing is asked for that is not there. */
  static async #ask(url) {
    const answer = await fetch(url, { cache: 'no-store' });
    const told = answer.ok ? await answer.json() : { formats: [], picture: false };
    return { status: answer.status, ...told };
  }

  #playSegments(url) {
    this.#form = 'hls';
    const hls = new Hls({ enableWorker: false, backBufferLength: 60 });
    hls.on(Hls.Events.ERROR, (_, error) => error.fatal && this.#mend(error));
    hls.loadSource(url);
    hls.attachMedia(this.#video);
    this.#hls = hls;
  }

  /** What is mended is not told: the picture waits for a moment. */
  #mend(error) {
    const now = performance.now();
    this.#repairs = now - this.#repairedAtMs > CALM_AFTER_MS ? 1 : this.#repairs + 1;
    this.#repairedAtMs = now;
    if (this.#repairs > NETWORK_REPAIRS) {
      this.#give('The recording breaks off here');
    } else if (error.type === Hls.ErrorTypes.NETWORK_ERROR) {
      this.#hls.startLoad();
    } else {
      this.#hls.recoverMediaError();
    }
  }

  #give(title) {
    this.#trouble.textContent = title;
    this.#player.dataset.state = 'trouble';
  }

  #expose() {
    const replay = this;
    window.weirReplay = Object.freeze({
      get form() { return replay.#form; },
      get state() { return replay.#player.dataset.state; },
      get currentTime() { return replay.#video.currentTime; },
      get duration() { return replay.#video.duration; },
    });
  }
}

new Replay().start();
