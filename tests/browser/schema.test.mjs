// The schemas that editors are given, read by a validator of the field: do they take what the program takes, and refuse
// what it refuses?
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import Ajv2020 from "ajv/dist/2020.js";
import { parse } from "yaml";
import { program, repository, scratch } from "./program.mjs";

const isDay = text => /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text);

/** The schema of a base as a function that says whether it takes a value, with `errors`. */
function schema(what, root = repository) {
  const text = execFileSync(program(), ["--root", root, "schema", what], { encoding: "utf8" });
  // Strict: a word of the schema that the validator does not know is an error of the schema.
  const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, allErrors: true, formats: { date: isDay } });
  return ajv.compile(JSON.parse(text));
}

const faults = takes => (takes.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`).join("; ");

/** A base with one article, and what `check` finds in it. */
function found(front, settings = "title: Desk\n") {
  const root = scratch();
  mkdirSync(join(root, "content"));
  writeFileSync(join(root, "deskbook.yaml"), settings);
  writeFileSync(join(root, "content/a.md"), `---\n${front}---\n\nText.\n`);
  const ran = spawnSync(program(), ["--root", root, "check", "--format", "json"], { encoding: "utf8" });
  assert.ok(ran.status !== null && ran.status <= 2, ran.stderr);
  return JSON.parse(ran.stdout);
}

const text = path => readFileSync(join(repository, path), "utf8");

describe("the schema of front matter", () => {
  const takes = schema("front-matter");

  test("takes every article of the demo base", () => {
    const articles = readdirSync(join(repository, "content"), { recursive: true }).filter(name => name.endsWith(".md"));
    let read = 0;
    for (const name of articles) {
      const front = /^---\n([\s\S]*?)\n---\n/.exec(text(`content/${name}`));
      if (!front) continue;
      assert.ok(takes(parse(front[1])), `${name}: ${faults(takes)}`);
      read++;
    }
    assert.ok(read > 100, `${read} articles were read`);
  });

  for (const [front, place] of [
    ["type: poem", "/type"],
    ["audience: everybody", "/audience"],
    ["confidence: perhaps", "/confidence"],
    ["review_by: next week", "/review_by"],
    ["review_by: 2027-02-30", "/review_by"],
    ["workaround: sometimes", "/workaround"],
    ["os: { windows: true }", "/os"],
    ["title: [a, b]", "/title"],
    ["tickets: { linked: { a: b } }", "/tickets/linked"],
  ]) {
    test(`refuses ${front}, as the program does`, () => {
      assert.equal(takes(parse(front)), false, "the schema takes it");
      assert.ok(takes.errors.some(({ instancePath }) => instancePath.startsWith(place)), faults(takes));
      const whole = found(`title: A\ntype: how-to\naudience: public\n`), bad = found(front.startsWith("title") ? `${front}\n` : `title: A\n${front}\n`);
      assert.notDeepEqual(codes(bad), codes(whole), "the program finds nothing");
    });
  }
});

const codes = report => report.diagnostics.map(({ code }) => code).sort();

describe("the schema of the settings", () => {
  test("takes those of the demo base, and of a new base", () => {
    const takes = schema("settings");
    assert.ok(takes(parse(text("deskbook.yaml"))), faults(takes));
    const root = scratch();
    execFileSync(program(), ["init", root], { stdio: "ignore" });
    const anew = schema("settings", root);
    assert.ok(anew(parse(readFileSync(join(root, "deskbook.yaml"), "utf8"))), faults(anew));
  });

  for (const settings of [
    "titel: Desk\n",
    "title: { a: b }\n",
    "audiences: { a: b }\n",
    "tickets: { fies: [a.csv] }\n",
    "theme: { accent: blue }\n",
    "kcs: { people: { ada@example.com: king } }\n",
  ]) {
    test(`refuses ${settings.trim()}, as the program does`, () => {
      const takes = schema("settings");
      assert.equal(takes(parse(settings)), false, "the schema takes it");
      const report = found("title: A\n", settings);
      assert.ok(report.diagnostics.some(({ severity }) => severity === "error"), JSON.stringify(report.diagnostics));
    });
  }
});
