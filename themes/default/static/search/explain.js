/* Why a result stands where it stands: for authors, on any page with a search box whose address holds `?explain`. A classic
   script that ui.js adds only then. Takes what the engine tells: `answer.explain` and `result.why`. Gives nodes, never
   markup. In English only, like the names of what is weighed; its style is its own, so that no reader pays for it. */
(() => {
"use strict";
const { el } = globalThis.Deskbook;

const style = new CSSStyleSheet();
style.replaceSync(`
.why { margin: .25rem .75rem .75rem; padding: .5rem .9rem .6rem; background: var(--sunken); border-radius: var(--r); color: var(--soft); font-size: var(--t-xs); line-height: 1.5; }
.panel-top .why { margin-inline: 0; }
.why summary { padding-block: .2rem; color: var(--ink); font-weight: 600; cursor: pointer; }
.why summary b { font-variant-numeric: tabular-nums; }
.why > * + * { margin-block-start: 0; }
.why div { overflow-x: auto; }
.why table { inline-size: 100%; margin-block: .3rem .4rem; border-collapse: collapse; overflow-wrap: break-word; }
.why th { padding: .2rem .9rem .2rem 0; font-weight: 500; text-align: start; white-space: nowrap; }
.why td { padding: .25rem .9rem .25rem 0; border-block-start: 1px solid var(--line); vertical-align: baseline; unicode-bidi: isolate; }
.why td:first-child, .why td:nth-child(2) { color: var(--ink); }
.why .n { padding-inline-end: 0; padding-inline-start: .9rem; text-align: end; font-variant-numeric: tabular-nums; white-space: nowrap; }
.why .no td:nth-child(2) { color: var(--soft); font-style: italic; }
.why progress { inline-size: 4.5rem; block-size: .5rem; margin-inline-end: .5rem; accent-color: var(--accent); }
.why .of { display: inline-block; min-inline-size: 4em; }
.why p { margin: 0; font-variant-numeric: tabular-nums; }
@media (max-width: 40rem) { .why { margin-inline: 0; } .why progress { display: none; } .why th, .why td { padding-inline-end: .4rem; } .why .n { padding-inline-start: .4rem; } .why .of { min-inline-size: 0; } }`);
document.adoptedStyleSheets = [...document.adoptedStyleSheets, style];

const HOW = {
  typed: "as typed", joined: "joined with its neighbour", part: "a part of it", beginning: "begins so", corrected: "corrected",
  form: "another form", synonym: "synonym", cut: "without its end", split: "taken apart",
};
const number = (value, places = 2) => Number.isFinite(value) ? value.toFixed(places) : "–";
const MEANS = 6;
const words = list => [].concat(list ?? []).join(" + ") || "–";

/** A table: heads whose name ends in `#` are over numbers. */
function table(heads, rows) {
  const numeric = heads.map(head => head.endsWith("#"));
  return el("div", { role: "group", "aria-label": "Table", tabindex: 0 }, el("table", {},
    el("thead", {}, el("tr", {}, ...heads.map((head, i) => el("th", { scope: "col", class: numeric[i] && "n" }, head.replace("#", ""))))),
    el("tbody", {}, ...rows.map(({ no, cells }) => el("tr", { class: no && "no" }, ...cells.map((cell, i) => el("td", { class: numeric[i] && "n" }, cell)))))));
}
const box = (title, ...inside) => el("details", { class: "why", open: true, lang: "en", dir: "ltr" }, el("summary", {}, ...title), ...inside);

/** How the question was understood: each word, the word itself and the best of what else was looked for in its place. */
function question(explain) {
  if (!explain?.slots?.length) return [];
  const other = typed => ({ words: held }) => held?.length !== 1 || held[0] !== typed, worth = ({ weight, rarity }) => weight * rarity;
  const rows = explain.slots.flatMap(({ typed, rarity, means }) => {
    if (!means?.length) return [{ no: true, cells: [typed, "nothing like it", "", "", number(rarity)] }];
    const best = [...means].sort((a, b) => other(typed)(a) - other(typed)(b) || worth(b) - worth(a));
    return [
      ...best.slice(0, MEANS).map((meant, i) => ({ cells: [i ? "" : typed, words(meant.words), HOW[meant.how] ?? meant.how, number(meant.weight), number(meant.rarity)] })),
      ...(best.length > MEANS ? [{ no: true, cells: ["", `… ${best.length - MEANS} more`, "", "", ""] }] : []),
    ];
  });
  return [box(["How the question was understood"], table(["Typed", "Looked for", "How", "Weight#", "Rarity#"], rows))];
}

/** Why one result stands where it stands: `score = points × factors`, of which those are shown that change anything. */
function result(why) {
  if (!why) return [];
  const slots = why.slots ?? [], points = slots.reduce((sum, slot) => sum + slot.points, 0);
  const rows = slots.map(({ typed, words: held, how, impact, points }) => impact
    ? { cells: [typed, words(held), HOW[how] ?? how, el("span", {}, el("progress", { max: 15, value: impact, "aria-hidden": "true" }), el("span", { class: "of" }, `${number(impact, 1).replace(/\.0$/, "")} of 15`)), number(points)] }
    : { no: true, cells: [typed, "not in this article", "", "", number(0)] });
  const factors = ["coverage", "title", "prior", "system", "language"].map(name => [name, number(why[name])]).filter(([, factor]) => !["–", "1.00"].includes(factor));
  const sum = [`${number(why.score)} = ${number(points)} points`, ...factors.map(([name, factor]) => `${name} ${factor}`)].join(" × ");
  return [box(["Why here: ", el("b", {}, number(why.score))], table(["Typed", "Found", "How", "Impact#", "Points#"], rows),
    el("p", {}, `${sum} · holds ${Math.round((why.share ?? 0) * 100)} % of the question`))];
}

globalThis.Deskbook.explain = { question, result };
})();
