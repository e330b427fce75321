import {
  archetypes,
  autonomies,
  euRoles,
  fdaStatuses,
} from '../../core/src/ai-systems/closed-lists.ts'

const tasks = ['Sepsis', 'Stroke', 'Readmission', 'Pneumonia', 'Fall', 'Delirium', 'Mammography']
const uses = ['early warning', 'triage', 'risk score', 'reading aid', 'follow-up', 'documentation']
const wards = ['emergency department', 'intensive care', 'medicine', 'surgery', 'oncology']
const vendors = ['Northlight Health', 'Cobalt Imaging', 'Own data science', 'Meridian Systems']

/** An inventory as a hospital group keeps it in a spreadsheet, as CSV for the import. */
export function inventoryOf(count: number, sites: number, owners: number): string {
  const rows = Array.from({ length: count }, (_, index) => systemOf(index, sites, owners))
  const names = Object.keys(rows[0] ?? {})
  const lines = rows.map((row) => Object.values(row).map(cell).join(','))
  return [names.join(','), ...lines].join('\n')
}

function cell(text: string): string {
  return `"${text.replaceAll('"', '""')}"`
}

function pick<T>(list: readonly T[], index: number): T {
  return list[index % list.length]!
}

function systemOf(index: number, sites: number, owners: number): Record<string, string> {
  const [task, use, ward] = [pick(tasks, index), pick(uses, index * 5), pick(wards, index * 3)]
  const runsAt = Array.from(
    { length: 1 + (index % 5) },
    (_, each) => 1 + ((index + each * 3) % sites),
  )
  return {
    reference: `AI-${String(index + 1).padStart(4, '0')}`,
    name: `${task} ${use}, ${ward} ${1 + (index % 29)}`,
    businessPurpose:
      `Supports the ${ward} in caring for people with ${task.toLowerCase()} risk, so that those ` +
      'who need attention first are seen first. It replaced a paper score two years ago.',
    intendedUse:
      `For adult inpatients of the ${ward}. The score is shown beside the record and is read by a ` +
      'nurse or physician, who decides. It is not meant for children, nor after a transfer.',
    archetype: pick(archetypes, index),
    dataTypes: 'vital signs;laboratory results;diagnoses',
    modelOwner: `Owner ${1 + (index % owners)}`,
    clinicalOwner: `Owner ${1 + ((index * 7) % owners)}`,
    technicalOwner: `Owner ${1 + ((index * 11) % owners)}`,
    vendor: pick(vendors, index),
    hostingLocation: index % 3 === 0 ? 'Vendor cloud, Frankfurt' : 'On premises, two data centres',
    monitoringApproach: 'Predictions and outcomes stream to Primum; reviewed each month.',
    statedLastAssessedOn: index % 2 === 0 ? '2025-03-01' : '',
    careSetting: ward,
    users: 'Nurses and physicians of the ward.',
    population: 'Adults admitted for at least a day.',
    autonomy: pick(autonomies, index),
    downtimeProcedure: 'The ward goes back to the paper score; the form lies in the office.',
    usesPhi: index % 10 === 0 ? 'false' : 'true',
    thirdPartyComponents: 'onnxruntime;scikit-learn',
    fdaStatus: pick(fdaStatuses, index),
    euRole: pick(euRoles, index),
    euHighRisk: index % 4 === 0 ? 'true' : 'false',
    siteCodes: [...new Set(runsAt)].map((number) => `site-${number}`).join(';'),
  }
}
