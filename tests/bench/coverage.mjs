// How well tickets are told to be answered or not, and what learning from tickets gains.
//
//   DESKBOOK=target/release/deskbook node tests/bench/coverage.mjs WORKARENA [KCS]
//
// WORKARENA holds corpus.jsonl, queries.jsonl and qrels.tsv: articles, questions, and which article answers which. KCS holds
// Markdown articles with a part "Issue/Symptoms": that part becomes the ticket, the rest the article. Of each set 40 % of
// the articles are taken away, by fixed seeds (five; SEEDS says how many); their tickets have no answer then. Needs nothing
// but node and the program.

import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const program = process.env.DESKBOOK ?? "target/release/deskbook";
const SEEDS = Array.from({ length: Number(process.env.SEEDS ?? 5) }, (_, i) => i + 1);
const KEPT = 0.6;

/** Mulberry32: the same numbers everywhere. */
function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

function shuffled(list, seed) {
  const next = random(seed);
  const all = [...list];
  for (let i = all.length - 1; i > 0; i--) {
    const j = Math.floor(next() * (i + 1));
    [all[i], all[j]] = [all[j], all[i]];
  }
  return all;
}

function lines(file) {
  return readFileSync(file, "utf8").split("\n").filter(Boolean);
}

/** HTML of simple articles as Markdown. */
function markdown(html) {
  return html
    .replace(/<h(\d)[^>]*>\s*([^]*?)\s*<\/h\1>/g, (_, n, t) => `\n\n${"#".repeat(n)} ${t}\n\n`)
    .replace(/<li[^>]*>/g, "\n- ")
    .replace(/<\/?(p|ul|ol|div|tr|table)[^>]*>/g, "\n\n")
    .replace(/<[^>]+>/g, "")
    .replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&quot;/g, '"').replace(/&#39;/g, "'").replace(/&amp;/g, "&")
    .replace(/\n[ \t]+/g, "\n");
}

/** Articles and tickets: { articles: [{ id, title, body }], tickets: [{ text, answer }] }. */
function workarena(folder) {
  const answers = new Map(lines(join(folder, "qrels.tsv")).slice(1).map((l) => l.split("\t")));
  const articles = lines(join(folder, "corpus.jsonl")).map((l) => JSON.parse(l));
  const queries = lines(join(folder, "queries.jsonl")).map((l) => JSON.parse(l));
  return {
    name: "workarena",
    articles: articles.map((a) => ({ id: a._id, title: a.title, body: markdown(a.text) })),
    tickets: queries.map((q) => ({ text: q.text, answer: answers.get(q._id) })),
  };
}

function kcs(folder) {
  const articles = [];
  const tickets = [];
  for (const name of readdirSync(folder).filter((n) => n.endsWith(".md")).sort()) {
    const text = readFileSync(join(folder, name), "utf8").replace(/\r/g, "");
    const front = /^---\n([^]*?)\n---\n([^]*)$/.exec(text);
    const title = front && /^title: (.*)$/m.exec(front[1]);
    const body = front?.[2].replace(/^# .*\n/gm, "");
    const part = body && /\n(?:#+ *|\*\*|<b>)(?:<b>)?(?:Issue\/Symptoms|Issue|Symptoms)(?:<\/b>|\*\*)?[^\n]*\n([^]*?)(?=\n#+ |\n\*\*[A-Z]\w+\*\* *\n|\n<b>[A-Z]\w+<\/b> *\n|$)/.exec(body);
    if (!title || !part || text.length > 60000) continue;
    const issue = part[1]
      .replace(/!\[[^\]]*\]\([^)]*\)|<[^>]+>|\{[^}]*\}|[`*#]/g, "")
      .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1").trim();
    const words = issue.split(/\s+/).length;
    const start = part.index + part[0].length - part[1].length;
    const rest = body.slice(0, start) + body.slice(start + part[1].length);
    if (words < 5 || words > 400 || rest.split(/\s+/).length < 30) continue;
    const id = name.slice(0, -3);
    articles.push({ id, title: title[1].replace(/^'|'$/g, ""), body: rest });
    tickets.push({ text: issue, answer: id });
  }
  return { name: "KCS", articles, tickets };
}

function base(articles) {
  const root = mkdtempSync(join(tmpdir(), "coverage-"));
  mkdirSync(join(root, "content"));
  writeFileSync(join(root, "deskbook.yaml"), `title: Bench
tickets:
  columns: {id: id, description: text, resolution: notes, requester: who, created: day}
`);
  for (const { id, title, body } of articles) {
    const front = `---\nid: ${id}\ntitle: ${JSON.stringify(title)}\n---\n`;
    writeFileSync(join(root, "content", `${id}.md`), front + body);
  }
  return root;
}

function cell(text) {
  return `"${text.replace(/"/g, '""')}"`;
}

/** An export: one requester a ticket, spread over four weeks. */
function write(root, tickets, note) {
  const rows = tickets.map((t, i) => {
    const day = String((i % 28) + 1).padStart(2, "0");
    return [i, cell(t.text), note(t), `p${i}`, `2026-02-${day} 09:00:00`].join(",");
  });
  const file = join(root, "tickets.csv");
  writeFileSync(file, ["id,text,notes,who,day", ...rows].join("\n") + "\n");
  return file;
}

function run(args, wanted = [0]) {
  const ran = spawnSync(program, args, { encoding: "utf8", maxBuffer: 1 << 30 });
  if (!wanted.includes(ran.status)) throw new Error(`${args.join(" ")}: ${ran.status}\n${ran.stderr}`);
  return ran;
}

/** B³ F1 of groups against known ones; what has no group stands alone. */
function bCubed(groups, truth) {
  const count = (key) => {
    const all = new Map();
    groups.forEach((_, i) => all.set(key(i), (all.get(key(i)) ?? 0) + 1));
    return all;
  };
  const group = (i) => groups[i] ?? `alone ${i}`;
  const both = (i) => `${group(i)}\u0000${truth[i]}`;
  const [g, t, b] = [count(group), count((i) => truth[i]), count(both)];
  let [precision, recall] = [0, 0];
  groups.forEach((_, i) => {
    precision += b.get(both(i)) / g.get(group(i));
    recall += b.get(both(i)) / t.get(truth[i]);
  });
  [precision, recall] = [precision / groups.length, recall / groups.length];
  return (2 * precision * recall) / (precision + recall);
}

function coverage(set, seed) {
  const order = shuffled(set.articles, seed);
  const kept = order.slice(0, Math.floor(order.length * KEPT));
  const there = new Set(kept.map((a) => a.id));
  const root = base(kept);
  const file = write(root, set.tickets, () => "");
  const explain = join(root, "explained.jsonl");
  const started = performance.now();
  const { stdout } = run(["gaps", file, "--root", root, "--explain", explain, "--format", "json"]);
  const ms = performance.now() - started;
  const told = lines(explain).map((l) => JSON.parse(l));
  let [good, both, right] = [0, 0, 0];
  for (const line of told) {
    const { answer } = set.tickets[Number(line.id)];
    const covered = line.evidence !== "none";
    good += covered === there.has(answer);
    if (covered && there.has(answer)) {
      both += 1;
      const named = typeof line.article === "string" ? line.article : line.article?.id ?? line.article?.key;
      right += named === answer;
    }
  }
  const groups = told.map((l) => l.topic || undefined);
  const b3 = bCubed(groups, told.map((l) => set.tickets[Number(l.id)].answer));
  const { calibration } = JSON.parse(stdout);
  rmSync(root, { recursive: true });
  return { seed, accuracy: good / told.length, right: right / both, expected: calibration.expected_wrong, b3, ms };
}

function learnt(set, seed) {
  const halves = shuffled(set.tickets, seed);
  const half = Math.floor(halves.length / 2);
  const root = base(set.articles);
  const file = write(root, halves.slice(0, half), (t) => t.answer);
  const asked = join(root, "queries.txt");
  const held = halves.slice(half);
  writeFileSync(asked, held.map((t) => `${t.text.replace(/\s+/g, " ")} \n`).join(""));
  const measure = () => {
    const { stdout } = run(["search", "--queries", asked, "--format", "json", "--limit", "10", "--root", root], [0, 1]);
    let [mrr, first] = [0, 0];
    stdout.split("\n").filter(Boolean).forEach((line, i) => {
      const at = JSON.parse(line).results.findIndex((r) => r.id === held[i].answer);
      mrr += at < 0 ? 0 : 1 / (at + 1);
      first += at === 0;
    });
    return { mrr: mrr / held.length, first: first / held.length };
  };
  const before = measure();
  const { stderr } = run(["learn", file, "--root", root]);
  const after = measure();
  rmSync(root, { recursive: true });
  return { seed, before, after, said: stderr.split("\n")[0] };
}

const [first, second] = process.argv.slice(2);
if (!first) {
  console.error("usage: node tests/bench/coverage.mjs WORKARENA [KCS]");
  process.exit(2);
}
const sets = [workarena(first), ...(second ? [kcs(second)] : [])];
const f = (x) => x.toFixed(3);
const mean = (list) => list.reduce((sum, x) => sum + x, 0) / list.length;
for (const set of sets) {
  console.log(`${set.name}: ${set.articles.length} articles, ${set.tickets.length} tickets, 40 % of the articles taken away`);
  const all = [];
  for (const seed of SEEDS) {
    const r = coverage(set, seed);
    all.push(r);
    console.log(`  seed ${seed}: accuracy ${f(r.accuracy)}, right article ${f(r.right)}, expected wrong ${f(r.expected)}, topics B³ ${f(r.b3)}, ${Math.round(r.ms)} ms`);
  }
  console.log(`  mean: accuracy ${f(mean(all.map((r) => r.accuracy)))}, right article ${f(mean(all.map((r) => r.right)))}`);
}
console.log("learnt from one half of the tickets, asked the other half");
for (const seed of SEEDS) {
  const r = learnt(sets[0], seed);
  console.log(`  seed ${seed}: MRR@10 ${f(r.before.mrr)} -> ${f(r.after.mrr)}, first ${f(r.before.first)} -> ${f(r.after.first)} (${r.said})`);
}
