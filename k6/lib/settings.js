// What a rehearsal is told, by environment variables that `./weir load` sets.

const units = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

const quickstart = __ENV.LOAD_QUICKSTART ? JSON.parse(open(__ENV.LOAD_QUICKSTART)) : {};

const durationMs = duration('LOAD_DURATION', '60s');

/** Open sessions that the portal gives one account. */
const MAX_SESSIONS = 20;

/** Programs that together ask no more than a tenant may, each once a second. */
const MAX_PROGRAMS = 15;

export const settings = {
  /** The signed address of the multivariant playlist. */
  url: withContainer(__ENV.LOAD_URL || quickstart.hlsUrl || ''),
  viewers: whole('LOAD_VIEWERS', 50),
  durationMs,
  /** Time over which the audience arrives. */
  arrivalMs: duration('LOAD_ARRIVAL', `${Math.min(durationMs / 4, 30_000)}ms`),
  /** Mean time that a viewer stays; who leaves is followed by a new one. */
  stayMs: duration('LOAD_STAY', '5m'),
  /** A viewer who has waited so long for the picture, or for it to go on, gives up. */
  patienceMs: duration('LOAD_PATIENCE', '10s'),
  /** highest, lowest or any. */
  variant: oneOf('LOAD_VARIANT', ['highest', 'lowest', 'any']),
  /** Where portal and API are, and who works there. */
  portal: {
    url: (__ENV.LOAD_PORTAL || quickstart.portalUrl || '').replace(/\/+$/, ''),
    email: __ENV.LOAD_EMAIL || quickstart.email || '',
    password: __ENV.LOAD_PASSWORD || quickstart.password || '',
    /** What programs prove themselves with. */
    key: __ENV.LOAD_KEY || quickstart.apiKey || '',
    stream: quickstart.pushDomain ? `/streams/${quickstart.pushDomain}/live/demo01` : '',
  },
  /** Portal sessions at once; one account has no more than 20, and the oldest makes room. */
  people: Math.min(MAX_SESSIONS, whole('LOAD_VIEWERS', 10)),
  /** Programs of the API at once. */
  programs: Math.min(MAX_PROGRAMS, whole('LOAD_VIEWERS', 10)),
  /** The watch page that guests ask for, and the key that its URLs are signed with. */
  door: {
    page: (__ENV.LOAD_URL || quickstart.watchUrl || '').split('?')[0],
    key: __ENV.LOAD_SIGNING_KEY || quickstart.playKey || '',
  },
  insecure: __ENV.LOAD_INSECURE === 'yes',
  /** Where the summaries go; an extension is added. */
  report: __ENV.LOAD_REPORT || '',
};

/** A value that cannot be used ends the run at once, by the name of its option. */
function refuse(name, text, wanted) {
  throw new Error(`--${name.replace('LOAD_', '').toLowerCase()}: '${text}' is ${wanted}`);
}

function whole(name, otherwise) {
  const text = __ENV[name] || String(otherwise);
  if (!/^[1-9][0-9]{0,5}$/.test(text)) refuse(name, text, 'no number of viewers');
  return Number(text);
}

function duration(name, otherwise) {
  const text = __ENV[name] || otherwise;
  const match = /^([0-9]+(?:\.[0-9]+)?)(ms|s|m|h)$/.exec(text);
  if (match === null) refuse(name, text, 'no duration such as 30s, 5m or 1h');
  return Number(match[1]) * units[match[2]];
}

function oneOf(name, values) {
  const text = __ENV[name] || values[0];
  if (!values.includes(text)) refuse(name, text, `none of ${values.join(', ')}`);
  return text;
}

function withContainer(url) {
  const container = __ENV.LOAD_CONTAINER;
  return container ? `${url}${url.includes('?') ? '&' : '?'}container=${container}` : url;
}
