import type { MouseEvent } from 'react'

/** A link within a page changes its state where it stands; a new tab opens its whole address. */
export function stayHere(act: () => void): (event: MouseEvent) => void {
  return (event) => {
    const elsewhere = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey
    if (elsewhere || event.button !== 0) return
    event.preventDefault()
    act()
  }
}
