/**
 * Logistic regression with an L2 penalty: log-odds as a weighted sum of features.
 * Convention: minimises C·Σ log loss + ½‖w‖², the intercept free of penalty; Newton steps
 * (iteratively reweighted least squares), halved where they overshoot. The penalty keeps the
 * weights finite even where the classes are separated; both classes must occur.
 * Source: S. le Cessie and J. C. van Houwelingen, Applied Statistics 41 (1992) 191–201.
 * Twin: Python `sklearn.linear_model.LogisticRegression(C=C)`; R `glmnet(alpha = 0)` with
 * lambda = 1/(C·n) and no standardisation.
 */
import { choleskySolve } from './cholesky-solve.ts'
import { expit } from './logit.ts'

/** Log-odds of a row x are intercept + Σ weights·x. */
export type LogisticModel = { intercept: number; weights: Float64Array }

/** `values` holds rows one after the other; `width` features each; `labels` are 0 or 1. */
export type LogisticData = {
  values: ArrayLike<number>
  width: number
  labels: ArrayLike<number>
}

/**
 * `rows` picks the rows to learn from (all by default). Throws RangeError unless C > 0, both
 * classes occur and the sizes fit.
 */
export function ridgeLogisticRegression(
  data: LogisticData,
  c: number,
  rows: ArrayLike<number> = Array.from(data.labels, (_, i) => i),
): LogisticModel {
  const { values, width, labels } = data
  if (!(c > 0 && c < Infinity)) throw new RangeError(`C must exceed 0, got ${c}`)
  if (values.length !== width * labels.length) {
    throw new RangeError(`${values.length} values for ${labels.length} rows of ${width}`)
  }
  assertBothClasses(labels, rows)
  let beta = new Float64Array(width + 1)
  let loss = lossOf(data, c, rows, beta)
  for (let step = 0; step < 100; step++) {
    const { gradient, hessian } = derivatives(data, c, rows, beta)
    const direction = downhill(hessian, gradient)
    // Near the end each step squares the error. The loss no longer tells such points apart, and
    // halving until it does would take most of the time.
    if (isTiny(direction, beta)) {
      beta = moved(beta, direction, 1)
      break
    }
    let factor = 1
    let next = moved(beta, direction, factor)
    let nextLoss = lossOf(data, c, rows, next)
    while (!(nextLoss <= loss) && factor > 1e-9) {
      factor /= 2
      next = moved(beta, direction, factor)
      nextLoss = lossOf(data, c, rows, next)
    }
    // No halving goes downhill any more: what is left is rounding.
    if (!(nextLoss <= loss)) break
    beta = next
    loss = nextLoss
  }
  return { intercept: beta[0]!, weights: beta.slice(1) }
}

/** Log-odds of row `row`. */
export function logOdds(model: LogisticModel, values: ArrayLike<number>, row: number): number {
  const width = model.weights.length
  let sum = model.intercept
  for (let j = 0; j < width; j++) sum += model.weights[j]! * values[row * width + j]!
  return sum
}

function derivatives(
  { values, width, labels }: LogisticData,
  c: number,
  rows: ArrayLike<number>,
  beta: Float64Array,
): { gradient: Float64Array; hessian: Float64Array } {
  const size = width + 1
  const gradient = new Float64Array(size)
  const hessian = new Float64Array(size * size)
  const x = new Float64Array(size)
  const model = asModel(beta)
  x[0] = 1
  for (let r = 0; r < rows.length; r++) {
    const row = rows[r]!
    for (let j = 0; j < width; j++) x[j + 1] = values[row * width + j]!
    const p = expit(logOdds(model, values, row))
    const [residual, weight] = [c * (p - labels[row]!), c * p * (1 - p)]
    for (let i = 0; i < size; i++) {
      gradient[i]! += residual * x[i]!
      const scaled = weight * x[i]!
      for (let j = 0; j <= i; j++) hessian[i * size + j]! += scaled * x[j]!
    }
  }
  for (let j = 1; j < size; j++) {
    gradient[j]! += beta[j]!
    hessian[j * size + j]! += 1
  }
  return { gradient, hessian }
}

function lossOf(
  { values, labels }: LogisticData,
  c: number,
  rows: ArrayLike<number>,
  beta: Float64Array,
): number {
  const model = asModel(beta)
  let sum = 0
  for (let r = 0; r < rows.length; r++) {
    const row = rows[r]!
    const odds = logOdds(model, values, row)
    const signed = labels[row] === 1 ? -odds : odds
    sum += Math.max(0, signed) + Math.log1p(Math.exp(-Math.abs(signed)))
  }
  let penalty = 0
  for (let j = 1; j < beta.length; j++) penalty += beta[j]! ** 2
  return c * sum + penalty / 2
}

/** Newton's direction; where rounding spoils it, damped step by step towards the gradient. */
function downhill(hessian: Float64Array, gradient: Float64Array): Float64Array {
  const size = gradient.length
  let largest = 1e-200
  for (let j = 0; j < size; j++) largest = Math.max(largest, hessian[j * size + j]!)
  for (let damping = 1e-12 * largest; damping < Infinity; damping *= 100) {
    const direction = choleskySolve(hessian, gradient)
    if (direction !== null) return direction
    for (let j = 0; j < size; j++) hessian[j * size + j]! += damping
  }
  return gradient
}

function isTiny(direction: Float64Array, beta: Float64Array): boolean {
  return direction.every((d, j) => Math.abs(d) <= 1e-7 * Math.max(1, Math.abs(beta[j]!)))
}

function asModel(beta: Float64Array): LogisticModel {
  return { intercept: beta[0]!, weights: beta.subarray(1) }
}

function moved(beta: Float64Array, direction: Float64Array, factor: number) {
  return beta.map((value, j) => value - factor * direction[j]!)
}

function assertBothClasses(labels: ArrayLike<number>, rows: ArrayLike<number>): void {
  let positives = 0
  for (let r = 0; r < rows.length; r++) {
    const label = labels[rows[r]!]
    if (label !== 0 && label !== 1) throw new RangeError(`label of row ${rows[r]} is ${label}`)
    positives += label
  }
  if (positives === 0 || positives === rows.length) throw new RangeError('both classes must occur')
}
