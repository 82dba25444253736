// What comes over the line: an article with everything it needs, and nothing more until somebody searches.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { publicSite } from "./reader.mjs";

const KB = 1024;
let world, reader, log;
before(async () => { world = await publicSite(); ({ reader, site: { log } } = world); await reader.look(); });
after(() => world?.end());

/** Bytes of the bodies that were sent since the list was emptied; pictures of an article are its author's. */
const sent = () => log.filter(({ path }) => !/\/images\//.test(path)).reduce((sum, { bytes }) => sum + bytes, 0);

test("a cold article page is at most 40 KB with everything", async () => {
  const sizes = [];
  for (const path of ["accounts/account-locked-out/", "network/vpn-error-809/", "email/mailbox-full/", "windows/blue-screen/"]) {
    log.length = 0;
    await reader.visit(path);
    await wait(500);
    sizes.push(`${path} ${sent()}`);
    assert.ok(sent() <= 40 * KB, `${path}: ${sent()} bytes in ${JSON.stringify(log)}`);
    assert.ok(log.every(({ status }) => status === 200), JSON.stringify(log));
  }
  console.log(sizes.join("\n"));
});

test("after it no request is made until the reader searches", async () => {
  await reader.visit("accounts/account-locked-out/");
  await wait(500);
  log.length = 0;
  await reader.run("scrollTo(0, document.body.scrollHeight)");
  await reader.click("ol.steps .tick");
  await reader.click(".stuck summary");
  await wait(1000);
  const asked = log.filter(({ path }) => !/\/images\//.test(path));
  assert.deepEqual(asked, []);
});

test("a first search is small", async () => {
  await reader.visit("accounts/account-locked-out/");
  await wait(300);
  log.length = 0;
  await reader.press("/");
  await reader.ask("dialog.search-box[open] input", "vpn error 809");
  console.log(`first search: ${log.length} requests, ${sent()} bytes`);
  assert.ok(sent() <= 60 * KB, `${sent()} bytes: ${JSON.stringify(log)}`);
  assert.ok(log.every(({ path }) => path.includes("/search/")), JSON.stringify(log));
  log.length = 0;
  await reader.ask("dialog.search-box[open] input", "vpn error 809 ");
  assert.deepEqual(log, [], "the same words need nothing new");
});

test("no page asks another host", async () => {
  for (const path of ["", "search/", "accounts/account-locked-out/", "error-codes/"]) {
    await reader.visit(path);
    const hosts = await reader.run("return performance.getEntriesByType('resource').map(e => new URL(e.name).origin).filter(o => o !== location.origin)");
    assert.deepEqual(hosts, [], path);
  }
});
