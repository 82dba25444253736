// Index files that came to harm: cut short at every length, bytes turned over, files swapped, foreign, empty, packed
// garbage, numbers without end. A search ends in time and never throws; what could not be read is named, and rows are rows.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { random } from "./generate.mjs";
import { Search } from "./program.mjs";

const [files] = JSON.parse(readFileSync(new URL("../vectors/index.json", import.meta.url), "utf8"));
const { folder } = JSON.parse(Buffer.from(files.manifest, "base64"));
const names = Object.keys(files), whole = Object.fromEntries(names.map(name => [name, Uint8Array.from(Buffer.from(files[name], "base64"))]));
const QUERIES = [["outlok slow windows printer", { os: "windows", kind: "break-fix", lang: "en", facets: ["os", "kind", "lang"] }], ["ou", { prefer: "macos" }], ["vpn809 -error wi fi 起動しない multi factor authentication docking-staton", {}]];

/** Fails if it takes longer. */
const inTime = (promise, what) => {
  let timer;
  const late = new Promise((_, fail) => { timer = setTimeout(() => fail(new Error(`hangs: ${what}`)), 5000); });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
};

function sane(answer, what) {
  assert.ok(Array.isArray(answer.results) && Array.isArray(answer.problems) && Number.isInteger(answer.total), what);
  for (const row of answer.results) {
    for (const key of ["url", "title", "key", "summary", "crumbs", "kind", "confidence", "lang"]) assert.equal(typeof row[key], "string", `${what}: ${key}`);
    assert.ok(Array.isArray(row.os) && row.headings.every(h => typeof h.text === "string" && typeof h.matched === "boolean"), what);
    assert.ok(Number.isFinite(row.score), what);
  }
  for (const c of answer.corrections) assert.ok(typeof c.typed === "string" && typeof c.shown === "string", what);
  for (const values of Object.values(answer.facets)) for (const v of values) assert.ok(typeof v.slug === "string" && Number.isInteger(v.count), what);
}

/** Searches an index in which one file is another; gives whether the file was read and whether it was complained of. */
async function endure(victim, data, what) {
  let asked = false, named = false;
  const fetch = async address => {
    const name = address.replace(`${folder}/`, "");
    if (name === victim) { asked = true; return data(); }
    if (name in whole) return whole[name];
    throw new Error("missing");
  };
  let engine;
  try { engine = await inTime(Search.open({ fetch }), what); } catch (error) {
    assert.equal(victim, "manifest", `${what}: ${error}`);
    assert.doesNotMatch(error.message, /hangs/);
    return { asked, named: true };
  }
  for (const [query, options] of QUERIES) {
    const answer = await inTime(engine.search(query, options).catch(error => assert.fail(`${what}: ${query}: ${error.stack}`)), what);
    sane(answer, what);
    named ||= answer.problems.some(p => p.startsWith(victim));
  }
  return { asked, named };
}

const LEB = [255, 255, 255, 255, 255, 255, 255, 127], bytes = (...list) => Uint8Array.from(list);
const text = value => new TextEncoder().encode(typeof value === "string" ? value : JSON.stringify(value));
/** Contents that are no index file of any kind. */
const FOREIGN = {
  "nothing": bytes(), "one zero": bytes(0), "all ones": new Uint8Array(300).fill(255), "numbers without end": new Uint8Array(4096).fill(128),
  "a page": text("<!doctype html><title>Not found</title><p>404"), "packed garbage": new Uint8Array(gzipSync(Buffer.from("garbage ".repeat(50)))),
  "the head of a gzip": bytes(31, 139, 8, 0), "a gzip cut short": new Uint8Array(gzipSync(Buffer.alloc(5000, "abc"))).subarray(0, 30), "huge numbers": bytes(...LEB, ...LEB, ...LEB, ...LEB),
  "null": text("null"), "an object": text("{}"), "a number": text("7"), "a list of nulls": text([null, null, null, null, null, null, null, null]), "a list of lists": text([[], [], [], []]),
  "rows of numbers": text(Array.from({ length: 8 }, () => [1, 2, 3, 4, 5, 6, 7, 8, 9, 10])), "a facet that points beyond": text([["windows", "W", 99, [0, 1]], ["x", "X", -1, [1e9]]]), "deep brackets": text("[".repeat(50000)),
};

test("what is no index file is named", { timeout: 120_000 }, async () => {
  for (const victim of names) for (const [kind, data] of Object.entries(FOREIGN)) {
    const what = `${victim} is ${kind}`, { asked, named } = await endure(victim, () => data, what);
    // A list of known words has no frame of its own: some bytes are words like others, and an empty list is a list.
    if (asked && victim[0] !== "w") assert.ok(named, `${what}, and nobody says so`);
  }
});

test("a file that is missing or late is named", async () => {
  for (const victim of names) {
    const { asked, named } = await endure(victim, () => { throw new Error("missing"); }, victim);
    assert.equal(named, asked, victim);
  }
});

test("a packed file that is cut short anywhere is named", { timeout: 120_000 }, async () => {
  for (const victim of names) {
    const packed = new Uint8Array(gzipSync(whole[victim])), step = Math.max(1, Math.floor(packed.length / 8));
    for (let cut = 0; cut < packed.length; cut += step) {
      const { asked, named } = await endure(victim, () => packed.subarray(0, cut), `${victim} cut at ${cut}`);
      assert.equal(named, asked, `${victim} cut at ${cut}`);
    }
  }
});

test("an unpacked file that is cut short anywhere does no harm", { timeout: 120_000 }, async () => {
  for (const victim of names) {
    const data = whole[victim], step = data.length < 400 ? 1 : Math.ceil(data.length / 30);
    for (let cut = 0; cut < data.length; cut += step) {
      const { asked, named } = await endure(victim, () => data.subarray(0, cut), `${victim} cut at ${cut}`);
      if (asked && victim[0] !== "w") assert.ok(named, `${victim} cut at ${cut}`);
    }
  }
});

test("bytes turned over and files swapped do no harm", { timeout: 120_000 }, async () => {
  const r = random(4711);
  for (let round = 0; round < 400; round++) {
    // Shards are what is read by position, so they get most of it.
    const victim = r.pick(r.chance(50) ? names.filter(name => name[0] === "s") : names), data = Uint8Array.from(whole[victim]);
    if (r.chance(15)) data.set(whole[r.pick(names)].subarray(0, data.length));
    for (let n = 1 + r.below(8); n; n--) {
      // The head of a file holds its lengths.
      const at = r.below(r.chance(40) ? Math.min(16, data.length) : data.length);
      if (r.chance(30)) data.set(LEB.slice(0, data.length - at), at); else data[at] = r.pick([r.below(256), 0, 127, 128, 255, data[at] ^ 1 << r.below(8)]);
    }
    await endure(victim, () => data, `${victim}, round ${round}`);
  }
});

test("hostile queries are answered in time", { timeout: 60_000 }, async () => {
  const engine = await Search.open({ fetch: async address => whole[address.replace(`${folder}/`, "")] ?? assert.fail(address) });
  const long = ["a", "-a ", "\"", "\"a b\" ", "vpn-", "0x", "'", "l'", "é", "起", "👩‍💻", " ", "outlok ", "((", "\\", "\u0301", "a\u200d", "\ud800", "1-", "constructor "].map(part => part.repeat(Math.ceil(100_000 / part.length)));
  for (const query of [...long, "\ud800", "\udfff vpn", "\0", "__proto__", "constructor toString valueOf"]) {
    const start = performance.now();
    sane(await engine.search(query, { facets: ["os", "constructor"] }), query.slice(0, 20));
    assert.ok(performance.now() - start < 3000, `${JSON.stringify(query.slice(0, 20))} took ${performance.now() - start} ms`);
  }
  // One bad question does not spoil the next.
  assert.equal((await engine.search("vpn 809")).results[0].url, "network/vpn-809/");
});
