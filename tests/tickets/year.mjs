// A year of a service desk: which ticket comes when, who takes it, how long it lasts. Takes the problems and a number of
// rows. Gives tickets, oldest first, one after the other. Never looks at a clock: the year is 1 November 2025 to 31 October
// 2026, and the same number of rows gives the same tickets everywhere (no sine, no logarithm: their last bits differ).
import { noise, person, problems, random, speak } from "./speech.mjs";

const START = Date.UTC(2025, 10, 1) / 1000, DAYS = 365, DAY = 86400, END = START + DAYS * DAY;
/** Number of the first ticket. */
export const FIRST = 10001;

const day = (month, date) => (Date.UTC(month > 10 ? 2025 : 2026, month - 1, date) / 1000 - START) / DAY;
const within = (at, [month, date], [toMonth, toDate]) => at >= day(month, date) && at <= day(toMonth, toDate);

/** How busy a day is, in percent of a Wednesday. */
function busy(at) {
  const weekday = (at + 6) % 7; // 1 November 2025 is a Saturday; 0 is Sunday.
  let share = [4, 138, 112, 100, 95, 78, 6][weekday];
  if (within(at, [12, 24], [1, 2])) share *= 0.18;
  if (within(at, [4, 3], [4, 6]) || at === day(5, 1) || at === day(5, 14) || at === day(5, 25)) share *= 0.15;
  if (within(at, [7, 27], [8, 21])) share *= 0.75;
  return share;
}

/** What changes the number of a problem's tickets on a day, in percent. */
const SEASONS = {
  starters: at => within(at, [8, 31], [9, 18]) ? 420 : within(at, [1, 5], [1, 9]) ? 200 : date(at) <= 3 ? 150 : 100,
  password: at => within(at, [3, 9], [3, 20]) ? 400 : within(at, [1, 5], [1, 9]) ? 260 : within(at, [8, 24], [9, 2]) ? 170 : 100,
  locks: at => within(at, [3, 9], [3, 27]) ? 200 : 100,
  outage: at => within(at, [7, 13], [7, 17]) ? 2200 : 100,
  addin: at => within(at, [7, 13], [7, 31]) ? 1400 : at > day(7, 31) ? 160 : 25,
  yearend: at => within(at, [12, 8], [12, 22]) ? 330 : within(at, [10, 19], [10, 31]) && at > 300 ? 160 : 100,
  monthend: at => date(at) >= 28 || date(at) <= 3 ? 420 : 100,
  holidays: at => within(at, [12, 15], [12, 23]) ? 260 : within(at, [6, 29], [8, 14]) ? 180 : 100,
  patch: at => { const since = date(at) - 10; return since >= 0 && since < 7 ? 280 : 100; },
  rising: at => at < day(6, 1) ? 0 : 20 + Math.floor((at - day(6, 1)) * 3.2),
  fading: at => at > day(5, 20) ? 0 : 200 - at,
};
const date = at => new Date((START + at * DAY) * 1000).getUTCDate();

/** Sums of weights, to draw from. */
function sums(weights) {
  let sum = 0;
  return weights.map(weight => sum += Math.max(0, Math.round(weight)));
}
function draw(r, summed) {
  const wanted = r.below(summed.at(-1));
  let low = 0, high = summed.length - 1;
  while (low < high) { const middle = low + high >> 1; if (summed[middle] > wanted) high = middle; else low = middle + 1; }
  return low;
}

/** Requests by the hour of the day. */
const HOURS = sums([1, 0, 0, 0, 1, 2, 8, 45, 100, 110, 95, 80, 50, 75, 90, 75, 60, 35, 14, 8, 6, 4, 3, 2]);
/** Of 100 tickets: no requests of people. */
const NOISE = 4;

/** Second of arrival and problem of every ticket, oldest first; the problem after the last one is noise. */
function arrivals(all, rows) {
  const weights = [...all.map(problem => problem.weight)], total = weights.reduce((a, b) => a + b, 0);
  const counts = weights.map(weight => Math.round(weight / total * rows * (100 - NOISE) / 100));
  counts.push(Math.max(0, rows - counts.reduce((a, b) => a + b, 0)));
  const packed = new Float64Array(counts.reduce((a, b) => a + b, 0)), usual = Array.from({ length: DAYS }, (_, at) => busy(at));
  let filled = 0;
  counts.forEach((count, number) => {
    const seasons = [...(all[number]?.flags ?? [])].map(flag => SEASONS[flag]).filter(Boolean);
    const days = sums(usual.map((share, at) => seasons.reduce((weight, season) => weight * season(at) / 100, share * 10)));
    const r = random(977 + number * 31);
    for (let i = 0; i < count; i++) packed[filled++] = (draw(r, days) * DAY + draw(r, HOURS) * 3600 + r.below(3600)) * 256 + number;
  });
  packed.sort();
  if (packed.length > rows) return packed.subarray(0, rows);
  return packed;
}

/** Tickets that an article was written from are about what it says: their problem changes places with a later one's. */
function settle(packed, all) {
  const problem = i => packed[i] % 256, forced = new Map(all.flatMap((one, number) => one.linked.map(id => [id - FIRST, number])));
  for (const [at, number] of [...forced].sort((a, b) => a[0] - b[0])) {
    if (at >= packed.length || problem(at) === number) continue;
    const from = packed.findIndex((_, i) => problem(i) === number && (i > at || forced.get(i) === undefined) && forced.get(i) !== number);
    if (from < 0) continue;
    const was = problem(at);
    packed[at] += number - was;
    packed[from] += was - number;
  }
}

const TEAMS = { Accounts: "Identity Team", "E-mail": "Messaging Team", Collaboration: "Collaboration Team", Network: "Network Team", Printing: "Workplace Team", Hardware: "Workplace Team", Windows: "Workplace Team", Mac: "Workplace Team", Linux: "Workplace Team", Software: "Workplace Team", Security: "Security Team", Telephony: "Telephony Team", "Business applications": "Business Applications", Facilities: "Facilities", "Service desk": "Service Desk" };
const VAGUE = [["Other", "Other"], ["Inquiry / Help", ""], ["", ""], ["Other", ""], ["Inquiry / Help", "Other"], ["Other", "Other"]];
const CHANNELS = ["Self-service", "Self-service", "Self-service", "Email", "Email", "Email", "Phone", "Phone", "Chat", "Walk-in"];
const NO_NOTES = ["Done.", "Solved with the user.", "Fixed.", "Resolved.", "No answer from user, closed.", "Works again."];

/** What the desk chose: the right category, a wrong one, or one that says nothing. */
function category(problem, all, r) {
  const dice = r.below(100);
  if (problem.flags.has("hidden")) return dice < 90 ? r.pick(VAGUE) : r.pick(["Software > Request", "Accounts > Access", "Software > Office"]).split(" > ");
  if (dice < 12) return r.pick(VAGUE);
  if (dice < 17) return all[r.below(all.length)].category;
  return dice < 22 ? [problem.category[0], ""] : problem.category;
}

/** Hours of work until it is solved: a little list is drawn from, so that no logarithm is needed. */
const QUICK = [0.1, 0.2, 0.3, 0.4, 0.5, 0.7, 1, 1.3, 1.8, 2.5, 3.5, 5, 7, 10, 16, 24, 30, 48];
const SLOW = [4, 8, 14, 20, 26, 30, 40, 50, 60, 75, 90, 110, 130, 160, 200, 260];

function work(ticket, problem, r) {
  const { flags } = problem, slow = flags.has("sla"), request = flags.has("request");
  let hours = r.pick(slow || request && r.chance(50) ? SLOW : QUICK) * (50 + r.below(100)) / 100;
  if (ticket.article) hours *= 0.5;
  ticket.breached = r.chance(slow ? 41 : hours > 30 ? 22 : 4);
  if (ticket.breached) hours = Math.max(hours * 1.6, 12);
  let resolved = ticket.opened + Math.round(hours * 60) * 60;
  const weekday = new Date(resolved * 1000).getUTCDay();
  if (weekday === 6) resolved += 2 * DAY;
  if (weekday === 0) resolved += DAY;
  ticket.reopens = r.chance(slow ? 9 : 3) ? 1 + r.below(2) : 0;
  const passed = ticket.group !== "Service Desk";
  ticket.reassignments = passed ? 1 + (r.chance(slow ? 55 : 15) ? 1 + r.below(3) : 0) : 0;
  ticket.cancelled = r.chance(1);
  ticket.resolved = resolved < END ? resolved : null;
  ticket.effort = Math.max(3, Math.round(Math.min(hours, 4) * 20) + r.below(10));
}

/** What the agent wrote, and whether it names the article. */
function notes(ticket, problem, r) {
  const named = problem.article && r.chance(problem.linkedShare);
  ticket.article = named ? problem.article : "";
  const told = r.chance(46) && problem.r.length ? ticket.solution() : r.pick(NO_NOTES);
  if (!named) return told;
  return r.pick([`${problem.article}. ${told}`, `Sent ${problem.article}. ${told}`, `${told} See ${problem.article}.`, `Solved with ${problem.article}.`]);
}

/** The ticket of one arrival; everything about it is drawn from its own number. */
function ticket(number, second, problem, all, say) {
  const r = random(20251101 + Math.imul(number, 2654435761)), caller = person(r);
  const said = problem ? speak(problem, r, caller) : noise(r, caller), [top, sub] = problem ? category(problem, all, r) : r.pick(VAGUE);
  const made = { number, opened: START + second, caller, problem: problem?.name ?? said.kind, article: "", truth: problem?.article ?? "", ...said, top, sub };
  const right = problem && top === problem.category[0];
  made.service = right && r.chance(70) ? problem.service : "";
  made.channel = problem ? r.pick(CHANNELS) : "Email";
  made.group = r.chance(62) ? "Service Desk" : TEAMS[problem?.category[0]] ?? "Service Desk";
  made.solution = () => say(r.pick(problem.r), r, caller);
  made.notes = problem ? notes(made, problem, r) : "Closed without action.";
  made.priority = r.chance(6) ? 2 : r.chance(22) ? 4 : r.chance(1) ? 1 : 3;
  work(made, problem ?? { flags: new Set() }, r);
  made.state = made.cancelled ? "Canceled" : made.resolved === null ? r.pick(["In Progress", "In Progress", "New", "On Hold"]) : made.resolved > END - 5 * DAY ? "Resolved" : "Closed";
  if (made.state !== "Closed" && made.state !== "Resolved") made.notes = "";
  return made;
}

/** All tickets of the year, oldest first. */
export function* year(rows, say) {
  const all = problems();
  // Articles that are not for agents to name: unfinished, archived. Others are named more or less often.
  all.forEach((problem, number) => { problem.linkedShare = ["KB0074", "KB0075"].includes(problem.article) ? 0 : 6 + number * 7 % 26; });
  const packed = arrivals(all, rows);
  settle(packed, all);
  for (let i = 0; i < packed.length; i++) yield ticket(FIRST + i, Math.floor(packed[i] / 256), all[packed[i] % 256], all, say);
}
