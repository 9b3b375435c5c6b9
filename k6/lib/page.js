// The summary as one page without any other file: light and dark, as the reader's system is.

import { percent, rate, time, verdict } from './words.js';

const STYLE = `
:root { color-scheme: light dark;
  --page: light-dark(#f6f7f9, #101418); --card: light-dark(#fff, #181e24); --ink: light-dark(#16202a, #e6ebf0);
  --quiet: light-dark(#5d6b78, #93a1ae); --line: light-dark(#e2e7ec, #2a333c); --accent: light-dark(#0b7285, #3bc9db);
  --soft: light-dark(#cfe6ea, #17424b); --good: light-dark(#1b7f4b, #4cc38a); --bad: light-dark(#c22f3d, #ff7b86); }
* { box-sizing: border-box; margin: 0 }
body { background: var(--page); color: var(--ink); font: 15px/1.5 system-ui, sans-serif; padding: 40px 20px 64px }
main { max-width: 940px; margin: auto; display: grid; gap: 20px }
header { display: flex; flex-wrap: wrap; gap: 8px 16px; align-items: center }
h1 { font-size: 26px; letter-spacing: -.01em } h2 { font-size: 15px; margin-bottom: 14px }
header p { flex-basis: 100%; color: var(--quiet); overflow-wrap: anywhere }
.verdict { border-radius: 99px; padding: 3px 14px; font-weight: 600; border: 1.5px solid }
.good { color: var(--good) } .bad { color: var(--bad) }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(165px, 1fr)); gap: 12px }
.tile, section { background: var(--card); border: 1px solid var(--line); border-radius: 12px }
.tile { padding: 16px 18px } section { padding: 20px 22px; overflow-x: auto }
.tile b { display: block; font-size: 22px; white-space: nowrap; letter-spacing: -.02em; font-variant-numeric: tabular-nums }
.tile span, .rule, small { color: var(--quiet); font-size: 13px }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums }
td, th { padding: 7px 10px; text-align: right; border-top: 1px solid var(--line); white-space: nowrap }
tr:first-child > * { border-top: 0 } th { font-weight: 500; color: var(--quiet); font-size: 13px }
td.words { text-align: left }
td:first-child, th:first-child { text-align: left; padding-left: 0 } td:last-child, th:last-child { padding-right: 0 }
td.mark { width: 24px; font-weight: 700 } td.wide { width: 38% }
.strip { position: relative; height: 12px; min-width: 180px }
.strip i { position: absolute; border-radius: 6px }
.all { top: 4px; height: 4px; background: var(--line) } .most { top: 2px; height: 8px; background: var(--soft) }
.middle { top: 0; height: 12px; width: 4px; margin-left: -2px; background: var(--accent) }
.crowd { display: flex; height: 14px; border-radius: 7px; overflow: hidden; gap: 2px; margin-bottom: 12px }
.crowd i { background: var(--bad) } .crowd .wished { background: var(--accent) }
`;

const WAITED =
  '<small>A playlist or part that is asked for before it exists is waited for; the wait is counted.</small>';

export function page(report) {
  const state = report.passed ? 'good' : 'bad';
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escape(report.title)}: ${verdict(report)}</title><style>${STYLE}</style></head>
<body><main>
<header><h1>${escape(report.title)}</h1><span class="verdict ${state}">${verdict(report)}</span>
<p>${escape(report.target)} · ${when(report)}</p></header>
<div class="tiles">${tiles(report)}</div>
<section><h2>Promises</h2><table>${report.promises.map(promise).join('')}</table></section>
<section><h2>What ${report.audience.name} met</h2><table>${head()}${report.experience.map(trend).join('')}</table></section>
<section><h2>What became of them</h2>${crowd(report.audience)}</section>
<section><h2>Answers, to the last byte</h2><table>${head()}${report.answers.map(trend).join('')}</table>
${report.audience.name === 'viewers' ? WAITED : ''}</section>
</main></body></html>
`;
}

function when({ endedAt, seconds }) {
  return `${endedAt.slice(0, 16).replace('T', ' ')} UTC · ${seconds.toFixed(0)} s`;
}

function tiles(report) {
  const trends = [...report.experience, ...report.answers];
  const show = (name, quantile) => {
    const trend = trends.find((candidate) => candidate.name === name);
    return trend ? time(trend[quantile]) : '–';
  };
  const perSecond = [report.requests.perSecond.toFixed(0), 'requests a second'];
  const tellers = {
    viewers: () => [
      [show('startup_time', 'p(95)'), 'to the picture, for 95 %'],
      [show('live_latency', 'med'), 'behind live, median'],
      [percent(report.stallSharePercent), 'of the time standing still, 95 %'],
      [rate(report.media.bitsPerSecond), 'of media'],
    ],
    people: () => [
      [show('page_time', 'med'), 'a page, median'],
      [show('page_time', 'p(95)'), 'a page, for 95 %'],
      [show('sign_in_time', 'p(95)'), 'to sign in, for 95 %'],
      perSecond,
    ],
    programs: () => [
      [show('api_time', 'med'), 'an answer, median'],
      [show('api_time', 'p(95)'), 'an answer, for 95 %'],
      [show('api_refusal_time', 'p(95)'), 'a refusal, for 95 %'],
      perSecond,
    ],
    guests: () => [
      [show('welcome_time', 'p(95)'), 'to be let in, for 95 %'],
      [show('refusal_time', 'med'), 'a refusal, median'],
      [show('refusal_time', 'p(95)'), 'a refusal, for 95 %'],
      perSecond,
    ],
  };
  const { atOnce, name } = report.audience;
  return [[atOnce, `${name} at once`], ...tellers[name]()]
    .map(([value, label]) => `<div class="tile"><b>${value}</b><span>${label}</span></div>`)
    .join('');
}

function promise({ kept, label, measured, rule }) {
  const mark = kept ? '<td class="mark good">✓</td>' : '<td class="mark bad">✗</td>';
  const words = `<td class="words">${escape(label)}</td>`;
  return `<tr>${mark}${words}<td>${measured}</td><td class="rule">${escape(rule)}</td></tr>`;
}

function head() {
  return '<tr><th></th><th></th><th>times</th><th>median</th><th>95 %</th><th>99 %</th><th>most</th></tr>';
}

/** A row of numbers, with a strip from the least to the most, to 95 %, and the median. */
function trend(values) {
  const { min, max, med, count, label } = values;
  const at = (value) => (max > min ? (100 * (value - min)) / (max - min) : 0).toFixed(1);
  const strip = [
    '<i class="all" style="width:100%"></i>',
    `<i class="most" style="width:${at(values['p(95)'])}%"></i>`,
    `<i class="middle" style="left:${at(med)}%"></i>`,
  ].join('');
  const cells = [med, values['p(95)'], values['p(99)'], max].map((value) => `<td>${time(value)}</td>`);
  return `<tr><td>${escape(label)}</td><td class="wide"><div class="strip">${strip}</div></td>
<td>${count}</td>${cells.join('')}</tr>`;
}

function crowd({ outcomes }) {
  const met = outcomes.filter((outcome) => outcome.count > 0);
  const wished = (name) => (name === outcomes[0].name ? ' class="wished"' : '');
  const bar = met.map(({ name, count }) => `<i${wished(name)} style="flex:${count}"></i>`).join('');
  const rows = met.map(({ label, count }) => `<tr><td>${escape(label)}</td><td>${count}</td></tr>`);
  return `<div class="crowd">${bar}</div><table>${rows.join('')}</table>`;
}

function escape(text) {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
