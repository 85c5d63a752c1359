import type { Node, NodeAPI, NodeDef } from 'node-red';
import { realClock } from '../../src/clock';
import { isSaved } from '../shared/config';
import { asError, onClose, runFor } from '../shared/handlers';
import type { StoreHouse } from '../shared/house';
import { CHANGED_TOPIC } from '../shared/admin-types';
import { serveAdmin } from './admin';
import { behaviorWebhook } from './behavior-webhook';
import { ChangeFeed } from './change-feed';
import { readLeadStore, type LeadStoreConfig } from './config';
import { warnOfCrossings, wiresOf } from './crossings';
import type { DeployedStore } from './deployed-store';
import { Deploys } from './deploys';
import { Dispatcher, NOWHERE } from './dispatcher';
import { warnOfMerging } from './merging-warning';
import { OpenHouse, type Doors, type HouseSettings } from './house';

type StoreNode = Node<{ key: unknown }> & { house?: OpenHouse };

export default function register(RED: NodeAPI): void {
  const stores = new Map<string, DeployedStore>();
  const deploys = Deploys.of(RED);
  const dispatcher = new Dispatcher(RED, deploys, (error) => RED.log.error(asError(error).message));
  const doors = { dispatcher, deploys, houses: new Map<string, StoreHouse>(), wires: () => wiresOf(RED) };
  serveAdmin(RED, stores, deploys);

  function LeadStore(this: StoreNode, saved: NodeDef): void {
    RED.nodes.createNode(this, saved);
    const read = readLeadStore(isSaved(saved) ? saved : {});
    if (!read.ok) {
      this.error(`This lead store is not set up. ${read.problems.map((one) => one.problem).join(' ')}`);
      return;
    }
    open(RED, this, read.config, stores, doors);
  }
  RED.nodes.registerType('nurture-lead-store', LeadStore, { credentials: { key: { type: 'password' } } });
}

function open(
  RED: NodeAPI,
  node: StoreNode,
  config: LeadStoreConfig,
  stores: Map<string, DeployedStore>,
  doors: Doors,
): void {
  const { deploys } = doors;
  const house = new OpenHouse(node, config, userDirOf(RED), houseSettingsOf(RED), ownKeyOf(node), doors);
  node.house = house;
  const store: DeployedStore = { id: node.id, config, house };
  stores.set(node.id, store);
  if (config.brand === '') {
    node.warn(
      'The brand of this lead store is empty, so the first text to a lead does not say who writes. Fill it in.',
    );
  }

  const webhook = behaviorWebhook({
    now: () => {
      const deployed = stores.get(node.id);
      if (deployed) return deployed;
      throw NOWHERE;
    },
    requestsPerMinute: config.requestsPerMinute,
    requestsPerNumber: config.requestsPerNumber,
    clock: houseSettingsOf(RED).clock ?? realClock,
    deployed: () => deploys.over(),
    failed: (error) => node.error(asError(error)),
  });
  const stopAnswering = house.hasPath ? house.answerAt(config.path, 'behavior', webhook) : undefined;
  const feed = new ChangeFeed(house, (lead) =>
    RED.comms.publish(CHANGED_TOPIC, { store: node.id, ...lead }, false),
  );

  const stopWaiting = deploys.onStopping(() => {
    house.engine.then(
      (engine) => engine.pause(),
      () => undefined,
    );
  });
  const stopListening = deploys.onStarted(() => {
    // One speaks for all.
    const [first] = stores.values();
    if (first === store && stores.size > 1) runFor(node, () => warnOfCrossings(RED, node));
    if (first === store) runFor(node, () => warnOfMerging(RED));
    runFor(node, () => house.start());
  });
  onClose(node, async () => {
    stopListening();
    stopWaiting();
    stopAnswering?.();
    if (stores.get(node.id) === store) stores.delete(node.id);
    feed.close();
    await house.close();
  });
}

function userDirOf(RED: NodeAPI): string {
  return RED.settings.userDir ?? '.';
}

/** The key typed into the dialog, or undefined: then the store makes one. */
function ownKeyOf(node: StoreNode): string | undefined {
  // Without any credentials Node-RED leaves the property out.
  const { key } = (node as Partial<StoreNode>).credentials ?? {};
  return typeof key === 'string' && key.trim() !== '' ? key.trim() : undefined;
}

function houseSettingsOf({ settings }: { readonly settings: object }): HouseSettings {
  return 'leadNurture' in settings && isHouseSettings(settings.leadNurture) ? settings.leadNurture : {};
}

function isHouseSettings(value: unknown): value is HouseSettings {
  return typeof value === 'object' && value !== null;
}
