// A reader and her browser: the demo base built by the release binary, served the way a strict host serves it, and
// Chromium driven by chromedriver. Takes nothing but the program (from DESKBOOK or the target folder). Gives `visit`,
// which fails the test if the page logged anything: no script error, no breach of the content policy, no failed request.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { dirname, extname, join, normalize } from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { program, repository } from "./shipped.mjs";

// The driver is the one of the system: nothing is looked for on the network.
process.env.SE_OFFLINE = "true";
process.env.SE_AVOID_STATS = "true";
const { Builder, By, Key, logging, until } = await import("selenium-webdriver");
const { Options, ServiceBuilder } = (await import("selenium-webdriver/chrome.js")).default;

export { By, Key, program, repository, until };
const work = mkdtempSync(join(tmpdir(), "deskbook-browser-"));

/** Builds a base into a folder of its own. */
export function build({ root = repository, args = [], name = "site" } = {}) {
  const out = join(work, name);
  try {
    execFileSync(program(), ["--root", root, "build", "--out", out, ...args], { stdio: ["ignore", "pipe", "pipe"], encoding: "utf8" });
  } catch (fault) {
    assert.fail(`deskbook build: ${fault.stdout}${fault.stderr}`);
  }
  return out;
}

/** Writes a base of its own: paths and texts. */
export function base(name, files) {
  const root = join(work, name);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

const KINDS = {
  ".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml", ".png": "image/png", ".xml": "application/xml", ".md": "text/markdown; charset=utf-8",
  ".txt": "text/plain; charset=utf-8", ".dbs": "application/octet-stream",
};
const POLICY = "default-src 'self'; require-trusted-types-for 'script'; trusted-types deskbook; object-src 'none'; base-uri 'self'; frame-ancestors 'none'";

/** Serves a folder below `/help/` as a strict host would; keeps a list of what was asked and how many bytes went out.
    `host.harm` may be set: given a path and the bytes, it gives other bytes, or null for an answer that never comes. */
export async function serve(makeFolder) {
  const log = [], host = {};
  let folder = "";
  const server = createServer((request, response) => {
    const url = new URL(request.url, "http://localhost");
    const inside = url.pathname.startsWith("/help/");
    let path = join(folder, normalize(decodeURIComponent(url.pathname.slice("/help".length))));
    let status = 200;
    if (inside && existsSync(path) && statSync(path).isDirectory()) {
      if (!url.pathname.endsWith("/")) {
        response.writeHead(301, { Location: `${url.pathname}/${url.search}` }).end();
        return;
      }
      path = join(path, "index.html");
    }
    if (!inside || !existsSync(path)) {
      status = 404;
      path = join(folder, "404.html");
    }
    const kind = KINDS[extname(path)] ?? "application/octet-stream";
    const packs = /text|xml|javascript/.test(kind);
    const whole = readFileSync(path), bytes = host.harm && status === 200 ? host.harm(url.pathname, whole) : whole;
    if (bytes === null) return;
    const body = packs ? gzipSync(bytes, { level: 9 }) : bytes;
    log.push({ path: url.pathname, status, bytes: body.length });
    response.writeHead(status, {
      "Content-Type": kind, "Content-Length": body.length, "Content-Security-Policy": POLICY, "X-Content-Type-Options": "nosniff",
      "Cache-Control": "no-store", ...(packs && { "Content-Encoding": "gzip" }),
    });
    response.end(body);
  });
  await new Promise(done => server.listen(0, "127.0.0.1", done));
  const base = `http://127.0.0.1:${server.address().port}/help/`;
  folder = await makeFolder(base);
  return Object.assign(host, { base, folder, log, close: () => new Promise(done => { server.closeAllConnections?.(); server.close(done); }) });
}

/** Starts Chromium. */
export async function start({ script = true } = {}) {
  const options = new Options()
    .setChromeBinaryPath(process.env.CHROMIUM ?? "/usr/bin/chromium")
    .addArguments(
      "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync",
      "--disable-dev-shm-usage", "--no-first-run", "--disable-search-engine-choice-screen", "--lang=en-GB", "--window-size=1280,800",
      `--user-data-dir=${mkdtempSync(join(work, "profile-"))}`,
    );
  if (!script) options.setUserPreferences({ "profile.managed_default_content_settings.javascript": 2 });
  const wanted = new logging.Preferences();
  wanted.setLevel(logging.Type.BROWSER, logging.Level.ALL);
  options.setLoggingPrefs(wanted);
  return new Builder()
    .forBrowser("chrome")
    .setChromeOptions(options)
    .setChromeService(new ServiceBuilder(process.env.CHROMEDRIVER ?? "/usr/bin/chromedriver"))
    .build();
}

/** The reader: a browser with words for what she does. */
export class Reader {
  constructor(driver, base) {
    this.driver = driver;
    this.base = base;
  }

  static async meet(base, options) {
    return new Reader(await start(options), base);
  }

  async leave() {
    await this.driver.quit();
  }

  /** Opens a page of the site as somebody who was never here. */
  async visit(path = "", { keep = false } = {}) {
    if (!keep) {
      await this.driver.get("about:blank");
      if (this.base.startsWith("http")) {
        await this.cdp("Storage.clearDataForOrigin", { origin: new URL(this.base).origin, storageTypes: "all" });
      }
    }
    await this.driver.get(this.base + path);
  }

  cdp(method, parameters = {}) {
    return this.driver.sendAndGetDevToolsCommand(method, parameters);
  }

  /** What she sees the page with. */
  async look({ width = 1280, height = 800, scheme = "light", mobile = width < 500, scale = 1 } = {}) {
    await this.cdp("Emulation.setDeviceMetricsOverride", { width, height, deviceScaleFactor: scale, mobile });
    await this.cdp("Emulation.setEmulatedMedia", { features: [
      { name: "prefers-color-scheme", value: scheme },
      // Otherwise the page is still on its way when the click comes.
      { name: "prefers-reduced-motion", value: "reduce" },
    ] });
  }

  /** The first visible element of a selector, waited for. */
  async see(selector, wait = 5000) {
    return this.driver.wait(async () => {
      for (const found of await this.driver.findElements(By.css(selector))) {
        try { if (await found.isDisplayed()) return found; } catch { /* replaced while we looked */ }
      }
      return null;
    }, wait, `never seen: ${selector}`);
  }

  /** Clicks in the middle of the screen, clear of what sticks to its edges. */
  async click(what) {
    const node = typeof what === "string" ? await this.see(what) : what;
    await this.run("arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' })", node);
    await node.click();
  }

  async text(selector) {
    return (await this.see(selector)).getText();
  }

  /** Waits until a function of the page gives something true. */
  async until(script, ...given) {
    return this.driver.wait(() => this.driver.executeScript(script, ...given), 6000, `never true: ${script}`);
  }

  run(script, ...given) {
    return this.driver.executeScript(script, ...given);
  }

  /** Presses keys where the focus is. */
  async press(...keys) {
    await this.driver.actions().sendKeys(...keys).perform();
  }

  async chord(modifier, key) {
    await this.driver.actions().keyDown(modifier).sendKeys(key).keyUp(modifier).perform();
  }

  /** Types into a search box and waits until the answer to these very words stands. */
  async ask(selector, query) {
    const input = await this.see(selector);
    await input.clear();
    await input.sendKeys(query);
    await this.answered(selector);
  }

  /** Waits until the panel around an input is open and no longer changes. */
  async answered(selector) {
    await this.until(`
      const box = document.querySelector(arguments[0]).closest("[data-finder], .finder");
      const panel = box.querySelector(".panel");
      const now = panel.hidden ? "" : panel.innerText;
      const still = now && now === globalThis.__before;
      if (now !== globalThis.__before) globalThis.__since = performance.now();
      globalThis.__before = now;
      return still && performance.now() - globalThis.__since > 200;`, selector);
    await this.run("delete globalThis.__before");
  }

  /** Titles of the results, best first. */
  titles() {
    return this.run(`return [...document.querySelectorAll(".panel:not([hidden]) .hit-main .hit-title")].filter(t => t.checkVisibility()).map(t => t.innerText)`);
  }

  address() {
    return this.driver.getCurrentUrl();
  }

  /** Fails if the browser logged anything since the last time. */
  async quiet({ but = /^$/ } = {}) {
    const entries = await this.driver.manage().logs().get(logging.Type.BROWSER);
    const told = entries.map(entry => `${entry.level.name}: ${entry.message}`).filter(line => !but.test(line));
    assert.deepEqual(told, [], "the console is empty");
  }
}

/** The address of a folder on disk. */
export const onDisk = folder => pathToFileURL(folder).href + "/";

/** Removes everything this file made. */
export function tidy() {
  rmSync(work, { recursive: true, force: true, maxRetries: 5 });
}

/** One public site and one browser for the tests of a file: `before` and `after` are theirs to call. */
export async function publicSite(options) {
  const site = await serve(base => build({ args: ["--base-url", base] }));
  const reader = await Reader.meet(site.base, options);
  return {
    site, reader,
    async end() {
      await reader.leave();
      await site.close();
      tidy();
    },
  };
}

