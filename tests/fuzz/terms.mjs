// The terms of texts as the browser's engine makes them. Takes a file of texts with the terms that Rust made of them (JSON).
// Fails at the first that differ. Needs no package.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { runInThisContext } from "node:vm";

runInThisContext(readFileSync(new URL("../../themes/default/static/search/engine.js", import.meta.url), "utf8"), "engine.js");
const { slots, parts } = globalThis.DeskbookSearch;
/** Letters that no eye can tell apart are named. */
const shown = text => JSON.stringify(text).replace(/[^ -~]/gu, c => `\\u{${c.codePointAt(0).toString(16)}}`);
const vectors = JSON.parse(readFileSync(process.argv[2], "utf8"));
for (const vector of vectors) {
  assert.deepEqual(slots(vector.text), vector.slots, shown(vector.text));
  assert.deepEqual(parts(vector.text), vector.parts, shown(vector.text));
}
console.log(vectors.length);
