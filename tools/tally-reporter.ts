import { writeFileSync } from 'node:fs'
import type { Reporter, TestModule } from 'vitest/node'
import { emptyTally } from './tally.ts'

/**
 * Writes the counts of a run to the file named by PRIMUM_TALLY. Vitest's own JSON report leaves out
 * why a test was skipped, and counts neither broken files nor errors outside of tests.
 */
export default class TallyReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const tally = emptyTally()
    tally.failed += errors.length
    for (const module of modules) {
      const project = module.project.name
      tally.projects[project] ??= 0
      let failedHere = 0
      for (const test of module.children.allTests()) {
        tally.projects[project] += 1
        const result = test.result()
        if (result.state === 'passed') tally.passed += 1
        else if (result.state === 'skipped') {
          const reason = result.note ?? (test.options.mode === 'todo' ? 'to do' : 'no reason given')
          tally.skipped.push({ test: `${module.relativeModuleId} > ${test.fullName}`, reason })
        } else failedHere += 1
      }
      // A file that failed with no failing test broke at its top, in a hook, or found no test.
      if (failedHere === 0 && module.state() !== 'passed' && module.state() !== 'skipped') {
        failedHere = 1
      }
      tally.failed += failedHere
    }
    const file = process.env.PRIMUM_TALLY
    if (file !== undefined) writeFileSync(file, JSON.stringify(tally))
  }
}
