import { useEffect, useRef } from 'react'

/** Puts the cursor into the one field that a page is about, once. */
export function useFirstFocus() {
  const ref = useRef<HTMLInputElement>(null)
  useEffect(() => ref.current?.focus(), [])
  return ref
}
