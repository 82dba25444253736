// Text is cut in the browser as in the program, over all of Unicode 13 and random strings: the twin of
// src/search/tests/unicode.rs, which writes tests/vectors/unicode.txt. On a difference the texts are printed.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { random } from "./generate.mjs";
import { Search, repository } from "./program.mjs";

const { fold, slots, parts } = Search;
const lines = path => readFileSync(join(repository, path), "utf8").trimEnd().split("\n");
const ranges = lines("tests/vectors/assigned.txt").map(line => line.split(" ").map(hex => parseInt(hex, 16)));
const rust = readFileSync(join(repository, "src/search/tests/unicode.rs"), "utf8");
const POOLS = [.../\[\(u32, u32\); \d+\] = \[([^;]+)\];/.exec(rust)[1].matchAll(/\((0x\w+), (0x\w+)\)/g)].map(([, a, b]) => [+a, +b]);

const encoder = new TextEncoder();
class Sum {
  value = 0x811c9dc5;
  add(text) { for (const byte of encoder.encode(text)) this.value = Math.imul(this.value ^ byte, 0x01000193); }
  take(text) {
    this.add(fold(text));
    for (const slot of slots(text)) { this.add("\x01"); this.add(slot.join("\x02")); }
    this.add("\x03");
    this.add(parts(text).join("\x02"));
  }
  toString() { return (this.value >>> 0).toString(16).padStart(8, "0"); }
}

function texts(r) {
  let text = "";
  for (let n = r.below(40); n >= 0; n--) {
    const [first, last] = POOLS[r.below(POOLS.length)], c = first + r.below(last - first + 1);
    if (ranges.some(([a, b]) => a <= c && c <= b)) text += String.fromCodePoint(c);
  }
  return text;
}

test("all of Unicode 13, and random texts, are cut as in Rust", () => {
  const expected = lines("tests/vectors/unicode.txt"), differing = [];
  const check = (line, what) => { const wanted = expected.shift(); if (line !== wanted) differing.push(`${what}: ${line}, in Rust ${wanted}`); };
  let block, sum;
  for (const [first, last] of ranges) for (let c = first; c <= last; c += last - first > 2000 ? 17 : 1) {
    if (c >> 8 !== block) {
      if (sum) check(`${block.toString(16)} ${sum}`, `U+${block.toString(16)}00`);
      block = c >> 8; sum = new Sum();
    }
    const x = String.fromCodePoint(c);
    sum.take(`${x} a${x}b -${x}${x}1 x'${x}.${x}`);
  }
  check(`${block.toString(16)} ${sum}`, `U+${block.toString(16)}00`);
  const r = random(2026);
  for (let group = 0; group < 400; group++) {
    const all = Array.from({ length: 5 }, () => texts(r)), sum = new Sum();
    for (const text of all) sum.take(text);
    check(`${sum}`, JSON.stringify(all.map(text => [text, slots(text)])));
  }
  assert.deepEqual(expected, [], "nothing is left over");
  assert.deepEqual(differing, []);
});
