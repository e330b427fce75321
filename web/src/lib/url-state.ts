import { useNavigate, useParams, useSearch } from '@tanstack/react-router'

type Raw = Record<string, unknown>

/**
 * A page's state, read from the URL and written to it. `undefined` and '' leave the URL, so that
 * the plain address is the plain page.
 */
export function useUrlState<State extends object>(
  read: (raw: Raw) => State,
): [State, (change: Partial<Record<keyof State, unknown>>) => void] {
  const raw: Raw = useSearch({ strict: false })
  const navigate = useNavigate()
  const change = (next: Partial<Record<keyof State, unknown>>) => {
    void navigate({ to: '.', search: cleaned({ ...raw, ...next }) as never, resetScroll: false })
  }
  return [read(raw), change]
}

export function cleaned(search: Raw): Raw {
  return Object.fromEntries(
    Object.entries(search).filter(
      ([, value]) => value !== undefined && value !== '' && value !== null,
    ),
  )
}

export function readText(value: unknown): string | undefined {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  return typeof value === 'string' && value !== '' ? value : undefined
}

export function readChoice<T extends string>(value: unknown, choices: readonly T[]): T | undefined {
  const text = readText(value)
  return choices.find((choice) => choice === text)
}

/** A part of the path, such as the id of the record that this page is about. */
export function usePathPart(name: string): string {
  const parts: Record<string, string | undefined> = useParams({ strict: false })
  const part = parts[name]
  if (part === undefined) throw new Error(`no ${name} in this address`)
  return part
}
