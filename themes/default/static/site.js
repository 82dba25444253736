/* What a page does beyond reading: colour scheme, copying, ticking steps, large images, votes, the note for the service
   desk. A classic script, loaded with `defer`; every page works without it. Nothing here makes markup from text, and
   nothing leaves the site unless the reader presses something. Shares `Deskbook` with search/ui.js. */
(() => {
"use strict";

const html = document.documentElement;
const words = document.getElementById("db-words")?.dataset ?? {};
const all = (selector, from = document) => [...from.querySelectorAll(selector)];

/** A word of the interface with its places filled in. */
const word = (key, values = {}) =>
  (words[key] ?? "").replace(/\{(\w+)\}/g, (place, name) => values[name] ?? place);

/** An element with attributes and children; `on…` are listeners. */
function el(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === false || value == null) continue;
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else node.setAttribute(key, value === true ? "" : value);
  }
  node.append(...children);
  return node;
}

/** A drawing of one path. */
function icon(path) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  const line = document.createElementNS(space, "path");
  line.setAttribute("d", path);
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  svg.append(line);
  return svg;
}
const COPY = "M9 9h11v11H9zM15 9V4H4v11h5", DONE = "m5 12.5 4.5 4.5L19 7.5", CLOSE = "m7 7 10 10M17 7 7 17";

/** Storage that may be forbidden or full: then nothing is remembered. */
const keep = area => ({
  get(key) { try { return JSON.parse(globalThis[area].getItem("deskbook-" + key)); } catch { return null; } },
  set(key, value) {
    try {
      if (value == null) globalThis[area].removeItem("deskbook-" + key);
      else globalThis[area].setItem("deskbook-" + key, JSON.stringify(value));
    } catch { /* not remembered */ }
  },
});
const local = keep("localStorage"), session = keep("sessionStorage");
/** What was kept as a list; another site of the same host may have kept something else. */
const kept = (area, key, kind) => [].concat(area.get(key) ?? []).filter(item => typeof item === kind);

/** What stands behind `#`; an address may be cut off in the middle of a letter. */
const target = hash => { try { return decodeURIComponent(hash.slice(1)); } catch { return ""; } };

/** Says one line, for eyes and ears alike. */
function say(text) {
  const line = document.querySelector(".toast") ?? document.body.appendChild(el("p", { class: "toast", role: "status" }));
  line.textContent = text;
  clearTimeout(say.timer);
  say.timer = setTimeout(() => { line.textContent = ""; }, 2600);
}

/** Copies, also where the page is not served securely. */
async function copy(text, done = word("copied")) {
  let ok = true;
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const field = document.body.appendChild(el("textarea", { class: "vh", readonly: true }));
    const before = document.activeElement;
    field.value = text;
    field.select();
    try { ok = document.execCommand("copy"); } catch { ok = false; }
    field.remove();
    before?.focus();
  }
  say(ok ? done : word("copyFailed"));
  return ok;
}

function copyButton(text) {
  const button = el("button", { class: "copy", type: "button", "aria-label": word("copy"), title: word("copy"), onclick: async () => {
    if (!await copy(text())) return;
    button.replaceChildren(icon(DONE));
    setTimeout(() => button.replaceChildren(icon(COPY)), 1600);
  } }, icon(COPY));
  return button;
}

/** The reader's system: its name, and slugs a site may have given it, the likeliest first. */
function system() {
  const agent = navigator.userAgent;
  if (/Android/.test(agent)) return { name: "Android", slugs: ["android"] };
  if (/iPhone|iPad|iPod/.test(agent) || (/Macintosh/.test(agent) && navigator.maxTouchPoints > 1)) {
    return { name: /iPhone/.test(agent) ? "iPhone" : "iPad", slugs: ["ios", "ipados", "iphone", "ipad", "apple-mobile"] };
  }
  if (/Windows/.test(agent)) return { name: "Windows", slugs: ["windows"] };
  if (/Macintosh|Mac OS/.test(agent)) return { name: "macOS", slugs: ["macos", "mac", "mac-os", "apple"] };
  if (/CrOS/.test(agent)) return { name: "ChromeOS", slugs: ["chromeos", "chrome-os"] };
  if (/Linux|X11/.test(agent)) return { name: "Linux", slugs: ["linux", "ubuntu"] };
  return { name: "", slugs: [] };
}

/** The system with its version, where the browser tells it. */
async function systemName() {
  const { name } = system();
  try {
    const { platformVersion = "" } = await navigator.userAgentData.getHighEntropyValues(["platformVersion"]);
    const major = parseInt(platformVersion, 10);
    // Windows 11 reports 13 and more, Windows 10 reports 1 to 10.
    if (name === "Windows") return major >= 13 ? "Windows 11" : major > 0 ? "Windows 10" : name;
    return major > 0 && name !== "Linux" ? `${name} ${platformVersion}` : name;
  } catch {
    return name;
  }
}

globalThis.Deskbook = { words, word, el, icon, local, session, kept, system, say, all };

// ── Colour scheme: two states; choosing what the system has forgets the choice ──
for (const button of all("[data-scheme-toggle]")) {
  button.addEventListener("click", () => {
    const systemDark = matchMedia("(prefers-color-scheme: dark)").matches;
    const dark = html.dataset.scheme ? html.dataset.scheme !== "dark" : !systemDark;
    if (dark === systemDark) delete html.dataset.scheme;
    else html.dataset.scheme = dark ? "dark" : "light";
    try {
      if (html.dataset.scheme) localStorage.setItem("deskbook-scheme", html.dataset.scheme);
      else localStorage.removeItem("deskbook-scheme");
    } catch { /* not remembered */ }
  });
}

// ── Days in the words of the page's language (lists carry them as YYYY-MM-DD) ──
for (const time of all(".log time, .colophon time")) {
  const day = new Date(time.dateTime + "T00:00:00Z");
  try {
    if (!Number.isNaN(day.getTime())) time.textContent = new Intl.DateTimeFormat(html.lang, { dateStyle: "medium", timeZone: "UTC" }).format(day);
  } catch { /* stays as it is */ }
}

// ── Copying: code, error texts, links to headings ──
for (const pre of all("pre.code, .prose pre:not(.code)")) {
  const box = el("div", { class: "codebox" });
  pre.replaceWith(box);
  box.append(pre, copyButton(() => {
    const text = pre.cloneNode(true);
    all(".pr", text).forEach(prompt => prompt.remove());
    return text.textContent.replace(/\n$/, "");
  }));
}
for (const item of all(".codes [data-copy]")) {
  const button = copyButton(() => item.dataset.copy);
  button.setAttribute("aria-label", `${word("copy")}: ${item.dataset.copy}`);
  item.append(button);
}
for (const anchor of all("a.anchor")) {
  anchor.addEventListener("click", () => copy(anchor.href, word("linkCopied")));
}

// ── Escalation: errors to copy, tests to tick ──
const needs = kind => {
  const lines = all(`.need-${kind} li`).filter(item => !item.querySelector("li"));
  return lines.length ? lines : all(`.need-${kind} p:not(.need-name)`);
};
for (const line of needs("error")) {
  const text = line.textContent.trim();
  if (line.localName === "li") line.append(copyButton(() => text));
}
const tests = needs("tests").filter(line => line.localName === "li");
const testKey = `tests:${location.pathname}`, tested = kept(session, testKey, "number");
tests.forEach((line, index) => line.prepend(el("input", { class: "check", type: "checkbox", checked: tested.includes(index), "aria-label": line.textContent.trim(), onchange() {
  const ticked = tests.flatMap((test, i) => test.querySelector(".check").checked ? [i] : []);
  session.set(testKey, ticked.length ? ticked : null);
} })));

// ── Steps ──
const article = document.querySelector(".article");
const here = location.pathname;
const stepLists = all("ol.steps");

function tickable(list, number) {
  const items = all(":scope > li", list);
  if (items.length < 2) return;
  const key = `steps:${here}:${number}`;
  const ticks = items.map((item, index) => {
    const tick = el("input", { class: "tick", type: "checkbox", "aria-label": word("step", { n: list.start + index }), onchange: show });
    item.prepend(tick);
    return tick;
  });
  const bar = el("progress", { max: items.length, "aria-hidden": "true" }), text = el("span", { role: "status" });
  const line = el("div", { class: "progress", hidden: true }, bar, text, el("button", { class: "quiet", type: "button", onclick() {
    for (const tick of ticks) tick.checked = false;
    show();
    ticks[0].focus();
  } }, word("again")));
  list.after(line);
  for (const index of kept(session, key, "number")) if (ticks[index]) ticks[index].checked = true;

  function show() {
    const done = ticks.flatMap((tick, index) => tick.checked ? [index] : []);
    items.forEach((item, index) => item.classList.toggle("done", ticks[index].checked));
    bar.value = done.length;
    text.textContent = word(done.length === items.length ? "stepsAll" : "steps", { done: done.length, all: items.length });
    line.hidden = !done.length;
    session.set(key, done.length ? done : null);
    document.dispatchEvent(new Event("deskbook:steps"));
  }
  show();
}
stepLists.forEach(tickable);

// ── Images, large ──
for (const link of all("a.zoom")) {
  link.addEventListener("click", event => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const small = link.querySelector("img");
    const box = el("dialog", { class: "lightbox", "aria-label": small?.alt || word("close"), onclick: () => box.close(), onclose() { box.remove(); link.focus(); } },
      el("img", { src: link.href, alt: small?.alt ?? "" }),
      el("button", { class: "tool", type: "button", "aria-label": word("close") }, icon(CLOSE)));
    document.body.append(box);
    box.showModal();
  });
}

// ── Table of contents: where the reader is ──
const entries = new Map(all(".toc a").map(link => [target(link.hash), link]));
if (entries.size) {
  const headings = [...entries.keys()].map(id => document.getElementById(id)).filter(Boolean);
  let waiting = false;
  const mark = () => {
    waiting = false;
    const passed = headings.filter(heading => heading.getBoundingClientRect().top < 140);
    const now = (passed.at(-1) ?? headings[0])?.id;
    for (const [id, link] of entries) {
      if (id === now) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  };
  addEventListener("scroll", () => {
    if (!waiting) requestAnimationFrame(mark);
    waiting = true;
  }, { passive: true });
  mark();
}

// ── Did this help? ──
const vote = document.querySelector(".vote"), stuck = document.querySelector(".stuck");

function thank(answer) {
  local.set("vote:" + here, answer);
  vote.querySelector(".vote-ways").replaceChildren(el("span", { role: "status" }, word(answer === "yes" ? "thanksYes" : "thanksNo")));
  if (answer === "no" && stuck) stuck.open = true;
}

for (const way of all("[data-say]", vote ?? document.createElement("div"))) {
  way.addEventListener("click", event => {
    const address = way.href && new URL(way.href);
    if (address && address.origin === location.origin && location.protocol !== "file:") {
      event.preventDefault();
      navigator.sendBeacon(address);
    }
    // Anything else is a link, and the reader follows it: no page calls a foreign host by itself.
    setTimeout(thank, 0, way.dataset.say);
  });
}

// ── Still stuck? The note that spares the reader the same questions ──
const clip = text => text.length > 90 ? text.slice(0, 88).trimEnd() + "…" : text;

/** The words of a line without what stands around or below them. */
function plain(item) {
  const text = item.cloneNode(true);
  all(".alert, .internal, pre, figure, .codebox, ol, ul, table, button", text).forEach(part => part.remove());
  return text.textContent.trim().replace(/\s+/g, " ");
}

/** Every step: its number, its words, and whether it is ticked. */
const steps = () => stepLists.flatMap(list => all(":scope > li", list).map((item, index) =>
  ({ done: !!item.querySelector(":scope > .tick")?.checked, text: `${list.start + index}. ${clip(plain(item))}` })));
const tried = () => steps().filter(step => step.done).map(step => step.text).join("\n");

async function stuckNote() {
  const codes = all(".codes [data-copy]").map(item => item.dataset.copy);
  const searched = kept(session, "query", "string").join(" ").trim();
  const facts = {
    title: article.dataset.title,
    id: article.dataset.key,
    url: location.href.split("#")[0],
    os: await systemName(),
    error: codes.find(code => searched.toLowerCase().includes(code.toLowerCase())) ?? (codes.length === 1 ? codes[0] : ""),
    steps: "",
  };
  const link = stuck.querySelector("[data-contact]");
  const note = el("p", { class: "note" });
  const fresh = () => {
    facts.steps = tried();
    const lines = [
      ["noteArticle", [facts.id, facts.title].filter(Boolean).join(" ")],
      ["notePage", facts.url],
      ["noteSystem", facts.os],
      ["noteError", facts.error],
      ["noteSteps", facts.steps && "\n" + facts.steps],
    ].filter(([, value]) => value).map(([key, value]) => `${word(key)}: ${value}`);
    note.textContent = lines.join("\n");
    const template = stuck.dataset.template;
    if (!link || !template) return;
    // Mail wants CR LF between lines (RFC 6068).
    const ready = text => encodeURIComponent(template.startsWith("mailto:") ? text.replace(/\n/g, "\r\n") : text);
    link.href = template.replace(/\{(\w+)\}/g, (place, name) => name in facts ? ready(facts[name] || word("none")) : place);
  };
  const choose = code => {
    facts.error = code;
    for (const chip of all("[data-code]", stuck)) chip.setAttribute("aria-pressed", String(chip.dataset.code === code));
    fresh();
  };
  const choice = codes.length > 1 && el("div", { class: "choice", role: "group", "aria-label": word("noteError") }, word("noteError") + ":",
    ...codes.map(code => el("button", { class: "chip", type: "button", "data-code": code, "aria-pressed": String(code === facts.error), onclick: () => choose(facts.error === code ? "" : code) }, code)));
  const copying = el("button", { class: "button", type: "button", onclick: () => copy(note.textContent) }, icon(COPY), word("copy"));
  const ways = stuck.querySelector(".ways") ?? stuck.appendChild(el("p", { class: "ways" }));
  ways.append(copying);
  ways.before(...[choice, note].filter(Boolean));
  document.addEventListener("deskbook:steps", fresh);
  fresh();
}

// ── A note for the ticket, from the Escalation section and what the reader ticked ──
async function ticketNote() {
  const box = done => done ? "[x] " : "[ ] ";
  const codes = all(".codes [data-copy]").map(item => item.dataset.copy);
  const errors = needs("error").map(line => plain(line));
  const list = (title, lines) => lines.length ? [`${title}:`, ...lines] : [];
  const one = (key, value) => value ? [`${word(key)}: ${value}`] : [];
  return [
    ...one("noteArticle", [article.dataset.key, article.dataset.title].filter(Boolean).join(" ")),
    ...one("notePage", location.href.split("#")[0]),
    ...one("noteSystem", await systemName()),
    ...one("noteError", (errors.length ? errors : codes.slice(0, 1)).join(" | ")),
    ...list(word("noteAll"), steps().map(step => box(step.done) + step.text)),
    ...list(word("needTests"), needs("tests").map(line => box(line.querySelector(".check")?.checked) + plain(line))),
    ...list(word("needState"), needs("state").map(line => `- ${plain(line).replace(/[:.]$/, "")}: `)),
    ...one("needTeam", needs("team").map(line => plain(line)).join(", ")),
  ].join("\n") + "\n";
}
for (const button of all("[data-ticket-note]")) {
  button.addEventListener("click", async () => copy(await ticketNote(), word("noteDone")));
}

// ── Something wrong here? The part that is being read goes with it ──
for (const way of all("[data-flag]")) {
  way.addEventListener("click", () => {
    const passed = all(".part h2").filter(heading => heading.getBoundingClientRect().top < innerHeight / 2);
    const part = document.getElementById(target(location.hash))?.closest(".part")?.querySelector("h2") ?? passed.at(-1);
    way.href = way.dataset.flag.replace("{section}", encodeURIComponent(part?.textContent.trim() ?? ""));
  });
}
if (stuck && article) stuck.addEventListener("toggle", stuckNote, { once: true });
for (const way of all('a[href="#db-help"]')) way.addEventListener("click", () => { if (stuck) stuck.open = true; });
})();
