import type { NodeAPI } from 'node-red';

/**
 * The sidebar has no runtime of its own: it reads the admin API, which comes with the lead store. Node-RED registers
 * the plugin by this file, and serves the HTML and the words beside it.
 */
export default function sidebar(_RED: NodeAPI): void {}
