// The demo's tickets: what is in the repository is what the generator makes, in every system's shape, and about what the
// articles say. Takes the generator and the demo base. Gives nothing. Never needs the program.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";

const here = fileURLToPath(new URL(".", import.meta.url)), work = mkdtempSync(join(tmpdir(), "tickets-"));
after(() => rmSync(work, { recursive: true }));
/** The text of an export, and which problem each number has. */
function generate(vendor, ...flags) {
  const truth = join(work, "truth.tsv"), out = join(work, vendor);
  execFileSync(join(here, "generate"), [vendor, "--out", out, "--truth", truth, ...flags]);
  const rows = readFileSync(truth, "utf8").trim().split("\n").slice(1).map(line => line.split("\t"));
  return { text: readFileSync(out, "utf8"), truth: new Map(rows.map(([number, ...rest]) => [Number(number), rest])) };
}

test("the export in the repository is the generator's, and articles were written from tickets about their problem", () => {
  const { text, truth } = generate("servicenow");
  assert.ok(text === gunzipSync(readFileSync(join(here, "servicenow-2026.csv.gz"))).toString(), "made anew: tests/tickets/generate servicenow --out tests/tickets/servicenow-2026.csv.gz");
  assert.equal(truth.size, 20000);
  const content = join(here, "../../content"), seen = new Set();
  for (const file of readdirSync(content, { recursive: true }).filter(name => name.endsWith(".md") && !name.startsWith("manual"))) {
    const article = readFileSync(join(content, file), "utf8"), id = /^id: (KB\d+)/m.exec(article)?.[1];
    for (const [number] of /^ {2}linked: \[(.*)\]/m.exec(article)?.[1].matchAll(/(?<=INC0*)[1-9]\d*/g) ?? []) {
      assert.equal(truth.get(Number(number))[1], id, `INC00${number}`);
      assert.ok(!seen.has(number), `${number} is named twice`);
      seen.add(number);
    }
  }
  assert.ok(seen.size > 60);
});

test("nobody real is in it", () => {
  const { text } = generate("freshdesk", "--rows", "3000");
  for (const [mail] of text.matchAll(/[\w.+-]+@[\w.-]+\.\w+/g)) assert.match(mail, /@example\.(com|org)$/);
  for (const [phone] of text.matchAll(/\+\d[\d ]{6,}/g)) assert.match(phone, /^\+1 555 01\d\d/);
});

test("each system's own form", () => {
  const rows = vendor => generate(vendor, "--rows", "600").text;
  const servicenow = rows("servicenow");
  assert.match(servicenow, /^"number","opened_at","caller_id"/);
  assert.equal([...servicenow.matchAll(/^"INC\d{7}","\d{4}-\d\d-\d\d \d\d:\d\d:\d\d"/gm)].length, 600);
  const jira = rows("jira").split("\r\n");
  assert.equal(jira[0].split(",").filter(name => name === "Comment").length, 2);
  assert.match(jira[1], /\d\d\/[A-Z][a-z]{2}\/25 \d{1,2}:\d\d [AP]M/);
  const zendesk = rows("zendesk").trim().split("\n").map(line => JSON.parse(line));
  assert.equal(zendesk.length, 600);
  assert.ok(zendesk.some(ticket => ticket.custom_fields.find(field => field.id === 360011223344).value === "network__vpn"));
  assert.match(rows("freshdesk"), /^Ticket ID,Subject,Status.*\r\n10001,/);
  const { tickets } = JSON.parse(rows("freshservice"));
  assert.ok(tickets.length === 600 && tickets.some(ticket => ticket.category === null) && tickets.every(ticket => [1, 2, 3, 4].includes(ticket.priority)));
});

test("a problem grows, one misses its service level, one has no category of its own", () => {
  const { text, truth } = generate("servicenow"), of = problem => [...truth].filter(([, [name]]) => name === problem).map(([number]) => number);
  const rows = new Map(text.split(/\n(?="INC)/).slice(1).map(row => [Number(row.slice(4, 11)), row]));
  const in2026 = (number, months) => months.includes(rows.get(number).slice(13, 25).match(/2026-(\d\d)/)?.[1]);
  const pin = of("hello-pin"), early = pin.filter(n => in2026(n, ["05", "06", "07"])).length, late = pin.filter(n => in2026(n, ["08", "09", "10"])).length;
  assert.ok(late > 2 * early && early > 20, `${early} and ${late}`);
  const breached = numbers => numbers.filter(n => rows.get(n).includes('"false"')).length / numbers.length;
  assert.ok(breached(of("teams-phone")) > 0.3 && breached([...truth.keys()]) < 0.1);
  const vague = of("sign-document").filter(n => /","(Other|Inquiry \/ Help|)","(Other|)",/.test(rows.get(n))).length;
  assert.ok(vague / of("sign-document").length > 0.8);
});
