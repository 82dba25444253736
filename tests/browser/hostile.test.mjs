// Several hundred ways to run script in a reader's browser, each built into a site and opened, with no content policy to help:
// nothing may run, ask another host, send anything or lead away, and the page's own furniture stays whole. Then all of it
// again under the strict policy, which must have nothing to stop.
import assert from "node:assert/strict";
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { readdirSync, readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { besieged, harness, watch } from "./besieged.mjs";
import { Reader, base, program, tidy } from "./reader.mjs";
import { addresses, list, named, trick } from "./tricks.mjs";

let world, reader;
/** A value as YAML that any reader takes for the same. */
const yaml = value => JSON.stringify(value).replace(/[\u007f-\uffff]/g, c => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);

/** Builds a base and lends it to the servers; what is wrong with its articles is no matter here. */
function built(name, files, ...args) {
  const root = base(`hostile-${name}`, files), out = join(dirname(root), `hostile-${name}-site`);
  const ran = spawnSync(program(), ["--root", root, "--quiet", "build", "--out", out, "--base-url", `${world.open}/${name}/`, ...args], { encoding: "utf8", maxBuffer: 1 << 28 });
  assert.ok(ran.status === 0 || ran.status === 1, `${ran.status} ${ran.stderr.split(/\n(?=\w+(?:\[|:))/).filter(told => !/KB0[0-4]/.test(told.slice(0, 16))).join("\n")}`.slice(0, 2000));
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
  const { odd, heard } = await reader.driver.executeAsyncScript(`const done = arguments[arguments.length - 1]; visit(arguments[0], ${hook}).then(done, fault => done({ odd: [["harness", [String(fault)]]], heard }));`, pages);
  assert.equal(await reader.address(), `${host}/harness`, "nothing leads the reader away");
  const first = heard.map(([what, id, more, page]) => ({ what, id, more, page }));
  return [...odd.map(([page, what]) => `${page}: ${what.join("; ")}`), ...new Set([...first, ...world.told].map(tale))];
}

const tale = ({ what, id, more, page }) => `${what} ${id && named(id)} ${more} ${page ?? ""}`;
const tales = () => world.told.map(tale);
const quiet = found => assert.deepEqual(found.slice(0, 60), [], `${found.length} findings`);

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

describe("files that articles show and link to", { timeout: 280000 }, () => {
  const made = {};
  before(() => {
    const written = { "deskbook.yaml": "title: Desk\n" };
    let number = 0;
    const add = (name, content, text) => {
      const path = `content/d${number += 1}/${name}`;
      written[path] = content;
      written[`content/d${number}/a.md`] = `---\ntitle: Number ${number}\n---\n\n${text(name)}\n`;
      return path;
    };
    for (const { group, line } of list("drawings")) {
      const { text } = trick(line, group), [, way, rest] = /^(WHOLE|UTF16|UTF7|LATIN|JIS|EBCDIC)([^]*)$/.exec(text) ?? [];
      const inside = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:h="http://www.w3.org/1999/xhtml" width="900" height="700">${text}</svg>`;
      const bytes = way === "UTF16" ? Buffer.from(`\ufeff${rest}`, "utf16le") : Buffer.from(rest ?? inside, way === "LATIN" ? "latin1" : "utf8");
      add("x.svg", bytes, name => `![Drawing](${name})\n\n[It](${name})\n\n<img src="${name}" alt="x">`);
    }
    for (const { group, line } of list("files")) {
      const [, name, content] = /^(\S+) ([^]*)$/.exec(trick(line, group).text);
      add(name, content, name => `[It](${name}) ![It](${name})\n\n[It](./${name}#x)`);
    }
    made.count = number;
    written["content/good/good.svg"] = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><a href="https://example.com/"><rect width="9" height="9"/></a></svg>';
    written["content/good/a.reg"] = "Windows Registry Editor Version 5.00\n";
    written["content/good/a.xml"] = '<?xml version="1.0"?><settings><item name="x">1</item></settings>';
    written["content/good/a.md"] = "---\ntitle: Good\n---\n\n![Drawing](good.svg) [Registry](a.reg) [Settings](a.xml)\n";
    built("files", written);
  });

  test("what is no picture and no page of ours is not there, what is harmless is", () => {
    const { rest } = files("files");
    assert.ok(made.count > 160);
    for (const name of ["good.svg", "a.reg", "a.xml"]) assert.ok(rest.includes(`/files/good/${name}`), name);
  });
  for (const host of ["open", "strict"]) {
    test(`opened as a page of the site, ${host}`, async () => {
      const { pages, rest } = files("files");
      // A browser that shows a picture alone draws it with a style of its own.
      quiet((await open(world[host], rest)).filter(tale => !/^violation {2}style-src-attr .*\.(png|jpg|gif|bmp)$/.test(tale)));
      if (host === "strict") quiet(await open(world[host], pages));
    });
  }
});

/** A ticket export in which every line of `text.txt` is a subject and a category that comes back. */
function tickets() {
  const cell = text => `"${text.replaceAll('"', '""')}"`;
  const rows = ["number,short_description,description,category,subcategory,opened_at,caller_id,state,assignment_group"];
  let number = 1000;
  for (const { line, group } of list("text")) {
    const [subject, category] = [trick(line, `${group}, as a ticket's subject`).text, trick(line, `${group}, as a ticket's category`).text];
    for (let i = 0; i < 6; i += 1) {
      const day = new Date(Date.UTC(2026, 3, 1 + i * 9)).toISOString().slice(0, 10);
      rows.push([`INC${number += 7}`, subject, `${subject} again`, category, category, `${day} 09:00:00`, `Person ${i}`, "7", category].map(cell).join(","));
    }
  }
  return rows.join("\n") + "\n";
}

/** Commits what there is, a few files under each name. */
function commit(root, names) {
  const git = (name, ...args) => execFileSync("git", ["-C", root, "-c", "user.email=x@example.com", "-c", `user.name=${name}`, "-c", "commit.gpgsign=false", ...args], { stdio: ["ignore", "ignore", "pipe"] });
  git("x", "init", "-q");
  const articles = readdirSync(join(root, "content/fields"));
  names.forEach((name, i) => {
    const own = articles.filter((_, k) => k % names.length === i).map(file => `content/fields/${file}`);
    git(name, "add", ...own);
    git(name, "commit", "-q", "-m", name);
  });
  git("x", "add", "-A");
  git("x", "commit", "-q", "-m", "rest");
}

describe("fields, names, settings, tickets, history", { timeout: 280000 }, () => {
  const ASKED = {};
  let root;
  before(() => {
    const texts = list("text"), written = {}, of = (what, i) => trick(texts[i % texts.length].line, `${texts[i % texts.length].group}, as ${what}`).text;
    texts.forEach((_, i) => {
      const front = {
        id: `KB${1000 + i}`, title: of("title", i), summary: of("summary", i), symptoms: [of("symptom", i), `Error 0x8007${1000 + i} ${of("symptom with a code", i)}`], keywords: [of("keyword", i)],
        products: [of("product", i)], os: ["odd"], owner: of("owner", i), problem: of("problem", i), confidence: i % 2 ? "validated" : "wip", governance: i % 3 ? "experience" : "compliance", review_by: "2027-01-31",
        flags: [{ date: "2026-01-02", by: of("flag's author", i), text: of("flag", i) }], tickets: { patterns: [yaml(of("pattern", i))], categories: [of("category of tickets", i)], linked: [of("linked ticket", i)] },
        category: i % 4 ? undefined : of("category", i), lang: i % 5 ? "en" : of("language", i), aliases: [of("alias", i)], related: [`KB${1000 + (i + 1) % texts.length}`],
      };
      const lines = Object.entries(front).filter(([, value]) => value !== undefined).map(([key, value]) => `${key}: ${yaml(value)}`);
      written[`content/fields/f${i}.md`] = `---\n${lines.join("\n")}\n---\n\n## Resolution\n\n1. Zebra.\n2. Text.\n\n## Escalation\n\n**Hand over to:** x\n`;
    });
    list("yaml").forEach(({ group, line }, i) => { written[`content/raw/r${i}.md`] = `---\ntitle: Raw ${i}\n${trick(line, group).text}\n---\n\nText.\n`; });
    texts.forEach((_, i) => {
      const name = of("name of a file", i).replaceAll("/", "∕").trim();
      written[`content/names/${name}/${name}.md`] = `# ${name.replaceAll("<", "\\<")}\n\n![x](<${encodeURIComponent(name)}.png>) [x](<${encodeURIComponent(name)}.png>)\n`;
      written[`content/names/${name}/${name}.png`] = Buffer.from("iVBORw0KGgo=", "base64");
    });
    const named = (what, prefix) => Object.fromEntries(texts.map((_, i) => [`${prefix}${i}`, of(what, i)]));
    const nav = what => Object.fromEntries(texts.map((_, i) => [of(`text of a ${what}`, i), i % 2 ? `https://example.com/${encodeURIComponent(of(`address of a ${what}`, i))}` : of(`address of a ${what}`, i).replace(/[:{}\[\]]|^\/+/g, "")]));
    const settings = {
      title: of("site's title", 0), tagline: of("tagline", 0), description: of("description", 1), audiences: ["internal", "public"], contact: { mail: "desk@example.com", label: of("contact's label", 2) },
      os: { odd: { name: of("system", 0), children: named("version", "odd-") } }, categories: { fields: { name: of("category's name", 3), summary: of("category's summary", 4) }, raw: of("category's name", 5) },
      theme: { links: nav("link"), footer: nav("link of the foot") }, tickets: { files: ["tickets/*.csv"] }, edit_url: "https://example.com/edit/{path}", feedback_url: "https://example.com/vote?{vote}={title}", flag_url: "https://example.com/flag?t={title}&s={section}", add_url: "https://example.com/new?{title}",
    };
    written["deskbook.yaml"] = yaml(settings);
    written["tickets/all.csv"] = tickets();
    ({ root } = built("fields", written, "--audience", "internal"));
    commit(root, texts.filter((_, i) => i % 4 === 0).map((_, i) => of("name of a person", i * 4).replace(/[\0\n]/g, "")));
    built("fields", {}, "--audience", "internal");
    ASKED.texts = list("asked").map(({ group, line }) => trick(line, group).text);
    // Settings that are one text each, in turn.
    [...Array(6).keys()].forEach(i => {
      const text = what => [of(what, i * 3 + 5), of(what, i * 3 + 6), ...(i ? [] : texts.map((_, k) => of(what, k)))].join(" ");
      built(`settings${i}`, { "content/a.md": "---\ntitle: A\nsymptoms: [x]\n---\n\nText.\n", "content/index.md": "# Home\n\nText.\n", "deskbook.yaml": yaml({
        title: text("title"), tagline: text("tagline"), description: text("description"), lang: i % 2 ? "en" : "de", contact: { url: `https://example.com/?t={title}&x=${of("contact", i)}`, label: text("label") },
        clients: { acme: { title: text("client's title"), tagline: text("client's tagline") } }, categories: { network: { name: text("category"), summary: text("summary") } },
      }) }, ...(i % 2 ? ["--client", "acme"] : []));
    });
  });

  for (const host of ["open", "strict"]) {
    test(`every page, ${host}: text stays text`, async () => {
      const { pages, rest } = files("fields");
      assert.ok(pages.length > 250, `${pages.length} pages`);
      for (const page of ["health", "coverage", "symptoms", "error-codes", "search", "all"]) assert.ok(pages.includes(`/fields/${page}/index.html`), page);
      const full = page => host === "strict" || /^\/fields\/[^/]*(\/index)?\.html$|\/f[0-4]\/|KB100/.test(page) ? page : `${page}?bare`;
      const texts = rest.filter(path => !/\.(md|png)$/.test(path));
      quiet(await open(world[host], [...(host === "strict" ? pages.filter((_, i) => i % 6 === 0) : pages).map(full), ...texts, ...rest.filter(path => path.endsWith(".md")).slice(0, 40)]));
      for (let i = 0; i < 6; i += 1) quiet(await open(world[host], files(`settings${i}`).pages));
    });
  }

  test("pages say what was written, letter by letter", async () => {
    const page = readFileSync(join(world.folders.get("fields"), "fields/f0/index.html"), "utf8");
    assert.match(page, /<h1>&lt;script&gt;__ran\(\d+\)&lt;[/&#x2F;]*script&gt;<\/h1>/);
  });

  test("feeds and lists for machines are well formed, and hold nothing but text", async () => {
    const { rest } = files("fields");
    const found = await open(world.open, rest.filter(path => /\.(xml|txt)$/.test(path)), `async w => { if (w.document.querySelector("parsererror")) throw new Error("not well formed: " + w.location); }`);
    quiet(found);
  });

  for (const host of ["open", "strict"]) {
    test(`what is asked, ${host}: typed, in the address, kept from before, not found`, async () => {
      const hook = `async w => {
        const box = w.document.querySelector("[data-finder] input");
        if (!box) return;
        const panel = () => box.closest("[data-finder]").querySelector(".panel");
        for (let i = 0; i < 100 && (!panel() || panel().hidden || !panel().innerText || /Searching/.test(panel().innerText)) && box.value; i += 1) await pause(30);
        for (const node of panel()?.querySelectorAll("*") ?? []) if (!node.closest(".why") && !/^(a|b|bdi|button|div|label|mark|p|path|select|optgroup|option|small|span|svg)$/.test(node.localName)) throw new Error("in the answer: " + node.outerHTML);
      }`;
      // The policy is the same for all; what is asked is read by the same script.
      const some = ASKED.texts.filter((_, i) => host === "open" || i % 4 === 1);
      const asked = some.map(text => `?q=${encodeURIComponent(text)}`), text = encodeURIComponent(ASKED.texts[1]);
      quiet(await open(world[host], [
        ...asked.map(query => `/fields/search/index.html${query}`), `/fields/search/index.html?q=zebra&explain`, `/fields/search/index.html?q=zebra&os=${text}&product=${text}&category=__proto__&type=constructor`,
        ...some.map(text => `/fields/${encodeURIComponent(text)}/x.html`), "/fields/%E0%A4%A/x.html", `/fields/fields/f0/index.html?q=${text}&explain`,
        ...["%", "%E0%A4%A", text, ":~:text=x", "__proto__", "db-words", "javascript:alert(1)"].map((hash, i) => `/fields/fields/f1/index.html?${i}#${hash}`),
      ], hook));
      for (const kept of [ASKED.texts, [{}], "x", 5, [[ASKED.texts[0]]], { length: 1 }, null, { __proto__: { x: 1 } }].slice(0, host === "open" ? 9 : 2)) {
        await reader.driver.get(`${world[host]}/harness`);
        await reader.run(`localStorage.clear(); sessionStorage.clear();
          for (const area of [localStorage, sessionStorage]) for (const key of ["recent", "os", "query", "scheme", "vote:/fields/fields/f1/index.html", "steps:/fields/fields/f1/index.html:0", "tests:/fields/fields/f1/index.html"]) area.setItem("deskbook-" + key, arguments[0]);`, JSON.stringify(kept));
        quiet(await open(world[host], ["/fields/index.html", "/fields/fields/f1/index.html"], `async w => {
          w.document.querySelector("[data-finder] input")?.focus();
          for (const what of [${JSON.stringify(ASKED.texts[0])}, { type: "x", html: "<img src=x onerror=alert(1)>" }, null]) w.postMessage(what, "*");
          await pause(20);
        }`));
      }
      await reader.run("localStorage.clear(); sessionStorage.clear()");
    });
  }

  test("reports of tickets and of health", async () => {
    const reports = { gaps: ["gaps", join(root, "tickets/all.csv"), "--window", "365d"], health: ["report"] };
    for (const [name, args] of Object.entries(reports)) {
      const file = join(dirname(root), `hostile-${name}.html`);
      const ran = spawnSync(program(), ["--root", root, "--quiet", ...args, "--html", file], { encoding: "utf8", maxBuffer: 1 << 28 });
      assert.ok(ran.status === 0 || ran.status === 1, ran.stderr);
      world.extra.set(`/report-${name}.html`, readFileSync(file));
      assert.match(readFileSync(file, "utf8"), name === "gaps" ? /&lt;script&gt;__ran|&lt;img src=x/ : /&lt;/);
      quiet(await open(world.open, [`/report-${name}.html`]));
    }
  });

  test("the live preview, with its list of what is wrong", async () => {
    const port = await new Promise(done => { const probe = createServer().listen(0, "127.0.0.1", () => { const { port } = probe.address(); probe.close(() => done(port)); }); });
    const child = spawn(program(), ["--root", root, "serve", "--port", String(port)], { stdio: "ignore" });
    try {
      const address = `http://127.0.0.1:${port}`, until = Date.now() + 60000;
      let overlay = "";
      while (!overlay) {
        assert.ok(Date.now() < until, "the preview never answers");
        overlay = await fetch(`${address}/__deskbook/overlay.html`).then(answer => answer.text()).catch(() => "");
        if (!overlay) await new Promise(done => setTimeout(done, 100));
      }
      assert.match(overlay, /&lt;script&gt;/);
      world.extra.set("/overlay.html", overlay);
      quiet(await open(world.open, ["/overlay.html"]));
      for (const page of ["/", "/fields/f1/", "/search/?q=zebra", "/coverage/", "/__deskbook/overlay.html"]) {
        world.told.length = 0;
        await reader.driver.get(address + page);
        if (!page.startsWith("/__")) await reader.until("return document.querySelector('#db-preview iframe')");
        const told = await reader.run("return [window, ...Array.from(document.querySelectorAll('iframe'), frame => frame.contentWindow)].flatMap(w => w.__told ?? [])");
        quiet([...told, ...tales()]);
      }
    } finally {
      child.kill();
      await new Promise(done => child.exitCode === null && child.signalCode === null ? child.once("exit", done) : done());
    }
  });
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
