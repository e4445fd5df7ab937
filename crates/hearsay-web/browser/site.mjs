// A store of our own stories, the site over it, and a browser.
import { createRequire } from 'node:module';
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const require = createRequire(join(process.env.MODULES, 'package.json'));
const { chromium } = require('playwright-core');
export const { AxeBuilder } = require('@axe-core/playwright');

const here = new URL('../../../', import.meta.url).pathname;
export const TOKEN = 'a-token-for-the-browser-tests';

// Hostile words for every field that a line of JSON can bring.
export const HOSTILE = [
  '<script>window.hit = 1</script>',
  '"><img src=x onerror="window.hit = 1">',
  "' onmouseover='window.hit = 1",
  'javascript:window.hit=1',
  '\u202Etxet desrever\u2066',
  '</title></svg></textarea><iframe srcdoc="<script>parent.hit = 1</script>"></iframe>',
  'W'.repeat(4000),
];

const stories = HOSTILE.map((words, at) => ({
  id: `hostile-${at}-${words.slice(0, 60)}`,
  title: `Arland ${words} expelled an envoy`,
  date: '2011-06-01',
  publisher: `Herald ${words.slice(0, 200)}`,
  url: words.slice(0, 200),
  text: `Pakistan expelled three American diplomats on Monday, ${words} said. The United States denied that ${words} had spied.`,
}));
for (let month = 1; month <= 24; month += 1) {
  const date = `${2010 + Math.floor((month - 1) / 12)}-${String((month - 1) % 12 + 1).padStart(2, '0')}-15`;
  stories.push({
    id: `month-${month}`, date, publisher: month % 3 ? 'Ost Herald' : 'Corland Post',
    text: month % 4
      ? `Pakistan criticised the United States on Monday over drone strikes, an official said. Story ${month}.`
      : `The United States gave Pakistan aid worth ${month} million dollars on Monday. Story ${month}.`,
  });
}
// A page of another house: our examples have no outlet.
stories.push({ id: 'plain.json', date: '2011-02-01', title: 'A story whose name ends like a twin', text: 'Nothing happened in Arland on Tuesday.' });

// A picture into the folder of screenshots. A browser that gets no core for a while cannot take one, and is asked again.
export async function picture(page, name, options = {}) {
  const path = join(process.env.SCREENSHOTS, `${name}.png`);
  for (let left = 3; ; left -= 1) {
    try { return await page.screenshot({ path, ...options }); } catch (error) {
      if (left === 1 || !error.message.includes('Unable to capture screenshot')) throw error;
    }
  }
}

export async function open() {
  const folder = mkdtempSync(join(tmpdir(), 'hearsay-browser-'));
  const store = join(folder, 'news.hearsay');
  writeFileSync(join(folder, 'stories.jsonl'), stories.map(story => JSON.stringify(story)).join('\n'));
  writeFileSync(join(folder, 'token'), TOKEN);
  const hearsay = process.env.HEARSAY;
  const added = spawnSync(hearsay, ['add', join(here, 'examples'), join(folder, 'stories.jsonl'), '--store', store], { encoding: 'utf8' });
  if (added.status !== 0) throw new Error(`hearsay add: ${added.stderr}`);
  const server = spawn(hearsay, ['serve', '--store', store, '--port', '0', '--write-token-file', join(folder, 'token'), '--discussion', '--quiet']);
  const base = await new Promise((resolve, reject) => {
    let said = '';
    server.stderr.on('data', data => {
      said += data;
      const address = /http:\/\/127\.0\.0\.1:\d+/.exec(said);
      if (address) resolve(address[0]);
    });
    server.on('exit', code => reject(new Error(`hearsay serve ended with ${code}: ${said}`)));
  });
  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'],
  });
  const found = await (await fetch(`${base}/articles.json?from=2010-12-18&until=2010-12-18`)).json();
  const article = found.articles.find(row => row.headline).key;
  return {
    base, browser, article,
    async close() {
      await browser.close();
      server.removeAllListeners('exit');
      const ended = new Promise(resolve => server.on('exit', resolve));
      server.kill('SIGTERM');
      const code = await ended;
      rmSync(folder, { recursive: true, force: true });
      return code;
    },
  };
}

// A page that remembers every complaint, and every request to anywhere else.
export async function tab(site, options = {}) {
  const context = await site.browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const faults = [];
  page.on('console', message => { if (['error', 'warning'].includes(message.type())) faults.push(`console: ${message.text()}`); });
  page.on('pageerror', error => faults.push(`error: ${error.message}`));
  page.on('dialog', dialog => { faults.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  page.on('request', request => { if (!request.url().startsWith(site.base)) faults.push(`request elsewhere: ${request.url()}`); });
  const go = async path => {
    const response = await page.goto(site.base + path);
    if (response && response.status() >= 400) faults.push(`${path} gives ${response.status()}`);
    return response;
  };
  return { context, page, faults, go };
}
