// Fifty readers at once over a running site, on loopback: `node bench/site-load.mjs http://127.0.0.1:8017 [SECONDS] [PATHS-FILE]`.
// With FRESH=1 in the environment every address of the first round gets a parameter that no page knows, so that none was made
// before. Prints for each kind of page how many answers came, and the median and 95th percentile of their times in milliseconds.
import http from 'node:http';
import { readFileSync } from 'node:fs';

const [base, seconds = '20', file] = process.argv.slice(2);
const READERS = 50;
const MOST = 20_000;
const fresh = process.env.FRESH ? path => `${path}${path.includes('?') ? '&' : '?'}fresh=${process.pid}` : path => path;
const { hostname, port } = new URL(base);
if (!/^(127\.|localhost$|\[::1\]$)/.test(hostname)) throw new Error('only an address of this machine is asked');

const agent = new http.Agent({ keepAlive: true, maxSockets: READERS });
const ask = path => new Promise((resolve, reject) => {
  const begun = performance.now();
  http.get({ hostname, port, path, agent, headers: { 'accept-encoding': 'gzip' } }, response => {
    let size = 0;
    response.on('data', data => { size += data.length; });
    response.on('end', () => resolve({ status: response.statusCode, size, time: performance.now() - begun }));
    response.on('error', reject);
  }).on('error', reject);
});
const json = path => new Promise((resolve, reject) => {
  http.get({ hostname, port, path, agent }, response => {
    let text = '';
    response.on('data', data => { text += data; });
    response.on('end', () => { try { resolve(JSON.parse(text)); } catch (error) { reject(error); } });
  }).on('error', reject);
});

// Kinds of pages, each with many addresses.
async function kinds() {
  if (file) return JSON.parse(readFileSync(file, 'utf8'));
  const pairs = (await json('/pairs.json')).sort((one, other) => other.all - one.all).slice(0, 60);
  const { articles } = await json('/articles.json?page=3');
  const more = (await json('/articles.json?page=40')).articles;
  const keys = [...articles, ...more].map(row => encodeURIComponent(row.key));
  const events = [...articles, ...more].filter(row => row.events).map(row => `${encodeURIComponent(row.key)}/v1`);
  const codes = [...new Set(pairs.flatMap(pair => [pair.one, pair.other]))];
  const words = ['ceasefire', 'drone strike', 'earthquake', 'sanctions', 'election', 'protest', 'talks', 'court', 'bomb*', 'minister'];
  return {
    home: ['/'], pairs: ['/pairs', '/pairs?order=moved'], disputes: ['/disputes', '/disputes?year=2020', '/disputes?party=ISR'], sources: ['/sources'],
    dyad: pairs.map(pair => `/dyad/${pair.one}/${pair.other}`), article: keys.map(key => `/article/${key}`),
    event: events.map(event => `/event/${event}`), party: codes.map(code => `/party/${code}`),
    search: words.map(word => `/search?q=${encodeURIComponent(word)}`),
  };
}

const all = await kinds();
const names = Object.keys(all);
const show = (title, times) => {
  console.log(title);
  for (const name of names) {
    const list = (times[name] || []).sort((one, other) => one - other);
    if (!list.length) continue;
    const at = share => list[Math.min(list.length - 1, Math.floor(list.length * share))].toFixed(0);
    console.log(`  ${name.padEnd(10)} ${String(list.length).padStart(6)} answers  median ${at(0.5).padStart(5)} ms  p95 ${at(0.95).padStart(5)} ms  most ${at(1).padStart(5)} ms`);
  }
};
const failed = {};
async function read(paths, until) {
  const times = {};
  let next = 0;
  const reader = async () => {
    while (performance.now() < until && next < paths.length && next < MOST) {
      const [name, path] = paths[next++];
      const answer = await ask(path);
      if (answer.status === 200) (times[name] ||= []).push(answer.time); else failed[`${answer.status} ${path}`] = (failed[`${answer.status} ${path}`] || 0) + 1;
    }
  };
  await Promise.all(Array.from({ length: READERS }, reader));
  return times;
}
// A fixed order that mixes the kinds.
const once = names.flatMap(name => all[name].map(path => [name, fresh(path)])).sort((one, other) => (one[1].length * 7919 + one[1].charCodeAt(3)) % 101 - (other[1].length * 7919 + other[1].charCodeAt(3)) % 101);
const limit = () => performance.now() + Number(seconds) * 1000;
const begun = performance.now();
show(`each address once, ${READERS} at a time`, await read(once, limit()));
const many = Array.from({ length: MOST }, (_, at) => { const name = names[at % names.length]; return [name, all[name][Math.floor(at / names.length) % all[name].length]]; });
const second = performance.now();
const again = await read(many, limit());
show(`again and again for ${seconds} s, ${READERS} at a time`, again);
const count = Object.values(again).reduce((sum, list) => sum + list.length, 0);
console.log(`${(count / (performance.now() - second) * 1000).toFixed(0)} answers a second; ${((performance.now() - begun) / 1000).toFixed(0)} s in all`);
if (Object.keys(failed).length) { console.log('not answered', failed); process.exitCode = 1; }
agent.destroy();
