import { useEffect } from 'react'

/** What is being written survives a reload of this tab; what is saved is forgotten here. */
export function readKept<Values extends object>(key: string, fallback: Values): Values {
  try {
    const text = sessionStorage.getItem(key)
    const kept: unknown = text === null ? null : JSON.parse(text)
    return kept !== null && typeof kept === 'object' ? { ...fallback, ...kept } : fallback
  } catch {
    // A tab without storage, or something else under this name.
    return fallback
  }
}

export function useKeptDraft(key: string, values: object, untouched: object): void {
  const text = JSON.stringify(values)
  const clean = JSON.stringify(untouched)
  useEffect(() => {
    try {
      if (text === clean) sessionStorage.removeItem(key)
      else sessionStorage.setItem(key, text)
    } catch {
      // Without storage the draft lives as long as the page.
    }
  }, [key, text, clean])
}

export function forgetKept(key: string): void {
  try {
    sessionStorage.removeItem(key)
  } catch {
    // Nothing was kept.
  }
}
