/** Where the tables lie. A cluster's tables are made on each of its servers. */
export type ClickHouseLayout = {
  database: string
  /** of the servers' configuration; null for a single server */
  cluster: string | null
  /** how many servers hold each shard; above 1 they replicate through a Keeper */
  replicas: number
}

/**
 * What is written to, and what is read: each prediction once, under its newest label, with what it
 * was counted by, or with whom it was about.
 */
export function tableNames(layout: ClickHouseLayout) {
  const part = layout.cluster === null ? '_here' : ''
  return {
    rows: `${layout.database}.telemetry${part}`,
    predictions: `${layout.database}.predictions${part}`,
    encounters: `${layout.database}.encounters${part}`,
  }
}

/**
 * The statements that make the tables of one server; each may be repeated. A prediction is a row of
 * revision 0 and each outcome one of its own revision, with the version and day of its prediction.
 * Any row may stand there twice: the table drops repeats when it can, and the views, which
 * every reading passes through, always. They group by the table's own order, and a prediction and its
 * outcomes are on one shard, so each shard does its part alone.
 */
export function tableStatements(layout: ClickHouseLayout): string[] {
  const { database, cluster } = layout
  const statements = [
    `CREATE DATABASE IF NOT EXISTS ${database}`,
    `CREATE TABLE IF NOT EXISTS ${database}.telemetry_here (
      organization_id String, ai_system_id String, version_id String, day Int32, id String,
      revision UInt32, label Int8, score_bits UInt64, moment Int64, received Int64,
      patient String, site String, group_names Array(String), group_values Array(String),
      features String
    ) ENGINE = ${engineOf(layout)} ORDER BY (${key})`,
    viewOf(database, 'predictions_here', [
      'max(site) AS place',
      'anyIf(group_names, revision = 0) AS names',
      'anyIf(group_values, revision = 0) AS vals',
      'anyIf(features, revision = 0) AS content',
    ]),
    // A view of its own, since one that stands is never changed.
    viewOf(database, 'encounters_here', [
      'max(patient) AS person',
      'maxIf(moment, revision = 0) AS instant',
    ]),
  ]
  if (cluster === null) return statements
  return [
    ...statements,
    `CREATE TABLE IF NOT EXISTS ${database}.telemetry AS ${database}.telemetry_here
    ENGINE = Distributed(${cluster}, ${database}, telemetry_here, cityHash64(id))`,
    `CREATE TABLE IF NOT EXISTS ${database}.predictions (
      organization_id String, ai_system_id String, version_id String, day Int32, id String,
      bits UInt64, newest Int8, place String, names Array(String), vals Array(String),
      content String
    ) ENGINE = Distributed(${cluster}, ${database}, predictions_here)`,
    `CREATE TABLE IF NOT EXISTS ${database}.encounters (
      organization_id String, ai_system_id String, version_id String, day Int32, id String,
      bits UInt64, newest Int8, person String, instant Int64
    ) ENGINE = Distributed(${cluster}, ${database}, encounters_here)`,
  ]
}

const prediction = 'organization_id, ai_system_id, version_id, day, id'
const key = `${prediction}, revision`

function viewOf(database: string, name: string, columns: string[]): string {
  return `CREATE VIEW IF NOT EXISTS ${database}.${name} AS
    SELECT ${prediction}, max(score_bits) AS bits, argMax(label, revision) AS newest,
      ${columns.join(', ')}
    FROM ${database}.telemetry_here GROUP BY ${prediction} HAVING min(revision) = 0`
}

function engineOf({ database, replicas }: ClickHouseLayout): string {
  if (replicas === 1) return 'ReplacingMergeTree()'
  const path = `/clickhouse/tables/{shard}/${database}/telemetry_here`
  return `ReplicatedReplacingMergeTree('${path}', '{replica}')`
}
