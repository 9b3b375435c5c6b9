// What is measured. Names are what thresholds and summaries speak of; times are milliseconds.

import { Counter, Rate, Trend } from 'k6/metrics';

export const metrics = {
  /** How many came, and what became of them. */
  arrived: new Counter('viewers_arrived'),
  left: new Counter('viewers_left'),
  gaveUp: new Counter('viewers_gave_up'),
  refused: new Counter('viewers_refused'),
  failed: new Counter('viewers_failed'),
  ended: new Counter('viewers_saw_the_end'),
  /** Came, saw a picture, and stayed for as long as they meant to. */
  satisfied: new Rate('viewers_satisfied'),

  /** From arrival to the moment the picture moves. */
  startup: new Trend('startup_time', true),
  /** Each time the picture stood still. */
  stall: new Trend('stall_time', true),
  /** Per viewer: time that the picture stood still, in percent of the time since it first moved. */
  stallShare: new Trend('stall_share'),
  /** The playhead behind the wall clock, each second. */
  latency: new Trend('live_latency', true),
  /** How far the newest listed media lies back when its playlist has arrived. */
  playlistAge: new Trend('playlist_age', true),
  /** How far the end of an announced part lies back when its last byte has arrived. */
  partAge: new Trend('part_age', true),

  /** Pieces that the playlist no longer listed when they were due. */
  gaps: new Counter('media_gaps'),
  /** Playlists that could not be read, went back, or left out what they must not. */
  playlistFaults: new Counter('playlist_faults'),
  mediaBytes: new Counter('media_bytes', true),

  /** People of the portal: how many came, did all that they came for, or could not. */
  people: {
    arrived: new Counter('people_arrived'),
    done: new Counter('people_done'),
    turnedAway: new Counter('people_turned_away'),
    failed: new Counter('people_failed'),
    content: new Rate('people_content'),
  },
  /** Until the last byte of a page of the portal, whichever it is; without signing in. */
  page: new Trend('page_time', true),

  /** Programs of the API: how many came, did all that they came for, or could not. */
  programs: {
    arrived: new Counter('programs_arrived'),
    done: new Counter('programs_done'),
    turnedAway: new Counter('programs_turned_away'),
    failed: new Counter('programs_failed'),
    content: new Rate('programs_content'),
  },
  /** Until the last byte of an answer of the API, refusals among them. */
  api: {
    any: new Trend('api_time', true),
    token: new Trend('api_token_time', true),
    domains: new Trend('api_domains_time', true),
    urls: new Trend('api_urls_time', true),
    list: new Trend('api_list_time', true),
    history: new Trend('api_history_time', true),
    label: new Trend('api_label_time', true),
    refusal: new Trend('api_refusal_time', true),
  },

  /** Guests with signed URLs: how many came, were judged rightly, or not, or got no answer. */
  guests: {
    arrived: new Counter('guests_arrived'),
    judged: new Counter('guests_judged'),
    misjudged: new Counter('guests_misjudged'),
    unanswered: new Counter('guests_unanswered'),
    content: new Rate('guests_content'),
  },
  /** Until the last byte of what the door says, by what the guest has. */
  door: {
    welcome: new Trend('welcome_time', true),
    refusal: new Trend('refusal_time', true),
    valid: new Trend('valid_url_time', true),
    again: new Trend('same_url_again_time', true),
    expired: new Trend('expired_url_time', true),
    wrong: new Trend('wrong_url_time', true),
    replayed: new Trend('replayed_url_time', true),
  },

  /** Until an answer's last byte; a playlist that is waited for includes the wait. */
  answer: {
    multivariant: new Trend('multivariant_time', true),
    playlist: new Trend('playlist_time', true),
    init: new Trend('init_time', true),
    segment: new Trend('segment_time', true),
    part: new Trend('part_time', true),
    signIn: new Trend('sign_in_time', true),
    streams: new Trend('streams_time', true),
    stream: new Trend('stream_time', true),
    domains: new Trend('domains_time', true),
    audit: new Trend('audit_time', true),
    account: new Trend('account_time', true),
    /** Until the first byte of a line that stays open. */
    events: new Trend('events_time', true),
    signOut: new Trend('sign_out_time', true),
  },
};
