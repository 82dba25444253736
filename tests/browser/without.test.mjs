// What is left without a script, without a server, and for the authors' own edition.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { Reader, build, onDisk, publicSite, serve, tidy } from "./reader.mjs";

after(tidy);

describe("without JavaScript", () => {
  let site, reader;
  before(async () => {
    site = await serve(base => build({ name: "plain", args: ["--base-url", base] }));
    reader = await Reader.meet(site.base, { script: false });
  });
  after(async () => { await reader?.leave(); await site?.close(); });

  test("an article is whole", async () => {
    await reader.driver.get(site.base + "accounts/account-locked-out/");
    const text = await reader.text("main");
    for (const words of ["Account locked after too many", "keeps locking every 30 min", "Wait one minute", "net use"]) assert.ok(text.includes(words), words);
    assert.equal((await reader.driver.findElements({ css: ".tick" })).length, 0, "scripts are really off");
    const hidden = await reader.driver.findElements({ css: ".needs-script" });
    for (const part of hidden) assert.equal(await part.isDisplayed(), false, "what needs a script is not shown");
    const contact = await reader.driver.findElement({ css: "[data-contact]" });
    assert.match(await contact.getAttribute("href"), /^mailto:servicedesk@example\.com\?.*KB0002/);
    await reader.quiet();
  });

  test("the box of the home page leads to the search page, which lists every article", async () => {
    await reader.driver.get(site.base);
    const input = await reader.see(".finder-home input");
    await input.sendKeys("printer");
    await input.submit();
    await reader.see("[data-listing] a");
    assert.match(await reader.address(), /\/search\/(?:index\.html)?\?q=printer/);
    const links = await reader.driver.findElements({ css: "[data-listing] li a" });
    assert.ok(links.length >= 55, `${links.length} articles are listed`);
    await reader.text("noscript, .notice").catch(() => assert.fail("it is said that searching needs a script"));
    await reader.quiet();
  });

  test("not-found page, lists and indexes work", async () => {
    for (const [path, words] of [["nowhere/", /./], ["network/", /VPN/], ["os/windows/", /Windows/], ["error-codes/", /0x80070643/i], ["symptoms/", /password/i]]) {
      await reader.driver.get(site.base + path);
      assert.match(await reader.text("main"), words, path);
      await reader.quiet({ but: /404/ });
    }
  });
});

describe("from a folder, without a server", () => {
  let folder, reader;
  before(async () => {
    folder = build({ name: "stick with spaces ä" });
    reader = await Reader.meet(onDisk(folder));
    await reader.look();
  });
  after(() => reader?.leave());

  test("search works", async () => {
    await reader.driver.get(onDisk(folder) + "index.html");
    await reader.ask(".finder-home input", "vpn eror 809");
    const titles = await reader.titles();
    assert.match(titles[0], /809/);
    await reader.click(".finder-home .hit-main");
    assert.match(await reader.text(".article h1"), /809/);
    assert.match(await reader.address(), /^file:.*index\.html$/);
    await reader.quiet();
  });

  test("the dialog works on an article, deep in the folders", async () => {
    await reader.driver.get(onDisk(folder) + "accounts/account-locked-out/index.html");
    await reader.press("/");
    await reader.ask("dialog.search-box[open] input", "80070643");
    assert.match((await reader.titles())[0], /0x80070643/i);
    await reader.quiet();
  });

  test("the whole way from home through a category to an article and its id", async () => {
    await reader.driver.get(onDisk(folder) + "index.html");
    await reader.click(".cards a");
    await reader.click(".rows a");
    await reader.see(".article h1");
    await reader.driver.get(onDisk(folder) + "KB0002/index.html");
    await reader.see(".article h1");
    await reader.quiet();
  });

  test("a shared search answers", async () => {
    await reader.driver.get(onDisk(folder) + "search/index.html?q=phishing");
    await reader.see(".finder-page .hit-main");
    await reader.quiet();
  });
});

describe("the authors' own edition", () => {
  let world, inside;
  before(async () => {
    world = await publicSite();
    inside = await serve(base => build({ name: "inside", args: ["--audience", "internal", "--base-url", base] }));
    world.reader.base = inside.base;
    await world.reader.look();
  });
  after(async () => { await inside?.close(); await world?.end(); });

  test("shows internal blocks, owners and states; the public one does not", async () => {
    const { reader } = world;
    await reader.visit("accounts/account-locked-out/");
    const text = await reader.text("main");
    assert.match(text, /Find the source/);
    assert.match(text, /identity-team/);
    assert.match(await reader.text(".foot"), /internal/);
    await reader.driver.get(world.site.base + "accounts/account-locked-out/");
    const open = await reader.run("return document.documentElement.outerHTML");
    assert.doesNotMatch(open, /Find the source|AD Event Log Reader|Unlock-ADAccount/);
    await reader.quiet();
  });

  test("searches more than the public one", async () => {
    const { reader } = world;
    await reader.visit("search/?q=triage+phishing");
    await reader.see(".finder-page .hit-main");
    assert.ok((await reader.titles()).some(title => /triage|headers/i.test(title)), JSON.stringify(await reader.titles()));
    await reader.quiet();
  });
});
