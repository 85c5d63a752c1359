import { cpus } from 'node:os';
import { benchBlocks } from './blocks';
import { tableOf, type Row } from './report';
import { benchStore } from './store';
import { benchTexts } from './texts';
import { benchTwilio } from './twilio';
import { benchWaits } from './waits';
import { benchWebhook } from './webhook';

/** `npm run bench [store|waits|texts|webhook|twilio|blocks]`: medians of alternating rounds; read the ratios, not the figures. */
const BENCHES: Readonly<Record<string, { readonly title: string; readonly run: () => Promise<Row[]> }>> = {
  store: { title: 'The store, at 100,000 leads of about 1 KB', run: benchStore },
  waits: { title: 'Waits, at 100,000 leads who wait', run: benchWaits },
  texts: { title: 'Texts and replies, in memory', run: benchTexts },
  webhook: { title: 'From webhook to text on the simulator', run: benchWebhook },
  twilio: { title: 'Texts by Twilio, through a double of its API on this machine', run: benchTwilio },
  blocks: {
    title: 'The longest block of the event loop, when something happens to everybody at once',
    run: benchBlocks,
  },
};

async function main(chosen: readonly string[]): Promise<void> {
  console.log(`Node.js ${process.version}, ${cpus().length} cores. Close what else is running.\n`);
  for (const name of chosen.length > 0 ? chosen : Object.keys(BENCHES)) {
    const bench = BENCHES[name];
    if (!bench)
      throw new Error(`There is no bench "${name}". Choose from: ${Object.keys(BENCHES).join(', ')}.`);
    console.log(tableOf(bench.title, await bench.run()));
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error);
  // What it has opened would keep it alive.
  process.exit(1);
});
