// What a reader does to find an article: in the box of the home page, in the dialog, by a link, with keys alone.
import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { Key, publicSite } from "./reader.mjs";

let world, reader;
before(async () => { world = await publicSite(); reader = world.reader; await reader.look(); });
after(() => world?.end());
afterEach(() => reader.quiet());

const HOME = ".finder-home input", DIALOG = "dialog.search-box[open] input", PAGE = ".finder-page input";
const among = async (words, places = 3) => {
  const titles = await reader.titles();
  assert.ok(titles.slice(0, places).some(title => words.test(title)), `${words} is not among ${JSON.stringify(titles)}`);
};

test("words in the box of the home page", async () => {
  await reader.visit();
  await reader.ask(HOME, "forgot my password");
  await among(/password/i);
  const hit = await reader.see(".finder-home .hit-main");
  assert.ok((await hit.getAttribute("innerHTML")).includes("<mark>"), "found words are marked");
  await reader.click(hit);
  await reader.see(".article h1");
});

test("Enter without a choice leads to the search page, which can be shared", async () => {
  await reader.visit();
  await reader.ask(HOME, "printer");
  await reader.press(Key.ENTER);
  await reader.see(".finder-page .hit-main");
  assert.match(await reader.address(), /\/search\/(?:index\.html)?\?q=printer$/);
});

test("Ctrl-K opens the dialog anywhere, Esc gives the focus back", async () => {
  await reader.visit("network/vpn-error-809/");
  await reader.run("document.querySelector('.facts a').focus()");
  const before = await reader.run("return document.activeElement.textContent");
  await reader.chord(Key.CONTROL, "k");
  await reader.ask(DIALOG, "shared mailbox");
  await among(/mailbox/i);
  await reader.press(Key.ESCAPE);
  await reader.until("return !document.querySelector('dialog[open]')");
  assert.equal(await reader.run("return document.activeElement.textContent"), before);
});

test("a slash opens it too, but not while somebody types", async () => {
  await reader.visit("network/vpn-error-809/");
  await reader.press("/");
  const input = await reader.see(DIALOG);
  await input.sendKeys("and/or");
  assert.equal(await input.getAttribute("value"), "and/or");
});

test("the button of the header opens the dialog, and without a modifier only", async () => {
  await reader.visit("network/vpn-error-809/");
  await reader.click(".top [data-open-search]");
  await reader.see(DIALOG);
});

test("keys alone: arrows move, Enter opens", async () => {
  await reader.visit("network/vpn-error-809/");
  await reader.press("/");
  await reader.ask(DIALOG, "outlook");
  const options = "document.querySelectorAll('dialog [role=option]')";
  const current = `return [...${options}].findIndex(o => o.getAttribute('aria-selected') === 'true')`;
  assert.equal(await reader.run(current), 0, "the first line is at hand");
  await reader.press(Key.ARROW_DOWN);
  assert.equal(await reader.run(current), 1);
  assert.equal(await reader.run("return document.activeElement.getAttribute('aria-activedescendant')"), await reader.run(`return ${options}[1].id`));
  await reader.press(Key.ARROW_UP, Key.ARROW_UP);
  assert.equal(await reader.run(current), -1, "above the first line is the box");
  await reader.press(Key.ARROW_DOWN);
  const target = await reader.run(`return ${options}[0].href`);
  await reader.press(Key.ENTER);
  await reader.driver.wait(async () => (await reader.address()) === target, 5000);
});

test("Tab reaches every result", async () => {
  await reader.visit();
  await reader.ask(HOME, "vpn");
  const seen = new Set();
  for (let i = 0; i < 30; i++) {
    await reader.press(Key.TAB);
    const id = await reader.run("return document.activeElement.matches('.hit-main') ? document.activeElement.id : ''");
    if (id) seen.add(id);
  }
  assert.ok(seen.size >= 3, `${seen.size} results were reached`);
});

test("a typo is corrected, and it is said", async () => {
  await reader.visit();
  await reader.ask(HOME, "passwrod reset");
  await among(/password/i);
  const said = await reader.text(".finder-home .said");
  assert.match(said, /password/);
  assert.match(said, /passwrod/);
});

for (const spelling of ["0x80070643", "0X80070643", "80070643", "error 0x80070643", "update failed 0x80070643"]) {
  test(`an error code as people write it: ${spelling}`, async () => {
    await reader.visit();
    await reader.ask(HOME, spelling);
    await among(/0x80070643/i, 1);
  });
}

test("an exact code and Enter lead straight to its article", async () => {
  await reader.visit();
  await reader.ask(HOME, "0x80070643");
  const direct = await reader.run("return !!document.querySelector('.hit-jump')");
  await reader.press(Key.ENTER);
  if (direct) await reader.see(".article h1");
  else await reader.see(".finder-page .hit-main");
});

test("an id leads to its article", async () => {
  await reader.visit();
  await reader.ask(HOME, "KB0002");
  await among(/locked/i, 1);
});

test("systems narrow the results and are remembered", async () => {
  await reader.visit();
  await reader.ask(HOME, "update");
  const count = async () => (await reader.run("return document.querySelectorAll('.finder-home .hit-main').length"));
  const all = await count();
  await reader.click(".finder-home .chip[data-slug=macos]");
  await reader.answered(HOME);
  assert.ok(await count() <= all);
  assert.equal(await reader.run("return document.querySelector('.chip[data-slug=macos]').getAttribute('aria-pressed')"), "true");
  await among(/mac/i);
  await reader.visit("", { keep: true });
  await reader.ask(HOME, "update");
  assert.equal(await reader.run("return document.querySelector('.chip[data-slug=macos]').getAttribute('aria-pressed')"), "true");
  await reader.click(".finder-home .chip[data-slug='']");
  await reader.answered(HOME);
  assert.equal(await count(), all);
});

test("a shared link answers at once, with its system", async () => {
  await reader.visit("search/?q=update&os=macos");
  await reader.see(".finder-page .hit-main");
  assert.equal(await reader.run("return document.querySelector('.chip[data-slug=macos]').getAttribute('aria-pressed')"), "true");
  assert.equal(await (await reader.see(PAGE)).getAttribute("value"), "update");
});

test("headings that answer are links of their own", async () => {
  await reader.visit("search/?q=remove+the+old+password");
  const sub = await reader.see(".finder-page .hit-sub");
  const href = await sub.getAttribute("href");
  await reader.click(sub);
  await reader.see(".article h1");
  assert.equal(await reader.address(), href);
  assert.ok(await reader.run("return document.getElementById(decodeURIComponent(location.hash.slice(1)))"), "the place exists");
});

test("one unknown word does not spoil the others", async () => {
  await reader.visit("search/?q=xqzzyv+printer");
  await reader.answered(PAGE);
  await among(/print/i);
});

test("nothing found: said plainly, with a way to a human", async () => {
  await reader.visit("search/?q=xqzzyvkwq");
  await reader.answered(PAGE);
  assert.match(await reader.text(".finder-page .said"), /xqzzyvkwq/);
  const contact = await reader.see(".finder-page .panel-end a.button");
  assert.match(await contact.getAttribute("href"), /^mailto:servicedesk@example\.com/);
});

test("the search page lists every article until somebody types", async () => {
  await reader.visit("search/");
  await reader.see("[data-listing] a");
  await reader.ask(PAGE, "vpn");
  assert.equal(await reader.run("return document.querySelector('[data-listing]').checkVisibility()"), false);
});

test("more results come at a press", async () => {
  await reader.visit("search/?q=the+computer");
  await reader.answered(PAGE);
  const first = (await reader.titles()).length;
  const more = await reader.run("return [...document.querySelectorAll('.panel-end button')].length");
  if (!more) return;
  await reader.click(".panel-end button");
  await reader.until("return document.querySelectorAll('.hit-main').length > arguments[0]", first);
});

test("the not-found page searches for the words of its address", async () => {
  await reader.visit("old-wiki/printer-queue-stuck.html");
  await reader.see("[data-finder=guess] .hit-main");
  await among(/queue/i, 1);
  await reader.click("[data-finder=guess] .hit-main");
  await reader.see(".article h1");
  await reader.quiet({ but: /404/ });
});

test("results are announced to screen readers", async () => {
  await reader.visit();
  await reader.ask(HOME, "vpn");
  await reader.until("return /\\d/.test(document.querySelector('.finder-home [role=status]').textContent)");
  assert.equal(await reader.run("return document.querySelector('.finder-home input').getAttribute('aria-expanded')"), "true");
});

test("text of a query is never markup", async () => {
  await reader.visit(`search/?q=${encodeURIComponent("<img src=x onerror=alert(1)> vpn")}`);
  await reader.answered(PAGE);
  assert.equal(await reader.run("return document.querySelectorAll('.panel img').length"), 0);
});
