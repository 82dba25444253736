// One ranking: `deskbook search` and the engine of the site give the same answers, over the demo base and over generated
// ones: the same ten articles, scores equal to the last bit, the same number, the same corrections.
import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { before, test } from "node:test";
import { base, queries as derived, random } from "./generate.mjs";
import { ask, build, engine, repository, scratch } from "./program.mjs";

const work = scratch();

/** What both sides must agree on. */
const told = answer => ({
  total: answer.total,
  results: answer.results.map(r => [r.url, r.score]),
  corrections: answer.corrections.map(c => [c.typed, c.shown, !!c.known]),
  // Where it was asked; the engine leaves out what it did not look at.
  explain: answer.explain,
  why: answer.results.map(r => r.why && { title: 1, prior: 1, ...JSON.parse(JSON.stringify(r.why)) }),
});

/** Asks both sides; `flags` and `options` say the same to each. The terminal speaks the site's language unless it is told
    otherwise, as the site's pages do. Gives the number of queries. */
async function compare(root, site, queries, flags = [], options = {}) {
  const terminal = ask(root, queries, ...flags), browser = await engine(site), differing = [];
  for (const expected of terminal) {
    const answer = await browser.search(expected.query, { speak: "en", ...options });
    assert.deepEqual(answer.problems, [], expected.query);
    try { assert.deepEqual(told(answer), told(expected)); } catch {
      differing.push({ query: expected.query, options, browser: told(answer), terminal: told(expected) });
    }
  }
  assert.equal(differing.length, 0, `${differing.length} of ${queries.length} differ: ${JSON.stringify(differing.slice(0, 5), null, 1)}`);
  return queries.length;
}

let compared = 0;
const count = async promise => { compared += await promise; };

const lines = path => readFileSync(join(repository, path), "utf8").split("\n").filter(Boolean);

test("over the demo base", { timeout: 120_000 }, async t => {
  const site = join(work, "demo"), edition = ["--audience", "internal"];
  build(repository, site, ...edition);
  const written = lines("tests/vectors/demo-queries.txt");
  assert.ok(new Set(written).size >= 200);
  const rows = ask(repository, ["deskbook error windows outlook vpn account mail the a"], "--limit", "200", ...edition)[0].results;
  const articles = rows.map(row => ({ title: row.title, code: row.codes[0] ?? "", symptoms: [row.summary], text: row.summary, id: row.id || "KB0001" }));
  assert.ok(articles.length > 40, "most of the base is found by its commonest words");
  const asked = lines("tests/vectors/questions.jsonl").map(line => JSON.parse(line).query);
  const all = [...new Set([...written, ...asked, ...derived(random(1), articles)])], few = written.filter((_, i) => i % 3 === 0);
  assert.ok(all.length > 500);
  await t.test("as typed", () => count(compare(repository, site, all, edition)));
  for (const [flags, options] of [
    [["--os", "windows-11"], { prefer: "windows-11" }],
    [["--os", "macos", "--limit", "3"], { prefer: "macos", limit: 3 }],
    [["--product", "outlook"], { product: "outlook" }],
    [["--category", "network"], { category: "network" }],
    [["--type", "break-fix", "--limit", "40"], { kind: "break-fix", limit: 40 }],
    [["--lang", "de"], { lang: "de" }],
    [["--speak", "de"], { speak: "de" }],
    [["--explain", "--os", "windows-11", "--limit", "20"], { explain: true, prefer: "windows-11", limit: 20 }],
    [["--lang", "en", "--category", "windows", "--os", "windows"], { lang: "en", category: "windows", prefer: "windows" }],
  ]) await t.test(flags.join(" "), () => count(compare(repository, site, few, [...edition, ...flags], options)));
});

for (const [seed, size] of [[7, 30], [11, 300], [13, 2000]]) {
  test(`over a generated base of ${size} articles`, { timeout: 180_000 }, async t => {
    const root = join(work, `base-${size}`), site = join(work, `site-${size}`), made = base(seed, size);
    for (const [path, text] of Object.entries(made.files)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    build(root, site);
    assert.ok(made.queries.length >= 150);
    await t.test("as typed", () => count(compare(root, site, made.queries)));
    const few = made.queries.filter((_, i) => i % 4 === 0);
    for (const [flags, options] of [
      [["--os", "windows"], { prefer: "windows" }],
      [["--os", "windows-10", "--lang", "en"], { prefer: "windows-10", lang: "en" }],
      [["--product", "outlook", "--limit", "30"], { product: "outlook", limit: 30 }],
      [["--category", "network"], { category: "network" }],
      [["--speak", "fr", "--explain"], { speak: "fr", explain: true }],
      [["--type", "faq", "--lang", "de"], { kind: "faq", lang: "de" }],
    ].slice(size > 1000 ? -1 : 0)) await t.test(flags.join(" "), () => count(compare(root, site, few, flags, options)));
    await t.test("what stands beside a filter is what it leaves", () => honest(site, few));
  });
}

/** The number beside a value of a facet is the number of answers once it is chosen. */
async function honest(site, queries) {
  const browser = await engine(site), facets = ["os", "product", "category", "kind", "lang"];
  for (const query of queries.slice(0, 20)) {
    const all = await browser.search(query, { facets });
    for (const name of facets) for (const value of all.facets[name] ?? []) {
      const chosen = await browser.search(query, { [name]: value.slug });
      assert.equal(chosen.total, Math.max(value.count, chosen.results.length), `${query} ${name}=${value.slug}`);
    }
  }
}

test("that were several hundred", () => {
  console.log(`${compared} answers compared`);
  assert.ok(compared > 1500, `${compared}`);
});
