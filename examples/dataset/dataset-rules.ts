import type { Dataset } from './dataset.ts'
import type { DatasetProblem } from './dataset-error.ts'

/** What a mapping must satisfy beyond the shape of its single fields. */
export function datasetProblems(dataset: Dataset): DatasetProblem[] {
  return [
    ...sourceProblems(dataset),
    ...labelProblems(dataset),
    ...featureProblems(dataset),
    ...faultProblems(dataset),
  ]
}

function sourceProblems({ files, columns, simulation, synthetic, replay }: Dataset) {
  const problems: DatasetProblem[] = []
  const add = (field: string, problem: string, remedy: string) =>
    problems.push({ field, problem, remedy })
  if ((files === undefined) === (simulation === undefined)) {
    add('files', 'a data set has either files or a simulation', 'Give exactly one of the two')
  }
  if ((files === undefined) !== (columns === undefined)) {
    add('columns', 'files and columns belong together', 'Give both, or neither for a simulation')
  }
  if (simulation !== undefined && !synthetic) {
    add('synthetic', 'a simulation is synthetic', 'Set synthetic: true')
  }
  if (columns !== undefined && (columns.order === undefined) === (columns.time === undefined)) {
    add('columns.order', 'rows need exactly one ordering', 'Give either order or time')
  }
  if (replay === undefined && columns?.time === undefined) {
    add('replay', 'without a time column the clock is a replay', 'Add replay, or columns.time')
  }
  return problems
}

function labelProblems({ files, columns }: Dataset) {
  const problems: DatasetProblem[] = []
  const add = (field: string, problem: string, remedy: string) =>
    problems.push({ field, problem, remedy })
  const label = columns?.label
  if (label === undefined) return problems
  const { column, positive, delayDays, events } = label
  if ((column === undefined) === (events === undefined)) {
    add('columns.label', 'an outcome comes from a column or from events', 'Give exactly one')
  }
  if (column === undefined && (positive !== undefined || delayDays !== undefined)) {
    add('columns.label', 'positive and delayDays belong to a column', 'Remove them, or give column')
  }
  if ((events === undefined) !== (files?.events === undefined)) {
    add('files.events', 'files.events and columns.label.events belong together', 'Give both')
  }
  if (events !== undefined && (events.time === undefined) !== (events.since === undefined)) {
    add('columns.label.events.since', 'a delay needs time and since', 'Give both, or neither')
  }
  return problems
}

function featureProblems({ features, groups }: Dataset) {
  const problems: DatasetProblem[] = []
  const seen = new Set<string>()
  features.forEach(({ name, kind, unit, minimum, maximum }, position) => {
    const add = (key: string, problem: string, remedy: string) =>
      problems.push({ field: `features[${position}].${key}`, problem, remedy })
    if (seen.has(name)) add('name', `"${name}" is declared twice`, 'Give each feature one entry')
    seen.add(name)
    if (kind === 'numeric' && unit === undefined) {
      add(
        'unit',
        `numeric feature "${name}" has no unit`,
        'Name its unit; a count names what it counts',
      )
    }
    if (kind === 'categorical' && (minimum ?? maximum) !== undefined) {
      add('minimum', `categorical feature "${name}" has a range`, 'Remove minimum and maximum')
    }
    if (minimum !== undefined && maximum !== undefined && minimum > maximum) {
      add('minimum', `${minimum} is above the maximum ${maximum}`, 'Swap or correct them')
    }
  })
  const attributes = groups.map((group) => group.attribute)
  attributes.forEach((attribute, position) => {
    if (attributes.indexOf(attribute) === position) return
    const problem = `"${attribute}" is declared twice`
    problems.push({ field: `groups[${position}].attribute`, problem, remedy: 'Remove one' })
  })
  return problems
}

function faultProblems({ fault, features }: Dataset) {
  const problems: DatasetProblem[] = []
  const remedy = `Name one of ${features.map((feature) => feature.name).join(', ')}`
  const kind = (name: string) => features.find((feature) => feature.name === name)?.kind
  if (kind(fault.feature) !== 'numeric') {
    const problem = `"${fault.feature}" is not a declared numeric feature`
    problems.push({ field: 'fault.feature', problem, remedy })
  }
  if (kind(fault.when.feature) !== 'categorical') {
    const problem = `"${fault.when.feature}" is not a declared categorical feature`
    problems.push({ field: 'fault.when.feature', problem, remedy })
  }
  return problems
}
