/* Deskbook's search engine. A classic script without DOM: it runs in a page, in a worker and in node.
   Made for the files of `src/search` (format) and held to the same order of results as `src/search/rank`.

   const fetch = DeskbookSearch.loader('…/search/')      in a page; elsewhere any (name, fresh) => Promise<Uint8Array>;
                                                         names: 'manifest' (`fresh`: past every cache), '1f3a…/s12'
   const engine = await DeskbookSearch.open({ fetch })   loads the manifest
   const answer = await engine.search('vpn eror 809', { limit: 10, prefer: 'windows-11' })

   options  os, product, category, kind, lang: only articles with this slug · prefer: OS slug that is put first among equals
            speak: language whose articles come before others · limit: 10 · explain: true, see below · facets: names to count, ['os'] (a further facet costs one small file)
   answer   results: [{ url, title, key, summary, headings: [{ id, text, matched }], crumbs, os: [slug], kind, confidence, lang, score }]
            total: articles that have at least half of what was asked · corrections: [{ typed, shown, known: true if some articles hold what was typed }]
            terms: word forms to mark (folded; see mark) · facets: { os: [{ slug, name, parent, count }], … }
            explain: { slots: [{ typed, rarity, means: [{ how, words, weight, rarity }] }] } and in each result
            why: { score, share, coverage, title, prior, system, language, slots: [{ typed, words, how, impact, points }] }: the points
            added up and multiplied with the factors are the score
            problems: [text]  files that are missing or damaged; the rest of the answer stands
   When a file is gone because the site was built again, the engine goes on with the new index. An index of another format
   makes `open` and `search` fail with an error whose `outdated` is true: the page is older than the site.
   Also: DeskbookSearch.mark(text, terms) -> [{ text, hit }] · .slots(text), .parts(text), .fold(text)
   In a page: .loader(base), .attach(address) adds a script of the site */
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
      const bare = /^0x0+([\da-f]+)$/.exec(parts[0]);
      out.push([parts[0], ...code ? [code[1] || code[2]] : [], ...bare ? ['0x' + bare[1]] : []]);
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
  const words = text.replace(/[“”„«»]/g, '"').replace(/"([^"]*)"|(^|\p{White_Space})-(?=\p{Alphabetic})(\P{White_Space}+)/gu, (all, phrase, blank, out) => {
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
const FORMAT = 1, damaged = () => new Error('damaged'), json = bytes => { try { return JSON.parse(decoder.decode(bytes)); } catch { throw damaged(); } };
async function gunzip(bytes) {
  return new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))).arrayBuffer());
}
const same = (a, b) => { let k = 0; while (k < a.length && k < b.length && a[k] === b[k]) k++; return k; };
function reader(bytes, at = 0, end = bytes.length) {
  const int = () => {
    let value = 0, shift = 1, x;
    do {
      if (at >= end || shift > 2 ** 42) throw damaged();
      x = bytes[at++]; value += (x & 127) * shift; shift *= 128;
    } while (x > 127);
    return value;
  };
  const text = n => { if (at + n > end) throw damaged(); return decoder.decode(bytes.subarray(at, at += n)); };
  let last = '';
  return { int, text, word: () => { const k = int(); return last = last.slice(0, k) + text(int()); }, from: word => last = word, at: () => at, done: () => at >= end };
}
// A term shard: groups of word forms with the places of their postings, and forms that live in another shard.
function readShard(bytes, articles) {
  const head = reader(bytes), dict = head.int(), length = head.int(), marks = head.int(), start = head.at(), end = start + dict + length;
  if (end + marks > bytes.length) throw damaged();
  const words = new Map(), groups = [], away = new Map(), r = reader(bytes, start, start + dict);
  let postings = 0, at = start + dict;
  for (let n = r.int(); n; n--) {
    const forms = [];
    for (let k = r.int(); k; k--) forms.push(r.word());
    r.from(forms[0]);
    const count = r.int(), df = forms[0].endsWith('*') ? r.int() : count;
    const group = { key: forms[0], forms, count, df, bytes, first: postings, at, end, marks: end };
    if ((postings += count) > 2 * marks || df > articles) throw damaged();
    const gaps = reader(bytes, at, end);
    let doc = -1;
    for (let k = count; k; k--) doc += gaps.int() + 1;
    if (doc >= articles) throw damaged();
    at = gaps.at();
    groups.push(group);
    for (const form of forms) words.set(form, group);
  }
  for (let n = r.int(); n; n--) { const form = r.word(); away.set(form, r.word()); }
  return { words, groups, away };
}
// Calls visit(article, impact 1..15) for each posting of a group; that the gaps are sound was seen when the shard was read.
function each({ bytes, first, count, at, marks }, visit) {
  for (let k = first, doc = -1; k < first + count; k++) {
    let gap = 0, shift = 1, x;
    do { x = bytes[at++]; gap += (x & 127) * shift; shift *= 128; } while (x > 127);
    const pair = bytes[marks + (k >> 1)];
    visit(doc += gap + 1, k & 1 ? pair & 15 : pair >> 4);
  }
}
// Which letters a word has, one bit each: two words that differ in many are not compared letter by letter.
const letterMask = word => { let mask = 0; for (let i = 0; i < word.length; i++) mask |= 1 << (word.charCodeAt(i) & 31); return mask; };
const bits = mask => { let n = 0; while (mask) { mask &= mask - 1; n++; } return n; };
function readSpeller(bytes) {
  const list = [], r = reader(bytes);
  while (!r.done()) { const word = r.word(); list.push([word, r.int(), letterMask(word)]); }
  if (!list.length) throw damaged();
  return list;
}
// The manifest; what is none would break the search much later, in words that nobody understands.
function readManifest(bytes) {
  const M = json(bytes) || {}, texts = ['folder', 'keys', 'letters', 'stop', 'ends', 'synonyms'];
  if (M.v > 0 && M.v !== FORMAT) throw Object.assign(new Error('outdated'), { outdated: true });
  if (!M.v || !(M.n >= 0 && M.per > 0 && M.n % 1 + M.per % 1 === 0) || !Array.isArray(M.facets) || texts.some(key => typeof M[key] !== 'string')) throw damaged();
  return M;
}
// A block of result rows; what is no row would break the page much later.
function readRows(bytes) {
  const rows = json(bytes), kind = x => Array.isArray(x) ? 'a' : (typeof x)[0];
  for (const row of rows) if (!/^ssssasasssn/.test(row.map(kind).join('')) || row[4].some(h => typeof h[1] !== 'string')) throw damaged();
  return rows;
}
function readFacet(bytes, articles) {
  return json(bytes).map(([slug, name, parent, gaps]) => {
    let doc = -1;
    const docs = new Set(gaps.map(gap => doc += gap + 1));
    if (!(doc < articles) || typeof slug + typeof name !== 'stringstring') throw damaged();
    return { slug, name, parent, docs };
  });
}
// The text of an article's page that is its own.
function plainText(html) {
  const main = /<main\b[^]*?<\/main>/i.exec(html), names = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ' };
  return (main ? main[0] : html).replace(/<(script|style|svg|nav)\b[^]*?<\/\1>|<(\w+)[^>]*[-"]unsearched\b[^]*?<\/\2>/gi, ' ').replace(/<\/?(?:a|b|i|em|strong|span|code|mark|kbd|su[bp])\b[^>]*>/gi, '').replace(/<[^>]*>/g, ' ')
    .replace(/&(?:#x([\da-f]+)|#(\d+)|(\w+));/gi, (all, hex, dec, name) => name ? names[name] || ' ' : String.fromCodePoint(Math.min(hex ? parseInt(hex, 16) : +dec, 0x10ffff)));
}

// ---- the ranking: the twin of src/search/rank ----
const MOST_SLOTS = 20, WINDOW = 12, EXPANSIONS = 24, PHRASED = 20;
// What a corrected word is worth, by slips.
const CORRECTED = [0.85, 0.75, 0.5, 0.4];
const digit = text => /\d/.test(text);
async function load({ fetch, inflate = gunzip, page = fetch.page }, fresh) {
  const cache = new Map(), problems = new Map();
  const read = async name => { const raw = await fetch(name, fresh); return raw[0] === 31 && raw[1] === 139 ? inflate(raw).catch(() => { throw damaged(); }) : raw; };
  const M = readManifest(await read('manifest'));
  fresh = false;
  // One file of the folder through `parse`, kept; a failure stands for this answer, and is tried again at the next question.
  function get(name, parse, empty) {
    let file = cache.get(name);
    if (!file) {
      file = read(`${M.folder}/${name}`).then(bytes => { const value = parse(bytes); problems.delete(name); return value; }).catch(error => {
        // What a script stumbles over in a file is no more than that the file is damaged.
        problems.set(name, `${name}: ${error instanceof TypeError && !/fetch|network|load/i.test(error.message) ? 'damaged' : error && error.message || error}`);
        return empty;
      });
      cache.set(name, file);
    }
    return file;
  }
  const firsts = M.keys.split('\n'), N = M.n, stop = new Set(M.stop.split(' ')), ends = M.ends.split(' ');
  const synonyms = M.synonyms.split('\n').flatMap(line => { const [from, to] = line.split('=').map(side => side.split('|').map(t => t.split(' '))); return to ? from.map(f => [f, to]) : []; });
  const where = word => { let lo = 0, hi = firsts.length - 1; while (lo < hi) { const mid = lo + hi + 1 >> 1; if (firsts[mid] <= word) lo = mid; else hi = mid - 1; } return lo; };
  const NONE = { words: new Map(), groups: [], away: new Map() };
  const shard = i => get('s' + i, bytes => readShard(bytes, N), NONE);
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
  // Known words near an unknown one: [{ word, cost, slips, level }], best first. Looks among those with the same first
  // letter, then among those with its second letter (a swap, or the first left out), then everywhere and a slip further.
  async function near(word, last) {
    if (word.length < 4 || digit(word)) return [];
    const max = word.length < 8 ? 1 : 2, own = letterMask(word), letters = Array.from(M.letters), [a, b] = word;
    for (const first of [[a], [b], letters]) {
      const out = [];
      for (const list of await Promise.all(first.filter(l => letters.includes(l)).map(spelled))) {
        for (const [known, level, mask] of list) {
          const most = max + (first === letters && word.length > 5 && known[0] === word[0] ? 1 : 0);
          if (bits(own & ~mask) > most || !last && bits(mask & ~own) > most) continue;
          if (known.length < word.length - most || !last && known.length > word.length + most) continue;
          let slips = edits(word, known, most), cost = slips;
          if (slips > most && last && known.length > word.length) cost = (slips = edits(word, known, 1, true)) + 0.6;
          if (known[0] !== word[0]) cost += 0.5;
          if (slips <= most) out.push({ word: known, cost, slips, level });
        }
      }
      if (!out.length) continue;
      out.sort((x, y) => x.cost - y.cost || y.level - x.level);
      return out.filter(x => x.cost <= out[0].cost + 0.6).slice(0, 6);
    }
    return [];
  }
  const spelled = letter => get('w' + letter.codePointAt(0).toString(16), readSpeller, []);
  // The words of a query, fillers left out (unless there is nothing else), none twice, not too many.
  function ask(text) {
    const typed = loose(text), all = slots(typed.words).map(terms => ({ terms, alts: [], shown: [] })), seen = new Set();
    if (all.length) all[all.length - 1].last = !/\p{White_Space}$/u.test(typed.words);
    const content = all.filter(s => !stop.has(s.terms[0]));
    let list = (content.length ? content : all).filter(s => !seen.has(s.terms[0]) && seen.add(s.terms[0]));
    if (list.length > MOST_SLOTS) {
      const weight = s => (digit(s.terms[0]) ? 100 : 0) + s.terms[0].length;
      const kept = new Set(list.slice().sort((a, b) => weight(b) - weight(a)).slice(0, MOST_SLOTS));
      list = list.filter(s => kept.has(s));
    }
    return { ...typed, all, list };
  }
  // Whether two neighbours may have been meant as one word: `vpn 809`, `wi fi`, `lap top`.
  const glues = (a, b) => b && (digit(a.terms[0] + b.terms[0]) || Math.min(a.terms[0].length, b.terms[0].length) < 5) && !PAIRED.test(a.terms[0]) && !PAIRED.test(b.terms[0]);
  // Notes what a slot can stand for: groups that all must occur, what a match is worth, how rare it is.
  function mean(slot, how, words, groups, weight, rare) {
    if (!groups.every(Boolean) || groups.length < 2 && slot.alts.some(a => a.groups.length < 2 && a.groups[0] === groups[0])) return false;
    return slot.alts.push({ how, words, groups, weight, idf: rare === undefined ? groups.reduce((sum, g) => sum + idf(g.df), 0) / groups.length : rare });
  }
  const means = async (slot, how, words, weight) => mean(slot, how, words, await Promise.all(words.map(lookup)), weight);
  async function alternatives(list, i) {
    const slot = list[i], [word, ...rest] = slot.terms, next = list[i + 1], hit = slot.hit = await lookup(word);
    mean(slot, 'typed', [word], [hit], 1);
    if (slot.glue) mean(slot, 'joined', slot.glue.words, slot.glue.groups, 1);
    if (glues(slot, next)) {
      const whole = word + next.terms[0], groups = [await lookup(whole)];
      next.glue = { words: [whole], groups };
      mean(slot, 'joined', [whole], groups, 1);
    }
    for (const part of rest) await means(slot, 'part', [part], hit ? digit(word) ? 0.12 : 0.35 : 0.7);
    if (slot.last && word.length > 1) await half(slot, word, hit);
    if (!slot.alts.length) await repair(slot, word);
    else if (hit && hit.df < 3) await doubt(slot, word);
  }
  // The last word may be half typed.
  async function half(slot, word, hit) {
    const { all, list } = await begins(word), worth = hit ? 0.5 : 0.85;
    slot.open = word;
    if (all) return mean(slot, 'beginning', [word], [all], worth * 0.75);
    const held = list.reduce((sum, x) => sum + x.group.df, hit ? hit.df : 0), rare = idf(Math.min(N, held));
    for (const { group, fit } of list) mean(slot, 'beginning', [group.key], [group], worth * (0.5 + 0.5 * fit), rare);
    // So few words begin like this that it may as well be a slip.
    if (!hit && slot.alts.length && held < 1 + N / 1000) await correct(slot, word, false);
  }
  // Known words instead of an unknown one; all of them count as being as common as the commonest, so that a rare word is no better guess.
  async function correct(slot, word, last) {
    const found = await near(word, last), own = [];
    await load(found.map(f => f.word));
    for (const { word: known, cost, slips } of found) {
      const group = await lookup(known);
      if (!mean(slot, 'corrected', [known], [group], CORRECTED[slips] * (cost % 1 > 0.55 ? 0.7 : 1))) continue;
      slot.shown.push([known, group]);
      own.push(slot.alts[slot.alts.length - 1]);
    }
    const common = Math.min(...own.map(a => a.idf));
    for (const a of own) a.idf = common;
    return found.length;
  }
  // A word of one or two articles, in no title, symptom or heading, beside a much commoner one: perhaps the same slip twice.
  async function doubt(slot, word) {
    if (word.length < 5 || digit(word)) return;
    const list = await spelled(Array.from(word)[0]), own = list.find(w => w[0] === word);
    if (own && own[1]) return;
    for (const [known, level] of list) {
      if (level < 5 || slot.hit.forms.includes(known) || edits(word, known, 1) > 1) continue;
      const group = await lookup(known);
      if (mean(slot, 'corrected', [known], [group], 0.6)) slot.shown.push([known, group]);
    }
    slot.known = true;
  }
  // An unknown word: letters and digits apart, another form of a known one, corrected, cut to a known beginning, or two words in one.
  async function repair(slot, word) {
    const pair = /^(\p{Alphabetic}{2,})(\d+)$/u.exec(word);
    if (pair && await means(slot, 'split', pair.slice(1), 0.9)) return;
    for (const form of forms(word)) await means(slot, 'form', [form], 0.9);
    if (slot.alts.length || await correct(slot, word, slot.last)) return;
    for (let cut = word.length - 1; cut >= Math.max(4, word.length - 4); cut--) if (await means(slot, 'cut', [word.slice(0, cut)], 0.7)) return;
    for (let cut = word.length - 3; cut > 2; cut--) if (await means(slot, 'split', [word.slice(0, cut), word.slice(cut)], 0.8)) return;
  }
  // What a word may be a form of: `wiping` of `wipe`, `country` of `countri` (a stem stands in the index), `loeschen` of `loschen`;
  // or how it sounds: `fone`.
  function forms(word) {
    const out = [], plain = word.replace(/([aou])e/g, '$1');
    if (digit(word)) return out;
    if (plain !== word) out.push(plain);
    if (word[0] === 'f') out.push('ph' + word.slice(1));
    for (const end of ends) {
      const stem = word.slice(0, -end.length), n = stem.length;
      if (n < 3 || !word.endsWith(end)) continue;
      out.push(stem + 'e', stem, stem + 'i');
      if (stem[n - 1] === stem[n - 2]) out.push(stem.slice(0, -1));
    }
    return out;
  }
  // Synonyms: a typed run of words (function words count: `sign in`) gets the rule's other sides as alternatives.
  async function widen(all, list) {
    const typed = all.map(slot => slot.terms[0]), is = (from, i) => from.every((word, k) => typed[i + k] === word || k === from.length - 1 && typed[i + k] === word + 's');
    for (const [from, to] of synonyms) for (let i = 0; i < all.length; i++) {
      if (!is(from, i)) continue;
      const run = all.slice(i, i + from.length).filter(slot => list.includes(slot));
      for (const words of run.length ? to : []) for (const slot of run) await means(slot, 'synonym', words, 0.8);
    }
    // Words that mean the same are as rare as all of them together, or else the rarest would stand for the rest.
    for (const slot of list) {
      const same = slot.alts.filter(a => a.how === 'typed' || a.how === 'synonym');
      if (!same.some(a => a.how === 'synonym')) continue;
      const rare = idf(Math.min(N, same.reduce((sum, a) => sum + Math.min(...a.groups.map(g => g.df)), 0)));
      for (const a of same) a.idf = rare;
    }
  }
  // What an alternative gives an article by its impact there: a rare identifier is worth finding wherever it stands.
  function strength(slot, { groups, weight, idf }) {
    const worth = Math.sqrt(weight * idf / slot.rarity), code = groups.length < 2 && groups[0].df < 9 && weight >= 1 && digit(groups[0].key);
    return mark => worth * (code && mark < 9 ? 0.6 : mark / 15);
  }
  // Calls visit(article, impact) for the articles of an alternative; of several groups the mean counts.
  const sum = new Float64Array(N), count = new Uint8Array(N);
  function match({ groups }, visit) {
    if (groups.length < 2) return each(groups[0], visit);
    const docs = [];
    for (const group of groups) each(group, (doc, mark) => { if (!count[doc]++) docs.push(doc); sum[doc] += mark; });
    for (const doc of docs) { if (count[doc] === groups.length) visit(doc, sum[doc] / groups.length); sum[doc] = count[doc] = 0; }
  }
  const points = new Float64Array(N), held = new Float64Array(N), covered = new Float64Array(N), best = new Float64Array(N);
  // All articles with something of the query; until `forget` their scores stand in `points`, in `held` the share of the query
  // that they hold, and in `covered` the factor that comes of it.
  function score(list) {
    const touched = [];
    let asked = 0, total = 0, top = 0;
    for (const slot of list) {
      slot.rarity = Math.max(0, ...slot.alts.map(a => a.idf));
      asked += slot.rarity || idf(0) * 0.5;
      const own = Math.sqrt(slot.rarity), flat = Math.sqrt(own), here = [];
      total += flat;
      for (const alt of slot.alts) {
        const value = strength(slot, alt);
        match(alt, (doc, mark) => { const v = value(mark); if (!best[doc]) here.push(doc); if (v > best[doc]) best[doc] = v; });
      }
      for (const doc of here) {
        if (!held[doc]) touched.push(doc);
        points[doc] += best[doc] * own; held[doc] += slot.rarity; covered[doc] += flat * Math.min(1, best[doc] * 2); best[doc] = 0;
      }
    }
    for (const doc of touched) if (covered[doc] > top) top = covered[doc];
    // What no article has cannot be held against one: half of the measure is what was asked, half what the fullest article has.
    const measure = (total + top) / 2, floor = Math.min(1, 0.1 + 0.03 * Math.max(0, list.length - 3));
    for (const doc of touched) {
      const c = Math.min(1, covered[doc] / measure), coverage = floor + (1 - floor) * c * c;
      points[doc] *= coverage; held[doc] /= asked; covered[doc] = coverage;
    }
    return touched;
  }
  const forget = docs => { for (const doc of docs) points[doc] = held[doc] = covered[doc] = 0; };
  // Facet k as { values: [{ slug, name, parent }], docs: [Set] }.
  const facet = name => get('f-' + name, bytes => readFacet(bytes, N), []);
  const holds = (values, slug) => { const value = values.find(v => v.slug === slug); return doc => !!value && value.docs.has(doc); };
  const rows = async doc => {
    const name = 'd' + Math.floor(doc / M.per), row = (await get(name, readRows, []))[doc % M.per];
    if (!row && !problems.has(name)) problems.set(name, name + ': damaged');
    return row;
  };
  // The second look, at titles and summaries of the best: neighbours in the query that are neighbours in the title, how much of
  // the title was asked for, and how much of the question the two hold together.
  function second(row, list) {
    const place = words => list.findIndex(s => words.some(w => s.forms.has(w) || s.open && w.startsWith(s.open)));
    const title = slots(row[1]).filter(t => !stop.has(t[0])), at = title.map(place), said = new Set([...at, ...slots(row[3]).map(place)]), got = new Set(at.filter(i => i >= 0)).size;
    let beside = 0, hits = 0, asked = 0, told = 0;
    for (let i = 1; i < at.length; i++) if (at[i] > 0 && at[i] === at[i - 1] + 1) beside++;
    // The very form that was typed (or corrected to) counts a little more than its relatives.
    title.forEach((t, i) => { const s = list[at[i]]; if (s) hits += t.some(w => s.terms.includes(w) || s.shown.some(x => x[0] === w)) ? 1 : 0.8; });
    list.forEach((s, i) => { asked += s.rarity; if (said.has(i)) told += s.rarity; });
    const whole = asked ? told / asked : 0, opens = list.every((s, i) => at[i] === i);
    return 1 + 0.3 * (list.length > 1 ? beside / (list.length - 1) : 0) + 0.4 * ((got / list.length) * (hits / (title.length || 1))) + 0.7 * (whole * whole * whole) + (opens ? 0.4 : 0);
  }
  // Why an article stands where it stands: points for each word, and factors that they are multiplied with.
  const why = ({ doc, score, share, coverage, title, prior, os, lang }, list) => ({ score, share, coverage, title, prior, system: os, language: lang, slots: list.map(slot => {
    let best = { typed: slot.terms[0], words: [], impact: 0, points: 0 };
    for (const alt of slot.alts) {
      const value = strength(slot, alt), own = Math.sqrt(slot.rarity);
      match(alt, (at, impact) => { const points = value(impact) * own; if (at === doc && points > best.points) best = { typed: slot.terms[0], words: alt.words, how: alt.how, impact, points }; });
    }
    return best;
  }) });
  function headings(list, of) {
    const hits = of.map(([, text]) => { const words = slots(text).flat(); return list.filter(s => words.some(w => s.forms.has(w))).length; }), most = Math.max(1, ...hits);
    return of.map(([id, text], i) => ({ id, text, matched: hits[i] > 0 && hits[i] * 2 >= most }));
  }
  // Keeps what holds the phrases, read in the pages of the best twenty; where no page can be read (or none holds them) all stay.
  async function quoted(found, phrases) {
    const wanted = phrases.map(parts).filter(p => p.length > 1).map(p => ` ${p.join(' ')} `);
    if (!wanted.length || !page) return found;
    const kept = await Promise.all(found.slice(0, PHRASED).map(async x => {
      const row = await rows(x.doc);
      const text = row && await page(row[0]).then(html => ` ${parts(plainText(html)).join(' ')} `).catch(() => '');
      return text && wanted.every(w => text.includes(w)) && x;
    }));
    return kept.some(Boolean) ? kept.filter(Boolean) : found;
  }
  const FACETS = ['os', 'product', 'category', 'kind', 'lang'];
  // The best of what is left by the filters, the reader's own system and language put first; how many answer; and for
  // each counted facet the articles that the other filters leave.
  function narrow(docs, most, { facets, counted, options }) {
    const filters = FACETS.filter(f => options[f]).map(f => [f, holds(facets[f] || [], options[f])]), counts = Object.fromEntries(counted.map(f => [f, []]));
    const boosts = [['os', M.own_system && options.prefer, 1.08], ['lang', options.speak, 1.25]].filter(([f, slug]) => slug && facets[f]).map(([f, slug, factor]) => [f, holds(facets[f], slug), factor]);
    let total = 0;
    const good = docs.filter(doc => {
      const fails = filters.length ? filters.filter(([, test]) => !test(doc)).map(([f]) => f) : filters, half = held[doc] >= 0.5;
      if (half) for (const f of counted) if (fails.every(name => name === f)) counts[f].push(doc);
      if (fails.length) return false;
      if (half) total++;
      for (const [, test, factor] of boosts) if (test(doc)) points[doc] *= factor;
      return true;
    });
    const found = doc => boosts.reduce((x, [f, test, factor]) => test(doc) ? { ...x, [f]: factor } : x, { doc, score: points[doc], share: held[doc], coverage: covered[doc], os: 1, lang: 1 });
    return { found: first(good, most).map(found).sort(order), total, counts };
  }
  const order = (a, b) => b.score - a.score || a.doc - b.doc;
  // So many of the best and what equals the last of them, without putting all in order.
  function first(docs, most) {
    const top = [];
    for (const doc of docs) {
      const own = points[doc];
      if (top.length === most && own <= top[0]) continue;
      let i = 0;
      while (i < top.length && top[i] < own) i++;
      top.splice(i, 0, own);
      if (top.length > most) top.shift();
    }
    return docs.filter(doc => points[doc] >= top[0]);
  }
  async function search(text, options = {}) {
    for (const name of problems.keys()) cache.delete(name);
    problems.clear();
    const { all, list, phrases, not } = ask(text), limit = options.limit || 10, counted = (options.facets || ['os']).filter(f => M.facets.includes(f));
    const asked = FACETS.filter(f => options[f]), facets = {};
    const words = list.flatMap((s, i) => [...s.terms, ...glues(s, list[i + 1]) ? [s.terms[0] + list[i + 1].terms[0]] : [], ...s.last ? [s.terms[0] + '*'] : []]);
    const barred = not.map(n => slots(n)[0]).filter(Boolean);
    await Promise.all([load([...words, ...barred.map(b => b[0])]), ...[...new Set([...counted, ...asked, ...options.prefer ? ['os'] : [], ...options.speak ? ['lang'] : []])].filter(f => M.facets.includes(f)).map(async f => facets[f] = await facet(f))]);
    for (let i = 0; i < list.length; i++) await alternatives(list, i);
    await widen(all, list);
    for (const s of list) s.forms = new Set(s.alts.flatMap(a => a.groups.flatMap(g => g.forms)));
    const out = new Set();
    for (const b of barred) { const group = await lookup(b[0]); if (group) each(group, doc => out.add(doc)); }
    const touched = score(list), { found, total, counts } = narrow(touched.filter(doc => !out.has(doc)), Math.max(limit, WINDOW, PHRASED), { facets, counted, options });
    forget(touched);
    const best = (await quoted(found, phrases)).slice(0, Math.max(limit, WINDOW));
    await Promise.all(best.map(async x => x.row = await rows(x.doc)));
    const shown = best.filter(x => x.row), front = shown.slice(0, WINDOW);
    for (const x of front) { x.score *= x.title = second(x.row, list); x.score *= x.prior = 1 + (x.row[10] || 0) / 100; }
    const results = [...front.sort(order), ...shown.slice(WINDOW)].slice(0, limit);
    const corrections = [];
    for (const s of list) if (s.shown.length) {
      let pick;
      if (results.length) for (const [word, group] of s.shown) if (!pick) each(group, doc => { if (doc === results[0].doc) pick = word; });
      if (pick || !s.known) corrections.push({ typed: s.terms[0], shown: pick || s.shown[0][0], ...s.known && { known: true } });
    }
    const terms = new Set(list.flatMap(s => [...s.forms].filter(w => !w.endsWith('*')).concat(s.open || [])));
    return {
      results: results.map(x => {
        const [url, title, key, summary, heads, crumbs, os, kind, confidence, lang] = x.row;
        return { url, title, key, summary, headings: headings(list, heads), crumbs, os, kind, confidence, lang, score: x.score, ...options.explain && { why: why(x, list) } };
      }),
      ...options.explain && { explain: { slots: list.map(s => ({ typed: s.terms[0], rarity: s.rarity, means: s.alts.map(({ how, words, weight, idf }) => ({ how, words, weight, rarity: idf })) })) } },
      total: Math.max(total, results.length), corrections, terms: [...terms], problems: [...problems.values()],
      facets: Object.fromEntries(counted.map(f => [f, (facets[f] || []).map(v => ({ slug: v.slug, name: v.name, parent: (facets[f][v.parent] || { slug: '' }).slug, count: counts[f].filter(doc => v.docs.has(doc)).length }))])),
    };
  }
  return { search, articles: N, folder: M.folder };
}
// The engine of the page: an index, and the next one where the site has been built again meanwhile.
async function open(source) {
  let index = await load(source), renewal, last = 0, outdated;
  // Asks for the manifest once more, but not for every letter that is typed while a file cannot be had.
  const renew = () => {
    if (!renewal && Date.now() - last > 3000) {
      renewal = load(source, true).then(next => { if (next.folder !== index.folder) index = next; else last = Date.now(); }, error => { last = Date.now(); if (error.outdated) outdated = error; })
        .then(() => { renewal = null; });
    }
    return renewal;
  };
  return {
    get articles() { return index.articles; },
    async search(text, options) {
      const asked = index, answer = await asked.search(text, options);
      if (answer.problems.length && asked === index) await renew();
      if (outdated) throw outdated;
      return asked === index ? answer : index.search(text, options);
    },
  };
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
// Adds a script of the site by its address; Trusted Types want one policy for all of them.
function attach(src) {
  const node = document.createElement('script');
  if (root.trustedTypes && !policy) policy = root.trustedTypes.createPolicy('deskbook', { createScriptURL: url => url });
  node.src = policy ? policy.createScriptURL(src) : src;
  document.head.append(node);
  return node;
}
// Reads index files below `base`: by fetch, or from file:// (and where fetch is refused) by script twins. Nothing is waited
// for longer than PATIENCE. The manifest is always asked for anew, the others never change.
const PATIENCE = 10000;
function loader(base) {
  base = new URL(base, root.location && root.location.href).href;
  const script = (name, fresh) => new Promise((done, fail) => {
    const node = attach(`${base}${name}.js${fresh ? '?' + Date.now() : ''}`), end = why => { clearTimeout(timer); waiting.delete(name); node.remove(); fail(new Error(why)); }, timer = setTimeout(end, PATIENCE, 'timeout');
    waiting.set(name, done);
    node.onload = () => end('damaged');
    node.onerror = () => end('missing');
  }).then(data => Uint8Array.from(atob(data), c => c.charCodeAt(0)));
  const web = async (url, cache) => {
    const answer = await root.fetch(url, { cache, signal: AbortSignal.timeout(PATIENCE) });
    if (!answer.ok) throw new Error('missing');
    return answer;
  };
  const onDisk = base.startsWith('file:');
  const files = (name, fresh) => onDisk ? script(name, fresh)
    : web(`${base}${name}.dbs`, fresh ? 'reload' : name === 'manifest' ? 'no-cache' : 'default').then(async a => new Uint8Array(await a.arrayBuffer())).catch(error => error instanceof TypeError ? script(name, fresh) : Promise.reject(error));
  if (!onDisk) files.page = url => web(new URL('../' + url, base)).then(a => a.text());
  return files;
}
root.__deskbook = (name, data) => { const done = waiting.get(name); if (done) done(data); };
root.DeskbookSearch = { open, loader, attach, mark, fold, slots, parts };
})(globalThis);
