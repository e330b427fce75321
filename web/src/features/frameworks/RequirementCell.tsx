import { Text } from '@mantine/core'
import { paths } from '../../paths.ts'
import { Go } from '../../ui/Go.tsx'
import classes from './frameworks.module.css'

/** A requirement in a table: its id as the way to it, and its title below. */
export function RequirementCell({ id, title }: { id: string; title: string }) {
  return (
    <div className={classes['requirementCell']}>
      <Go to={paths.requirement(id)} fw={600} underline="hover" className="tabular">
        {id}
      </Go>
      <Text size="sm">{title}</Text>
    </div>
  )
}
