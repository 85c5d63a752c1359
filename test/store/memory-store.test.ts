import { leadStoreContract } from './contract';
import { openMemoryStore } from './memory-store';

leadStoreContract('the memory store of the tests', async () => {
  const store = openMemoryStore();
  return { store, end: () => store.close() };
});
