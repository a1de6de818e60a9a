// Asks npm's registry about the locked packages of a folder.

import { spawnSync } from "node:child_process";

import { UnreachableError } from "./osv.mjs";

/** Advisories as npm counts them, one a package. */
export function npmAdvisories(folder, npm = "npm") {
  const run = spawnSync(npm, ["audit", "--json", "--prefix", folder], { encoding: "utf8", timeout: 120_000 });
  return read(folder, run.stdout, run.stderr);
}

/** @param {string} stdout of npm audit --json, which is an object with an error where the registry has no answer */
export function read(folder, stdout, stderr) {
  let told;
  try {
    told = JSON.parse(stdout);
  } catch {
    throw new UnreachableError(`npm audit of ${folder} gave no JSON: ${stderr?.trim().split("\n").at(-1) ?? ""}`);
  }
  if (told.error || told.vulnerabilities === undefined) {
    const why = told.error?.summary || told.message || told.error?.code || "no verdict";
    throw new UnreachableError(`npm audit of ${folder}: ${why}`);
  }
  return Object.values(told.vulnerabilities).map((one) => ({
    purl: `pkg:npm/${one.name}@${one.range}`,
    id: one.via.map((via) => via.url?.split("/").at(-1) ?? via).join(" "),
    aliases: [],
    summary: one.via.map((via) => via.title).filter(Boolean).join("; "),
    fixed: one.fixAvailable?.version ? [one.fixAvailable.version] : [],
  }));
}
