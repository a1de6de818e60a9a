// Asks OSV (https://osv.dev), which gathers GitHub's, the NVD's and others' advisories, about packages by their purl.

const AT_ONCE = 500;
const PATIENCE_MILLIS = 30_000;

/** The source could not be asked, so nothing is known: not the same as nothing found. */
export class UnreachableError extends Error {}

/**
 * Advisories about the given packages.
 * @param {string[]} purls such as pkg:maven/org.example/thing@1.0
 * @returns {Promise<{purl: string, id: string, aliases: string[], summary: string, fixed: string[]}[]>}
 */
export async function advisories(purls, source) {
  const found = [];
  for (let from = 0; from < purls.length; from += AT_ONCE) {
    found.push(...(await idsOf(purls.slice(from, from + AT_ONCE), source)));
  }
  return Promise.all(found.map(async ({ purl, id }) => ({ purl, ...(await advisory(id, source)) })));
}

async function idsOf(purls, source) {
  const found = [];
  let open = purls.map((purl) => ({ package: { purl } }));
  while (open.length > 0) {
    const { results } = await ask(`${source}/v1/querybatch`, { queries: open });
    if (!Array.isArray(results) || results.length !== open.length) {
      throw new UnreachableError(`${source} gave no answer to each question`);
    }
    const more = [];
    results.forEach((result, i) => {
      for (const { id } of result.vulns ?? []) found.push({ purl: open[i].package.purl, id });
      if (result.next_page_token) more.push({ ...open[i], page_token: result.next_page_token });
    });
    open = more;
  }
  return found;
}

async function advisory(id, source) {
  const told = await ask(`${source}/v1/vulns/${encodeURIComponent(id)}`);
  const events = (told.affected ?? []).flatMap((one) => one.ranges ?? []).flatMap((range) => range.events ?? []);
  const fixed = [...new Set(events.map((event) => event.fixed).filter(Boolean))];
  return { id, aliases: told.aliases ?? [], summary: told.summary ?? told.details?.slice(0, 200) ?? "", fixed };
}

async function ask(url, body) {
  let answer;
  try {
    answer = await fetch(url, {
      method: body ? "POST" : "GET",
      body: body && JSON.stringify(body),
      headers: body && { "content-type": "application/json" },
      signal: AbortSignal.timeout(PATIENCE_MILLIS),
    });
    if (answer.ok) return await answer.json();
  } catch (e) {
    throw new UnreachableError(`${url} cannot be reached: ${e.cause?.message ?? e.message}`);
  }
  throw new UnreachableError(`${url} answers ${answer.status}`);
}
