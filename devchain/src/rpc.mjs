// JSON-RPC over one kept-alive connection; many calls go as one batch.
import { Agent, request } from 'node:http';

export class RpcError extends Error {
  constructor(method, error) {
    super(`${method}: ${error.message}`);
    this.code = error.code;
    this.data = error.data;
  }
}

export class Rpc {
  #agent = new Agent({ keepAlive: true, maxSockets: 1 });
  #id = 0;

  constructor(port) {
    this.port = port;
  }

  async call(method, params = []) {
    const [answer] = await this.settle([[method, params]]);
    if (answer instanceof Error) throw answer;
    return answer;
  }

  /** Results in the order of the calls `[method, params]`; the first error is thrown. */
  async batch(calls) {
    const answers = await this.settle(calls);
    const failed = answers.find((answer) => answer instanceof Error);
    if (failed) throw failed;
    return answers;
  }

  /** As `batch`, with an `RpcError` in the place of a failed call's result. */
  async settle(calls) {
    const out = [];
    for (let from = 0; from < calls.length; from += 500) out.push(...await this.#once(calls.slice(from, from + 500)));
    return out;
  }

  async #once(calls) {
    const first = this.#id;
    this.#id += calls.length;
    const body = calls.map(([method, params], i) => ({ jsonrpc: '2.0', id: first + i, method, params }));
    const answers = JSON.parse(await this.#post(JSON.stringify(body)));
    const byId = new Map(answers.map((answer) => [answer.id, answer]));
    return calls.map(([method], i) => {
      const answer = byId.get(first + i);
      return answer.error ? new RpcError(method, answer.error) : answer.result;
    });
  }

  #post(body) {
    return new Promise((resolve, reject) => {
      const options = { host: '127.0.0.1', port: this.port, method: 'POST', agent: this.#agent };
      const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
      const req = request({ ...options, headers }, (res) => {
        const parts = [];
        res.on('data', (part) => parts.push(part)).on('error', reject);
        res.on('end', () => resolve(Buffer.concat(parts).toString()));
      });
      req.on('error', reject).end(body);
    });
  }

  close() {
    this.#agent.destroy();
  }
}
