/* The search a reader sees: one finder, used in the dialog (Ctrl-K, /), on the home page, on the search page and on the
   not-found page. Asks search/engine.js, builds nodes, never markup. A finder is a combobox over a list of real links:
   the arrows move, Enter opens, Esc closes, Tab reaches everything. */
(() => {
"use strict";
// All deferred scripts have run when the page is ready, so their order does not matter.
// An element of an article may have that id, and would be a property of the window then, but not its own.
if (Object.hasOwn(globalThis, "Deskbook")) start();
else document.addEventListener("DOMContentLoaded", start, { once: true });

function start() {
const { words, word, el, icon, local, session, kept, system, all } = globalThis.Deskbook;
const html = document.documentElement, root = html.dataset;
const SEARCH = "M16 16l4.5 4.5M17.5 11a6.5 6.5 0 1 1-13 0 6.5 6.5 0 0 1 13 0", CLOSE = "m7 7 10 10M17 7 7 17";
const PAGE = 20, SHORT = 8;

const names = new Map(all("[data-os]", document.getElementById("db-words")?.content ?? document).map(item => [item.dataset.os, item.textContent]));
const own = system().slugs.find(slug => names.has(slug)) ?? "";
const searchPage = document.querySelector("[data-open-search]")?.href ?? "";

/** The address of a page of the site from here. */
function address(path) {
  const [page, hash = ""] = path.split(/(?=#)/);
  const file = "offline" in root || location.protocol === "file:" ? page.replace(/(^|\/)$/, "$1index.html") : page;
  return root.root + file + hash;
}
/** What an answer can be narrowed to: names in the address, and in the engine. */
const FACETS = { os: "os", product: "product", category: "category", type: "kind" };
/** For authors: why an article stands where it stands. */
const explain = new URLSearchParams(location.search).has("explain");
const questionOf = (query, only) => new URLSearchParams([
  ...(query ? [["q", query], ...Object.keys(FACETS).filter(name => only[name]).map(name => [name, only[name]])] : []),
  ...(explain ? [["explain", ""]] : []),
]);
const withQuery = (query, only = {}) => {
  const url = new URL(searchPage, location.href);
  url.search = questionOf(query, only);
  return url.href;
};

let engine = null;
/** Opens the engine when somebody means to search; a failure is tried again at the next question. */
function ready() {
  if (!engine) {
    const base = new URL(root.root + root.search, location.href).href;
    engine = Promise.resolve().then(() => DeskbookSearch.open({ fetch: DeskbookSearch.loader(base) }));
    engine.catch(() => { engine = null; });
  }
  return engine;
}

let explainer = null;
/** What draws explanations; it is a script of its own, for authors alone. */
function explaining() {
  explainer ??= new Promise(done => {
    const script = DeskbookSearch.attach(new URL(root.explain, location.href).href);
    script.onload = script.onerror = () => done(globalThis.Deskbook.explain);
  });
  return explainer;
}

/** The beginning of what may be a whole page of text. */
const clip = text => text.trim().replace(/^([^]{80})[^]+$/u, "$1…");

/** A language in its own words. */
function languageName(lang) {
  try { return new Intl.DisplayNames([lang], { type: "language" }).of(lang); } catch { return lang; }
}

/** A sentence of the interface whose places are shown in bold. */
function sentence(key, values) {
  return (words[key] ?? "").split(/(\{\w+\})/).map(piece => {
    const name = piece.startsWith("{") ? piece.slice(1, -1) : "";
    return name in values ? el("b", {}, values[name]) : piece;
  });
}

/** The text with the found words marked. */
function marked(text, terms) {
  if (!globalThis.DeskbookSearch?.mark || !terms?.length) return [text];
  return DeskbookSearch.mark(text, terms).map(piece => piece.hit ? el("mark", {}, piece.text) : piece.text);
}

/** Whether the question is an error code that was found as it stands. */
function exactCode(query, { corrections, terms = [] }) {
  const looks = /\d/.test(query) && /^\S+(?:\s\S+)?$/.test(query.trim());
  const asked = globalThis.DeskbookSearch?.slots?.(query).flat() ?? [];
  return looks && !corrections.length && (!asked.length || asked.some(term => /\d/.test(term) && terms.includes(term)));
}

let count = 0;
class Finder {
  constructor(box, mode) {
    this.mode = mode;
    this.box = box;
    this.id = "db-hits-" + ++count;
    this.input = box.querySelector("input");
    this.query = null;
    this.turn = 0;
    this.limit = mode === "page" ? PAGE : SHORT;
    this.only = { os: names.has(local.get("os")) ? local.get("os") : "" };
    this.current = -1;
    this.build();
    this.listen();
  }

  build() {
    // The line is for the eyes and changes at once; the ears get it when the typing pauses.
    this.line = el("p", { "aria-hidden": "true" });
    this.status = el("p", { class: "vh", role: "status" });
    this.said = el("div", { class: "said" });
    this.chips = el("div", { class: "chips", role: "group", "aria-label": word("systems"), hidden: true });
    // Where results are explained they hold more than lines to choose from, so they are links and no listbox.
    this.list = el("div", { class: "hits", id: this.id, ...(!explain && { role: "listbox", "aria-label": word("results") }), hidden: true });
    this.end = el("div", { class: "panel-end" });
    this.panel = el("div", { class: "panel", hidden: true }, el("div", { class: "panel-top" }, this.chips, ...this.picks(), this.said, this.line, this.status), this.list, this.end);
    this.box.append(this.panel);
    if (explain) return;
    for (const [key, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": this.id })) {
      this.input.setAttribute(key, value);
    }
  }

  /** On the search page: product, subject and type. */
  picks() {
    this.selects = new Map();
    if (this.mode !== "page") return [];
    for (const name of Object.keys(FACETS).slice(1)) {
      this.selects.set(name, el("select", { class: "pick", "aria-label": word(name), hidden: true, onchange: event => this.choose(name, event.target.value) }));
    }
    this.clear = el("button", { class: "quiet", type: "button", hidden: true, onclick: () => {
      this.row.querySelector("select:not([hidden])")?.focus();
      this.only = {};
      this.choose("os", "");
    } }, word("clear"));
    this.row = el("div", { class: "picks", role: "group", "aria-label": word("narrow"), hidden: true }, ...this.selects.values(), this.clear);
    return [this.row];
  }

  listen() {
    const { input } = this;
    input.addEventListener("input", () => {
      clearTimeout(this.timer);
      this.limit = this.mode === "page" ? PAGE : SHORT;
      this.timer = setTimeout(() => this.ask(), 60);
    });
    input.addEventListener("focus", () => {
      if (root.search) ready().catch(() => {});
      if (this.mode === "home" && !input.value) this.idle();
      else if (this.mode === "home" && this.query === input.value) this.open(true);
    });
    input.addEventListener("keydown", event => this.key(event));
    this.box.querySelector("form").addEventListener("submit", event => this.submit(event));
    this.list.addEventListener("click", event => {
      const option = event.target.closest("a");
      if (option?.dataset.recent) {
        event.preventDefault();
        this.set(option.dataset.recent);
      } else if (option) {
        this.remember();
      }
    });
    if (this.mode === "home") {
      this.box.addEventListener("focusout", event => { if (!this.box.contains(event.relatedTarget)) this.open(false); });
      // A click into the panel must not close it before it is heard.
      this.panel.addEventListener("mousedown", event => { if (!event.target.closest("a, button, summary")) event.preventDefault(); });
    }
  }

  set(query) {
    this.input.value = query;
    this.input.focus();
    this.ask();
  }

  open(shown) {
    this.panel.hidden = !shown;
    if (!explain) this.input.setAttribute("aria-expanded", String(shown && !this.list.hidden));
    if (!shown) this.pick(-1);
  }

  get options() { return all("[role=option]", this.list); }

  /** Makes an option the current one; -1 is the input itself. */
  pick(index) {
    if (explain) return;
    const { options } = this;
    options[this.current]?.setAttribute("aria-selected", "false");
    this.current = index;
    const option = options[index];
    if (!option) return this.input.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    this.input.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  }

  key(event) {
    if (event.isComposing) return;
    const last = this.panel.hidden || explain ? -1 : this.options.length - 1, now = this.current;
    const move = { ArrowDown: now >= last ? -1 : now + 1, ArrowUp: now < 0 ? last : now - 1 };
    if (now >= 0) Object.assign(move, { Home: 0, End: last });
    if (event.key in move && last >= 0 && !event.altKey && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      this.pick(move[event.key]);
    } else if (event.key === "Enter" && now >= 0) {
      event.preventDefault();
      this.options[now].click();
    } else if (event.key === "Escape" && this.mode === "home" && !this.panel.hidden) {
      event.preventDefault();
      this.open(false);
    } else if (event.key === "Escape" && this.mode === "page" && this.input.value) {
      event.preventDefault();
      this.set("");
    }
  }

  /** Enter without a chosen line: the one exact hit, or the search page. */
  submit(event) {
    const query = this.input.value.trim();
    if (!query) return event.preventDefault();
    this.remember();
    if (this.direct && this.query === this.input.value) {
      event.preventDefault();
      location.assign(this.direct);
    } else if (this.mode === "page") {
      event.preventDefault();
      clearTimeout(this.timer);
      this.ask();
    } else {
      event.preventDefault();
      location.assign(withQuery(query, this.only));
    }
  }

  remember() {
    const query = this.input.value.trim();
    session.set("query", query);
    if (!("recent" in root) || query.length < 2) return;
    local.set("recent", [query, ...kept(local, "recent", "string").filter(old => old !== query)].slice(0, 5));
  }

  /** Before a question: the last searches, or nothing. */
  idle() {
    this.turn++;
    this.query = "";
    this.direct = "";
    this.said.replaceChildren();
    this.tell("");
    this.end.replaceChildren();
    this.chips.hidden = true;
    if (this.row) this.row.hidden = true;
    const recent = "recent" in root && this.mode !== "guess" ? kept(local, "recent", "string") : [];
    this.show(recent.map((query, index) => el("div", { class: "hit", role: "presentation" },
      el("a", { class: "hit-main", role: "option", "aria-selected": "false", id: `${this.id}-${index}`, href: withQuery(query), "data-recent": query }, query))));
    if (recent.length) {
      this.said.append(word("recent"), el("button", { class: "quiet", type: "button", onclick: () => { local.set("recent", null); this.idle(); this.input.focus(); } }, word("forget")));
    }
    this.open(recent.length > 0 && (this.mode !== "page" || document.activeElement === this.input));
    this.listing(true);
  }

  listing(shown) {
    html.classList.remove("asked");
    if (this.mode === "page" || this.mode === "guess") for (const part of all("[data-listing]")) part.hidden = !shown;
  }

  /** Whether anything but the system narrows the answer. */
  get narrowed() { return Object.keys(this.only).some(name => name !== "os" && this.only[name]); }

  async ask() {
    const query = this.input.value, turn = ++this.turn, current = () => turn === this.turn;
    clearTimeout(this.waiting);
    if (this.mode === "page") this.share(query);
    if (!query.trim() || !root.search) return this.idle();
    this.waiting = setTimeout(() => { this.tell(word("searching")); this.open(true); }, 800);
    try {
      const found = await ready(), { os } = this.only;
      const options = { limit: this.limit, prefer: os || own || undefined, speak: html.lang, explain };
      for (const [name, facet] of Object.entries(FACETS)) if (this.only[name]) options[facet] = this.only[name];
      const facets = Object.values(FACETS), whole = this.whole || this.narrowed;
      const answer = await found.search(query, { ...options, facets: whole ? facets : ["os"] });
      if (!current()) return;
      // An address may name what the site does not have.
      const foreign = Object.keys(FACETS).filter(name => this.only[name] && !answer.facets?.[FACETS[name]]?.some(value => value.slug === this.only[name]));
      if (foreign.length) {
        for (const name of foreign) this.only[name] = "";
        return this.ask();
      }
      const nearest = answer.results.length || answer.problems?.length ? null : await this.nearest(found, query);
      const drawn = explain && await explaining();
      if (!current()) return;
      clearTimeout(this.waiting);
      this.answer(query, answer, nearest);
      if (drawn) this.said.prepend(...drawn.question(answer.explain));
      if (!this.row) return;
      // The counts of further facets are files of their own, so the answer does not wait for them.
      this.row.hidden = false;
      const counted = whole ? answer : await found.search(query, { ...options, facets });
      this.whole = true;
      if (current()) this.narrow(counted);
    } catch (fault) {
      if (!current()) return;
      console.warn("search:", fault);
      this.idle();
      this.fail(fault.outdated ? "outdated" : "broken", fault.outdated && (() => location.reload()));
      this.open(true);
    } finally {
      if (current()) clearTimeout(this.waiting);
    }
  }

  /** Says what is wrong, with what can be done about it. */
  fail(key, again) {
    this.said.replaceChildren(word(key));
    this.tell("", word(key));
    this.end.replaceChildren(...(again ? [el("button", { class: "button", type: "button", onclick: again }, word("retry"))] : []), ...this.ways());
  }

  /** Nothing found: without what narrows it, then fewer words, the longest first. */
  async nearest(found, query) {
    const longest = query.trim().split(/\s+/).sort((a, b) => b.length - a.length);
    const tries = [...(this.only.os || this.narrowed ? [query] : []), ...longest.slice(0, 3), longest[0].slice(0, 4)];
    for (const words of tries) {
      const answer = await found.search(words, { limit: 5, prefer: own || undefined, speak: html.lang, explain });
      if (answer.results.length) return answer;
    }
    return null;
  }

  answer(query, answer, nearest) {
    const shown = nearest ?? answer, { results } = shown;
    this.query = query;
    this.direct = "";
    if (!nearest && results.length && answer.total === 1 && exactCode(query, answer)) this.direct = address(results[0].url);
    const { os } = this.only, none = !answer.results.length, lost = answer.problems?.length > 0;
    this.said.replaceChildren(
      ...answer.corrections.filter(() => !nearest).map(({ typed, shown, known }) => el("p", {}, ...sentence(known ? "alsoShown" : "corrected", { typed, shown }))),
      ...(none && !lost ? [
        el("p", {}, ...sentence(this.narrowed ? "nothingHere" : os ? "nothingIn" : "nothing", { query: clip(query), system: names.get(os) ?? os })),
        el("p", {}, nearest ? word("nearest") + ":" : word("try")),
      ] : []),
      ...(lost ? [el("p", {}, word("partial"))] : []),
    );
    this.systems(answer);
    this.show(results.map((result, index) => this.hit(result, index, shown)));
    const rest = !nearest && answer.total > results.length;
    this.end.replaceChildren(...[
      rest && this.mode === "page" && el("button", { class: "button", type: "button", onclick: () => { this.limit += PAGE; this.ask(); } }, word("more")),
      rest && this.mode !== "page" && el("a", { class: "button", href: withQuery(query.trim(), this.only), onclick: () => this.remember() }, word("allResults")),
      ...(answer.results.length ? [] : this.ways()),
    ].filter(Boolean));
    this.listing(false);
    this.open(true);
    // In the dialog the first line is at hand; elsewhere Enter leads to the search page.
    this.pick(results.length && this.mode === "dialog" && !nearest ? 0 : -1);
    const first = !os && own && !this.chips.hidden && this.chips.querySelector(`[data-slug="${own}"]`) ? " · " + word("first", { system: names.get(own) }) : "";
    if (!none) this.tell(word(answer.total === 1 ? "one" : "other", { n: answer.total }) + first);
    else if (lost) this.fail("partial", () => this.ask());
    else this.tell("", word("nothing", { query: clip(query) }));
  }

  tell(line, heard = line) {
    this.line.textContent = line;
    clearTimeout(this.telling);
    this.telling = setTimeout(() => { this.status.textContent = heard; }, 350);
  }

  /** The way on when the search has no answer. */
  ways() {
    const asked = encodeURIComponent(this.query?.trim() ?? "");
    return [
      words.contact && words.contactUrl && el("a", { class: "button main", href: words.contactUrl }, words.contact),
      words.addUrl && el("a", { class: "button", href: words.addUrl.replace("{title}", asked), rel: "noopener" }, words.add),
    ].filter(Boolean);
  }

  show(lines) {
    this.current = -1;
    this.input.removeAttribute("aria-activedescendant");
    this.list.replaceChildren(...lines);
    this.list.hidden = !lines.length;
    this.panel.scrollTop = 0;
  }

  /** Systems to choose from: all, then the reader's own, then the rest. */
  systems(answer) {
    const values = new Map((answer.facets?.os ?? []).map(value => [value.slug, value])), { os } = this.only;
    const order = [...new Set([...names.keys(), os])].filter(Boolean).sort((a, b) => (b === own) - (a === own));
    const chip = (slug, text, note) => el("button", { class: "chip", type: "button", "aria-pressed": String((os || "") === slug), "data-slug": slug, onclick: () => this.choose("os", slug) }, text, ...(note ? [el("small", {}, String(note))] : []));
    const systems = order.filter(slug => slug === os || values.get(slug)?.count);
    this.chips.hidden = systems.length < 2 && !os;
    const focused = this.chips.contains(document.activeElement) && document.activeElement.dataset.slug;
    this.chips.replaceChildren(chip("", word("all")), ...systems.map(slug => chip(slug, names.get(slug) ?? values.get(slug)?.name ?? slug, values.get(slug)?.count)));
    if (focused !== false) all("button", this.chips).find(button => button.dataset.slug === focused)?.focus();
  }

  /** Fills the lists of product, subject and type; one is shown where it leaves a choice. */
  narrow({ facets }) {
    for (const [name, select] of this.selects) {
      const chosen = this.only[name] || "", values = (facets[FACETS[name]] ?? []).filter(value => value.count || value.slug === chosen);
      const known = new Set(values.map(value => value.slug));
      const text = ({ slug, name: own }) => (name === "type" && words[`kind-${slug}`.replace(/-(.)/g, (_, letter) => letter.toUpperCase())]) || own;
      const below = (parent, depth) => values.filter(value => (known.has(value.parent) ? value.parent : "") === parent).flatMap(value =>
        [el("option", { value: value.slug }, `${"\u2003".repeat(depth)}${text(value)} (${value.count})`), ...below(value.slug, depth + 1)]);
      select.replaceChildren(el("option", { value: "" }, word(chosen ? `${name}All` : name)), ...below("", 0));
      select.value = chosen;
      select.hidden = values.length < 2 && !chosen;
      select.classList.toggle("on", chosen !== "");
    }
    this.clear.hidden = !this.narrowed;
    this.row.hidden = [...this.selects.values()].every(select => select.hidden);
  }

  choose(name, value) {
    this.only[name] = value;
    if (name === "os") local.set("os", value || null);
    this.limit = this.mode === "page" ? PAGE : SHORT;
    this.ask();
  }

  hit(result, index, answer) {
    const url = address(result.url), id = `${this.id}-${index}`, terms = answer.terms;
    const facets = answer.facets?.os ?? [], names = new Map(facets.map(facet => [facet.slug, facet.name]));
    const above = new Set(facets.filter(facet => result.os?.includes(facet.slug)).map(facet => facet.parent));
    const option = (part, more, ...children) => el("a", { ...(!explain && { role: "option", "aria-selected": "false" }), id: `${id}${part}`, ...more }, ...children);
    const tags = (result.os ?? []).filter(slug => names.has(slug) && !above.has(slug)).slice(0, 3).map(slug => el("span", { class: "tag" }, names.get(slug)));
    const foreign = result.lang && result.lang !== html.lang && { lang: result.lang, dir: "auto" };
    if (foreign) tags.unshift(el("span", { class: "tag", lang: result.lang }, languageName(result.lang)));
    const crumbs = [].concat(result.crumbs ?? []).filter(Boolean).join(" › ");
    return el("div", { class: "hit", role: "presentation" },
      option("", { class: "hit-main", href: url },
        el("span", { class: "hit-title", ...foreign }, ...marked(result.title, terms)), " ",
        ...(result.summary ? [el("span", { class: "hit-text", ...foreign }, ...marked(result.summary, terms)), " "] : []),
        el("span", { class: "hit-meta" }, ...[crumbs, result.key && el("span", { class: "key" }, result.key), ...tags].filter(Boolean).flatMap(part => [part, " "])),
        ...(this.direct && !index ? [el("span", { class: "hit-jump" }, word("jump"))] : [])),
      ...(result.headings ?? []).filter(heading => heading.matched).slice(0, 3).map((heading, place) =>
        option("-" + place, { class: "hit-sub", href: `${url}#${encodeURIComponent(heading.id)}`, ...foreign }, ...marked(heading.text, terms))),
      ...(explain && globalThis.Deskbook.explain?.result(result.why) || []));
  }

  /** Keeps the address of the search page ready to be sent to somebody. */
  share(query) {
    const url = new URL(location.href);
    url.search = questionOf(query.trim(), this.only);
    this.title ??= document.title;
    document.title = query.trim() ? `${clip(query)} – ${this.title}` : this.title;
    if (location.protocol !== "file:" || url.href !== location.href) {
      try { history.replaceState(null, "", url); } catch { /* some browsers forbid it on files */ }
    }
  }
}

// ── The finders of the page ──
const here = all("[data-finder]").map(box => new Finder(box, box.dataset.finder));
for (const finder of here) {
  if (finder.mode === "page") {
    const given = new URLSearchParams(location.search);
    for (const name of Object.keys(FACETS)) if (given.has(name)) finder.only[name] = given.get(name);
    if (given.get("q")) finder.input.value = given.get("q");
    if (finder.input.value) finder.ask();
    else if (matchMedia("(hover: hover)").matches && root.kind === "search") finder.input.focus();
  } else if (finder.mode === "guess") {
    let path = location.pathname;
    try { path = decodeURIComponent(path); } catch { /* shown as it is */ }
    const words = path.replace(/\.\w{2,5}$|\bindex\b/g, " ").split("/").slice(-3).join(" ").replace(/[^\p{L}\p{N}]+/gu, " ").trim();
    finder.input.value = words.slice(0, 80);
    if (words) finder.ask();
  }
}

// ── The dialog ──
let dialog = null;
function openDialog() {
  const near = here.find(finder => finder.mode !== "guess" && inView(finder.input));
  if (near) {
    near.input.focus();
    return near.input.select();
  }
  dialog ??= makeDialog();
  if (!dialog.box.open) dialog.box.showModal();
  dialog.finder.input.focus();
  dialog.finder.input.select();
  if (!dialog.finder.input.value) dialog.finder.idle();
}
const inView = node => {
  const { top, bottom } = node.getBoundingClientRect();
  return top >= 0 && bottom <= innerHeight;
};

function makeDialog() {
  const input = el("input", { id: "db-dq", type: "text", inputmode: "search", enterkeyhint: "search", autocomplete: "off", autocapitalize: "none", autocorrect: "off", spellcheck: "false", "aria-label": word("search"), placeholder: word("placeholder") });
  const close = el("button", { class: "tool", type: "button", "aria-label": word("close"), onclick: () => box.close() }, icon(CLOSE));
  const finder = el("search", { class: "finder" }, el("form", {}, el("span", { class: "finder-box" }, icon(SEARCH), input, close)));
  const hint = (key, text) => el("span", {}, el("kbd", {}, key), " ", word(text));
  const box = el("dialog", { class: "search-box", "aria-label": word("search"), onclick(event) { if (event.target === box) box.close(); } },
    finder, el("div", { class: "keys", "aria-hidden": "true" }, hint("↑ ↓", "keyMove"), hint("↵", "keyOpen"), hint("Esc", "keyClose")));
  document.body.append(box);
  const made = { box, finder: new Finder(finder, "dialog") };
  // A link to a place on this very page leaves the dialog open otherwise.
  made.finder.list.addEventListener("click", event => { if (event.target.closest("a:not([data-recent])") && !event.ctrlKey && !event.metaKey) setTimeout(() => box.close()); });
  return made;
}

for (const link of root.search ? all("[data-open-search]") : []) {
  link.addEventListener("click", event => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    openDialog();
  });
}
if ("shortcuts" in root && root.search) {
  if (/Mac|iPhone|iPad/.test(navigator.platform)) for (const key of all(".seek-key")) key.textContent = "⌘ K";
  addEventListener("keydown", event => {
    const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
    const chord = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "k";
    const slash = event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (!chord && !slash) return;
    event.preventDefault();
    openDialog();
  });
}
}
})();
