import { Button, Tooltip, VisuallyHidden } from '@mantine/core'
import type { ButtonProps } from '@mantine/core'
import { useId } from 'react'
import type { ReactNode } from 'react'

type Props = ButtonProps & {
  children: ReactNode
  onClick?: () => void
  type?: 'button' | 'submit'
  /** Why it cannot be done now; the button then stays reachable and says so. */
  refusal?: string | null
}

/** A button that, where it may not be pressed, tells why: to the eye and to a screen reader. */
export function ActionButton({
  refusal = null,
  onClick,
  type = 'button',
  children,
  ...rest
}: Props) {
  const id = useId()
  if (refusal === null) {
    return (
      <Button type={type} {...rest} {...(onClick ? { onClick } : {})}>
        {children}
      </Button>
    )
  }
  return (
    <>
      <Tooltip label={refusal}>
        <Button
          {...rest}
          type="button"
          data-disabled
          aria-disabled="true"
          aria-describedby={id}
          onClick={(event) => event.preventDefault()}
        >
          {children}
        </Button>
      </Tooltip>
      <VisuallyHidden id={id}>{refusal}</VisuallyHidden>
    </>
  )
}
