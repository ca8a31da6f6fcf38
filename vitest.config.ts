import { defineConfig } from 'vitest/config';

const scenarios = 'test/scenarios/**/*.test.ts';

export default defineConfig({
  test: {
    testTimeout: 240_000,
    hookTimeout: 240_000,
    pool: 'forks',
    maxWorkers: 2,
    projects: [
      { extends: true, test: { name: 'parts', include: ['test/**/*.test.ts'], exclude: [scenarios] } },
      // These run the synthesised stack; it is synthesised once for all of them.
      { extends: true, test: { name: 'scenarios', include: [scenarios], globalSetup: 'test/support/assembly.ts' } },
    ],
  },
});
