// Every page: no complaint of the browser, no fault that matters to axe, nothing wider than the window; a picture of each.
import test, { after, before } from 'node:test';
import assert from 'node:assert/strict';
import { AxeBuilder, HOSTILE, TOKEN, open, picture, tab } from './site.mjs';

let site;
before(async () => { site = await open(); });
after(async () => { if (site) assert.equal(await site.close(), 0, 'the server stops gracefully'); });

const pages = () => ({
  home: '/', pairs: '/pairs', dyad: '/dyad/USA/PAK', thin: '/dyad/USA/AFG', article: `/article/${site.article}`,
  articles: '/articles', event: `/event/${site.article}/v1`, statement: `/statement/${site.article}/s2`,
  deed: `/deed/${site.article}/v1`, party: '/party/PAK', speaker: '/speaker/PAK', outlet: '/outlet/Ost%20Herald',
  disputes: '/disputes', sources: '/sources', search: '/search?q=drone+strike', nothing: '/search?q=zzzz', review: '/review',
  discuss: `/discuss/${site.article}`, rules: '/rules', try: '/try', about: '/about', api: '/api',
});

// axe looks at the narrowest in light and at a wide one in dark: between these nothing that it judges changes.
for (const [width, scheme, judged] of [[360, 'light', true], [768, 'dark', false], [1280, 'dark', true], [1280, 'light', false], [1920, 'dark', false]]) {
  test(`pages at ${width}, ${scheme}`, async () => {
    const { context, page, faults, go } = await tab(site, { viewport: { width, height: 900 }, colorScheme: scheme });
    for (const [name, path] of Object.entries(pages())) {
      await go(path);
      const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.ok(over <= 0, `${name} is ${over}px wider than ${width}`);
      await picture(page, `${name}-${width}-${scheme}`, { fullPage: width < 1900 && name !== 'sources' });
      if (!judged) continue;
      const axe = await new AxeBuilder({ page }).analyze();
      assert.ok(axe.passes.length > 10, `axe looked at ${name}`);
      const grave = axe.violations.filter(fault => ['serious', 'critical'].includes(fault.impact));
      const words = grave.map(fault => `${fault.id}: ${fault.nodes.slice(0, 3).map(node => node.html.slice(0, 160)).join(' | ')}`);
      assert.deepEqual(words, [], `${name} at ${width}`);
    }
    assert.deepEqual(faults, []);
    await context.close();
  });
}

test('hostile stories run nothing, ask for nothing elsewhere and break no layout', async () => {
  const { context, page, faults, go } = await tab(site, { viewport: { width: 768, height: 900 } });
  const { articles } = await (await fetch(`${site.base}/articles.json?from=2011-06-01&until=2011-06-01`)).json();
  const hostile = articles.filter(row => row.key.startsWith('hostile-'));
  assert.equal(hostile.length, HOSTILE.length);
  const paths = ['/', '/articles?from=2011-06-01&until=2011-06-01', '/sources', '/disputes', '/dyad/USA/PAK', '/search?q=diplomats'];
  for (const row of hostile) {
    const key = encodeURIComponent(row.key);
    paths.push(`/article/${key}`, `/discuss/${key}`);
    if (row.events) paths.push(`/event/${key}/v1`, `/deed/${key}/v1`);
    if (row.statements) paths.push(`/statement/${key}/s1`);
    if (row.outlet) paths.push(`/outlet/${encodeURIComponent(row.outlet)}`);
  }
  for (const path of paths) {
    await go(path);
    const seen = await page.evaluate(() => ({
      hit: window.hit, frames: document.querySelectorAll('iframe, img, object, embed').length, scripts: document.scripts.length,
      handlers: [...document.querySelectorAll('*')].filter(node => [...node.attributes].some(at => at.name.startsWith('on') || at.name === 'style')).length,
      links: [...document.links].filter(link => link.protocol === 'javascript:').length,
      over: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    }));
    assert.deepEqual(seen, { hit: undefined, frames: 0, scripts: 1, handlers: 0, links: 0, over: Math.min(0, seen.over) }, path);
  }
  assert.deepEqual(faults, []);
  await context.close();
});

test('without a script every fact is there', async () => {
  const { context, page, faults, go } = await tab(site, { javaScriptEnabled: false });
  for (const path of Object.values(pages())) await go(path);
  await go('/dyad/USA/PAK');
  assert.ok(await page.locator('.chart path.line').count() > 0);
  assert.ok(await page.locator('#deeds .deed').count() > 10);
  await page.locator('#numbers summary').click();
  assert.ok(await page.locator('#numbers tbody tr').first().isVisible());
  await page.locator('.view input[value="alleged"]').check();
  await page.locator('.view select[name="by"]').selectOption('year');
  await page.getByRole('button', { name: 'Draw' }).click();
  assert.match(page.url(), /status=alleged/);
  assert.match(await page.locator('figcaption').innerText(), /by year/);
  await go(`/article/${site.article}`);
  assert.ok(await page.locator('.margin li').count() > 10);
  await page.locator('#q').fill('drone');
  await page.getByRole('button', { name: 'Search' }).click();
  assert.match(page.url(), /\/search\?q=drone/);
  assert.deepEqual(faults, []);
  await context.close();
});

test('with the keyboard alone every control is reached and seen', async () => {
  const { context, page, faults, go } = await tab(site);
  for (const path of ['/', '/dyad/USA/PAK', `/article/${site.article}`, '/disputes', '/review', '/try']) {
    await go(path);
    const wanted = await page.evaluate(() => {
      const all = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]';
      const seen = node => node.checkVisibility() && node.getClientRects().length > 0 && !(node.getAttribute('tabindex') === '-1');
      const nodes = [...document.querySelectorAll(all)].filter(seen).filter(node => {
        // Of a group of choices the keyboard reaches one, and arrows the others.
        if (node.type !== 'radio') return true;
        const group = [...document.querySelectorAll(`input[type=radio][name="${node.name}"]`)].filter(other => other.form === node.form);
        return node === (group.find(other => other.checked) || group[0]);
      });
      nodes.forEach((node, at) => { node.dataset.wanted = at; });
      return nodes.length;
    });
    const reached = new Set();
    for (let step = 0; step < wanted + 30; step += 1) {
      await page.keyboard.press('Tab');
      const here = await page.evaluate(() => {
        const node = document.activeElement;
        if (!node || node === document.body) return null;
        const style = getComputedStyle(node);
        return { at: node.dataset.wanted, seen: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0, what: node.outerHTML.slice(0, 120) };
      });
      if (here && here.at !== undefined) {
        assert.ok(here.seen, `the focus is not seen on ${path}: ${here.what}`);
        reached.add(here.at);
      }
    }
    const missed = await page.evaluate(known => [...document.querySelectorAll('[data-wanted]')].filter(node => !known.includes(node.dataset.wanted)).map(node => node.outerHTML.slice(0, 100)), [...reached]);
    assert.deepEqual(missed, [], path);
  }
  assert.deepEqual(faults, []);
  await context.close();
});

test('a page can be printed', async () => {
  const { context, page, go } = await tab(site);
  for (const path of ['/dyad/USA/PAK', `/article/${site.article}`]) {
    await go(path);
    const paper = await page.pdf({ format: 'A4' });
    assert.ok(paper.length > 20_000, `${path} prints ${paper.length} bytes`);
  }
  await context.close();
});

export { TOKEN };
