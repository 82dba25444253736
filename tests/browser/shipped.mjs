// The program under test, and the scripts that it ships: those of `themes/default`, made small when it was compiled.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const repository = fileURLToPath(new URL("../../", import.meta.url));

/** The program: the one that DESKBOOK names, else the one in the target folder. */
export function program() {
  if (process.env.DESKBOOK) return process.env.DESKBOOK;
  const target = process.env.CARGO_TARGET_DIR ?? join(repository, "target");
  const found = ["release", "debug"].map(profile => join(target, profile, "deskbook")).find(existsSync);
  return found ?? assert.fail("build the program first: cargo build --release");
}

/** The text of a script in a built site, by its name in the theme: `search/engine`. */
export function shipped(site, script) {
  const [folder, name] = [join(site, "static", script, ".."), script.split("/").pop()];
  const file = readdirSync(folder).find(file => file.startsWith(`${name}.`) && file.endsWith(".js"));
  return readFileSync(join(folder, file ?? assert.fail(`${script} is not in ${site}`)), "utf8");
}

/** The text of a script to test: as the program ships it where DESKBOOK names one, else as it is written. */
export function script(name) {
  if (!process.env.DESKBOOK) return readFileSync(join(repository, `themes/default/static/${name}.js`), "utf8");
  const root = mkdtempSync(join(tmpdir(), "deskbook-script-"));
  try {
    mkdirSync(join(root, "content"));
    writeFileSync(join(root, "content/a.md"), "# A page\n");
    execFileSync(program(), ["--root", root, "--quiet", "build", "--out", join(root, "site")], { stdio: ["ignore", "ignore", "inherit"] });
    return shipped(join(root, "site"), name);
  } finally {
    rmSync(root, { recursive: true });
  }
}
