import type { ButtonProps } from '@mantine/core'
import type { ReactNode } from 'react'
import { ActionButton } from './ActionButton.tsx'
import { GoButton } from './Go.tsx'

/** A link that looks like a button; where it may not be followed, a button that says why. */
export function GoAction(
  props: ButtonProps & { to: string; refusal: string | null; children: ReactNode },
) {
  const { to, refusal, ...rest } = props
  return refusal === null ? (
    <GoButton to={to} {...rest} />
  ) : (
    <ActionButton refusal={refusal} {...rest} />
  )
}
