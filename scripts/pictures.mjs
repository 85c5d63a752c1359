/**
 * `npm run pictures`: takes the pictures in `docs/pictures` from a running editor. Starts a Node-RED with the examples in
 * a temporary user directory, plays the first journey on the try-out clock, and crops to what matters. Runs under tsx,
 * because it shares the tests' ways of starting Node-RED and a browser.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { EditorPage } from '../test/browser/editor.ts';
import { browser as startBrowser } from '../test/support/browser.ts';
import { example, exampleNames } from '../test/support/examples.ts';
import { startNodeRed } from '../test/support/node-red.ts';
import { mergeFlows } from './merge-flows.mjs';
import { buildWhatIsOld, installWhatIsMissing, orSayWhy, ROOT, say, SetupError } from './setup.mjs';

const FOLDER = join(ROOT, 'docs', 'pictures');
const JOURNEY = '1 - Fresh leads';
/** When the journey begins, in the zone of the store. */
const START_HOUR = 10;
const WIDTH = 1500;
/** What each picture needs, px. */
const HEIGHTS = { flow: 950, sidebar: 880, dialog: 640 };
const SIDEBAR_WIDTH = 400;
/** Ports and shadows stand out of a node's box. */
const MARGIN = 8;

await orSayWhy(async () => {
  installWhatIsMissing();
  buildWhatIsOld();
  mkdirSync(FOLDER, { recursive: true });
  const browser = await startBrowser();
  if (!browser) throw new SetupError('Without a browser there are no pictures.');
  const names = exampleNames().filter((name) => !name.includes('/'));
  const red = await startNodeRed({ flows: mergeFlows(names.map((name) => ({ name, flow: example(name) }))) });
  try {
    await takeAll(await openEditor(browser, red), red);
  } finally {
    await browser.close();
    await red.stop();
  }
});

async function takeAll(editor, red) {
  const { page } = editor;
  await takePaletteNodes(page);
  await playJourney(editor, red);
  await takeSidebar(page);
  await takeFlow(editor);
  await takeDialog(editor);
}

/** The editor as a person would set it up to show it: our nodes in the palette, our sidebar, nothing over it. */
async function openEditor(browser, red) {
  const editor = await EditorPage.open(browser, red, idOf('nurture-lead-trigger'));
  await show(editor.page, HEIGHTS.flow);
  await editor.page.locator('#red-ui-palette .red-ui-component-footer .fa-angle-double-up').click();
  await editor.page.locator('#red-ui-palette-header-lead_nurture').click();
  await editor.run(`RED.workspaces.show(${JSON.stringify(idOf('tab'))})`);
  await editor.run(`RED.actions.invoke('lead-nurture:show')`);
  return editor;
}

/** Each node as it lies in the palette, for the table in the README. */
async function takePaletteNodes(page) {
  const nodes = page.locator('.red-ui-palette-node[data-palette-type^="nurture-"]');
  await nodes.first().waitFor();
  for (const node of await nodes.all()) {
    const type = await node.getAttribute('data-palette-type');
    const { x, y, width, height } = await node.boundingBox();
    const clip = { x: x - MARGIN, y: y - 3, width: width + 2 * MARGIN, height: height + 6 };
    await take(page, type.replace('nurture-', ''), { clip });
  }
}

/** Two texts a day apart, and a question of the lead. */
async function playJourney(editor, red) {
  const store = idOf('nurture-lead-store');
  await red.admin(
    `/lead-nurture/stores/${store}/clock`,
    told({ do: 'jump', ms: await untilMorning(red, store) }),
  );
  await red.admin(`/inject/${idOf('inject')}`, { method: 'POST' });
  const texts = editor.page.locator('.nurture-texts .nurture-bubble');
  await editor.page.locator('.nurture-phones button', { hasText: 'Ana Torres' }).click();
  await texts.first().waitFor();
  await editor.page.getByRole('button', { name: 'Jump to what is next' }).click();
  await texts.nth(1).waitFor();
  await editor.page.locator('.nurture-answer input').fill('How much is it?');
  await editor.page.locator('.nurture-answer button').click();
  await texts.nth(2).waitFor();
}

/** How long it is until the journey shall begin, ms. */
async function untilMorning(red, store) {
  const stores = await red.admin('/lead-nurture/stores');
  const { now, zone } = stores.find(({ id }) => id === store).clock;
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: 'numeric', minute: 'numeric' });
  const [hour, minute] = clock.format(now).split(':').map(Number);
  const minutes = START_HOUR * 60 - (hour * 60 + minute);
  return (minutes > 0 ? minutes : minutes + 24 * 60) * 60_000;
}

async function takeSidebar(page) {
  await show(page, HEIGHTS.sidebar);
  await widenSidebar(page);
  await page.locator('.nurture-history summary').click();
  await take(page.locator('#red-ui-sidebar'), 'sidebar');
}

/** Drags the line between workspace and sidebar. */
async function widenSidebar(page) {
  const line = await page.locator('#red-ui-sidebar-separator').boundingBox();
  const sidebar = await page.locator('#red-ui-sidebar').boundingBox();
  const y = line.y + line.height / 2;
  await page.mouse.move(line.x + line.width / 2, y);
  await page.mouse.down();
  await page.mouse.move(line.x + line.width / 2 - (SIDEBAR_WIDTH - sidebar.width), y, { steps: 5 });
  await page.mouse.up();
}

async function takeFlow(editor) {
  await show(editor.page, HEIGHTS.flow);
  await editor.run(`RED.actions.invoke('core:toggle-sidebar')`);
  for (let step = 0; step < 2; step++) await editor.run(`RED.actions.invoke('core:zoom-out')`);
  await editor.page.mouse.move(5, HEIGHTS.flow - 5);
  await settled(editor.page);
  await take(editor.page, 'flow');
}

async function takeDialog(editor) {
  await show(editor.page, HEIGHTS.dialog);
  const form = await editor.edit(idOf('nurture-sms-send'));
  await form.locator('textarea').first().waitFor();
  await settled(editor.page);
  await take(editor.page.locator('.red-ui-tray').first(), 'dialog');
}

/** Notifications fade by themselves. */
async function settled(page) {
  await page.locator('.red-ui-notification').waitFor({ state: 'hidden' });
  await page.waitForFunction('!document.getAnimations().some(({ playState }) => playState === "running")');
}

async function show(page, height) {
  await page.setViewportSize({ width: WIDTH, height });
}

async function take(what, name, options = {}) {
  await what.screenshot({ path: join(FOLDER, `${name}.png`), ...options });
  say(`docs/pictures/${name}.png`);
}

/** The id of the first node of this type in the journey. */
function idOf(type) {
  return example(JOURNEY).find((node) => node.type === type).id;
}

function told(body) {
  return { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}
