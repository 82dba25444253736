// The search engine alone, in node: `node --test tests/browser/`.
// With DESKBOOK it is the engine as that program ships it. tests/vectors is written by Rust's own tests, so these hold the two implementations together.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { runInThisContext } from 'node:vm';
import { gzipSync } from 'node:zlib';
import { script } from './shipped.mjs';

const read = path => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');
runInThisContext(script('search/engine'), 'engine.js');
const { open, slots, parts, mark } = globalThis.DeskbookSearch;
const [files, pages] = JSON.parse(read('vectors/index.json'));
const { folder } = JSON.parse(Buffer.from(files.manifest, 'base64'));
const bytes = name => Uint8Array.from(Buffer.from(files[name], 'base64'));

/** A source of index files; `change` may return other bytes or throw. */
function source(change = (name, data) => data) {
  const fetch = async address => {
    const name = address.replace(`${folder}/`, '');
    if (!(name in files) || (name === 'manifest') !== (name === address)) throw new Error('missing');
    return change(name, bytes(name));
  };
  fetch.page = async url => pages[url];
  return fetch;
}

test('terms are the same as in Rust', () => {
  for (const vector of JSON.parse(read('vectors/terms.json'))) {
    assert.deepEqual(slots(vector.text), vector.slots, vector.text);
    assert.deepEqual(parts(vector.text), vector.parts, vector.text);
  }
});

test('answers are the same as in Rust, to the last bit of the score', async () => {
  const engine = await open({ fetch: source() });
  const vectors = JSON.parse(read('vectors/ranking.json'));
  assert.ok(vectors.length > 50);
  for (const vector of vectors) {
    const answer = await engine.search(vector.q, vector.options);
    const name = `${vector.q} ${JSON.stringify(vector.options)}`;
    assert.deepEqual(answer.problems, [], name);
    assert.deepEqual(answer.results.map(r => [r.url, r.score]), vector.results, name);
    assert.deepEqual(answer.corrections.map(c => [c.typed, c.shown]), vector.corrections, name);
    assert.equal(answer.total, vector.total, name);
    assert.deepEqual(answer.terms, vector.terms, name);
  }
});

test('an answer says what was corrected, where it stands, and what to mark', async () => {
  const engine = await open({ fetch: source() });
  const answer = await engine.search('outlok crash resolution', { facets: ['os', 'kind'] });
  assert.deepEqual(answer.corrections, [{ typed: 'outlok', shown: 'outlook' }]);
  const [first] = answer.results;
  assert.equal(first.title, 'Outlook crashes at start');
  assert.deepEqual(first.headings.find(h => h.text === 'Resolution'), { id: 'h0', text: 'Resolution', matched: true });
  assert.deepEqual(mark(first.title, answer.terms).filter(p => p.hit).map(p => p.text), ['Outlook', 'crashes']);
  assert.equal(mark('Überprüfung', ['uberprufung'])[0].hit, true);
  assert.deepEqual(answer.facets.os.map(v => v.slug), ['windows', 'macos']);
  assert.ok(answer.facets.os[0].count > 0);
  assert.deepEqual(answer.facets.kind.map(v => v.slug), ['break-fix', 'known-error']);
});

test('a filter keeps the counts of its own facet, so that others stay one click away', async () => {
  const engine = await open({ fetch: source() });
  const all = await engine.search('slow');
  const mac = await engine.search('slow', { os: 'macos' });
  assert.deepEqual(mac.facets.os, all.facets.os);
  assert.ok(mac.total < all.total);
  assert.ok(mac.results.every(r => r.os.includes('macos')));
});

test('the own system comes first among equals, unless the settings say no', async () => {
  const off = data => new TextEncoder().encode(JSON.stringify({ ...JSON.parse(new TextDecoder().decode(data)), own_system: false }));
  const order = async (change, options) => (await (await open({ fetch: source(change) })).search('slow', options)).results.map(r => [r.url, r.score]);
  const plain = await order();
  assert.notDeepEqual(await order(undefined, { prefer: 'macos' }), plain);
  assert.deepEqual(await order((name, data) => name === 'manifest' ? off(data) : data, { prefer: 'macos' }), plain);
});

test('gzip and plain files are both read', async () => {
  const engine = await open({ fetch: source((name, data) => new Uint8Array(gzipSync(data))) });
  assert.equal((await engine.search('vpn 809')).results[0].url, 'network/vpn-809/');
});

test('a first search reads few files, and a second one only what is new', async () => {
  const asked = [];
  const engine = await open({ fetch: source((name, data) => (asked.push(name), data)) });
  assert.deepEqual(asked, ['manifest']);
  await engine.search('vpn 809');
  assert.equal(new Set(asked).size, asked.length);
  const before = asked.length;
  await engine.search('vpn 809');
  assert.equal(asked.length, before);
});

test('files that are missing, cut short or foreign are named and never stop the rest', { timeout: 60000 }, async () => {
  for (const victim of Object.keys(files).filter(name => name !== 'manifest')) {
    const whole = bytes(victim);
    const damages = [() => { throw new Error('missing'); }, () => new Uint8Array(0), () => new Uint8Array(99).fill(255), () => Uint8Array.from([31, 139, 8, 0])];
    for (let cut = 1; cut < whole.length; cut += 1 + Math.floor(whole.length / 40)) damages.push(() => whole.subarray(0, cut));
    for (const damage of damages) {
      const engine = await open({ fetch: source((name, data) => name === victim ? damage() : data) });
      const answer = await engine.search('outlok slow windows printer', { os: 'windows', kind: 'break-fix', lang: 'en' });
      assert.ok(Array.isArray(answer.results), victim);
    }
  }
  const engine = await open({ fetch: source((name, data) => name[0] === 's' ? new Uint8Array(7).fill(255) : data) });
  const answer = await engine.search('outlook');
  assert.deepEqual(answer.results, []);
  assert.ok(answer.problems.length > 0);
});

test('a file that failed is tried again', async () => {
  let broken = true;
  const engine = await open({ fetch: source((name, data) => { if (broken && name[0] === 'd') throw new Error('offline'); return data; }) });
  assert.ok((await engine.search('vpn')).problems.length > 0);
  broken = false;
  const answer = await engine.search('vpn');
  assert.deepEqual(answer.problems, []);
  assert.equal(answer.results[0].url, 'network/vpn-809/');
});

test('a missing file leads to the manifest, and a new folder to a new start', async () => {
  let gone = false, manifests = 0;
  const other = '0123456789ab', plain = source();
  const fetch = async (address, fresh) => {
    if (address === 'manifest') {
      manifests++;
      assert.equal(!!fresh, manifests > 1, 'only the second time past every cache');
      const manifest = JSON.parse(Buffer.from(files.manifest, 'base64'));
      return Buffer.from(JSON.stringify({ ...manifest, folder: gone ? other : folder }));
    }
    if (address.startsWith(folder) && gone) throw new Error('missing');
    return plain(address.replace(other, folder));
  };
  const engine = await open({ fetch });
  gone = true;
  const answers = await Promise.all([engine.search('vpn 809'), engine.search('outlook')]);
  assert.equal(manifests, 2, 'both questions share the new start');
  for (const { problems, results } of answers) assert.ok(results.length && !problems.length);
});

test('a file that stays missing costs no manifest for every question', async () => {
  let manifests = 0;
  const engine = await open({ fetch: source((name, data) => { if (name === 'manifest') manifests++; if (name[0] === 's') throw new Error('missing'); return data; }) });
  for (const query of ['v', 'vp', 'vpn']) assert.ok((await engine.search(query)).problems.length);
  assert.equal(manifests, 2);
});

test('an index of another format is told from a broken one', async () => {
  const manifest = JSON.parse(Buffer.from(files.manifest, 'base64'));
  await assert.rejects(open({ fetch: async () => Buffer.from(JSON.stringify({ ...manifest, v: 99 })) }), { outdated: true });
  let later = false;
  const engine = await open({ fetch: source((name, data) => {
    if (!later) return data;
    if (name !== 'manifest') throw new Error('missing');
    return Buffer.from(JSON.stringify({ ...manifest, v: 99 }));
  }) });
  later = true;
  await assert.rejects(engine.search('vpn'), { outdated: true });
});

test('without its manifest the engine does not open', async () => {
  await assert.rejects(open({ fetch: async () => { throw new Error('missing'); } }), /missing/);
});
