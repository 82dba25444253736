// What somebody who may write an article could try against the browsers of those who read it. Takes the lists in
// `tests/fixtures/hostile` and the address of another host. Gives every trick as a text with a number of its own, so that
// what ran can be told by name. Runs nothing.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { repository } from "./shipped.mjs";

/** Schemes that run or open something, with what follows them. `RUN` and `OUT` as in the lists. */
const SCHEMES = {
  javascript: "RUN", "data": "text/html,<script>RUN</script>", vbscript: "RUN", blob: "OUT", "view-source": "OUT", filesystem: "OUT", "feed": "javascript:RUN",
  jar: "OUT!/x.html", file: "///etc/passwd", "ms-msdt": "/id x", "intent": "//x#Intent;S.browser_fallback_url=javascript:RUN;end", "chrome": "//settings",
};

/** Ways to hide a scheme: what a browser reads is the scheme. The last ones no browser reads so, and nobody else may. */
const first = (text, entity) => `${entity(text[0])}${text.slice(1)}`;
const each = (text, entity) => [...text].map(entity).join("");
const code = letter => letter.codePointAt(0);
const DISGUISES = {
  plain: s => s, capitals: s => s.toUpperCase(), mixed: s => [...s].map((l, i) => i % 2 ? l.toUpperCase() : l).join(""),
  "blank before": s => ` ${s}`, "tab inside": s => `${s.slice(0, 3)}\t${s.slice(3)}`, "control before": s => `\u0001${s}`, "blanks of other kinds before": s => `\u00a0\u2003${s}`,
  "newline inside": s => `${s.slice(0, 3)}\n${s.slice(3)}`, "return inside": s => `${s.slice(0, 3)}\r${s.slice(3)}`, "null inside": s => `${s.slice(0, 3)}\0${s.slice(3)}`,
  "one entity": s => first(s, l => `&#${code(l)};`), "all entities": s => each(s, l => `&#${code(l)};`), "entities in base 16": s => each(s, l => `&#x${code(l).toString(16)};`),
  "entities without an end": s => each(s, l => `&#${code(l)}`), "entities with zeros": s => each(s, l => `&#0000${code(l)};`), "entity for a tab inside": s => `${s.slice(0, 3)}&Tab;${s.slice(3)}`,
  "entity for a newline inside": s => `${s.slice(0, 3)}&NewLine;${s.slice(3)}`, "entity for a control before": s => `&#1;${s}`, "percent signs": s => each(s, l => `%${code(l).toString(16)}`),
  "invisible inside": s => `${s.slice(0, 3)}\u200b${s.slice(3)}`, "soft hyphen inside": s => `${s.slice(0, 3)}\u00ad${s.slice(3)}`, "turned around": s => `\u202e${s}`,
  "full width": s => [...s].map(l => String.fromCodePoint(code(l) + 0xfee0)).join(""), backslash: s => `\\${s}`, slashes: s => `//${s}`, dot: s => `./${s}`, "bytes of JavaScript": s => first(s, l => `\\x${code(l).toString(16)}`),
};
/** The colon, as it may be written. */
const COLONS = { plain: ":", entity: "&colon;", number: "&#58;", percent: "%3A" };

/** Places of an article for an address. */
const PLACES = [
  a => `[x](${a})`, a => `[x](<${a}>)`, a => `![x](<${a}>)`, a => `<${a}>`, a => `[x][r]\n\n[r]: <${a}>`, a => `[[${a}|x]]`, a => `[${a}]\n\n[${a}]: <${a}>`,
  a => `<a href="${a}">x</a>`, a => `<a href=${a}>x</a>`, a => `<img src="${a}" alt="x">`, a => `<a\nhref='${a}'>x</a>`, a => `<q cite="${a}">x</q> <del cite="${a}">x</del>`, a => `[![x](<${a}>)](<${a}>)`,
];

const known = new Map();

/** A text with its calls and addresses filled in; `where` is what a failing test says. */
export function trick(text, where) {
  const id = known.size + 1;
  known.set(id, `${where}: ${text}`);
  return { id, text: text.replaceAll("RUN", `__ran(${id})`).replaceAll("OUT", `${trick.elsewhere}/${id}`) };
}
/** The address of the other host; set before the first trick. */
trick.elsewhere = "";

/** What a number stands for. */
export const named = id => known.get(Number(id)) ?? `trick ${id}`;
export const count = () => known.size;

/** The lines of a list, each with the group it stands in. */
export function list(name) {
  const lines = readFileSync(join(repository, "tests/fixtures/hostile", `${name}.txt`), "utf8").split("\n");
  let group = "";
  return lines.flatMap(line => {
    if (line.startsWith("== ")) group = line.slice(3);
    if (!line || /^(==|#\s)/.test(line) && !/^#\s.*[<"]/.test(line)) return [];
    assert.ok(group, `${name}: a line without a group`);
    return [{ group, line: line.replaceAll("¶", "\n").replace(/⟦([\da-f]+)⟧/g, (_, number) => String.fromCodePoint(parseInt(number, 16))) }];
  });
}

/** Articles with addresses: one for each scheme and disguise, with all places. */
export function* addresses() {
  for (const [scheme, rest] of Object.entries(SCHEMES)) {
    for (const [way, disguise] of Object.entries(DISGUISES)) {
      // The rarer schemes need not be hidden in every way.
      if (!["javascript", "data", "vbscript"].includes(scheme) && !["plain", "mixed", "tab inside", "all entities"].includes(way)) continue;
      for (const [colon, sign] of Object.entries(COLONS)) {
        if (colon !== "plain" && (way !== "plain" || scheme === "file")) continue;
        const places = PLACES.map((place, i) => trick(place(disguise(scheme) + sign + rest), `address ${scheme}, ${way}, colon ${colon}, place ${i}`));
        yield { places, scheme };
      }
    }
  }
}
