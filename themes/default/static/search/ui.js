/* The search a reader sees: one finder, used in the dialog (Ctrl-K, /), on the home page, on the search page and on the
   not-found page. Asks search/engine.js, builds nodes, never markup. A finder is a combobox over a list of real links:
   the arrows move, Enter opens, Esc closes, Tab reaches everything. */
(() => {
"use strict";
// All deferred scripts have run when the page is ready, so their order does not matter.
if (globalThis.Deskbook) start();
else document.addEventListener("DOMContentLoaded", start, { once: true });

function start() {
const { words, word, el, icon, local, session, system, all } = globalThis.Deskbook;
const html = document.documentElement, root = html.dataset;
const SEARCH = "M16 16l4.5 4.5M17.5 11a6.5 6.5 0 1 1-13 0 6.5 6.5 0 0 1 13 0", CLOSE = "m7 7 10 10M17 7 7 17";
const PAGE = 20, SHORT = 8;

const names = new Map(all("[data-os]", document.getElementById("deskbook")?.content ?? document).map(item => [item.dataset.os, item.textContent]));
const own = system().slugs.find(slug => names.has(slug)) ?? "";
const searchPage = document.querySelector("[data-open-search]")?.href ?? "";

/** The address of a page of the site from here. */
function address(path) {
  const [page, hash = ""] = path.split(/(?=#)/);
  const file = "offline" in root || location.protocol === "file:" ? page.replace(/(^|\/)$/, "$1index.html") : page;
  return root.root + file + hash;
}
const withQuery = (query, os) => {
  const url = new URL(searchPage, location.href);
  url.search = new URLSearchParams({ q: query, ...(os && { os }) });
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
    this.id = "hits-" + ++count;
    this.input = box.querySelector("input");
    this.query = null;
    this.turn = 0;
    this.limit = mode === "page" ? PAGE : SHORT;
    this.os = names.has(local.get("os")) ? local.get("os") : "";
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
    this.list = el("div", { class: "hits", id: this.id, role: "listbox", "aria-label": word("results"), hidden: true });
    this.end = el("div", { class: "panel-end" });
    this.panel = el("div", { class: "panel", hidden: true }, el("div", { class: "panel-top" }, this.chips, this.said, this.line, this.status), this.list, this.end);
    this.box.append(this.panel);
    for (const [key, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": this.id })) {
      this.input.setAttribute(key, value);
    }
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
      this.panel.addEventListener("mousedown", event => { if (!event.target.closest("a, button")) event.preventDefault(); });
    }
  }

  set(query) {
    this.input.value = query;
    this.input.focus();
    this.ask();
  }

  open(shown) {
    this.panel.hidden = !shown;
    this.input.setAttribute("aria-expanded", String(shown && !this.list.hidden));
    if (!shown) this.pick(-1);
  }

  get options() { return all("[role=option]", this.list); }

  /** Makes an option the current one; -1 is the input itself. */
  pick(index) {
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
    const last = this.panel.hidden ? -1 : this.options.length - 1, now = this.current;
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
      location.assign(withQuery(query, this.os));
    }
  }

  remember() {
    const query = this.input.value.trim();
    session.set("query", query);
    if (!("recent" in root) || query.length < 2) return;
    local.set("recent", [query, ...(local.get("recent") ?? []).filter(old => old !== query)].slice(0, 5));
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
    const recent = "recent" in root && this.mode !== "guess" ? local.get("recent") ?? [] : [];
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

  async ask() {
    const query = this.input.value, turn = ++this.turn;
    if (this.mode === "page") this.share(query);
    if (!query.trim() || !root.search) return this.idle();
    try {
      const found = await ready();
      const options = { limit: this.limit, os: this.os || undefined, prefer: this.os || own || undefined };
      const answer = await found.search(query, options);
      const nearest = answer.results.length ? null : await this.nearest(found, query);
      if (turn === this.turn) this.answer(query, answer, nearest);
    } catch (fault) {
      if (turn !== this.turn) return;
      console.warn("search:", fault);
      this.idle();
      this.said.replaceChildren(word("broken"));
      this.tell("", word("broken"));
      this.end.replaceChildren(...this.ways());
      this.open(true);
    }
  }

  /** Nothing found: all systems, then fewer words, the longest first. */
  async nearest(found, query) {
    const longest = query.trim().split(/\s+/).sort((a, b) => b.length - a.length);
    const tries = [...(this.os ? [query] : []), ...longest.slice(0, 3), longest[0].slice(0, 4)];
    for (const words of tries) {
      const answer = await found.search(words, { limit: 5, prefer: own || undefined });
      if (answer.results.length) return answer;
    }
    return null;
  }

  answer(query, answer, nearest) {
    const shown = nearest ?? answer, { results } = shown;
    this.query = query;
    this.direct = "";
    if (!nearest && results.length && answer.total === 1 && exactCode(query, answer)) this.direct = address(results[0].url);
    const systemName = names.get(this.os) ?? this.os;
    this.said.replaceChildren(
      ...answer.corrections.filter(() => !nearest).map(({ typed, shown }) => el("p", {}, ...sentence("corrected", { typed, shown }))),
      ...(answer.results.length ? [] : [
        el("p", {}, ...sentence(this.os ? "nothingIn" : "nothing", { query: query.trim(), system: systemName })),
        el("p", {}, nearest ? word("nearest") + ":" : word("try")),
      ]),
      ...(answer.problems?.length ? [el("p", {}, word("partial"))] : []),
    );
    this.systems(answer);
    this.show(results.map((result, index) => this.hit(result, index, shown)));
    const rest = !nearest && answer.total > results.length;
    this.end.replaceChildren(...[
      rest && this.mode === "page" && el("button", { class: "button", type: "button", onclick: () => { this.limit += PAGE; this.ask(); } }, word("more")),
      rest && this.mode !== "page" && el("a", { class: "button", href: withQuery(query.trim(), this.os), onclick: () => this.remember() }, word("allResults")),
      ...(answer.results.length ? [] : this.ways()),
    ].filter(Boolean));
    this.listing(false);
    this.open(true);
    // In the dialog the first line is at hand; elsewhere Enter leads to the search page.
    this.pick(results.length && this.mode === "dialog" && !nearest ? 0 : -1);
    const first = !this.os && own && this.counts?.get(own) && !this.chips.hidden ? " · " + word("first", { system: names.get(own) }) : "";
    if (answer.results.length) this.tell(word(answer.total === 1 ? "one" : "other", { n: answer.total }) + first);
    else this.tell("", word("nothing", { query: query.trim() }));
  }

  tell(line, heard = line) {
    this.line.textContent = line;
    clearTimeout(this.telling);
    this.telling = setTimeout(() => { this.status.textContent = heard; }, 350);
  }

  /** The way on when the search has no answer. */
  ways() {
    return words.contact && words.contactUrl ? [el("a", { class: "button main", href: words.contactUrl }, words.contact)] : [];
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
    const counts = new Map((answer.facets?.os ?? []).map(facet => [facet.slug, facet.count]));
    if (!this.os) this.counts = counts;
    const order = [...names.keys()].sort((a, b) => (b === own) - (a === own));
    const chip = (slug, text, note) => el("button", { class: "chip", type: "button", "aria-pressed": String(this.os === slug), "data-slug": slug, onclick: () => this.choose(slug) }, text, ...(note ? [el("small", {}, String(note))] : []));
    const systems = order.filter(slug => slug === this.os || (this.counts ?? counts).get(slug));
    this.chips.hidden = systems.length < 2 && !this.os;
    const focused = this.chips.contains(document.activeElement) && document.activeElement.dataset.slug;
    this.chips.replaceChildren(chip("", word("all")), ...systems.map(slug => chip(slug, names.get(slug), (this.counts ?? counts).get(slug))));
    if (focused !== false) all("button", this.chips).find(button => button.dataset.slug === focused)?.focus();
  }

  choose(slug) {
    this.os = slug;
    local.set("os", slug || null);
    this.ask();
  }

  hit(result, index, answer) {
    const url = address(result.url), id = `${this.id}-${index}`, terms = answer.terms;
    const facets = answer.facets?.os ?? [], names = new Map(facets.map(facet => [facet.slug, facet.name]));
    const above = new Set(facets.filter(facet => result.os?.includes(facet.slug)).map(facet => facet.parent));
    const option = (part, more, ...children) => el("a", { role: "option", "aria-selected": "false", id: `${id}${part}`, ...more }, ...children);
    const tags = (result.os ?? []).filter(slug => names.has(slug) && !above.has(slug)).slice(0, 3).map(slug => el("span", { class: "tag" }, names.get(slug)));
    const crumbs = [].concat(result.crumbs ?? []).filter(Boolean).join(" › ");
    return el("div", { class: "hit", role: "presentation" },
      option("", { class: "hit-main", href: url },
        el("span", { class: "hit-title" }, ...marked(result.title, terms)), " ",
        ...(result.summary ? [el("span", { class: "hit-text" }, ...marked(result.summary, terms)), " "] : []),
        el("span", { class: "hit-meta" }, ...[crumbs, result.key && el("span", { class: "key" }, result.key), ...tags].filter(Boolean).flatMap(part => [part, " "])),
        ...(this.direct && !index ? [el("span", { class: "hit-jump" }, word("jump"))] : [])),
      ...(result.headings ?? []).filter(heading => heading.matched).slice(0, 3).map((heading, place) =>
        option("-" + place, { class: "hit-sub", href: `${url}#${encodeURIComponent(heading.id)}` }, ...marked(heading.text, terms))));
  }

  /** Keeps the address of the search page ready to be sent to somebody. */
  share(query) {
    const url = new URL(location.href);
    url.search = query.trim() ? new URLSearchParams({ q: query.trim(), ...(this.os && { os: this.os }) }) : "";
    this.title ??= document.title;
    document.title = query.trim() ? `${query.trim()} – ${this.title}` : this.title;
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
    if (given.has("os")) finder.os = names.has(given.get("os")) ? given.get("os") : "";
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
  const input = el("input", { id: "dq", type: "text", inputmode: "search", enterkeyhint: "search", autocomplete: "off", autocapitalize: "none", autocorrect: "off", spellcheck: "false", "aria-label": word("search"), placeholder: word("placeholder") });
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
