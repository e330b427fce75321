/**
 * Deals rows into folds for cross-validation.
 * Convention: each class is shuffled and dealt in turn, so that every fold has the same mix up to
 * one row; randomness is the caller's, so the same seed gives the same folds.
 * Source: R. Kohavi, IJCAI (1995) 1137–1143.
 * Twin: Python `sklearn.model_selection.StratifiedKFold(shuffle=True)`.
 */

/**
 * Fold of each row, 0 to folds − 1. `random` gives numbers in [0, 1). Throws RangeError unless
 * 2 ≤ folds ≤ 255.
 */
export function stratifiedFolds(
  labels: ArrayLike<number>,
  folds: number,
  random: () => number,
): Uint8Array {
  if (!(Number.isInteger(folds) && folds >= 2 && folds <= 255)) {
    throw new RangeError(`2 to 255 folds, got ${folds}`)
  }
  const assigned = new Uint8Array(labels.length)
  const classes = new Map<number, number[]>()
  for (let i = 0; i < labels.length; i++) {
    const members = classes.get(labels[i]!) ?? []
    members.push(i)
    classes.set(labels[i]!, members)
  }
  for (const members of classes.values()) {
    for (let i = members.length - 1; i > 0; i--) {
      const j = Math.floor(random() * (i + 1))
      ;[members[i], members[j]] = [members[j]!, members[i]!]
    }
    for (const [place, row] of members.entries()) assigned[row] = place % folds
  }
  return assigned
}
