import { requirementColumns } from '@primum/core/frameworks/framework-fields'
import { writeCsv } from '../ai-systems/csv.ts'

const examples: Record<string, string>[] = [
  { id: '1', title: 'Governance', role: 'heading' },
  {
    ...{ id: '1.1', title: 'A committee decides on AI', parent: '1', kind: 'rule' },
    text: 'A committee decides on every AI system before it is deployed.',
    ...{ citation: 'Policy AI-7, section 1', evidence: 'Charter; Minutes', everyMonths: '12' },
  },
]

/** The requirements of a framework as CSV, with a heading and a requirement to be replaced. */
export function ownTemplate(): string {
  const rows = examples.map((each) => requirementColumns.map((column) => each[column] ?? ''))
  return writeCsv([[...requirementColumns], ...rows])
}
