// A script as the site ships it: without its comments and indentation (see src/render/statics.rs).
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const theme = new URL("../../themes/default/static/", import.meta.url);

/** Bytes of a script of the built-in theme, stripped and packed. */
export function shipped(name) {
  let out = "", within = false;
  for (const line of readFileSync(new URL(name, theme), "utf8").split("\n").map(line => line.trim())) {
    within ||= line.startsWith("/*");
    if (within) within = !line.endsWith("*/");
    else if (line && !line.startsWith("//")) out += `${line}\n`;
  }
  return gzipSync(out, { level: 9 }).length;
}
