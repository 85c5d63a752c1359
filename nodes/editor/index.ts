/**
 * The browser code of all dialogs and of the sidebar, served as one file. Each set's HTML loads it before its own
 * registration runs; only the first load runs it (tsup.config.ts).
 */
import { behaviorSegmenter } from '../behavior-segmenter/editor';
import { leadStore } from '../lead-store/editor';
import { leadTrigger } from '../lead-trigger/editor';
import { leadUpdate } from '../lead-update/editor';
import { optOutGuard } from '../opt-out-guard/editor';
import { replyRouter } from '../reply-router/editor';
import { registerSidebar } from '../sidebar/panel';
import { smsAccount } from '../sms-account/editor';
import { smsSend } from '../sms-send/editor';
import { waitUntil } from '../wait-until/editor';
import { watchCanvas } from './clients/canvas';
import { endFollowing } from './clients/neighbors';
import { element } from './fields';
import sidebarStyle from '../sidebar/panel/style.css';
import style from './style.css';

const parts = {
  leadTrigger,
  behaviorSegmenter,
  waitUntil,
  smsSend,
  replyRouter,
  optOutGuard,
  leadUpdate,
  leadStore,
  smsAccount,
  registerSidebar,
};

declare global {
  interface Window {
    LeadNurture?: typeof parts;
  }
}

window.LeadNurture = parts;
watchCanvas();
RED.events.on('deploy', endFollowing);
document.head.append(element('style', {}, [style, sidebarStyle]));
