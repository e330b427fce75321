import classes from './JsonView.module.css'

/** A record as it is, for who wants to see it whole. */
export function JsonView({ value, title }: { value: unknown; title: string }) {
  return (
    <pre className={classes['json']} tabIndex={0} role="region" aria-label={title}>
      {JSON.stringify(value, null, 2)}
    </pre>
  )
}
