// Signs a path for Weir, and prints it with its query.
//
//   node sign.mjs a    KEY PATH TIMESTAMP
//   node sign.mjs hmac KEY PATH EXPIRY [w_user=ann w_max=2 ...]

import { createHash, createHmac } from 'node:crypto';

function typeA(key, path, timestamp) {
  const fields = `${timestamp}-0-0`;
  const md5 = createHash('md5').update(`${path}-${fields}-${key}`).digest('hex');
  return `${path}?auth_key=${fields}-${md5}`;
}

function hmacSha256(key, path, expiry, limits) {
  const signed = { w_exp: expiry, ...limits };
  const pairs = Object.keys(signed).sort().map((name) => [name, signed[name]]);
  const lines = ['weir-url-1', limits.w_path ?? path, ...pairs.map((pair) => pair.join('='))];
  const signature = createHmac('sha256', key).update(lines.join('\n')).digest('hex');
  const query = pairs.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&');
  return `${path}?${query}&w_sig=${signature}`;
}

const [form, key, path, time, ...limits] = process.argv.slice(2);
const pair = (limit) => [limit.slice(0, limit.indexOf('=')), limit.slice(limit.indexOf('=') + 1)];
console.log(
  form === 'a'
    ? typeA(key, path, time)
    : hmacSha256(key, path, time, Object.fromEntries(limits.map(pair))),
);
