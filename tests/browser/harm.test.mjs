// What a reader sees when the index changes under an open page, is damaged, does not come, or holds what is meant to harm.
import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { after, afterEach, before, describe, test } from "node:test";
import { gunzipSync, gzipSync } from "node:zlib";
import { Reader, base, build, onDisk, serve, tidy } from "./reader.mjs";

const EVIL = '<img src=x onerror="document.title=1">', TURNED = "\u202egnirts desrever\u202c \u2066x";
const article = (title, more = "", text = "What to do about it.") => `---\ntitle: ${JSON.stringify(title)}\n${more}---\n\n${text}\n`;
const filler = Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`content/more/n${i}.md`, article(`Scanner number ${i} is slow`)]));
const files = {
  "deskbook.yaml": "title: Desk\ncontact:\n  mail: desk@example.com\n",
  "content/printing/queue.md": article("The printer queue is stuck"),
  "content/printing/paper.md": article("The printer has no paper"),
  "content/evil/image.md": article(`Zebra ${EVIL}`, `symptoms: [${JSON.stringify(`zebra ${EVIL}`)}]\n`, "## Zebra <b>bold</b>\n\nText."),
  "content/evil/turned.md": article(`Gecko ${TURNED} end`),
  ...filler,
};
const PAGE = ".finder-page input", said = ".finder-page .said";

let site, reader, root;
before(async () => {
  root = base("harmed", files);
  site = await serve(() => build({ root, name: "harmed-site" }));
  reader = await Reader.meet(site.base);
  await reader.look();
});
after(async () => { await reader?.leave(); await site?.close(); tidy(); });
afterEach(async () => { site.harm = undefined; await reader.quiet({ but: /harm|search:|404|Failed to load resource/ }); });

/** Waits for the first result: on a busy machine the page pauses between two answers. */
const first = (title, who = reader) => who.until("return document.querySelector('.finder-page .hit-title')?.innerText === arguments[0]", title);
const rebuild = () => { build({ root, name: "harmed-site" }); };
const shard = path => /\/search\/[\da-f]{12}\/s\d+\.dbs$/.test(path);

describe("a site that is built again", () => {
  test("an open page goes on with the new index", async () => {
    await reader.visit("search/?q=printer");
    await reader.answered(PAGE);
    assert.equal((await reader.titles()).length, 2);
    const asked = () => site.log.filter(({ path }) => path.includes("/search/manifest")).length;
    const before = asked();
    base("harmed", { "content/printing/toner.md": article("The printer toner smears") });
    rebuild();
    await reader.ask(PAGE, "printer toner");
    await first("The printer toner smears");
    assert.equal(await reader.text(said).catch(() => ""), "", "nothing is said about it");
    assert.equal(asked(), before + 1, "the manifest was read once more");
    assert.ok(!(await reader.run("return document.querySelector('.finder-page .panel').innerText")).includes("could not be read"));
  });

  test("and from then on without a request for what is gone", async () => {
    site.log.length = 0;
    await reader.ask(PAGE, "paper");
    assert.match((await reader.titles())[0], /paper/);
    assert.deepEqual(site.log.filter(({ status }) => status !== 200), []);
  });

  test("from a folder, without a server, just so", async () => {
    const folder = build({ root, name: "harmed-site" }), other = await Reader.meet(onDisk(folder));
    try {
      await other.driver.get(onDisk(folder) + "search/index.html");
      await other.ask(PAGE, "printer");
      base("harmed", { "content/printing/tray.md": article("The printer tray jams") });
      rebuild();
      await other.ask(PAGE, "tray jams");
      await first("The printer tray jams", other);
      rmSync(join(root, "content/printing/tray.md"));
      rebuild();
    } finally {
      await other.leave();
    }
  });

  test("an index of another format: the page says that it is older than the site", async () => {
    site.harm = (path, bytes) => path.endsWith("/manifest.dbs") ? gzipSync(JSON.stringify({ ...JSON.parse(gunzipSync(bytes)), v: 99 })) : bytes;
    await reader.visit("search/");
    await reader.ask(PAGE, "printer");
    assert.match(await reader.text(said), /older than the site/);
    site.harm = undefined;
    await reader.click(".finder-page .panel-end button");
    await reader.answered(PAGE);
    assert.equal((await reader.titles()).length, 3, "loaded again, it answers");
  });
});

describe("a damaged index", () => {
  const harms = {
    "cut short": bytes => bytes.subarray(0, bytes.length >> 1),
    foreign: () => Buffer.from("<!doctype html><title>Sign in</title>"),
    "of noise": () => gzipSync(Buffer.alloc(500, 255)),
    empty: () => Buffer.alloc(0),
  };
  for (const [name, harm] of Object.entries(harms)) {
    test(`shard ${name}: said plainly, with a way on`, async () => {
      site.harm = (path, bytes) => shard(path) ? harm(bytes) : bytes;
      await reader.visit("search/");
      await reader.ask(PAGE, "printer");
      assert.match(await reader.text(said), /part of the search index could not be read/);
      assert.ok(!/Nothing found/.test(await reader.text(said)), "it is not known that there is nothing");
      await reader.see(".finder-page .panel-end a[href^='mailto:']");
      site.harm = undefined;
      await reader.click(".finder-page .panel-end button");
      await reader.until("return document.querySelectorAll('.hit-main').length === 3");
      assert.equal(await reader.text(said).catch(() => ""), "", "the same page answers once the file is whole");
    });
  }

  test("result rows of one block: the rest of the answer stands", async () => {
    site.harm = (path, bytes) => /\/d0\.dbs$/.test(path) ? Buffer.from("null") : bytes;
    await reader.visit("search/");
    await reader.ask(PAGE, "scanner");
    assert.ok((await reader.titles()).length >= 10);
    site.harm = (path, bytes) => /\/d[1-3]\.dbs$/.test(path) ? bytes.subarray(0, 9) : bytes;
    await reader.visit("search/");
    await reader.ask(PAGE, "scanner");
    assert.match(await reader.text(said), /part of the search index/);
    assert.ok((await reader.titles()).length >= 5);
  });

  test("a request that hangs ends", { timeout: 60000 }, async () => {
    site.harm = (path, bytes) => shard(path) ? null : bytes;
    await reader.visit("search/");
    const input = await reader.see(PAGE), start = Date.now();
    await input.sendKeys("printer");
    await reader.until("return /Searching/.test(document.querySelector('.finder-page .panel').innerText)");
    await reader.driver.wait(async () => /part of the search index/.test(await reader.run(`return document.querySelector("${said}").textContent`)), 25000);
    assert.ok(Date.now() - start < 20000, `${Date.now() - start} ms`);
  });
});

describe("hostile text", () => {
  test("titles, summaries and headings are text", async () => {
    for (const path of ["", "search/?explain"]) {
      await reader.visit(path);
      await reader.ask(".finder input", "zebra");
      assert.ok((await reader.titles())[0].includes(EVIL), JSON.stringify(await reader.titles()));
      assert.equal(await reader.run("return document.querySelectorAll('.panel img').length"), 0);
    }
  });

  test("a title that turns the line around turns nothing but itself", async () => {
    await reader.visit("search/?q=gecko");
    await reader.answered(PAGE);
    assert.ok((await reader.titles())[0].includes("\u202e"));
    const [meta, title] = await reader.run("return ['.hit-meta', '.hit-title'].map(s => document.querySelector(s)).map(n => n ? getComputedStyle(n).unicodeBidi + getComputedStyle(n).direction : '')");
    assert.equal(title, "isolateltr", meta);
  });

  for (const [name, query] of Object.entries({
    "2,500 letters": "x".repeat(2500), "2,500 characters of a log": "printer error 0x80070005 at C:\\Temp; ".repeat(70), markup: `${EVIL} "><script>alert(1)</script> printer`,
    turned: `${TURNED} printer`, quotes: '"printer "queue', signs: "((((((((((*+?^${}[]|\\//-----", "one surrogate": "printer \ud83d", emoji: "🖨️".repeat(300),
  })) {
    test(`a question of ${name} is text and is answered`, { timeout: 30000 }, async () => {
      await reader.visit(`search/?q=${encodeURIComponent(query.toWellFormed?.() ?? query)}`);
      await reader.answered(PAGE);
      const [images, wide, title] = await reader.run("return [document.querySelectorAll('.panel img, .panel script').length, document.documentElement.scrollWidth - document.documentElement.clientWidth, document.title]");
      assert.equal(images, 0);
      assert.ok(wide <= 0, `${wide} pixels too wide`);
      assert.ok(title.length < 150 && title !== "1", title);
      const text = await reader.run("return document.querySelector('.finder-page .panel-top').innerText");
      assert.ok(text.length < 800, `${text.length} characters are said`);
    });
  }
});
