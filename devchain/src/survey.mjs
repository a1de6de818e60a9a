// What the logs name: addresses, sessions, grants, and the MOR sent to the Diamond plainly.
import { topics } from './contracts.mjs';

const address = (topic) => `0x${topic.slice(26)}`;
const isAddress = (topic) => topic.startsWith('0x000000000000000000000000') && BigInt(topic) !== 0n;

/** The events that explain a transfer into the Diamond right before them. */
const EXPLAINS = ['SessionOpened', 'ProviderRegistered', 'ModelRegisteredUpdated', 'MarketplaceBidPosted', 'MarketplaceBidDeleted', 'StakingAllowanceFunded']
  .map((name) => topics[name]);

function giftsIn(logs, chain) {
  return logs.reduce((sum, log, i) => {
    const into = log.topics[0] === topics.Transfer && address(log.topics[2]) === chain.diamond.toLowerCase();
    if (!into || EXPLAINS.includes(logs[i + 1]?.topics[0]) && logs[i + 1].transactionHash === log.transactionHash) return sum;
    return sum + BigInt(log.data);
  }, 0n);
}

/** Surveys all logs from the start, in their order. */
export function survey(logs, chain) {
  const addresses = new Set();
  const sessions = new Set();
  const grants = new Map();
  for (const { topics: words } of logs) {
    if (words[0] !== topics.Approval) words.slice(1).filter(isAddress).forEach((topic) => addresses.add(address(topic)));
    if (words[0] === topics.SessionOpened) sessions.add(words[2]);
    if (words[0] === topics.StakingAllowanceGranted) {
      grants.set(words[1] + words[2], { funder: address(words[1]), hot: address(words[2]) });
    }
  }
  return { addresses: [...addresses], sessions: [...sessions], grants: [...grants.values()], gifts: giftsIn(logs, chain), logs: logs.length };
}
