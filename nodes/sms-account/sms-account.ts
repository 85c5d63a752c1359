import type { Node, NodeAPI, NodeDef } from 'node-red';
import type { AccountOptions } from '../../src/sms/delivery/account-options';
import { openSimulator } from '../../src/sms/simulator/simulator';
import { openTwilio } from '../../src/sms/twilio/twilio';
import { isSaved } from '../shared/config';
import { asError, onClose } from '../shared/handlers';
import { houseOf, type StoreHouse } from '../shared/house';
import { joinHouse } from '../shared/steps';
import { watchStopsOf } from '../shared/stops';
import { addressesOf } from './addresses';
import { serveCheck, type DeployedAccount } from './check';
import { serveUsualLimit } from './limit';
import { readSmsAccount, type SmsAccountConfig } from './config';
import { OPEN_TO_ALL, isOpenToAll } from './login';
import { SECRETS, problemsOfSecrets, readSecrets } from './secrets';
import { settingsOf } from './twilio';
import { twilioWebhooks } from './webhooks';

type AccountNode = Node<object> & {
  store?: string | undefined;
  /** Simulated phones only: our number, for who answers as the lead in the sidebar. */
  sender?: string;
};

export default function register(RED: NodeAPI): void {
  const deployed = new Map<string, DeployedAccount>();
  serveCheck(RED, deployed);
  serveUsualLimit(RED);

  function SmsAccount(this: AccountNode, saved: NodeDef): void {
    RED.nodes.createNode(this, saved);
    const read = readSmsAccount(isSaved(saved) ? saved : {});
    this.store = read.ok ? read.config.store : undefined;
    const problems = read.ok
      ? open(RED, this, read.config, deployed)
      : read.problems.map(({ problem }) => problem);
    if (problems.length > 0) this.error(`This SMS account is not set up. ${problems.join(' ')}`);
  }
  const credentials = Object.fromEntries(SECRETS.map((secret) => [secret, { type: 'password' as const }]));
  RED.nodes.registerType('nurture-sms-account', SmsAccount, { credentials });
}

/** Returns what keeps it from working, in sentences. */
function open(
  RED: NodeAPI,
  node: AccountNode,
  config: SmsAccountConfig,
  deployed: Map<string, DeployedAccount>,
): readonly string[] {
  if (config.gateway === 'twilio') return openWithTwilio(RED, node, config, deployed);
  const sender = config.sender;
  node.sender = sender;
  const leave = joinHouse(
    node,
    () => houseOf(RED, config.store),
    config,
    (engine, { numbers }) => {
      const gateway = openSimulator({ sender });
      return [engine.addAccount(node.id, gateway), numbers.add(gateway.senders)];
    },
  );
  onClose(node, leave);
  return [];
}

function openWithTwilio(
  RED: NodeAPI,
  node: AccountNode,
  config: SmsAccountConfig,
  deployed: Map<string, DeployedAccount>,
): readonly string[] {
  // Without any credentials Node-RED leaves the property out.
  const secrets = readSecrets((node as Partial<AccountNode>).credentials);
  const account: DeployedAccount = { apiUrl: config.apiUrl, secrets };
  deployed.set(node.id, account);
  onClose(node, () => {
    if (deployed.get(node.id) === account) deployed.delete(node.id);
  });
  const httpRoot: unknown = RED.settings.httpNodeRoot ?? '/';
  if (typeof httpRoot !== 'string') return [NO_HTTP];
  const problems = problemsOfSecrets(secrets).map(({ problem }) => problem);
  if (problems.length > 0) return problems;
  let house: StoreHouse;
  try {
    house = houseOf(RED, config.store);
  } catch (error) {
    return [asError(error).message];
  }
  if (house.time === 'try_out') return [NOT_IN_TRY_OUT];
  if (isOpenToAll(RED.settings)) node.warn(OPEN_TO_ALL);

  const addresses = addressesOf(config.publicUrl, httpRoot, config.path);
  const webhooks = twilioWebhooks({
    account: node.id,
    accountSid: secrets.accountSid,
    tokens: [secrets.authToken, secrets.nextAuthToken],
    addresses,
    keywords: config.keywords,
    isOurs: (phone) => houseOf(RED, config.store).numbers.areOurs(phone),
    // Not that of now: a deploy may have opened the store anew while a request was on its way.
    now: async () => houseOf(RED, config.store).engine,
    deployed: () => house.deployed(),
    say: (line) => node.warn(line),
    failed: (error) => node.error(asError(error)),
  });
  const reply = house.answerAt(config.path, 'reply', webhooks.reply);
  const status = house.answerAt(config.path, 'status', webhooks.status);
  const settings = settingsOf(config, secrets, addresses);
  const leave = house.join(node, (engine) =>
    // Whose STOP we could not hear, we do not text.
    reply && status
      ? [
          engine.addAccount(node.id, openTwilio(settings), optionsOf(config)),
          house.numbers.add(settings.senders),
          watchStopsOf(
            node,
            engine,
            config.name || 'Twilio',
            (stop) => stop.kind !== 'journey' && stop.account === node.id,
          ),
        ]
      : [],
  );
  onClose(node, () => {
    reply?.();
    status?.();
    leave();
  });
  return reply && status
    ? []
    : [`Another SMS account already has the path "${config.path}". Give each its own.`];
}

function optionsOf({ unknown, resendMinutes, ...config }: SmsAccountConfig): AccountOptions {
  const { dailySegments, dailyDollars, segmentPrice } = config;
  return {
    dailyLimit: {
      segmentPrice,
      ...(dailySegments > 0 ? { segments: dailySegments } : {}),
      ...(dailyDollars > 0 ? { dollars: dailyDollars } : {}),
    },
    ...(unknown === 'resend' ? { resendAfterMs: resendMinutes * 60_000 } : {}),
  };
}

const NO_HTTP =
  'Node-RED serves no HTTP for nodes (httpNodeRoot is false), so that no reply, and no STOP, could come in.';
const NOT_IN_TRY_OUT = 'Its lead store has the try-out clock, which is for simulated phones only.';
