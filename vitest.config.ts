import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** Tests in real browsers run one after the other, for two cores carry no more. */
const IN_BROWSERS = { fileParallelism: false, testTimeout: 180_000, hookTimeout: 300_000 };

/** Unit tests run side by side. `all` holds the suites that take too long for every commit. */
export default defineConfig({
  test: {
    root: fileURLToPath(new URL('.', import.meta.url)),
    projects: [
      { test: { name: 'unit', include: ['test/*.test.ts'], testTimeout: 20_000, hookTimeout: 60_000 } },
      { test: { name: 'commands', include: ['test/commands/*.test.ts'] } },
      { test: { name: 'browser', include: ['test/browser/*.test.ts'], ...IN_BROWSERS } },
      { test: { name: 'all', include: ['test/all/*.test.ts'], ...IN_BROWSERS } },
    ],
  },
});
