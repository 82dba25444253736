// What an analyst does with the Escalation card: tick tests, copy the error, copy the whole as a note for the ticket.
import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { publicSite } from "./reader.mjs";

let world, reader;
before(async () => { world = await publicSite(); reader = world.reader; await reader.look(); });
after(() => world?.end());
afterEach(() => reader.quiet());

const VPN = "network/vpn-error-809/";

/** What the page gives to the clipboard, which a browser without a screen may not open. */
const overhear = () => reader.run(`
  Object.defineProperty(navigator, "clipboard", { value: { writeText: async text => { window.heard = text; } }, configurable: true });`);
const heard = async () => {
  await reader.until("return window.heard !== undefined");
  return reader.run("return window.heard");
};

test("one click copies a note with what was tried and what is to be filled in", async () => {
  await reader.visit(VPN);
  await overhear();
  await reader.click("ol.steps .tick");
  await reader.click(".need-tests .check");
  await reader.click("[data-ticket-note]");
  const note = await heard();
  const lines = note.split("\n");
  assert.match(lines[0], /^Article: KB0042 VPN error 809/);
  assert.match(note, /^Page: http.*vpn-error-809\/$/m);
  assert.match(note, /^System: Linux/m);
  assert.ok(lines.includes("Error: The error code returned on failure is 809."), note);
  assert.match(note, /^\[x\] 1\. Open/m);
  assert.match(note, /^\[ \] 2\. /m);
  assert.ok(lines.includes("[x] the VPN through the hotspot of a phone"), note);
  assert.ok(lines.includes("[ ] the VPN on another network, at another place"), note);
  assert.ok(lines.includes("- time of one attempt, to the minute: "), note);
  assert.ok(lines.includes("Hand over to: network team"), note);
});

test("ticked tests are still ticked when she comes back", async () => {
  await reader.visit(VPN);
  await reader.click(".need-tests .check");
  await reader.visit(VPN, { keep: true });
  assert.equal(await reader.run("return document.querySelectorAll('.need-tests .check:checked').length"), 1);
});

test("the error is copied word for word", async () => {
  await reader.visit(VPN);
  await overhear();
  await reader.click(".need-error .copy");
  assert.equal(await heard(), "The error code returned on failure is 809.");
});

test("something wrong: the part that is being read goes with the message", async () => {
  await reader.visit(VPN + "#cause");
  await reader.run("const way = document.querySelector('[data-flag]'); way.addEventListener('click', event => event.preventDefault()); way.click();");
  const href = decodeURIComponent(await reader.run("return document.querySelector('[data-flag]').href"));
  assert.match(href, /^mailto:servicedesk@example\.com\?/);
  for (const part of ["KB0042", "Part: Cause"]) assert.ok(href.includes(part), href);
  assert.doesNotMatch(href, /\{\w+\}/, "no place is left open");
});
