/* Deskbook's search engine. A classic script without DOM: it runs in a page, in a worker and in node.
   Made for the files of `src/search` (format) and held to the same order of results as `src/search/rank`.

   const fetch = DeskbookSearch.loader('…/search/<hash>/')   in a page; elsewhere any (name) => Promise<Uint8Array>
   const engine = await DeskbookSearch.open({ fetch })       loads the manifest
   const answer = await engine.search('vpn eror 809', { limit: 10, prefer: 'windows-11' })

   options  os, product, category, kind, lang: only articles with this slug · prefer: OS slug that is put first among equals
            limit: 10 · facets: names to count, ['os'] (a further facet costs one small file)
   answer   results: [{ url, title, key, summary, headings: [{ id, text, matched }], crumbs, os: [slug], kind, confidence, lang, score }]
            total: articles that have at least half of what was asked · corrections: [{ typed, shown }]
            terms: word forms to mark (folded; see mark) · facets: { os: [{ slug, name, parent, count }], … }
            problems: [text]  files that are missing or damaged; the rest of the answer stands
   Also: DeskbookSearch.mark(text, terms) -> [{ text, hit }] · .slots(text), .parts(text), .fold(text) */
(root => {
'use strict';
const decoder = new TextDecoder();

// ---- words: the twin of src/text ----
const PLAIN = { 'ß': 'ss', 'æ': 'ae', 'œ': 'oe', 'ø': 'o', 'ł': 'l', 'đ': 'd', 'ð': 'd', 'þ': 'th', 'ı': 'i', 'ς': 'σ', '’': "'", '‘': "'", 'ʼ': "'", '\u2010': '-', '\u2011': '-' };
const fold = text => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/[ßæœøłđðþıς’‘ʼ\u2010\u2011\xad\u200b-\u200d\u2060\ufeffـ]/g, c => PLAIN[c] || '').normalize('NFC');
const WORD = '[\\p{Alphabetic}\\p{N}]', UNSPACED = '\\u0e00-\\u0eff\\u1000-\\u109f\\u1780-\\u17ff\\u3005-\\u3007\\u3040-\\u30ff\\u31f0-\\u31ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uac00-\\ud7af\\uf900-\\ufaff\\u{20000}-\\u{3ffff}';
const ONE = `(?:(?![${UNSPACED}])${WORD})`, RUN = new RegExp(`(?:(?=[${UNSPACED}])${WORD})+|${ONE}+(?:[-_.+']${ONE}+)*`, 'gu'), PAIRED = new RegExp(`^[${UNSPACED}]`, 'u');
const ELISION = /^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|un|all|dall|dell|nell|sull)'(?=...)/u;
const pieces = run => run.replace(ELISION, '').replace(/'/g, '').split(/[-_.+]/).filter(Boolean).map(p => p.length > 40 ? [...p].slice(0, 40).join('') : p);
function slotsOf(folded) {
  const out = [];
  for (const [run] of folded.matchAll(RUN)) {
    if (PAIRED.test(run)) {
      const c = [...run];
      if (c.length < 2) out.push(c); else for (let i = 1; i < c.length; i++) out.push([c[i - 1] + c[i]]);
      continue;
    }
    const parts = pieces(run);
    if (!parts.length) continue;
    if (parts.length < 2) {
      const code = /^(?:0x([\da-f]{4,})|[a-z]{1,6}(\d[\da-f]{3,}))$/.exec(parts[0]);
      out.push(code ? [parts[0], code[1] || code[2]] : parts);
      continue;
    }
    const joined = parts.join(''), terms = parts.length < 5 && [...joined].length < 33 ? [joined, ...parts] : parts.slice();
    if (parts.length > 2) for (let i = 1; i < parts.length; i++) if (/\d/.test(parts[i - 1] + parts[i])) terms.push(parts[i - 1] + parts[i]);
    out.push([...new Set(terms)]);
  }
  return out;
}
const slots = text => slotsOf(fold(text));
const parts = text => (fold(text).match(RUN) || []).flatMap(run => PAIRED.test(run) ? [...run] : pieces(run));


// ---- what was typed: the twin of src/text/query `loose` ----
function loose(text) {
  const not = [], phrases = [];
  const words = text.replace(/[“”„«»]/g, '"').replace(/"([^"]*)"|(^|\s)-(?=[\p{Alphabetic}\p{N}])(\S+)/gu, (all, phrase, blank, out) => {
    if (phrase !== undefined) { phrases.push(phrase); return ` ${phrase} `; }
    not.push(out);
    return blank;
  });
  return { words, phrases, not };
}
// The natural logarithm from + - * / alone, so that every machine and the Rust twin get the same last bit.
function ln(x) {
  let e = 0, sum = 0;
  while (x >= 2) { x /= 2; e++; }
  const s = (x - 1) / (x + 1), q = s * s;
  for (let k = 17; k > 0; k -= 2) sum = sum * q + 1 / k;
  return 2 * s * sum + e * 0.6931471805599453;
}
// Edits between a and b (a swap of neighbours is one), 9 if more than max; with `open` b may go on.
function edits(a, b, max, open) {
  const n = a.length, m = b.length;
  if (n - m > max || !open && m - n > max) return 9;
  let before, row = Array.from({ length: m + 1 }, (_, j) => j);
  for (let i = 1; i <= n; i++) {
    const next = [i];
    let low = i;
    for (let j = 1; j <= m; j++) {
      let v = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) v = Math.min(v, before[j - 2] + 1);
      next[j] = v;
      if (v < low) low = v;
    }
    if (low > max) return 9;
    before = row; row = next;
  }
  return open ? Math.min(...row) : row[m];
}

// ---- files ----
async function gunzip(bytes) {
  return new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))).arrayBuffer());
}
const same = (a, b) => { let k = 0; while (k < a.length && k < b.length && a[k] === b[k]) k++; return k; };
function reader(bytes, at = 0, end = bytes.length) {
  const int = () => {
    let value = 0, shift = 1, x;
    do {
      if (at >= end || shift > 2 ** 42) throw new Error('damaged');
      x = bytes[at++]; value += (x & 127) * shift; shift *= 128;
    } while (x > 127);
    return value;
  };
  const text = n => { if (at + n > end) throw new Error('damaged'); return decoder.decode(bytes.subarray(at, at += n)); };
  let last = '';
  return { int, text, word: () => { const k = int(); return last = last.slice(0, k) + text(int()); }, from: word => last = word, at: () => at, done: () => at >= end };
}
// A term shard: groups of word forms with the places of their postings, and forms that live in another shard.
function readShard(bytes) {
  const head = reader(bytes), dict = head.int(), gaps = head.int(), marks = head.int(), start = head.at();
  if (start + dict + gaps + marks > bytes.length) throw new Error('damaged');
  const words = new Map(), groups = [], away = new Map(), r = reader(bytes, start, start + dict);
  let postings = 0, at = start + dict;
  for (let n = r.int(); n; n--) {
    const forms = [];
    for (let k = r.int(); k; k--) forms.push(r.word());
    r.from(forms[0]);
    const count = r.int(), df = forms[0].endsWith('*') ? r.int() : count;
    const group = { key: forms[0], forms, count, df, bytes, first: postings, at, end: start + dict + gaps, marks: start + dict + gaps };
    if ((postings += count) > 2 * marks) throw new Error('damaged');
    for (let k = count; k; k--) while (bytes[at++] > 127);
    groups.push(group);
    for (const form of forms) words.set(form, group);
  }
  for (let n = r.int(); n; n--) { const form = r.word(); away.set(form, r.word()); }
  return { words, groups, away };
}
// Calls visit(article, impact 1..15) for each posting of a group.
function each(group, visit) {
  const r = reader(group.bytes, group.at, group.end);
  for (let k = 0, doc = -1; k < group.count; k++) {
    doc += r.int() + 1;
    const y = group.first + k, pair = group.bytes[group.marks + (y >> 1)];
    visit(doc, y & 1 ? pair & 15 : pair >> 4);
  }
}
// Which letters a word has, one bit each: two words that differ in many are not compared letter by letter.
const letterMask = word => { let mask = 0; for (let i = 0; i < word.length; i++) mask |= 1 << (word.charCodeAt(i) & 31); return mask; };
const bits = mask => { let n = 0; while (mask) { mask &= mask - 1; n++; } return n; };
function readSpeller(bytes) {
  const list = [], r = reader(bytes);
  while (!r.done()) { const word = r.word(); list.push([word, r.int(), letterMask(word)]); }
  return list;
}
function plainText(html) {
  const main = /<main\b[^]*?<\/main>/i.exec(html), names = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ' };
  return (main ? main[0] : html).replace(/<(script|style|svg)\b[^]*?<\/\1>/gi, ' ').replace(/<\/?(?:a|b|i|em|strong|span|code|mark|kbd|su[bp])\b[^>]*>/gi, '').replace(/<[^>]*>/g, ' ')
    .replace(/&(?:#x([\da-f]+)|#(\d+)|(\w+));/gi, (all, hex, dec, name) => name ? names[name] || ' ' : String.fromCodePoint(Math.min(hex ? parseInt(hex, 16) : +dec, 0x10ffff)));
}

// ---- the ranking: the twin of src/search/rank ----
const MOST_SLOTS = 14, WINDOW = 16, EXPANSIONS = 24;
const digit = text => /\d/.test(text);
async function open({ fetch, inflate = gunzip, page = fetch.page }) {
  const cache = new Map(), problems = new Map();
  // One file through `parse`, kept; a failure is remembered for the answer and tried again next time.
  function get(name, parse, empty) {
    let file = cache.get(name);
    if (!file) {
      file = (async () => {
        const raw = await fetch(name), value = parse(raw[0] === 31 && raw[1] === 139 ? await inflate(raw) : raw);
        problems.delete(name);
        return value;
      })().catch(error => {
        cache.delete(name);
        problems.set(name, `${name}: ${error && error.message || error}`);
        if (empty === undefined) throw error;
        return empty;
      });
      cache.set(name, file);
    }
    return file;
  }
  const json = bytes => JSON.parse(decoder.decode(bytes));
  const M = await get('manifest', json), firsts = M.keys.split('\n'), N = M.n, stop = new Set(M.stop.split(' '));
  const synonyms = M.synonyms.split('\n').flatMap(line => { const [from, to] = line.split('=').map(side => side.split('|').map(t => t.split(' '))); return to ? from.map(f => [f, to]) : []; });
  const where = word => { let lo = 0, hi = firsts.length - 1; while (lo < hi) { const mid = lo + hi + 1 >> 1; if (firsts[mid] <= word) lo = mid; else hi = mid - 1; } return lo; };
  const NONE = { words: new Map(), groups: [], away: new Map() };
  const shard = i => get('s' + i, readShard, NONE);
  const load = words => Promise.all([...new Set(words.map(where))].map(shard));
  async function lookup(word) {
    const s = await shard(where(word)), key = s.away.get(word);
    return s.words.get(word) || key && (await shard(where(key))).words.get(word);
  }
  const idf = df => ln(1 + (N - df + 0.5) / (df + 0.5));
  // Groups with a form that begins so, the commonest first; for short beginnings the build made one group `be*`.
  async function begins(word) {
    const all = await lookup(word + '*');
    if (all) return { all, list: [] };
    const found = new Map(), note = (group, form) => { const fit = word.length / form.length; if (!(found.get(group) >= fit)) found.set(group, fit); };
    for (let i = where(word), end = where(word + '\uffff'); i <= end; i++) {
      const s = await shard(i);
      for (const group of s.groups) if (!group.key.endsWith('*')) for (const form of group.forms) if (form.startsWith(word)) note(group, form);
      for (const [form, key] of s.away) if (form.startsWith(word)) { const group = (await shard(where(key))).words.get(form); if (group) note(group, form); }
    }
    const list = [...found].map(([group, fit]) => ({ group, fit }));
    list.sort((a, b) => b.group.df * b.fit - a.group.df * a.fit || (a.group.key < b.group.key ? -1 : 1));
    return { list: list.slice(0, EXPANSIONS) };
  }
  // Known words near an unknown one: [word, cost, edits], best first.
  async function near(word, last) {
    if (word.length < 4 || digit(word)) return [];
    const max = word.length < 8 ? 1 : 2, own = letterMask(word), letters = Array.from(M.letters), a = String.fromCodePoint(word.codePointAt(0)), b = Array.from(word)[1];
    for (const stage of [[a], [b], letters.filter(l => l !== a && l !== b)]) {
      const out = [];
      for (const list of await Promise.all(stage.filter(l => letters.includes(l)).map(l => get('w' + l.codePointAt(0).toString(16), readSpeller, [])))) {
        for (const [known, level, mask] of list) {
          if (bits(own & ~mask) > max || !last && bits(mask & ~own) > max) continue;
          if (known.length < word.length - max || !last && known.length > word.length + max) continue;
          let far = edits(word, known, max), cost = far;
          if (far > max && last && known.length > word.length) cost = (far = edits(word, known, 1, true)) + 0.6;
          if (known[0] !== word[0]) cost += 0.5;
          if (far <= max) out.push([known, cost, far, level]);
        }
      }
      if (!out.length) continue;
      out.sort((x, y) => x[1] - y[1] || y[3] - x[3]);
      return out.filter(x => x[1] <= out[0][1] + 0.6).slice(0, 6);
    }
    return [];
  }
  function ask(text) {
    const typed = loose(text), open = !/\s$/.test(typed.words), all = slots(typed.words).map(terms => ({ terms, alts: [], shown: [] }));
    if (all.length && open) all[all.length - 1].last = true;
    const content = all.filter(s => !stop.has(s.terms[0])), seen = new Set();
    let list = (content.length ? content : all).filter(s => !seen.has(s.terms[0]) && seen.add(s.terms[0]));
    if (list.length > MOST_SLOTS) {
      const weight = s => (digit(s.terms[0]) ? 100 : 0) + s.terms[0].length;
      const kept = new Set(list.slice().sort((a, b) => weight(b) - weight(a)).slice(0, MOST_SLOTS));
      list = list.filter(s => kept.has(s));
    }
    return { ...typed, list };
  }
  const glues = (a, b) => b && (digit(a.terms[0]) || digit(b.terms[0]) || a.terms[0].length < 5 && b.terms[0].length < 5);
  // The alternatives of a slot: [{ groups (all must occur), weight, idf }].
  async function alternatives(list, i) {
    const slot = list[i], [word, ...rest] = slot.terms, known = new Set();
    const push = (group, weight, own) => {
      if (!group || known.has(group)) return;
      known.add(group);
      slot.alts.push({ groups: [group], weight, idf: own === undefined ? idf(group.df) : own });
    };
    const hit = await lookup(word), next = list[i + 1];
    push(hit, 1);
    if (slot.glue) push(slot.glue, 1.2);
    if (glues(slot, next)) { const glue = await lookup(word + next.terms[0]); push(glue, 1.2); next.glue = glue; }
    for (const part of rest) push(await lookup(part), hit ? digit(word) ? 0.12 : 0.35 : 0.7);
    if (slot.last && word.length > 1) {
      const { all, list: more } = await begins(word);
      slot.open = word;
      if (all) push(all, (hit ? 0.6 : 0.85) * 0.75);
      const held = more.reduce((sum, x) => sum + x.group.df, hit ? hit.df : 0), own = idf(Math.min(N, held));
      for (const x of more) push(x.group, (hit ? 0.6 : 0.85) * (0.5 + 0.5 * x.fit), own);
      // So few words begin like this that it may as well be a slip.
      if (!all && !hit && slot.alts.length && held < 1 + N / 1000) await correct(slot, word, push, false);
    }
    if (!slot.alts.length) await repair(slot, word, push);
  }
  async function correct(slot, word, push, last) {
    const found = await near(word, last);
    await load(found.map(f => f[0]));
    for (const [known, cost, far] of found) {
      const group = await lookup(known), before = slot.alts.length;
      push(group, [0.85, 0.75, 0.5][far] * (cost % 1 > 0.55 ? 0.7 : 1));
      if (slot.alts.length > before) slot.shown.push([known, group]);
    }
    return found.length;
  }
  // An unknown word: split at a digit, cut to a known beginning, or corrected.
  async function repair(slot, word, push) {
    const pair = /^(\p{Alphabetic}{2,})(\d+)$/u.exec(word);
    if (pair) {
      const groups = [await lookup(pair[1]), await lookup(pair[2])];
      if (groups[0] && groups[1]) return slot.alts.push({ groups, weight: 0.9, idf: (idf(groups[0].df) + idf(groups[1].df)) / 2 });
    }
    if (await correct(slot, word, push, slot.last)) return;
    for (let cut = word.length - 1; cut >= Math.max(4, word.length - 4); cut--) {
      const group = await lookup(word.slice(0, cut));
      if (group) return push(group, 0.7);
    }
    for (let cut = word.length - 3; cut > 2; cut--) {
      const groups = [await lookup(word.slice(0, cut)), await lookup(word.slice(cut))];
      if (groups[0] && groups[1]) return slot.alts.push({ groups, weight: 0.8, idf: (idf(groups[0].df) + idf(groups[1].df)) / 2 });
    }
  }
  // Synonyms: a typed run of words that begins a rule gets the rule's other sides as alternatives.
  async function widen(list) {
    for (const [from, to] of synonyms) for (let i = 0; i + from.length <= list.length; i++) {
      if (!from.every((w, k) => list[i + k].terms[0] === w || k === from.length - 1 && list[i + k].terms[0] === w + 's')) continue;
      for (const words of to) {
        const groups = await Promise.all(words.map(lookup));
        if (!groups.every(Boolean)) continue;
        const alt = { groups, weight: 0.8, idf: groups.reduce((sum, g) => sum + idf(g.df), 0) / groups.length };
        for (let k = 0; k < from.length; k++) list[i + k].alts.push(alt);
      }
    }
  }
  const acc = new Float64Array(N), cov = new Float64Array(N), best = new Float64Array(N), part = new Float64Array(N), count = new Uint8Array(N);
  function score(list) {
    const touched = [];
    let total = 0;
    for (const slot of list) {
      const own = slot.alts.length ? Math.max(...slot.alts.map(a => a.idf)) : idf(0) * 0.5, here = [];
      total += own;
      const note = (doc, value) => { if (!best[doc]) here.push(doc); if (value > best[doc]) best[doc] = value; };
      for (const { groups, weight, idf: rare } of slot.alts) {
        if (groups.length > 1) { together(groups, (doc, value) => note(doc, weight * value)); continue; }
        const code = groups[0].df < 9 && weight >= 1 && digit(groups[0].key);
        each(groups[0], (doc, mark) => { if (doc >= N) throw new Error('damaged'); const f = mark / 15; note(doc, weight * rare * (code && f < 0.77 ? 0.6 : f * f)); });
      }
      for (const doc of here) { if (!cov[doc]) touched.push(doc); acc[doc] += Math.sqrt(best[doc] * own); cov[doc] += own; best[doc] = 0; }
    }
    const floor = Math.min(1, 0.4 + 0.03 * Math.max(0, list.length - 3));
    const out = touched.map(doc => { const c = cov[doc] / total, s = acc[doc] * (floor + (1 - floor) * c * c); acc[doc] = cov[doc] = 0; return { doc, score: s, share: c }; });
    return out;
  }
  // Articles that hold all groups, with the mean of their scores.
  function together(groups, visit) {
    const docs = [];
    for (const group of groups) {
      const rare = idf(group.df);
      each(group, (doc, mark) => { if (!count[doc]) docs.push(doc); const f = mark / 15; part[doc] += rare * (f * f); count[doc]++; });
    }
    for (const doc of docs) { if (count[doc] === groups.length) visit(doc, part[doc] / groups.length); part[doc] = count[doc] = 0; }
  }
  // Facet k as { values: [{ slug, name, parent }], docs: [Set] }.
  const facet = name => get('f-' + name, bytes => json(bytes).map(([slug, label, parent, gaps]) => { let doc = -1; return { slug, name: label, parent, docs: new Set(gaps.map(gap => doc += gap + 1)) }; }), []);
  const holds = (values, slug) => { const value = values.find(v => v.slug === slug); return doc => !!value && value.docs.has(doc); };
  const rows = doc => get('d' + Math.floor(doc / M.per), json, []).then(block => block[doc % M.per]);
  // Second stage, on the titles of the best: neighbours in the query that are neighbours in the title, and how much of it is asked for.
  function second(row, list) {
    const title = slots(row[1]).filter(t => !stop.has(t[0])), at = title.map(t => list.findIndex(s => t.some(w => s.forms.has(w) || s.open && w.startsWith(s.open))));
    let beside = 0;
    for (let i = 1; i < at.length; i++) if (at[i] > 0 && at[i] === at[i - 1] + 1) beside++;
    // The very form that was typed (or corrected to) counts a little more than its relatives.
    let hits = 0;
    title.forEach((t, i) => { const s = list[at[i]]; if (s) hits += t.some(w => s.terms.includes(w) || s.shown.some(x => x[0] === w)) ? 1 : 0.8; });
    const got = new Set(at.filter(i => i >= 0)).size;
    return 1 + 0.2 * (list.length > 1 ? beside / (list.length - 1) : 0) + 0.4 * (got / list.length) * (hits / (title.length || 1));
  }
  function headings(list, of) {
    const hits = of.map(([, text]) => { const words = slots(text).flat(); return list.filter(s => words.some(w => s.forms.has(w))).length; }), most = Math.max(1, ...hits);
    return of.map(([id, text], i) => ({ id, text, matched: hits[i] > 0 && hits[i] * 2 >= most }));
  }
  // Keeps what holds the phrases, read in the pages of the best twenty; where no page can be read (or none holds them) all stay.
  async function quoted(found, phrases) {
    const wanted = phrases.map(parts).filter(p => p.length > 1).map(p => ` ${p.join(' ')} `);
    if (!wanted.length || !page) return found;
    const kept = await Promise.all(found.slice(0, 20).map(async x => {
      const row = await rows(x.doc);
      const text = row && await page(row[0]).then(html => ` ${parts(plainText(html)).join(' ')} `, () => '');
      return text && wanted.every(w => text.includes(w)) && x;
    }));
    return kept.some(Boolean) ? kept.filter(Boolean) : found;
  }
  const FACETS = ['os', 'product', 'category', 'kind', 'lang'];
  async function search(text, options = {}) {
    const { list, phrases, not } = ask(text), limit = options.limit || 10, counted = (options.facets || ['os']).filter(f => M.facets.includes(f));
    const asked = FACETS.filter(f => options[f]), facets = {};
    const words = list.flatMap((s, i) => [...s.terms, ...glues(s, list[i + 1]) ? [s.terms[0] + list[i + 1].terms[0]] : [], ...s.last ? [s.terms[0] + '*'] : []]);
    const barred = not.map(n => slots(n)[0]).filter(Boolean);
    await Promise.all([load([...words, ...barred.map(b => b[0])]), ...[...new Set([...counted, ...asked, ...options.prefer ? ['os'] : []])].filter(f => M.facets.includes(f)).map(async f => facets[f] = await facet(f))]);
    for (let i = 0; i < list.length; i++) await alternatives(list, i);
    await widen(list);
    for (const s of list) s.forms = new Set(s.alts.flatMap(a => a.groups.flatMap(g => g.forms)));
    let found = [];
    try { found = score(list); } catch (error) { for (const a of [acc, cov, best, part, count]) a.fill(0); problems.set('shard', 'search: ' + error.message); }
    const out = new Set();
    for (const b of barred) { const group = await lookup(b[0]); if (group) each(group, doc => out.add(doc)); }
    const filters = asked.map(f => [f, holds(facets[f] || [], options[f])]), prefer = M.own_system && options.prefer && facets.os && holds(facets.os, options.prefer);
    const counts = {}, good = [];
    let total = 0;
    for (const x of found) {
      if (out.has(x.doc)) continue;
      const fails = filters.filter(([, test]) => !test(x.doc)).map(([f]) => f), half = x.share >= 0.5;
      if (half) for (const f of counted) if (fails.every(name => name === f)) (counts[f] = counts[f] || []).push(x.doc);
      if (fails.length) continue;
      if (half) total++;
      if (prefer && prefer(x.doc)) x.score *= 1.08;
      good.push(x);
    }
    const order = (a, b) => b.score - a.score || a.doc - b.doc;
    good.sort(order);
    const best = (await quoted(good, phrases)).slice(0, Math.max(limit, WINDOW));
    await Promise.all(best.map(async x => x.row = await rows(x.doc)));
    const shown = best.filter(x => x.row), front = shown.slice(0, WINDOW);
    for (const x of front) { x.score *= second(x.row, list); x.score *= 1 + (x.row[10] || 0) / 100; }
    const results = [...front.sort(order), ...shown.slice(WINDOW)].slice(0, limit);
    const corrections = [];
    for (const s of list) if (s.shown.length) {
      let pick;
      if (results.length) for (const [word, group] of s.shown) if (!pick) each(group, doc => { if (doc === results[0].doc) pick = word; });
      corrections.push({ typed: s.terms[0], shown: pick || s.shown[0][0] });
    }
    const terms = new Set(list.flatMap(s => [...s.forms].filter(w => !w.endsWith('*')).concat(s.open || [])));
    return {
      results: results.map(({ score, row: [url, title, key, summary, heads, crumbs, os, kind, confidence, lang] }) => ({ url, title, key, summary, headings: headings(list, heads), crumbs, os, kind, confidence, lang, score })),
      total: Math.max(total, results.length), corrections, terms: [...terms], problems: [...problems.values()],
      facets: Object.fromEntries(counted.map(f => [f, (facets[f] || []).map(v => ({ slug: v.slug, name: v.name, parent: v.parent < 0 ? '' : facets[f][v.parent].slug, count: (counts[f] || []).filter(doc => v.docs.has(doc)).length }))])),
    };
  }
  return { search, articles: N };
}

// ---- for the page ----
// Cuts text into pieces, those that are hits apart, so that the page can build <mark> nodes without HTML.
function mark(text, terms) {
  const known = new Set(terms), out = [];
  for (const piece of text.split(/([\p{Alphabetic}\p{N}\p{M}]+(?:[-_.+'’][\p{Alphabetic}\p{N}\p{M}]+)*)/u)) {
    const hit = slots(piece).some(t => t.some(w => known.has(w))), last = out[out.length - 1];
    if (last && last.hit === hit) last.text += piece; else if (piece) out.push({ text: piece, hit });
  }
  return out;
}
const waiting = new Map();
let policy;
// Reads index files below `base`: by fetch, or from file:// (and where fetch is refused) by script twins.
function loader(base) {
  base = new URL(base, root.location && root.location.href).href;
  const script = name => new Promise((done, fail) => {
    const node = document.createElement('script'), src = base + name + '.js';
    if (root.trustedTypes && !policy) policy = root.trustedTypes.createPolicy('deskbook', { createScriptURL: url => url });
    waiting.set(name, data => done(Uint8Array.from(atob(data), c => c.charCodeAt(0))));
    node.onload = () => { node.remove(); fail(new Error('damaged')); };
    node.onerror = () => { node.remove(); fail(new Error('missing')); };
    node.src = policy ? policy.createScriptURL(src) : src;
    document.head.append(node);
  });
  const web = async url => {
    const answer = await root.fetch(url, { signal: AbortSignal.timeout(20000) });
    if (!answer.ok) throw new Error('missing');
    return answer;
  };
  const files = name => base.startsWith('file:') ? script(name) : web(base + name + '.dbs').then(async a => new Uint8Array(await a.arrayBuffer())).catch(error => error instanceof TypeError ? script(name) : Promise.reject(error));
  if (!base.startsWith('file:')) files.page = url => web(new URL('../../' + url, base).href).then(a => a.text());
  return files;
}
root.__deskbook = (name, data) => { const done = waiting.get(name); waiting.delete(name); if (done) done(data); };
root.DeskbookSearch = { open, loader, mark, fold, slots, parts };
})(globalThis);
