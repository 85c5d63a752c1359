import assert from 'node:assert/strict';
import type { Browser, Locator, Page } from 'playwright-core';
import type { NodeRed } from '../support/node-red';

/** The editor in a browser, as a person uses it. */
export class EditorPage {
  readonly #complaints: string[] = [];

  private constructor(
    readonly page: Page,
    private readonly ready: string,
  ) {
    page.on('pageerror', (error) => this.#complaints.push(error.message));
    page.on('console', (message) => {
      const text = message.text();
      if (isComplaint(message.type(), text)) this.#complaints.push(text);
    });
  }

  /** Opens the editor of a running Node-RED; `ready` is the id of a node that has to be there. */
  static async open(browser: Browser, red: NodeRed, ready: string): Promise<EditorPage> {
    const page = await browser.newPage({ viewport: { width: 1400, height: 1000 } });
    // Leaving the page asks whether to drop what is not deployed.
    page.on('dialog', (dialog) => void dialog.accept());
    const editor = new EditorPage(page, ready);
    await page.goto(red.url);
    await editor.#loaded();
    return editor;
  }

  /** Opens the editor anew, with the flows as they are deployed. */
  async reload(): Promise<void> {
    await this.page.reload();
    await this.#loaded();
    this.#complaints.length = 0;
  }

  async #loaded(): Promise<void> {
    await this.page.waitForFunction(`globalThis.RED?.nodes?.node(${JSON.stringify(this.ready)})`);
    await this.page.locator('#red-ui-loading-progress').waitFor({ state: 'hidden' });
  }

  /** Drags a node from the palette onto the workspace, and returns its id. */
  async drop(type: string, y = 300): Promise<string> {
    const before = await this.ids(type);
    const entry = this.page.locator(`.red-ui-palette-node[data-palette-type="${type}"]`);
    await entry.scrollIntoViewIfNeeded();
    const from = await boxOf(entry);
    await this.page.mouse.move(from.x + 20, from.y + 10);
    await this.page.mouse.down();
    await this.page.mouse.move(from.x + 150, from.y + 20, { steps: 4 });
    await this.page.mouse.move(600, y, { steps: 4 });
    await this.page.mouse.up();
    const [dropped] = (await this.ids(type)).filter((id) => !before.includes(id));
    assert.ok(dropped, `${type} was not dropped`);
    return dropped;
  }

  async ids(type: string): Promise<string[]> {
    return this.run<string[]>(
      `RED.nodes.filterNodes({ type: ${JSON.stringify(type)} }).map((node) => node.id)`,
    );
  }

  /** Opens the dialog of a node and returns its form. */
  async edit(id: string): Promise<Locator> {
    await this.page.evaluate(`RED.editor.edit(RED.nodes.node(${JSON.stringify(id)}))`);
    return this.#opened('#dialog-form');
  }

  async editConfig(type: string, id: string): Promise<Locator> {
    await this.page.evaluate(`RED.editor.editConfig('', ${JSON.stringify(type)}, ${JSON.stringify(id)})`);
    return this.#opened('#node-config-dialog-edit-form');
  }

  async done(): Promise<void> {
    await this.#close('#node-dialog-ok');
  }

  async cancel(): Promise<void> {
    await this.#close('#node-dialog-cancel');
  }

  async doneConfig(): Promise<void> {
    await this.#close('#node-config-dialog-ok');
  }

  async cancelConfig(): Promise<void> {
    await this.#close('#node-config-dialog-cancel');
  }

  /** The sentences in the tooltip of a node's red triangle; empty when it has none. */
  async complaintsOf(id: string): Promise<string[]> {
    return this.run<string[]>(`RED.nodes.node(${JSON.stringify(id)}).validationErrors ?? []`);
  }

  async property<T>(id: string, name: string): Promise<T> {
    return this.run<T>(`RED.nodes.node(${JSON.stringify(id)})[${JSON.stringify(name)}]`);
  }

  /** Where the wires of a node lead: `port → id of the node behind it`. */
  async wires(id: string): Promise<string[]> {
    return this.run<string[]>(
      `RED.nodes.getNodeLinks(RED.nodes.node(${JSON.stringify(id)})).map((link) => link.sourcePort + ' → ' + link.target.id).sort()`,
    );
  }

  /** The choices of the open dialog that are wider than their field, so that their ends are not to be read. */
  async cutChoices(): Promise<string[]> {
    return this.run<string[]>(`(() => {
      const ARROW = 16;
      document.querySelectorAll('.red-ui-tray details').forEach((one) => (one.open = true));
      const pen = document.createElement('canvas').getContext('2d');
      const shown = [...document.querySelectorAll('.red-ui-tray .nurture-select')].filter((one) => one.clientWidth > 0);
      return shown.flatMap((one) => {
        const { font, paddingLeft, paddingRight } = getComputedStyle(one);
        pen.font = font;
        const room = one.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight) - ARROW;
        return [...one.options].map(({ text }) => text).filter((text) => pen.measureText(text).width > room);
      });
    })()`);
  }

  /** What the browser complained about since it was asked last. */
  complaints(): string[] {
    return this.#complaints.splice(0);
  }

  async run<T>(script: string): Promise<T> {
    return this.page.evaluate<T>(script);
  }

  /** Waits until the dialog has slid away and the palette can be used again. */
  async #close(button: string): Promise<void> {
    await this.page.click(button);
    await this.page.locator('.red-ui-tray').waitFor({ state: 'detached' });
    await this.page.locator('#red-ui-palette-shade').waitFor({ state: 'hidden' });
  }

  async #opened(form: string): Promise<Locator> {
    const opened = this.page.locator(form);
    await opened.waitFor({ state: 'visible' });
    // The tray slides in; the editor takes it away again only when it has arrived.
    await this.page.waitForFunction('!document.querySelector(".red-ui-tray")?.getAnimations().length');
    return opened;
  }
}

async function boxOf(element: Locator): Promise<{ x: number; y: number }> {
  const box = await element.boundingBox();
  assert.ok(box, 'the element is not to be seen');
  return box;
}

/** The palette asks for its catalogue, which a test machine may not reach; the editor logs some errors as plain lines. */
function isComplaint(type: string, text: string): boolean {
  if (/catalog|Failed to load resource: net::/i.test(text)) return false;
  return type === 'error' || type === 'warning' || /error/i.test(text);
}
