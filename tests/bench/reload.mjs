// Times `deskbook serve` with a real browser: from saving an article until Chromium has loaded its page again. See README.md
// in this folder.
//
//     node tests/bench/reload.mjs FOLDER [SAVES]
import { spawn } from "node:child_process";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Reader, program } from "../browser/reader.mjs";

const [folder, saves = "10"] = process.argv.slice(2);
const content = join(folder, "content");
const all = readdirSync(content, { recursive: true }).filter(name => /\.(md|markdown)$/.test(name));
const plain = all.filter(name => /^[a-z0-9/-]+\.md$/.test(name) && !name.endsWith("index.md")).sort();
const name = plain[Math.floor(plain.length / 2)];
const file = join(content, name), before = readFileSync(file, "utf8");
const pause = time => new Promise(done => setTimeout(done, time));

const child = spawn(program(), ["--root", folder, "--quiet", "serve", "--port", "0"], { stdio: ["ignore", "ignore", "pipe"] });
const base = await new Promise(done => {
  let said = "";
  child.stderr.on("data", part => {
    said += part;
    const [url] = /http:\/\/127\.0\.0\.1:\d+\//.exec(said) ?? [];
    if (url) done(url);
  });
});
let reader;
try {
  while (!(await fetch(`${base}search/manifest.dbs`)).ok) await pause(100);
  reader = await Reader.meet(base);
  await reader.visit(name.replace(/\.md$/, "/"));
  await pause(1000);
  const times = [];
  for (let save = 0; save < Number(saves); save++) {
    const words = `Saved for the time ${save}.`;
    const start = Date.now();
    writeFileSync(file, `${before}\n\n${words}\n`);
    await reader.until("return document.readyState === 'complete' && document.body.textContent.includes(arguments[0])", words);
    const loaded = await reader.run("return performance.timeOrigin + performance.getEntriesByType('navigation')[0].loadEventEnd");
    times.push(loaded - start);
    await pause(2000);
  }
  times.sort((a, b) => a - b);
  const show = time => `${Math.round(time)} ms`;
  console.log(`${all.length} articles: from saving to the page loaded again, median ${show(times[times.length >> 1])}, most ${show(times.at(-1))}, of ${times.length} saves`);
} finally {
  writeFileSync(file, before);
  child.kill();
  await reader?.leave();
}
