// The engine over index files that chance has harmed: bytes, numbers, words and rows, one file or several at once, and
// queries made of pieces. Every question is answered in time or refused in a sentence; nothing of the script's own inside
// (a TypeError, a RangeError) comes out. DESKBOOK_FUZZ_SECONDS makes it long, DESKBOOK_FUZZ_SEED makes it another.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { random } from "./generate.mjs";
import { Search } from "./program.mjs";

const [files, pages] = JSON.parse(readFileSync(new URL("../vectors/index.json", import.meta.url), "utf8"));
const { folder } = JSON.parse(Buffer.from(files.manifest, "base64"));
const names = Object.keys(files), whole = Object.fromEntries(names.map(name => [name, Uint8Array.from(Buffer.from(files[name], "base64"))]));
const seconds = Number(process.env.DESKBOOK_FUZZ_SECONDS ?? 0), seed = Number(process.env.DESKBOOK_FUZZ_SEED ?? 1);

const TOKENS = ["null", "true", "-1", "1e9", "1e999", "0.5", "9007199254740993", "\"\"", "\"a|b=c\\n\"", "\"__proto__\"", "\"constructor\"", "[]", "{}", "[[]]", "[null]", ",", ":", "[", "]", "{", "}", "\"\\ud800\"", "\"\\u0000\"", "\"<b>\"", "\"javascript:alert(1)\""];
const BYTES = [[0], [127], [128], [255], [128, 0], [255, 255, 255, 255, 15], [255, 255, 255, 255, 255, 255, 255, 127], [128, 128, 128, 128, 128, 128, 128, 128, 128, 1], [42], [10], [0xc3], [0xe2, 0x82], [0xf0, 0x9f, 0x92, 0xbb]];
const PIECES = ["vpn", "809", "outlok", "outlook", "slow", "windows", "ou", "printer", "multi factor", "docking-staton", "wi fi", "起動しない", "-error", "\"vpn error\"", "-", "\"", " ", "0x80070005", "kb", "é", "\u0301", "\ud800", "constructor", "a", "1", "👩‍💻", "*", "c++", "."];

/** Puts `put` in place of `gone` bytes at `at`. */
const splice = (data, at, gone, put) => Uint8Array.from([...data.subarray(0, at), ...put, ...data.subarray(at + gone)]);

function harm(r, data) {
  for (let n = 1 + r.below(5); n; n--) {
    // The head of a file holds its lengths and counts.
    const at = r.below(1 + (r.chance(30) ? Math.min(24, data.length) : data.length)), size = Math.min(data.length - at, r.below(r.chance(80) ? 8 : 200));
    const other = whole[r.pick(names)], from = r.below(other.length + 1);
    data = [
      () => splice(data, at, Math.min(1, size), [r.below(256)]),
      () => splice(data, at, size, r.pick(BYTES)),
      () => splice(data, at, 0, r.pick(BYTES)),
      () => splice(data, at, size, []),
      () => splice(data, at, 0, data.subarray(at, at + size)),
      () => splice(data, at, size, other.subarray(from, from + r.below(60))),
      () => splice(data, at, 0, Array.from({ length: r.pick([2, 50, 2000]) }, () => [...data.subarray(at, at + Math.min(size, 8))]).flat()),
      () => token(r, data),
      () => token(r, data),
    ][r.below(9)]();
  }
  return r.chance(10) ? new Uint8Array(gzipSync(data)) : data;
}

/** A value of a JSON file in place of another. */
function token(r, data) {
  const text = new TextDecoder().decode(data), found = [...text.matchAll(/"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?|null|true|false|[[\]{}]/g)];
  if (!found.length) return splice(data, r.below(data.length + 1), 0, r.pick(BYTES));
  const here = r.pick(found), put = r.chance(70) ? r.pick(TOKENS) : r.pick(found)[0];
  return new TextEncoder().encode(text.slice(0, here.index) + put + text.slice(here.index + here[0].length));
}

/** Fails if it takes longer; this is no measure of speed. */
const inTime = (promise, what) => {
  let timer;
  const late = new Promise((_, fail) => { timer = setTimeout(() => fail(new Error(`hangs: ${what}`)), 20_000); });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
};

/** An error that a reader may see: a sentence, not the script's inside. */
function clear(error, what) {
  assert.equal(error.constructor, Error, `${what}: ${error.stack}`);
  assert.doesNotMatch(error.message, /hangs|undefined|is not (a function|iterable|an object)|cannot read/i, what);
}

function sane(answer, what) {
  assert.ok(Array.isArray(answer.results) && Array.isArray(answer.problems) && Number.isInteger(answer.total), what);
  assert.ok(answer.total >= answer.results.length, what);
  for (const row of answer.results) {
    for (const key of ["url", "title", "key", "summary", "crumbs", "kind", "confidence", "lang"]) assert.equal(typeof row[key], "string", `${what}: ${key}`);
    assert.ok(Array.isArray(row.os) && row.headings.every(h => typeof h.text === "string" && typeof h.matched === "boolean"), what);
    assert.ok(Number.isFinite(row.score), what);
    assert.ok(Search.mark(row.title, answer.terms).every(part => typeof part.text === "string"), what);
  }
  for (const c of answer.corrections) assert.ok(typeof c.typed === "string" && typeof c.shown === "string", what);
  for (const problem of answer.problems) {
    assert.equal(typeof problem, "string", what);
    assert.doesNotMatch(problem, /is not (a function|iterable|an object)|cannot read prop/i, what);
  }
  for (const values of Object.values(answer.facets)) for (const v of values) assert.ok(typeof v.slug === "string" && Number.isInteger(v.count), what);
}

/** The pieces of one question. */
function question(r) {
  const query = r.some(PIECES, 1 + r.below(5)).join(r.pick([" ", " ", "", "-"]));
  const options = r.pick([{}, { os: "windows" }, { kind: "break-fix", facets: ["os", "kind", "lang"] }, { prefer: "macos" }, { limit: r.pick([1, 3, 200]) }, { lang: "en", speak: "de" }]);
  return [query, options];
}

async function round(r, number) {
  const victims = r.chance(75) ? [r.pick(names)] : names.filter(() => r.chance(30));
  const harmed = Object.fromEntries(victims.map(name => [name, harm(r, whole[name])]));
  const what = `round ${number} of seed ${seed}: ${victims.join(" ")}`;
  const fetch = async address => {
    const name = address.replace(`${folder}/`, ""), data = harmed[name] ?? whole[name];
    if (!data) throw new Error("missing");
    return data;
  };
  fetch.page = async url => { if (!Object.hasOwn(pages, url)) throw new Error("missing"); return pages[url]; };
  let engine;
  try { engine = await inTime(Search.open({ fetch }), what); } catch (error) {
    clear(error, what);
    assert.ok(victims.includes("manifest"), `${what}: ${error.stack}`);
    return false;
  }
  for (let n = 3; n; n--) {
    const [query, options] = question(r), asked = `${what}: ${JSON.stringify(query)} ${JSON.stringify(options)}`;
    sane(await inTime(engine.search(query, options).catch(error => assert.fail(`${asked}: ${error.stack}`)), asked), asked);
  }
  return true;
}

test("harmed files are answered or refused", { timeout: 120_000 + seconds * 2000 }, async () => {
  const r = random(seed), end = performance.now() + seconds * 1000;
  let rounds = 0, opened = 0;
  while (seconds ? performance.now() < end : rounds < 600) opened += await round(r, rounds++);
  console.log(`${rounds} harmed indexes, ${opened} of them opened, ${opened * 3} questions`);
  assert.ok(opened > rounds / 2, "most harm is behind the manifest");
});
