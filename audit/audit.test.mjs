import assert from "node:assert/strict";
import { createServer } from "node:http";
import { test } from "node:test";

import { judge, purls, unlisted } from "./audit.mjs";
import { read } from "./npm.mjs";
import { UnreachableError, advisories } from "./osv.mjs";

const WEAK = "pkg:maven/org.example/weak@1.0";
const SOUND = "pkg:maven/org.example/sound@2.0";

/** An OSV with one weak package, whose advisories come on two pages. */
async function withOsv(answer, act) {
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (some) => (body += some));
    request.on("end", () => {
      const { status = 200, json } = answer(request.url, body && JSON.parse(body));
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(json ?? {}));
    });
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  try {
    return await act(`http://127.0.0.1:${server.address().port}`);
  } finally {
    server.close();
    server.closeAllConnections();
  }
}

function osv(url, body) {
  if (url.startsWith("/v1/vulns/")) {
    const id = url.split("/").at(-1);
    return { json: { id, aliases: [`CVE-${id}`], summary: "bad", affected: [{ ranges: [{ events: [{ fixed: "1.1" }] }] }] } };
  }
  return {
    json: {
      results: body.queries.map((query) => {
        if (query.package.purl !== WEAK) return {};
        return query.page_token ? { vulns: [{ id: "B" }] } : { vulns: [{ id: "A" }], next_page_token: "2" };
      }),
    },
  };
}

test("every page of a package's advisories is read, and sound packages have none", async () => {
  const found = await withOsv(osv, (source) => advisories([SOUND, WEAK], source));
  assert.deepEqual(found.map((one) => [one.purl, one.id, one.aliases, one.fixed]), [
    [WEAK, "A", ["CVE-A"], ["1.1"]],
    [WEAK, "B", ["CVE-B"], ["1.1"]],
  ]);
});

test("more packages than fit in one question are asked about in several", async () => {
  let questions = 0;
  const many = Array.from({ length: 1_100 }, (_, i) => `pkg:maven/org.example/p${i}@1`);
  const found = await withOsv(
    (url, body) => {
      questions++;
      return osv(url, body);
    },
    (source) => advisories([...many, WEAK], source),
  );
  assert.equal(found.length, 2);
  assert.equal(questions, 3 + 1 + 2);
});

test("no answer is no verdict", async () => {
  await assert.rejects(advisories([WEAK], "http://127.0.0.1:9"), UnreachableError);
  await withOsv(() => ({ status: 503 }), (source) => assert.rejects(advisories([WEAK], source), UnreachableError));
  await withOsv(() => ({ json: { results: [] } }), (source) => assert.rejects(advisories([WEAK], source), UnreachableError));
});

test("npm's complaint is no verdict, its findings are", () => {
  assert.throws(() => read("devchain", '{"message":"request failed","error":{"summary":""}}', ""), UnreachableError);
  assert.throws(() => read("devchain", "", "npm error ENOTFOUND"), UnreachableError);
  const via = [{ title: "bad", url: "https://github.com/advisories/GHSA-1" }];
  const told = { vulnerabilities: { weak: { name: "weak", range: "<2", via, fixAvailable: { version: "2.0.0" } } } };
  assert.deepEqual(read("devchain", JSON.stringify(told), ""), [
    { purl: "pkg:npm/weak@<2", id: "GHSA-1", aliases: [], summary: "bad", fixed: ["2.0.0"] },
  ]);
  assert.deepEqual(read("devchain", '{"vulnerabilities":{}}', ""), []);
});

test("what was accepted counts until its day and needs a reason", () => {
  const found = [{ id: "A", aliases: ["CVE-1"] }];
  const accept = (one) => judge(found, [one], "2026-01-02").open.length === 0;
  assert.ok(accept({ id: "CVE-1", reason: "not called", until: "2026-01-02" }));
  assert.ok(!accept({ id: "CVE-1", reason: "not called", until: "2026-01-01" }));
  assert.ok(!accept({ id: "CVE-1", reason: "", until: "2026-02-01" }));
  assert.ok(!accept({ id: "CVE-2", reason: "not called", until: "2026-02-01" }));
});

test("an empty list of components is a mistake, and so is a jar that it leaves out", () => {
  assert.throws(() => purls({ components: [] }), /empty/);
  assert.deepEqual(purls({ components: [{ purl: `${WEAK}?type=jar` }, {}] }), [WEAK]);
  assert.deepEqual(unlisted(["org.example.weak-1.0.jar", "org.example.weak-1.0-linux.jar", "a.b-1.jar"], [WEAK]), ["a.b-1.jar"]);
});
