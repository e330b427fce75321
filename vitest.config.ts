import { defineConfig } from 'vitest/config'

const SECOND = 1000

/** One project per place a test can live; `npm test` runs e2e last, apart from the others. */
function project(name: string, include: string[], seconds: number, more: object = {}) {
  return {
    test: {
      name,
      include,
      environment: 'node' as const,
      testTimeout: seconds * SECOND,
      hookTimeout: 2 * seconds * SECOND,
      ...more,
    },
  }
}

const database = { globalSetup: ['server/test/global-setup.ts'] }

export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    projects: [
      project('core', ['core/src/**/*.test.ts'], 30),
      project('engine', ['engine/**/*.test.ts'], 60),
      project('tools', ['tools/*.test.ts', 'tools/lint/*.test.ts'], 60),
      project('server', ['server/src/**/*.test.ts', 'server/test/**/*.test.ts'], 30, database),
      project('cli', ['cli/**/*.test.ts'], 60),
      project('examples', ['examples/**/*.test.ts'], 60),
      project('web', ['web/src/**/*.test.ts'], 30),
      project('e2e', ['web/e2e/**/*.e2e.ts'], 60, { ...database, fileParallelism: false }),
    ],
  },
})
