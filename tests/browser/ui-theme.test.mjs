// Holds the built-in theme to what can be told from its files alone: the words of all languages agree, templates and
// scripts ask for no word that is missing, no script or template needs more than a strict content policy gives, and the
// bytes stay within their budget. Run by `node --test tests/browser/`.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const theme = fileURLToPath(new URL("../../themes/default/", import.meta.url));
const read = path => readFileSync(theme + path, "utf8");
const templates = readdirSync(theme + "templates", { recursive: true }).filter(name => name.endsWith(".html")).map(name => `templates/${name}`);
const scripts = ["static/scheme.js", "static/site.js", "static/search/ui.js", "static/search/explain.js"];

/** A flat map of words: one key a line. */
function words(lang) {
  const lines = read(`strings/${lang}.yaml`).split("\n").filter(line => line.trim() && !line.startsWith("#"));
  return new Map(lines.map(line => {
    const [, key, value] = /^"?(\w+)"?: (.+)$/.exec(line) ?? assert.fail(`${lang}: not a word: ${line}`);
    return [key, value];
  }));
}
const languages = readdirSync(theme + "strings").map(name => name.replace(".yaml", ""));
const places = text => [...text.matchAll(/\{\w+\}/g)].map(String).sort();

for (const lang of languages) {
  test(`${lang} has every word with its places`, () => {
    const en = words("en"), own = words(lang);
    assert.deepEqual([...own.keys()].sort(), [...en.keys()].sort());
    for (const [key, text] of en) assert.deepEqual(places(own.get(key)), places(text), key);
    assert.equal(own.get("months").split("|").length, 12);
  });
}

test("templates ask only for words there are", () => {
  const en = words("en");
  for (const name of templates) {
    for (const [, key] of read(name).matchAll(/\bt\.(\w+)/g)) assert.ok(en.has(key), `${name}: ${key}`);
  }
});

test("scripts ask only for words the page hands over", () => {
  const given = new Set([...read("templates/parts/words.html").matchAll(/data-([\w-]+)="\{\{ t\./g)]
    .map(([, name]) => name.replace(/-(\w)/g, (_, letter) => letter.toUpperCase())));
  for (const name of scripts) {
    for (const [, key] of read(name).matchAll(/\b(?:word|sentence)\((?:this\.os \? )?"(\w+)"/g)) assert.ok(given.has(key), `${name}: ${key}`);
  }
});

test("nothing needs more than a strict content policy", () => {
  for (const name of templates) {
    assert.doesNotMatch(read(name), /<style|\sstyle=|\son\w+=|javascript:|<script>/, name);
    assert.doesNotMatch(read(name), /(?:src|href)="(?:https?:)?\/\//, name);
  }
  for (const name of scripts) {
    assert.doesNotMatch(read(name), /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|\.cssText|setAttribute\("style/, name);
  }
  assert.doesNotMatch(read("static/style.css"), /@import|url\(/);
});

test("the style stays within its bytes", () => {
  // With its comments, which are taken out when it is published.
  assert.ok(gzipSync(read("static/style.css"), { level: 9 }).length <= 9.5 * 1024);
});
