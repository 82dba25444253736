// An adapter for a search bench: the real program indexes, the shipped engine answers.
//
//   build(dir, docs) -> { raw, gz, files, ms }   writes the documents as articles below dir/index-deskbook, builds the site
//   open(dir) -> { search(query, limit) -> Promise<[url]>, bytes() -> { n, files, parts } }
//
// A document is { url, title, tags, symptoms, headings, sections: [{ h, n }], body }: `n` words of `body` follow each
// heading. What it calls symptoms goes where an analyst would write them. Answers are the documents' own addresses.
// DESKBOOK names the program, else it is target/release/deskbook (or the one in CARGO_TARGET_DIR). The engine is the one in
// the built site, made small; DESKBOOK_ENGINE may name another.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import vm from 'node:vm';
import zlib from 'node:zlib';

export const RELEASE = true;
const root = fileURLToPath(new URL('../..', import.meta.url));
const program = process.env.DESKBOOK ?? path.join(process.env.CARGO_TARGET_DIR ?? path.join(root, 'target'), 'release/deskbook');
const name = number => 'a' + String(number).padStart(6, '0');

/** Text as Markdown that says nothing but this text. */
const plain = text => text.replace(/[!-/:-@[-`{-~]/g, '\\$&').replace(/\s+/g, ' ').trim();
const quoted = text => JSON.stringify(text.replace(/\s+/g, ' '));

function article(doc) {
  const words = doc.body.split(/\s+/).filter(Boolean), out = ['---', `title: ${quoted(doc.title)}`];
  if (doc.symptoms) out.push(`symptoms: [${quoted(doc.symptoms)}]`);
  if (doc.tags.length) out.push(`keywords: [${doc.tags.map(quoted).join(', ')}]`);
  out.push('---', '');
  let at = 0;
  for (const { h, n } of doc.sections) {
    const text = at + h.split(/\s+/).filter(Boolean).length;
    if (h) out.push(`## ${plain(h)}`, '');
    out.push(plain(words.slice(text, text + n).join(' ')), '');
    at = text + n;
  }
  out.push(plain(words.slice(at).join(' ')), '');
  return out.join('\n');
}

/** The files of the index in a built site: the manifest, and the folder that it names. */
function indexFiles(site) {
  const search = path.join(site, 'search'), manifest = path.join(search, 'manifest.dbs');
  const folder = path.join(search, JSON.parse(zlib.gunzipSync(fs.readFileSync(manifest))).folder);
  return [manifest, ...fs.readdirSync(folder).filter(file => file.endsWith('.dbs')).map(file => path.join(folder, file))];
}

export async function build(dir, docs) {
  const home = path.resolve(dir, 'index-deskbook'), content = path.join(home, 'content'), site = path.join(home, 'site');
  fs.rmSync(home, { recursive: true, force: true });
  fs.mkdirSync(content, { recursive: true });
  fs.writeFileSync(path.join(home, 'deskbook.yaml'), 'title: Bench\noffline: false\n');
  docs.forEach((doc, number) => fs.writeFileSync(path.join(content, name(number) + '.md'), article(doc)));
  fs.writeFileSync(path.join(home, 'urls.json'), JSON.stringify(docs.map(doc => doc.url)));
  const start = performance.now();
  execFileSync(program, ['build', '--root', home, '--out', site, '--quiet'], { stdio: ['ignore', 'ignore', 'pipe'], maxBuffer: 1 << 30 });
  const ms = performance.now() - start, sum = { raw: 0, gz: 0, files: 0 };
  for (const file of indexFiles(site)) {
    const bytes = fs.readFileSync(file);
    sum.raw += zlib.gunzipSync(bytes).length;
    sum.gz += bytes.length;
    sum.files++;
  }
  return { ...sum, ms };
}

/** The engine of a built site. */
function engineOf(site) {
  const folder = path.join(site, 'static/search'), name = fs.readdirSync(folder).find(file => /^engine\.\w+\.js$/.test(file));
  const file = process.env.DESKBOOK_ENGINE ?? path.join(folder, name);
  vm.runInThisContext(fs.readFileSync(file, 'utf8'), { filename: file });
  return globalThis.DeskbookSearch;
}

export async function open(dir) {
  const home = path.join(dir, 'index-deskbook'), site = path.join(home, 'site'), folder = path.join(site, 'search');
  const urls = JSON.parse(fs.readFileSync(path.join(home, 'urls.json'), 'utf8'));
  let n = 0, files = 0;
  const parts = {};
  const fetch = async file => {
    const bytes = fs.readFileSync(path.join(folder, file + '.dbs'));
    const part = parts[path.basename(file).replace(/\d+$/, '')] ??= [0, 0];
    n += bytes.length; files++; part[0]++; part[1] += bytes.length;
    return bytes;
  };
  const found = await engineOf(site).open({ fetch, inflate: async bytes => zlib.gunzipSync(bytes) });
  const address = url => urls[Number(/a(\d{6})\/(?:index\.html)?$/.exec(url)[1])];
  return {
    bytes: () => ({ n, files, parts }),
    search: async (query, limit) => (await found.search(query, { limit })).results.map(result => address(result.url)),
  };
}
