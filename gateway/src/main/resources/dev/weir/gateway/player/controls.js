import { clock } from './rewind.js';

/** Buttons, keys and what they show. Knows nothing of how the picture arrives. */
export class Controls {
  static #IDLE_MS = 2800;

  #root;
  #video;
  #wishes;
  #idleTimer = 0;
  #soundChosen = false;

  /** @param wishes what the viewer may ask for: `jumpToLive()`, `resume()`, `move(seconds)`, `choose(protocol)`, `retry()` */
  constructor(root, video, wishes) {
    this.#root = root;
    this.#video = video;
    this.#wishes = wishes;
    this.#wireButtons();
    this.#wireKeys();
    this.#wireIdle();
    this.#show();
  }

  /** Offers the protocols that this browser can play. */
  offer(protocols, chosen) {
    for (const option of [...this.#part('protocol').options]) {
      if (!protocols.includes(option.value)) {
        option.remove();
      }
    }
    this.#part('protocol').value = chosen;
  }

  protocolLabel() {
    return this.#part('protocol').selectedOptions[0]?.textContent ?? '–';
  }

  /** Shows what a player's state means in words. */
  curtain(state, title, text, canRetry) {
    this.#root.dataset.state = state;
    this.#setText('curtain-title', title);
    this.#setText('curtain-text', text);
    this.#part('retry').hidden = !canRetry;
    this.#part('badge').hidden = (state !== 'playing' && state !== 'buffering') || 'behind' in this.#root.dataset;
    this.#show();
  }

  /** Shows how far behind the picture is. */
  latency(seconds, atEdge) {
    this.#setText('edge-text', seconds === null ? 'Live' : seconds < 60 ? `${seconds.toFixed(1)} s` : clock(seconds));
    this.#part('edge-more').hidden = seconds === null;
    this.#part('edge').dataset.atEdge = String(atEdge);
  }

  /** Fills in the facts below the player. */
  facts(values) {
    for (const [name, value] of Object.entries(values)) {
      this.#setText(`fact-${name}`, value);
    }
  }

  /** Tries with sound when the viewer chose it; muted is always allowed to start. */
  async play() {
    this.#video.muted = !this.#soundChosen;
    try {
      await this.#video.play();
    } catch (refused) {
      if (refused.name === 'NotAllowedError') {
        this.#video.muted = true;
        await this.#video.play().catch(() => {});
      }
    }
    this.#show();
  }

  #wireButtons() {
    this.#on('play', 'click', () => this.#togglePlay());
    this.#on('mute', 'click', () => this.#toggleSound());
    this.#on('unmute', 'click', () => this.#toggleSound());
    this.#on('volume', 'input', (event) => this.#setVolume(Number(event.target.value) / 100));
    this.#on('edge', 'click', () => this.#jump());
    this.#on('full', 'click', () => this.#toggleFull());
    this.#on('pip', 'click', () => this.#togglePip());
    this.#on('retry', 'click', () => this.#wishes.retry());
    this.#on('protocol', 'change', (event) => this.#wishes.choose(event.target.value));
    this.#video.addEventListener('click', () => this.#wake());
    this.#video.addEventListener('dblclick', () => this.#toggleFull());
    for (const event of ['play', 'pause', 'volumechange']) {
      this.#video.addEventListener(event, () => this.#show());
    }
    document.addEventListener('fullscreenchange', () => this.#show());
    this.#part('pip').hidden = !document.pictureInPictureEnabled;
  }

  #wireKeys() {
    const keys = {
      ' ': () => this.#togglePlay(),
      k: () => this.#togglePlay(),
      m: () => this.#toggleSound(),
      f: () => this.#toggleFull(),
      l: () => this.#jump(),
      p: () => this.#togglePip(),
      ArrowLeft: () => this.#wishes.move(-10),
      ArrowRight: () => this.#wishes.move(10),
      ArrowUp: () => this.#setVolume(this.#video.volume + 0.05),
      ArrowDown: () => this.#setVolume(this.#video.volume - 0.05),
    };
    document.addEventListener('keydown', (event) => {
      const typing = event.target.closest('select, input');
      const pressing = event.key === ' ' && event.target.closest('button');
      if (event.ctrlKey || event.metaKey || event.altKey || typing || pressing) {
        return;
      }
      const action = keys[event.key.length === 1 ? event.key.toLowerCase() : event.key];
      if (action) {
        event.preventDefault();
        action();
        this.#wake();
      }
    });
  }

  #wireIdle() {
    for (const event of ['pointermove', 'pointerdown', 'focusin']) {
      this.#root.addEventListener(event, () => this.#wake());
    }
    this.#root.addEventListener('pointerleave', () => this.#rest());
  }

  #wake() {
    this.#root.classList.remove('idle');
    clearTimeout(this.#idleTimer);
    this.#idleTimer = setTimeout(() => this.#rest(), Controls.#IDLE_MS);
  }

  #rest() {
    this.#root.classList.toggle('idle', this.#root.dataset.state === 'playing');
  }

  #togglePlay() {
    if (this.#video.paused) {
      this.#video.play().catch(() => {});
      this.#wishes.resume();
    } else {
      this.#video.pause();
    }
  }

  #toggleSound() {
    this.#soundChosen = this.#video.muted || this.#video.volume === 0;
    this.#video.muted = !this.#soundChosen;
    if (this.#soundChosen && this.#video.volume === 0) {
      this.#video.volume = 1;
    }
  }

  #setVolume(volume) {
    this.#video.volume = Math.min(1, Math.max(0, volume));
    this.#soundChosen = this.#video.volume > 0;
    this.#video.muted = !this.#soundChosen;
  }

  #jump() {
    this.#wishes.jumpToLive();
    if (this.#video.paused) {
      this.#video.play().catch(() => {});
    }
  }

  #toggleFull() {
    if (document.fullscreenElement) {
      document.exitFullscreen();
    } else if (this.#root.requestFullscreen) {
      this.#root.requestFullscreen().catch(() => {});
    } else {
      this.#video.webkitEnterFullscreen?.();
    }
  }

  #togglePip() {
    if (document.pictureInPictureElement) {
      document.exitPictureInPicture().catch(() => {});
    } else {
      this.#video.requestPictureInPicture?.().catch(() => {});
    }
  }

  #show() {
    const { paused, muted, volume } = this.#video;
    const silent = muted || volume === 0;
    const full = Boolean(document.fullscreenElement);
    this.#face('play', paused ? 'play' : 'pause', paused ? 'Play' : 'Pause');
    this.#face('mute', silent ? 'muted' : 'sound', silent ? 'Turn sound on' : 'Mute');
    this.#face('full', full ? 'window' : 'full', full ? 'Leave full screen' : 'Full screen');
    this.#part('volume').value = String(silent ? 0 : Math.round(volume * 100));
    this.#part('unmute').hidden = !muted || this.#root.dataset.state !== 'playing';
  }

  #face(id, icon, label) {
    const button = this.#part(id);
    button.querySelector('use').setAttribute('href', `#icon-${icon}`);
    button.setAttribute('aria-label', label);
    button.title = label;
  }

  #setText(id, text) {
    const element = this.#part(id);
    if (element.textContent !== text) {
      element.textContent = text;
    }
  }

  #on(id, event, handler) {
    this.#part(id).addEventListener(event, handler);
  }

  #part(id) {
    return document.getElementById(id);
  }
}
