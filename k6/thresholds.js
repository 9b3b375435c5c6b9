// When a rehearsal counts as passed: the only file to change for an installation with other promises.
// Times are milliseconds, shares are percent; lib/metrics.js says what each name measures.

const everyone = {
  viewers_arrived: ['count>0'],
  viewers_satisfied: ['rate>0.99'],
  http_req_failed: ['rate<0.001'],
  playlist_faults: ['count==0'],
  media_gaps: ['count==0'],
};

/** Plain HLS: three segments of two seconds behind, and up to one more while it is being cut. */
export const plain = {
  ...everyone,
  stall_share: ['p(95)<1'],
  startup_time: ['p(95)<2000'],
  live_latency: ['p(95)<10000'],
};

/** Low-latency HLS: a second behind, with parts of 200 ms. */
export const lowLatency = {
  ...everyone,
  stall_share: ['p(95)<5'],
  startup_time: ['p(95)<1500'],
  live_latency: ['p(95)<2500'],
  playlist_age: ['p(95)<400'],
  part_age: ['p(95)<400'],
};

/** The portal: answers come at once; signing in takes the time of an argon2id hash, on purpose. */
export const portal = {
  people_arrived: ['count>0'],
  people_content: ['rate>0.99'],
  http_req_failed: ['rate<0.001'],
  sign_in_time: ['p(95)<1500'],
  page_time: ['p(95)<250'],
  events_time: ['p(95)<250'],
};

/** Signed URLs: each is judged rightly, and a refusal costs no more than a welcome. */
export const tokens = {
  guests_arrived: ['count>0'],
  guests_content: ['rate==1'],
  http_req_failed: ['rate<0.001'],
  welcome_time: ['p(95)<100'],
  refusal_time: ['p(95)<100'],
};

/** The API: answers come at once, refusals too; those that programs ask for are no failures. */
export const api = {
  programs_arrived: ['count>0'],
  programs_content: ['rate>0.99'],
  http_req_failed: ['rate<0.001'],
  api_time: ['p(95)<250'],
};
