import { z } from 'zod'

const text = z.string().trim().min(1)
const fraction = z.number().gt(0).lt(1)
const scalar = z.union([z.string(), z.number(), z.boolean()]).transform(String)

/** Recoding of a column: `values` renames, `missing` lists the spellings of "not known". */
const recoding = {
  values: z.record(z.string(), text).optional(),
  missing: z.array(scalar).optional(),
}

const fileName = text
  .regex(/\.(parquet|(csv|ndjson|jsonl)(\.gz)?)$/, 'is neither .parquet, .csv, .ndjson nor .jsonl')
  .refine((name) => !/[/\\*?:]|\.\./.test(name), 'must be the plain name of a file in the folder')

const eventsLabel = z.strictObject({
  /** Column of the events file that holds the prediction's id. */
  join: text,
  type: z.strictObject({ column: text, value: scalar }).optional(),
  /** Column saying 1 or 0; without it, each event counts as a positive. */
  value: text.optional(),
  /** Column of the event's time, and the predictions' column it is counted from. */
  time: text.optional(),
  since: text.optional(),
  absence: z.enum(['negative', 'unknown']),
  note: text.optional(),
})

const label = z.strictObject({
  column: text.optional(),
  /** The spelling of a positive; without it the column must say 1/0 or true/false. */
  positive: scalar.optional(),
  /** Column with the days from prediction to outcome. */
  delayDays: text.optional(),
  events: eventsLabel.optional(),
})

const columns = z.strictObject({
  id: text,
  order: z.strictObject({ column: text, as: z.enum(['numeric', 'text']) }).optional(),
  time: text.optional(),
  patient: text,
  score: text,
  label,
  site: z.strictObject({ column: text, ...recoding }).optional(),
})

const feature = z.strictObject({
  name: text,
  /** Defaults to the feature's name. */
  column: text.optional(),
  kind: z.enum(['numeric', 'categorical']),
  unit: text.optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  ...recoding,
})

const group = z.strictObject({ attribute: text, column: text.optional(), ...recoding })

const replay = z.strictObject({
  days: z.int().positive(),
  start: z.iso.date(),
  /** `as-recorded` where delays are real, `at-horizon` where they are not. */
  outcomes: z.enum(['as-recorded', 'at-horizon']),
  note: text,
})

const fault = z.strictObject({
  version: text,
  title: text,
  description: text,
  feature: text,
  multiplyBy: z.number().positive(),
  when: z.strictObject({ feature: text, equals: text }),
  score: z.strictObject({ shrinkLogitBy: fraction, toward: fraction, note: text }),
})

export const datasetShape = z.strictObject({
  name: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be kebab-case, such as my-hospital'),
  title: text,
  synthetic: z.boolean(),
  attribution: text,
  licence: text,
  files: z.strictObject({ predictions: fileName, events: fileName.optional() }).optional(),
  columns: columns.optional(),
  simulation: z
    .strictObject({ name: z.literal('lakeside'), seed: z.int(), encounters: z.int().positive() })
    .optional(),
  features: z.array(feature).min(1),
  groups: z.array(group),
  threshold: fraction,
  horizonDays: z.int().positive(),
  replay: replay.optional(),
  baseline: z.strictObject({ fraction, note: text }),
  fault,
})

/** A data set as `dataset.yaml` describes it: what it is, where it comes from, how to replay it. */
export type Dataset = z.infer<typeof datasetShape>
export type DatasetFeature = Dataset['features'][number]
export type DatasetFault = Dataset['fault']
/** How one column is recoded on reading. */
export type Recoding = Pick<DatasetFeature, 'values' | 'missing'>
/** The part of a mapping that only file sources have. */
export type FileDataset = Dataset & {
  files: NonNullable<Dataset['files']>
  columns: NonNullable<Dataset['columns']>
}

export function isFileDataset(dataset: Dataset): dataset is FileDataset {
  return dataset.files !== undefined && dataset.columns !== undefined
}
