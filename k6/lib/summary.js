// What remains of a rehearsal: a text for the console, the same beside a page to look at, and the
// numbers for programs.

import { page } from './page.js';
import { settings } from './settings.js';
import { percent, rate, time, verdict } from './words.js';

/** What a reader calls a metric; promises are listed in this order, one without a name is not. */
const LABELS = {
  viewers_arrived: 'Viewers who came',
  viewers_satisfied: 'Viewers who saw what they came for',
  http_req_failed: 'Requests that failed',
  playlist_faults: 'Playlists that could not be used',
  media_gaps: 'Holes in the media',
  stall_share: 'Time that the picture stood still',
  startup_time: 'From arrival to the picture',
  stall_time: 'Each time the picture stood still',
  live_latency: 'Behind the live moment',
  playlist_age: 'Age of the newest listed media',
  part_age: 'Age of an announced part',
  multivariant_time: 'Multivariant playlist',
  playlist_time: 'Media playlist',
  init_time: 'Init segment',
  segment_time: 'Segment',
  part_time: 'Part',
  people_arrived: 'People who came',
  people_content: 'People who did what they came for',
  sign_in_time: 'Signing in',
  page_time: 'Any page',
  events_time: 'Until a page follows what is live',
  streams_time: 'List of streams',
  stream_time: 'Page of a stream',
  domains_time: 'Domains',
  audit_time: 'Audit log',
  account_time: 'Account',
  sign_out_time: 'Signing out',
  programs_arrived: 'Programs that came',
  programs_content: 'Programs that did what they came for',
  api_time: 'Any answer of the API',
  api_token_time: 'Token',
  api_domains_time: 'Domains',
  api_urls_time: 'Signed addresses',
  api_list_time: 'List of streams',
  api_history_time: 'Page of the history',
  api_label_time: 'Labels',
  api_refusal_time: 'Refusal',
  guests_arrived: 'Guests who came',
  guests_content: 'Guests who were judged rightly',
  welcome_time: 'Being let in',
  refusal_time: 'Being refused',
  valid_url_time: 'A right URL',
  same_url_again_time: 'The same URL again',
  expired_url_time: 'An expired one',
  wrong_url_time: 'One of another key',
  replayed_url_time: 'A signature of another path',
};

const SHARES = [
  'viewers_satisfied',
  'people_content',
  'programs_content',
  'guests_content',
  'http_req_failed',
];

/** Who comes: to watch. The first outcome is the one that is wished for. */
export const viewers = {
  name: 'viewers',
  target: settings.url,
  experience: ['startup_time', 'live_latency', 'stall_time', 'playlist_age', 'part_age'],
  answers: ['multivariant_time', 'playlist_time', 'init_time', 'segment_time', 'part_time'],
  outcomes: [
    ['viewers_left', 'left when they had seen enough'],
    ['viewers_gave_up', 'gave up waiting'],
    ['viewers_refused', 'were refused'],
    ['viewers_failed', 'could not go on'],
    ['viewers_saw_the_end', 'saw the stream end'],
  ],
};

/** Who comes: to work in the portal. */
export const people = {
  name: 'people',
  target: settings.portal.url,
  experience: ['sign_in_time', 'page_time', 'events_time', 'sign_out_time'],
  answers: ['streams_time', 'stream_time', 'domains_time', 'audit_time', 'account_time'],
  outcomes: [
    ['people_done', 'did all that they came for'],
    ['people_turned_away', 'were told to come back later'],
    ['people_failed', 'could not go on'],
  ],
};

/** What comes: to work with the API. */
export const programs = {
  name: 'programs',
  target: settings.portal.url,
  experience: ['api_time'],
  answers: [
    'api_token_time',
    'api_domains_time',
    'api_urls_time',
    'api_list_time',
    'api_history_time',
    'api_label_time',
    'api_refusal_time',
  ],
  outcomes: [
    ['programs_done', 'did all that they came for'],
    ['programs_turned_away', 'were told to come back later'],
    ['programs_failed', 'could not go on'],
  ],
};

/** Who comes: with a signed URL, right or wrong. */
export const guests = {
  name: 'guests',
  target: settings.door.page,
  experience: ['welcome_time', 'refusal_time'],
  answers: [
    'valid_url_time',
    'same_url_again_time',
    'expired_url_time',
    'wrong_url_time',
    'replayed_url_time',
  ],
  outcomes: [
    ['guests_judged', 'were judged rightly'],
    ['guests_misjudged', 'were let in wrongly, or refused wrongly'],
    ['guests_unanswered', 'got no answer'],
  ],
};

/**
 * The files of k6's handleSummary; nothing where nobody came, since k6 has said why.
 *
 * @param who viewers, people, programs or guests
 */
export function summarize(title, who, data) {
  const report = reportOf(title, who, data);
  if (report.audience.arrived === 0) return {};
  const text = textOf(report);
  if (settings.report === '') return { stdout: text };
  return {
    stdout: `${text}\n  The same as a page: ${settings.report}.html\n\n`,
    [`${settings.report}.txt`]: text,
    [`${settings.report}.html`]: page(report),
    [`${settings.report}.json`]: `${JSON.stringify(report, null, 2)}\n`,
  };
}

function reportOf(title, who, data) {
  const values = (name) => data.metrics[name]?.values;
  const count = (name) => values(name)?.count ?? 0;
  const seconds = data.state.testRunDurationMs / 1000;
  const bytes = count('media_bytes');
  const promises = promisesOf(data.metrics);
  return {
    title,
    passed: promises.every((promise) => promise.kept),
    endedAt: new Date().toISOString(),
    target: who.target.split('?')[0],
    seconds,
    audience: {
      name: who.name,
      atOnce: values('vus_max')?.max ?? 0,
      arrived: count(`${who.name}_arrived`),
      outcomes: who.outcomes.map(([name, label]) => ({ name, label, count: count(name) })),
    },
    media: { bytes, bitsPerSecond: (8 * bytes) / seconds },
    requests: { count: count('http_reqs'), perSecond: values('http_reqs')?.rate ?? 0 },
    promises,
    stallSharePercent: values('stall_share')?.['p(95)'] ?? 0,
    experience: trendsOf(who.experience, values),
    answers: trendsOf(who.answers, values),
  };
}

function trendsOf(names, values) {
  return names
    .filter((name) => values(name)?.count > 0)
    .map((name) => ({ name, label: LABELS[name], ...values(name) }));
}

function promisesOf(metrics) {
  return Object.keys(LABELS).flatMap((name) =>
    Object.entries(metrics[name]?.thresholds ?? {}).map(([rule, { ok }]) => ({
      name,
      label: LABELS[name],
      rule,
      measured: measured(name, rule, metrics[name].values),
      kept: ok,
    })),
  );
}

/** The value that a rule such as `p(95)<2000` is about, as people write it. */
function measured(name, rule, values) {
  const value = values[/^[a-z]+(\([0-9.]+\))?/.exec(rule)[0]];
  if (value === undefined) return 'none';
  if (SHARES.includes(name)) return percent(100 * value);
  if (name === 'stall_share') return percent(value);
  return rule.startsWith('count') ? String(value) : time(value);
}

function textOf(report) {
  const { audience, media, requests } = report;
  const delivered = media.bytes > 0 ? `${rate(media.bitsPerSecond)}, ` : '';
  const lines = [
    '',
    `  ${report.title}: ${verdict(report)}`,
    `  ${audience.atOnce} ${audience.name} at once, ${audience.arrived} in all, ${report.seconds.toFixed(0)} s`,
    `  ${delivered}${requests.perSecond.toFixed(0)} requests/s`,
    '',
    ...report.promises.map(
      ({ kept, label, measured: value, rule }) =>
        `  ${kept ? '✓' : '✗'} ${label.padEnd(36)}${value.padStart(10)}   ${rule}`,
    ),
    '',
    row('', ['median', '95 %', '99 %', 'most']),
    ...[...report.experience, ...report.answers].map((trend) =>
      row(trend.label, [trend.med, trend['p(95)'], trend['p(99)'], trend.max].map(time)),
    ),
    '',
    ...audience.outcomes
      .filter((outcome) => outcome.count > 0)
      .map((outcome) => `  ${String(outcome.count).padStart(6)} ${outcome.label}`),
    '',
  ];
  return lines.join('\n');
}

function row(label, cells) {
  return `    ${label.padEnd(36)}${cells.map((cell) => cell.padStart(10)).join('')}`;
}
