/**
 * The ways in which the picture arrives. All look the same from outside: `start()`, `stop()`, `latencySeconds`,
 * `bitsPerSecond`, `rendition`, `stalled()`, `jumpToLive()`. What goes wrong for good is told once, by `onTrouble({kind, detail})`, where
 * the kind is `network` or `media`; `onRepair(detail)` tells what was mended, `onSwitch()` that another rendition comes,
 * `onEnd()` that the stream is over.
 */
import { LiveEdge, bufferedEnd } from './live-edge.js';

const { Hls, mpegts } = window;

mpegts?.LoggingControl.applyConfig({ enableVerbose: false, enableDebug: false, enableInfo: false, enableWarn: false });

/** HLS through Media Source Extensions, with hls.js. */
class HlsSource {
  #video;
  #events;
  #url;
  #lowLatency;
  #clockSkewMs;
  #isPast;
  #hls = null;
  #edge = null;
  #mediaErrorAtMs = -Infinity;
  #level = -1;

  constructor(video, setup, events, lowLatency) {
    this.#video = video;
    this.#events = events;
    this.#url = setup.hlsUrl;
    this.#clockSkewMs = setup.clockSkewMs;
    this.#lowLatency = lowLatency;
    this.#isPast = Boolean(setup.isPast);
  }

  start() {
    const pace = this.#isPast
      // The playlist goes on as time does; where it begins is told in it, and nobody is to catch up.
      ? { lowLatencyMode: false, liveSyncDurationCount: 3, liveMaxLatencyDurationCount: Infinity }
      : this.#lowLatency
      ? { lowLatencyMode: true, liveSyncOnStallIncrease: 0.2 }
      : { lowLatencyMode: false, liveSyncDurationCount: 3, liveMaxLatencyDurationCount: 8 };
    const hls = new Hls({ ...pace, backBufferLength: 20, enableWorker: false });
    hls.on(Hls.Events.ERROR, (_, error) => this.#failed(error));
    hls.on(Hls.Events.MEDIA_ENDED, () => this.#events.onEnd());
    hls.on(Hls.Events.LEVEL_SWITCHED, (_, { level }) => this.#shows(level));
    hls.loadSource(this.#url);
    hls.attachMedia(this.#video);
    this.#hls = hls;
    if (this.#lowLatency) {
      this.#edge = new LiveEdge(this.#video, {
        latency: () => hls.latency || null,
        target: () => hls.targetLatency ?? 1,
        mostPenalty: 0,
        jump: () => this.#seekToSync(),
      });
    }
  }

  stop() {
    this.#edge?.stop();
    this.#hls?.destroy();
    this.#hls = null;
  }

  /**
   * How old the picture is: by its date where that tells more, else by its distance from the end of the playlist. The
   * date alone is not enough, since it counts from the first frame, which a network may have held up.
   */
  get latencySeconds() {
    const hls = this.#hls;
    if (!hls?.latency) {
      return null;
    }
    const shown = hls.playingDate;
    const byDate = shown ? (Date.now() + this.#clockSkewMs - shown.getTime()) / 1000 : 0;
    return Math.max(hls.latency, byDate);
  }

  get bitsPerSecond() {
    const details = this.#hls?.levels[Math.max(0, this.#hls.currentLevel)];
    return details?.realBitrate || details?.bitrate || null;
  }

  /** The stream's name that its playlist is below. */
  get rendition() {
    return this.#hls?.levels[this.#level]?.uri.split('?')[0].split('/').at(-2) ?? '';
  }

  #shows(level) {
    if (this.#level >= 0 && level !== this.#level) {
      this.#events.onSwitch();
    }
    this.#level = level;
  }

  stalled() {}

  jumpToLive() {
    this.#seekToSync();
  }

  #seekToSync() {
    const position = this.#hls?.liveSyncPosition;
    if (position && position > this.#video.currentTime) {
      this.#video.currentTime = position;
    }
  }

  #failed(error) {
    if (!error.fatal) {
      return;
    }
    const detail = error.response?.code ? `${error.details} ${error.response.code}` : error.details;
    const mendable = error.type === Hls.ErrorTypes.MEDIA_ERROR && !/Codec/.test(error.details);
    if (mendable && performance.now() - this.#mediaErrorAtMs > 5000) {
      this.#mediaErrorAtMs = performance.now();
      this.#events.onRepair(detail);
      this.#hls.recoverMediaError();
    } else {
      const media = error.type === Hls.ErrorTypes.MEDIA_ERROR || error.type === Hls.ErrorTypes.MUX_ERROR;
      this.#events.onTrouble({ kind: media ? 'media' : 'network', detail });
    }
  }
}

/** FLV over one endless response, through Media Source Extensions, with mpegts.js. */
class FlvSource {
  static #TARGET_S = 0.45;

  #video;
  #events;
  #setup;
  #player = null;
  #edge = null;
  #bitsPerSecond = null;
  #atFirst = () => this.#skipBacklog();

  constructor(video, setup, events) {
    this.#video = video;
    this.#events = events;
    this.#setup = setup;
  }

  start() {
    const { flvUrl, hasVideo, hasAudio } = this.#setup;
    const media = { type: 'flv', isLive: true, url: new URL(flvUrl, location.href).href, hasVideo, hasAudio };
    const player = mpegts.createPlayer(media, {
      isLive: true,
      enableStashBuffer: false,
      lazyLoad: false,
      autoCleanupSourceBuffer: true,
      autoCleanupMaxBackwardDuration: 40,
      autoCleanupMinBackwardDuration: 20,
      referrerPolicy: 'strict-origin-when-cross-origin',
    });
    player.on(mpegts.Events.ERROR, (type, detail, info) => this.#failed(type, detail, info));
    player.on(mpegts.Events.LOADING_COMPLETE, () => this.#events.onEnd());
    player.on(mpegts.Events.STATISTICS_INFO, (info) => { this.#bitsPerSecond = info.speed * 8192 || null; });
    this.#player = player;
    this.#video.addEventListener('progress', this.#atFirst);
    player.attachMediaElement(this.#video);
    player.load();
    this.#edge = new LiveEdge(this.#video, {
      latency: () => this.latencySeconds,
      target: () => FlvSource.#TARGET_S,
      mostPenalty: 0.35,
      jump: (seconds) => { this.#video.currentTime += seconds; },
    });
  }

  stop() {
    this.#video.removeEventListener('progress', this.#atFirst);
    this.#edge?.stop();
    this.#player?.destroy();
    this.#player = null;
  }

  get latencySeconds() {
    const end = bufferedEnd(this.#video);
    return end === null ? null : Math.max(0, end - this.#video.currentTime);
  }

  get bitsPerSecond() {
    return this.#bitsPerSecond;
  }

  get rendition() {
    return '';
  }

  stalled() {
    this.#edge?.stalled();
  }

  jumpToLive() {
    this.#edge?.jumpToLive();
  }

  /** The first bytes are the cached group of pictures: decoding needs all of it, the viewer only its end. */
  #skipBacklog() {
    const latency = this.latencySeconds;
    if (latency === null) {
      return;
    }
    const start = this.#video.buffered.start(this.#video.buffered.length - 1);
    if (this.#video.currentTime < start) {
      this.#video.currentTime = start;
    }
    if (this.#video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA) {
      this.#video.removeEventListener('progress', this.#atFirst);
      this.jumpToLive();
    }
  }

  #failed(type, detail, info) {
    const text = info?.code > 0 ? `${detail} ${info.code}` : detail;
    const kind = type === mpegts.ErrorTypes.NETWORK_ERROR ? 'network' : 'media';
    // mpegts.js is not done when it tells: it must not be destroyed before it returns.
    setTimeout(() => this.#events.onTrouble({ kind, detail: text }));
  }
}

/** HLS as the browser itself plays it: Safari, and phones without Media Source Extensions. */
class NativeSource {
  #video;
  #events;
  #setup;
  #failed = () => this.#events.onTrouble({ kind: 'network', detail: this.#video.error?.message ?? 'native' });
  #ended = () => this.#events.onEnd();

  constructor(video, setup, events) {
    this.#video = video;
    this.#events = events;
    this.#setup = setup;
  }

  start() {
    this.#video.addEventListener('error', this.#failed);
    this.#video.addEventListener('ended', this.#ended);
    this.#video.src = this.#setup.hlsUrl;
  }

  stop() {
    this.#video.removeEventListener('error', this.#failed);
    this.#video.removeEventListener('ended', this.#ended);
    this.#video.removeAttribute('src');
    this.#video.load();
  }

  get latencySeconds() {
    const began = this.#video.getStartDate?.().getTime();
    return Number.isFinite(began)
      ? Math.max(0, (Date.now() + this.#setup.clockSkewMs - began) / 1000 - this.#video.currentTime)
      : null;
  }

  get bitsPerSecond() {
    return null;
  }

  get rendition() {
    return '';
  }

  stalled() {}

  jumpToLive() {
    const { seekable } = this.#video;
    if (seekable.length > 0) {
      this.#video.currentTime = seekable.end(seekable.length - 1);
    }
  }
}

const hlsWithMediaSource = () => Boolean(Hls?.isSupported());
const hlsNative = (video) => video.canPlayType('application/vnd.apple.mpegurl') !== '';

/** The protocols that this browser can play, best first, by name. */
export function playable(video) {
  const names = [];
  if (hlsWithMediaSource()) {
    names.push('ll-hls');
  }
  if (mpegts?.getFeatureList().mseLivePlayback) {
    names.push('flv');
  }
  if (hlsWithMediaSource() || hlsNative(video)) {
    names.push('hls');
  }
  return names;
}

/** A source for one of {@link playable}'s names. */
export function open(protocol, video, setup, events) {
  if (protocol === 'flv') {
    return new FlvSource(video, setup, events);
  }
  return hlsWithMediaSource()
    ? new HlsSource(video, setup, events, protocol === 'll-hls')
    : new NativeSource(video, setup, events);
}
