// What people write: the grammar of problems.txt, and the manners around it. Takes lines of the grammar and a generator of
// random numbers. Gives texts. Never gives a name, address or number of a real person: names are made of two lists,
// addresses end in example.com, telephone numbers begin with 555.
import { readFileSync } from "node:fs";

/** A small generator of random numbers (32 bits of state, multiply and shift): the same everywhere. */
export function random(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = state + 0x6d2b79f5 >>> 0;
    let x = Math.imul(state ^ state >>> 15, 1 | state);
    x = x + Math.imul(x ^ x >>> 7, 61 | x) ^ x;
    return (x ^ x >>> 14) >>> 0;
  };
  const below = n => next() % n;
  return { below, pick: list => list[below(list.length)], chance: percent => below(100) < percent };
}

const list = text => text.trim().split(/\s*\/\s*/);
const FIRST = list("Amara / Bruno / Chidi / Dalia / Emre / Farah / Goran / Hana / Ines / Jonas / Keiko / Lars / Mira / Nadia / Omar / Petra / Quentin / Rania / Sven / Tomas / Uma / Viktor / Wanda / Xenia / Yusuf / Zora / Anton / Beatriz / Callum / Dorothea / Elif / Fabian / Greta / Henrik / Ilse / Joaquin / Katrin / Leon / Maren / Nils");
const LAST = list("Abelson / Brandt / Castellano / Dimitrov / Eklund / Ferreira / Grünwald / Halloran / Ivanova / Jansen / Kowalczyk / Lindqvist / Mbeki / Novotny / Okafor / Petrescu / Quist / Rosendahl / Sandoval / Tanaka / Ueda / Varga / Westergaard / Yildirim / Zimmermann / Ashdown / Bergström / Coleridge / Drummond / Ellsworth / Fontaine / Garrity / Holloway / Ingram / Jablonski / Kaplan / Lombardi / Marchetti / Nakamura / Osei / Pritchard / Radley / Schuster / Thornbury / Ulrich / Vandenberg / Whitlock / Yamada / Zeller / Albrecht / Bianchi / Carvalho / Dahl / Engström / Falk / Gallagher / Hoffmann / Iversen / Jokinen / Keller");
const DEPARTMENTS = list("Sales / Purchasing / Finance / Logistics / Human Resources / Legal / Quality / Development / Marketing / Production");

/** Somebody of about 2,400 people; some write more often than others. */
export function person(r) {
  const number = r.chance(30) ? r.below(300) : r.below(FIRST.length * LAST.length);
  const first = FIRST[number % FIRST.length], last = LAST[Math.floor(number / FIRST.length) % LAST.length];
  const plain = word => word.normalize("NFD").replace(/[^a-z]/gi, "").toLowerCase();
  return { number, name: `${first} ${last}`, first, mail: `${plain(first)}.${plain(last)}@example.com`, phone: `+1 555 01${String(10 + number % 90)}`, department: DEPARTMENTS[number % DEPARTMENTS.length] };
}

/** Words that stand for many: `{room}` in the grammar. */
const SLOTS = {
  app: list("Visio / Project / a pdf editor / Python / Photoshop / AutoCAD / Notepad++ / 7-Zip / Tableau / Acrobat / Lightroom / Docker / Postman / SPSS / a code editor"),
  city: list("Lisbon / Aachen / Chicago / Toronto / Osaka / Lyon / Leeds / Warsaw"),
  cost: list("4410 / 4425 / 5100 / 5230 / 6150 / 7040"),
  customer: list("the customer / our supplier / a client / the bank / the auditor / the insurance / the freight company"),
  day: list("Monday / the first / next week / 1 September / the 15th"),
  floor: list("first / second / third / fourth / ground"),
  group: list("GRP-Finance / GRP-Sales-EMEA / GRP-Lab / GRP-Projects / GRP-Quality / GRP-Marketing"),
  mailbox: list("info@ / orders@ / invoices@ / jobs@ / quality@ / events@"),
  n: list("3 / 4 / 6 / 8 / 12 / 15 / 20"),
  phone: list("iPhone / iPhone 16 / Pixel 9 / Galaxy S24 / Android phone"),
  printer: list("LF-PRN-204 / LF-PRN-118 / LF-PRN-311 / LF-PRN-007 / LF-PRN-220"),
  room: list("Alder / Birch / Cedar / Maple / Rowan / 3.14 / 2.07 / Willow"),
  share: list("finance / projects / lab / sales / quality / legal / controlling / marketing"),
  stop: list("CRITICAL_PROCESS_DIED / DPC_WATCHDOG_VIOLATION / SYSTEM_SERVICE_EXCEPTION / WHEA_UNCORRECTABLE_ERROR / VIDEO_TDR_FAILURE"),
  when: list("yesterday / this morning / Monday / last week / two days ago / the weekend / Friday / about an hour ago / the last update"),
  whende: list("gestern / heute früh / Montag / letzter Woche / dem letzten Update"),
};

/** Parses `a [b|c [d|]]` into parts: strings, and lists of alternatives. */
function parse(text) {
  let at = 0;
  const sequence = depth => {
    const parts = [""];
    const add = letter => { if (typeof parts.at(-1) === "string") parts[parts.length - 1] += letter; else parts.push(letter); };
    while (at < text.length) {
      const letter = text[at];
      if (letter === "\\" && text[at + 1] === "[") { add("["); at += 2; continue; }
      if (depth && (letter === "|" || letter === "]")) break;
      at++;
      if (letter !== "[") { add(letter); continue; }
      const either = [sequence(depth + 1)];
      while (text[at] === "|") { at++; either.push(sequence(depth + 1)); }
      at++;
      parts.push(either);
    }
    return parts;
  };
  return sequence(0);
}

/** Says a parsed line in one of its ways. */
export function say(parts, r, who) {
  const said = part => typeof part === "string" ? part : r.pick(part).map(said).join("");
  const slot = (_, name) => name === "person" ? person(r).name : name === "name" ? who.name : name === "tel" ? who.phone : name === "asset" ? "LF-" + (20000 + r.below(9000)) : r.pick(SLOTS[name]);
  return parts.map(said).join("").replace(/\{(\w+)\}/g, slot).replace(/ +/g, " ").replace(/ ([,.?])/g, "$1").replace(/ ?¶/g, "\n").trim();
}

/** The problems, in the order of the file. */
export function problems() {
  const all = [];
  for (const line of readFileSync(new URL("problems.txt", import.meta.url), "utf8").split("\n")) {
    if (!line || line.startsWith("#")) continue;
    const rest = line.slice(2);
    if (line[0] === "=") {
      const [name, article, weight, category, service, flags] = rest.split("|").map(cell => cell.trim());
      all.push({ name, article: article === "-" ? "" : article, weight: Number(weight), category: category.split(" > "), service, flags: new Set(flags.split(" ")), linked: [], s: [], d: [], e: [], r: [], g: [], h: [] });
    } else if (line[0] === "l") all.at(-1).linked = rest.split(" ").map(Number);
    else all.at(-1)[line[0]].push(parse(rest));
  }
  return all;
}

const grammar = text => text.trim().split("\n").map(parse);
const GREETING = grammar(`
Hi,
Hello,
Hi team,
Hello service desk,
Dear colleagues,
Good morning,
Hi all,`);
const CONTEXT = grammar(`
[I have a customer call in 20 minutes|Deadline is today|I can't work like this|My whole team is waiting|It is blocking me].
[Already restarted|I rebooted twice|I tried another browser|I tried it at home too|I tried the article on the portal but got stuck].
[This started|It began] {when}.
[Worked fine|It was fine] until {when}.
[My colleague|{person}] has the same problem.
I am in {city} [this week|until Friday|].
[Asset|Computer] {asset}.`);
const ASK = grammar(`
Please help.
[Can|Could] you [help|have a look|fix this][ please|]?
[Any idea|What can I do]?
[Please call me|You can reach me] [on|at] {tel}.
Thanks for a quick [answer|fix].
[Need this|This is] urgent.`);
const SAID = grammar(`
It says:
Error:
Message:
I get
The screen shows:`);
const THANKS = grammar(`
Thanks
Thank you
Best regards,
Regards,
Kind regards,
Cheers,
Many thanks,`);
const SYSTEM = {
  windows: grammar("I am on Windows 11.\nWindows 11 laptop.\n[It is a|] Windows 10 [pc|machine].\nOS: Windows 11 24H2"),
  mac: grammar("I use a MacBook Pro.\nmacOS 26.\n[It is a|] MacBook Air with macOS 15."),
  linux: grammar("Ubuntu 24.04.\nI am on Ubuntu."),
  phone: grammar("iPhone 15.\n[It is an|] Android phone.\niPhone with the latest iOS."),
};
const QUOTED = grammar(`
On Mon, {person} <service@example.com> wrote:¶> Please send us more details.¶> What exactly does the screen say?
-----Original Message-----¶From: Service Desk¶Sent: Monday¶Subject: your request¶¶We could not reach you by phone.
From: {person}¶Sent: Tuesday 9:14¶To: Service Desk¶Subject: FW: problem¶¶Please take care of this.`);
const DISCLAIMER = "This e-mail may contain confidential information. If you are not the intended recipient, please delete it.";

/** On what somebody works, who has this problem. */
function system(flags, r) {
  if (flags.has("win")) return "windows";
  if (flags.has("mac")) return "mac";
  if (flags.has("linux")) return "linux";
  if (flags.has("phone")) return "phone";
  const dice = r.below(100);
  return dice < 74 ? "windows" : dice < 94 ? "mac" : "linux";
}

/** A slip of the fingers or two: letters swapped, left out or doubled. Numbers and codes stay as they are. */
function typo(text, r) {
  const words = text.split(" "), at = r.below(words.length), word = words[at];
  if (!/^[a-z]{4,}[.,?]?$/i.test(word)) return text;
  const i = 1 + r.below(word.length - 3), kind = r.below(3);
  words[at] = kind === 0 ? word.slice(0, i) + word[i + 1] + word[i] + word.slice(i + 2) : kind === 1 ? word.slice(0, i) + word.slice(i + 1) : word.slice(0, i) + word[i] + word.slice(i);
  return words.join(" ");
}

function body(problem, r, who, german) {
  const own = german ? problem.h : problem.d, first = r.below(own.length), parts = [];
  if (r.chance(40)) parts.push(german ? "Hallo,\n" : say(r.pick(GREETING), r, who) + "\n");
  parts.push(say(own[first], r, who));
  if (own.length > 1 && r.chance(45)) parts.push(say(own[(first + 1 + r.below(own.length - 1)) % own.length], r, who));
  if (german) return [...parts, r.chance(60) ? `\nViele Grüße\n${who.name}` : ""];
  const { flags } = problem, plain = flags.has("request") || flags.has("room");
  if (!plain && (flags.has("os") || flags.has("win") || flags.has("mac") || flags.has("phone")) && r.chance(40)) parts.push(say(r.pick(SYSTEM[system(flags, r)]), r, who));
  if (problem.e.length && r.chance(32)) parts.push("\n" + say(r.pick(SAID), r, who) + " " + say(r.pick(problem.e), r, who) + "\n");
  if (r.chance(28)) parts.push(say(r.pick(CONTEXT), r, who));
  if (r.chance(26)) parts.push(say(r.pick(ASK), r, who));
  if (r.chance(33)) parts.push("\n" + say(r.pick(THANKS), r, who) + "\n" + (r.chance(60) ? who.first : r.chance(50) ? who.name : `${who.name}\n${who.department}\n${who.phone}\n${who.mail}`));
  return parts;
}

/** Summary and text of a ticket. */
export function speak(problem, r, who) {
  const german = problem.g.length > 0 && r.chance(9), small = r.chance(38);
  let summary = say(r.pick(german ? problem.g : problem.s), r, who);
  if (!small) summary = summary[0].toUpperCase() + summary.slice(1);
  if (r.chance(3)) summary = r.pick(["URGENT: ", "urgent ", "FW: ", "Re: "]) + summary;
  let text = r.chance(8) ? r.pick([summary, ""]) : body(problem, r, who, german).join(" ").replace(/ *\n */g, "\n").trim();
  if (small && !german && r.chance(60)) text = text.split("\n").map(line => /[A-Z]{3}|[0-9@]/.test(line) ? line : line.toLowerCase().replace(/'/g, "")).join("\n");
  if (r.chance(9)) summary = typo(summary, r);
  if (r.chance(12)) text = typo(typo(text, r), r);
  if (text && r.chance(3)) text += "\n\n" + say(r.pick(QUOTED), r, who);
  if (text && r.chance(2)) text += "\n\n" + DISCLAIMER;
  return { summary, text, markup: text.includes("\n") && r.chance(4) };
}

const NOISE = {
  alert: grammar(`
\\[Monitoring] Disk usage on LF-SRV-{n} is above 90 %
\\[Monitoring] Host LF-SRV-{n} is DOWN
\\[Monitoring] RECOVERY: service print-spooler on LF-SRV-{n} is OK
Alert: backup job {share} finished with warnings
Nagios alert: PROBLEM - LF-SW-{n} ping is CRITICAL`),
  reply: grammar(`
Automatic reply: Your ticket has been updated
Out of Office: Re: your request
Abwesenheitsnotiz: Ihr Ticket
Undeliverable: Survey of the service desk`),
  phishing: grammar(`
Phishing report: [Invoice overdue|Your parcel is waiting|Mailbox deactivated|Salary change]
User reported phishing: [Payment advice|Shared document|Voice message]`),
};
const NOISE_TEXT = {
  alert: grammar("Host: LF-SRV-{n}¶State: [CRITICAL|WARNING|DOWN]¶This is an automated message from the monitoring system. Do not reply."),
  reply: grammar("I am out of the office until [Monday|next week|2 January] with limited access to e-mail. In urgent cases please write to {person}.\nThank you for your message. I am on leave and will answer when I am back."),
  phishing: grammar("Reported with the report button in Outlook.\nSender: no-reply@example.org¶This message was reported as phishing by the user."),
};

/** What is no request of a person. */
export function noise(r, who) {
  const dice = r.below(100), kind = dice < 38 ? "alert" : dice < 62 ? "reply" : "phishing";
  const text = say(r.pick(NOISE_TEXT[kind]), r, who);
  return { kind, summary: say(r.pick(NOISE[kind]), r, who), text, markup: false };
}
