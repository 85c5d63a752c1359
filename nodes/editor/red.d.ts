/**
 * What we use of the editor's browser API (Node-RED 4.0 to 5.0), declared by hand: `@types/node-red` 1.3 describes
 * an older editor and lacks much of it.
 */

/** A node as the editor holds it while it is edited. */
interface EditorNode {
  readonly id: string;
  readonly type: string;
  readonly z?: string;
  valid?: boolean;
  d?: boolean;
  outputs?: number;
  readonly _def: {
    readonly defaults: Readonly<
      Record<
        string,
        {
          readonly value: unknown;
          readonly type?: string;
          /** True, or the sentence that says what is wrong. */
          readonly validate?: (this: EditorNode, value: unknown, options: object) => unknown;
        }
      >
    >;
  };
  /** Looks a word up in the catalogue of the node's set. */
  _(key: string, values?: Record<string, string | number>): string;
  [property: string]: unknown;
}

interface EditorPopover {
  setContent(content: string): void;
  delete(): void;
}

interface EditorSidebarTab {
  id: string;
  label: string;
  name: string;
  iconClass: string;
  content: HTMLElement;
  toolbar?: HTMLElement;
  enableOnEdit?: boolean;
  action?: string;
  onchange?: () => void;
  onremove?: () => void;
}

interface EditorPlugin {
  readonly id?: string;
  type?: string;
  onadd?: () => void;
  _(key: string, values?: Record<string, string | number>): string;
}

interface EditorRED {
  readonly settings: {
    readonly httpNodeRoot?: string | false;
    readonly version?: string;
    /** Who has logged in; left out where nobody has to. */
    readonly user?: object;
  };
  readonly nodes: {
    node(id: string): EditorNode | null;
    eachConfig(visit: (node: EditorNode) => unknown): void;
    filterNodes(filter: { readonly z?: string; readonly type?: string }): EditorNode[];
    /** All flows as they would be deployed now. */
    createCompleteNodeSet(options: { readonly credentials: boolean }): {
      readonly id: string;
      readonly type: string;
      readonly [property: string]: unknown;
    }[];
    updateConfigNodeUsers(node: EditorNode, options: { readonly action: 'add' | 'remove' }): void;
    dirty(): boolean;
  };
  readonly plugins: { registerPlugin(id: string, definition: Partial<EditorPlugin>): void };
  readonly sidebar: {
    addTab(tab: EditorSidebarTab): void;
    show(id: string): void;
  };
  readonly actions: { add(id: string, action: () => void): void };
  readonly comms: {
    subscribe(topic: string, callback: (topic: string, data: unknown) => void): void;
    unsubscribe(topic: string, callback: (topic: string, data: unknown) => void): void;
  };
  readonly editor: { validateNode(node: EditorNode): boolean };
  readonly view: { redraw(): void };
  readonly workspaces: { active(): string };
  readonly events: {
    on(event: string, callback: (...values: unknown[]) => void): void;
    emit(event: string, ...values: unknown[]): void;
  };
  readonly popover: { tooltip(target: JQuery, content: string): EditorPopover };
  readonly clipboard: { copyText(text: string, target?: JQuery, message?: string): boolean };
  notify(message: string, options?: { type?: string; timeout?: number }): void;
  _(key: string, values?: Record<string, string | number>): string;
}

declare const RED: EditorRED;

interface EditableListOptions<T> {
  addItem: (row: JQuery, index: number, entry: T) => void;
  removeItem?: (entry: T) => void;
  sortItems?: (items: JQuery) => void;
  sortable?: boolean;
  removable?: boolean;
  addButton?: boolean | string;
  height?: number | 'auto';
}

interface TypedInputOptions {
  default?: string;
  types: string[];
}

interface JQueryStatic {
  /** With the type of the answer; jQuery's own declaration says `any`. */
  ajax<T>(settings: JQuery.AjaxSettings): JQuery.jqXHR<T>;
}

interface JQuery {
  editableList<T>(options: EditableListOptions<T>): JQuery;
  editableList(action: 'addItem', entry: object): JQuery;
  typedInput(options: TypedInputOptions): JQuery;
  typedInput(action: 'type' | 'value'): string;
  typedInput(action: 'type' | 'value' | 'width', to: string): JQuery;
  i18n(): JQuery;
}

/** Style sheets are bundled as text. */
declare module '*.css' {
  const text: string;
  export default text;
}
