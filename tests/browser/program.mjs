// The program, and the shipped engine over a site that it built, without a browser. Takes a folder with a base. Gives
// `build`, `ask` (what the terminal answers) and `engine` (what the browser answers). Needs no package.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { runInThisContext } from "node:vm";
import { gunzipSync } from "node:zlib";

export const repository = fileURLToPath(new URL("../../", import.meta.url));
runInThisContext(readFileSync(join(repository, "themes/default/static/search/engine.js"), "utf8"), "engine.js");
export const Search = globalThis.DeskbookSearch;

/** A folder that is deleted when node ends. */
export function scratch() {
  const folder = mkdtempSync(join(tmpdir(), "deskbook-engine-"));
  process.on("exit", () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}

/** The program under test: the one that DESKBOOK names, else the one that was built last. */
export function program() {
  if (process.env.DESKBOOK) return process.env.DESKBOOK;
  const target = process.env.CARGO_TARGET_DIR ?? join(repository, "target");
  const built = ["release", "debug"].map(profile => join(target, profile, "deskbook")).filter(existsSync);
  built.sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs);
  return built[0] ?? assert.fail("build the program first: cargo build --release");
}

/** Builds a base. */
export function build(root, out, ...args) {
  execFileSync(program(), ["--root", root, "--quiet", "build", "--out", out, ...args], { stdio: ["ignore", "ignore", "pipe"], maxBuffer: 1 << 28 });
}

/** The terminal's answers to queries, one a line. */
export function ask(root, queries, ...args) {
  const ran = spawnSync(program(), ["--root", root, "search", "--queries", "-", "--format", "json", ...args], { input: queries.join("\n") + "\n", encoding: "utf8", maxBuffer: 1 << 28 });
  assert.ok(ran.status === 0 || ran.status === 1, `${ran.error ?? ""}${ran.stderr}`);
  const answers = ran.stdout.split("\n").filter(Boolean).map(line => JSON.parse(line));
  assert.deepEqual(answers.map(answer => answer.query), queries, "every query is answered, in order");
  return answers;
}

/** Where the index of a site lies: below `search/`, or in the one folder there that holds a manifest. */
export function indexFolder(site) {
  const search = join(site, "search"), below = readdirSync(search).map(name => join(search, name));
  return [search, ...below].find(folder => existsSync(join(folder, "manifest.dbs"))) ?? assert.fail(`no index below ${search}`);
}

/** A `fetch` for the engine, from the files of a site. */
export function source(site) {
  const folder = indexFolder(site);
  const fetch = async name => {
    try { return readFileSync(join(folder, name + ".dbs")); } catch { throw new Error("missing"); }
  };
  fetch.page = async url => readFileSync(join(site, url, "index.html"), "utf8");
  return fetch;
}

/** The engine that a site ships, as it ships it, over the site's own index. */
export function engine(site) {
  const folder = join(site, "static/search"), name = readdirSync(folder).find(name => /^engine\..*js$/.test(name));
  runInThisContext(readFileSync(join(folder, name), "utf8"), name);
  return globalThis.DeskbookSearch.open({ fetch: source(site), inflate: async bytes => gunzipSync(bytes) });
}
