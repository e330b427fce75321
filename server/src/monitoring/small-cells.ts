/**
 * Cells of 1 to 10 people could point to somebody and are not shown; none at all is shown
 * (the cell-size policy of the US Centers for Medicare & Medicaid Services).
 */
export function isSmallCell(count: number): boolean {
  return count >= 1 && count <= 10
}
