/**
 * Sorts many numbers several times faster than the engine's own sort: one pass throws them into
 * coarse buckets of equal width, each of which fits the nearest cache, and a second pass cuts each
 * of those up again, so that next to nothing is left to sort. Skewed values crowd into few buckets;
 * a crowded one is left to the engine's sort, so that the worst case is the usual one.
 * Convention: ascending; −0 becomes 0, so that the two are one value.
 * Twin: `numpy.sort`.
 */

const small = 64
const crowded = 48
const coarseBucketSize = 512
const maximumCoarse = 1 << 12
const maximumFine = 1 << 18

/** Sorted copy of finite numbers. Throws RangeError naming the index of one that is not finite. */
export function sortValues(values: ArrayLike<number>): Float64Array {
  const sorted = new Float64Array(values.length)
  for (let i = 0; i < values.length; i++) {
    const value = values[i]! + 0
    // One subtraction tells NaN and both infinities from every finite number.
    if (value - value !== 0) throw new RangeError(`value at index ${i} is ${value}, not finite`)
    sorted[i] = value
  }
  return sortInPlace(sorted)
}

/**
 * Sorts numbers that are known to be finite and without −0, in place, and returns them. `room` is
 * overwritten; it has to be as long as the values.
 */
export function sortInPlace(
  values: Float64Array,
  room: Float64Array = new Float64Array(values.length),
): Float64Array {
  const { length } = values
  if (length <= small) return values.sort()
  const coarse = new Uint32Array(
    Math.min(maximumCoarse, Math.max(1, Math.ceil(length / coarseBucketSize))),
  )
  if (!distribute(values, room, 0, length, coarse)) return values.sort()
  const fine = new Uint32Array(Math.min(maximumFine, largestOf(coarse, 0)))
  let from = 0
  for (let bucket = 0; bucket < coarse.length; bucket++) {
    const to = coarse[bucket]!
    if (to - from > small) sortBucket(room, values, from, to, fine)
    else {
      for (let i = from; i < to; i++) values[i] = room[i]!
      insert(values, from, to)
    }
    from = to
  }
  return values
}

function sortBucket(
  source: Float64Array,
  target: Float64Array,
  from: number,
  to: number,
  fine: Uint32Array,
): void {
  const ends = fine.subarray(0, Math.min(fine.length, to - from))
  if (!distribute(source, target, from, to, ends)) {
    for (let i = from; i < to; i++) target[i] = source[i]!
    sortCrowded(target, from, to)
    return
  }
  // Buckets are in order already, so that inserting moves a value within its own bucket only.
  if (largestOf(ends, from) <= crowded) return insert(target, from, to)
  let start = from
  for (let bucket = 0; bucket < ends.length; bucket++) {
    const end = ends[bucket]!
    if (end - start > crowded) sortCrowded(target, start, end)
    else insert(target, start, end)
    start = end
  }
}

/**
 * Moves a range into buckets of equal width, one for each of `ends`, which then say where each
 * ends. False, and nothing moved, where the span cannot be cut: it overflows, or is none.
 */
function distribute(
  source: Float64Array,
  target: Float64Array,
  from: number,
  to: number,
  ends: Uint32Array,
): boolean {
  let low = Infinity
  let high = -Infinity
  for (let i = from; i < to; i++) {
    const value = source[i]!
    if (value < low) low = value
    if (value > high) high = value
  }
  const width = high - low
  const scale = (ends.length - 1) / width
  if (!(width > 0) || !(width < Infinity) || !(scale < Infinity)) return false
  // Subtracting and multiplying keep the order of floating-point numbers, so buckets are in order.
  ends.fill(0)
  for (let i = from; i < to; i++) ends[((source[i]! - low) * scale) | 0]!++
  let start = from
  for (let bucket = 0; bucket < ends.length; bucket++) {
    const count = ends[bucket]!
    ends[bucket] = start
    start += count
  }
  for (let i = from; i < to; i++) {
    const value = source[i]!
    target[ends[((value - low) * scale) | 0]!++] = value
  }
  return true
}

function largestOf(ends: Uint32Array, from: number): number {
  let largest = 0
  let start = from
  for (let bucket = 0; bucket < ends.length; bucket++) {
    const end = ends[bucket]!
    if (end - start > largest) largest = end - start
    start = end
  }
  return largest
}

/** Many values in one bucket are most often one value many times. */
function sortCrowded(values: Float64Array, from: number, to: number): void {
  const first = values[from]!
  for (let i = from + 1; i < to; i++) {
    if (values[i] === first) continue
    values.subarray(from, to).sort()
    return
  }
}

function insert(values: Float64Array, from: number, to: number): void {
  for (let i = from + 1; i < to; i++) {
    const value = values[i]!
    let j = i
    while (j > from && values[j - 1]! > value) {
      values[j] = values[j - 1]!
      j--
    }
    values[j] = value
  }
}
