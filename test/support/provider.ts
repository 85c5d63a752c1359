import type { E164 } from '../../src/leads/lead';
import type {
  Found,
  Gateway,
  GatewayEvents,
  Meaning,
  OutgoingText,
  SendOutcome,
  TextStatus,
} from '../../src/sms/gateway';
import { numberOf } from './house';

/** A provider in a test's hands: it keeps what it is given, and answers as it is told. */
export class TestProvider {
  readonly sent: OutgoingText[] = [];
  /** Sids that were asked for. */
  readonly asked: string[] = [];
  searches = 0;
  events: GatewayEvents | undefined;
  answer: (text: OutgoingText, nth: number) => SendOutcome | Promise<SendOutcome> = (_, nth) => ({
    kind: 'accepted',
    sid: `SM${nth}`,
  });
  found: (text: OutgoingText, taken: ReadonlySet<string>) => Found | Promise<Found> = () => ({
    kind: 'not_found',
  });
  status: (sid: string) => TextStatus | undefined = () => undefined;
  meanings: Readonly<Record<string, Exclude<Meaning['means'], 'repeat'>>> = {};
  meaning: (code: string) => Meaning = (code) => ({
    means: this.meanings[code] ?? 'failed',
    reason: `It ended with ${code}.`,
  });

  gateway(options: { senders?: readonly string[]; segmentsPerSecond?: number } = {}): Gateway {
    const senders: E164[] = (options.senders ?? ['+12025550100']).map(numberOf);
    return {
      senders,
      // Fiction has no other phones.
      simulated: true,
      segmentsPerSecond: options.segmentsPerSecond ?? 1,
      send: async (text) => {
        this.sent.push(text);
        return this.answer(text, this.sent.length);
      },
      find: async (text, taken) => {
        this.searches++;
        return this.found(text, taken);
      },
      ask: async (sid) => {
        this.asked.push(sid);
        return this.status(sid);
      },
      meaningOf: (code) => this.meaning(code),
      listen: (events) => (this.events = events),
      close: () => undefined,
    };
  }

  /** The words of what was sent, in order. */
  get words(): string[] {
    return this.sent.map(({ text }) => text);
  }
}
