import { paletteStore } from './open-palette.ts'

/**
 * Puts the palette's choice on its first answer, so that Enter goes there. Spotlight chooses before
 * the list is drawn for what was typed, and so can hold on to an answer that is gone by then.
 */
export function chooseFirst(): void {
  const { listId } = paletteStore.getState()
  const answers = document.getElementById(listId)?.querySelectorAll('[data-action]') ?? []
  for (const answer of answers) answer.removeAttribute('data-selected')
  answers[0]?.setAttribute('data-selected', 'true')
  paletteStore.updateState((state) => ({ ...state, selected: answers.length === 0 ? -1 : 0 }))
}

/** Whether an answer that is still drawn is chosen: late answers must not move a person's choice. */
export function hasChoice(): boolean {
  const { listId } = paletteStore.getState()
  return document.getElementById(listId)?.querySelector('[data-selected]') != null
}
