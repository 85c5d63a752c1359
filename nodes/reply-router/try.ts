import type { Request, Response } from 'express';
import type { NodeAPI } from 'node-red';
import { realClock } from '../../src/clock';
import { isJsonObject } from '../../src/json';
import { readReply } from '../../src/replies/reading';
import { problemOfPattern } from '../../src/replies/route-pattern';
import { chooseRoute } from '../../src/replies/routes';
import type { ErrorAnswer, TriedReply } from '../shared/admin-types';
import { isSaved, type SavedConfig } from '../shared/config';
import { houseOf } from '../shared/house';
import { mayUse } from '../shared/own-pages';
import { understoodIn } from './understood';
import { ANYTHING_ELSE, readReplyRouter } from './config';

const LONGEST_TEXT = 1_600;

/** What the dialog asks while a person tries replies: the same code that routes them, on what stands in the dialog. */
export function serveTry(RED: NodeAPI): void {
  RED.httpAdmin.post(
    '/lead-nurture/replies/try',
    mayUse(RED, 'nurture-reply-router.read'),
    (request: Request, response: Response<TriedReply | ErrorAnswer>) => {
      const asked = askedIn(request.body);
      if (typeof asked === 'string') {
        response.status(400).json({ error: asked });
        return;
      }
      const { saved, text } = asked;
      const read = readReplyRouter({ ...saved, store: 'any' }, problemOfPattern);
      if (!read.ok) {
        response.status(400).json({ error: read.problems.map(({ problem }) => problem).join(' ') });
        return;
      }
      whenAndWhere(RED, saved['store']).then(
        (here) => {
          const { routes } = read.config;
          const reading = readReply(text);
          const reply = { text, reading, media: 0, unknownSender: false, late: false, ...here };
          const { why, ...chosen } = chooseRoute(reply, routes);
          const asks = reading.kind === 'unclear' && !reading.weak ? ` ${ASKED_FIRST}` : '';
          const understood = understoodIn(reading);
          response.json({
            goes: chosen.kind === 'route' ? (routes[chosen.output]?.name ?? '') : GOES[chosen.kind],
            why: why + asks,
            ...(understood === '' ? {} : { understood }),
            ...('value' in chosen ? { value: chosen.value } : {}),
          });
        },
        () => response.status(503).json({ error: 'The reply could not be tried.' }),
      );
    },
  );
}

const GOES = { anything_else: ANYTHING_ELSE, nowhere: null } as const;
const ASKED_FIRST =
  'It may be an opt-out: a lead whom we have texted is asked about that first, and no route is looked at.';

function askedIn(body: unknown): { readonly saved: SavedConfig; readonly text: string } | string {
  const { router, text } = isJsonObject(body) ? body : {};
  if (typeof text !== 'string' || text.length > LONGEST_TEXT) {
    return `"text" must be a text of at most ${LONGEST_TEXT.toLocaleString('en')} characters.`;
  }
  return isSaved(router) ? { saved: router, text } : '"router" must be the properties of a reply router.';
}

/** Now, and where the people of the store are; of a store that is not deployed yet, where this machine is. */
async function whenAndWhere(
  RED: NodeAPI,
  store: unknown,
): Promise<{ readonly at: number; readonly zone: string }> {
  try {
    const { engine, zone } = houseOf(RED, typeof store === 'string' ? store : '');
    return { at: (await engine).clock.now(), zone };
  } catch {
    return { at: realClock.now(), zone: Intl.DateTimeFormat().resolvedOptions().timeZone };
  }
}
