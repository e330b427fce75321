import classes from './JsonView.module.css'

/** A record as it is, for who wants to see it whole. */
export function JsonView({ value, title }: { value: unknown; title: string }) {
  return (
    // What scrolls must be reachable by keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className={classes['json']} tabIndex={0} aria-label={title}>
      <pre>{JSON.stringify(value, null, 2)}</pre>
    </section>
  )
}
