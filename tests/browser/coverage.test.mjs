// The gap report as a reader meets it: a file of its own, and a page of the internal site. A small base and an export of
// its own, so that nothing here depends on the demo.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { after, before, describe, test } from "node:test";
import { Reader, base, build, onDisk, program, serve, tidy } from "./reader.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** Problems that come back: category, words, how many tickets, and whether an article answers them. */
const PROBLEMS = [
  ["Network,VPN", "vpn says error 809 on <windows 11>", 24],
  ["Accounts,Password", "forgot my password & cannot sign in", 30],
  ["Printing,Badge", "printer does not read my badge", 26],
  ["Hardware,Headset", "nobody hears me in calls with the headset", 18],
];

function tickets() {
  const rows = ["number,short_description,description,category,subcategory,opened_at,caller_id,state"];
  let number = 1000;
  for (const [category, words, count] of PROBLEMS) {
    for (let i = 0; i < count; i += 1) {
      const day = new Date(Date.UTC(2026, 2, 1 + i * 5)).toISOString().slice(0, 10);
      rows.push(`INC${(number += 7)},${words},,${category},${day} 09:${String(i).padStart(2, "0")}:00,Person ${i % 9},7`);
    }
  }
  return rows.join("\n") + "\n";
}

const article = (title, patterns) =>
  `---\nid: ${patterns[0].toUpperCase()}1\ntitle: ${title}\naudience: public\nconfidence: validated\ntickets:\n  patterns: [${patterns.join(", ")}]\n---\n## Resolution\n\n1. Do this.\n`;

let root, file, world, reader;
before(async () => {
  root = base("coverage", {
    "deskbook.yaml": "title: Small <Desk>\naudiences: [internal, public]\ntickets:\n  files: [tickets/*.csv]\n",
    "tickets/incidents.csv": tickets(),
    "content/network/vpn.md": article("VPN error 809", ["809"]),
    "content/accounts/password.md": article("Reset your password", ["password"]),
  });
  file = join(dirname(root), "gaps.html");
  execFileSync(program(), ["--root", root, "gaps", join(root, "tickets/incidents.csv"), "--html", file, "--window", "365d"], { stdio: ["ignore", "ignore", "pipe"] });
  world = await serve(() => build({ root, args: ["--audience", "internal"], name: "coverage-site" }));
  reader = await Reader.meet(world.base);
});
after(async () => {
  await reader?.leave();
  await world?.close();
  tidy();
});

async function clean(name) {
  await reader.run(axe);
  const found = await reader.driver.executeAsyncScript(`
    const done = arguments[arguments.length - 1];
    axe.run(document, { runOnly: arguments[0], resultTypes: ["violations"] }).then(r => done(r.violations), e => done([{ id: String(e), nodes: [] }]));`, RULES);
  assert.deepEqual(found.map(f => `${f.id}: ${f.nodes.map(n => n.target).join(", ")}`), [], name);
  const [inner, outer] = await reader.run("return [document.documentElement.scrollWidth, document.documentElement.clientWidth]");
  assert.ok(inner <= outer, `${name} is ${inner} wide on a screen of ${outer}`);
}

const openAll = () => reader.run("document.querySelectorAll('.coverage details').forEach(d => { d.open = true; })");

for (const scheme of ["light", "dark"]) {
  for (const width of [360, 1280]) {
    describe(`${scheme}, ${width} pixels`, () => {
      before(() => reader.look({ width, scheme }));
      test("the file", async () => {
        await reader.driver.get(onDisk(dirname(file)) + "gaps.html");
        await openAll();
        await clean("the file");
        await reader.quiet();
      });
      test("the page of the site", async () => {
        await reader.visit("coverage/");
        await openAll();
        await clean("the page");
        await reader.quiet();
      });
    });
  }
}

test("the page is read under a strict policy, in the site's own look", async () => {
  await reader.look();
  await reader.visit("coverage/");
  const [number, accent] = await reader.run(`
    const probe = document.body.appendChild(document.createElement("i"));
    probe.style.color = "var(--accent)";
    return [document.querySelector(".cov-number b"), probe].map(node => getComputedStyle(node).color);`);
  assert.equal(number, accent);
  assert.equal(await reader.run("return document.querySelectorAll('h1').length"), 1);
  assert.equal(await reader.run("return document.querySelectorAll('main [style], main style, main script').length"), 0);
  await reader.quiet();
});

test("a gap opens to what people wrote, and only one drawing of each chart is seen", async () => {
  await reader.look();
  await reader.visit("coverage/#gap-G1");
  await reader.click("#gap-G1 > summary");
  assert.match(await reader.text("#gap-G1 .cov-examples"), /INC\d+/);
  for (const width of [360, 1280]) {
    await reader.look({ width });
    const seen = await reader.run("return [...document.querySelectorAll('.cov-figure')].map(f => [...f.querySelectorAll('.cov-chart')].filter(c => c.checkVisibility()).length)");
    assert.ok(seen.length > 0 && seen.every(n => n === 1), `${width}: ${seen}`);
  }
});

test("on paper every gap is open", async () => {
  await reader.look();
  await reader.visit("coverage/");
  await reader.cdp("Emulation.setEmulatedMedia", { media: "print" });
  const heights = await reader.run("return [...document.querySelectorAll('.cov-inside')].map(n => n.getBoundingClientRect().height)");
  await reader.cdp("Emulation.setEmulatedMedia", { media: "" });
  assert.ok(heights.length > 0 && heights.every(h => h > 100), String(heights));
});

test("what tickets say stays text", async () => {
  const text = readFileSync(file, "utf8");
  assert.ok(!/<script|<link|<img|src=|url\(|style="/.test(text));
  assert.ok(!text.includes("<windows 11>") && text.includes("Small &lt;Desk&gt;"));
});

test("only the narrowest site has the page", async () => {
  await reader.look();
  await reader.visit();
  assert.equal(await reader.run("return document.querySelectorAll('.foot a[href*=\"coverage/\"]').length"), 1);
  const out = build({ root, args: ["--audience", "public"], name: "coverage-public" });
  assert.ok(!existsSync(join(out, "coverage")));
  const pages = readdirSync(out, { recursive: true }).filter(path => path.endsWith(".html"));
  assert.ok(pages.length > 3);
  for (const path of pages) {
    const text = readFileSync(join(out, path), "utf8");
    assert.ok(!/INC\d|href="[^"]*coverage\//.test(text), path);
  }
});
