import type { Request, Response } from 'express';
import type { NodeAPI } from 'node-red';
import type { Engine } from '../../src/engine';
import type { Update } from '../../src/journeys/updates';
import { isJsonObject } from '../../src/json';
import type { LeadId } from '../../src/leads/lead';
import type {
  BackupView,
  ClockView,
  EndedView,
  ErrorAnswer,
  ExportView,
  KeyView,
  LedgerView,
  LedgersView,
  OrphansView,
  PermissionView,
  PhoneDetail,
  PhoneView,
  RebuiltView,
  ResumeCommand,
  StopView,
  StoreView,
  TextTaken,
} from '../shared/admin-types';
import { acrossDeploys } from '../shared/across-deploys';
import { asError } from '../shared/handlers';
import { mayUse } from '../shared/own-pages';
import type { Deploys } from './deploys';
import type { DeployedStore } from './deployed-store';
import { answerAsLead, textFrom, type Played } from './simulated-reply';
import { exportOf, ledgerOf, ledgersOf, permissionOf } from './evidence';
import { orphans } from './orphans';
import { stopViews } from './stops';
import { rebuildList } from './upkeep/rebuild';
import { noSuchLead, Refused } from './refused';
import { clockView, phoneDetail, phones, storeView } from './views';

const DAY_MS = 86_400_000;
const MOST_PHONES = 500;
const MOST_SILENCE_HOURS = 24 * 365;

type Answer =
  | OrphansView[]
  | StopView[]
  | EndedView
  | StoreView[]
  | PhoneView[]
  | PhoneDetail
  | ClockView
  | KeyView
  | TextTaken
  | PermissionView
  | LedgerView
  | ExportView
  | LedgersView
  | BackupView
  | RebuiltView
  | { accepted: true };

/** What the dialogs and the sidebar ask the runtime. Types and addresses: nodes/shared/admin-types.ts. */
export function serveAdmin(RED: NodeAPI, stores: ReadonlyMap<string, DeployedStore>, deploys: Deploys): void {
  const read = mayUse(RED, 'nurture-lead-store.read');
  const write = mayUse(RED, 'nurture-lead-store.write');
  const admin = RED.httpAdmin;
  const httpRoot = typeof RED.settings.httpNodeRoot === 'string' ? RED.settings.httpNodeRoot : '/';

  const on =
    (work: (store: DeployedStore, request: Request) => Promise<Answer>, status = 200) =>
    (request: Request, response: Response<Answer | ErrorAnswer>): void => {
      const now = (): DeployedStore => {
        const store = stores.get(request.params['id'] ?? '');
        if (store) return store;
        throw new Refused(404, 'There is no such lead store, or it is disabled or not deployed.');
      };
      acrossDeploys({ now, deployed: () => deploys.over() }, (store) => work(store, request)).then(
        (body) => response.status(status).json(body),
        (error: unknown) => {
          response
            .status(error instanceof Refused ? error.status : 503)
            .json({ error: asError(error).message });
        },
      );
    };

  admin.get(
    '/lead-nurture/stores',
    read,
    (_request: Request, response: Response<StoreView[] | ErrorAnswer>) => {
      Promise.all([...stores.values()].map((store) => storeView(RED, store, httpRoot))).then(
        (views) => response.json(views),
        (error: unknown) => response.status(503).json({ error: asError(error).message }),
      );
    },
  );
  admin.get(
    '/lead-nurture/stores/:id/phones',
    read,
    on(async ({ house }, request) => {
      const limit = Math.min(Number(request.query['limit'] ?? 100) || 100, MOST_PHONES);
      return phones(await house.engine, limit);
    }),
  );
  admin.get(
    '/lead-nurture/stores/:id/phones/:lead',
    read,
    on(async ({ house }, request) => {
      const record = await (await house.engine).store.read({ id: request.params['lead'] ?? '' });
      if (!record) throw noSuchLead();
      return phoneDetail(RED, record);
    }),
  );
  admin.post(
    '/lead-nurture/stores/:id/phones/:lead/reply',
    write,
    on(async (store, request) => {
      const text = textIn(request.body);
      accepted(await answerAsLead(RED, store, request.params['lead'] ?? '', text));
      return { accepted: true };
    }, 202),
  );
  admin.post(
    '/lead-nurture/stores/:id/phones/:lead/pause',
    write,
    on(async ({ house }, request) => {
      const silenceMs = silenceIn(request.body);
      return updateLead(await house.engine, request, {
        kind: 'pause',
        ...(silenceMs === undefined ? {} : { silenceMs }),
      });
    }, 202),
  );
  admin.post(
    '/lead-nurture/stores/:id/phones/:lead/resume',
    write,
    on(async ({ house }, request) => updateLead(await house.engine, request, { kind: 'resume' }), 202),
  );
  admin.post(
    '/lead-nurture/stores/:id/phones/:lead/delete',
    write,
    on(async ({ house }, request) => {
      const erased = await (await house.engine).erase(request.params['lead'] ?? '');
      if (!erased) throw noSuchLead();
      return { accepted: true };
    }, 202),
  );
  admin.get('/lead-nurture/stores/:id/phones/:lead/permission', read, on(permissionOf));
  admin.get('/lead-nurture/stores/:id/phones/:lead/ledger', read, on(ledgerOf));
  admin.get('/lead-nurture/stores/:id/phones/:lead/export', read, on(exportOf));
  admin.get('/lead-nurture/stores/:id/ledgers', read, on(ledgersOf));
  admin.get(
    '/lead-nurture/stores/:id/orphans',
    read,
    on(async ({ house }) => orphans(RED, await house.engine)),
  );
  admin.post(
    '/lead-nurture/stores/:id/orphans/:node/end',
    write,
    on(async ({ house }, request) => {
      const ended = await (await house.engine).waits.drop(request.params['node'] ?? '');
      if (ended === undefined)
        throw new Refused(409, 'The node of these waits is here: they end by themselves.');
      return { ended };
    }),
  );
  admin.get(
    '/lead-nurture/stores/:id/stops',
    read,
    on(async ({ house }) => stopViews(RED, await house.engine)),
  );
  admin.post(
    '/lead-nurture/stores/:id/resume',
    write,
    on(async ({ house }, request) => {
      await (await house.engine).stops.resume(stoppedIn(request.body));
      return { accepted: true };
    }, 202),
  );
  admin.post(
    '/lead-nurture/stores/:id/texts',
    write,
    on(async (store, request) => {
      const body: unknown = request.body;
      const phone = isJsonObject(body) ? body['phone'] : undefined;
      if (typeof phone !== 'string') throw new Refused(400, '"phone" must be a phone number, as text.');
      return { lead: accepted(await textFrom(RED, store, phone, textIn(body))) };
    }, 202),
  );
  admin.post(
    '/lead-nurture/stores/:id/clock',
    write,
    on(async (store, request) => {
      await moveClock(RED, store, request.body);
      return clockView(RED, store);
    }),
  );
  admin.post(
    '/lead-nurture/stores/:id/backup',
    write,
    on(({ house }) => house.upkeep.backUp()),
  );
  admin.post(
    '/lead-nurture/stores/:id/shared-list/rebuild',
    write,
    on((store) => rebuildList(store, stores.values(), RED.settings.userDir ?? '.')),
  );
  admin.get(
    '/lead-nurture/stores/:id/key',
    write,
    on(async ({ house }) => ({ key: await house.key.current(), own: house.key.isOwn })),
  );
  admin.post(
    '/lead-nurture/stores/:id/key',
    write,
    on(async ({ house }) => {
      if (house.key.isOwn)
        throw new Refused(409, 'This store has a key of your own: change it in the dialog.');
      return { key: await house.key.renew(), own: false };
    }),
  );
}

async function updateLead(engine: Engine, request: Request, update: Update): Promise<{ accepted: true }> {
  const id = request.params['lead'] ?? '';
  if (!(await engine.store.read({ id }))) throw noSuchLead();
  await engine.update(id, [update]);
  return { accepted: true };
}

/** ms; undefined when none is told. */
function silenceIn(body: unknown): number | undefined {
  const hours = isJsonObject(body) ? body['silenceHours'] : undefined;
  if (hours === undefined) return undefined;
  if (typeof hours === 'number' && hours > 0 && hours <= MOST_SILENCE_HOURS) return hours * 3_600_000;
  throw new Refused(400, '"silenceHours" must be a number of hours, up to a year; leave it out for no end.');
}

function stoppedIn(body: unknown): ResumeCommand {
  const { account, limit, journey } = isJsonObject(body) ? body : {};
  if (typeof limit === 'string') return { limit };
  if (typeof account === 'string') return { account };
  if (typeof journey === 'string') return { journey };
  throw new Refused(400, 'Tell what shall go on: "account", "limit" or "journey", the id of the node.');
}

function textIn(body: unknown): string {
  const text = isJsonObject(body) ? body['text'] : undefined;
  if (typeof text === 'string' && text.trim() !== '' && text.length <= 1600) return text;
  throw new Refused(400, '"text" must be a text of 1 to 1,600 characters.');
}

function accepted(played: Played): LeadId {
  if ('problem' in played) throw new Refused(400, played.problem);
  return played.lead;
}

async function moveClock(RED: NodeAPI, store: DeployedStore, command: unknown): Promise<void> {
  const { clock } = await store.house.engine;
  // Only an open store has it.
  const { tryOut } = store.house;
  if (!tryOut)
    throw new Refused(409, 'This lead store runs on the real time. Choose the try-out clock in its dialog.');
  const told = isJsonObject(command) ? command : {};
  switch (told['do']) {
    case 'next': {
      const { next } = await clockView(RED, store);
      if (next) await tryOut.moveTo(next.at);
      return;
    }
    case 'jump':
      return tryOut.moveTo(clock.now() + duration(told['ms']));
    case 'run': {
      const { seconds } = told;
      if (typeof seconds !== 'number' || !(seconds >= 1 && seconds <= 600)) {
        throw new Refused(400, '"seconds" must be a number from 1 to 600.');
      }
      return tryOut.run(duration(told['ms']), seconds);
    }
    case 'wait': {
      tryOut.waitForWriter();
      return;
    }
    case 'stop':
      return tryOut.stop();
    default:
      throw new Refused(400, '"do" must be next, jump, run, wait or stop.');
  }
}

function duration(ms: unknown): number {
  if (typeof ms === 'number' && ms > 0 && ms <= 400 * DAY_MS) return ms;
  throw new Refused(400, '"ms" must be a number of milliseconds, up to 400 days.');
}
