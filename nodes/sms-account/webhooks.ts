import type { IncomingMessage, ServerResponse } from 'node:http';
import type { E164 } from '../../src/leads/lead';
import type { Engine } from '../../src/engine';
import { realClock } from '../../src/clock';
import { readInbound, type KeywordAnswers } from '../../src/sms/twilio/inbound';
import { readInboundStatus } from '../../src/sms/twilio/inbound-status';
import { readParameters, type Parameters } from '../../src/sms/twilio/parameters';
import { isSignedBy } from '../../src/sms/twilio/signature';
import { acrossDeploys, isOfStore } from '../shared/across-deploys';
import { HttpRefusal, answerRefusal, readBody, type Webhook } from '../shared/http';
import type { Addresses } from './addresses';
import { RefusalLog } from './refusals';

/** Twilio's are a few KB: ten files and 1,600 characters. */
const LARGEST_BODY = 64 * 1024;
/** No answer of ours: what is to be said, the journeys say. */
const NO_ANSWER = '<?xml version="1.0" encoding="UTF-8"?><Response/>';

export interface WebhookParts {
  /** The node of the account. */
  readonly account: string;
  readonly accountSid: string;
  /** Those that may have signed. */
  readonly tokens: readonly string[];
  readonly addresses: Addresses;
  readonly keywords: KeywordAnswers;
  /** True for a number that texts leave from, of any account: nobody writes from it. */
  readonly isOurs: (phone: E164) => boolean;
  /** The engine of the store as it is deployed now. @throws NodeProblem when there is none */
  now(): Promise<Engine>;
  /** Resolves when no deploy is under way: until then what a reply is for may be missing. */
  deployed(): Promise<boolean>;
  /** A line in the log, without anything of the request. */
  readonly say: (line: string) => void;
  readonly failed: (error: unknown) => void;
}

/** What was posted, once it is certain that Twilio did. */
interface Posted {
  readonly parameters: Parameters;
  readonly query: URLSearchParams;
}

/**
 * `POST /nurture/<account>/reply` and `/status`. The signature comes before anything else; what fails it changes nothing.
 * Answers 2xx once what was posted is on disk, and the same again for the same.
 */
export function twilioWebhooks(parts: WebhookParts): { readonly reply: Webhook; readonly status: Webhook } {
  const refusals = new RefusalLog(realClock, parts.say);
  return {
    reply: webhook('reply', parts, refusals, async (posted, response) => {
      await takeReply(posted, parts, refusals);
      response.writeHead(200, { 'Content-Type': 'text/xml; charset=utf-8' }).end(NO_ANSWER);
    }),
    status: webhook('status', parts, refusals, async (posted, response) => {
      await takeStatus(posted, parts);
      response.writeHead(204).end();
    }),
  };
}

function webhook(
  name: keyof Addresses,
  parts: WebhookParts,
  refusals: RefusalLog,
  take: (posted: Posted, response: ServerResponse) => Promise<void>,
): Webhook {
  return async (request, response) => {
    try {
      await take(await readPosted(request, response, parts.addresses[name], parts), response);
    } catch (error) {
      const refusal = refusalOf(error, parts.failed);
      if (refusal instanceof Unwanted)
        refusals.note(`Refused a request to the ${name} webhook: ${refusal.why}`);
      answerRefusal(request, response, refusal);
    }
  };
}

/** A request that is not from Twilio, or says nothing that can be understood. */
class Unwanted extends HttpRefusal {
  constructor(
    status: 400 | 403,
    message: string,
    /** For the log. */
    readonly why: string,
  ) {
    super(status, message);
  }
}

function notSigned(why: string): Unwanted {
  return new Unwanted(403, 'Only Twilio may post here, and has to sign.', why);
}

async function readPosted(
  request: IncomingMessage,
  response: ServerResponse,
  address: string,
  { tokens, accountSid }: WebhookParts,
): Promise<Posted> {
  if (request.method !== 'POST') {
    response.setHeader('Allow', 'POST');
    throw new HttpRefusal(405, 'Use POST.');
  }
  const signature = request.headers['x-twilio-signature'];
  if (typeof signature !== 'string') throw notSigned('it has no signature.');
  const query = queryOf(request.url ?? '');
  const body = await readBody(request, LARGEST_BODY);
  if (!isSignedBy(tokens, { url: address + query, body, signature })) throw notSigned(WRONG_SIGNATURE);
  const search = new URLSearchParams(query);
  const parameters = readParameters(body, search.has('bodySHA256'));
  if (!parameters) throw malformed('any parameters');
  if (parameters.get('AccountSid') !== accountSid) throw notSigned('it is about another account at Twilio.');
  return { parameters, query: search };
}

const WRONG_SIGNATURE =
  'its signature does not fit. If Twilio sent it: the address at Twilio must be exactly the one in the dialog of this account, and the Auth Token that of the Twilio account.';

function malformed(lacks: string): Unwanted {
  return new Unwanted(400, `The request lacks ${lacks}.`, `it lacks ${lacks}.`);
}

/** With the question mark. As it came: it is signed letter by letter. */
function queryOf(target: string): string {
  const at = target.indexOf('?');
  return at < 0 ? '' : target.slice(at);
}

async function takeReply({ parameters }: Posted, parts: WebhookParts, refusals: RefusalLog): Promise<void> {
  const inbound = readInbound(parameters, parts.keywords);
  switch (inbound.kind) {
    case 'malformed':
      throw malformed(inbound.lacks);
    case 'no_phone':
      refusals.note('A message that came from no phone number (WhatsApp, a short code) was left alone.');
      return;
    case 'reply': {
      const incoming = { ...inbound.incoming, account: parts.account };
      if (parts.isOurs(incoming.from)) {
        refusals.note('A message that came from one of our own numbers was left alone.');
        return;
      }
      await acrossDeploys(parts, (engine) => engine.receive(incoming));
    }
  }
}

async function takeStatus({ parameters, query }: Posted, parts: WebhookParts): Promise<void> {
  const inbound = readInboundStatus(parameters, query);
  if (inbound.kind === 'malformed') throw malformed(inbound.lacks);
  if (inbound.kind === 'nothing') return;
  const { about, status } = inbound;
  await acrossDeploys(parts, (engine) => engine.hear(parts.account, about, status));
}

function refusalOf(error: unknown, failed: (error: unknown) => void): HttpRefusal {
  if (error instanceof HttpRefusal) return error;
  // That the store is not open, or cannot write, it says itself, and not once for every request.
  if (!isOfStore(error)) failed(error);
  return new HttpRefusal(503, 'The lead store cannot take this now. Nothing was recorded; try again later.');
}
