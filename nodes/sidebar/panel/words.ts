/** Looks words up in the plugin's catalogue. */
export type Words = (key: string, values?: Record<string, string | number>) => string;
