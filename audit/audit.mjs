// ./morlens audit: which libraries that we ship, or test with, have known weaknesses. Needs the network.
// Ends with 0 if none are known, 1 if some are, 2 if a source could not be asked.

import { existsSync, readFileSync, readdirSync } from "node:fs";

import { npmAdvisories } from "./npm.mjs";
import { UnreachableError, advisories } from "./osv.mjs";

const SBOM = "target/morlens-sbom.json";
const SHIPPED = "target/quarkus-app/lib/main";
const ACCEPTED = "audit/accepted.json";
const NPM_FOLDERS = ["devchain", "src/test/browser"];
const OSV = process.env.OSV_URL ?? "https://api.osv.dev";

/** The purls of a CycloneDX document. */
export function purls(sbom) {
  const found = (sbom.components ?? []).map((component) => component.purl?.replace(/\?.*$/, "")).filter(Boolean);
  if (found.length === 0) throw new Error("the list of components is empty");
  return found;
}

/** Names of jars, such as org.example.thing-1.0.jar, that the document does not list. */
export function unlisted(jars, listed) {
  const names = new Set(
    listed.map((purl) => purl.match(/^pkg:maven\/([^/]+)\/([^@]+)@(.+)$/)).filter(Boolean)
      .map(([, group, name, version]) => `${group}.${name}-${decodeURIComponent(version)}`),
  );
  return jars.filter((jar) => ![...names].some((name) => jar === `${name}.jar` || jar.startsWith(`${name}-`)));
}

/**
 * Splits what was found by whether somebody has accepted it until a day that has not come.
 * @param {{id: string, reason: string, until: string}[]} accepted
 */
export function judge(found, accepted, today) {
  const isAccepted = ({ id, aliases }) =>
    accepted.some((one) => [id, ...aliases].includes(one.id) && one.reason && one.until >= today);
  return { open: found.filter((one) => !isAccepted(one)), accepted: found.filter(isAccepted) };
}

function show({ purl, id, aliases, summary, fixed }) {
  console.log(`${purl}\n  ${[id, ...aliases].join(", ")}: ${summary}`);
  console.log(fixed.length > 0 ? `  fixed in ${fixed.join(", ")}` : "  no fixed version is known");
}

export async function main() {
  if (!existsSync(SBOM)) {
    console.log(`audit: NO VERDICT: ${SBOM} is missing: run ./morlens audit; Maven makes it only while it is online`);
    return 2;
  }
  const listed = purls(JSON.parse(readFileSync(SBOM, "utf8")));
  const missing = existsSync(SHIPPED) ? unlisted(readdirSync(SHIPPED), listed) : [];
  const found = [];
  const unreachable = missing.map((jar) => `${jar} is shipped, and ${SBOM} does not list it`);
  const sources = [
    () => advisories(listed, OSV),
    ...NPM_FOLDERS.map((folder) => () => npmAdvisories(folder)),
  ];
  for (const source of sources) {
    try {
      found.push(...(await source()));
    } catch (e) {
      if (!(e instanceof UnreachableError)) throw e;
      unreachable.push(e.message);
    }
  }
  const { open, accepted } = judge(found, JSON.parse(readFileSync(ACCEPTED, "utf8")), new Date().toISOString().slice(0, 10));
  open.forEach(show);
  console.log(`audit: ${listed.length} libraries, ${open.length} known weaknesses, ${accepted.length} accepted`);
  for (const why of unreachable) console.log(`audit: NO VERDICT: ${why}`);
  return open.length > 0 ? 1 : unreachable.length > 0 ? 2 : 0;
}

if (import.meta.url === `file://${process.argv[1]}`) process.exitCode = await main();
