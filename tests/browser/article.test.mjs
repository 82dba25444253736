// What a reader does on an article: tick steps, copy an error, open an image, ask for help; and what the page is to her.
import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { Key, publicSite } from "./reader.mjs";

let world, reader;
before(async () => { world = await publicSite(); reader = world.reader; await reader.look(); });
after(() => world?.end());
afterEach(() => reader.quiet());

const LOCKED = "accounts/account-locked-out/";

test("steps are ticked, counted, and still ticked when she comes back", async () => {
  await reader.visit(LOCKED);
  const ticks = await reader.driver.findElements({ css: "ol.steps .tick" });
  assert.ok(ticks.length >= 6, `${ticks.length} steps`);
  await reader.click(ticks[0]);
  await reader.click(ticks[1]);
  assert.match(await reader.text(".progress [role=status]"), /2/);
  await reader.visit(LOCKED, { keep: true });
  assert.equal(await reader.run("return document.querySelectorAll('.tick:checked').length"), 2);
  await reader.click(".progress button");
  assert.equal(await reader.run("return document.querySelectorAll('.tick:checked').length"), 0);
});

test("the note for the service desk tells what was tried", async () => {
  await reader.visit(LOCKED);
  await reader.click("ol.steps .tick");
  await reader.click(".stuck summary");
  const note = await reader.text(".stuck .note");
  assert.match(note, /KB0002/);
  assert.match(note, /Account locked/);
  assert.match(note, /1\. Open/);
  assert.match(note, /Linux/);
  const code = "AADSTS50053";
  assert.ok(note.includes(code), "an article with one code is about that code");
  const href = decodeURIComponent(await (await reader.see("[data-contact]")).getAttribute("href"));
  assert.match(href, /^mailto:servicedesk@example\.com\?/);
  for (const part of ["KB0002", "1. Open", "Linux", code]) assert.ok(href.includes(part), `${part} in ${href}`);
  assert.doesNotMatch(href, /\{\w+\}/, "no place is left open");
  const ticks = await reader.driver.findElements({ css: "ol.steps .tick" });
  await reader.click(ticks[1]);
  await reader.until("return document.querySelector('.stuck .note')?.textContent.includes('2. ')");
});

test("of several codes the reader chooses hers", async () => {
  await reader.visit("windows/blue-screen/");
  await reader.click(".stuck summary");
  const chip = await reader.see(".stuck .chip[data-code]");
  const code = await chip.getAttribute("data-code");
  assert.ok(!(await reader.text(".stuck .note")).includes(code), "none is guessed");
  await reader.click(chip);
  await reader.until("return document.querySelector('.stuck .note')?.textContent.includes(arguments[0])", code);
  const href = decodeURIComponent(await (await reader.see("[data-contact]")).getAttribute("href"));
  assert.ok(href.includes(code));
});

test("the error of the search before stands in the note", async () => {
  await reader.visit();
  await reader.ask(".finder-home input", "AADSTS50053");
  await reader.click(".finder-home .hit-main");
  await reader.click(".stuck summary");
  await reader.until("return document.querySelector('.stuck .note')?.textContent.includes('AADSTS50053')");
});

test("codes and commands are copied by a press", async () => {
  await reader.visit(LOCKED);
  await reader.run(`
    globalThis.__copied = [];
    Object.defineProperty(navigator, "clipboard", { value: { writeText: async text => { __copied.push(text); } } });`);
  const code = await reader.see(".codes [data-copy]");
  const wanted = await code.getAttribute("data-copy");
  await reader.click(".codes [data-copy] button.copy");
  await reader.click(".codebox button.copy");
  const copied = await reader.run("return __copied");
  assert.equal(copied[0], wanted);
  assert.match(copied[1], /net use/);
  assert.match(await reader.text(".toast"), /\w/);
});

test("an image opens large and gives the focus back", async () => {
  await reader.visit(LOCKED);
  const link = await reader.see("a.zoom");
  await reader.click(link);
  const large = await reader.see("dialog.lightbox[open] img");
  assert.ok((await large.getAttribute("alt")).length > 20);
  await reader.press(Key.ESCAPE);
  await reader.until("return !document.querySelector('dialog.lightbox')");
  assert.equal(await reader.run("return document.activeElement.matches('a.zoom')"), true);
});

test("images keep their place while they load", async () => {
  await reader.visit(LOCKED);
  const sizes = await reader.run("return [...document.querySelectorAll('.article img')].map(i => [i.getAttribute('width'), i.getAttribute('height'), i.loading])");
  assert.ok(sizes.length > 0);
  for (const [width, height] of sizes) assert.ok(width > 0 && height > 0, JSON.stringify(sizes));
});

test("the scheme is chosen, remembered, and forgotten when it is the system's", async () => {
  await reader.look({ scheme: "light" });
  await reader.visit(LOCKED);
  const ground = "return getComputedStyle(document.documentElement).backgroundColor + getComputedStyle(document.body).backgroundColor";
  const light = await reader.run(ground);
  await reader.click("[data-scheme-toggle]");
  const dark = await reader.run(ground);
  assert.notEqual(dark, light);
  await reader.visit("email/mailbox-full/", { keep: true });
  assert.equal(await reader.run(ground), dark);
  await reader.click("[data-scheme-toggle]");
  assert.equal(await reader.run(ground), light);
  assert.equal(await reader.run("return localStorage.getItem('deskbook-scheme')"), null);
});

test("a vote is thanked for, and a no opens the way to a human", async () => {
  await reader.visit(LOCKED);
  await reader.click("[data-say=no]");
  await reader.see(".vote [role=status]");
  assert.equal(await reader.run("return document.querySelector('.stuck').open"), true);
});

test("ids and old addresses lead to the article", async () => {
  await reader.visit("KB0002/");
  await reader.see(".article h1");
  await reader.driver.wait(async () => (await reader.address()).includes(LOCKED), 5000);
});

test("the page can be walked by heading, landmark and skip link", async () => {
  await reader.visit(LOCKED);
  assert.equal(await reader.run("return document.querySelectorAll('h1').length"), 1);
  const levels = await reader.run("return [...document.querySelectorAll('h1, h2, h3, h4')].filter(h => h.checkVisibility()).map(h => +h.tagName[1])");
  assert.ok(levels.every((level, i) => i === 0 || level <= levels[i - 1] + 1), `no level is skipped: ${levels}`);
  await reader.press(Key.TAB);
  assert.equal(await reader.run("return document.activeElement.getAttribute('href')"), "#db-main");
  await reader.press(Key.ENTER);
  assert.equal(await reader.run("return document.activeElement.id"), "db-main");
});

test("focus is always visible", async () => {
  await reader.visit(LOCKED);
  for (let i = 0; i < 25; i++) {
    await reader.press(Key.TAB);
    const [name, outline, shadow] = await reader.run(`
      const style = getComputedStyle(document.activeElement);
      return [document.activeElement.outerHTML.slice(0, 80), style.outlineStyle + style.outlineWidth, style.boxShadow];`);
    assert.ok(!/^none|0px$/.test(outline) || shadow !== "none", `no focus is seen on ${name}`);
  }
});

test("on paper there is the article and nothing else", async () => {
  await reader.visit(LOCKED);
  await reader.cdp("Emulation.setEmulatedMedia", { media: "print" });
  for (const part of [".top", ".thumb", ".finder"]) {
    assert.equal(await reader.run("const n = document.querySelector(arguments[0]); return !n || !n.checkVisibility()", part), true, part);
  }
  assert.equal(await reader.run("return document.querySelector('.article h1').checkVisibility()"), true);
  await reader.cdp("Emulation.setEmulatedMedia", { media: "" });
});

test("nothing jumps while the page loads", async () => {
  await reader.visit(LOCKED);
  const shift = await reader.driver.executeAsyncScript(`
    const done = arguments[arguments.length - 1];
    let sum = 0;
    new PerformanceObserver(list => { for (const entry of list.getEntries()) sum += entry.value; }).observe({ type: "layout-shift", buffered: true });
    setTimeout(() => done(sum), 500);`);
  assert.ok(shift < 0.02, `layout shift ${shift}`);
});
