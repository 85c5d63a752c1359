/**
 * The answers of the admin API: what the dialogs and the sidebar read from the runtime. Same origin, relative
 * addresses, permission `nurture-lead-store.read` or `.write`. All times are ms UTC. Types only, no code.
 */

import type { Json } from '../../src/json';
import type { LeadExport, LedgerEvidence, LedgersChecked, PermissionAnswer } from '../../src/leads/evidence';

/** `GET lead-nurture/stores` → `StoreView[]` */
export interface StoreView {
  /** Id of the lead store node. */
  readonly id: string;
  readonly name: string;
  readonly path: string;
  readonly state: 'open' | 'opening' | 'read_only' | 'failed';
  /** One sentence: why the store is not open. */
  readonly problem?: string;
  /** True when it is not open because the list of opt-outs that it shares is damaged: it can be rebuilt. */
  readonly listIsDamaged: boolean;
  /** Path below the server's origin, with the HTTP root in it: `/nurture/<path>/behavior`. */
  readonly webhook: string;
  /** True when it has an SMS account with simulated phones: then a person can play the lead. */
  readonly simulated: boolean;
  readonly clock: ClockView;
}

/** `POST lead-nurture/stores/:id/backup` → `BackupView`: a copy of the store as it is now, on the machine of Node-RED */
export interface BackupView {
  readonly folder: string;
  /** ms UTC */
  readonly takenAt: number;
  readonly files: number;
  readonly bytes: number;
}

/**
 * `POST lead-nurture/stores/:id/shared-list/rebuild` → `RebuiltView`: the shared list is put together again. Restart the
 * flows afterwards; 409 `ErrorAnswer` when the ledgers of a store that shares it cannot be read
 */
export interface RebuiltView {
  /** How many numbers may not be texted. */
  readonly out: number;
  /** So many of them the file had lost. */
  readonly fromLedgers: number;
  /** Name of the damaged file, which stays in the list's folder. */
  readonly setAside?: string | undefined;
  /** Names of the stores whose ledgers it was put together from. */
  readonly stores: readonly string[];
}

export interface ClockView {
  readonly mode: 'real' | 'try_out';
  readonly now: number;
  /** IANA zone in which the store's people read a time. */
  readonly zone: string;
  /** True while "run" moves the try-out clock. */
  readonly running: boolean;
  /** True when time moves by itself after the next quiet moment. */
  readonly playing: boolean;
  /** `what` is a sentence for people without its end: what happens at `at`. */
  readonly next: { readonly at: number; readonly what: string } | null;
}

/** `POST lead-nurture/stores/:id/clock` → `ClockView`; 409 `ErrorAnswer` when the store has no try-out clock */
export type ClockCommand =
  | { readonly do: 'next' }
  | { readonly do: 'jump'; readonly ms: number }
  /** Lets `ms` pass within `seconds`. */
  | { readonly do: 'run'; readonly ms: number; readonly seconds: number }
  /** Somebody is writing: time that moves by itself waits a minute. */
  | { readonly do: 'wait' }
  | { readonly do: 'stop' };

/** `GET lead-nurture/stores/:id/phones?limit=100` → `PhoneView[]`, newest first */
export interface PhoneView {
  /** Id of the lead. */
  readonly lead: string;
  /** Empty when nobody told us. */
  readonly name: string;
  readonly phone: string;
  readonly stage: string;
  /** Empty, and `lastAt` null, when no text went either way yet. */
  readonly lastText: string;
  readonly lastAt: number | null;
  /** How many of the lead's messages are parked. */
  readonly waiting: number;
  readonly optedOut: boolean;
  /** Everything automatic holds still for her. */
  readonly paused: boolean;
}

/** `GET lead-nurture/stores/:id/phones/:lead` → `PhoneDetail`; 404 `ErrorAnswer` */
export interface PhoneDetail {
  readonly lead: string;
  readonly name: string;
  readonly phone: string;
  readonly stage: string;
  readonly tags: readonly string[];
  readonly optedOut: boolean;
  /** Only while automation holds still for her; `until` null: until somebody resumes her. */
  readonly paused?: {
    readonly reason: 'person' | 'unclear' | 'snoozed' | 'loop';
    readonly until: number | null;
    /** Why: words for people, without an end. */
    readonly says: string;
  };
  /** Oldest first. */
  readonly conversation: readonly TextView[];
  readonly waiting: readonly WaitingView[];
  /** Oldest first. */
  readonly history: readonly { readonly at: number; readonly text: string }[];
}

export interface TextView {
  readonly id: string;
  readonly from: 'us' | 'lead';
  readonly at: number;
  readonly text: string;
  /** URLs of pictures and other files that go with it. */
  readonly media?: readonly string[];
  /** A message's state for ours, the reading of a reply for the lead's. */
  readonly state: string;
  /** Why a text of ours did not arrive, or why that is not known: for people. */
  readonly because?: string;
}

export interface WaitingView {
  readonly node: string;
  readonly nodeName: string;
  readonly since: number;
  /** null: never by itself, or nobody knows yet. */
  readonly due: number | null;
  readonly kind: 'wait' | 'hold' | 'text';
  /** Why a text, or all of the lead or of her journey, is held: one sentence for people. */
  readonly because?: string;
}

/**
 * `GET lead-nurture/stores/:id/phones/:lead/permission?purpose=marketing&at=2026-03-14` → `PermissionView`: may she be
 * texted (without `at`: now), could she have been, and why. 400 and, when she was not known yet, 409 `ErrorAnswer`
 */
export type PermissionView = PermissionAnswer;

/** `GET lead-nurture/stores/:id/phones/:lead/ledger` → `LedgerView` */
export type LedgerView = LedgerEvidence;

/** `GET lead-nurture/stores/:id/phones/:lead/export` → `ExportView`: everything about one lead. */
export type ExportView = LeadExport;

/** `GET lead-nurture/stores/:id/ledgers` → `LedgersView`: looks at every ledger, which takes a while with many leads. */
export type LedgersView = LedgersChecked;

/** `GET lead-nurture/stores/:id/orphans` → `OrphansView[]`: waits whose node is deleted or disabled. */
export interface OrphansView {
  readonly node: string;
  /** Empty when nobody knows it any more. */
  readonly nodeName: string;
  readonly count: number;
  /** null: none of them ends by itself. */
  readonly next: number | null;
}

/** `POST lead-nurture/stores/:id/orphans/:node/end` → `EndedView`; 409 `ErrorAnswer` when the node is there */
export interface EndedView {
  readonly ended: number;
}

/** `GET lead-nurture/stores/:id/stops` → `StopView[]`: what a person has to look at, and why texts are held until then. */
export interface StopView {
  /** With `question` nothing is held. */
  readonly kind: 'account' | 'limit' | 'journey' | 'question';
  /** Id of the SMS account, with all but `journey`. */
  readonly account?: string;
  /** Id of the lead trigger, with `journey`. */
  readonly journey?: string;
  /** In sentences for people. */
  readonly says: string;
  readonly since: number;
}

/** `GET lead-nurture/accounts/usual-limit/:store` → 404 `ErrorAnswer`: segments a day of an account without a limit of its own. */
export interface UsualLimitView {
  readonly leads: number;
  readonly segments: number;
}

/** `POST lead-nurture/stores/:id/resume` → 202: a person has looked. */
export type ResumeCommand =
  { readonly account: string } | { readonly limit: string } | { readonly journey: string };

/** `POST lead-nurture/stores/:id/phones/:lead/reply` → 202; 400 `ErrorAnswer` */
export interface ReplyCommand {
  readonly text: string;
}

/** `POST lead-nurture/stores/:id/phones/:lead/pause` → 202; without hours, until she is resumed. `/resume` and `/delete` take `{}`. */
export interface PauseCommand {
  /** Resume when she has not replied for so long. */
  readonly silenceHours?: number;
}

/**
 * `POST lead-nurture/stores/:id/texts` → 202 `TextTaken`; 400 `ErrorAnswer`. A text from any number, with simulated
 * phones only.
 */
export interface TextCommand {
  /** As a person writes it. */
  readonly phone: string;
  readonly text: string;
}

export interface TextTaken {
  /** Id of the lead who texted, who may be new. */
  readonly lead: string;
}

/** `GET lead-nurture/stores/:id/key`; `POST` makes a new one and answers the same. */
export interface KeyView {
  readonly key: string;
  /** True when the key was typed into the dialog: then it is changed there. */
  readonly own: boolean;
}

/** `POST lead-nurture/accounts/check` → `ConnectionView`; needs the permission `nurture-sms-account.write` */
export interface CheckCommand {
  /** Id of the account node; it need not be deployed yet. */
  readonly account: string;
  /** As they stand in the dialog. */
  readonly senders: string;
  readonly messagingService: string;
  readonly apiUrl: string;
  /** By their names; `__PWRD__` is what is stored. */
  readonly secrets: Readonly<Record<string, string>>;
}

export interface ConnectionView {
  readonly ok: boolean;
  /** In sentences for people. */
  readonly says: string;
  /** The property or credential that is wrong, if it is one. */
  readonly field?: string;
}

export interface ErrorAnswer {
  /** One sentence for people. */
  readonly error: string;
}

/** What is published on `RED.comms` under `CHANGED_TOPIC`. */
export interface ChangedEvent {
  readonly store: string;
  /** Missing: anything of the store may have changed, such as its clock. */
  readonly lead?: string;
}

export const CHANGED_TOPIC = 'lead-nurture/changed';

/** `POST lead-nurture/replies/try` → `TriedReply`; 400 `ErrorAnswer` says what is wrong with the routes */
export interface TryCommand {
  readonly text: string;
  /** The properties of the reply router as they stand in its dialog. */
  readonly router: { readonly store: string; readonly routes: readonly object[] };
}

/** Where a reply would go. */
export interface TriedReply {
  /** The name of the route, or "anything else"; null: to no output. */
  readonly goes: string | null;
  /** In sentences. */
  readonly why: string;
  /** What was understood before any route looked at it, how sure, and by which reader: a sentence. */
  readonly understood?: string;
  /** What the route read in the reply. */
  readonly value?: Json;
}
