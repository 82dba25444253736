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

root.DeskbookSearch = { fold, slots, parts };
})(globalThis);
