import classes from './DataTable.module.css'
import { Icon } from './Icon.tsx'

type Props = { name: string; title: string; sort: string; onSort: (sort: string) => void }

/** A column's heading that sorts; a second press turns the order round. */
export function SortButton({ name, title, sort, onSort }: Props) {
  const active = sort === name || sort === `-${name}`
  return (
    <button
      type="button"
      className={classes['sort']}
      onClick={() => onSort(sort === name ? `-${name}` : name)}
    >
      {title}
      {active ? <Icon name={sort === name ? 'up' : 'down'} size={12} /> : null}
    </button>
  )
}
