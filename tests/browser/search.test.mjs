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

const shown = () => reader.run("return [...document.querySelectorAll('.picks select')].filter(s => s.checkVisibility()).map(s => s.getAttribute('aria-label'))");
const total = async () => Number(/^\d+/.exec(await reader.run("return document.querySelector('.finder-page .panel-top p[aria-hidden]').textContent"))[0]);
const option = (list, text) => reader.run("return [...document.querySelector(`.picks select[aria-label=${arguments[0]}]`).options].find(o => o.text.trim().startsWith(arguments[1])).value", list, text);
const choose = async (list, value) => {
  await reader.run("const s = document.querySelector(`.picks select[aria-label=${arguments[0]}]`); s.value = arguments[1]; s.dispatchEvent(new Event('change', { bubbles: true }))", list, value);
  await reader.answered(PAGE);
};
/** Number beside each value of a list, by its slug. */
const counts = list => reader.run("return Object.fromEntries([...document.querySelector(`.picks select[aria-label=${arguments[0]}]`).options].filter(o => o.value).map(o => [o.value, Number(/\\((\\d+)\\)$/.exec(o.text)[1])]))", list);

test("product, subject and type narrow an answer together, with honest counts, and are cleared at one press", async () => {
  await reader.visit("search/?q=error");
  await reader.answered(PAGE);
  await reader.see(".picks select");
  assert.deepEqual(await shown(), ["Product", "Subject", "Type"]);
  const all = await total(), products = await counts("Product");
  await choose("Product", "vpn");
  assert.equal(await total(), products.vpn, "what stands beside a value is what it leaves");
  assert.deepEqual(await counts("Product"), products, "a list counts without its own choice");
  const subjects = await counts("Subject"), [subject] = Object.keys(subjects);
  assert.ok(Object.values(subjects).every(n => n <= products.vpn));
  await choose("Subject", subject);
  assert.equal(await total(), subjects[subject]);
  assert.equal(new URL(await reader.address()).search, `?q=error&product=vpn&category=${subject}`);
  await reader.click(".picks .quiet");
  await reader.answered(PAGE);
  assert.equal(await total(), all);
  assert.equal(new URL(await reader.address()).search, "?q=error");
  assert.equal(await reader.run("return document.activeElement.className"), "pick", "the focus is not lost");
});

test("a shared link holds everything that was chosen; what the site does not have is let go", async () => {
  await reader.visit("search/?q=error&os=windows&product=vpn&type=break-fix&category=nonsense");
  await reader.answered(PAGE);
  await reader.until("return document.querySelector('.picks select')?.checkVisibility()");
  assert.equal(new URL(await reader.address()).search, "?q=error&os=windows&product=vpn&type=break-fix");
  assert.equal(await reader.run("return document.querySelector('.picks select[aria-label=Product]').value"), "vpn");
  assert.equal(await reader.run("return document.querySelector('.chip[data-slug=windows]').getAttribute('aria-pressed')"), "true");
  assert.match(await reader.run("return document.querySelector('.picks select[aria-label=Type]').selectedOptions[0].text"), /^Fix \(\d+\)$/);
  await reader.visit("search/?q=update&os=windows-11");
  await reader.answered(PAGE);
  assert.match(await reader.text(".chip[aria-pressed=true]"), /^Windows 11/, "a version of a system, too");
});

test("nothing with these filters: said plainly, with the nearest articles", async () => {
  await reader.visit("search/?q=printer&product=zoom");
  await reader.answered(PAGE);
  assert.match(await reader.text(".finder-page .said"), /printer with these filters/);
  await among(/print/i);
  await reader.see(".picks .quiet");
});

test("keys reach the lists, and choosing keeps the focus", async () => {
  await reader.visit("search/?q=error");
  await reader.answered(PAGE);
  await reader.see(".picks select");
  await reader.run("document.querySelector('.chips button:last-child').focus()");
  await reader.press(Key.TAB);
  assert.equal(await reader.run("return document.activeElement.getAttribute('aria-label')"), "Product");
  await choose("Product", await option("Product", "Company VPN"));
  assert.equal(await reader.run("return document.activeElement.getAttribute('aria-label')"), "Product");
});

test("a list is shown only where it leaves a choice, and only on the search page", async () => {
  const rows = [];
  for (const query of ["KB0042", "error", "filevault"]) {
    await reader.visit(`search/?q=${query}`);
    await reader.answered(PAGE);
    rows.push(...await reader.run("return [...document.querySelectorAll('.picks select')].map(s => [s.checkVisibility(), s.options.length])"));
  }
  for (const [visible, options] of rows) assert.equal(visible, options > 2, JSON.stringify(rows));
  assert.ok(rows.some(([visible]) => visible) && rows.some(([visible]) => !visible), JSON.stringify(rows));
  await reader.visit();
  await reader.ask(HOME, "error");
  assert.equal(await reader.run("return document.querySelectorAll('.picks').length"), 0);
});

test("an article in another language says so", async () => {
  await reader.visit("search/?q=vpn+fehler");
  await reader.answered(PAGE);
  const [lang, tag, mine] = await reader.run(`
    const hit = [...document.querySelectorAll('.hit')].find(h => /Fehler/.test(h.querySelector('.hit-title').textContent));
    return [hit.querySelector('.hit-title').lang, hit.querySelector('.tag').textContent, [...document.querySelectorAll('.hit')].filter(h => h !== hit && h.querySelector('.tag[lang]')).length]`);
  assert.deepEqual([lang, tag, mine], ["de", "Deutsch", 0]);
});

test("slow counts do not say that the search goes on, once the answer stands", async () => {
  await reader.visit("search/");
  await reader.run(`
    const { open } = DeskbookSearch;
    DeskbookSearch.open = async source => {
      const engine = await open(source);
      return { search: async (text, options) => {
        if (options.facets.length > 1) await new Promise(done => setTimeout(done, 1500));
        return engine.search(text, options);
      } };
    };`);
  await reader.ask(PAGE, "error");
  await reader.see(".picks select");
  assert.match(await reader.run("return document.querySelector('.finder-page .panel-top p[aria-hidden]').textContent"), /^\d+ results/);
});

test("a known word that may be a slip: the other one is shown besides, and it is said so", async () => {
  await reader.visit("search/");
  await reader.run(`
    const { open } = DeskbookSearch;
    DeskbookSearch.open = async source => {
      const engine = await open(source);
      return { search: async (...asked) => {
        const answer = await engine.search(...asked);
        for (const correction of answer.corrections) correction.known = true;
        return answer;
      } };
    };`);
  await reader.ask(PAGE, "passwrod reset");
  assert.match(await reader.text(".finder-page .said"), /^Also showing password for passwrod\.$/);
});

test("authors see why: ?explain, on any page with a search box", async () => {
  for (const [path, input] of [["search/?explain", PAGE], ["?explain", HOME]]) {
    await reader.visit(path);
    await reader.ask(input, "pasword vpn xqzzyv");
    const results = (await reader.titles()).length;
    assert.equal(await reader.run("return document.querySelectorAll('.hit details.why[open]').length"), results, path);
    const question = await reader.text(".said details.why");
    assert.match(question, /pasword\s+password\s+corrected\s+0\.\d\d\s+\d\.\d\d/i);
    assert.match(question, /vpn\s+vpn\s+as typed\s+1\.00/i);
    assert.match(question, /xqzzyv\s+nothing like it/i);
    const why = await reader.text(".hit details.why"), number = "(\\d+\\.\\d\\d)";
    assert.match(why, /password\s+corrected\s+\d+ of 15/);
    assert.match(why, /xqzzyv\s+not in this article/);
    assert.match(why, /holds \d+ % of the question/);
    const [, score, again, points, factors] = new RegExp(`Why here: ${number}[^]*\\n${number} = ${number} points((?: × \\w+ [\\d.]+)+) ·`).exec(why) ?? assert.fail(why);
    assert.equal(score, again);
    const product = factors.match(/[\d.]+/g).reduce((a, b) => a * b, points);
    assert.ok(Math.abs(product - score) < 0.05 * score, `${points}${factors} is not ${score}`);
    assert.equal(await reader.run("return document.querySelectorAll('.panel [role=listbox], .panel [role=option]').length"), 0);
  }
  await reader.visit("search/?q=vpn");
  await reader.answered(PAGE);
  assert.equal(await reader.run("return document.querySelectorAll('script[src*=explain]').length"), 0, "nobody else loads it");
});
