// Several hundred ways to run script in a reader's browser, each built into a site and opened, with no content policy to help:
// nothing may run, ask another host, send anything or lead away, and the page's own furniture stays whole. Then all of it
// again under the strict policy, which must have nothing to stop.
import assert from "node:assert/strict";
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { readdirSync, readFileSync } from "node:fs";
import { after, afterEach, before, describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import { besieged, harness, watch } from "./besieged.mjs";
import { Reader, base, program, tidy } from "./reader.mjs";
import { addresses, list, named, trick } from "./tricks.mjs";

let world, reader;
const yaml = text => JSON.stringify(text).replace(/[\u007f-\uffff]/g, c => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);

/** Builds a base and lends it to the servers; what is wrong with its articles is no matter here. */
function built(name, files, ...args) {
  const root = base(`hostile-${name}`, files), out = join(dirname(root), `hostile-${name}-site`);
  const ran = spawnSync(program(), ["--root", root, "--quiet", "build", "--out", out, "--base-url", `${world.open}/${name}/`, ...args], { encoding: "utf8", maxBuffer: 1 << 28 });
  assert.ok(ran.status === 0 || ran.status === 1, `${ran.stdout}${ran.stderr}`.slice(0, 2000));
  world.folders.set(name, out);
  return { root, out };
}

/** The addresses of a site's files, those of pages first. */
function files(name) {
  const all = readdirSync(world.folders.get(name), { recursive: true, withFileTypes: true }).filter(entry => entry.isFile());
  const paths = all.map(entry => join(entry.parentPath ?? entry.path, entry.name).slice(world.folders.get(name).length + 1));
  const address = path => `/${name}/${path.split("/").map(encodeURIComponent).join("/")}`;
  const isPage = path => path.endsWith(".html") && path.endsWith("/index.html") | path.indexOf("/") < 0;
  return { pages: paths.filter(isPage).map(address), rest: paths.filter(path => !isPage(path) && !/^static\/|\.dbs$|^search\/[\da-f]+\//.test(path)).map(address) };
}

/** Opens pages one after the other in the frames of a page of the same host, and fails for whatever happened. */
async function open(host, pages, hook = "null") {
  await reader.driver.get(`${host}/harness`);
  world.told.length = 0;
  const odd = await reader.driver.executeAsyncScript(`const done = arguments[arguments.length - 1]; visit(arguments[0], ${hook}).then(done, fault => done([["harness", [String(fault)]]]));`, pages);
  assert.equal(await reader.address(), `${host}/harness`, "nothing leads the reader away");
  return [...odd.map(([page, what]) => `${page}: ${what.join("; ")}`), ...tales()];
}

const tales = () => world.told.map(({ what, id, more, page }) => `${what} ${id && named(id)} ${more} ${page ?? ""}`);
const quiet = found => assert.deepEqual(found.slice(0, 30), [], `${found.length} findings`);

before(async () => {
  world = await besieged();
  trick.elsewhere = world.elsewhere;
  world.extra.set("/harness", harness);
  reader = await Reader.meet(world.open);
  await reader.driver.manage().setTimeouts({ script: 240000, pageLoad: 30000 });
  await reader.cdp("Page.enable");
  await reader.cdp("Page.addScriptToEvaluateOnNewDocument", { source: watch(world) });
});
after(async () => { await reader?.leave(); await world?.close(); tidy(); });

describe("articles", { timeout: 280000 }, () => {
  const MANY = 24, settings = "title: Desk\ncontact:\n  mail: desk@example.com\n";
  const article = (title, text) => `---\ntitle: ${title}\n---\n\n${text}\n`;
  before(() => {
    const texts = list("body").map(({ group, line }) => ({ text: trick(line, group).text, clobbers: /stand in the way/.test(group) }));
    for (const { places } of addresses()) texts.push({ text: places.map(place => place.text).join("\n\n") });
    const alone = { "deskbook.yaml": settings }, together = { "deskbook.yaml": settings };
    texts.forEach(({ text, clobbers }, i) => {
      alone[`content/t${i}.md`] = article(`Number ${i}`, text);
      if (clobbers) together[`content/clobber/t${i}.md`] = article(`Number ${i}`, text);
    });
    for (let i = 0; i < texts.length; i += MANY) {
      together[`content/m${i}.md`] = article(`Numbers from ${i}`, texts.slice(i, i + MANY).map(({ text }, k) => `## Number ${i + k}\n\n${text}\n`).join("\n"));
    }
    built("alone", alone);
    built("together", together);
  });

  test("each alone: nothing is left of it that could do anything", async () => {
    const { pages } = files("alone");
    assert.ok(pages.length > 650);
    quiet(await open(world.open, pages.map(page => `${page}?bare`)));
  });
  for (const host of ["open", "strict"]) {
    test(`many on a page that works, ${host}: nothing runs, nothing is stopped`, async () => {
      quiet(await open(world[host], files("together").pages));
    });
  }
});

describe("the detector", { timeout: 60000 }, () => {
  before(() => {
    built("traitor", { "deskbook.yaml": "title: Desk\n", "content/a.md": "---\ntitle: A\n---\n\nText.\n" });
    // What our own writer would have let through.
    world.harm = (path, text) => path.endsWith("/a/index.html") ? text.replace("<p>Text.</p>", () => world.harm.text) : text;
  });
  after(() => { world.harm = undefined; });
  const told = [
    ["ran", "<script>RUN</script>"], ["ran", "<img src=x onerror=RUN>"], ["ran", "<p tabindex=0 onclick=RUN>x</p>"], ["ran", "<a href=javascript:RUN>x</a>"],
    ["alert", "<svg onload=alert(1)>"], ["asked", "<img src=OUT>"], ["from elsewhere", "<img src=OUT>"], ["ran", "<iframe srcdoc='<script>RUN</script>'></iframe>"],
    ["onmouseenter at", "<b onmouseenter=x>x</b>"], ["href at", "<a href=vbscript:x>x</a>"], ["submit", "<form action=OUT><input type=submit></form>"], ["style at", "<p style=color:red>x</p>"],
    ["two elements have the id", "<p id=x>x</p><p id=x>x</p>"], ["the page is made of", "</div></main><div>"], ["<base", "<base href=/x/>"], ["went to", "<script>history.replaceState(0,'','/elsewhere')</script>"],
  ];
  for (const [what, text] of told) {
    test(`tells ${what}: ${text}`, async () => {
      world.harm.text = trick(text, "control").text;
      for (const page of ["/traitor/a/index.html", ...(what === "went to" ? [] : ["/traitor/a/index.html?bare"])]) {
        const found = await open(world.open, [page]);
        assert.ok(found.some(tale => tale.includes(what)), `${page}: ${found.join("\n")}`);
      }
    });
  }
  test("tells what the policy stopped", async () => {
    for (const text of ["<script>RUN</script>", "<p style=color:red>x</p>", "<img src=OUT>", "<a href=javascript:RUN>x</a>", "<b onclick=RUN>x</b>"]) {
      world.harm.text = trick(text, "control").text;
      const found = await open(world.strict, ["/traitor/a/index.html"]);
      assert.ok(found.some(tale => tale.startsWith("violation")), `${text}: ${found.join("\n")}`);
      assert.ok(!found.some(tale => /^(ran|asked)/.test(tale)), found.join("\n"));
    }
  });
});
