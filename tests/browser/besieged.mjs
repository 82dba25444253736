// Servers and a browser for articles that mean harm. Takes built sites. Gives their pages twice, without any content policy
// and with the strict one, and tells everything that ran, asked another host, broke the policy, opened or sent something.
import { existsSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join } from "node:path";

const KINDS = {
  ".html": "text/html; charset=utf-8", ".htm": "text/html; charset=utf-8", ".shtml": "text/html; charset=utf-8", ".xhtml": "application/xhtml+xml", ".xht": "application/xhtml+xml",
  ".js": "text/javascript", ".css": "text/css; charset=utf-8", ".svg": "image/svg+xml", ".xml": "application/xml", ".xsl": "text/xml", ".rdf": "application/rdf+xml", ".rss": "application/rss+xml",
  ".atom": "application/atom+xml", ".mathml": "application/mathml+xml", ".png": "image/png", ".jpg": "image/jpeg", ".gif": "image/gif", ".bmp": "image/bmp", ".pdf": "application/pdf",
  ".txt": "text/plain; charset=utf-8", ".csv": "text/csv", ".json": "application/json", ".dbs": "application/octet-stream", ".mht": "multipart/related", ".mhtml": "multipart/related",
  ".eml": "message/rfc822", ".zip": "application/zip", ".de": "text/html", ".svgz": "image/svg+xml", ".mp4": "video/mp4", ".wasm": "application/wasm",
};
/** As the manual tells hosts to send it, but for frames: the pages are opened in frames of ours. */
const POLICY = "default-src 'self'; require-trusted-types-for 'script'; trusted-types deskbook; object-src 'none'; base-uri 'self'; frame-ancestors 'self'; form-action 'self' mailto:";
/** What a page loads of the site's own: without it, a page is read in a moment. */
const FURNITURE = /<script src="[^"]*"(?: defer)?><\/script>|<link rel="(?:stylesheet|icon)"[^>]*>/g;
const FAVICON = /favicon\.ico$/;

const listen = server => new Promise(done => server.listen(0, "127.0.0.1", () => done(`http://127.0.0.1:${server.address().port}`)));

/** The host that nobody may ask, and the two that serve the sites of `folders` (name to path) and the texts of `extra`. `harm`
    may be set: given a path and a page, it gives another page. */
export async function besieged() {
  const told = [], folders = new Map(), extra = new Map(), world = {};
  const foreign = createServer((request, response) => {
    if (!FAVICON.test(request.url)) told.push({ what: "asked", id: request.url.split("/")[1], more: request.url });
    response.writeHead(200, { "Access-Control-Allow-Origin": "*", "Content-Type": "text/plain" }).end();
  });
  const own = strict => createServer((request, response) => {
    const url = new URL(request.url, "http://localhost");
    const tale = /^\/told\/(\w+)\/([^/]*)$/.exec(url.pathname);
    if (tale) {
      told.push({ what: tale[1], id: tale[2], more: url.searchParams.get("more") ?? "", page: url.searchParams.get("page") ?? "" });
      return response.writeHead(204).end();
    }
    if (request.method !== "GET" && request.method !== "HEAD") told.push({ what: "sent", id: "", more: `${request.method} ${request.url}`, page: request.headers.referer });
    if (url.pathname === "/settled") return response.writeHead(204).end();
    if (extra.has(url.pathname)) return response.writeHead(200, { "Content-Type": "text/html; charset=utf-8" }).end(extra.get(url.pathname));
    const [, name, rest] = /^\/([^/]*)\/(.*)$/.exec(url.pathname) ?? [];
    const folder = folders.get(name);
    if (!folder) return response.writeHead(404).end();
    let path = join(folder, decode(rest)), status = 200;
    if (existsSync(path) && statSync(path).isDirectory()) path = join(path, "index.html");
    if (!existsSync(path)) [path, status] = [join(folder, "404.html"), 404];
    // A careless host names no kind for what it does not know, and the browser guesses.
    const kind = KINDS[extname(path).toLowerCase()] ?? (strict ? "application/octet-stream" : undefined);
    response.writeHead(status, { "Cache-Control": world.harm ? "no-store" : "max-age=600", ...(kind && { "Content-Type": kind }), ...(strict && { "Content-Security-Policy": POLICY, "X-Content-Type-Options": "nosniff" }) });
    const bytes = readFileSync(path), harmed = world.harm && extname(path) === ".html" ? world.harm(url.pathname, bytes.toString()) : bytes;
    response.end(url.searchParams.has("bare") ? harmed.toString().replace(FURNITURE, "") : harmed);
  });
  const servers = [foreign, own(false), own(true)], [elsewhere, open, strict] = await Promise.all(servers.map(listen));
  return Object.assign(world, {
    told, folders, extra, elsewhere, open, strict,
    close: () => Promise.all(servers.map(server => new Promise(done => { server.closeAllConnections?.(); server.close(done); }))),
  });
}

const decode = path => { try { return decodeURIComponent(path); } catch { return path; } };

/** Stands in every document before anything else: what runs tells the server, wherever it runs, and the page around its frame.
    The server hears of what left the frames; a message arrives even if the frame is gone the next moment, and in order. */
export const watch = ({ open, strict }) => `(() => {
  const home = ${JSON.stringify([open, strict])}.includes(location.origin) ? location.origin : ${JSON.stringify(open)}, told = globalThis.__told = [];
  const tell = globalThis.__tell = (what, id = "", more = "") => { told.push([what, id, more].join(" ")); if (top !== self) top.postMessage(["tale", what, String(id), String(more), location.href], "*"); new Image().src = home + "/told/" + what + "/" + encodeURIComponent(String(id).slice(0, 99)) + "?more=" + encodeURIComponent(String(more).slice(0, 300)) + "&page=" + encodeURIComponent(location.href.slice(0, 300)); };
  globalThis.__ran = id => tell("ran", id);
  for (const name of ["alert", "confirm", "prompt", "print", "open"]) globalThis[name] = text => tell(name, "", text);
  addEventListener("securitypolicyviolation", event => tell("violation", "", event.effectiveDirective + " " + event.blockedURI + " " + event.sample + " " + event.sourceFile), true);
  addEventListener("error", event => { if (event.message) tell("error", "", event.message + " " + event.filename + ":" + event.lineno); });
  addEventListener("unhandledrejection", event => tell("error", "", event.reason));
})();`;

/** Touches everything in the document `d` of a page of the site, and gives what should not be there. Runs in the browser. */
export function touch(w, page) {
  const d = w.document, odd = [], all = selector => [...d.querySelectorAll(selector)];
  const show = node => node.outerHTML.slice(0, 200);
  const SCHEMES = /^(https?|mailto|tel|sms|ftp|sip|callto|msteams|slack|zoommtg|ms-settings|companyportal):$/;
  if (d.contentType === "text/html") {
    for (const node of all("*")) {
      for (const { name } of node.attributes) if (/^on|^style$|^srcdoc$|^ping$|^formaction$/.test(name)) odd.push(`${name} at ${show(node)}`);
    }
  }
  if (d.documentElement.dataset?.kind) {
    const own = node => node.src.startsWith(w.location.origin + "/" + w.location.pathname.split("/")[1] + "/static/");
    for (const node of d.scripts) if (!(node.type === "application/ld+json" && !node.src) && !(own(node) && !node.text)) odd.push(show(node));
    for (const node of all("iframe, frame, object, embed, base, applet, portal, style, math, meta[http-equiv], body link, body meta, main form:not(.finder form), main button:not([class]), main textarea, foreignObject")) if (!node.closest(".lightbox")) odd.push(show(node));
    for (const node of all("svg")) if (!node.matches(".icon, .coverage svg")) odd.push(show(node));
    for (const node of all("a, area, [href], [src], [action], [cite], [data]")) {
      for (const name of ["href", "src", "action", "cite", "data", "xlink:href"]) {
        const address = node.getAttribute(name);
        if (address == null) continue;
        let { protocol, origin } = {};
        try { ({ protocol, origin } = new URL(address, d.baseURI)); } catch { continue; }
        if (!SCHEMES.test(protocol)) odd.push(`${name} at ${show(node)}`);
        if (node.localName !== "a" && node.localName !== "link" && origin !== w.location.origin) odd.push(`from elsewhere: ${show(node)}`);
      }
    }
    const body = [...d.body.children].map(node => node.localName).filter(name => name !== "p" && name !== "dialog").join(" ");
    if (body !== "a header main footer nav template") odd.push(`the page is made of ${body}`);
    // The site's own furniture is there, once, and works.
    const seek = d.querySelector("header.top [data-open-search]");
    const near = d.querySelector("[data-finder] input"), dialog = () => d.querySelector("dialog.search-box");
    if (!near && d.scripts.length > 1) {
      seek?.click();
      if (!dialog()?.open) odd.push("the search does not open");
      else if (dialog().querySelector("input").placeholder !== "Describe the problem or paste an error code" && !dialog().querySelector("input").placeholder.trim()) odd.push("the search has lost its words");
      dialog()?.close();
    }
    const ids = new Set();
    for (const { id } of all("[id]")) {
      if (ids.has(id)) odd.push(`two elements have the id ${id}`);
      ids.add(id);
    }
  }
  // What is pressed is looked at last, when all that listens has heard of it: a link that is no harm leads nowhere here.
  w.addEventListener("click", event => {
    const link = event.target.closest?.("a, area");
    const address = link && (link.href?.baseVal ?? link.href);
    if (link && /^(https?|mailto|tel|file|ftp|sms):|^$/.test(address)) event.preventDefault();
  });
  w.addEventListener("submit", event => { if (!event.target.closest("[data-finder]")) w.__tell("submit", "", event.target.action); event.preventDefault(); });
  const PRESSED = "a, area, button, summary, input, select, label, [tabindex], details, img, li, td, svg *";
  for (const node of (d.querySelector("main") ?? d).querySelectorAll(PRESSED)) {
    try { node.focus?.(); } catch { /* not focusable */ }
    for (const kind of ["mouseover", "mousedown", "click"]) node.dispatchEvent(new w.MouseEvent(kind, { bubbles: true, cancelable: true }));
  }
  d.querySelector("dialog.lightbox")?.close();
  for (const node of all("details")) node.open = true;
  // The search page keeps its own question in the address.
  if (w.location.href.split(/[?#]/)[0] !== page.split(/[?#]/)[0]) odd.push(`the page went to ${w.location.href}`);
  return odd;
}

/** The page that opens others, several at a time, and touches them. Its `visit(pages)` gives what was odd on each, and
    `heard`, what their documents told. */
export const harness = `<!doctype html><meta charset=utf-8><title>harness</title><body><script>
${touch}
const pause = time => new Promise(done => setTimeout(done, time));
const heard = [], waiting = new Map();
addEventListener("message", ({ data }) => {
  if (data[0] === "tale") heard.push(data.slice(1));
  else if (data[0] === "settled") waiting.get(data[1])?.();
});
// A pressed link runs its script, and a broken policy is told, in tasks of their own, after those of here: a clock says nothing
// about them. They stand in the line in which answers of the host come in. So the host is asked twice, once for the script
// and once for what it broke, and what was told till then has been heard when a message behind it has. It is asked from here:
// a frame whose page leads elsewhere, as that of a lost page leads to the search, never gets its answer.
let settling = 0;
async function settled() {
  for (const round of [1, 2]) await fetch("/settled?" + round, { cache: "no-store" });
  const number = ++settling;
  await new Promise(done => { waiting.set(number, done); postMessage(["settled", number]); });
  waiting.delete(number);
}
async function one(frame, page, hook) {
  const loaded = new Promise(done => { frame.onload = () => done(true); });
  if (page.endsWith("?bare")) {
    // Written into the frame, it is parsed as if it had come from the host, in a tenth of the time.
    const text = await (await fetch(page)).text(), { document } = frame.contentWindow;
    document.open();
    document.write(text);
    document.close();
  } else {
    frame.src = page;
  }
  // What is no document is handed to the user, and never loads.
  const came = await Promise.race([loaded, pause(/\\/$|\\.html?($|[?#])/.test(page) ? 20000 : 700).then(() => false)]);
  let odd = [];
  try {
    if (page.endsWith("?bare")) {
      odd = touch(frame.contentWindow, frame.contentWindow.location.href);
    } else if (came && frame.contentWindow.location.href !== "about:blank") {
      if (hook) await hook(frame.contentWindow);
      odd = touch(frame.contentWindow, new URL(page, location.href).href);
    }
    else if (!came && /\\.html?($|[?#])/.test(page)) odd = ["it never loaded"];
    await settled();
  } catch (fault) {
    odd.push(String(fault) + " " + fault.stack);
  }
  return odd;
}
async function visit(pages, hook) {
  const queue = [...pages], found = [];
  await Promise.all(Array.from({ length: 6 }, async () => {
    const frame = document.body.appendChild(document.createElement("iframe"));
    frame.width = 900; frame.height = 700;
    while (queue.length) {
      const page = queue.shift(), odd = await one(frame, page, hook);
      if (odd.length) found.push([page, odd]);
    }
    frame.remove();
  }));
  await settled();
  return { odd: found, heard };
}
</script>`;
