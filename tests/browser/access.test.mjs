// Every kind of page in both schemes, on a phone and on a desk: axe finds nothing, nothing is wider than the screen.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, describe, test } from "node:test";
import { publicSite } from "./reader.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

let world, reader;
before(async () => { world = await publicSite(); reader = world.reader; });
after(() => world?.end());

/** Violations as lines that say what and where. */
async function violations() {
  await reader.run(axe);
  const found = await reader.driver.executeAsyncScript(`
    const done = arguments[arguments.length - 1];
    axe.run(document, { runOnly: arguments[0], resultTypes: ["violations"] }).then(r => done(r.violations), e => done([{ id: String(e), nodes: [] }]));`, RULES);
  return found.flatMap(({ id, help, nodes }) => nodes.length ? nodes.map(node => `${id}: ${help}: ${node.target.join(" ")} ${node.failureSummary ?? ""}`) : [id]);
}

const PAGES = {
  home: "", category: "network/", system: "os/windows/", product: "product/vpn/", article: "accounts/account-locked-out/",
  "article with code and table": "linux/ssh-permission-denied/", "article with drawing": "hardware/dock-no-display/", all: "all/",
  "long page of tables": "manual/theme/", "page of the manual": "manual/markdown/",
  symptoms: "symptoms/", codes: "error-codes/", search: "search/", "not found": "nowhere/at-all/",
};

const STATES = {
  "home with results": async () => { await reader.visit(); await reader.ask(".finder-home input", "vpn"); },
  "search with results": async () => { await reader.visit("search/?q=passwrod"); await reader.answered(".finder-page input"); },
  "search without results": async () => { await reader.visit("search/?q=xqzzyvkw"); await reader.answered(".finder-page input"); },
  "search, narrowed": async () => {
    await reader.visit("search/?q=error&product=vpn");
    await reader.answered(".finder-page input");
    await reader.see(".picks select");
  },
  "search, explained": async () => {
    await reader.visit("search/?q=passwrod&explain");
    await reader.answered(".finder-page input");
    await reader.see(".hit details.why");
  },
  "dialog with results": async () => {
    await reader.visit("network/vpn-error-809/");
    await reader.press("/");
    await reader.ask("dialog.search-box[open] input", "outlook");
  },
  "article in work": async () => {
    await reader.visit("accounts/account-locked-out/");
    await reader.click("ol.steps .tick");
    await reader.click(".stuck summary");
    await reader.see(".stuck .note");
  },
  "image, large": async () => {
    await reader.visit("accounts/account-locked-out/");
    await reader.click("a.zoom");
    await reader.see("dialog.lightbox[open] img");
  },
};

for (const scheme of ["light", "dark"]) {
  for (const width of [360, 1280]) {
    describe(`${scheme}, ${width} pixels`, () => {
      before(() => reader.look({ width, height: width < 500 ? 740 : 800, scheme }));
      const states = { ...Object.fromEntries(Object.entries(PAGES).map(([name, path]) => [name, () => reader.visit(path)])), ...STATES };
      for (const [name, go] of Object.entries(states)) {
        test(name, async () => {
          await go();
          const found = await violations();
          assert.deepEqual(found, [], `${name}: ${found.length} violations`);
          const [inner, outer, wide] = await reader.run(`
            const room = document.documentElement.clientWidth;
            const wide = [...document.querySelectorAll("main *")].filter(n => n.getBoundingClientRect().right > room + 1 && !n.closest("pre, .scroll, .table, [class*=table], .vh")).map(n => n.outerHTML.slice(0, 90));
            return [document.documentElement.scrollWidth, room, wide.slice(0, 3)];`);
          assert.ok(inner <= outer, `${name} is ${inner} wide on a screen of ${outer}: ${wide}`);
          await reader.quiet({ but: /404/ });
        });
      }
    });
  }
}
