// Tickets as five systems write them: the names, dates, codes and habits of each. Takes tickets. Gives the text of a file,
// piece by piece. Never gives a column that the system's own export has not.

const two = number => String(number).padStart(2, "0");
const cell = value => value === null || value === undefined ? "" : /[",\r\n]/.test(String(value)) ? `"${String(value).replace(/"/g, '""')}"` : String(value);
const quoted = value => `"${String(value ?? "").replace(/"/g, '""')}"`;
const parts = second => { const d = new Date(second * 1000); return { d, y: d.getUTCFullYear(), mo: d.getUTCMonth(), da: d.getUTCDate(), h: d.getUTCHours(), mi: d.getUTCMinutes(), s: d.getUTCSeconds() }; };
const iso = second => second === null ? null : new Date(second * 1000).toISOString().replace(".000Z", "Z");
const plain = second => second === null ? "" : iso(second).replace("T", " ").replace("Z", "");
const html = text => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").split("\n").map(line => line ? `<p>${line}</p>` : "<p>&nbsp;</p>").join("");
const text = t => t.markup ? html(t.text) : t.text;
const PRIORITY = { 1: "1 - Critical", 2: "2 - High", 3: "3 - Moderate", 4: "4 - Low" };
const done = t => t.resolved !== null && !t.cancelled;

const table = columns => ({
  head: columns.map(([name]) => cell(name)).join(",") + "\r\n",
  row: t => columns.map(([, value]) => cell(value(t))).join(",") + "\r\n",
});

/** A list export: field names, every cell in quotes, times in UTC. */
const SERVICENOW = [
  ["number", t => `INC${String(t.number).padStart(7, "0")}`],
  ["opened_at", t => plain(t.opened)],
  ["caller_id", t => t.caller.name],
  ["short_description", t => t.summary],
  ["description", text],
  ["category", t => t.top],
  ["subcategory", t => t.sub],
  ["business_service", t => t.service],
  ["contact_type", t => t.channel],
  ["priority", t => PRIORITY[t.priority]],
  ["state", t => t.state],
  ["assignment_group", t => t.group],
  ["reassignment_count", t => t.reassignments],
  ["reopen_count", t => t.reopens],
  ["made_sla", t => String(!t.breached)],
  ["resolved_at", t => done(t) ? plain(t.resolved) : ""],
  ["close_notes", t => t.notes],
];
const servicenow = {
  head: SERVICENOW.map(([name]) => quoted(name)).join(",") + "\n",
  row: t => SERVICENOW.map(([, value]) => quoted(value(t))).join(",") + "\n",
};

const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");
function jiraDate(second) {
  if (second === null) return "";
  const { y, mo, da, h, mi } = parts(second);
  return `${two(da)}/${MONTHS[mo]}/${String(y).slice(2)} ${h % 12 || 12}:${two(mi)} ${h < 12 ? "AM" : "PM"}`;
}
const account = t => `5f0${String(t.caller.number).padStart(5, "0")}:larkfield`;
const left = t => { const hours = Math.round((t.effort ?? 0) / 10); return t.breached ? `-${hours + 1}:${two(t.number % 60)}` : `${hours + 2}:${two(t.number % 60)}`; };
/** The export of all fields: names that repeat stand for lists. */
const JIRA = [
  ["Summary", t => t.summary], ["Issue key", t => `ITSD-${t.number}`], ["Issue id", t => 300000 + t.number], ["Issue Type", () => "[System] Incident"],
  ["Status", t => t.cancelled ? "Canceled" : t.state === "New" ? "Waiting for support" : t.state], ["Project key", () => "ITSD"], ["Project name", () => "Larkfield Service Desk"],
  ["Priority", t => ["", "Highest", "High", "Medium", "Low"][t.priority]], ["Resolution", t => done(t) ? "Done" : t.cancelled ? "Declined" : ""],
  ["Reporter", t => t.caller.mail], ["Created", t => jiraDate(t.opened)], ["Updated", t => jiraDate(t.resolved ?? t.opened)], ["Resolved", t => done(t) ? jiraDate(t.resolved) : ""],
  ["Components", t => t.service], ["Labels", t => t.top.toLowerCase().replace(/\W+/g, "-")], ["Labels", t => t.sub.toLowerCase().replace(/\W+/g, "-")],
  ["Description", t => t.text], ["Custom field (Category)", t => [t.top, t.sub].filter(Boolean).join(" > ")], ["Custom field (Request Type)", t => t.sub ? `Get help with ${t.sub}` : "Get IT help"],
  ["Custom field (Time to resolution)", left], ["Comment", t => t.notes ? `${jiraDate(t.resolved)};5f099999:larkfield;${t.notes}` : ""], ["Comment", t => t.reopens ? `${jiraDate(t.resolved)};${account(t)};It is back again.` : ""],
  ["Status Category", t => done(t) || t.cancelled ? "Done" : t.state === "New" ? "To Do" : "In Progress"],
];

const tag = word => word.toLowerCase().replace(/\W+/g, "_").replace(/^_|_$/g, "");
const ZENDESK_STATUS = { Closed: "closed", Resolved: "solved", "In Progress": "open", New: "new", "On Hold": "hold", Canceled: "deleted" };
/** The incremental export, one ticket a line: the category sits in a custom field that only has a number. */
const zendesk = {
  head: "",
  row: t => JSON.stringify({
    url: `https://larkfield.example.com/api/v2/tickets/${t.number}.json`, id: t.number, external_id: null, via: { channel: { Email: "email", "Self-service": "web", Phone: "voice", Chat: "chat", "Walk-in": "web" }[t.channel] },
    created_at: iso(t.opened), updated_at: iso(t.resolved ?? t.opened), type: "incident", subject: t.summary, raw_subject: t.summary, description: t.text || t.summary,
    priority: ["", "urgent", "high", "normal", "low"][t.priority], status: ZENDESK_STATUS[t.state], requester_id: 360000000 + t.caller.number, group_id: 3600011 + t.group.length,
    tags: [t.top, t.sub].filter(Boolean).map(tag), custom_fields: [{ id: 360011223344, value: [t.top, t.sub].filter(Boolean).map(tag).join("__") || null }, { id: 360011223355, value: t.service || null }],
    metric_set: { reopens: t.reopens, replies: 1 + t.reopens, group_stations: 1 + t.reassignments, assignee_stations: 1 + t.reassignments, solved_at: done(t) ? iso(t.resolved) : null, full_resolution_time_in_minutes: { calendar: done(t) ? Math.round((t.resolved - t.opened) / 60) : null, business: null } },
  }) + "\n",
};

const clock = minutes => `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}:00`;
/** The export of the ticket list: no descriptions, durations as `hh:mm:ss`, personal data in the last columns. */
const freshdesk = table([
  ["Ticket ID", t => t.number], ["Subject", t => t.summary], ["Status", t => ({ "In Progress": "Open", New: "Open", "On Hold": "Pending", Canceled: "Closed" })[t.state] ?? t.state],
  ["Priority", t => ["", "Urgent", "High", "Medium", "Low"][t.priority]], ["Source", t => ({ "Self-service": "Portal", "Walk-in": "Portal" })[t.channel] ?? t.channel], ["Type", t => [t.top, t.sub].filter(Boolean).join(" > ")],
  ["Agent", () => "No Agent"], ["Group", t => t.group], ["Created time", t => plain(t.opened)], ["Due by Time", t => plain(t.opened + 172800)], ["Resolved time", t => done(t) ? plain(t.resolved) : ""], ["Closed time", t => t.state === "Closed" ? plain(t.resolved) : ""],
  ["Last update time", t => plain(t.resolved ?? t.opened)], ["Time tracked", t => clock(t.effort)], ["Resolution time (in hrs)", t => done(t) ? clock(Math.round((t.resolved - t.opened) / 60)) : ""], ["Agent interactions", t => 1 + t.reopens + t.reassignments], ["Customer interactions", t => t.reopens],
  ["Resolution status", t => t.breached ? "SLA Violated" : "Within SLA"], ["Tags", t => t.service], ["Product", () => "No Product"], ["Full name", t => t.caller.name], ["Email", t => t.caller.mail], ["Work phone", t => t.caller.phone],
]);

const SOURCE = { Email: 1, "Self-service": 2, Phone: 3, Chat: 4, "Walk-in": 9 };
/** The ticket API: one object with all tickets, codes for status and priority, HTML beside plain text. */
const freshservice = {
  head: '{"tickets":[\n', between: ",\n", foot: "\n]}\n",
  row: t => JSON.stringify({
    id: t.number, subject: t.summary, description: html(t.text || t.summary), description_text: t.text || t.summary, category: t.top || null, sub_category: t.sub || null, item_category: null,
    status: { Resolved: 4, Closed: 5, "On Hold": 3, Canceled: 5 }[t.state] ?? 2, priority: 5 - t.priority, source: SOURCE[t.channel], requester_id: 21000000 + t.caller.number, group_id: 21000 + t.group.length,
    is_escalated: t.breached, fr_escalated: false, created_at: iso(t.opened), updated_at: iso(t.resolved ?? t.opened), due_by: iso(t.opened + 172800), resolution_notes: t.notes || null, resolution_notes_html: t.notes ? html(t.notes) : null,
    stats: { resolved_at: done(t) ? iso(t.resolved) : null, closed_at: t.state === "Closed" ? iso(t.resolved) : null, reopened_at: t.reopens ? iso(t.resolved ?? t.opened) : null },
  }),
};

/** Each system's writer. */
export const VENDORS = { servicenow, jira: table(JIRA), zendesk, freshdesk, freshservice };

/** The pieces of a file. */
export function* pieces(vendor, tickets, saw) {
  const writer = VENDORS[vendor];
  yield writer.head;
  let first = true;
  for (const ticket of tickets) {
    saw?.(ticket);
    yield (first ? "" : writer.between ?? "") + writer.row(ticket);
    first = false;
  }
  yield writer.foot ?? "";
}
