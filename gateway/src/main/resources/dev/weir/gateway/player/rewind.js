/**
 * The bar on which a viewer goes back in the stream, and forward again to what is live. Its right end is now; its left
 * end is as far back as there is anything. Knows nothing of how the picture arrives.
 */
export class Rewind {
  static #STEP_S = 10;
  static #LEAP_S = 300;
  static #LIVE_WITHIN_S = 5;
  static #SETTLE_MS = 300;

  #goTo;
  #bar = document.getElementById('past');
  #time = document.getElementById('past-time');
  #timer = 0;
  #held = false;

  /** @param goTo called with seconds behind what is live, 0 for live, when the viewer has chosen */
  constructor(goTo) {
    this.#goTo = goTo;
    this.#bar.addEventListener('input', () => this.#choosing());
    this.#bar.addEventListener('change', () => this.#settle());
    this.#bar.addEventListener('pointerdown', () => { this.#held = true; });
    this.#bar.addEventListener('keydown', (event) => this.#key(event));
  }

  /** Offers to go back by so many seconds; the bar is not shown where that is hardly anything. */
  offer(reachSeconds) {
    const reach = Math.floor(reachSeconds);
    document.getElementById('rewind').hidden = reach < 2 * Rewind.#STEP_S;
    if (!this.#busy) {
      const behind = this.#behind;
      this.#bar.min = String(-reach);
      this.show(behind);
    }
  }

  /** Shows how far behind the picture is, unless the viewer is just choosing. */
  show(behindSeconds) {
    if (!this.#busy) {
      this.#bar.value = String(-Math.round(behindSeconds));
      this.#tell();
    }
  }

  /** Goes so many seconds forward, or back; where there is a bar at all. */
  move(seconds) {
    if (!document.getElementById('rewind').hidden) {
      this.#bar.value = String(Number(this.#bar.value) + seconds);
      this.#choosing();
      this.#settle();
    }
  }

  get #behind() {
    return -Number(this.#bar.value);
  }

  get #busy() {
    return this.#held || this.#timer !== 0;
  }

  #choosing() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => { this.#timer = 0; }, 10 * Rewind.#SETTLE_MS);
    this.#tell();
  }

  /** Who holds a key down, or moves on, is not done yet. */
  #settle() {
    this.#held = false;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#timer = 0;
      this.#goTo(this.#behind <= Rewind.#LIVE_WITHIN_S ? 0 : this.#behind);
    }, Rewind.#SETTLE_MS);
  }

  #key(event) {
    const moves = {
      ArrowLeft: -Rewind.#STEP_S,
      ArrowDown: -Rewind.#STEP_S,
      ArrowRight: Rewind.#STEP_S,
      ArrowUp: Rewind.#STEP_S,
      PageDown: -Rewind.#LEAP_S,
      PageUp: Rewind.#LEAP_S,
      Home: -Infinity,
      End: Infinity,
    };
    const by = moves[event.key];
    if (by !== undefined && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      event.stopPropagation();
      this.move(Math.max(Number(this.#bar.min), Math.min(-Number(this.#bar.min), by)));
    }
  }

  #tell() {
    const behind = this.#behind;
    const live = behind <= Rewind.#LIVE_WITHIN_S;
    this.#time.textContent = live ? 'Live' : `−${clock(behind)}`;
    this.#bar.setAttribute('aria-valuetext', live ? 'Live' : `${words(behind)} behind live`);
  }
}

/** Seconds as people write them: 0:07, 12:34, 1:02:03, 2 d 3:04:05. */
export function clock(seconds) {
  const whole = Math.max(0, Math.round(seconds));
  const two = (number) => String(number).padStart(2, '0');
  const days = Math.floor(whole / 86_400);
  const hours = Math.floor((whole % 86_400) / 3600);
  const minutes = Math.floor((whole % 3600) / 60);
  const rest = hours > 0 || days > 0 ? `${hours}:${two(minutes)}` : String(minutes);
  return `${days > 0 ? `${days} d ` : ''}${rest}:${two(whole % 60)}`;
}

function words(seconds) {
  const parts = [[86_400, 'day'], [3600, 'hour'], [60, 'minute'], [1, 'second']];
  let left = Math.round(seconds);
  const told = [];
  for (const [length, name] of parts) {
    const count = Math.floor(left / length);
    left -= count * length;
    if (count > 0) {
      told.push(`${count} ${name}${count === 1 ? '' : 's'}`);
    }
  }
  return told.slice(0, 2).join(' ');
}
