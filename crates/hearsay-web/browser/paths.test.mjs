// The main paths through the site.
import test, { after, before } from 'node:test';
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { TOKEN, open, picture, tab } from './site.mjs';

let site;
before(async () => { site = await open(); });
after(async () => { if (site) assert.equal(await site.close(), 0, 'the server stops gracefully'); });

const shot = (page, name) => picture(page, name, { fullPage: true });

test('from home to the sentence in three clicks', async () => {
  const { context, page, faults, go } = await tab(site);
  await go('/');
  await page.locator('.movers a[href^="/dyad/"], .rubric a[href="/pairs"]').first().click();
  if (page.url().endsWith('/pairs')) await page.locator('a[href="/dyad/PAK/USA"]').first().click();
  await page.locator('#deeds .deed .news a').first().click();
  assert.match(page.url(), /\/article\/.+#\d+-\d+$/);
  const lit = await page.evaluate(() => [...(CSS.highlights.get('asked') || [])].map(range => range.toString()).join(''));
  assert.ok(lit.length > 10, `the sentence is lit: ${lit}`);
  assert.deepEqual(faults, []);
  await context.close();
});

test('a drawing is zoomed by dragging and by keyboard, and its marks are read', async () => {
  const { context, page, faults, go } = await tab(site);
  await go('/dyad/USA/PAK');
  const plot = page.locator('.plot');
  const box = await plot.boundingBox();
  const wide = () => page.locator('.plot-in').evaluate(node => node.offsetWidth);
  const before = await wide();
  await page.mouse.move(box.x + box.width * 0.3, box.y + 100);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.6, box.y + 120, { steps: 5 });
  await page.mouse.up();
  await page.waitForFunction(width => document.querySelector('.plot-in').offsetWidth > width * 2, before);
  assert.match(page.url(), /from=\d{4}-\d\d-\d\d&until=\d{4}-\d\d-\d\d/);
  const left = await plot.evaluate(node => node.scrollLeft / node.querySelector('.plot-in').offsetWidth);
  assert.ok(left > 0.2 && left < 0.4, `the part that was drawn over is shown: ${left}`);
  await picture(page, 'dyad-zoomed');
  await plot.focus();
  await page.keyboard.press('0');
  assert.equal(await wide(), before);
  await page.keyboard.press('+');
  assert.ok(await wide() > before * 1.9);
  await page.keyboard.press('ArrowLeft');
  await page.getByRole('button', { name: 'Show all' }).click();
  assert.ok(!page.url().includes('from='), page.url());
  // What has the focus is read in the line above.
  const mark = page.locator('.quarters a').first();
  await mark.focus();
  assert.match(await page.locator('.reading output').innerText(), /\d{4}.*(reported|claimed|alleged)/);
  // A time clicked filters the list, and the address holds it.
  const time = page.locator('.plot a[tabindex="-1"]').nth(5);
  await go(new URL(await time.getAttribute('href'), page.url()).href.replace(site.base, ''));
  assert.match(page.url(), /in=\d{4}/);
  assert.match(await page.locator('#deeds .rubric').innerText(), /all deeds/);
  assert.deepEqual(faults, []);
  await context.close();
});

test('switches are in the address, and the address gives the same view again', async () => {
  const { context, page, faults, go } = await tab(site);
  await go('/dyad/USA/PAK');
  await page.locator('input[name="status"][value="alleged"]').check();
  await page.locator('input[name="way"][value="back"]').check();
  await page.locator('select[name="quad"]').selectOption('verbal-conflict');
  await page.locator('select[name="by"]').selectOption('month');
  await page.getByRole('button', { name: 'Draw' }).click();
  const caption = await page.locator('.chart figcaption p').innerText();
  assert.match(caption, /said, against.*alleged.*Pakistan to United States.*by month/);
  await go(page.url().replace(site.base, ''));
  assert.equal(await page.locator('.chart figcaption p').innerText(), caption);
  assert.ok(await page.locator('input[name="way"][value="back"]').isChecked());
  await go('/dyad/USA/PAK?from=2011-01-01&until=2011-12-31&by=month');
  assert.equal(await page.locator('.plot').getAttribute('data-from'), '2011-01-01');
  await page.getByRole('link', { name: 'all days' }).click();
  assert.ok(!page.url().includes('from='));
  assert.deepEqual(faults, []);
  await context.close();
});

test('search: the slash key, words, facets, and names', async () => {
  const { context, page, faults, go } = await tab(site);
  await go('/about');
  await page.keyboard.press('/');
  await page.keyboard.type('drone');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/search\?q=drone/);
  const all = await page.locator('#deeds-h').count();
  assert.equal(all, 1);
  await page.locator('.facets a').filter({ hasText: 'claimed' }).first().click();
  assert.match(page.url(), /status=claimed/);
  const footings = await page.locator('section[aria-labelledby="deeds-h"] .deed .foot').allInnerTexts();
  assert.ok(footings.length > 0 && footings.every(row => row === 'claimed'), footings.join());
  await page.locator('#q').fill('USA PAK');
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: 'USA and PAK: how they stand' }).click();
  await page.waitForURL(/\/dyad\/USA\/PAK/);
  await page.waitForLoadState();
  await page.keyboard.press('/');
  await page.keyboard.type('Raymond Davis');
  await page.keyboard.press('Enter');
  await page.waitForURL(/q=Raymond/);
  await page.getByRole('link', { name: /Raymond Davis as a party/ }).click();
  await page.waitForURL(/\/party\/Raymond/);
  assert.match(await page.locator('h1').innerText(), /Raymond Davis/);
  assert.deepEqual(faults, []);
  await context.close();
});

test('a pasted story is read and not kept', async () => {
  const { context, page, faults, go } = await tab(site);
  await go('/try');
  await page.locator('#story').fill('Arland expelled three Breland diplomats on Monday, a spokesman said.\n\nBreland denied that its diplomats had spied.');
  await page.locator('input[name="date"]').fill('2011-01-06');
  await page.getByRole('button', { name: 'Read' }).click();
  await page.locator('.margin').first().waitFor();
  assert.match(await page.locator('.body').innerText(), /expelled three Breland diplomats/);
  assert.ok(await page.locator('.ev').count() > 0);
  await shot(page, 'try-read');
  const found = await (await fetch(`${site.base}/search.json?q=Breland+diplomats`)).json();
  assert.equal(found.events.length, 0);
  assert.deepEqual(faults, []);
  await context.close();
});

test('review: a reading is corrected, and stands beside what was read', async () => {
  const { context, page, faults, go } = await tab(site);
  await go('/review');
  await page.locator('#token').fill(TOKEN);
  await page.getByRole('button', { name: 'Enter' }).click();
  await page.locator('#held').waitFor();
  await shot(page, 'review-queue');
  await go(`/event/${site.article}/v1`);
  await page.locator('input[name="verdict"][value="corrected"]').check();
  await page.locator('input[name="did"]').fill('withdraw-envoy');
  await page.locator('textarea[name="why"]').fill('An officer is no envoy.');
  await page.getByRole('button', { name: 'Keep' }).click();
  assert.match(await page.locator('#main').innerText(), /did: withdraw-envoy/);
  await shot(page, 'event-reviewed');
  await go(`/article/${site.article}`);
  assert.match(await page.locator('.hand').first().innerText(), /Corrected.*withdraw-envoy.*Read by machine as/s);
  assert.match(await (await fetch(`${site.base}/review/labels`)).text(), /"deed":"withdraw-envoy"/);
  await go('/review');
  await page.getByRole('button', { name: 'Leave' }).click();
  await page.locator('#token').waitFor();
  assert.deepEqual(faults, []);
  await context.close();
});

test('discussion: a comment stands, another waits, and a moderator decides', async () => {
  const { context, page, faults, go } = await tab(site);
  const say = async text => {
    await go(`/article/${site.article}`);
    await page.locator('#talk input[name="author"]').fill('Ann Ost');
    await page.locator('#comment').fill(text);
    await page.getByRole('button', { name: 'Send' }).click();
    return page.locator('.told').innerText();
  };
  assert.match(await say('The officials who spoke of the agency and its officer in Islamabad name nobody; the strike and the complaint are on record.'), /stands under the article/);
  await shot(page, 'discuss-told');
  assert.match(await say('Wonderful handbags and watches, idiots, at our online warehouse'), /waits for a moderator[\s\S]*rule asks for 20[\s\S]*idiots/);
  await go(`/article/${site.article}`);
  assert.equal(await page.locator('#talk .comment').count(), 1);
  await page.locator('#talk').getByRole('link', { name: 'Answer' }).click();
  await page.locator('input[name="author"]').fill('Bob');
  await page.locator('#comment').fill('The officer of the agency left Islamabad all the same, as the officials said, after the complaint.');
  await page.getByRole('button', { name: 'Send' }).click();
  await page.getByRole('link', { name: 'Back to the article' }).click();
  assert.equal(await page.locator('#talk .depth-1').count(), 1);
  await shot(page, 'article-discussed');
  await go('/review');
  await page.locator('#token').fill(TOKEN);
  await page.getByRole('button', { name: 'Enter' }).click();
  await page.locator('.held mark').waitFor();
  await shot(page, 'review-held');
  await page.locator('.held input[value="decline"]').check();
  await page.locator('.held input[name="why"]').fill('No advertising.');
  await page.getByRole('button', { name: 'Decide' }).click();
  assert.match(await page.locator('#held').innerText(), /None waits/);
  assert.deepEqual(faults, []);
  await context.close();
});

test('an empty store explains itself', async () => {
  // The page is the same template; the store is another.
  const { spawn } = await import('node:child_process');
  const { mkdtempSync, rmSync } = await import('node:fs');
  const { tmpdir } = await import('node:os');
  const folder = mkdtempSync(join(tmpdir(), 'hearsay-empty-'));
  const server = spawn(process.env.HEARSAY, ['serve', '--store', join(folder, 'empty.hearsay'), '--port', '0', '--quiet']);
  const base = await new Promise(resolve => {
    let said = '';
    server.stderr.on('data', data => { said += data; const address = /http:\/\/127\.0\.0\.1:\d+/.exec(said); if (address) resolve(address[0]); });
  });
  const { context, page, faults, go } = await tab({ ...site, base });
  await go('/');
  assert.match(await page.locator('main').innerText(), /This store is empty/);
  await page.locator('#story').waitFor();
  await shot(page, 'home-empty');
  assert.deepEqual(faults, []);
  await context.close();
  server.kill('SIGTERM');
  await new Promise(resolve => server.on('exit', resolve));
  rmSync(folder, { recursive: true, force: true });
});
