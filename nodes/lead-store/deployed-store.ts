import type { LeadStoreConfig } from './config';
import type { OpenHouse } from './house';

/** A lead store that is deployed, as the admin API sees it. */
export interface DeployedStore {
  readonly id: string;
  readonly config: LeadStoreConfig;
  readonly house: OpenHouse;
}
